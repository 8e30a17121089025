"""A few words that say what a post is about, to find others like it."""

from __future__ import annotations

import re
from collections import Counter

from sphinx_craftblog.reading.reading_time import is_simple

NUMBER = 8
"""Keywords of a post: enough to tell topics apart, few enough to be kept of every post."""

SHORTEST = 5
"""Letters of a word that may say what a text is about; shorter ones are mostly grammar."""

OF_TITLE = 3
"""How many times a word of the title counts."""


def keywords_of(text: str, title: str) -> tuple[str, ...]:
    """The words that a post says most often, more than once, sorted."""
    found = Counter(_words(text))
    for word in _words(title):
        found[word] += OF_TITLE
    often = [word for word, count in found.items() if count > 1]
    often.sort(key=lambda word: (-found[word], -len(word), word))
    return tuple(sorted(often[:NUMBER]))


def _words(text: str) -> list[str]:
    letter = "[a-z]" if is_simple(text) else r"[^\W\d_]"
    return re.findall(f"{letter}{{{SHORTEST},}}", text.casefold())
