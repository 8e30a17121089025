"""``craftblog search-index``: the index of a site that is searched with Pagefind.

It is made where a site is published, and not in every build: Pagefind reads all pages each
time, and what it writes is not a build's to keep.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from argparse import Namespace
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from sphinx_craftblog import diagnostics
from sphinx_craftblog.commands.subcommands import Subcommands

FOLDER = "pagefind"
"""Folder of the index, where the search page looks for it."""

_MARK = b"data-pagefind-body"
_SEARCH_PAGES = ("search.html", "search/index.html")
_LANGUAGE = re.compile(r'<html[^>]*? lang="([^"]+)"')
_COUNTS = re.compile(r"Indexed (\d+) (page|word)s?")


class NoIndexError(Exception):
    """No index can be made; the message says why."""


def add_to(commands: Subcommands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "search-index",
        help="make the search index of a site that was built for Pagefind",
        description="Make the search index of a site that was built with "
        "craftblog_search = 'pagefind'. Needs the extra 'pagefind'.",
        epilog="Exit code: 0 when the index was made, 1 when it was not.",
    )
    parser.add_argument(
        "output",
        nargs="?",
        default="_build/html",
        metavar="OUTDIR",
        help="folder that the build has written (default: _build/html)",
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Make the index, say how much is in it, and return the exit code."""
    try:
        pages, words = make_index(Path(arguments.output))
    except NoIndexError as error:
        print(f"craftblog: {error}", file=sys.stderr)
        return 1
    print(f"{Path(arguments.output, FOLDER)}: {pages} pages, {words} words")
    return 0


def make_index(output: Path) -> tuple[int, int]:
    """Index the pages below a folder; returns how many, and how many different words.

    :raises NoIndexError: if there is nothing to index, or nobody to do it.
    """
    if not output.is_dir():
        raise NoIndexError(diagnostics.no_folder_to_index(output).text)
    if not any(_MARK in path.read_bytes() for path in output.rglob("*.html")):
        raise NoIndexError(diagnostics.nothing_to_index(output).text)
    if not _has_pagefind():
        raise NoIndexError(diagnostics.no_pagefind().text)
    _remove_index(output / FOLDER)
    done = subprocess.run(  # noqa: S603 - of this environment, with a folder that exists
        [sys.executable, "-m", "pagefind", *_options(output)],
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    if done.returncode:
        raise NoIndexError(diagnostics.failed_index((done.stderr or done.stdout).strip()).text)
    counts = {what: int(count) for count, what in _COUNTS.findall(done.stdout)}
    return counts.get("page", 0), counts.get("word", 0)


def _has_pagefind() -> bool:
    if find_spec("pagefind") is None:
        return False
    from pagefind.service import get_executable

    return get_executable() is not None


def _remove_index(folder: Path) -> None:
    """Remove an earlier index: Pagefind leaves the files of pages that are gone."""
    if (folder / "pagefind-entry.json").is_file():
        shutil.rmtree(folder)
    elif folder.exists():
        raise NoIndexError(diagnostics.index_onto_stranger(folder).text)


def _options(output: Path) -> Iterator[str]:
    yield from ("--site", str(output), "--output-subdir", FOLDER)
    yield from ("--exclude-selectors", ".headerlink")
    for path in (output / page for page in _SEARCH_PAGES):
        found = _LANGUAGE.search(path.read_text(encoding="utf-8")) if path.is_file() else None
        if found:  # one index for posts in all languages: a search is in one
            yield from ("--force-language", found[1])
            return
