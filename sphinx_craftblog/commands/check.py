"""``craftblog check``: what is wrong with a site, before it is published."""

from __future__ import annotations

import json
import re
from argparse import Namespace
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx_craftblog import diagnostics
from sphinx_craftblog.checks.addresses import find_gone_addresses
from sphinx_craftblog.checks.ages import read_duration
from sphinx_craftblog.checks.doctests import find_failed_sessions
from sphinx_craftblog.checks.external import find_gone_links
from sphinx_craftblog.checks.finding import Finding
from sphinx_craftblog.checks.images import find_images_without_alt
from sphinx_craftblog.checks.leaks import find_leaks
from sphinx_craftblog.checks.links import find_broken_links
from sphinx_craftblog.checks.stale import find_stale
from sphinx_craftblog.checks.terms import find_doubtful_terms
from sphinx_craftblog.checks.unlinked import find_unlinked
from sphinx_craftblog.commands.errors import SiteError
from sphinx_craftblog.commands.site import Messages, add_source, build, opened
from sphinx_craftblog.commands.subcommands import Subcommands
from sphinx_craftblog.commands.unpublished import Site

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

BUILDERS = ("html", "dirhtml")
NOTHING_FOUND, SOMETHING_FOUND = 0, 1
"""Exit codes."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What is asked of posts by their age."""

    stale_after: timedelta = timedelta(days=3 * 365.25)
    fail_younger_than: timedelta = timedelta(days=2 * 365.25)


@dataclass(frozen=True, slots=True)
class Built:
    """What checks look at: a site that was read, and its ``output`` folder."""

    app: Sphinx
    site: Site
    output: Path
    messages: Sequence[str]
    limits: Limits


def _build(built: Built) -> Iterator[Finding]:
    for message in built.messages:
        match = re.match(r"(?s)(?:(.*?): )?((?:WARNING|ERROR|CRITICAL): .*)", message)
        location, text = (match[1] or "", match[2]) if match else ("", message)
        yield Finding("build", "problem", location, text)


def _leaks(built: Built) -> Iterator[Finding]:
    for leak in find_leaks(built.site.unpublished(), built.output, built.site.published()):
        said = diagnostics.leak(leak.part, leak.text, leak.docname, leak.reason)
        yield Finding("leak", "problem", leak.file, said.text)


def _addresses(built: Built) -> Iterator[Finding]:
    return find_gone_addresses(built.app, built.output)


def _links(built: Built) -> Iterator[Finding]:
    return find_broken_links(built.output, built.site.domain.site_url, built.site.sources())


def _stale(built: Built) -> Iterator[Finding]:
    return find_stale(built.app.env, built.limits.stale_after)


def _external(built: Built) -> Iterator[Finding]:
    return find_gone_links(built.app, built.limits.fail_younger_than)


def _of_documents(
    find: Callable[[BuildEnvironment], Iterator[Finding]],
) -> Callable[[Built], Iterator[Finding]]:
    return lambda built: find(built.app.env)


CHECKS: dict[str, Callable[[Built], Iterable[Finding]]] = {
    "build": _build,
    "leak": _leaks,
    "address": _addresses,
    "link": _links,
    "image": _of_documents(find_images_without_alt),
    "term": _of_documents(find_doubtful_terms),
    "unlinked": _of_documents(find_unlinked),
    "stale": _stale,
    "external": _external,
    "doctest": _of_documents(find_failed_sessions),
}
"""Every check by its name, in the order of the report."""

ASKED_FOR = {"stale": "stale_after", "external": "external", "doctest": "doctest"}
"""Checks that are only made if they are asked for, by name or by this option."""

USUAL = tuple(name for name in CHECKS if name not in ASKED_FOR)
"""The checks that are made unless others are chosen."""


