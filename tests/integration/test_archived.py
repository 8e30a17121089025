"""``archived`` on a site: the page, the feeds and the warnings.

Which links lead to a copy is in ``unit/test_archived.py``, and what the key takes in
``unit/test_reading_schema.py``.
"""

from __future__ import annotations

import pytest
from sites import Built, Site

GONE = "https://gone.example/a%20b?q=ü"
COPY = "https://copies.example/1/https://gone.example/"


@pytest.fixture(scope="module")
def built(shared_site: Site) -> Built:
    site = shared_site
    site.configure("craftblog_social_cards = False")
    site.post(
        "one", f"[A]({GONE}), <{GONE}> and [B][b].\n\n[b]: {GONE}", archived=f"\n  {GONE}: {COPY}"
    )
    site.post("two", f"[A]({GONE})")
    head = f'.. article::\n   :date: 2026-01-01\n   :archived: {{"{GONE}": "{COPY}"}}\n'
    text = f"See `this <{GONE}>`_ and it_.\n\n.. _it: {GONE}\n"
    site.write("posts/rest.rst", f"{head}\nTitle\n=====\n\n{text}")
    unknown = "{https://a.example/pgae: https://b.example/}"
    site.post("unknown", "[A](https://a.example/page)", archived=unknown)
    site.write("posts/folder/_defaults.yml", f"archived:\n  {GONE}: {COPY}\n")
    site.post("folder/three", f"[A]({GONE})")
    return site.build()


def test_every_link_to_what_is_gone_leads_to_the_copy(built: Built) -> None:
    body = built.html("posts/one").select_one("article")
    assert body is not None
    assert [a["href"] for a in body.select("a.external")][:3] == [COPY] * 3
    assert COPY in built.text("blog/atom.xml")
    assert COPY not in built.text("posts/two.html")


def test_an_article_directive_takes_it_too(built: Built) -> None:
    page = built.html("posts/rest")
    assert [a["href"] for a in page.select("article a.external")] == [COPY] * 2


def test_no_folder_gives_it(built: Built) -> None:
    assert COPY not in built.text("posts/folder/three.html")


def test_what_is_wrong_is_one_warning_at_its_line(built: Built) -> None:
    unknown, folder = sorted(built.warnings, key=lambda warning: warning.file, reverse=True)
    assert (unknown.file, unknown.line, unknown.type) == ("unknown.md", 3, "craftblog.reference")
    assert "did you mean 'https://a.example/page'?" in unknown.text
    assert folder.file == "_defaults.yml"


def test_the_page_follows_the_front_matter(site: Site) -> None:
    site.post("one", f"[A]({GONE})")
    site.build()
    site.post("one", f"[A]({GONE})", archived=f"\n  {GONE}: {COPY}")
    again, clean = site.build(), site.build_clean()
    assert COPY in again.text("posts/one.html")
    assert again.tree() == clean.tree()
