"""``archived``: links to what is gone lead to a copy, wherever the text of a post is."""

from __future__ import annotations

import pytest
from sites import Site

GONE = "https://gone.example/a%20b?q=ü"
COPY = "https://copies.example/1/https://gone.example/"


def test_every_link_to_what_is_gone_leads_to_the_copy(site: Site) -> None:
    site.post(
        "one", f"[A]({GONE}), <{GONE}> and [B][b].\n\n[b]: {GONE}", archived=f"\n  {GONE}: {COPY}"
    )
    site.post("two", f"[A]({GONE})")
    built = site.build()
    assert built.warnings == []
    body = built.html("posts/one").select_one("article")
    assert body is not None
    assert [a["href"] for a in body.select("a.external")][:3] == [COPY] * 3
    assert COPY in built.text("blog/atom.xml")
    assert COPY not in built.text("posts/two.html")


def test_the_page_follows_the_front_matter(site: Site) -> None:
    site.post("one", f"[A]({GONE})")
    site.build()
    site.post("one", f"[A]({GONE})", archived=f"\n  {GONE}: {COPY}")
    again, clean = site.build(), site.build_clean()
    assert COPY in again.text("posts/one.html")
    assert again.tree() == clean.tree()


def test_an_article_directive_takes_it_too(site: Site) -> None:
    head = f'.. article::\n   :date: 2026-01-01\n   :archived: {{"{GONE}": "{COPY}"}}\n'
    text = f"See `this <{GONE}>`_ and it_.\n\n.. _it: {GONE}\n"
    site.write("posts/a.rst", f"{head}\nTitle\n=====\n\n{text}")
    built = site.build()
    assert built.warnings == []
    assert [a["href"] for a in built.html("posts/a").select("article a.external")] == [COPY] * 2


def test_an_address_that_nothing_leads_to_is_named_with_the_nearest(site: Site) -> None:
    site.post(
        "one",
        "[A](https://a.example/page)",
        archived="{https://a.example/pgae: https://b.example/}",
    )
    (warning,) = site.build().warnings
    assert (warning.file, warning.line) == ("one.md", 3)
    assert "did you mean 'https://a.example/page'?" in warning.text


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("https://a.example/", "'archived' takes URLs, each with the URL of a copy"),
        ("{https://a.example/: b}", "it begins with 'https://'"),
        ("{a.example/x: https://b.example/}", "did you mean 'https://a.example/x'?"),
        ("[https://a.example/]", "'archived' takes URLs"),
        ("{1: 2}", "'archived' takes URLs"),
    ],
)
def test_what_it_does_not_take_is_one_warning(site: Site, value: str, said: str) -> None:
    site.post("one", archived=value)
    (warning,) = site.build().warnings
    assert said in warning.text
    assert (warning.line, warning.type) == (3, "craftblog.reference")


def test_no_folder_gives_it(site: Site) -> None:
    site.write("posts/_defaults.yml", f"archived:\n  {GONE}: {COPY}\n")
    site.post("one", f"[A]({GONE})")
    built = site.build()
    assert [warning.file for warning in built.warnings] == ["_defaults.yml"]
    assert COPY not in built.text("posts/one.html")
