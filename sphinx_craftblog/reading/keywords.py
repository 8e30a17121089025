"""A few words that say what a post is about, to find others like it."""

from __future__ import annotations

import re
from collections import Counter

from docutils import nodes

NUMBER = 8
"""Keywords of a post: enough to tell topics apart, few enough to be kept of every post."""

SHORTEST = 5
"""Letters of a word that may say what a text is about; shorter ones are mostly grammar."""

OF_TITLE = 3
"""How many times a word in the title or a heading counts."""


def keywords_of(doctree: nodes.document, title: str) -> tuple[str, ...]:
    """The words that a post says most often, sorted.

    A word counts once a paragraph, so that long texts say no more than short ones
    of one topic, and more in a heading.
    """
    found: Counter[str] = Counter()
    for text in (title, *(node.astext() for node in doctree.findall(nodes.title))):
        found.update(dict.fromkeys(_words(text), OF_TITLE))
    for paragraph in doctree.findall(nodes.paragraph):
        found.update(set(_words(paragraph.astext())))
    often = [word for word, count in found.items() if count > 1]
    often.sort(key=lambda word: (-found[word], -len(word), word))
    return tuple(sorted(often[:NUMBER]))


def _words(text: str) -> list[str]:
    return [word.casefold() for word in re.findall(rf"[^\W\d_]{{{SHORTEST},}}", text)]
