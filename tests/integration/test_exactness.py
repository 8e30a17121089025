"""Any sequence of edits, each built incrementally, ends where a clean build does.

``CRAFTBLOG_EXAMPLES`` sets the number of scripts and ``CRAFTBLOG_STEPS`` their length; the
defaults keep the test short, and ``-s`` shows how many were run.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, note, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
)
from sites import Built, Site, differences
from sphinx.testing.util import SphinxTestApp

from sphinx_craftblog.incremental.digests import Digests
from sphinx_craftblog.model.blog import Term
from sphinx_craftblog.model.post import Post

pytestmark = pytest.mark.no_cover  # it would make some hundred builds three times as slow

NAMES = ("a", "b", "c", "2026-03-02-d", "sub/a", "sub/b", "x/index", "y/index")
TAGS = ("Rust", "SQL", "C++", "New")
DATES = ("2026-01-01", "2026-02-02", "2026-05-31 10:00", "2026-07-01", "soon")
REDIRECTS = (
    "[old/a.html]",
    "[old/a, old/b/]",
    "[old/a.html/, new]",
    "[posts/b.html, posts/c/, posts/a/]",
    "[blog/tag/new.html, blog/tag/rust/, extra]",
    "[../up, old/ä]",
)

FRONT = {
    "date": st.sampled_from(DATES),
    "updated": st.sampled_from(("2026-05-01", "2025-01-01")),
    "title": st.sampled_from(("Given title", "Another: title", "<b>")),
    "tags": st.lists(st.sampled_from(TAGS), max_size=3).map(lambda tags: f"[{', '.join(tags)}]"),
    "category": st.sampled_from(("News", "Notes")),
    "author": st.sampled_from(("Ada", "ada", "Bob")),
    "featured": st.booleans().map(str),
    "pinned": st.booleans().map(str),
    "draft": st.sampled_from(("true", "false", "maybe")),
    "unlisted": st.booleans().map(str),
    "image": st.sampled_from(("pic.png\nimage_alt: A cover.", "/posts/sub/pic.png\nimage_alt: A.")),
    "expires": st.sampled_from(("2026-05-01", "2026-12-01")),
    "excerpt": st.sampled_from(("0", "2", "In words.")),
    "description": st.sampled_from(("About it.", "About something else.")),
    "language": st.sampled_from(("de", "en")),
    "series": st.sampled_from(("One", "Two")),
    "part": st.sampled_from(("1", "2")),
    "changes": st.just("[{date: 2026-04-01, note: Mended}]"),
    "read_time": st.sampled_from(("3", "7")),
    "code_panel": st.sampled_from(("false", "one.py")),
    "external_url": st.just("https://example.org/"),
    "canonical_url": st.just("https://example.org/first"),
    "redirect_from": st.sampled_from(REDIRECTS),
    "comments": st.sampled_from(("false", "https://s.example/@ada/1", "https://s.example/@ada/2")),
    "x-own": st.just("1"),
    "blogpost": st.just("false"),
}

BLOCKS = (
    "Some words of prose.",
    "word " * 300,
    "```{code-block} python\n:caption: one.py\nx = 1\n```",
    "```{code-block} python\n:caption: two.py\ny = 2\n```",
    "![A picture](pic.png)",
    "![A picture](/posts/pic.png)",
    '<img src="/pic.svg" alt="A picture">',
    "See {doc}`/posts/a` and {doc}`/about`.",
    "See [](/posts/b.md), [this](/posts/sub/a.md) and [](/about.md#more).",
    "See {ref}`place` and [](#place).",
    "(place)=\n## A place\n\nHere.",
    "## More\n\nMore.",
    "```{index} apple, pear\n```\n",
    "<!-- more -->",
    "{read-time}`/posts/a`",
    "Of {blog:post}`posts/b`, {blog:tag}`rust` and {blog:series}`One`.",
    "kubernetes kubernetes\n\nkubernetes gardening",
    "{download}`/posts/pic.png`",
    "$$a^2$$ (eq)",
    "Equation {eq}`eq`.",
)

PAGES = {
    "index": (
        "# Home\n\n```{featured}\n```\n\n```{post-list}\n```\n\n```{tag-index}\n```\n",
        "# Home\n\n```{post-list}\n:limit: 2\n:style: compact\n```\n",
        "# Home\n\n```{featured}\n```\n\n```{post-list}\n:paginate: 1\n```\n",
        "# Home\n\n```{post-list}\n:tags: Rust\n:paginate: 2\n:style: titles\n```\n",
        "# Home\n\n```{post-list}\n:tags: Rust\n```\n\n```{featured} posts/a\n```\n",
        "# Start\n\n```{toctree}\nabout\nguide\n```\n",
        "# Home\n\n{read-time}`posts/a`\n",
    ),
    "about": (
        "---\norphan: true\n---\n# About\n\nSee {doc}`posts/a`.\n\n## More\n\nMore.\n",
        "# About us\n\nSee [](posts/b.md).\n\n## Anything more\n\nMore.\n",
        "---\ndraft: true\n---\n# About\n",
    ),
    "guide": (
        "# Guide\n\n## Part\n\n```{toctree}\nabout\n```\n",
        "# A guide\n\n## Chapter\n",
        "# A module\n\n```{py:module} notes\n```\n",
    ),
    "blog/tag/rust": ("# On Rust\n\n```{post-list}\n:tags: Rust\n```\n", "# Rust\n\nOf it.\n"),
    "blog/archive": ("# All\n\n```{archive}\n:by: month\n```\n", "# Archive\n\nOf all.\n"),
    "posts/index": ("# All\n\n```{post-list}\n:sort: title\n:style: titles\n```\n",),
}

SETTINGS = {
    "craftblog_date_format": ("'short'", "'MMMM yyyy'"),
    "craftblog_path": ("''", "'notes'"),
    "craftblog_title": ("'The title'",),
    "craftblog_description": ("'What it is.'",),
    "craftblog_authors": (
        "{'ada': ('Ada Lovelace', '')}",
        "{'ada': ('A. Lovelace', 'https://ada.example/')}",
        "{'ada': {'name': 'Ada Lovelace', 'links': {'F': 'https://s.example/@ada'}}}",
    ),
    "craftblog_default_author": ("''",),
    "craftblog_tags": ("{'rust': {'name': 'Rust lang', 'aliases': ['Rust']}}",),
    "craftblog_page_size": ("1", "2"),
    "craftblog_feeds": ("[]", "['json']"),
    "craftblog_feed_content": ("'excerpt'",),
    "craftblog_feed_length": ("1", "2"),
    "craftblog_llms_txt": ("True",),
    "craftblog_social_cards": ("False", "{'accent': '#aa0000', 'logo': 'posts/pic.png'}"),
    "craftblog_now": ("'2026-08-01'", "'2026-01-15'"),
    "craftblog_related": ("0", "1"),
    "craftblog_comments": (
        "{'provider': 'isso', 'url': 'https://c.example'}",
        "{'provider': 'mastodon', 'host': 's.example'}",
    ),
    "craftblog_newsletter": ("{'action': 'https://list.example/'}",),
    "craftblog_share": ("['x']", "['email', 'x']"),
    "craftblog_drafts": ("True",),
    "craftblog_future": ("True",),
    "craftblog_excerpt": ("0", "2"),
    "craftblog_reading_speed": ("100",),
    "craftblog_code_panel": ("False",),
    "craftblog_timezone": ("'Asia/Tokyo'",),
    "craftblog_search": ("'none'", "'pagefind'"),
    "html_title": ("'Notes!'",),
    "project": ("'Pad'",),
    "author": ("'Grace'",),
    "html_theme": ("'basic'", "'sphinx_rtd_theme'", "'furo'"),
    "html_theme_options": (
        "{'header_links': [{'title': 'A', 'url': 'posts/a'}, {'title': 'B', 'url': 'about'}]}",
        "{'header_links': [{'title': 'B', 'url': 'about'}, {'title': 'A', 'url': 'posts/a'}]}",
        "{'social_links': {'rss': True, 'x': 'ada'}, 'logo_dark': 'posts/pic.png'}",
        "{'accent': '#aa3300', 'list_style': 'titles', 'announcement': 'News'}",
    ),
    "html_copy_source": ("False",),
    "html_show_sourcelink": ("False",),
    "html_use_index": ("False",),
    "html_domain_indices": ("False",),
    "html_use_opensearch": ("'https://notes.example'",),
    "html_static_path": ("['_static']",),
    "html_css_files": ("['own.css']",),
    "html_extra_path": ("['_extra']",),
    "html_baseurl": ("''", "'https://example.org/notes/'", "'https://example.org/notes'"),
    "html_additional_pages": ("{'extra': 'layout.html'}",),
    "html_permalinks": ("False",),
    "html_file_suffix": ("'.htm'",),
    "templates_path": ("['_templates']",),
    "pygments_style": ("'vim'",),
    "numfig": ("True",),
    "smartquotes": ("False",),
}

FILES = {
    "posts/pic.png": ("P1 8 4\n", "P1 4 4\n", "broken"),
    "_defaults.yml": ("tags: [Root]\nauthor: Bob\n", "toc: false\n"),
    "posts/_defaults.yml": (
        "tags: [SQL]\nseries: One\n",
        "draft: true\n",
        "date: 2026-02-02\nlanguage: de\nimage: pic.png\nimage_alt: A picture.\n",
        "tags: [\n",
    ),
    "posts/sub/_defaults.yml": (
        "tags: [New, C++]\ndescription: Of all.\nread_time: 9\n",
        "draft: true\n",
        "draft: maybe\n",
        "draft: false\nunlisted: true\ncode_panel: two.py\n",
    ),
    "posts/sub/pic.png": ("one", "three"),
    "posts/x/pic.png": ("one", "four"),
    "posts/y/pic.png": ("five", "six"),
    "_static/own.css": ("a {}", "b {}"),
    "_static/own.js": ("1;",),
    "_static/craftblog-comments.js": ("2;",),
    "_extra/robots.txt": ("all", "none"),
    "_extra/sitemap.xml": ("<urlset/>",),
    "_extra/pic.svg": ("<svg width='3' height='4'/>", "<svg viewBox='0 0 5 6'/>"),
    "_extra/sub/CNAME": ("notes.example",),
    "_extra/old/a.html": ("extra",),
    "_extra/_redirects": ("/a /b",),
    "_templates/craftblog/redirect.html": ("{{ title }}: {{ url }}",),
    "_templates/craftblog/state.html": ("mine", "yours {{ card.reading.words }}"),
    "_templates/craftblog/post-rows.html": (
        "{% for card in cards %}{{ card.title }}{% endfor %}",
        "{% for card in cards %}{{ card.tags }}{{ card.updated }}{% endfor %}",
    ),
    "_templates/page.html": (
        "{% extends '!page.html' %}{% block body %}!{{ super() }}{% endblock %}",
    ),
}


DONE: Counter[str] = Counter()
"""How many scripts, edits and builds this process has run."""


@pytest.fixture(scope="module", autouse=True)
def counted(pytestconfig: pytest.Config) -> Iterator[None]:
    """Say at the end what was run, where someone asked for a number."""
    yield
    terminal = pytestconfig.pluginmanager.get_plugin("terminalreporter")
    if terminal is not None and "CRAFTBLOG_EXAMPLES" in os.environ:
        # A script begins with a step that is no edit, and ends with a build that is no step.
        done = DONE | {"edits": DONE["steps"] - DONE["builds"]}
        terminal.write_line("\n{scripts} scripts, {edits} edits, {builds} builds".format(**done))


class EditedBlog(RuleBasedStateMachine):
    """A blog in a folder, edited at random and built now and then."""

    app: SphinxTestApp | None = None

    def __init__(self) -> None:
        super().__init__()
        self.site = Site(Path(tempfile.mkdtemp(prefix="craftblog-")))
        self.posts: dict[str, tuple[dict[str, str], list[str]]] = {}
        self.conf: dict[str, str] = {}
        self.moved_in = 0

    def teardown(self) -> None:
        try:
            if hasattr(self, "builder"):
                self.compare()
        finally:
            self.stop()
            shutil.rmtree(self.site.folder)

    @initialize(
        builder=st.sampled_from(("html", "dirhtml", "text")),
        jobs=st.sampled_from((1, 1, 2)),
        is_warm=st.booleans(),
    )
    def begin(self, builder: str, jobs: int, is_warm: bool) -> None:
        DONE["scripts"] += 1
        self.builder, self.jobs, self.is_warm = builder, jobs, is_warm
        self.site.write("index.md", PAGES["index"][0])
        self.site.write("about.md", PAGES["about"][0])
        for day, name in enumerate(("a", "b", "sub/a"), 1):
            front = {"date": f"2026-01-0{day}", "tags": "[Rust, SQL]"}
            self.posts[name] = (front, [BLOCKS[0], BLOCKS[2]])
            self.write(name)
        self.configure()

    def write(self, name: str) -> None:
        front, blocks = self.posts[name]
        lines = ["---", *(f"{key}: {value}" for key, value in front.items()), "---", ""]
        text = "\n".join([*lines, *(["# Heading"] if "title" not in front else []), ""])
        self.site.write(f"posts/{name}.md", text + "\n\n".join(blocks) + "\n")

    def stop(self) -> None:
        """End the process that builds, as a preview does when conf.py has changed."""
        if self.app is not None:
            self.app.cleanup()
            self.app = None

    def configure(self) -> None:
        self.stop()
        values = {"html_theme": "'craftblog'", "craftblog_now": "'2026-06-01'"} | self.conf
        lines = ['project = "Notes"', 'html_baseurl = "https://notes.example/"']
        lines += ['extensions = ["sphinx_craftblog"]', 'exclude_patterns = ["_build", "_clean"]']
        lines += [f"{name} = {value}" for name, value in values.items()]
        self.site.write("conf.py", "\n".join(lines) + "\n")

    @rule(name=st.sampled_from(NAMES), date=st.sampled_from(DATES))
    def add(self, name: str, date: str) -> None:
        self.posts.setdefault(name, ({"date": date}, [BLOCKS[0]]))
        self.write(name)

    @precondition(lambda self: self.posts)
    @rule(data=st.data())
    def delete(self, data: st.DataObject) -> None:
        name = data.draw(st.sampled_from(sorted(self.posts)))
        del self.posts[name]
        self.site.remove(f"posts/{name}.md")

    @precondition(lambda self: self.posts)
    @rule(data=st.data(), new=st.sampled_from(NAMES))
    def rename(self, data: st.DataObject, new: str) -> None:
        name = data.draw(st.sampled_from(sorted(self.posts)))
        if new not in self.posts:
            self.posts[new] = self.posts.pop(name)
            target = self.site.folder / f"posts/{new}.md"
            target.parent.mkdir(parents=True, exist_ok=True)
            (self.site.folder / f"posts/{name}.md").rename(target)

    @precondition(lambda self: self.posts)
    @rule(data=st.data(), key=st.sampled_from(sorted(FRONT)))
    def change_front_matter(self, data: st.DataObject, key: str) -> None:
        name = data.draw(st.sampled_from(sorted(self.posts)))
        value = data.draw(st.none() | FRONT[key])
        front, _ = self.posts[name]
        front.pop(key, None)
        if value is not None:
            front[key] = value
        self.write(name)

    @precondition(lambda self: self.posts)
    @rule(data=st.data(), block=st.sampled_from(BLOCKS), place=st.integers(0, 3))
    def change_body(self, data: st.DataObject, block: str, place: int) -> None:
        name = data.draw(st.sampled_from(sorted(self.posts)))
        _, blocks = self.posts[name]
        if block in blocks:
            blocks.remove(block)
        else:
            blocks.insert(place, block)
        self.write(name)

    @rule(data=st.data(), page=st.sampled_from(sorted(PAGES)))
    def change_page(self, data: st.DataObject, page: str) -> None:
        text = data.draw(st.sampled_from(PAGES[page]) | st.none())
        if text is not None:
            self.site.write(f"{page}.md", text)
        elif page != "index" and (self.site.folder / f"{page}.md").exists():
            self.site.remove(f"{page}.md")

    @rule(data=st.data(), name=st.sampled_from(sorted(SETTINGS)))
    def change_setting(self, data: st.DataObject, name: str) -> None:
        value = data.draw(st.none() | st.sampled_from(SETTINGS[name]))
        self.conf.pop(name, None)
        if value is not None:
            self.conf[name] = value
        self.configure()

    @rule(data=st.data(), name=st.sampled_from(sorted(FILES)))
    def change_file(self, data: st.DataObject, name: str) -> None:
        text = data.draw(st.none() | st.sampled_from(FILES[name]))
        if text is not None:
            self.site.write(name, text)
        else:
            (self.site.folder / name).unlink(missing_ok=True)

    @rule()
    def check_out_again(self) -> None:
        """Every source gets a new time."""
        for path in self.sources():
            path.touch()

    @rule(data=st.data())
    def put_back(self, data: st.DataObject) -> None:
        """A source gets an old time, as a file that is moved in has."""
        path = data.draw(st.sampled_from(self.sources()))
        # Where there is no time of change, nobody can tell what keeps its modification time.
        self.moved_in += sys.platform == "win32"
        os.utime(path, (1_600_000_000 + self.moved_in,) * 2)

    @invariant()
    def count(self) -> None:
        DONE["steps"] += 1

    def sources(self) -> list[Path]:
        folder = self.site.folder
        paths = (*folder.glob("*.*"), *folder.glob("posts/**/*.*"), *folder.glob("_static/*"))
        return sorted(path for path in paths if path.is_file())

    @rule()
    def build(self) -> None:
        self.compare()

    def compare(self) -> None:
        """Build, and compare with a clean build."""
        DONE["builds"] += 1
        time.sleep(0.002)
        # Folders that a setting names must be there, or Sphinx warns.
        for folder in ("_static", "_extra", "_templates"):
            (self.site.folder / folder).mkdir(exist_ok=True)
        if self.app is None:
            self.app = self.site.app(self.builder, jobs=self.jobs)
        self.app.build()
        built = Built(Path(self.app.outdir), self.app.warning.getvalue())
        if not self.is_warm:
            self.stop()
        # While one test application lives, another would take its nodes away.
        clean = (
            self.site.build_apart(self.builder)
            if self.is_warm
            else self.site.build_clean(self.builder)
        )
        note(built.log)
        found = differences(built, clean)
        left, right = built.tree(), clean.tree()
        shutil.rmtree(self.site.folder / "_clean")
        for name in found:
            note(f"{name}: {_first_difference(left.get(name), right.get(name))}")
        assert found == []


def _first_difference(left: bytes | None, right: bytes | None) -> str:
    if left is None or right is None:
        return "left over" if right is None else "missing"
    pairs = zip_longest(left.split(b"\n"), right.split(b"\n"))
    return next(f"{a!r} where {b!r} should be" for a, b in pairs if a != b)


EditedBlog.TestCase.settings = settings(
    max_examples=int(os.environ.get("CRAFTBLOG_EXAMPLES", "8")),
    stateful_step_count=int(os.environ.get("CRAFTBLOG_STEPS", "14")),
    deadline=None,
    suppress_health_check=list(HealthCheck),
    # Shrinking a script takes minutes, so that is left to who looks for the reason.
    phases=set(Phase) - (set() if "CRAFTBLOG_SHRINK" in os.environ else {Phase.shrink}),
)
TestEditedBlog = EditedBlog.TestCase


def test_the_scripts_catch_a_broken_invalidation(monkeypatch: pytest.MonkeyPatch) -> None:
    """Were the title of a post not in what other pages show of it, they would see it."""
    whole = Digests._shown_of

    def without_title(self: Digests, entry: Post | Term) -> tuple[object, ...]:
        shown = whole(self, entry)
        return shown[:1] + shown[2:] if isinstance(entry, Post) else shown

    monkeypatch.setattr(Digests, "_shown_of", without_title)
    monkeypatch.setitem(globals(), "note", print)  # Hypothesis takes notes in its own tests alone
    blog = EditedBlog()
    try:
        blog.begin(builder="html", jobs=1, is_warm=False)
        blog.compare()
        blog.posts["b"][0]["title"] = "Another title"
        blog.write("b")
        with pytest.raises(AssertionError, match=r"\.html"):
            blog.compare()
    finally:
        blog.stop()
        shutil.rmtree(blog.site.folder)
