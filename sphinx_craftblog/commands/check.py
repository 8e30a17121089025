"""``craftblog check``: what is wrong with a site, before it is published."""

from __future__ import annotations

import json
import re
from argparse import ArgumentParser, Namespace, _SubParsersAction
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx.util import requests

from sphinx_craftblog.checks.addresses import addresses, find_gone
from sphinx_craftblog.checks.leaks import find_leaks
from sphinx_craftblog.commands.held_back import Site
from sphinx_craftblog.commands.site import Messages, SiteError, add_source, build, opened
from sphinx_craftblog.domain import blog_domain
from sphinx_craftblog.model import mistakes

if TYPE_CHECKING:
    from sphinx.application import Sphinx

BUILDERS = ("html", "dirhtml")
NOTHING_FOUND, SOMETHING_FOUND = 0, 1
"""Exit codes."""


class Finding(NamedTuple):
    """Something to mend. ``check`` is ``build``, ``leak`` or ``address``."""

    check: str
    location: str
    message: str


def add_to(commands: _SubParsersAction[ArgumentParser]) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "check",
        help="build the site, and say what is wrong with it",
        description="Build a site into a temporary folder, and report the warnings of the build, "
        "posts that are kept back and show all the same, and addresses that are gone.",
        epilog="Exit code: 0 when nothing was found, 1 when something was, 2 for wrong usage.",
    )
    add_source(parser)
    parser.add_argument("--builder", choices=BUILDERS, default="html", help="default: html")
    parser.add_argument(
        "--output",
        metavar="DIR",
        help="look for leaks and addresses in what a build with --builder has written here",
    )
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
        raise SiteError(mistakes.no_output(output).text)
    found = check(source, builder=arguments.builder, output=output, strict=arguments.strict)
    if arguments.format == "json":
        print(json.dumps([finding._asdict() for finding in found], ensure_ascii=False, indent=2))
    else:
        for finding in found:
            print(": ".join(filter(None, finding[1:])))
    return SOMETHING_FOUND if found else NOTHING_FOUND


def check(
    source: Path, *, builder: str = "html", output: Path | None = None, strict: bool = False
) -> list[Finding]:
    """What is wrong with a site, or with its ``output`` folder if one is given.

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
        leaks = find_leaks(site.held_back(), place, site.published())
        return [
            *map(_of_build, messages.texts),
            *(
                Finding("leak", leak.file, mistakes.leak(leak.part, leak.text, *leak[1:3]).text)
                for leak in leaks
            ),
            *_gone(app, place),
        ]


def _of_build(message: str) -> Finding:
    match = re.match(r"(?s)(?:(.*?): )?((?:WARNING|ERROR|CRITICAL): .*)", message)
    return Finding("build", match[1] or "", match[2]) if match else Finding("build", "", message)


def _gone(app: Sphinx, output: Path) -> Iterator[Finding]:
    inventory = blog_domain(app.env).options.earlier_inventory
    if not inventory:
        return
    try:
        earlier = addresses(_read(app, inventory))
    except (OSError, ValueError) as error:  # those of ``requests`` are among them
        yield Finding("address", inventory, mistakes.unreadable_inventory(error).text)
        return
    for gone in find_gone(earlier, output):
        yield Finding("address", inventory, mistakes.address_gone(*gone).text)


def _read(app: Sphinx, inventory: str) -> bytes:
    if "://" not in inventory:
        return (Path(app.srcdir) / inventory).read_bytes()
    config = app.config
    response = requests.get(
        inventory,
        timeout=30,
        _user_agent=config.user_agent,
        _tls_info=(config.tls_verify, config.tls_cacerts),
    )
    response.raise_for_status()
    content: bytes = response.content
    return content
