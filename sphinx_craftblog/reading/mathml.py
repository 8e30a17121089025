"""Equations as MathML: every current browser shows it, without a script or a request."""

from __future__ import annotations

import html
import re

from docutils.utils.math import latex2mathml


class UntranslatableError(ValueError):
    """An equation that docutils cannot translate; the message is docutils' reason."""


_ENVIRONMENT = re.compile(r"\\(begin|end)\{(equation|align|split|gather|gathered|multline)\*?\}")

_NAMED = re.compile("&(?!(?:amp|lt|gt|quot|apos);)[a-zA-Z]+;")

_KNOWN = {"align": "aligned", "split": "aligned", "equation": ""}
"""What docutils knows environments of amsmath by; others are lines in the middle."""


def mathml(tex: str, *, display: bool) -> str:
    """The MathML of a TeX formula, by docutils' own converter.

    :raises UntranslatableError: if the formula uses what the converter does not know.
    """
    try:
        markup = str(latex2mathml.tex2mathml(_with_known(tex).strip(), as_block=display))
    # Besides its MathError (a ValueError) the converter lets these out of odd input.
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        raise UntranslatableError(" ".join(str(error).split())) from None
    # XML, and so EPUB, has no names for characters beyond its own five.
    return _NAMED.sub(lambda name: html.unescape(name[0]), markup)


def _with_known(tex: str) -> str:
    def known(found: re.Match[str]) -> str:
        name = _KNOWN.get(found[2], "matrix")
        return rf"\{found[1]}{{{name}}}" if name else ""

    return _ENVIRONMENT.sub(known, tex)
