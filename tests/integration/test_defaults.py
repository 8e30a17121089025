"""Folders give their posts what these do not give themselves."""

from __future__ import annotations

import pytest
from sites import Built, Site, Warned, words


def tags(built: Built, post: str) -> list[str]:
    return [tag.text for tag in built.html(post).select(".craftblog-post-header .craftblog-tags a")]


def is_published(built: Built, post: str) -> bool:
    return f"{post}.html" in built.files()


def warnings_below(built: Built, folder: str) -> list[Warned]:
    """What was said of the files of a folder of posts."""
    lines = [line for line in built.log.splitlines() if f"/posts/{folder}/" in line.split(": ")[0]]
    return Built(built.out, "\n".join(lines)).warnings


DISPLACED = {
    "displaced-authors": ("authors: [Ada]", {"author": "Bob"}, ["by Bob"]),
    "displaced-author": ("author: Ada", {"authors": "[Bob]"}, ["by Bob"]),
    "displaced-by-none": ("author: Ada", {"author": "[]"}, []),
    "not-displaced": ("author: Ada", {"author": ""}, ["by Ada"]),
}
"""By the folder: what its posts inherit, what a post gives itself, and whom it names."""

MISTAKES = {
    "unknown": ("tgas: [a]", "unknown_key", "did you mean 'tags'?"),
    "title": ("title: T", "defaults", "do not inherit 'title'"),
    "redirect": ("redirect: x", "defaults", "do not inherit 'redirect'"),
    "redirect_from": ("redirect_from: x", "defaults", "do not inherit 'redirect_from'"),
    "external": (
        "external_url: https://example.org/",
        "defaults",
        "do not inherit 'external_url'",
    ),
    "canonical": (
        "canonical_url: https://example.org/",
        "defaults",
        "do not inherit 'canonical_url'",
    ),
    "part": ("part: 1", "defaults", "do not inherit 'part'"),
    "blogpost": ("blogpost: true", "defaults", "do not inherit 'blogpost'"),
    "orphan": ("orphan: true", "defaults", "do not inherit 'orphan'"),
    "pinned": ("pinned: ture", "value", "did you mean true?"),
    "empty": ("tags: ['', a]", "term", "an empty name"),
    "updated": ("updated: never", "date", "'updated' takes a date"),
    "no-image": ("image: none.png\nimage_alt: x", "image", "posts/no-image/none.png"),
    "no-alt": ("image: pic.png", "image", "no 'image_alt'"),
    "twice": ("language: de\nlanguage: en", "front_matter", "given twice"),
}
"""By the folder: what its file says, and the type and a part of the warning."""

UNCLEAR = {
    "sequence": ("tags: [x\n", 1, "not valid YAML"),
    "list": ("- draft\n", 1, "holds a list"),
    "text": ("draft\n", 1, "holds a text"),
    "maybe": ("tags: [a]\ndraft: maybe\n", 2, "'draft' takes true or false, not 'maybe'"),
    "misspelt": ("drfat: true\n", 1, "did you mean 'draft'?"),
    "published": ("published: false\n", 1, "another tool's key"),
    "status": ("status: draft\n", 1, "another tool's key"),
    "expires": ("expires: soon\n", 1, "'expires' takes a date"),
    "date": ("date: soon\n", 1, "'date' takes a date"),
    "nested": ("a: " + "[" * 60, 1, "nested too deeply"),
    "null": ("a: \0", 1, "not valid YAML"),
    "documents": ("a: b\n---\nc: d\n", 2, "not valid YAML"),
}
"""By the folder: what its file says, and the line and a part of the warning."""


