"""``craftblog check``: leaks are found, and nothing else; addresses that are gone; exit codes."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any, NamedTuple

import pytest
from sites import EXAMPLE_SITE, Site, assert_time_grows_with_length, leaks_of

from sphinx_craftblog.checks import doctests
from sphinx_craftblog.checks.leaks import HeldBack, Leak, Published, find_leaks
from sphinx_craftblog.checks.terms import alike_terms
from sphinx_craftblog.commands import main
from sphinx_craftblog.model.blog import Term

Check = Callable[..., tuple[int, list[dict[str, str]]]]

STRIPES = 'The "striped" animals don\'t cross *here*, they wait & <see>{w}`quite` patiently.'


@pytest.fixture
def check(capsys: pytest.CaptureFixture[str]) -> Check:
    """The command in JSON: its exit code and what it found, advice only of chosen checks."""

    def run(site: Site | Path, *options: object) -> tuple[int, list[dict[str, str]]]:
        folder = site if isinstance(site, Path) else site.folder
        advice = () if "--only" in options else ("--no-advice",)
        code = main(["check", str(folder), "--format", "json", *advice, *map(str, options)])
        return code, json.loads(capsys.readouterr().out)

    return run


@pytest.fixture
def blog(site: Site) -> Site:
    """Posts of every kind, and pages that list them."""
    site.configure('exclude_patterns = ["_*", "extra"]')
    site.write("index.md", "# Home\n\n```{post-list}\n```\n\n```{tag-index}\n```\n")
    site.post("open", "Everybody may read what is written here.", tags="[Rust]")
    site.post("other", "Everybody may read this one as well.", tags="[Rust]")
    site.post("zebra-crossing", STRIPES, draft="true", tags="[Zebra]")
    site.post("later-than-that", "Nobody knows what will be here.", date="2026-07-01")
    site.post("unclear-yet", "Nobody knows whether this will be.", draft="maybe")
    site.post("quiet-corner", "Who has the address may read this.", unlisted="true", tags="[Q]")
    site.post("good-offer", "It was good until it ended.", expires="2026-05-01", tags="[G]")
    return site


def places(found: list[dict[str, str]], check: str = "leak") -> list[str]:
    return [finding["location"] for finding in found if finding["check"] == check]


def test_the_example_site_has_nothing_to_mend(check: Check) -> None:
    assert check(EXAMPLE_SITE) == (0, [])


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_posts_that_are_kept_back_or_hidden_do_not_leak(
    blog: Site, check: Check, builder: str
) -> None:
    code, found = check(blog, "--builder", builder)
    assert places(found) == []
    assert [finding["check"] for finding in found] == ["build"]  # of ``draft: maybe``
    assert found[0]["location"].endswith("unclear-yet.md:3")
    assert found[0]["message"].startswith("WARNING: 'draft' takes")
    assert code == 1
    assert leaks_of(blog, blog.build(builder), builder) == []


def test_the_title_of_a_draft_in_a_page_is_found(blog: Site, check: Check) -> None:
    blog.configure(
        """
        exclude_patterns = ["_*"]
        def setup(app):
            def add(app, page, template, context, doctree):
                if page == "posts/open":
                    context["body"] += "<p>See <em>Zebra</em>\\ncrossing</p>"
            app.connect("html-page-context", add)
        """
    )
    _, found = check(blog)
    assert [finding for finding in found if finding["check"] == "leak"] == [
        {
            "check": "leak",
            "level": "problem",
            "location": "posts/open.html",
            "message": "shows the title 'Zebra crossing' of 'posts/zebra-crossing', "
            "which is a draft",
        }
    ]


STRIPED = {
    "notes.txt": "(The “striped” animals don’t cross here,\nthey wait & quite patiently.)",
    "old.html": "<p>The &quot;striped&quot; animals don&#8217;t <b>cro</b>ss <i>here</i>, "
    "they wait &amp; quite patiently.</p>",
    "feed.xml": "<c>The “striped” animals don&amp;rsquo;t cross &lt;em&gt;here&lt;/em&gt;, "
    "they wait &amp;amp; quite patiently.</c>",
    "feed.json": '{"html": "<p>The \\"striped\\" animals\\ndon\\u2019t cross <em>here</em>, '
    'they wait quite patiently.</p>"}',
}


@pytest.mark.parametrize(("name", "text"), STRIPED.items())
def test_a_sentence_of_a_draft_is_found_in_any_file(
    blog: Site, check: Check, name: str, text: str
) -> None:
    blog.configure('exclude_patterns = ["_*", "extra"]\nhtml_extra_path = ["extra"]')
    blog.write(f"extra/{name}", text)
    _, found = check(blog)
    assert places(found) == [name]
    (leak,) = (finding for finding in found if finding["check"] == "leak")
    assert leak["message"].startswith("shows the sentence ")


def test_the_address_of_a_post_is_found_where_it_is_one(blog: Site, check: Check) -> None:
    blog.configure('exclude_patterns = ["_[!r]*", "extra"]\nhtml_extra_path = ["extra"]')
    blog.write("extra/map.xml", "<loc>https://notes.example/2026/later-than-that/</loc>")
    blog.write("extra/words.txt", "They come sooner/later-than-that.")
    blog.write("extra/_redirects", "/old /posts/zebra-crossing.html 301\n")
    blog.write("extra/quiet-corner.png", "")
    assert places(check(blog)[1]) == ["_redirects", "map.xml", "quiet-corner.png"]


def test_an_unlisted_post_in_a_template_is_found_on_every_page_but_its_own(
    blog: Site, check: Check
) -> None:
    blog.configure('exclude_patterns = ["_*"]\ntemplates_path = ["_templates"]')
    blog.write(
        "_templates/page.html",
        '{% extends "!page.html" %}{% block body %}{{ super() }}Quiet corner{% endblock %}',
    )
    found = places(check(blog)[1])
    assert {"index.html", "posts/open.html", "blog/tag/rust.html"} <= set(found)
    assert "posts/quiet-corner.html" not in found


def test_an_author_may_link_to_an_unlisted_post(blog: Site, check: Check) -> None:
    blog.post("open", "See {doc}`quiet-corner` and [](quiet-corner.md), or {ref}`the-part`.")
    blog.post("quiet-corner", "Text.\n\n(the-part)=\n## A part of it\n", unlisted="true")
    blog.write(
        "start.md", "---\norphan: true\n---\n# Start\n\n```{featured} posts/quiet-corner\n```\n"
    )
    assert places(check(blog)[1]) == []
    blog.write("index.md", "# Home\n\n```{toctree}\nposts/quiet-corner\n```\n")
    assert places(check(blog)[1]) == []


def test_what_is_published_elsewhere_is_no_leak(blog: Site, check: Check) -> None:
    blog.post("open", "We say it twice, and mean it. There is no more.", heading="Twice told")
    blog.post("again", "We say it twice, and mean it.", heading="Twice told", draft="true")
    blog.post("rust", "Text.", heading="Rust", draft="true")
    blog.write("parts/shared.txt", "This is in both of them, the same.")
    blog.post("one", "```{include} ../parts/shared.txt\n```")
    blog.post("two", "This is in both of them, the same.", draft="true")
    assert places(check(blog)[1]) == []


def test_an_output_folder_that_shows_drafts_is_found_out(blog: Site, check: Check) -> None:
    blog.configure('exclude_patterns = ["_*"]\ncraftblog_drafts = True')
    out = blog.build().out
    blog.configure('exclude_patterns = ["_*"]')
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    _, found = check(blog, "--output", out)
    assert {
        "posts/zebra-crossing.html",
        "_sources/posts/zebra-crossing.md.txt",
        "index.html",
        "searchindex.js",
        "objects.inv",
        ".craftblog.json",
        "blog/tag/zebra.html",
    } <= set(places(found))
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


def test_a_post_that_an_included_file_keeps_back_is_looked_for(blog: Site, check: Check) -> None:
    blog.configure('exclude_patterns = ["_*", "extra"]\nhtml_extra_path = ["extra"]')
    blog.write("extra/part.txt", "```{article}\n:draft:\n```\n")
    blog.post("nested-one", body="Text.\n\n```{include} ../extra/part.txt\n```\n")
    blog.write("extra/notes.txt", "Here is the nested one.")
    assert places(check(blog)[1]) == ["notes.txt"]


def test_a_page_in_restructuredtext_is_looked_for(blog: Site, check: Check) -> None:
    blog.configure('exclude_patterns = ["_*", "extra"]\nhtml_extra_path = ["extra"]')
    blog.write(
        "posts/old.rst",
        "Ancient ways\n============\n\n.. article::\n   :draft:\n\n"
        "- We *write* in :doc:`the old style </posts/open>`\n  with ``double`` ticks.\n",
    )
    blog.write(
        "extra/a.html", "<li>We write in the old <a>style</a> with <code>double</code> ticks."
    )
    blog.write("extra/b.html", "<title>Ancient ways</title>")
    assert places(check(blog)[1]) == ["a.html", "b.html"]


def test_looking_for_many_posts_takes_one_pass(tmp_path: Path) -> None:
    reads = []
    posts = [
        HeldBack(
            f"posts/p{n}", "a draft", f"Title number {n}", (f"Sentence number {n} is this one.",)
        )
        for n in range(300)
    ]
    (tmp_path / "a.txt").write_text("title number 7, sentence number 299 is this one")

    def texts() -> Any:
        reads.append(1)
        yield "Nothing of it."

    assert find_leaks(posts, tmp_path, Published(texts=texts())) == [
        Leak("a.txt", "posts/p299", "a draft", "sentence", "Sentence number 299 is this one."),
        Leak("a.txt", "posts/p7", "a draft", "title", "Title number 7"),
    ]
    assert reads == [1]


# Addresses


@pytest.fixture
def moved(site: Site) -> Site:
    """A site that kept its earlier inventory, and whose posts have moved since."""
    for name in ("kept", "moved", "forwarded"):
        site.post(name)
    out = site.build().out
    site.write("index.md", "# Home\n")
    shutil.copy(out / "objects.inv", site.folder / "earlier.inv")
    site.configure(
        'craftblog_earlier_inventory = "earlier.inv"\nhtml_extra_path = ["extra"]\n'
        'exclude_patterns = ["_*", "extra"]\n'
    )
    site.remove("posts/moved.md")
    site.remove("posts/forwarded.md")
    site.write("news/moved.md", "---\norphan: true\n---\n# Moved\n\nText.\n")
    site.write("extra/posts/forwarded.html", "<meta http-equiv=refresh>")
    return site


def test_an_address_that_is_gone_is_named_with_the_nearest(moved: Site, check: Check) -> None:
    code, found = check(moved)
    assert code == 1
    assert found == [
        {
            "check": "address",
            "level": "problem",
            "location": "earlier.inv",
            "message": "the address 'posts/moved.html' is in the earlier inventory, and no file "
            "is there now; the nearest page is 'news/moved.html'",
        }
    ]
    moved.write("extra/posts/moved.html", "<meta http-equiv=refresh>")
    assert check(moved) == (0, [])


def test_addresses_of_folders_are_not_those_of_files(moved: Site, check: Check) -> None:
    _, found = check(moved, "--builder", "dirhtml")
    gone = [finding["message"].split("'")[1] for finding in found]
    # ``posts/forwarded.html`` is a file of the author's.
    assert gone == ["blog/2026.html", "posts/kept.html", "posts/moved.html"]
    assert "the nearest page is 'posts/kept/'" in found[1]["message"]


@pytest.mark.parametrize("content", [None, b"", b"# Sphinx inventory version 2\n", b"<html>" * 99])
def test_an_inventory_that_cannot_be_read_is_one_message(
    moved: Site, check: Check, content: bytes | None
) -> None:
    path = moved.folder / "earlier.inv"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    code, (finding,) = check(moved)
    assert code == 1
    assert finding["message"].startswith("the earlier inventory cannot be read (")


class Server(NamedTuple):
    """A server of this machine, and what it was asked for."""

    url: str
    asked: list[str]


@pytest.fixture
def server(site: Site) -> Iterator[Server]:
    """One that has the files of the site's folder."""
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            asked.append(self.path)

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=site.folder))
    Thread(target=server.serve_forever, daemon=True).start()
    yield Server(f"http://127.0.0.1:{server.server_port}", asked)
    server.shutdown()
    server.server_close()


