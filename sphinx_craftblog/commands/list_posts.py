"""``craftblog list``: the posts of a site, those that are kept back among them."""

from __future__ import annotations

import csv
import json
import sys
import unicodedata
from argparse import Namespace
from collections.abc import Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sphinx_craftblog.commands.site import HELD_BACK, add_source, kept_doctrees, opened, read_blog
from sphinx_craftblog.commands.subcommands import Subcommands
from sphinx_craftblog.environment.domain import BlogDomain
from sphinx_craftblog.model.post import Post

STATES = ("draft", "scheduled", "published", "unlisted", "expired")
"""What a post can be, at one moment."""

COLUMNS = ("date", "state", "title", "words", "minutes", "tags", "path")
"""What the table shows of each post; the other formats say more."""


def add_to(commands: Subcommands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "list",
        help="list the posts, drafts and scheduled ones too",
        description="List the posts of a site, newest first: all of them, or those of the states "
        "that are asked for.",
    )
    add_source(parser)
    for state in ("drafts", "scheduled", "expired"):
        parser.add_argument(f"--{state}", action="store_true", help=f"posts that are {state}")
    parser.add_argument(
        "--format", choices=("table", "json", "csv"), default="table", help="default: table"
    )
    parser.add_argument(
        "--next-publish",
        action="store_true",
        help="print only the moment of the next build that shows something new",
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print the list, and return the exit code."""
    source = Path(arguments.source)
    with opened(source, doctrees=kept_doctrees(source), settings=HELD_BACK) as app:
        domain = read_blog(app)
        if arguments.next_publish:
            moment = next_publish(domain.posts.values(), domain.now)
            if arguments.format == "json":
                print(json.dumps({"next_publish": moment.isoformat() if moment else None}))
            elif moment:
                print(moment.isoformat())
            return 0
        wanted = [
            state
            for state in STATES
            if getattr(arguments, state, False) or getattr(arguments, f"{state}s", False)
        ]
        rows = [row for row in _rows(domain) if row["state"] in (wanted or STATES)]
    {"table": _table, "json": _json, "csv": _csv}[arguments.format](rows)
    return 0


def state_of(post: Post, now: datetime) -> str:
    """One of :data:`STATES`: what readers of a build at the moment ``now`` would see."""
    if post.draft:
        return "draft"
    if post.date and post.date > now:
        return "scheduled"
    if post.expires and post.expires <= now:
        return "expired"
    return "unlisted" if post.unlisted else "published"


def next_publish(posts: Iterable[Post], now: datetime) -> datetime | None:
    """When a post is next due, or expires; none if no post waits for a moment."""
    waiting = [post for post in posts if not post.draft]
    moments = [moment for post in waiting for moment in (post.date, post.expires) if moment]
    return min((moment for moment in moments if moment > now), default=None)


def _rows(domain: BlogDomain) -> Iterator[dict[str, Any]]:
    def order(post: Post) -> tuple[bool, float, str]:
        return post.date is not None, -post.date.timestamp() if post.date else 0, post.docname

    for post in sorted(domain.posts.values(), key=order):
        reading = domain.readings[post.docname]
        yield {
            "path": str(domain.env.doc2path(post.docname, base=False)),
            "state": state_of(post, domain.now),
            "title": post.title,
            "date": post.date.isoformat() if post.date else None,
            "updated": post.updated.isoformat() if post.updated else None,
            "expires": post.expires.isoformat() if post.expires else None,
            "words": reading.words + reading.cjk,
            "minutes": reading.minutes,
            "tags": list(post.tags),
            "categories": list(post.categories),
            "authors": list(post.authors),
            "series": post.series,
            "part": post.part,
        }


def _json(rows: list[dict[str, Any]]) -> None:
    print(json.dumps(rows, ensure_ascii=False, indent=2))


def _csv(rows: list[dict[str, Any]]) -> None:
    writer = csv.writer(sys.stdout, lineterminator="\n")
    if rows:
        writer.writerow(rows[0])
    for row in rows:
        writer.writerow(
            ", ".join(value) if isinstance(value, list) else value for value in row.values()
        )


def _table(rows: list[dict[str, Any]]) -> None:
    lines = [COLUMNS, *(_cells(row) for row in rows)]
    widths = [max(map(_width, column)) for column in zip(*lines, strict=True)]
    for line in lines:
        padded = (
            cell + " " * (width - _width(cell)) for cell, width in zip(line, widths, strict=True)
        )
        print("  ".join(padded).rstrip())


def _cells(row: dict[str, Any]) -> tuple[str, ...]:
    shown = row | {"date": (row["date"] or "")[:10], "tags": ", ".join(row["tags"])}
    return tuple(str(shown[column]) for column in COLUMNS)


def _width(text: str) -> int:
    """Columns of a terminal that a text takes: two for a wide character, none for a mark."""
    return sum(
        0 if unicodedata.combining(c) else 2 if unicodedata.east_asian_width(c) in "WF" else 1
        for c in text
    )