@pytest.fixture(scope="module")
def folders(shared_site: Site) -> Built:
    """Folders of posts, each with what it gives them."""
    site = shared_site
    for folder, (inherited, own, _) in DISPLACED.items():
        site.write(f"posts/{folder}/_defaults.yml", inherited)
        site.post(f"{folder}/a", **own)
    for folder, (text, _, _) in MISTAKES.items():
        site.write(f"posts/{folder}/_defaults.yml", f"comments: false\n{text}\n")
        site.write(f"posts/{folder}/pic.png", "")
        site.post(f"{folder}/a")
        site.post(f"{folder}/sub/b")
    site.write("posts/dated/_defaults.yml", "date: 2026-02-03\n")
    site.post("dated/2026-01-05-a", date=None)
    site.write("posts/held/_defaults.yml", "draft: true\n")
    site.post("held/b")
    site.post("held/c", draft="false")
    site.write("posts/excluded/_defaults.yml", "exclude: true\n")
    site.post("excluded/hidden", tags="[Kept]")
    site.post("excluded/shown", tags="[Kept]", unlisted="false")
    site.write("posts/expired/_defaults.yml", "expires: 2026-05-01\n")
    site.post("expired/gone", tags="[Kept]")
    site.write("posts/plain/_defaults.yml", "toc: false\n")
    site.post("plain/a", body="## One\n\nText.\n\n## Two\n\nText.\n")
    site.write("posts/bytes/_defaults.yml", "").write_bytes(b"tags: [\xff]")
    site.post("bytes/a")
    site.write("posts/unfit/_defaults.yml", "code_panel: main.py\nupdated: 2025-01-01\n")
    site.post("unfit/a")
    site.write("posts/cover/pic.png", "")
    site.write("posts/cover/_defaults.yml", "image: pic.png\nimage_alt: A picture.\n")
    site.post("cover/sub/deep/a")
    site.post("cover/sub/b", image="none.png")
    site.post("cover/c", image="pic.png")
    site.write("posts/ending/_defaults.yaml", "tags: [a]\n")
    site.post("ending/a")
    return site.build(jobs=2)


