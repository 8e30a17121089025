"""How gravely messages are taken: ``craftblog_policy``."""

from __future__ import annotations

import pytest
from sites import Built, Site


class Outcome(Built):
    """What a build wrote and said, how it ended, and the documents that it has read."""

    code: int
    status: str
    read: list[str]


def build(site: Site, builder: str = "html", *, jobs: int = 1, into: str = "_build") -> Outcome:
    app = site.app(builder, jobs=jobs, into=into)
    read: list[str] = []
    app.connect("source-read", lambda _, docname, __: read.append(docname))
    try:
        app.build()
        outcome = Outcome(app.outdir, app.warning.getvalue())
        outcome.code, outcome.status = app.statuscode, app.status.getvalue()
        outcome.read = read
        return outcome
    finally:
        app.cleanup()


Error = tuple[str, int | None, str]
"""File, line and type."""


def errors(outcome: Outcome) -> list[Error]:
    return [
        (found.file, found.line, found.type)
        for found in outcome.warnings
        if f"ERROR: {found.text}" in outcome.log
    ]


@pytest.fixture
def mistaken(site: Site) -> Site:
    """A site with a mistake in its first post, and enough others for two readers."""
    site.post("one", title="One", tgas="x")
    for name in ("two", "three", "four", "five", "six", "seven"):
        site.post(name)
    return site


# Errors of every kind

SETTINGS = """
myst_enable_extensions = ["dollarmath"]
exclude_patterns = ["_*", "part.txt"]
craftblog_feeds = ["atom"]; craftblog_search = "none"
craftblog_authors = {"ada": ("Ada",)}
"""
WRONG_SETTINGS = """
craftblog_autors = {}
html_theme_options = {"acent": "#123456"}
craftblog_social_cards = {"logo": "logo.png"}
"""
SUBTYPES = """
    unknown_key value source option collision unknown_setting theme_option author series redirect
    layout defaults image reference math characters
"""
POLICY = f"craftblog_policy = dict.fromkeys({SUBTYPES.split()}, 'error')\n"

PART = "```{post-list}\n:limit: few\n:sort: newest\n:sort: title\n```\n\n$$\n\\nosuchcommand\n$$\n"

LATE = """
{blog:post}`posts/held`

$$
\\nosuchcommand
$$

A bell \x07 rings.
"""

READ: list[Error] = [
    ("one.md", 4, "craftblog.unknown_key"),
    ("sketch.md", 4, "craftblog.unknown_key"),
    ("held.md", 3, "craftblog.value"),
    ("bytes.md", 4, "craftblog.source"),
    ("part.txt", 2, "craftblog.option"),
    ("part.txt", 3, "craftblog.option"),
    ("_defaults.yml", 1, "craftblog.defaults"),
    ("whole.md", 4, "craftblog.author"),
]
"""Errors of documents, which every builder reads."""

WRITTEN: list[Error] = [
    ("late.md", 8, "craftblog.reference"),
    ("late.md", 10, "craftblog.math"),
    ("part.txt", 7, "craftblog.math"),
    ("late.md", None, "craftblog.characters"),
]
"""Errors that are found where pages and feeds are written; ``text`` has only the first."""

WHOLE: list[Error] = [
    ("conf.py", 12, "craftblog.unknown_setting"),
    ("conf.py", 13, "craftblog.theme_option"),
    ("", None, "craftblog.image"),
    ("whole.md", 6, "craftblog.series"),
    ("whole.md", 7, "craftblog.redirect"),
    ("whole.md", 8, "craftblog.layout"),
    ("Rust.md", None, "craftblog.collision"),
]
"""Errors of the configuration and of the whole blog."""


