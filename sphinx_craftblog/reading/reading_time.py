"""How long a document takes to read, measured on its tree."""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from docutils import nodes
from sphinx import addnodes

from sphinx_craftblog.model.post import Reading

ENGLISH_WORDS_A_MINUTE = 238
"""Adults reading English non-fiction silently, mean of 190 studies.

M. Brysbaert, "How many words do we read per minute? A review and meta-analysis
of reading rate", Journal of Memory and Language 109 (2019), 104047.
"""

ALOUD_WORDS_A_MINUTE = {
    "ar": 138,
    "de": 179,
    "en": 228,
    "es": 218,
    "fi": 161,
    "fr": 195,
    "he": 187,
    "it": 188,
    "nl": 202,
    "pl": 166,
    "pt": 181,
    "ru": 184,
    "sl": 180,
    "sv": 199,
    "tr": 166,
}
"""The same ten texts read aloud in the languages of the IReST.

S. Trauzettel-Klosinski, K. Dietz, "Standardized assessment of reading performance:
the new International Reading Speed Texts IReST", Investigative Ophthalmology &
Visual Science 53 (2012), 5452-5461. Only the ratios to English are used: Brysbaert
(2019) finds that silent rates of other languages follow from the number of words
that they need for the same message.
"""

ALOUD_CHARACTERS_A_MINUTE = {"zh": 255, "ja": 357}
"""Characters of Chinese and Japanese, from the same study."""

CODE_LINE_SECONDS = 3.6
"""A line of code in an article: half the time of a careful inspection.

Reviewers find fewer defects beyond 500 lines an hour, 7.2 s a line (J. Cohen,
"Best Kept Secrets of Peer Code Review", 2006, on 2 500 reviews). A reader of an
article follows the code without hunting for defects; that half the time is
enough is our estimate, not a measurement.
"""

FIRST_FIGURE_SECONDS, LAST_FIGURE_SECONDS = 12, 3
"""Looking at the first picture, one second less for each further one, never under 3 s.

Medium's rule: "Read Time and You", The Medium Blog, 2014. Display equations,
which are looked at as pictures are, join the same series.
"""

_WORD = r"(?w)\w(?:\B.)*"
"""A word by UAX 29, default word boundaries (the flag ``w`` of ``regex``)."""

_SIMPLE_TEXT = re.compile(r"[\x00-\x7f‘’“”–—…]*")

_RUN = re.compile(r"[0-9A-Za-z_]+")
_JOINT = re.compile(
    r"[.:,;'‘’](?=\w)(?:(?<=[A-Za-z][.:'‘’])(?=[A-Za-z])|(?<=[0-9][.,;'‘’])(?=[0-9]))"
)
"""What words are in a text of these characters, in a third of the time and without ``regex``:
runs, of which some marks join two.
"""

_CJK = r"[\p{Han}\p{Hiragana}\p{Katakana}]"
_KANA = r"[\p{Hiragana}\p{Katakana}]"


@cache
def _pattern(text: str) -> Any:
    import regex  # here, since a build that reads nothing needs no such thing

    return regex.compile(text, regex.DOTALL)


COLLAPSED_CLASSES = frozenset(
    # sphinx-togglebutton, MyST-NB, and what themes hide
    {"dropdown", "toggle", "hidden", "sr-only", "visually-hidden"}
    | {f"tag_hide-{part}" for part in ("input", "output", "cell")}
)
"""Classes of what a reader does not see before a click."""


def contents_of(tree: nodes.Node) -> Contents:
    """Return what there is to read; hidden and collapsed parts are left out."""
    contents = Contents()
    contents.visit(tree)
    return contents


