"""Equations as MathML: every current browser shows it, without a script or a request."""

from __future__ import annotations

from docutils.utils.math import latex2mathml


class UntranslatableError(ValueError):
    """An equation that docutils cannot translate; the message is docutils' reason."""


def mathml(tex: str, *, display: bool) -> str:
    """The MathML of a TeX formula, by docutils' own converter.

    :raises UntranslatableError: if the formula uses what the converter does not know.
    """
    try:
        return str(latex2mathml.tex2mathml(tex.strip(), as_block=display))
    # Besides its MathError (a ValueError) the converter lets these out of odd input.
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
        raise UntranslatableError(" ".join(str(error).split())) from None