def test_only_the_check_asks_for_the_url(moved: Site, server: Server, check: Check) -> None:
    moved.configure(f'craftblog_earlier_inventory = "{server.url}/earlier.inv"\n')
    moved.build()
    assert server.asked == []
    _, found = check(moved)
    assert "'posts/moved.html'" in " ".join(finding["message"] for finding in found)
    moved.configure(f'craftblog_earlier_inventory = "{server.url}/nowhere.inv"\n')
    assert "404" in check(moved)[1][0]["message"]


# The command


def test_text_is_as_sphinx_words_it(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.post("open", "See {doc}`nowhere`.", tgas="x")
    assert main(["check", str(site.folder), "--no-advice"]) == 1
    first, second = capsys.readouterr().out.splitlines()
    path = site.folder / "posts" / "open.md"
    assert first.startswith(f"{path}:3: WARNING: unknown front matter key 'tgas'")
    assert second.startswith(f"{path}:8: WARNING: unknown document")


def test_strict_warns_of_what_a_build_does_not(site: Site, check: Check) -> None:
    site.post("open", "See {py:class}`nowhere`.")
    assert check(site) == (0, [])
    code, (finding,) = check(site, "--strict")
    assert (code, finding["check"]) == (1, "build")
    assert "reference target not found" in finding["message"]


@pytest.mark.parametrize(
    ("conf", "said"),
    [
        (None, "no conf.py in "),
        ("craftblog_excerpt = -1", "craftblog_excerpt takes a whole number"),
        ("extensions = ['no_such_thing']", "no_such_thing"),
        ("html_theme = 'no_such_theme'", "no_such_theme"),
        ("def setup(app):\n    raise RuntimeError('by mistake')", "by mistake"),
    ],
)
def test_wrong_usage_is_one_message(
    site: Site, capsys: pytest.CaptureFixture[str], conf: str | None, said: str
) -> None:
    if conf is None:
        site.remove("conf.py")
    else:
        site.configure(conf)
    assert main(["check", str(site.folder)]) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("craftblog: ")
    assert said in captured.err


def test_an_output_that_is_not_there_is_wrong_usage(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(site.folder), "--output", str(site.folder / "_none")]) == 2
    assert "_none" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check", "--builder", "latex"]])
