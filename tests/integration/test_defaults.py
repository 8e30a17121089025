"""Folders give their posts what these do not give themselves."""

from __future__ import annotations

import pytest
from sites import Built, Site, words


def tags(built: Built, post: str) -> list[str]:
    return [tag.text for tag in built.html(post).select(".craftblog-post-header .craftblog-tags a")]


def is_published(built: Built, post: str) -> bool:
    return f"{post}.html" in built.files()


def test_posts_inherit_from_the_nearest_folder_first(site: Site) -> None:
    site.write("_defaults.yml", "author: Ada\ntags: [Root]\nlanguage: de\n")
    site.write("posts/_defaults.yml", "---\ntags: [Folder]\n")
    site.write("posts/sub/_defaults.yml", "tags: [Sub]\n")
    site.post("a")
    site.post("sub/b")
    site.post("sub/deep/c")
    site.post("sub/own", tags="[Own]", author="Bob")
    built = site.build()
    assert built.warnings == []
    found = {name: tags(built, f"posts/{name}") for name in ("a", "sub/b", "sub/deep/c", "sub/own")}
    assert found == {"a": ["Folder"], "sub/b": ["Sub"], "sub/deep/c": ["Sub"], "sub/own": ["Own"]}
    assert built.html("posts/a").html["lang"] == "de"
    authors = [
        words(built.html(name).select_one(".craftblog-authors"))
        for name in ("posts/a", "posts/sub/own")
    ]
    assert authors == ["by Ada", "by Bob"]


@pytest.mark.parametrize(
    ("inherited", "own", "expected"),
    [
        ("authors: [Ada]", {"author": "Bob"}, ["by Bob"]),
        ("author: Ada", {"authors": "[Bob]"}, ["by Bob"]),
        ("author: Ada", {"author": "[]"}, []),
        ("author: Ada", {"author": ""}, ["by Ada"]),
    ],
)
def test_what_a_post_gives_itself_displaces(
    site: Site, inherited: str, own: dict[str, str], expected: list[str]
) -> None:
    site.write("posts/_defaults.yml", inherited)
    site.post("a", **own)
    built = site.build()
    assert built.warnings == []
    found = built.html("posts/a").select(".craftblog-post-header .craftblog-authors")
    assert [words(author) for author in found] == expected


def test_restructuredtext_and_articles_inherit(site: Site) -> None:
    site.write("_defaults.yml", "date: 2026-02-03\ntags: [All]\n")
    site.write("posts/a.rst", "A\n=\n\nText.\n")
    site.write("other/b.md", "# B\n\n```{article}\n:author: Ada\n```\n\nText.\n")
    site.write("other/c.md", "---\nblogpost: true\n---\n# C\n\nText.\n")
    built = site.build()
    assert built.warnings == []
    for post in ("posts/a", "other/b", "other/c"):
        assert tags(built, post) == ["All"]
        assert built.html(post).time["datetime"] == "2026-02-03"


def test_only_posts_inherit(site: Site) -> None:
    site.write("_defaults.yml", "draft: true\n")
    site.write("about.md", "---\norphan: true\n---\n# About a draft\n")
    site.write("posts/index.md", "---\norphan: true\n---\n# All\n")
    site.post("page", blogpost="false", orphan="true")
    site.post("a")
    built = site.build()
    assert built.warnings == []
    assert {"index.html", "about.html", "posts/index.html", "posts/page.html"} <= built.files()
    assert not is_published(built, "posts/a")


def test_the_date_of_a_file_name_is_the_posts_own(site: Site) -> None:
    site.write("posts/_defaults.yml", "date: 2026-02-03\n")
    site.post("2026-01-05-a", date=None)
    assert site.build().html("posts/2026-01-05-a").time["datetime"] == "2026-01-05"


def test_a_draft_folder_keeps_its_posts_back(site: Site) -> None:
    site.write("posts/sub/_defaults.yml", "draft: true\n")
    site.post("a")
    site.post("sub/b")
    site.post("sub/c", draft="false")
    built = site.build()
    assert built.warnings == []
    published = [is_published(built, f"posts/{name}") for name in ("a", "sub/b", "sub/c")]
    assert published == [True, False, True]


