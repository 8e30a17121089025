"""Whether the links and pictures of every page lead to what is there."""

from __future__ import annotations

import html
import os
import posixpath
import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping
from functools import lru_cache
from pathlib import Path
from sys import intern
from typing import NamedTuple
from urllib.parse import quote, unquote, urljoin, urlsplit

from sphinx_craftblog import diagnostics
from sphinx_craftblog.checks.addresses import file_at, near_page
from sphinx_craftblog.checks.finding import Finding, line_of

NOT_PAGES = frozenset({"_static", "_sources", "_downloads", ".doctrees", ".git"})
"""Folders at the top of an output folder, whose HTML is a part of pages or a download."""

UNKNOWN_HOST = "https://site.invalid/"
"""Stands for the site's address where none is configured."""

_MARKUP = re.compile(
    r"(?is)<!--.*?(?:-->|\Z)"
    r"|<(script|style|textarea|template)\b([^>]*+)>.*?(?:</\1\s*>|\Z)"
    r"|<([a-z][^\s/>]*+)(?=((?:[^\"'>]++|\"[^\"]*+\"|'[^']*+')*))\4>"
)
_ATTRIBUTE = re.compile(r"([^\s\"'>/=]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
_NOTABLE = re.compile(r"(?i)href|src|id|name")


class Target(NamedTuple):
    """Where a link leads within a site: a path from its root, and a part of that page."""

    path: str
    anchor: str


class CheckedPage(NamedTuple):
    """What a page leads to, each once and as it is written, and the names of its parts.

    ``base`` is the address that it says its links start from, if it says so.
    """

    links: list[str]
    anchors: frozenset[str]
    base: str


def find_broken_links(output: Path, base: str, sources: Mapping[str, Path]) -> Iterator[Finding]:
    """The links within the site below ``output`` that lead to no file, or to no part of a page.

    ``base`` is the site's address, empty if it is not known; ``sources`` are the sources of
    pages, by their files.
    """
    for page, written, problem in sorted(_broken(output, base or UNKNOWN_HOST)):
        source = sources.get(page)
        line = line_of(written, source) if source else None
        place = f"{source or page}:{line}" if line else str(source or page)
        yield Finding("link", "problem", place, problem)


def page_of(text: str) -> CheckedPage:
    """Return what there is to know of a page, from its HTML. Comments and scripts are no part of
    it.
    """
    links: dict[str, None] = {}
    anchors: set[str] = set()
    base = ""
    for raw, of_raw, tag, attributes in _MARKUP.findall(text):
        found = of_raw if raw else attributes
        for name, *values in _ATTRIBUTE.findall(found) if _NOTABLE.search(found) else ():
            value, kind = html.unescape("".join(values)), name.lower()
            if kind == "href" and tag.lower() == "base":
                base = base or value
            elif kind in {"href", "src"}:
                links[value.strip()] = None
            elif kind == "id" or (kind == "name" and tag.lower() == "a"):
                anchors.add(intern(value))
    return CheckedPage(list(links), frozenset(anchors), base)


def _broken(output: Path, base: str) -> Iterator[tuple[str, str, str]]:
    """The page of each broken link, how it is written, and what is said of it."""
    files = set(_files(output))
    anchors: dict[str, frozenset[str]] = {}
    links: dict[Target, dict[str, str]] = defaultdict(dict)
    resolve = _resolver(base)
    for file in sorted(files):
        if _is_page(file):
            page = page_of((output / file).read_text(encoding="utf-8", errors="replace"))
            anchors[file] = page.anchors
            for written in page.links:
                if target := resolve(file, page.base, written):
                    links[target].setdefault(file, written)
    pages = sorted(page.removesuffix("index.html") for page in anchors)
    for target, places in links.items():
        if problem := _problem(target, files, anchors, pages):
            yield from ((page, written, problem) for page, written in places.items())


def _problem(
    target: Target, files: set[str], anchors: Mapping[str, frozenset[str]], pages: list[str]
) -> str:
    """Return what is wrong with links to ``target``, empty if nothing is."""
    file = file_at(target.path, files.__contains__)
    if file is None:
        return diagnostics.broken_link(target.path, near_page(target.path, pages)).text
    names = anchors.get(file)
    if not target.anchor or names is None or not names.isdisjoint(_names(target.anchor)):
        return ""
    return diagnostics.unknown_anchor(target.anchor, file, sorted(names)).text


def _names(anchor: str) -> tuple[str, str]:
    """Return what the part of a page may be called that a fragment names (HTML, section
    7.4.6.4).
    """
    return anchor, unquote(anchor)


def _files(output: Path) -> Iterator[str]:
    start = len(str(output)) + 1
    for folder, _, names in os.walk(output):
        for name in names:
            yield f"{folder}{os.sep}{name}"[start:].replace(os.sep, "/")


def _is_page(file: str) -> bool:
    return file.endswith((".html", ".htm")) and file.partition("/")[0] not in NOT_PAGES


def _resolver(base: str) -> Callable[[str, str, str], Target | None]:
    """Return what finds out where a link on a page leads to, none if that is not within the site.

    Pages of a folder have most of their links in common.
    """
    root = urlsplit(base.rstrip("/") + "/")

    @lru_cache(1 << 16)
    def in_folder(folder: str, of_page: str, written: str) -> Target | None:
        try:
            start = urljoin(f"{root.geturl()}{quote(folder)}", of_page)
            parts = urlsplit(urljoin(start, written))
        except ValueError:  # brackets that are none
            return None
        is_ours = parts.scheme in {"http", "https"} and parts.netloc == root.netloc
        if not is_ours or not f"{parts.path}/".startswith(root.path):
            return None
        fragment = parts.fragment.partition(":~:")[0]
        anchor = "" if fragment.lower() == "top" else fragment
        return Target(unquote(parts.path[len(root.path) :]), anchor)

    def resolve(page: str, of_page: str, written: str) -> Target | None:
        if not written or written.startswith(("#", "?")):
            own = in_folder("", "", f"#{written.partition('#')[2]}")
            return own and own._replace(path=page)
        folder = posixpath.dirname(page)
        return in_folder(f"{folder}/" if folder else "", of_page, written)

    return resolve