def measure(contents: Contents, *, language: str, speed: int | None = None) -> Reading:
    """Count what there is to read, and the minutes that it takes in ``language``.

    ``speed`` is the number of words a minute, instead of the language's. The minutes
    are rounded up, and at least 1.
    """
    prose = contents.text
    if is_simple(prose):
        cjk, words = 0, len(_RUN.findall(prose)) - len(_JOINT.findall(prose))
    else:
        cjk = len(_pattern(_CJK).findall(prose))
        words = len(_pattern(_WORD).findall(_pattern(_CJK).sub(" ", prose) if cjk else prose))
    words += contents.formulas
    script = "ja" if language.startswith("ja") or (cjk and _pattern(_KANA).search(prose)) else "zh"
    seconds = (
        60 * words / (speed or words_a_minute(language))
        + 60 * cjk / characters_a_minute(script)
        + CODE_LINE_SECONDS * contents.code_lines
        + figure_seconds(contents.figures + contents.equations)
    )
    return Reading(
        words=words,
        cjk=cjk,
        code_lines=contents.code_lines,
        figures=contents.figures,
        equations=contents.equations,
        minutes=max(1, math.ceil(seconds / 60)),
    )


def is_simple(text: str) -> bool:
    """Return whether a text is of ASCII and typographic punctuation, so that its letters are A to
    Z.
    """
    return _SIMPLE_TEXT.fullmatch(text) is not None


def words_a_minute(language: str) -> float:
    """Silent reading speed of a language (``de``, ``pt_BR``); of English where unknown."""
    aloud = ALOUD_WORDS_A_MINUTE
    return _silent(aloud.get(language.lower()[:2], aloud["en"]))


def characters_a_minute(language: str) -> float:
    """Silent reading speed of ``zh`` or ``ja``, in characters."""
    return _silent(ALOUD_CHARACTERS_A_MINUTE[language])


def figure_seconds(number: int) -> int:
    """Time for that many pictures: 12 s, 11 s, … and 3 s from the tenth on."""
    return sum(max(FIRST_FIGURE_SECONDS - n, LAST_FIGURE_SECONDS) for n in range(number))


def _silent(aloud: int) -> float:
    return aloud * ENGLISH_WORDS_A_MINUTE / ALOUD_WORDS_A_MINUTE["en"]


class Contents:
    """One walk over the tree; text is gathered, and split into words once at the end."""

    def __init__(self) -> None:
        self.prose: list[str] = []
        self.code_lines = self.figures = self.equations = self.formulas = 0

    @property
    def text(self) -> str:
        """The prose, a block a line."""
        return "".join(self.prose)

    def visit(self, node: nodes.Node) -> None:
        if isinstance(node, nodes.Text):
            self.prose.append(node)
        elif isinstance(node, nodes.math_block):
            self.equations += 1
        elif isinstance(node, nodes.math):
            self.formulas += 1  # read as one word
        elif isinstance(node, nodes.literal_block | nodes.doctest_block):
            self.code_lines += sum(1 for line in node.astext().split("\n") if line.strip())
        elif isinstance(node, nodes.image):
            self.figures += 1
        elif isinstance(node, nodes.Element) and not _is_unseen(node):
            for child in _first_tab(node) if _component(node) == "tab-set" else node.children:
                self.visit(child)
            if not isinstance(node, nodes.Inline):
                self.prose.append("\n")  # blocks do not run together into one word


_UNSEEN = (
    nodes.Invisible,  # comments, targets, substitution definitions
    nodes.raw,
    nodes.docinfo,
    nodes.field_list,
    nodes.system_message,
    nodes.footnote_reference,
    nodes.citation_reference,
    nodes.label,
    addnodes.toctree,
    addnodes.index,
)


def _is_unseen(node: nodes.Element) -> bool:
    if isinstance(node, _UNSEEN):
        return not isinstance(node, nodes.field_list) or isinstance(node.parent, nodes.document)
    if isinstance(node, addnodes.only):
        return "html" not in re.split(r"\W+", node.get("expr", ""))
    if "collapsible" in node and node["collapsible"] != "open":
        return True
    if _component(node) == "dropdown":
        return not node.get("opened")
    return not COLLAPSED_CLASSES.isdisjoint(node.get("classes", ()))


def _component(node: nodes.Element) -> str:
    """Return which part of sphinx-design a node is, if any."""
    return str(node.get("design_component", ""))


def _first_tab(node: nodes.Element) -> Iterator[nodes.Node]:
    yield from node.children[:1]
