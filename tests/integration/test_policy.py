"""How gravely messages are taken: ``craftblog_policy``."""

from __future__ import annotations

import pytest
from sites import Built, Site
from sphinx.errors import ConfigError


class Outcome(Built):
    """What a build wrote and said, and how it ended."""

    code: int
    status: str


def build(site: Site, builder: str = "html", *, jobs: int = 1, into: str = "_build") -> Outcome:
    app = site.app(builder, jobs=jobs, into=into)
    try:
        app.build()
        outcome = Outcome(app.outdir, app.warning.getvalue())
        outcome.code, outcome.status = app.statuscode, app.status.getvalue()
        return outcome
    finally:
        app.cleanup()


@pytest.fixture
def mistaken(site: Site) -> Site:
    """A site with a mistake in its first post, and enough others for two readers."""
    site.post("one", title="One", tgas="x")
    for name in ("two", "three", "four", "five", "six", "seven"):
        site.post(name)
    return site


def errors(outcome: Outcome) -> list[tuple[str, int | None, str]]:
    return [
        (found.file, found.line, found.type)
        for found in outcome.warnings
        if f"ERROR: {found.text}" in outcome.log
    ]


@pytest.mark.parametrize("jobs", [1, 2])
def test_an_error_fails_every_build_until_it_is_mended(mistaken: Site, jobs: int) -> None:
    mistaken.configure('craftblog_policy = {"unknown_key": "error"}')
    first = build(mistaken, jobs=jobs)
    assert errors(first) == [("one.md", 4, "craftblog.unknown_key")]
    assert first.code == 1
    assert "tgas" not in first.text("posts/one.html")
    again = build(mistaken, jobs=jobs)
    assert (again.code, errors(again), again.warnings) == (1, errors(first), first.warnings)
    mistaken.post("two", "Edited.")
    assert build(mistaken, jobs=jobs).warnings == first.warnings
    mistaken.post("one", tags="x")
    mended = build(mistaken, jobs=jobs)
    assert (mended.code, mended.warnings) == (0, [])


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


def test_a_policy_is_followed_without_reading_again(mistaken: Site) -> None:
    assert build(mistaken).code == 0
    mistaken.configure('craftblog_policy = {"unknown_key": "error"}')
    failed = build(mistaken)
    assert (failed.code, len(errors(failed))) == (1, 1)
    assert "0 added, 0 changed, 0 removed" in failed.status
    mistaken.configure("")
    assert build(mistaken).code == 0


def test_what_is_suppressed_fails_nothing(mistaken: Site) -> None:
    mistaken.configure(
        'craftblog_policy = {"unknown_key": "error"}; suppress_warnings = ["craftblog.unknown_key"]'
    )
    outcome = build(mistaken)
    assert (outcome.code, outcome.warnings) == (0, [])


def test_errors_in_what_is_kept_back_are_said_again(site: Site) -> None:
    site.configure('craftblog_policy = {"value": "error"}')
    site.post("one", draft="maybe")
    first, again = build(site), build(site)
    assert errors(first) == errors(again) == [("one.md", 3, "craftblog.value")]
    assert (first.code, again.code) == (1, 1)
    assert build(site, "text").code == 1


def test_errors_in_what_was_shown_as_a_draft_are_said_without_drafts(site: Site) -> None:
    site.configure('craftblog_policy = {"unknown_key": "error"}; craftblog_drafts = True')
    site.post("one", draft="true", tgas="x")
    assert build(site).code == 1
    site.configure('craftblog_policy = {"unknown_key": "error"}')
    for _ in range(3):
        outcome = build(site)
        assert (outcome.code, errors(outcome)) == (1, [("one.md", 4, "craftblog.unknown_key")])


WRITTEN = """
{blog:post}`posts/held`

$$
\\nosuchcommand
$$

A bell \x07 rings.
"""
LATE = '{"reference": "error", "math": "error", "characters": "error"}'


@pytest.mark.parametrize("builder", ["html", "text"])
@pytest.mark.parametrize("jobs", [1, 2])
def test_errors_in_pages_are_said_again(site: Site, builder: str, jobs: int) -> None:
    more = 'myst_enable_extensions = ["dollarmath"]\n'
    site.configure(more)
    site.post("held", draft="true")
    site.post("one", WRITTEN)
    site.post("two")
    assert build(site, builder, jobs=jobs).code == 0
    site.configure(f"{more}craftblog_policy = {LATE}")
    found = ["craftblog.reference"]
    if builder == "html":
        found = ["craftblog.characters", "craftblog.math", "craftblog.reference"]
    for _ in range(3):
        outcome = build(site, builder, jobs=jobs)
        assert sorted(type_ for *_, type_ in errors(outcome)) == found
        assert outcome.code == 1
    clean = build(site, builder, into="_clean")
    assert set(errors(clean)) == set(errors(outcome))
    assert clean.tree() == outcome.tree()
    site.post("one")
    assert build(site, builder, jobs=jobs).code == 0