def write_errors(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{include} part.txt\n```\n")
    site.write("part.txt", PART)
    site.write("logo.png", "no picture")
    site.write("blog/tag/Rust.md", "# About\n")
    site.write("posts/_defaults.yml", "title: X\n")
    site.post("a-first")  # which is written in each build, since the logo cannot be read
    site.post("one", title="One", tgas="x")
    site.post("two", tags="Rust")
    site.post("sketch", draft="true", tgas="x")
    site.post("held", draft="maybe")
    site.post("bytes").write_bytes(b"---\ndate: 2026-01-01\n---\n# Caf\xe9\n")
    keys = {"author": "aad", "series": "S", "part": 2, "redirect_from": "a/*", "layout": "wied"}
    site.post("whole", title="Whole", **keys)
    site.post("late", LATE)


def mend_errors(site: Site) -> None:
    site.configure(SETTINGS + POLICY)
    part = PART.replace("few", "3").replace(":sort: newest\n", "").replace("\\nosuch", "x")
    site.write("part.txt", part)
    site.remove("blog/tag/Rust.md")
    site.remove("posts/_defaults.yml")
    for name in ("one", "sketch", "held", "bytes", "whole", "late"):
        site.post(name)


@pytest.mark.parametrize("jobs", [1, 2])
def test_errors_of_every_kind_fail_every_build_until_they_are_mended(site: Site, jobs: int) -> None:
    site.configure(SETTINGS + WRONG_SETTINGS + "craftblog_drafts = True\n")
    write_errors(site)
    warned = build(site, jobs=jobs)
    assert (warned.code, errors(warned)) == (0, [])
    assert "tgas" not in warned.text("posts/one.html")
    site.configure(SETTINGS + WRONG_SETTINGS + POLICY)  # what was shown as a draft is kept back
    for number in range(4 - jobs):
        if number == 2:
            site.post("two", "Edited.", tags="Rust")
        outcome = build(site, jobs=jobs)
        assert set(errors(outcome)) == {*READ, *WRITTEN, *WHOLE}
        assert (outcome.code, len(outcome.warnings)) == (1, len(READ + WRITTEN + WHOLE))
    clean = build(site, into="_clean")
    assert sorted(errors(clean), key=str) == sorted(errors(outcome), key=str)
    assert clean.tree() == outcome.tree()
    mend_errors(site)
    fixed = build(site, jobs=jobs)
    assert (fixed.code, errors(fixed)) == (0, [])


def test_each_builder_says_the_errors_that_it_meets(site: Site) -> None:
    site.configure(SETTINGS + WRONG_SETTINGS)
    write_errors(site)
    assert build(site).code == 0
    # The policy alone has changed: documents and pages are as they were.
    site.configure(SETTINGS + WRONG_SETTINGS + POLICY)
    of_pages = {*READ, *WRITTEN, *WHOLE}
    outcome = build(site)
    assert (outcome.code, set(errors(outcome))) == (1, of_pages)
    text = build(site, "text")
    assert (text.code, {*READ, WRITTEN[0]} - {*errors(text)}) == (1, set())
    assert not {*WRITTEN[1:]} & {*errors(text)}
    for builder, expected in (("text", set(errors(text))), ("html", of_pages)):
        outcome = build(site, builder)
        assert (outcome.code, set(errors(outcome))) == (1, expected)
    mend_errors(site)
    assert (build(site, "text").code, build(site).code) == (0, 0)


# Levels


@pytest.mark.parametrize("jobs", [1, 2])
def test_other_levels_do_not_fail_a_build(mistaken: Site, jobs: int) -> None:
    mistaken.configure(
        'craftblog_policy = {"unknown_key": "ignore", "value": "info", "date": "warning"}'
    )
    mistaken.post("one", tgas="x", featured="ture", updated="2025-12-31")
    outcome = build(mistaken, jobs=jobs)
    assert outcome.code == 0
    (warning,) = outcome.warnings
    assert (warning.line, warning.type) == (5, "craftblog.date")
    said = [line for line in outcome.status.splitlines() if "one.md:" in line]
    assert [line.partition("posts/")[2] for line in said] == [
        "one.md:4: 'featured' takes true or false, not 'ture'; did you mean true?"
    ]
    assert "tgas" not in outcome.log + outcome.status


def test_a_policy_is_followed_without_reading_again(site: Site) -> None:
    site.post("one", title="One", tgas="x")
    first = build(site)
    assert (first.code, "posts/one" in first.read) == (0, True)
    policy = 'craftblog_policy = {"unknown_key": "error"}\n'
    site.configure(policy)
    failed = build(site)
    assert (failed.code, len(errors(failed)), failed.read) == (1, 1, [])
    site.configure(policy + 'suppress_warnings = ["craftblog.unknown_key"]')
    hushed = build(site)
    assert (hushed.code, hushed.warnings) == (0, [])
    site.configure("")
    assert build(site).code == 0


def test_output_that_is_not_complete_fails_a_build_that_ignores_it(site: Site) -> None:
    more = 'myst_enable_extensions = ["dollarmath"]\n'
    site.post("one")
    site.post("two", "$$\n\\nosuchcommand\n$$")
    place = site.folder / "_build/html/posts/one.html"
    for level, times, more_levels, found in (
        ("ignore", 0, "", []),
        ("warning", 1, '"math": "error"', [("two.md", 7, "craftblog.math")]),
    ):
        site.configure(f'{more}craftblog_policy = {{"output": "{level}", {more_levels}}}')
        place.unlink(missing_ok=True)
        (place / "by-hand").mkdir(parents=True)
        outcome = build(site)
        said = [warned.type for warned in outcome.warnings if warned.type == "craftblog.output"]
        assert (outcome.code, len(said)) == (1, times)
        (place / "by-hand").rmdir()
        place.rmdir()
        outcome = build(site)
        assert (outcome.code, errors(outcome)) == (len(found), found)
        assert place.is_file()
    site.post("two")
    assert (build(site).code, build(site).warnings) == (0, [])


def test_the_policy_of_one_blog_is_not_that_of_the_next(
    site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    site.post("one", tgas="x")
    site.configure('craftblog_policy = {"unknown_key": "error"}')
    other = Site(tmp_path_factory.mktemp("other"))
    other.post("one", tgas="x")
    assert build(site).code == 1
    outcome = build(other)
    assert (outcome.code, errors(outcome), len(outcome.warnings)) == (0, [], 1)
    assert build(site).code == 1
