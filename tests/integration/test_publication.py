"""What is kept back leaves no trace."""

from __future__ import annotations

import re
import zlib
from pathlib import Path

import pytest
from sites import Built, Site, Warned


def assert_no_trace(tree: dict[str, bytes], *secrets: str) -> None:
    for name, content in tree.items():
        if name.startswith("_static/"):
            continue
        for secret in secrets:
            assert secret not in name
            assert secret.encode() not in content, name


def warnings_of(built: Built, file: str) -> list[Warned]:
    return [warning for warning in built.warnings if warning.file == file]


@pytest.fixture
def listing(site: Site) -> Site:
    site.write("index.md", "# Home\n\n```{post-list}\n```\n\n```{tag-index}\n```\n")
    site.post("open", tags="[Rust]")
    site.write("posts/zebra.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    return site


SECRET = "Unicornish words.\n\n(zebra-label)=\n## Zebra part\n\n![Zebra](zebra.svg)\n"


KEPT_BACK = {
    "draft": {"draft": "true"},
    "tomorrow": {"date": "2026-06-02"},
    "undated": {"date": None},
    "maybe": {"draft": "maybe"},
    "a-second": {"date": "2026-06-01 00:00:01"},
}
"""By a part of the name: what keeps a post back."""

NEARLY = {
    "empty": "draft:",
    "capital": "Draft: true",
    "misspelt": "drfat: true",
    "published": "published: false",
    "status": "status: draft",
}
"""By a part of the name: a line that nearly says draft."""

PAGES = {"true": "draft: true", "maybe": "draft: maybe", "empty": "draft:"}
"""By a part of the name: how a page that is no post says that it is a draft."""

ARTICLES = {
    "rst": "Zebra\n=====\n\n.. article::\n   :date: 2026-01-01\n   :draft:\n\nText.\n",
    "md": "# Zebra\n\n```{article}\n:date: 2026-01-01\n:draft:\n```\n\nText.\n",
}


def secret(name: str) -> str:
    """A text with a label, a heading and a picture of its own."""
    label = f"Zebra{name}"
    return f"Unicornish words.\n\n({label})=\n## Zebra part\n\n![Zebra](zebra.svg)\n"


@pytest.fixture(scope="module")
def held(shared_site: Site) -> Site:
    """A site with a post that is published, and others that are kept back in every way."""
    site = shared_site
    site.write("index.md", "# Home\n\n```{post-list}\n```\n\n```{tag-index}\n```\n")
    site.post("open", tags="[Rust]")
    site.write("posts/zebra.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    for name, front in KEPT_BACK.items():
        site.post(f"zebra-{name}", secret(name), tags="[Zebra]", **front)
    site.post("zebra-mistake", draft="true", tgas="x")
    for name, line in NEARLY.items():
        site.write(
            f"posts/zebra-nearly-{name}.md",
            f"---\ndate: 2026-01-01\n{line}\n---\n# Zebra\n\nText.\n",
        )
    for name, line in PAGES.items():
        site.write(f"ideas/zebra-{name}.md", f"---\norphan: true\n{line}\n---\n# Zebra\n\nText.\n")
    for suffix, text in ARTICLES.items():
        site.write(f"posts/zebra-article-{suffix}.{suffix}", text)
    return site


@pytest.fixture(scope="module")
def built(held: Site) -> Built:
    return held.build()


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text", "epub"])
def test_what_is_kept_back_leaves_no_trace(held: Site, built: Built, builder: str) -> None:
    tree = (built if builder == "html" else held.build(builder)).tree()
    assert any("open" in name or builder == "epub" for name in tree)
    assert_no_trace(tree, "zebra", "Zebra", "Unicornish", "unicornish")


def test_a_post_that_becomes_a_draft_is_taken_out(listing: Site) -> None:
    listing.post("zebra", SECRET, tags="[Zebra]")
    assert "posts/zebra.html" in listing.build().files()
    listing.post("zebra", SECRET, tags="[Zebra]", draft="true")
    tree = listing.build().tree()
    tree.pop("searchindex.js")  # Sphinx keeps its words; the issue on exactness sees to that
    assert_no_trace(tree, "zebra", "Zebra", "Unicornish")
    assert "_images/zebra.svg" not in tree


def test_a_link_to_a_held_post_is_a_warning_and_text(listing: Site) -> None:
    listing.post("zebra", SECRET, draft="true")
    listing.post("open", "See {doc}`the secret </posts/zebra>` for more.")
    built = listing.build()
    (warning,) = built.warnings
    assert (warning.file, warning.type) == ("open.md", "ref.doc")
    paragraph = built.html("posts/open").select_one("article section > p")
    assert paragraph.text == "See the secret for more."
    assert paragraph.a is None


def test_drafts_and_the_future_can_be_shown_and_are_marked(listing: Site) -> None:
    listing.configure("craftblog_drafts = craftblog_future = True")
    listing.post("zebra", draft="true", date=None)
    listing.post("later", date="2026-07-01")
    built = listing.build()
    states = [state.text for state in built.html("index").select(".craftblog-state")]
    assert states == ["Draft", "Scheduled"]
    assert built.html("posts/zebra").find("meta", {"name": "robots"})["content"] == "noindex"


def test_a_post_becomes_due(listing: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    listing.configure("craftblog_now = None")
    listing.post("later", date="2026-06-02 12:00")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780401599")  # 2026-06-02 11:59:59 UTC
    assert "posts/later.html" not in listing.build().files()
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780401600")
    built = listing.build()
    assert "posts/later.html" in built.files()
    assert "Later" in built.text("index.html")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1780401599")
    built = listing.build()
    assert "posts/later.html" not in built.files()
    assert "Later" not in built.text("index.html")


def test_a_draft_says_its_mistakes_once(built: Built) -> None:
    assert [w.type for w in warnings_of(built, "zebra-mistake.md")] == ["craftblog.unknown_key"]


@pytest.mark.parametrize("source", ARTICLES)
def test_an_article_can_keep_its_document_back(built: Built, source: str) -> None:
    assert warnings_of(built, f"zebra-article-{source}.{source}") == []
    assert f"posts/zebra-article-{source}.html" not in built.files()


def test_even_an_article_in_an_included_file_keeps_back(listing: Site) -> None:
    listing.configure('exclude_patterns = ["part.txt", "_build"]')
    listing.write("part.txt", "```{article}\n:draft:\n```\n")
    listing.post("zebra", body="Text.\n\n```{include} ../part.txt\n```\n")
    for _ in range(2):
        built = listing.build()
        assert [w.type for w in built.warnings] == ["craftblog.draft"]
        assert_no_trace(built.tree(), "Zebra")


def test_a_held_post_in_a_glob_toctree_is_left_out(listing: Site) -> None:
    listing.write("index.md", "# Home\n\n```{toctree}\n:glob:\nposts/*\n```\n")
    listing.post("zebra", draft="true")
    built = listing.build()
    assert built.warnings == []
    assert_no_trace(built.tree(), "zebra")


def test_unlisted_and_expired_posts_are_built_but_not_listed(listing: Site) -> None:
    listing.post("quiet", unlisted="true", tags="[Quiet]")
    listing.post("gone", expires="2026-05-31", tags="[Gone]")
    listing.post("not-yet", expires="2026-06-02")
    built = listing.build()
    assert {"posts/quiet.html", "posts/gone.html"} <= built.files()
    titles = [a.text for a in built.html("index").select(".craftblog-card-title a")]
    assert titles == ["Not yet", "Open"]
    assert "blog/tag/gone.html" not in built.files()


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_no_post_may_be_a_draft(built: Built, name: str) -> None:
    assert f"ideas/zebra-{name}.html" not in built.files()


def test_a_page_that_becomes_a_draft_is_taken_out(listing: Site) -> None:
    listing.write("ideas/zebra.md", "---\norphan: true\n---\n# Zebra\n\nText.\n")
    assert "ideas/zebra.html" in listing.build().files()
    listing.write("ideas/zebra.md", "---\norphan: true\ndraft: true\n---\n# Zebra\n\nText.\n")
    assert not [name for name in listing.build().files() if "zebra" in name]


@pytest.mark.parametrize("name", NEARLY)
def test_what_nearly_says_draft_keeps_the_post_back(built: Built, name: str) -> None:
    (warning,) = warnings_of(built, f"zebra-nearly-{name}.md")
    assert warning.line == 3
    assert "kept back" in warning.text
    assert f"posts/zebra-nearly-{name}.html" not in built.files()


def test_downloads_of_a_post_go_with_it(listing: Site) -> None:
    listing.write("posts/notes.txt", "notes")
    listing.post("zebra", body="{download}`notes.txt`")
    assert [name for name in listing.build().files() if name.endswith("notes.txt")]
    listing.post("zebra", body="{download}`notes.txt`", draft="true")
    assert not [name for name in listing.build().files() if name.endswith("notes.txt")]


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_unlisted_and_expired_posts_are_in_no_list_of_sphinx(listing: Site, builder: str) -> None:
    listing.post("quiet", "Unicornish.\n\n(quiet-label)=\n## Quiet part\n", unlisted="true")
    listing.post("gone", "Unicornish.", expires="2026-05-31")
    built = listing.build(builder)
    *_, packed = (built.out / "objects.inv").read_bytes().split(b"\n", 4)
    inventory = zlib.decompress(packed).decode()
    assert "posts/open" in inventory
    for text in (inventory, built.text("searchindex.js")):
        assert not re.search("quiet|gone|unicorn", text, re.IGNORECASE)


def test_a_post_that_expires_leaves_the_search_index(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.configure("craftblog_now = None")
    site.post("only", expires="2026-06-02")
    for moment in ("1780272000", "1780876800", "1780272000"):  # a day before, a week after
        monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
        built = site.build()
        assert ("posts/only" in built.text("searchindex.js")) == (moment == "1780272000")
        assert built.tree() == site.build_clean(into=f"_clean{moment}").tree()


SHOWN = {
    "fence.md": "````markdown\n```{article}\n:draft: true\n```\n````",
    "tildes.md": "~~~~\n```{article}\n:draft: true\n```\n~~~~",
    "directive.md": "````{code-block} md\n:caption: a\n\n```{article}\n:draft: true\n```\n````",
    "nested.md": ":::::{note}\n````text\n```{article}\n:draft: true\n```\n````\n:::::",
    "block.rst": ".. code-block:: rst\n\n   .. article::\n      :draft: true",
    "literal.rst": "So it is written::\n\n   .. article::\n      :draft: true",
}

MEANT = {
    "after.md": "```python\nprint()\n```\n\n```{article}\n:draft: true\n```",
    "longer.md": "`````text\n```\n`````\n\n```{article}\n:draft: true\n```",
    "within.md": "````{note}\n```{article}\n:draft: true\n```\n````",
    "colons.md": ":::{article}\n:draft: true\n:::",
    "note.rst": ".. note::\n\n   Text.\n\n   .. article::\n      :draft: true",
    "below.rst": "Code::\n\n   a\n\n.. article::\n   :draft: true",
}


def test_an_article_that_is_only_shown_keeps_nothing_back(site: Site) -> None:
    site.configure('extensions += ["myst_parser"]\nmyst_enable_extensions = ["colon_fence"]')
    heads = {".md": "---\ndate: 2026-01-01\n---\n\n# Title\n\n", ".rst": "Title\n=====\n\n"}
    for name, text in {**SHOWN, **MEANT}.items():
        suffix = name[name.index(".") :]
        stem = f"2026-01-01-{name}"
        site.write(f"posts/{stem}", f"{heads[suffix]}{text}\n\nThe end of it.\n")
    built = site.build()
    pages = {Path(name).name for name in built.files() if name.startswith("posts/")}
    assert pages == {f"2026-01-01-{Path(name).stem}.html" for name in SHOWN}
    assert built.warnings == []