def test_errors_that_the_whole_blog_shows_are_said_in_every_build(site: Site) -> None:
    site.configure(
        """
        craftblog_autors = {}
        html_theme_options = {"acent": "#123456"}
        craftblog_social_cards = {"logo": "logo.png"}
        craftblog_authors = {"ada": ("Ada",)}
        craftblog_policy = {
            "unknown_setting": "error",
            "theme_option": "error",
            "author": "error",
            "series": "error",
            "redirect": "error",
            "layout": "error",
            "defaults": "error",
            "image": "error",
        }
        """
    )
    site.write("logo.png", "no picture")
    site.write("posts/_defaults.yml", "title: X\n")
    keys = {"author": "aad", "series": "S", "part": 2, "redirect_from": "a/*", "layout": "wied"}
    site.post("one", **keys)
    first = build(site)
    assert len(errors(first)) == 8
    again = build(site)
    assert (again.code, set(errors(again))) == (1, set(errors(first)))


def test_errors_in_sources_that_are_left_out_are_said_again(site: Site) -> None:
    site.configure('craftblog_policy = {"source": "error"}')
    site.post("one")
    site.post("two").write_bytes(b"---\ndate: 2026-01-01\n---\n# Caf\xe9\n")
    for builder in ("html", "html", "text", "html"):
        outcome = build(site, builder)
        assert (outcome.code, errors(outcome)) == (1, [("two.md", 4, "craftblog.source")])
    site.post("two")
    assert (build(site).code, build(site, "text").code) == (0, 0)


@pytest.mark.parametrize("jobs", [1, 2])
def test_errors_in_files_that_are_included_are_said_again(site: Site, jobs: int) -> None:
    site.configure('craftblog_policy = {"option": "error"}; exclude_patterns = ["part.txt"]')
    part = "```{post-list}\n:limit: few\n:sort: newest\n:sort: title\n```\n"
    site.write("part.txt", part)
    for name in ("one", "two", "three", "four", "five", "six"):
        site.post(name)
    site.write("index.md", "# Home\n\n```{include} part.txt\n```\n")
    for _ in range(3):
        outcome = build(site, jobs=jobs)
        found = sorted(errors(outcome), key=str)
        assert (outcome.code, found) == (
            1,
            [("part.txt", 2, "craftblog.option"), ("part.txt", 3, "craftblog.option")],
        )
    site.write("part.txt", part.replace("few", "3").replace(":sort: newest\n", ""))
    assert (build(site, jobs=jobs).code, build(site, jobs=jobs).code) == (0, 0)


def test_errors_in_the_names_of_pages_are_said_again(site: Site) -> None:
    site.configure('craftblog_policy = {"collision": "error"}')
    site.post("one", tags="Rust")
    site.write("blog/tag/Rust.md", "# About\n")
    for _ in range(3):
        outcome = build(site)
        assert (outcome.code, [type_ for *_, type_ in errors(outcome)]) == (
            1,
            ["craftblog.collision"],
        )


@pytest.mark.parametrize("level", ["ignore", "info", "warning", "error"])
def test_output_that_is_not_complete_fails_at_every_level(site: Site, level: str) -> None:
    more = 'myst_enable_extensions = ["dollarmath"]\n'
    site.configure(f'{more}craftblog_policy = {{"output": "{level}", "math": "error"}}')
    site.post("one")
    site.post("two", "$$\n\\nosuchcommand\n$$")
    place = site.folder / "_build/html/posts/one.html"
    (place / "by-hand").mkdir(parents=True)
    outcome = build(site)
    assert outcome.code == 1
    said = [found.type for found in outcome.warnings if found.type == "craftblog.output"]
    assert len(said) == (level in {"warning", "error"})
    (place / "by-hand").rmdir()
    place.rmdir()
    for _ in range(2):
        outcome = build(site)
        assert (outcome.code, errors(outcome)) == (1, [("two.md", 7, "craftblog.math")])
    assert place.is_file()
    site.post("two")
    assert (build(site).code, build(site).warnings) == (0, [])


def test_the_policy_of_one_blog_is_not_that_of_the_next(
    mistaken: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    mistaken.configure('craftblog_policy = {"unknown_key": "error"}')
    other = Site(tmp_path_factory.mktemp("other"))
    other.post("one", tgas="x")
    assert build(mistaken).code == 1
    outcome = build(other)
    assert (outcome.code, errors(outcome), len(outcome.warnings)) == (0, [], 1)
    assert build(mistaken).code == 1


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ('{"imgae": "error"}', "not 'imgae'; did you mean 'image'?"),
        ('{"craftblog.image": "error"}', "not 'craftblog.image'; did you mean 'image'?"),
        ('{"xyz": "error"}', "not 'xyz'; there are unknown_key, "),
        ('{"image": "eror"}', "for 'image' one of ignore, info, warning, error, not 'eror'; did"),
        ('{"image": []}', "not []"),
        ("['image']", 'a mapping such as {"image": "error"}, not [\'image\']'),
    ],
)
def test_a_wrong_policy_is_refused(site: Site, value: str, part: str) -> None:
    site.configure(f"craftblog_policy = {value}")
    with pytest.raises(ConfigError) as caught:
        site.build()
    message = str(caught.value)
    assert "conf.py:6: craftblog_policy takes " in message
    assert part in message
    assert "?, not" not in message
