"""What a social card is; who draws one imports more than most builds need."""

from __future__ import annotations

from typing import NamedTuple

WIDTH, HEIGHT = 1200, 630
"""Size of a card in pixels, as the apps that show one ask for."""

MARK = "sphinx-craftblog social card"
"""What the file of a card says of its maker."""


class SocialCard(NamedTuple):
    """What is to be read on a card, and in which language."""

    title: str
    blog: str
    authors: tuple[str, ...]
    date: str
    language: str = ""
