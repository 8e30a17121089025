"""How old posts are, for checks that ask for it."""

from __future__ import annotations

import re
from datetime import datetime, timedelta

from sphinx_craftblog.model.post import Post

DAYS = {"d": 1.0, "w": 7.0, "m": 365.25 / 12, "y": 365.25}
"""What the letter after a number means."""

NEW = timedelta(days=30)
"""How long a post is too new to be asked why nothing else is like it, or leads to it."""


def read_duration(text: str) -> timedelta | None:
    """A duration such as ``2y``, ``18m``, ``6w`` or ``90d``; none if it is none."""
    match = re.fullmatch(r"\s*(\d{1,5})\s*([dwmy])\s*", text.lower())
    return timedelta(days=int(match[1]) * DAYS[match[2]]) if match else None


def is_older(post: Post, age: timedelta, now: datetime) -> bool:
    """Return whether a post was last revised longer ago than that."""
    moment = post.updated or post.date
    return moment is not None and now - moment > age


def is_new(post: Post, now: datetime) -> bool:
    """Return whether a post was published only a short while ago."""
    return post.date is not None and now - post.date <= NEW
