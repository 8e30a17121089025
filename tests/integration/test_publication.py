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
def unpublished(shared_site: Site) -> Site:
    """A site with a post that is published, and others that are kept back in every way."""
    site = shared_site
    site.write("index.md", "# Home\n\n```{post-list}\n```\n\n```{tag-index}\n```\n")
    site.post("open", tags="[Rust]")
    site.write("posts/zebra.svg", '<svg xmlns="http://www.w3.org/2000/svg"/>')
    site.post("linking", "See {doc}`the secret </posts/held>` for more.")
    site.post("held", draft="true")
    site.write("all.md", "---\norphan: true\n---\n# All\n\n```{toctree}\n:glob:\nposts/*\n```\n")
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
def built(unpublished: Site) -> Built:
    return unpublished.build()


@pytest.mark.parametrize("builder", ["html", "dirhtml", "text", "epub"])
def test_what_is_kept_back_leaves_no_trace(unpublished: Site, built: Built, builder: str) -> None:
    tree = (built if builder == "html" else unpublished.build(builder)).tree()
    assert any("open" in name or builder == "epub" for name in tree)
    assert_no_trace(tree, "zebra", "Zebra", "Unicornish", "unicornish")


def test_what_becomes_a_draft_is_taken_out(listing: Site) -> None:
    body = f"{secret('')}\n{{download}}`notes.txt`\n"
    listing.write("posts/notes.txt", "notes")
    listing.post("zebra", body, tags="[Zebra]")
    listing.write("ideas/zebra.md", "---\norphan: true\n---\n# Zebra\n\nText.\n")
    files = listing.build().files()
    assert {"posts/zebra.html", "ideas/zebra.html", "_images/zebra.svg"} <= files
    assert [name for name in files if name.endswith("notes.txt")]
    listing.post("zebra", body, tags="[Zebra]", draft="true")
    listing.write("ideas/zebra.md", "---\norphan: true\ndraft: true\n---\n# Zebra\n\nText.\n")
    tree = listing.build().tree()
    tree.pop("searchindex.js")  # Sphinx keeps its words; tests of exactness see to that
    assert_no_trace(tree, "zebra", "Zebra", "Unicornish")
    assert not [name for name in tree if name.endswith("notes.txt")]


def test_a_link_to_a_held_post_is_a_warning_and_text(built: Built) -> None:
    (warning,) = warnings_of(built, "linking.md")
    assert warning.type == "ref.doc"
    paragraph = built.html("posts/linking").select_one("article section > p")
    assert paragraph.text == "See the secret for more."
    assert paragraph.a is None


def test_a_held_post_in_a_glob_toctree_is_left_out(built: Built) -> None:
    assert warnings_of(built, "all.md") == []
    links = {a["href"] for a in built.html("all").select("main a[href]")}
    posts = {link for link in links if link.startswith("posts/")}
    assert posts == {"posts/open.html", "posts/linking.html"}


def test_drafts_and_the_future_can_be_shown_and_are_marked(listing: Site) -> None:
    listing.configure("craftblog_drafts = craftblog_future = True")
    listing.post("zebra", draft="true", date=None)
    listing.post("later", date="2026-07-01")
    built = listing.build()
    states = [state.text for state in built.html("index").select(".craftblog-state")]
    assert states == ["Draft", "Scheduled"]
    assert built.html("posts/zebra").find("meta", {"name": "robots"})["content"] == "noindex"


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


@pytest.mark.parametrize("name", PAGES)
def test_a_page_that_is_no_post_may_be_a_draft(built: Built, name: str) -> None:
    assert f"ideas/zebra-{name}.html" not in built.files()


@pytest.mark.parametrize("name", NEARLY)
def test_what_nearly_says_draft_keeps_the_post_back(built: Built, name: str) -> None:
    (warning,) = warnings_of(built, f"zebra-nearly-{name}.md")
    assert warning.line == 3
    assert "kept back" in warning.text
    assert f"posts/zebra-nearly-{name}.html" not in built.files()


def test_unlisted_and_expired_posts_are_built_but_not_listed(listing: Site) -> None:
    body = "Unicornish.\n\n(quiet-label)=\n## Quiet part\n"
    listing.post("quiet", body, unlisted="true", tags="[Quiet]")
    listing.post("gone", "Unicornish.", expires="2026-05-31", tags="[Gone]")
    listing.post("not-yet", expires="2026-06-02")
    built = listing.build()
    assert {"posts/quiet.html", "posts/gone.html"} <= built.files()
    titles = [a.text for a in built.html("index").select(".craftblog-card-title a")]
    assert titles == ["Not yet", "Open"]
    assert not {"blog/tag/gone.html", "blog/tag/quiet.html"} & built.files()
    for each in (built, listing.build("dirhtml")):
        *_, packed = (each.out / "objects.inv").read_bytes().split(b"\n", 4)
        inventory = zlib.decompress(packed).decode()
        assert "posts/open" in inventory
        for text in (inventory, each.text("searchindex.js")):
            assert not re.search("quiet|gone|unicorn", text, re.IGNORECASE)


def test_a_post_becomes_due_and_another_expires(
    listing: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    listing.configure("craftblog_now = None")
    listing.post("later", date="2026-06-02 12:00")
    listing.post("only", expires="2026-06-02 12:00")
    before, then = "1780401599", "1780401600"  # a second before, and noon in UTC
    trees = {}
    for moment in (before, then, before):
        monkeypatch.setenv("SOURCE_DATE_EPOCH", moment)
        built = listing.build()
        is_due = moment == then
        assert ("posts/later.html" in built.files()) == is_due
        assert ("Later" in built.text("index.html")) == is_due
        assert ("posts/only" not in built.text("searchindex.js")) == is_due
        assert built.tree() == trees.setdefault(moment, built.tree())
    monkeypatch.setenv("SOURCE_DATE_EPOCH", then)
    assert listing.build_clean().tree() == trees[then]


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
