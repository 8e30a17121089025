"""``craftblog new``: a file for a post that is to be written."""

from __future__ import annotations

import json
import os
import re
import shlex
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterable, Mapping, Set
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import yaml
from jinja2 import ChoiceLoader, Environment, FileSystemLoader, TemplateError

from sphinx_craftblog import diagnostics
from sphinx_craftblog.commands.errors import SiteError
from sphinx_craftblog.commands.site import opened
from sphinx_craftblog.commands.subcommands import Subcommands
from sphinx_craftblog.commands.written_posts import Posts, names_in_use, written_posts
from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.model.dates import date_of_file_name, read_moment
from sphinx_craftblog.model.post import Author
from sphinx_craftblog.model.slugs import fold, slugify, unique_slug

if TYPE_CHECKING:
    from sphinx.application import Sphinx

TEMPLATES = Path(__file__).parent / "templates"

TEMPLATE = "craftblog/new-post.md"
"""Ours, and in a ``templates_path`` that of a site."""

DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")

RULES = {name: {number} for number, name in enumerate(DAYS)} | {
    "daily": set(range(7)),
    "weekdays": set(range(5)),
}
"""What ``--schedule`` takes, and the days of a week (from Monday, 0) that it means."""

SUGGESTED = 12
"""How many of the tags in use a new file names."""