def test_other_keys_that_keep_out(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    site.write("posts/u/_defaults.yml", "exclude: true\n")
    site.write("posts/e/_defaults.yml", "expires: 2026-05-01\n")
    site.write("posts/t/_defaults.yml", "toc: false\n")
    site.post("u/a")
    site.post("u/b", unlisted="false")
    site.post("e/c")
    site.post("t/d", body="## One\n\nText.\n\n## Two\n\nText.\n")
    built = site.build()
    assert built.warnings == []
    titles = [a.text for a in built.html("index").select(".craftblog-card-title a")]
    assert sorted(titles) == ["B", "D"]
    assert built.html("posts/u/a").find("meta", {"name": "robots"})["content"] == "noindex"
    assert built.html("posts/t/d").select_one(".post-body.no-toc")


@pytest.mark.parametrize(
    ("text", "line", "part"),
    [
        ("tags: [x\n", 1, "not valid YAML"),
        ("- draft\n", 1, "holds a list"),
        ("draft\n", 1, "holds a text"),
        ("tags: [a]\ndraft: maybe\n", 2, "'draft' takes true or false, not 'maybe'"),
        ("drfat: true\n", 1, "did you mean 'draft'?"),
        ("published: false\n", 1, "another tool's key"),
        ("status: draft\n", 1, "another tool's key"),
        ("expires: soon\n", 1, "'expires' takes a date"),
        ("date: soon\n", 1, "'date' takes a date"),
        ("a: " + "[" * 60, 1, "nested too deeply"),
        ("a: \0", 1, "not valid YAML"),
        ("a: b\n---\nc: d\n", 2, "not valid YAML"),
    ],
)
def test_what_is_unclear_keeps_all_its_posts_back(
    site: Site, text: str, line: int, part: str
) -> None:
    site.write("posts/sub/_defaults.yml", text)
    for name in ("a", "sub/b", "sub/deep/c"):
        site.post(name, **({"date": None} if "date" in text and name != "a" else {}))
    for _ in range(2):
        built = site.build(jobs=2)
        (warning,) = built.warnings
        assert (warning.file, warning.line) == ("_defaults.yml", line)
        assert part in warning.text
        assert "the posts beneath it are kept back until" in warning.text
        published = [is_published(built, f"posts/{name}") for name in ("a", "sub/b", "sub/deep/c")]
        assert published == [True, False, False]
    site.remove("posts/sub/_defaults.yml")
    site.post("sub/b")
    assert is_published(site.build(), "posts/sub/b")


def test_a_file_that_is_not_text_keeps_back(site: Site) -> None:
    site.write("posts/_defaults.yml", "").write_bytes(b"tags: [\xff]")
    site.post("a")
    built = site.build()
    assert [(w.file, w.line, w.type) for w in built.warnings] == [
        ("_defaults.yml", 1, "craftblog.front_matter")
    ]
    assert not is_published(built, "posts/a")


@pytest.mark.parametrize(
    ("text", "subtype", "part"),
    [
        ("tgas: [a]", "unknown_key", "did you mean 'tags'?"),
        ("title: T", "defaults", "do not inherit 'title'"),
        ("redirect: x", "defaults", "do not inherit 'redirect'"),
        ("redirect_from: x", "defaults", "do not inherit 'redirect_from'"),
        ("external_url: https://example.org/", "defaults", "do not inherit 'external_url'"),
        ("canonical_url: https://example.org/", "defaults", "do not inherit 'canonical_url'"),
        ("part: 1", "defaults", "do not inherit 'part'"),
        ("blogpost: true", "defaults", "do not inherit 'blogpost'"),
        ("orphan: true", "defaults", "do not inherit 'orphan'"),
        ("pinned: ture", "value", "did you mean true?"),
        ("tags: ['', a]", "term", "an empty name"),
        ("updated: never", "date", "'updated' takes a date"),
        ("image: none.png\nimage_alt: x", "image", "posts/none.png"),
        ("image: pic.png", "image", "no 'image_alt'"),
        ("language: de\nlanguage: en", "front_matter", "given twice"),
    ],
)
def test_a_mistake_is_said_once_and_loses_no_post(
    site: Site, text: str, subtype: str, part: str
) -> None:
    site.write("posts/_defaults.yml", f"comments: false\n{text}\n")
    site.write("posts/pic.png", "")
    for name in ("a", "b", "sub/c"):
        site.post(name)
    built = site.build(jobs=2)
    line = 3 if part == "given twice" else 2
    assert [(w.file, w.line, w.type) for w in built.warnings] == [
        ("_defaults.yml", line, f"craftblog.{subtype}")
    ]
    assert part in built.warnings[0].text
    assert all(is_published(built, f"posts/{name}") for name in ("a", "b", "sub/c"))


def test_what_only_the_blog_can_see_is_said_once_at_the_file(site: Site) -> None:
    site.configure(
        'craftblog_authors = {"ada": ("Ada",)}\ncraftblog_vocabulary = "closed"\n'
        'craftblog_tags = {"rust": {}}'
    )
    site.write("posts/_defaults.yml", "author: aad\ntags: [rsut]\n")
    site.post("a")
    site.post("b")
    assert [(w.file, w.line, w.type) for w in site.build().warnings] == [
        ("_defaults.yml", 1, "craftblog.author"),
        ("_defaults.yml", 2, "craftblog.term"),
    ]


def test_a_default_that_does_not_fit_a_post_is_no_mistake(site: Site) -> None:
    site.write("posts/_defaults.yml", "code_panel: main.py\nupdated: 2025-01-01\n")
    site.post("a")
    built = site.build()
    assert built.warnings == []
    assert len(built.html("posts/a").select(".craftblog-post-header time")) == 1


def test_a_cover_is_found_from_its_own_folder(site: Site) -> None:
    site.write("posts/pic.png", "")
    site.write("posts/_defaults.yml", "image: pic.png\nimage_alt: A picture.\n")
    site.post("sub/deep/a")
    site.post("sub/b", image="none.png")
    site.post("c", image="pic.png")
    assert [(w.file, "no 'image_alt'" in w.text) for w in site.build().warnings] == [
        ("c.md", True),
        ("b.md", True),
        ("b.md", False),
    ]


def test_a_cover_of_the_root_folder(site: Site) -> None:
    site.write("pic.png", "")
    site.write("_defaults.yml", "image: pic.png\nimage_alt: A picture.\n")
    site.post("a")
    assert site.build().warnings == []


def test_another_ending_is_not_read_and_says_so(site: Site) -> None:
    site.write("posts/_defaults.yaml", "tags: [a]\n")
    site.post("a")
    (warning,) = site.build().warnings
    assert (warning.file, warning.type) == ("_defaults.yaml", "craftblog.defaults")
    assert "'_defaults.yml'" in warning.text


@pytest.mark.parametrize("speedups", ["", "craftblog_speedups = []"])
def test_a_change_reads_the_posts_beneath_and_no_others(site: Site, speedups: str) -> None:
    site.configure(speedups)
    for name in ("a", "sub/b", "sub/c"):
        site.post(name, **({"tags": "[Own]"} if name == "sub/c" else {}))
    doctrees = site.folder / "_build/doctrees/posts"
    site.build()

    def read() -> tuple[Built, set[str]]:
        before = {path: path.stat().st_mtime_ns for path in doctrees.rglob("*.doctree")}
        built = site.build()
        after = {path: path.stat().st_mtime_ns for path in doctrees.rglob("*.doctree")}
        return built, {path.stem for path in after if before.get(path) != after[path]}

    site.write("posts/sub/_defaults.yml", "tags: [One]\n")
    built, names = read()
    assert (tags(built, "posts/sub/b"), names) == (["One"], {"b", "c"})
    assert read()[1] == set()
    site.write("posts/sub/_defaults.yml", "tags: [Two]\n")
    built, names = read()
    assert (tags(built, "posts/sub/b"), names) == (["Two"], {"b", "c"})
    site.remove("posts/sub/_defaults.yml")
    built, names = read()
    assert (tags(built, "posts/sub/b"), names) == ([], {"b", "c"})
    assert "blog/tag/two.html" not in built.files()


def test_a_folder_becomes_a_draft_and_is_published_again(site: Site) -> None:
    site.post("a")
    site.post("sub/b")
    for text, is_there in (("draft: true", False), ("draft: false", True)) * 2:
        site.write("posts/sub/_defaults.yml", text)
        built = site.build()
        assert is_published(built, "posts/sub/b") == is_there
        assert is_published(built, "posts/a")
    site.write("posts/_defaults.yml", "draft: true")
    assert is_published(site.build(), "posts/sub/b")
    site.remove("posts/sub/_defaults.yml")
    assert not is_published(site.build(), "posts/sub/b")
    site.remove("posts/_defaults.yml")
    assert is_published(site.build(), "posts/sub/b")