def test_an_unknown_command_or_option_is_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert re.fullmatch(r"craftblog.*--help. says what it takes\n", capsys.readouterr().err)


def test_a_check_leaves_nothing_in_the_source_folder(blog: Site) -> None:
    before = sorted(blog.folder.rglob("*"))
    command = "import sys; from sphinx_craftblog.commands import main; sys.exit(main())"
    done = subprocess.run(
        [sys.executable, "-c", command, "check"],
        cwd=blog.folder,
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (1, "")
    assert [p for p in sorted(blog.folder.rglob("*")) if "__pycache__" not in p.parts] == before


@pytest.mark.parametrize(
    ("name", "shown", "planted"),
    [
        *(
            (name, "Open", "Zebra crossing")
            for name in ("blog/atom.xml", "blog/rss.xml", "blog/feed.json", "llms.txt")
        ),
        ("sitemap.xml", "posts/open", "posts/zebra-crossing"),
    ],
)
def test_a_draft_is_found_in_what_machines_read(
    blog: Site, check: Check, name: str, shown: str, planted: str
) -> None:
    blog.configure(
        f"""
        exclude_patterns = ["_*", "extra"]
        craftblog_llms_txt = True
        from pathlib import Path
        def plant(app, exception):
            path = Path(app.outdir, {name!r})
            text = path.read_text(encoding="utf-8")
            path.write_text(text.replace({shown!r}, {planted!r}), encoding="utf-8")
        def setup(app):
            app.connect("build-finished", plant)
        """
    )
    assert places(check(blog)[1]) == [name]


# Links


@pytest.fixture
def linked(site: Site) -> Site:
    """A site with a post that has a part, and files of the author's."""
    site.configure('html_extra_path = ["extra"]\nexclude_patterns = ["_*", "extra"]\n')
    site.post("target", "Text.\n\n(a-part)=\n## A part\n\nText.")
    site.write("extra/files/a b.txt", "Text.")
    return site


GOOD_LINKS = {
    "html": (
        *("target.html", "target.html#a-part", "./target.html?q=1#top", "#good", "", "#"),
        *("https://notes.example/posts/target.html#a-part", "//notes.example/posts/target.html"),
        *("../files/a%20b.txt#any", "../blog/2026.html", "/", "/posts/target", "../"),
        *("target.html#%61-part", "target.html#:~:text=Text", "mailto:a@b.example", "data:,x"),
        *("https://elsewhere.example/no", "http://[", "javascript:void(0)"),
    ),
    "dirhtml": (
        *("../target/", "../target/#a-part", "../target", "../target/index.html#a-part", "#good"),
        *("../../files/a%20b.txt", "../../", "https://notes.example/posts/target/"),
    ),
}


@pytest.mark.parametrize("builder", GOOD_LINKS)
def test_links_that_lead_somewhere_are_left_alone(linked: Site, check: Check, builder: str) -> None:
    written = "\n".join(f'<a href="{link}">x</a>' for link in GOOD_LINKS[builder])
    hidden = (
        """<!-- <a href="no.html"> --><a title="not href='no.html' or" data-src="no.html">x</a>"""
    )
    linked.post("good", f'{hidden}\n\n{written}\n<a href=#good id="good">x</a>')
    assert check(linked, "--only", "link", "--builder", builder) == (0, [])


def test_a_broken_link_is_found_at_its_line_once(linked: Site, check: Check) -> None:
    linked.write("index.md", "# Home\n\n```{post-list}\n```\n")
    linked.post("bad", 'See <a href="https://notes.example/posts/tarqet.html">it</a>.')
    code, (finding,) = check(linked, "--only", "link")  # not on the pages with its excerpt
    assert code == 1
    assert finding == {
        "check": "link",
        "level": "problem",
        "location": f"{linked.folder / 'posts' / 'bad.md'}:7",
        "message": "a link leads to 'posts/tarqet.html', and no file is there; the nearest page "
        "is 'posts/target.html'",
    }


def test_a_part_that_a_page_has_not_is_named_with_the_nearest(linked: Site, check: Check) -> None:
    linked.post("bad", "<a href='target.html#a-pat'>1</a> <a href=#nowhere>2</a>")
    _, found = check(linked, "--only", "link")
    nowhere, near = (finding["message"] for finding in found)
    said = "a link leads to the part {!r} of {!r}, which has none of that name"
    assert nowhere == said.format("nowhere", "posts/bad.html")
    assert near == said.format("a-pat", "posts/target.html") + "; did you mean 'a-part'?"


def test_a_missing_picture_and_a_link_of_a_template_are_found(linked: Site, check: Check) -> None:
    linked.configure('templates_path = ["_templates"]\nexclude_patterns = ["_*"]')
    linked.write(
        "_templates/page.html",
        '{% extends "!page.html" %}{% block body %}{{ super() }}<a href="/abuot">About</a>'
        "{% endblock %}",
    )
    linked.post("bad", '<img src="hills.png" alt="Hills">')
    _, found = check(linked, "--only", "link")
    at = {finding["location"] for finding in found if "abuot" in finding["message"]}
    assert {str(linked.folder / "posts" / "bad.md"), "blog/2026.html"} <= at
    assert [finding["location"] for finding in found if "hills" in finding["message"]] == [
        f"{linked.folder / 'posts' / 'bad.md'}:7"
    ]


def test_without_an_address_of_its_own_a_site_begins_at_the_root(
    linked: Site, check: Check
) -> None:
    linked.configure('html_baseurl = ""')
    linked.post("bad", '<a href="/posts/target.html">1</a> <a href="/nowhere/">2</a>')
    _, (finding,) = check(linked, "--only", "link")
    assert "'nowhere/'" in finding["message"]


def test_a_site_below_a_folder_answers_for_that_folder_alone(linked: Site, check: Check) -> None:
    linked.configure('html_baseurl = "https://notes.example/me/"')
    linked.post("bad", '<a href="/other/">1</a> <a href="/me/">2</a> <a href="/me/no/">3</a>')
    _, (finding,) = check(linked, "--only", "link")
    assert "'no/'" in finding["message"]


# Which checks


def test_checks_are_chosen_and_left_out(site: Site, check: Check) -> None:
    site.post("open", 'See {doc}`nowhere` and <a href="no.html">this</a>.')
    assert [f["check"] for f in check(site)[1]] == ["build", "link"]
    assert [f["check"] for f in check(site, "--only", "leak, link")[1]] == ["link"]
    assert [f["check"] for f in check(site, "--skip", "build")[1]] == ["link"]
    assert check(site, "--only", "build", "--skip", "build") == (0, [])


# Pictures without a text

PICTURES = """
Text ![](one.png) and
more ![](two.png).

![Hills](three.png)

```{image} four.png
```

```{image} five.png
:alt:
```

```{figure} six.png
A caption
```

<img src="seven.png"><img src="eight.png" alt=""><img src='nine.png' data-alt="x">

```{include} ../part.txt
```
"""


def test_pictures_without_a_text_are_found_at_their_lines(site: Site, check: Check) -> None:
    site.configure('exclude_patterns = ["_*", "part.txt"]')
    site.write("part.txt", "Text.\n\n![](ten.png)\n")
    site.post("shown", PICTURES)
    site.post("draft", "![](no.png)", draft="true")
    code, found = check(site, "--only", "image")
    assert code == 1
    assert [(f["location"].rpartition("/")[2], f["message"].split("'")[1]) for f in found] == [
        ("shown.md:8", "one.png"),
        ("shown.md:9", "two.png"),
        ("shown.md:13", "four.png"),
        ("shown.md:20", "six.png"),
        ("shown.md:24", "seven.png"),
        ("shown.md:24", "nine.png"),
        ("part.txt:3", "ten.png"),
    ]


def test_a_picture_in_restructuredtext_may_be_an_ornament(site: Site, check: Check) -> None:
    head = ".. article::\n   :date: 2026-01-01\n\nTitle\n=====\n\n"
    site.write("posts/a.rst", f"{head}.. image:: a.png\n   :alt:\n\n.. figure:: b.png\n\n   B.\n")
    _, (finding,) = check(site, "--only", "image")
    assert finding["location"].endswith("a.rst:10")


# Advice


def advice(found: list[dict[str, str]]) -> list[str]:
    """Each one's file (without its folder) with the line, and its message."""
    assert {finding["level"] for finding in found} <= {"advice"}
    return [f"{f['location'].rpartition('/')[2]} {f['message']}" for f in found]


def test_terms_that_are_alone_or_look_alike(site: Site, check: Check) -> None:
    for name in ("one", "two"):
        site.post(name, tags="[Databases, Caching, PostgreSQL, Python 3, Go, Unix]")
    site.post("c", series="Queues", author="Ada Lovelace")
    site.post("d", series="Queus", author="Ada Lovelce")
    site.post("a", tags="[Database, Cashing, PostgerSQL, Python 2, Git, Unix, Bash]")
    site.post("b", category="Notes", date="2026-05-20", tags="[New]")
    code, found = check(site, "--only", "term")
    assert code == 0
    both = "'posts/one', 'posts/two'"
    assert advice(found) == [
        "a.md:3 no other post has the tag 'Bash'",
        f"a.md:3 the tag 'Cashing' of 'posts/a' looks like 'Caching' of {both}",
        f"a.md:3 the tag 'Database' of 'posts/a' looks like 'Databases' of {both}",
        "a.md:3 no other post has the tag 'Git'",
        f"a.md:3 the tag 'PostgerSQL' of 'posts/a' looks like 'PostgreSQL' of {both}",
        "a.md:3 no other post has the tag 'Python 2'",
        "d.md:3 the series 'Queus' of 'posts/d' looks like 'Queues' of 'posts/c'",
        "d.md:4 the author 'Ada Lovelce' of 'posts/d' looks like 'Ada Lovelace' of 'posts/c'",
    ]


@pytest.mark.parametrize(
    ("one", "other", "are_alike"),
    [
        *(
            ("Test", "tests", True),
            ("open-source", "OpenSource", True),
            ("Category", "Categories", True),
        ),
        *(("class", "classes", True), ("colour", "color", True), ("kubernets", "kubernetes", True)),
        *(("css", "cms", False), ("resting", "testing", False), ("year 2025", "year 2026", False)),
        *(("C", "C++", False), ("rust", "dust", False), ("日本", "日報", False)),
    ],
)
def test_which_terms_look_alike(one: str, other: str, are_alike: bool) -> None:
    terms = [Term("tags", name, name, name, "", ()) for name in (one, other)]
    assert bool(list(alike_terms(terms))) == are_alike


def test_terms_are_not_compared_each_with_each() -> None:
    terms = [Term("tags", f"word-{n:x}", f"word-{n:x}", "", "", ()) for n in range(16_000)]
    assert_time_grows_with_length(lambda length: list(alike_terms(terms[:length])), len(terms))


def test_posts_that_nothing_leads_to(site: Site, check: Check) -> None:
    site.write(
        "index.md",
        "# Home\n\n```{post-list}\n```\n\n```{featured} posts/spotlit\n```\n"
        "\n{doc}`posts/of-index`\n\n```{toctree}\nposts/in-tree\n```\n",
    )
    site.post("alone", "It leads {doc}`to itself <alone>`. [Other](other.md)", tags="[A]")
    for name in ("other", "of-index", "in-tree", "spotlit"):
        site.post(name, tags="[A]")
    site.post("part-1", series="Parts", part=1)
    site.post("part-2", series="Parts", part=2)
    site.post("new", date="2026-05-20")
    site.post("hidden", unlisted="true")
    code, found = check(site, "--only", "unlinked")
    assert (code, advice(found)) == (0, ["alone.md no other page's text leads to this post"])


def test_posts_that_nobody_has_revised(site: Site, check: Check) -> None:
    site.post("old", date="2020-01-01")
    site.post("revised", date="2020-01-01", updated="2026-01-01")
    site.post("middle", date="2025-01-01")
    site.post("draft", date="2020-01-01", draft="true")
    old, middle = "old.md last revised on 2020-01-01", "middle.md last revised on 2025-01-01"
    assert [f for f in check(site)[1] if f["check"] == "stale"] == []
    assert advice(check(site, "--only", "stale")[1]) == [old]
    for age in ("12m", "1y", "365d", "52W"):
        assert advice(check(site, "--only", "stale", "--stale-after", age)[1]) == [old, middle]


def test_advice_is_marked_after_the_problems_and_left_out(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.post("alone", "Text.", tags="[Once]", tgas="x")
    arguments = ["check", str(site.folder), "--stale-after", "90d"]
    assert main(arguments) == 1
    path = site.folder / "posts" / "alone.md"
    problem, *rest = capsys.readouterr().out.splitlines()
    assert problem.startswith(f"{path}:4: WARNING: ")
    assert rest == [
        f"{path}:3: advice: no other post has the tag 'Once'",
        f"{path}: advice: no other page's text leads to this post",
        f"{path}: advice: last revised on 2026-01-01",
    ]
    assert main([*arguments, "--skip", "build"]) == 0
    assert main([*arguments, "--no-advice", "--skip", "build"]) == 0
    assert capsys.readouterr().out.splitlines() == rest


# Python sessions

SESSIONS = """
```python
>>> import own
>>> x = own.NUMBER
>>> x + 1
43
```

```pycon
>>> x
41
>>> print("ab\\n\\ncd")  # doctest: +ELLIPSIS
a...
<BLANKLINE>
cd
>>> 1 / 0
>>> x = 1
```

- In a list:

  ```{code-block} python
  :caption: session

  >>> x
  1
  >>> def f():
  ...     return "grün"
  >>> f()
  ```

```python
print(">>> 1")
```

```text
>>> 1
2
```
"""


def test_sessions_in_posts_are_run_when_asked_to(site: Site, check: Check) -> None:
    site.write("own.py", "NUMBER = 42")
    site.post("shown", SESSIONS)
    site.post("other", "```python\n>>> x\n1\n```\n")
    site.post("rest", "```python\n>>> import sys\n>>> sys.exit(3)\n```\n")
    site.post("draft", "```python\n>>> 1\n2\n```\n", draft="true")
    assert check(site) == (0, [])
    code, found = check(site, "--only", "doctest")
    assert code == 1
    assert {finding["level"] for finding in found} == {"problem"}
    assert [f"{f['location'].rpartition('/')[2]} {f['message']}" for f in found] == [
        "other.md:8 the example 'x' raises \"NameError: name 'x' is not defined\"",
        "rest.md:9 the example 'sys.exit(3)' raises 'SystemExit: 3'",
        "shown.md:16 the example 'x' gives '42', not '41'",
        "shown.md:22 the example '1 / 0' raises 'ZeroDivisionError: division by zero'",
        "shown.md:35 the example 'f()' gives \"'grün'\", not nothing",
    ]
    assert found == [f for f in check(site, "--doctest")[1] if f["check"] == "doctest"]


def test_sessions_in_restructuredtext_are_run(site: Site, check: Check) -> None:
    head = ".. article::\n   :date: 2026-01-01\n\nTitle\n=====\n\nText.\n\n"
    site.write(
        "posts/a.rst", f"{head}>>> 1 + 1\n3\n\n.. code-block:: python\n\n   >>> 2 * 2\n   5\n"
    )
    _, found = check(site, "--only", "doctest")
    assert [finding["location"].rpartition(":")[2] for finding in found] == ["9", "14"]


def test_a_session_without_an_end_is_ended(
    site: Site, check: Check, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctests, "SECONDS", 1)
    site.post("slow", "```python\n>>> while True: pass\n\n```\n")
    _, (finding,) = check(site, "--only", "doctest")
    assert "has not ended in 1 seconds" in finding["message"]
    assert finding["location"].endswith("slow.md")


# Links to elsewhere


def test_links_to_what_is_gone_fail_young_posts_and_warn_of_old_ones(
    site: Site, server: Server, check: Check
) -> None:
    site.configure("linkcheck_ignore = [r'.*/ignored']\nlinkcheck_retries = 1")
    gone, there = f"{server.url}/gone", f"{server.url}/index.md"
    site.post("young", f"[There]({there}),\n[here](https://notes.example/), [gone]({gone}).")
    site.post("old", f"Again [gone]({gone}), and\n[once more]({gone}).", date="2020-01-01")
    site.post("revised", f"[Gone]({gone})", date="2020-01-01", updated="2026-01-01")
    site.post("draft", f"[Gone]({server.url}/draft) [](x.md)", draft="true")
    site.post("not", f"[Gone]({server.url}/ignored)")
    site.write("page.md", f"---\norphan: true\n---\n# Page\n\n[Gone]({server.url}/page)\n")
    assert check(site) == (0, [])
    assert server.asked == []
    code, found = check(site, "--only", "external")
    assert code == 1
    assert [(f["location"].rpartition("/")[2], f["level"]) for f in found] == [
        ("revised.md:8", "problem"),
        ("young.md:8", "problem"),
        ("old.md:7", "advice"),
    ]
    assert all(f"'{gone}'" in finding["message"] for finding in found)
    assert "404" in found[0]["message"]
    assert set(server.asked) == {"/gone", "/index.md"}
    code, found = check(site, "--only", "external", "--fail-younger-than", "1d")
    assert (code, {finding["level"] for finding in found}) == (0, {"advice"})


def test_a_copy_takes_the_place_of_what_is_gone(site: Site, server: Server, check: Check) -> None:
    copies = f"{{{server.url}/gone: {server.url}/index.md}}"
    site.post("shown", f"Text with [gone]({server.url}/gone).", archived=copies)
    assert check(site, "--only", "external,build") == (0, [])
    assert set(server.asked) == {"/index.md"}
