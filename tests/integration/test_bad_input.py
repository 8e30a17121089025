"""Mistakes of every kind, each with all that a build says of it.

The cases are in ``bad_input/``, a file for each area. A case is its name after ``===``,
what somebody wrote, and what is said: a line ``>>> LINE SUBTYPE: TEXT`` for each message
and ``>>> kept back`` for a post that is not published. ``LINE`` is that of the file, or
of the case where it is part of a conf.py. ``<TAB>`` and ``<BOM>`` are these characters;
``<REASON>`` is what another library says, in whichever words. Of a warning that is not ours
there is no more than its place and whose it is: ``>>> LINE of MyST``.
With ``CRAFTBLOG_WRITE_EXPECTED`` in the environment, the files are written anew, to be
read before they are committed.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import zip_longest
from pathlib import Path
from textwrap import dedent
from typing import NamedTuple

import pytest
from sites import CONF, Built, Site, Warned
from sphinx.errors import ConfigError
from sphinx.testing.util import SphinxTestApp

FOLDER = Path(__file__).parent / "bad_input"

QUICK = """
craftblog_feeds = []
craftblog_search = "none"
craftblog_social_cards = False
nitpicky = True
"""
"""What the cases are not about."""

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d494844520000000100000001080600000"
    "01f15c4890000000a49444154789c6300010000050001"
)

POST = "posts/{name}.md"
PAGE = "pages/{name}"

NOT_IN_TOCTREE = {"", "toc.not_included"}
"""What the pages of the cases are not about. Until Sphinx 8.1 it had no type."""

FRONT = "---\ndate: 2026-01-01\n{body}\n---\n\n# {name}\n\nText.\n"

BUILT = {
    "yaml": (POST, "{body}\n"),
    "dates": (POST, "---\n{body}\n---\n\n# {name}\n\nText.\n"),
    "keys": (POST, FRONT),
    "other_tools": (POST, FRONT),
    "images": (POST, FRONT),
    "vocabulary": (POST, FRONT),
    "series_and_redirects": (POST, FRONT),
    "directives": (PAGE, "# Page\n\n{body}\n\nText.\n"),
    "defaults": ("posts/{name}/_defaults.yml", "{body}\n"),
}
"""By area, the file that holds a case, and the text around it."""

WRITTEN = frozenset({"defaults", "directives", "series_and_redirects"})
"""Areas of which pages are written; of the others, documents are read and references resolved."""

MORE = {
    "vocabulary": {
        "conf.py": """
            craftblog_vocabulary = "closed"
            craftblog_tags = {
                "postgresql": {"name": "PostgreSQL", "aliases": ["postgres"]},
                "c-sharp": {"name": "C#"},
            }
            craftblog_categories = {"engineering": {"name": "Engineering"}}
            craftblog_authors = {
                "ada": {"name": "Ada Lovelace"},
                "grace": {"name": "Grace Hopper"},
            }
            """
    },
    "directives": {
        "posts/first.md": "---\ndate: 2026-01-01\ntags: [rust]\ncategory: Code\nseries: Tales\n"
        "language: de\n---\n\n# First\n\nText.\n",
        "posts/draft.md": "---\ndate: 2026-01-01\ndraft: true\n---\n\n# Draft\n\nText.\n",
        "included.txt": "```{post-list}\n:limit: lots\n```\n",
    },
}
"""By area, settings and files that its cases need."""


class Case(NamedTuple):
    """What somebody wrote, and what is said of it."""

    name: str
    body: str
    said: tuple[str, ...]


def read_cases(area: str) -> list[Case]:
    text = (FOLDER / f"{area}.txt").read_text(encoding="utf-8")
    cases = []
    for part in re.split(r"^=== ", text, flags=re.MULTILINE)[1:]:
        name, *lines = part.rstrip("\n").split("\n")
        said = tuple(line for line in lines if line.startswith(">>> "))
        body = "\n".join(line for line in lines if not line.startswith(">>> "))
        cases.append(Case(name, body, said))
    return cases


def compare(area: str, cases: Iterable[Case], said: dict[str, list[str]]) -> None:
    """Whether what was said of each case is what it says."""
    if os.environ.get("CRAFTBLOG_WRITE_EXPECTED"):
        now = {c.name: c.said if is_as_expected(c, said[c.name]) else said[c.name] for c in cases}
        parts = ["\n".join([f"=== {c.name}", c.body, *now[c.name], ""]) for c in cases]
        (FOLDER / f"{area}.txt").write_text("\n".join(parts), encoding="utf-8")
        return
    wrong = {
        case.name: (list(case.said), said[case.name])
        for case in cases
        if not is_as_expected(case, said[case.name])
    }
    assert wrong == {}


def is_as_expected(case: Case, said: list[str]) -> bool:
    return len(case.said) == len(said) and all(map(matches, case.said, said))


def matches(expected: str, said: str) -> bool:
    return bool(re.fullmatch(re.escape(expected).replace("<REASON>", ".+"), said))


def test_the_cases_have_names_of_their_own() -> None:
    for file in FOLDER.glob("*.txt"):
        names = [case.name for case in read_cases(file.stem)]
        assert len(names) == len(set(names)), file


@pytest.mark.parametrize("area", BUILT)
def test_a_mistake_in_a_file_is_told(site: Site, area: str) -> None:
    site.configure(QUICK)
    for name, text in MORE.get(area, {}).items():
        if name == "conf.py":
            site.configure(QUICK + dedent(text))
        else:
            site.write(name, text)
    for folder in ("folder", "Upper"):
        (site.folder / "posts" / folder).mkdir(parents=True, exist_ok=True)
    for name in ("cover.png", "Upper/photo.png"):
        (site.folder / "posts" / name).write_bytes(PNG)
    pattern, around = BUILT[area]
    cases = read_cases(area)
    files = {}
    for case in cases:
        name = case.name.replace(" ", "-")
        file = pattern.format(name=name)
        if file.startswith("pages/") and "." not in name:
            file += ".md"
        elif file.endswith("_defaults.yml"):
            site.post(f"{name}/post")
        files[file] = case
        body = case.body.replace("<TAB>", "\t").replace("<BOM>", "\ufeff")
        path = site.folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(around.format(body=body, name=case.name.capitalize()), encoding="utf-8")
    app = site.app("html" if area in WRITTEN else "dummy")
    try:
        app.build()
        built, published = Built(Path(app.outdir), app.warning.getvalue()), set(app.env.found_docs)
    finally:
        app.cleanup()
    said: dict[str, list[str]] = {case.name: [] for case in cases}
    for file, messages in messages_by_file(site, built):
        case = files.get(file) or next(case for case in cases if file in case.body)
        said[case.name] += messages
    for file, case in files.items():
        docname = file.replace("_defaults.yml", "post.md").rpartition(".")[0]
        if docname not in published:
            said[case.name].append(">>> kept back")
        if area in WRITTEN:
            assert (f"{docname}.html" in built.files()) == (docname in published)
    compare(area, cases, said)


def messages_by_file(site: Site, built: Built) -> Iterator[tuple[str, list[str]]]:
    pattern = re.compile(
        r"^(?P<file>[^:\n]*?)(?::(?P<line>\d+))?:+ (?:WARNING|ERROR|CRITICAL)", re.M
    )
    found: dict[str, list[tuple[int, str]]] = {}
    places = pattern.finditer(re.sub(r"\x1b\[[0-9;]*m", "", built.log))
    for place, warning in zip(places, built.warnings, strict=True):
        if not warning.line and warning.type in NOT_IN_TOCTREE:
            continue
        file = Path(place["file"]).relative_to(site.folder).as_posix()
        found.setdefault(file, []).append((warning.line or 0, as_said(warning)))
    for file, messages in found.items():
        yield file, [text for _, text in sorted(messages)]


def as_said(warning: Warned) -> str:
    owner, _, subtype = warning.type.partition(".")
    if owner == "craftblog":
        return f">>> {warning.line or 0} {subtype}: {warning.text}"
    return f">>> {warning.line or 0} of {'MyST' if owner == 'myst' else 'Sphinx or docutils'}"


@pytest.mark.parametrize(
    ("area", "around"),
    [("settings", "{lines}"), ("theme_options", "html_theme_options = {{\n{lines}}}\n")],
)
def test_a_mistake_in_a_setting_is_told(site: Site, area: str, around: str) -> None:
    cases = read_cases(area)
    by_setting: dict[str, list[Case]] = {}
    for case in cases:
        by_setting.setdefault(case.body.split()[0], []).append(case)
    said: dict[str, list[str]] = {case.name: [] for case in cases}
    for group in zip_longest(*by_setting.values()):  # each setting once
        together = [case for case in group if case]
        before, lines = len((CONF + around.partition("{lines}")[0]).split("\n")), ""
        owners: list[tuple[Case, int]] = []
        for case in together:
            number = case.body.count("\n") + 1
            owners += [(case, line) for line in range(1, number + 1)]
            lines += f"{case.body.rstrip()}\n"
        site.write("conf.py", CONF.lstrip("\n") + around.format(lines=lines))
        for line, text in said_of_configuration(site):
            case, line_of_case = owners[line - before + 1]
            said[case.name].append(f">>> {line_of_case} {text}")
    compare(area, cases, said)


def said_of_configuration(site: Site) -> Iterator[tuple[int, str]]:
    """Line of conf.py, and subtype and text, of each message before anything is read."""
    warnings, refused = StringIO(), ""
    try:
        SphinxTestApp("html", srcdir=site.folder, warning=warnings).cleanup()
    except ConfigError as error:
        refused = str(error)
    for warning in Built(site.folder, warnings.getvalue()).warnings:
        yield warning.line or 0, as_said(warning).split(" ", 2)[2]
    for line in refused.splitlines():
        place, _, text = line.partition(": ")
        yield int(place.rpartition(":")[2]), f"error: {text}"


@pytest.mark.parametrize("case", read_cases("sites"), ids=lambda case: case.name)
def test_a_mistake_in_the_settings_of_a_site_is_told(site: Site, case: Case) -> None:
    site.configure(case.body + "\ncraftblog_social_cards = False\n")
    site.write("index.md", "# Home\n\n```{toctree}\nposts/one\n```\n")
    site.post("one", author="Ada" if "avatar" in case.body else None)
    try:
        built = site.build()
    except ConfigError as error:
        said = [f">>> error: {line.partition('conf.py:')[2]}" for line in str(error).splitlines()]
    else:
        said = [f">>> {found.file} {as_said(found)[4:]}" for found in built.warnings]
    if os.environ.get("CRAFTBLOG_WRITE_EXPECTED"):
        now = {other.name: list(other.said) for other in read_cases("sites")}
        compare("sites", read_cases("sites"), now | {case.name: said})
        return
    assert is_as_expected(case, said), (list(case.said), said)