def add_to(commands: Subcommands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "new",
        help="make the file of a new post",
        description="Make the file of a new post, with front matter, and open it in $EDITOR.",
        epilog="Exit code: 0 when the file was made, 2 when it could not be. A file that exists "
        "is never written over.",
    )
    parser.add_argument("title", metavar="TITLE", help="the post's heading")
    parser.add_argument(
        "--source", default=".", metavar="SOURCEDIR", help="folder of conf.py (default: .)"
    )
    parser.add_argument("--tags", metavar="A,B", default="", help="its tags")
    parser.add_argument("--author", metavar="KEY", default="", help="who writes it")
    parser.add_argument("--series", metavar="NAME", default="", help="the series it continues")
    parser.add_argument("--draft", action="store_true", help="with 'draft: true'")
    when = parser.add_mutually_exclusive_group()
    when.add_argument("--date", metavar="DATE", help="when it is published (default: today)")
    when.add_argument(
        "--schedule",
        metavar="RULE",
        help=f"on the next day without a post: {', '.join(RULES)}; 'tuesday 09:00' adds a time",
    )
    parser.add_argument("--no-edit", action="store_true", help="do not open an editor")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Make the file, say where it is, and return the exit code."""
    source = Path(arguments.source)
    with opened(source) as app:
        posts = list(written_posts(app))
        context = _context(arguments, app, posts)
        path = _place(app, posts, context)
        text = _render(app, context)
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError:
        raise SiteError(diagnostics.existing_file(path).text) from None
    if arguments.format == "json":
        print(json.dumps({"path": str(path), "date": str(context["date"])}, ensure_ascii=False))
    else:
        print(path)
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if editor and sys.stdout.isatty() and not arguments.no_edit:
        return subprocess.run([*shlex.split(editor), str(path)], check=False).returncode  # noqa: S603
    return 0


def next_slot(rule: str, now: datetime, taken: Set[date]) -> datetime:
    """The first moment after ``now`` that a rule means, on a day without a post.

    :raises SiteError: if there is no such rule.
    """
    name, _, clock = rule.strip().casefold().removeprefix("every ").partition(" ")
    name = name if name in RULES else name.removesuffix("s")
    try:
        days = RULES[name]
        moment = datetime.strptime(clock.strip() or "00:00", "%H:%M").time()  # noqa: DTZ007
    except (KeyError, ValueError):
        raise SiteError(diagnostics.unknown_schedule(rule, RULES).text) from None
    slot = datetime.combine(now.date(), moment, now.tzinfo)
    while slot <= now or slot.weekday() not in days or slot.date() in taken:
        slot += timedelta(days=1)
    return slot


def _context(arguments: Namespace, app: Sphinx, posts: Posts) -> dict[str, Any]:
    """Return what the template is given."""
    domain = blog_domain(app.env)
    title = " ".join(arguments.title.split())
    declared = [term.name for term in domain.options.tags]
    known = list({fold(name): name for name in (*declared, *names_in_use(posts, "tags"))}.values())
    tags = _chosen(arguments.tags, known) or _within(title, known)
    series = next(iter(_chosen(arguments.series, names_in_use(posts, "series"))), "")
    return {
        "title": title,
        "slug": slugify(title),
        "date": _moment(arguments, app, posts),
        "tags": tags,
        "suggested": [name for name in names_in_use(posts, "tags") if name not in tags][:SUGGESTED],
        "author": _author(arguments.author, domain.options.authors),
        "series": series,
        "part": _last_part(posts, series) + 1 if series else None,
        "draft": arguments.draft,
    }


def _moment(arguments: Namespace, app: Sphinx, posts: Posts) -> str:
    """The date of the post, with a time if one is asked for."""
    domain = blog_domain(app.env)
    zone = domain.options.timezone
    now = domain.now.astimezone(zone)
    if arguments.schedule:
        dates = (values["date"] for _, values in posts if "date" in values)
        taken = {moment.astimezone(zone).date() for moment in dates}
        slot = next_slot(arguments.schedule, now, taken)
        return f"{slot:%Y-%m-%d}" if slot.time() == time() else f"{slot:%Y-%m-%d %H:%M:%S}"
    if not arguments.date:
        return f"{now:%Y-%m-%d}"
    try:
        read_moment(arguments.date, zone=zone)
    except ValueError as error:
        raise SiteError(diagnostics.bad_date(arguments.date, str(error)).text) from None
    return str(arguments.date)


def _author(key: str, authors: Mapping[str, Author]) -> str:
    if key and authors and key not in authors:
        raise SiteError(diagnostics.unknown_author(key, authors).text)
    return key


def _chosen(text: str, known: Iterable[str]) -> list[str]:
    """The names in a text with commas, each once and in the spelling that is in use."""
    spelling = {fold(name): name for name in known}
    names: dict[str, str] = {}
    for name in filter(None, map(str.strip, text.split(","))):
        names.setdefault(fold(name), name)
    return [spelling.get(folded, name) for folded, name in names.items()]


def _within(title: str, known: Iterable[str]) -> list[str]:
    """The names that a title has in it as whole words."""
    folded = fold(title)
    return [name for name in known if re.search(rf"(?<!\w){re.escape(fold(name))}(?!\w)", folded)]


def _last_part(posts: Posts, series: str) -> int:
    names = ((values.get("series", ""), values.get("part") or 0) for _, values in posts)
    return max((part for name, part in names if fold(name) == fold(series)), default=0)


def _place(app: Sphinx, posts: Posts, context: dict[str, Any]) -> Path:
    """The file: where posts lie, named by the title, after a date where other posts' names are."""
    globs = blog_domain(app.env).options.posts
    folder = globs[0].partition("*")[0].rpartition("/")[0] if globs else ""
    dated = sum(date_of_file_name(docname) is not None for docname, _ in posts)
    begin = f"{context['date'][:10]}-" if dated * 2 > len(posts) else ""
    # What is taken are addresses: posts/x/index and posts/x are one in ``dirhtml``.
    taken = {docname.removesuffix("/index") for docname in app.env.found_docs}
    wanted = "/".join(filter(None, (folder, f"{begin}{context['slug']}")))
    return Path(app.srcdir, f"{unique_slug(wanted, taken)}.md")


def _render(app: Sphinx, context: dict[str, Any]) -> str:
    folders = [Path(app.confdir, folder) for folder in app.config.templates_path]
    environment = Environment(  # noqa: S701 - Markdown, not HTML
        loader=ChoiceLoader([FileSystemLoader(folder) for folder in (*folders, TEMPLATES)]),
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["yaml"] = _yaml
    try:
        return environment.get_template(TEMPLATE).render(context)
    except TemplateError as error:
        raise SiteError(diagnostics.failed_template(TEMPLATE, error).text) from None


def _yaml(value: object) -> str:
    """A value on one line of YAML."""
    text = yaml.safe_dump(
        value, default_flow_style=True, allow_unicode=True, width=sys.maxsize, sort_keys=False
    )
    return text.removesuffix("...\n").strip()
