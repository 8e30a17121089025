"""``craftblog check`` of sites: what is wrong is found where it is written, and nothing else."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from contextlib import redirect_stderr, redirect_stdout
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from io import StringIO
from pathlib import Path
from threading import Thread
from typing import NamedTuple

import pytest
from sites import EXAMPLE_SITE, Run, Site, leaks_of

from sphinx_craftblog.checks.finding import Finding
from sphinx_craftblog.commands import main
from sphinx_craftblog.commands import site as commands_site
from sphinx_craftblog.commands.check import check

Find = Callable[..., list[str]]


@pytest.fixture
def one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Small sites take longer in many processes; the shared site below is read in them."""
    monkeypatch.setattr(commands_site, "JOBS", 1)


def printed(folder: Path, *options: str) -> tuple[int, list[Finding]]:
    """The command in JSON: its exit code, and what it found."""
    out, err = StringIO(), StringIO()
    with redirect_stdout(out), redirect_stderr(err):
        code = main(["check", str(folder), "--format", "json", *options])
    assert err.getvalue() == ""
    return code, [Finding(**finding) for finding in json.loads(out.getvalue())]


def test_the_example_site_has_nothing_to_mend() -> None:
    assert printed(EXAMPLE_SITE, "--no-advice") == (0, [])


class Server(NamedTuple):
    """A server of this machine, the folder that it serves, and what it was asked for."""

    url: str
    folder: Path
    asked: list[str]


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    """One that has a page."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "there.html").write_text("Text.", encoding="utf-8")
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def log_message(self, *args: object) -> None:
            asked.append(self.path)

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=folder))
    Thread(target=server.serve_forever, daemon=True).start()
    yield Server(f"http://127.0.0.1:{server.server_port}", folder, asked)
    server.shutdown()
    server.server_close()


# A site with every kind of mistake

STRIPES = 'The "striped" animals don\'t cross *here*, they wait & <see>{w}`quite` patiently.'

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
>>> raise ValueError("no such number")
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

REST = ".. article::\n   :date: 2026-01-01\n\nTitle\n=====\n\nText.\n\n"


def write_mistakes(site: Site, url: str) -> None:
    """Posts with mistakes, files and templates that leak, and links to a server."""
    site.configure(
        """
        exclude_patterns = ["_*", "extra", "part.txt"]
        html_extra_path = ["extra"]
        templates_path = ["_templates"]
        linkcheck_ignore = [".*/ignored"]
        linkcheck_retries = 1
        def setup(app):
            def add(app, page, template, context, doctree):
                if page == "posts/open":
                    context["body"] += "<p>See <em>Zebra</em>\\ncrossing</p>"
            app.connect("html-page-context", add)
        """
    )
    site.write(
        "index.md",
        "# Home\n\n```{post-list}\n```\n\n```{featured} posts/spotlit\n```\n"
        "\n{doc}`posts/of-index`\n\n```{toctree}\nposts/in-tree\n```\n",
    )
    site.write(
        "_templates/page.html",
        '{% extends "!page.html" %}{% block body %}{{ super() }}'
        'Quiet corner<a href="/abuot">About</a>{% endblock %}',
    )
    # leaks
    site.post("open", "Everybody may read what is written here.")
    site.post("zebra-crossing", STRIPES, draft="true", tags="[Zebra]")
    site.post("later-than-that", "Nobody knows what will be here.", date="2026-07-01")
    site.post("quiet-corner", "Who has the address may read this.", unlisted="true")
    site.post("nested-one", "Text.\n\n```{include} ../extra/part.txt\n```\n")
    site.write(
        "posts/old.rst",
        "Ancient ways\n============\n\n.. article::\n   :draft:\n\n"
        "- We *write* in :doc:`the old style </posts/open>`\n  with ``double`` ticks.\n",
    )
    site.write("extra/part.txt", "```{article}\n:draft:\n```\n")
    site.write("extra/nested.txt", "Here is the nested one.")
    site.write(
        "extra/stripes.txt",
        "(“Striped” animals don’t cross here. The “striped” animals\n"
        "don’t cross here, they wait & quite patiently.)",
    )
    site.write("extra/map.xml", "<loc>https://notes.example/2026/later-than-that/</loc>")
    site.write("extra/a.txt", "We write in the old style with double ticks.")
    site.write("extra/b.txt", "Ancient ways")
    # mistakes of a build, links and pictures
    site.post("mistaken", "See {doc}`nowhere`.", tgas="x")
    site.post("target", "Text.\n\n(a-part)=\n## A part\n\nText.")
    site.post(
        "bad",
        'See <a href="https://notes.example/posts/tarqet.html">it</a>,\n'
        '<a href="target.html#a-pat">its part</a> and <a href="target.html#a-part">that</a>.',
    )
    site.write("part.txt", "Text.\n\n![](ten.png)\n")
    site.post("pictures", PICTURES)
    site.post("pictures-of-a-draft", "![](no.png)", draft="true")
    ornament = ".. image:: a.png\n   :alt:\n\n.. figure:: b.png\n\n   B.\n"
    site.write("posts/ornament.rst", f"{REST}{ornament}")
    # terms, and posts that nothing leads to
    for name in ("one", "two"):
        site.post(f"terms/{name}", tags="[Databases, Unix]")
    site.post("terms/a", tags="[Database, Unix, Bash]")
    site.post("terms/b", category="Notes", date="2026-05-20", tags="[New]")
    site.post("terms/c", series="Queues", author="Ada Lovelace")
    site.post("terms/d", series="Queus", author="Ada Lovelce")
    site.post("links/alone", "It leads {doc}`to itself <alone>`. [Other](other.md)")
    site.post("links/other", "Text.")
    for name in ("of-index", "in-tree", "spotlit"):
        site.post(name)
    site.post("links/part-1", series="Parts", part=1)
    site.post("links/part-2", series="Parts", part=2)
    site.post("links/new", date="2026-05-20")
    site.post("links/hidden", unlisted="true")
    # sessions
    site.write("own.py", "NUMBER = 42")
    site.post("sessions/shown", SESSIONS)
    site.post("sessions/other", "```python\n>>> x\n1\n```\n")
    site.post("sessions/rest", "```python\n>>> import sys\n>>> sys.exit(3)\n```\n")
    site.post("sessions/draft", "```python\n>>> 1\n2\n```\n", draft="true")
    site.write(
        "posts/sessions/a.rst",
        f"{REST}>>> 1 + 1\n3\n\n.. code-block:: python\n\n   >>> 2 * 2\n   5\n",
    )
    # links to elsewhere
    gone, there = f"{url}/gone", f"{url}/there.html"
    home = "[here](https://notes.example/)"
    site.post("elsewhere/young", f"[There]({there}),\n{home}, [gone]({gone}).")
    old = {"date": "2020-01-01"}
    site.post("elsewhere/old", f"Again [gone]({gone}), and\n[once more]({gone}).", **old)
    site.post("elsewhere/revised", f"[Gone]({gone})", **old, updated="2026-01-01")
    site.post("elsewhere/draft", f"[Gone]({url}/draft) [](x.md)", draft="true")
    site.post("elsewhere/not", f"[Gone]({url}/ignored)")
    copies = f"{{{url}/copied: {there}}}"
    site.post("elsewhere/copied", f"Text with [gone]({url}/copied).", archived=copies)
    site.write("page.md", f"---\norphan: true\n---\n# Page\n\n[Gone]({url}/page)\n")


class Checked(NamedTuple):
    """What was found in a site, usually and when asked for, and what a server was asked for."""

    site: Site
    usually: list[Finding]
    when_asked: list[Finding]
    asked_usually: list[str]
    asked: list[str]


@pytest.fixture(scope="module")
def checked(shared_site: Site, server: Server) -> Checked:
    """The site with every kind of mistake, checked twice."""
    site = shared_site
    write_mistakes(site, server.url)
    before = sorted(site.folder.rglob("*"))
    begin = len(server.asked)
    code, usually = printed(site.folder)
    assert code == 1
    asked_usually = server.asked[begin:]
    after = sorted(site.folder.rglob("*"))
    assert [path for path in after if "__pycache__" not in path.parts] == before
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands_site, "JOBS", 1)
        asked = ("--only", "external,doctest,stale", "--stale-after", "52w")
        # No page needs to be written for these.
        code, when_asked = printed(site.folder, *asked, "--output", str(site.folder))
    assert code == 1
    return Checked(site, usually, when_asked, asked_usually, server.asked[begin:])


@pytest.fixture
def found(checked: Checked) -> Find:
    """What one check found, with the file (without its folder) and the line before it."""

    def found(name: str, *, level: str = "problem", within: str = "") -> list[str]:
        every = [*checked.usually, *checked.when_asked]
        posts = f"{checked.site.folder / 'posts'}/"
        named = [finding for finding in every if finding.check == name]
        assert {finding.level for finding in named} <= {level}
        texts = [f"{f.location.removeprefix(posts)} {f.message}" for f in named]
        return [text for text in texts if within in text]

    return found


def test_what_a_build_says_is_found_in_its_words(checked: Checked, found: Find) -> None:
    ours, sphinxs = found("build", within="mistaken.md:")
    assert ours.startswith("mistaken.md:3 WARNING: unknown front matter key 'tgas'; did you mean")
    assert sphinxs.startswith("mistaken.md:8 WARNING: ")
    assert "nowhere" in sphinxs


def test_problems_come_before_advice(checked: Checked) -> None:
    levels = [finding.level for finding in checked.usually]
    assert levels == sorted(levels, reverse=True)


@pytest.mark.parametrize(
    ("file", "leak"),
    [
        ("posts/open.html", "title 'Zebra crossing' of 'posts/zebra-crossing', which is a draft"),
        ("stripes.txt", "sentence 'The \"striped\" animals don\\'t cross *here*, they wait"),
        ("map.xml", "address of 'posts/later-than-that', which is not yet due"),
        ("nested.txt", "title 'Nested one' of 'posts/nested-one', which is a draft"),
        ("a.txt", "sentence 'We *write* in the old style with"),
        ("b.txt", "title 'Ancient ways' of 'posts/old', which is a draft"),
    ],
)
def test_what_is_kept_back_is_found_in_pages_and_other_files(
    found: Find, file: str, leak: str
) -> None:
    leaks = [text for text in found("leak") if text.startswith(f"{file} ")]
    shown = [text for text in leaks if "'posts/quiet-corner'" not in text]
    assert [text.startswith(f"{file} shows the {leak}") for text in shown] == [True]


def test_an_unlisted_post_is_found_on_every_page_but_its_own(found: Find) -> None:
    leaks = found("leak", within="of 'posts/quiet-corner', which is unlisted")
    pages = {text.partition(" ")[0] for text in leaks}
    assert {"index.html", "posts/open.html", "blog/archive.html", "blog/tag/unix.html"} <= pages
    assert "posts/quiet-corner.html" not in pages


def test_nothing_else_leaks(found: Find) -> None:
    places = [text.partition(" ")[0] for text in found("leak") if "quiet-corner" not in text]
    assert sorted(places) == [
        *("a.txt", "b.txt", "map.xml", "nested.txt", "posts/open.html", "stripes.txt")
    ]


def test_a_broken_link_is_found_at_its_line_once(found: Find) -> None:
    (said,) = found("link", within="tarqet")  # not on the pages with its excerpt
    assert said == (
        "bad.md:7 a link leads to 'posts/tarqet.html', and no file is there; the nearest page "
        "is 'posts/target.html'"
    )


def test_a_part_that_a_page_has_not_is_found(found: Find) -> None:
    (said,) = found("link", within="a-p")
    assert said == (
        "bad.md:8 a link leads to the part 'a-pat' of 'posts/target.html', which has none of that "
        "name; did you mean 'a-part'?"
    )


def test_a_missing_picture_and_a_link_of_a_template_are_found(found: Find) -> None:
    abuot = {text.partition(" ")[0] for text in found("link", within="abuot")}
    assert {"bad.md", "open.md", "blog/archive.html"} <= abuot
    assert [text.partition(" ")[0] for text in found("link", within="seven.png")] == [
        "pictures.md:24"
    ]


def test_pictures_without_a_text_are_found_at_their_lines(found: Find) -> None:
    said = [text.rpartition("/")[2].split("'")[:2] for text in found("image")]
    assert [f"{place.split(' ')[0]} {name}" for place, name in said] == [
        "ornament.rst:12 b.png",
        "pictures.md:8 one.png",
        "pictures.md:9 two.png",
        "pictures.md:13 four.png",
        "pictures.md:20 six.png",
        "pictures.md:24 seven.png",
        "pictures.md:24 nine.png",
        "part.txt:3 ten.png",
    ]


def test_terms_that_are_alone_or_look_alike_are_found(found: Find) -> None:
    alike = "{} of 'posts/terms/{}' looks like {} of {}".format
    both = "'posts/terms/one', 'posts/terms/two'"
    assert found("term", level="advice", within="terms/") == [
        "terms/a.md:3 no other post has the tag 'Bash'",
        "terms/a.md:3 the tag " + alike("'Database'", "a", "'Databases'", both),
        "terms/d.md:3 the series " + alike("'Queus'", "d", "'Queues'", "'posts/terms/c'"),
        "terms/d.md:4 the author "
        + alike("'Ada Lovelce'", "d", "'Ada Lovelace'", "'posts/terms/c'"),
    ]


def test_posts_that_nothing_leads_to_are_found(found: Find) -> None:
    said = "links/alone.md no other page's text leads to this post"
    assert found("unlinked", level="advice", within="links/") == [said]
    for name in ("of-index", "in-tree", "spotlit"):
        assert found("unlinked", level="advice", within=name) == []


def test_what_is_not_asked_for_is_not_checked(checked: Checked) -> None:
    usually = {finding.check for finding in checked.usually}
    assert usually == {"build", "leak", "link", "image", "term", "unlinked"}
    assert checked.asked_usually == []
    assert {finding.check for finding in checked.when_asked} == {"external", "doctest", "stale"}


def test_posts_that_nobody_has_revised_are_found(found: Find) -> None:
    assert found("stale", level="advice") == ["elsewhere/old.md last revised on 2020-01-01"]


def test_sessions_in_posts_are_run_when_asked_to(found: Find) -> None:
    (name_error,) = found("doctest", within="other.md")
    assert name_error.startswith("sessions/other.md:8 the example 'x' raises \"NameError: ")
    (ended,) = found("doctest", within="rest.md")
    assert ended.startswith("sessions/rest.md:9 the example 'sys.exit(3)' raises 'SystemExit")
    raised = "raises 'ValueError: no such number'"
    assert found("doctest", within="shown.md") == [
        "sessions/shown.md:16 the example 'x' gives '42', not '41'",
        f"sessions/shown.md:22 the example 'raise ValueError(\"no such number\")' {raised}",
        "sessions/shown.md:35 the example 'f()' gives \"'grün'\", not nothing",
    ]
    assert found("doctest", within="draft.md") == []


def test_sessions_in_restructuredtext_are_run(found: Find) -> None:
    assert found("doctest", within="a.rst") == [
        "sessions/a.rst:9 the example '1 + 1' gives '2', not '3'",
        "sessions/a.rst:14 the example '2 * 2' gives '4', not '5'",
    ]


def test_links_to_what_is_gone_fail_young_posts_and_warn_of_old_ones(
    checked: Checked, server: Server
) -> None:
    gone = [finding for finding in checked.when_asked if finding.check == "external"]
    assert [(f.location.rpartition("/")[2], f.level) for f in gone] == [
        ("revised.md:8", "problem"),
        ("young.md:8", "problem"),
        ("old.md:7", "advice"),
    ]
    said = f"a link leads to '{server.url}/gone', which does not answer as it should: "
    assert all(finding.message.startswith(said) for finding in gone)


def test_each_address_elsewhere_is_asked_for_and_a_copy_in_place_of_what_is_gone(
    checked: Checked,
) -> None:
    # No drafts, no pages, nothing that linkcheck ignores, and not what has a copy.
    assert set(checked.asked) == {"/gone", "/there.html"}


# What is no leak


@pytest.fixture(scope="module", params=["html", "dirhtml"])
def careful(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[str, list[Finding]]:
    """A builder, and what is found in a site that shows nothing that it should not."""
    site = Site(tmp_path_factory.mktemp("careful"))
    lists = "```{post-list}\n```\n\n```{tag-index}\n```\n"
    site.write("index.md", f"# Home\n\n{lists}\n```{{toctree}}\nposts/listed-corner\n```\n")
    site.post("open", "Everybody may read what is written here.", tags="[Rust]")
    site.post("other", "Everybody may read this one as well.", tags="[Rust]")
    site.post("zebra-crossing", STRIPES, draft="true", tags="[Zebra]")
    site.post("later-than-that", "Nobody knows what will be here.", date="2026-07-01")
    site.post("unclear-yet", "Nobody knows whether this will be.", draft="maybe")
    site.post("quiet-corner", "Who has the address may read this.", unlisted="true", tags="[Q]")
    site.post("good-offer", "It was good until it ended.", expires="2026-05-01", tags="[G]")
    # linked to by their author
    site.post("leading", "See {doc}`linked-corner` and [](linked-corner.md), or {ref}`the-part`.")
    site.post("linked-corner", "Text.\n\n(the-part)=\n## A part of it\n", unlisted="true")
    site.post("pointed-corner", "Text to point at.", unlisted="true")
    site.post("labelled-corner", "(a-label)=\n## A label\n\nText with it.", unlisted="true")
    site.post("spotlit-corner", "Text of it.", unlisted="true")
    site.post("listed-corner", "Text of that.", unlisted="true")
    links = "See {doc}`posts/pointed-corner` and {ref}`a-label`.\n"
    spotlight = "```{featured} posts/spotlit-corner\n```\n"
    site.write("start.md", f"---\norphan: true\n---\n# Start\n\n{links}\n{spotlight}")
    # published elsewhere
    site.post("told", "We say it twice, and mean it. There is no more.", heading="Twice told")
    site.post("again", "We say it twice, and mean it.", heading="Twice told", draft="true")
    site.post("rust", "Text.", heading="Rust", draft="true")
    site.write("parts/shared.txt", "This is in both of them, the same.")
    site.post("one", "```{include} ../parts/shared.txt\n```")
    site.post("two", "This is in both of them, the same.", draft="true")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands_site, "JOBS", 1)
        if request.param == "dirhtml":  # that a build has written before
            return "dirhtml", leaks_of(site, site.build("dirhtml"), "dirhtml")
        return "html", check(site.folder)


def leaked(found: list[Finding], *docnames: str) -> list[Finding]:
    return [f for f in found if f.check == "leak" and any(f"'{d}'" in f.message for d in docnames)]


def test_posts_that_are_kept_back_or_hidden_do_not_leak(
    careful: tuple[str, list[Finding]],
) -> None:
    _, found = careful
    names = ("zebra-crossing", "later-than-that", "unclear-yet", "quiet-corner", "good-offer")
    assert leaked(found, *(f"posts/{name}" for name in names)) == []


def test_an_author_may_link_to_an_unlisted_post(careful: tuple[str, list[Finding]]) -> None:
    _, found = careful
    names = ("linked", "pointed", "labelled", "spotlit", "listed")
    assert leaked(found, *(f"posts/{name}-corner" for name in names)) == []


def test_what_is_published_elsewhere_is_no_leak(careful: tuple[str, list[Finding]]) -> None:
    _, found = careful
    assert leaked(found, "posts/again", "posts/rust", "posts/two") == []


def test_nothing_else_is_found_in_a_careful_site(careful: tuple[str, list[Finding]]) -> None:
    builder, found = careful
    problems = [finding for finding in found if finding.level == "problem"]
    assert [finding.check for finding in problems] == (["build"] if builder == "html" else [])
    for finding in problems:
        assert finding.location.endswith("unclear-yet.md:3")
        assert finding.message.startswith("WARNING: 'draft' takes")


# Sites that change


@pytest.mark.usefixtures("one_process")
def test_an_output_folder_that_shows_drafts_is_found_out(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    site.post("zebra-crossing", STRIPES, draft="true", tags="[Zebra]")
    site.configure("craftblog_drafts = True")
    out = site.build().out
    site.configure("")
    before = {path: path.stat().st_mtime_ns for path in out.rglob("*")}
    found = check(site.folder, output=out, wanted=["leak"])
    assert {
        "posts/zebra-crossing.html",
        "_sources/posts/zebra-crossing.md.txt",
        "index.html",
        "searchindex.js",
        "objects.inv",
        ".craftblog.json",
        "blog/tag/zebra.html",
        "blog/atom.xml",
    } <= {finding.location for finding in found}
    assert {path: path.stat().st_mtime_ns for path in out.rglob("*")} == before


@pytest.mark.usefixtures("one_process")
def test_an_address_that_is_gone_is_found_and_only_the_check_asks_for_the_inventory(
    site: Site, server: Server
) -> None:
    inventory = f"{server.url}/earlier.inv"
    site.configure(f'craftblog_earlier_inventory = "{inventory}"')
    for name in ("kept", "moved"):
        site.post(name)
    before = len(server.asked)
    out = site.build().out
    assert server.asked[before:] == []
    shutil.copy(out / "objects.inv", server.folder / "earlier.inv")
    site.remove("posts/moved.md")
    site.write("news/moved.md", "---\norphan: true\n---\n# Moved\n\nText.\n")
    message = (
        "the address 'posts/moved.html' is in the earlier inventory, and no file is there now; "
        "the nearest page is 'news/moved.html'"
    )
    found = [finding for finding in check(site.folder) if finding.level == "problem"]
    assert found == [Finding("address", "problem", inventory, message)]
    assert server.asked[before:] == ["/earlier.inv"]


@pytest.mark.usefixtures("one_process")
def test_an_inventory_that_is_not_there_is_found(site: Site, server: Server) -> None:
    nowhere = f"{server.url}/nowhere.inv"
    site.configure(f'craftblog_earlier_inventory = "{nowhere}"')
    (finding,) = check(site.folder, output=site.folder, wanted=["address"])
    assert finding[:3] == ("address", "problem", nowhere)
    assert finding.message.startswith("the earlier inventory cannot be read (")


@pytest.mark.usefixtures("one_process")
def test_strict_warns_of_what_a_build_does_not(site: Site) -> None:
    site.post("open", "See {py:class}`nowhere`.")
    assert check(site.folder, wanted=["build"]) == []
    (finding,) = check(site.folder, strict=True, wanted=["build"])
    assert finding.location == f"{site.folder / 'posts' / 'open.md'}:7"
    assert "nowhere" in finding.message


@pytest.mark.parametrize(
    ("conf", "said"),
    [
        (None, "craftblog: no conf.py in "),
        ("craftblog_excerpt = -1", "craftblog_excerpt takes a whole number"),
        ("extensions = ['no_such_thing']", "no_such_thing"),
        ("html_theme = 'no_such_theme'", "no_such_theme"),
        ("def setup(app):\n    raise RuntimeError('by mistake')", "by mistake"),
    ],
)
def test_a_site_that_cannot_be_opened_is_one_message(
    site: Site, run: Run, conf: str | None, said: str
) -> None:
    if conf is None:
        site.remove("conf.py")
    else:
        site.configure(conf)
    code, out, err = run("check", site.folder)
    assert (code, out) == (2, "")
    assert err.startswith("craftblog: ")
    assert said in err
