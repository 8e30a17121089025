"""The keys of front matter: what each takes, and what is said of mistakes in it."""

from __future__ import annotations

from datetime import datetime, timezone

import pytest

from sphinx_craftblog.reading.front_matter import read_front_matter
from sphinx_craftblog.reading.schema import Checked, check


def checked(front: str, docname: str = "posts/a") -> Checked:
    found = read_front_matter(f"---\n{front}\n---\n\n# A\n\nText.\n")
    return check(found.entries, docname=docname, zone=timezone.utc, is_broken=found.is_broken)


@pytest.mark.parametrize(
    ("front", "subtype", "parts"),
    [
        ("tgas: [a]", "unknown_key", ["'tgas'", "did you mean 'tags'"]),
        ("updated: yesterday", "date", ["'updated'", "'yesterday'", "2026-03-01"]),
        ("updated: 2026-2-30", "date", ["'updated'", "'2026-2-30'"]),
        ("updated: 2026-3-4", "date", ["did you mean 2026-03-04?"]),
        ("updated: 20260304", "date", ["did you mean 2026-03-04?"]),
        ("updated: 2025-01-01", "date", ["2025-01-01", "2026-01-01"]),
        ("pinned: ture", "value", ["'pinned'", "'ture'", "did you mean true?"]),
        ("tags: ['', a]", "term", ["'tags'", "empty"]),
        ("tags:\n  a: b", "value", ["'tags'", "a list"]),
        ("image: https://a.example/b.png", "image", ["image_alt"]),
        ("part: zero", "value", ["'part'", "a whole number"]),
        ("canonical_url: javascript:alert(1)", "value", ["'canonical_url'", "https://"]),
        ("read_time: 2 min", "value", ["'read_time'", "'2 min'", "whole minutes"]),
        ("changes: [{date: 2026-02-01}]", "date", ["'changes'", "'note'"]),
        ("changes: [{date: soon, note: x}]", "date", ["'changes'", "'soon'"]),
        ("archived: https://a.example/", "reference", ["'archived' takes URLs, each with the"]),
        ("archived: {https://a.example/: b}", "reference", ["it begins with 'https://'"]),
        (
            "archived: {a.example/x: https://b.example/}",
            "reference",
            ["did you mean 'https://a.example/x'?"],
        ),
        ("archived: [https://a.example/]", "reference", ["'archived' takes URLs"]),
        ("archived: {1: 2}", "reference", ["'archived' takes URLs"]),
        ("pinned: !!bool maybe", "value", ["'pinned'", "'maybe'"]),
        ("read_time: !!int ''", "value", ["'read_time'"]),
        ("tags: {2026-01-01: x}", "value", ["'tags'"]),
        ("external_url: javascript:x", "value", ["'external_url'"]),
        ("comments: javascript:x", "value", ["'comments'"]),
        ("feed_id: 'a b'", "value", ["'feed_id'"]),
        ("expires: 2025-01-01", "date", ["2025-01-01", "2026-01-01"]),
    ],
)
def test_a_mistake_is_one_warning_at_its_line(front: str, subtype: str, parts: list[str]) -> None:
    found = checked(f"date: 2026-01-01\n{front}")
    (diagnostic,) = found.diagnostics
    assert (diagnostic.docname, diagnostic.line, diagnostic.subtype) == ("posts/a", 3, subtype)
    for part in parts:
        assert part in diagnostic.text
    assert not found.is_draft


@pytest.mark.parametrize(
    ("front", "subtype", "part"),
    [
        ("draft: maybe", "value", "'maybe'"),
        ("date: 2026-13-45", "date", "'2026-13-45'"),
        ("date: tomorrow", "date", "'tomorrow'"),
        ("date: !!timestamp soon", "date", "'soon'"),
        ("unlisted: perhaps", "value", "'perhaps'"),
        ("expires: 2026-02-31", "date", "'2026-02-31'"),
        ("blogpost: sometimes", "value", "'sometimes'"),
        ("exclude: why", "value", "'why'"),
        ("date: 9999-12-31 23:59:59-12:00", "date", "not 9999-12-31 23:59:59-12:00"),
    ],
)
def test_what_leaves_publication_unclear_keeps_the_post_back(
    front: str, subtype: str, part: str
) -> None:
    found = checked(f"title: A\n{front}")
    diagnostic = found.diagnostics[0]
    assert (diagnostic.docname, diagnostic.line, diagnostic.subtype) == ("posts/a", 3, subtype)
    assert part in diagnostic.text
    assert "the post is kept back" in diagnostic.text
    assert found.is_draft
    assert len(found.diagnostics) == 1


def test_every_problem_of_a_post_is_named() -> None:
    found = checked("date: 2026-01-01\ntgas: x\npinned: ture\nupdated: never")
    assert [diagnostic.line for diagnostic in found.diagnostics] == [3, 4, 5]


def test_keys_of_others_pass() -> None:
    front = "date: 2026-01-01\norphan: true\nx-own: 1\nogp_image: x\n"
    assert checked(f"{front}myst: {{html_meta: {{keywords: a}}}}").diagnostics == []


def test_a_date_in_the_file_name_counts() -> None:
    for docname in ("posts/2026-02-03-hello", "posts/2026-02-03-hello/index"):
        found = checked("tags: a", docname)
        assert found.values["date"] == datetime(2026, 2, 3, tzinfo=timezone.utc)
        assert (found.diagnostics, found.is_draft) == ([], False)
    found = checked("date: 2026-01-01", "posts/2026-02-03-hello")
    assert found.values["date"].month == 1


def test_a_post_without_a_date_is_a_draft_and_says_so() -> None:
    found = checked("tags: a")
    (diagnostic,) = found.diagnostics
    assert (diagnostic.line, diagnostic.subtype, found.is_draft) == (1, "date", True)


def test_a_draft_needs_no_date() -> None:
    found = checked("draft: true")
    assert (found.diagnostics, found.is_draft) == ([], True)


def test_ablogs_names_are_those_of_ours() -> None:
    found = checked(
        "date: 2026-01-01\nexclude: true\nexternal_link: https://a.example/\nredirect: [x]\n"
        "canonical_link: https://b.example/"
    )
    assert found.diagnostics == []
    assert found.values["unlisted"] is True
    assert found.values["external_url"] == "https://a.example/"
    assert found.values["redirect_from"] == ("x",)
    assert found.values["canonical_url"] == "https://b.example/"


def test_two_names_of_one_key_are_a_mistake() -> None:
    found = checked("date: 2026-01-01\nredirect: [x]\nredirect_from: [y]")
    assert [diagnostic.line for diagnostic in found.diagnostics] == [4]
    assert found.values["redirect_from"] == ("x",)