def add_to(commands: Subcommands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "check",
        help="build the site, and say what is wrong with it",
        description="Build a site into a temporary folder, and report what is wrong with it: "
        f"{', '.join(CHECKS)}.",
        epilog="Exit code: 0 when there is no problem, 1 when there is one, 2 for wrong usage. "
        "Advice is no problem.",
    )
    add_source(parser)
    parser.add_argument("--builder", choices=BUILDERS, default="html", help="default: html")
    parser.add_argument(
        "--output",
        metavar="DIR",
        help="look at what a build with --builder has written here",
    )
    for option, meaning in (("only", "make these checks alone"), ("skip", "leave out these")):
        parser.add_argument(f"--{option}", metavar="CHECK,…", help=meaning)
    parser.add_argument(
        "--stale-after", metavar="AGE", help="name posts that nobody has revised for so long: 3y"
    )
    parser.add_argument(
        "--external", action="store_true", help="ask the network for what posts link to elsewhere"
    )
    parser.add_argument(
        "--fail-younger-than",
        metavar="AGE",
        help="in older posts, a link to what is gone is advice: 2y",
    )
    parser.add_argument(
        "--doctest",
        action="store_true",
        help="run the Python sessions in posts, the authors' code",
    )
    parser.add_argument("--no-advice", action="store_true", help="report problems alone")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.add_argument(
        "--strict", action="store_true", help="warn of every unresolved reference (nitpicky)"
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Check a site, print what was found, and return the exit code."""
    source = Path(arguments.source)
    output = Path(arguments.output) if arguments.output is not None else None
    if output is not None and not output.is_dir():
        raise SiteError(diagnostics.no_output(output).text)
    found = check(
        source,
        builder=arguments.builder,
        output=output,
        strict=arguments.strict,
        wanted=_wanted(arguments),
        limits=_limits(arguments),
    )
    if arguments.no_advice:
        found = [finding for finding in found if finding.level == "problem"]
    if arguments.format == "json":
        print(json.dumps([finding._asdict() for finding in found], ensure_ascii=False, indent=2))
    else:
        for finding in found:
            advice = "advice" if finding.level == "advice" else ""
            print(": ".join(filter(None, (finding.location, advice, finding.message))))
    is_wrong = any(finding.level == "problem" for finding in found)
    return SOMETHING_FOUND if is_wrong else NOTHING_FOUND


def check(
    source: Path,
    *,
    builder: str = "html",
    output: Path | None = None,
    strict: bool = False,
    wanted: Sequence[str] = USUAL,
    limits: Limits | None = None,
) -> list[Finding]:
    """Return what is wrong with a site, or with its ``output`` folder if one is given; problems
    first.

    :raises SiteError: if the site cannot be built.
    """
    messages = Messages()
    settings = {"nitpicky": True} if strict else None
    # To know the posts, they need not be written.
    used = builder if output is None else "dummy"
    with opened(source, builder=used, settings=settings, messages=messages) as app:
        site = Site(app, builder)
        build(app, force_all=True)
        place = Path(app.outdir) if output is None else output
        built = Built(app, site, place, tuple(messages.texts), limits or Limits())
        found = [finding for name in wanted for finding in CHECKS[name](built)]
    return sorted(found, key=lambda finding: finding.level != "problem")


def _wanted(arguments: Namespace) -> list[str]:
    """The names of the checks to make, in their order.

    :raises SiteError: if there is no such check.
    """
    only, skip = _names(arguments.only), _names(arguments.skip)
    for name in (*only, *skip):
        if name not in CHECKS:
            raise SiteError(diagnostics.unknown_check(name, CHECKS).text)
    asked = [name for name, option in ASKED_FOR.items() if getattr(arguments, option)]
    wanted = {*(only or USUAL), *asked} - {*skip}
    return [name for name in CHECKS if name in wanted]


def _limits(arguments: Namespace) -> Limits:
    """The ages that options say.

    :raises SiteError: if one cannot be read.
    """
    limits = Limits()
    for name in (field.name for field in fields(Limits)):
        if text := getattr(arguments, name):
            age = read_duration(text)
            if age is None:
                option = f"--{name.replace('_', '-')}"
                raise SiteError(diagnostics.bad_duration(option, text).text)
            limits = replace(limits, **{name: age})
    return limits


def _names(text: str | None) -> list[str]:
    return [name for part in (text or "").split(",") if (name := part.strip())]