@pytest.fixture(scope="module")
def rooted(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """A site whose root folder gives its posts something, and so do folders below."""
    site = Site(tmp_path_factory.mktemp("rooted"))
    site.write("pic.png", "")
    site.write(
        "_defaults.yml",
        "date: 2026-02-03\nauthor: Ada\ntags: [Root]\nlanguage: de\n"
        "image: pic.png\nimage_alt: A picture.\n",
    )
    site.write("posts/in/_defaults.yml", "---\ntags: [Folder]\n")
    site.write("posts/in/sub/_defaults.yml", "tags: [Sub]\n")
    for name in ("in/a", "in/sub/b", "in/sub/deep/c"):
        site.post(name)
    site.post("in/sub/own", tags="[Own]", author="Bob")
    site.write("posts/a.rst", "A\n=\n\nText.\n")
    site.write("other/b.md", "# B\n\n```{article}\n:author: Ada\n```\n\nText.\n")
    site.write("other/c.md", "---\nblogpost: true\n---\n# C\n\nText.\n")
    return site.build()


@pytest.mark.parametrize(
    ("post", "tag"),
    [("a", "Folder"), ("sub/b", "Sub"), ("sub/deep/c", "Sub"), ("sub/own", "Own")],
)
def test_posts_inherit_from_the_nearest_folder_first(rooted: Built, post: str, tag: str) -> None:
    assert tags(rooted, f"posts/in/{post}") == [tag]
    page = rooted.html(f"posts/in/{post}")
    assert page.html["lang"] == "de"
    author = "by Bob" if post == "sub/own" else "by Ada"
    assert words(page.select_one(".craftblog-authors")) == author


@pytest.mark.parametrize("post", ["posts/a", "other/b", "other/c"])
def test_restructuredtext_and_articles_inherit(rooted: Built, post: str) -> None:
    assert tags(rooted, post) == ["Root"]
    assert rooted.html(post).time["datetime"] == "2026-02-03"


def test_a_cover_of_the_root_folder_is_found_from_every_folder(rooted: Built) -> None:
    assert rooted.warnings == []


@pytest.mark.parametrize("folder", DISPLACED)
def test_what_a_post_gives_itself_displaces(folders: Built, folder: str) -> None:
    assert warnings_below(folders, folder) == []
    found = folders.html(f"posts/{folder}/a").select(".craftblog-post-header .craftblog-authors")
    assert [words(author) for author in found] == DISPLACED[folder][2]


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


def test_the_date_of_a_file_name_is_the_posts_own(folders: Built) -> None:
    assert folders.html("posts/dated/2026-01-05-a").time["datetime"] == "2026-01-05"


def test_a_draft_folder_keeps_its_posts_back(folders: Built) -> None:
    assert warnings_below(folders, "held") == []
    assert not is_published(folders, "posts/held/b")
    assert is_published(folders, "posts/held/c")


def test_other_keys_that_keep_out(folders: Built) -> None:
    assert not [*warnings_below(folders, "excluded"), *warnings_below(folders, "expired")]
    titles = [a.text for a in folders.html("blog/tag/kept").select(".craftblog-card-title a")]
    assert titles == ["Shown"]
    page = folders.html("posts/excluded/hidden")
    assert page.find("meta", {"name": "robots"})["content"] == "noindex"
    assert is_published(folders, "posts/expired/gone")


def test_a_folder_can_do_without_contents_lists(folders: Built) -> None:
    assert folders.html("posts/plain/a").select_one(".post-body.no-toc")


Builds = list[tuple[Built, set[str]]]
"""What each of some builds said, and the files that were there after it."""


@pytest.fixture(scope="module")
def unclear(tmp_path_factory: pytest.TempPathFactory) -> Builds:
    """Two builds with files that cannot be read, and one without them."""
    site = Site(tmp_path_factory.mktemp("unclear"))
    builds = []

    def build() -> None:
        built = site.build(jobs=2)
        builds.append((built, built.files()))

    for folder, (text, _, _) in UNCLEAR.items():
        site.write(f"posts/{folder}/sub/_defaults.yml", text)
        for name in ("a", "sub/b", "sub/deep/c"):
            undated = folder == "date" and name != "a"
            site.post(f"{folder}/{name}", **({"date": None} if undated else {}))
    build()
    build()
    for folder in UNCLEAR:
        site.remove(f"posts/{folder}/sub/_defaults.yml")
        site.post(f"{folder}/sub/b")
    build()
    return builds


@pytest.mark.parametrize("folder", UNCLEAR)
def test_what_is_unclear_keeps_all_its_posts_back(unclear: Builds, folder: str) -> None:
    _, line, part = UNCLEAR[folder]
    *without, (_, files) = unclear
    for built, there in without:
        (warning,) = warnings_below(built, folder)
        assert (warning.file, warning.line) == ("_defaults.yml", line)
        assert part in warning.text
        assert "the posts beneath it are kept back until" in warning.text
        pages = {name for name in there if name.startswith(f"posts/{folder}/")}
        assert pages == {f"posts/{folder}/a.html"}
    assert f"posts/{folder}/sub/b.html" in files


def test_a_file_that_is_not_text_keeps_back(folders: Built) -> None:
    warned = [(w.file, w.line, w.type) for w in warnings_below(folders, "bytes")]
    assert warned == [("_defaults.yml", 1, "craftblog.front_matter")]
    assert not is_published(folders, "posts/bytes/a")


@pytest.mark.parametrize("folder", MISTAKES)
def test_a_mistake_is_said_once_and_loses_no_post(folders: Built, folder: str) -> None:
    _, subtype, part = MISTAKES[folder]
    (warning,) = warnings_below(folders, folder)
    line = 3 if folder == "twice" else 2
    assert (warning.file, warning.line) == ("_defaults.yml", line)
    assert warning.type == f"craftblog.{subtype}"
    assert part in warning.text
    assert all(is_published(folders, f"posts/{folder}/{name}") for name in ("a", "sub/b"))


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


def test_a_default_that_does_not_fit_a_post_is_no_mistake(folders: Built) -> None:
    assert warnings_below(folders, "unfit") == []
    page = folders.html("posts/unfit/a")
    assert len(page.select(".craftblog-post-header time")) == 1


def test_a_cover_is_found_from_its_own_folder(folders: Built) -> None:
    warned = warnings_below(folders, "cover")
    assert sorted((w.file, "no 'image_alt'" in w.text) for w in warned) == [
        ("b.md", False),
        ("b.md", True),
        ("c.md", True),
    ]


def test_another_ending_is_not_read_and_says_so(folders: Built) -> None:
    (warning,) = warnings_below(folders, "ending")
    assert (warning.file, warning.type) == ("_defaults.yaml", "craftblog.defaults")
    assert "'_defaults.yml'" in warning.text
    assert tags(folders, "posts/ending/a") == []


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
