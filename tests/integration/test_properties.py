"""No input breaks it: front matter, options, titles and bodies of every kind, many a build.

``--hypothesis-profile=thorough`` looks further, as ``CRAFTBLOG_HYPOTHESIS=thorough`` does.
"""

from __future__ import annotations

import json
import re
import signal
import traceback
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

import pytest
import yaml
from bs4 import BeautifulSoup
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from sites import Built, Site

from sphinx_craftblog.reading.schema import ALIASES, BY_NAME

BOUND = 60
"""Seconds that a build of a few posts may take; with nothing else to do, it takes two."""

MARK, BODY_MARK = "xq9z", "xq8z"
"""An element or attribute of this name is markup that an author's text has become; HTML in
the body of a post is its author's, and on the post's page alone.
"""

ODD_CHARACTERS = (
    "\0\x07\x0b\x0c\x1b\x7f\x85\xa0\xad\u061c\u200b\u200d\u200e\u200f\u2028\u2029\u202e\u2066"
    "\ufdd0\ufeff\ufffd\ufffe\U0001f680\U0001f469\u0301\U000e0001\U0010ffff"
)


def markup(mark: str) -> st.SearchStrategy[str]:
    return st.sampled_from(
        [
            f"<{mark} onload=x>",
            f'"><{mark}>',
            f"' {mark}='x",
            f'" {mark}="x',
            f"</script><{mark}>",
            f"<!--<script><{mark}>",
            f"]]><{mark}>",
            f"&lt;{mark}&gt;",
            "&#0; &#xD800; &nbsp &amp;amp;",
            f"{{{{ {mark} }}}} {{% raw %}} ${{x}} %s %(x)s %",
            f"`<{mark}>`",
            f"[a](javascript:{mark})",
            "\\u003c\\",
        ]
    )


def texts(mark: str) -> st.SearchStrategy[str]:
    odd = st.sampled_from("ab <>&\"'\n\t:#-|%@`{}[]*!,?" + ODD_CHARACTERS)
    rare = ["", " ", ".", "..", "../..", "/", "\\", "con", "C:", "\r\n", "x" * 100_000]
    return st.one_of(
        markup(mark), st.text(odd, max_size=12), st.text(max_size=12), st.sampled_from(rare)
    )


def mostly(usual: st.SearchStrategy[str], rare: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    """Nine of ten are usual: what keeps a post back leaves nothing else to look at."""
    return st.integers(0, 9).flatmap(lambda number: rare if number == 5 else usual)


def quoted(text: str) -> str:
    """A text as YAML holds any."""
    plain = (c if c.isprintable() and c not in '"\\' else f"\\U{ord(c):08x}" for c in text)
    return f'"{"".join(plain)}"'


text = texts(MARK)

dates = st.sampled_from(
    [
        *("0000-01-01", "0001-01-01", "9999-12-31", "2026-02-29", "2024-02-29", "20260101"),
        *("2026-1-1", "2026-01-01 24:00:00", "2016-12-31T23:59:60Z", "2026-01-01T00:00:00+99:99"),
        *("0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00", "1800-01-01"),
        *("2026-01-01T00:00:00.999999999Z", "2026-W01-1", "2026-01-01T00:00:00+00:00:30"),
        *("2026-01-01", "2025-06-01 12:00", "2025-01-01T00:00:00-00:00", "-0001-01-01"),
    ]
)

odd = st.one_of(
    text.map(json.dumps),
    text.map(lambda value: yaml.safe_dump(value, allow_unicode=True).strip().removesuffix("\n...")),
    dates,
    dates.map(lambda value: f"!!timestamp '{value}'"),
    st.builds(
        "!!{} {}".format,
        st.sampled_from(
            [
                "int",
                "float",
                "bool",
                "null",
                "str",
                "binary",
                "set",
                "omap",
                "pairs",
                "map",
                "seq",
                "timestamp",
                "merge",
                "value",
                "python/object:os.system",
                "python/tuple",
                "python/name:os.system",
            ]
        ),
        st.sampled_from(
            ["x", "''", "maybe", "[a, b]", "{a: b}", "[{a: 1}]", "aGk=", "0x", "1:", "+"]
        ),
    ),
    st.sampled_from(
        [
            *(
                "~",
                "true",
                "no",
                "yes",
                "0",
                "-1",
                "1_000",
                "0o7",
                "0b1",
                "1:30:00",
                ".inf",
                "-.nan",
            ),
            *("0x" + "f" * 5000, "9" * 5000, "1e400", "1" + ":59" * 5000, "[]", "{}", "[[a]]"),
            *("&a [*a]", "&a {b: *a}", "{<<: {title: x}}", "{? [a] : b}", "{1: a, ~: b}"),
            *("[1, ~, true, 2026-01-01, x]", "{2026-01-01: a}", "{!!binary aGk=: a}", "!x y"),
            *("|\n  a\n  b", ">-\n  a\n\n  b", "'a\n  b'", '"\\ud800"', '"\\U0001F680\\0\\x07"'),
            *("[" * 60, "{a: " * 20 + "x" + "}" * 20, '"' + "[" * 60 + '"', "- " * 40, "*none"),
            *(
                "[" + "a, " * 3000 + "]",
                "[&x " + "y" * 2000 + ", *x, *x]",
                "x # y",
                "@x",
                "`x",
                "%x",
            ),
        ]
    ),
)

URLS = [
    *("https://a.example/x", "https://[", "https://[::1", "http://a:b", "https://a:99999/"),
    *(
        f"javascript:{MARK}",
        f" JaVaScRiPt:{MARK}",
        f'"\\x01javascript://{MARK}"',
        "data:text/html,x",
    ),
    *(f'"java\\tscript:{MARK}"', f"vbscript:{MARK}", "//evil.example", "https:evil", "mailto:a@b"),
    *(
        '"https://a\\0b.example"',
        "https://a.example/a b",
        "'https://a.example/\"><x'",
        "../../x.png",
    ),
    *(
        "https://\u202eexample",
        "a/b.png",
        "/etc/passwd",
        '"a\\0.png"',
        "n" * 300 + ".png",
        "C:\\x.png",
    ),
    *(
        "https://[/a.png",
        '"\\x01javascript://x/a.png"',
        "file:///etc/passwd",
        "%2e%2e/x",
        "con.html",
    ),
]
known = {
    "image": URLS,
    "external_url": URLS,
    "canonical_url": URLS,
    "redirect_from": URLS,
    "feed_id": URLS,
    "comments": URLS,
    "changes": [
        "[{date: 2026-01-01, note: '<x>'}]",
        "[{date: 0001-01-01, note: ~}]",
        "[~]",
        "[{}]",
    ],
    "language": ["de", "xx-YY", "../../x", "zh_Hant", '"\\0"', "ar", "'\" x=\"'", "x" * 300],
    "layout": ["post", "wide", "<x>"],
}
quiet = [name for name, declared in BY_NAME.items() if not declared.publishes]
written = mostly(
    st.one_of(
        text.map(quoted),
        st.lists(text.map(quoted), max_size=3).map(lambda names: f"[{', '.join(names)}]"),
        st.sampled_from(["true", "false", "1", "2026-02-02"]),
    ),
    odd,
)
key = mostly(
    st.sampled_from([*quiet, "x-own"]),
    st.one_of(
        st.sampled_from([*BY_NAME, *ALIASES, "html_meta", "orphan"]),
        st.sampled_from(
            ["1", "~", "[a]", "? a", "<<", "''", "true", "2026-01-01", "'a b'", "é", "k" * 2000]
        ),
        text.map(json.dumps),
    ),
)
pair = key.flatmap(
    lambda name: st.tuples(
        st.just(name),
        st.sampled_from(known[name]) | written if name in known else written,
    )
)
front_matter = st.builds(
    lambda pairs, date, extra, end: (
        "---\n"
        + (f"date: {date}\n" if date else "")
        + "".join(f"{name}: {value}\n" for name, value in pairs)
        + extra
        + end
        + "\n"
    ),
    st.lists(pair, max_size=5, unique_by=lambda entry: entry[0]),
    mostly(st.just("2026-01-01"), dates),
    mostly(
        st.just(""),
        st.sampled_from(["\t\n", "a\n", "...\n", "---\n", "# x\n", "%YAML 1.2\n", "- a\n"]),
    ),
    mostly(st.just("---"), st.sampled_from(["...", "----", "", "--"])),
)
article = st.builds(
    lambda pairs: (
        "```{article}\n"
        + "".join(f":{name}: {' '.join(value.split())}\n" for name, value in pairs)
        + "```\n"
    ),
    st.lists(pair, min_size=1, max_size=4),
)
body = st.lists(
    st.one_of(
        texts(BODY_MARK),
        markup(BODY_MARK).map(lambda value: f"# {value}"),
        st.sampled_from(
            [
                *(
                    "# Title",
                    "## Part",
                    "<!-- more -->",
                    "- a\n- b",
                    "> q",
                    "***",
                    "$x_1$",
                    "$$\n\\frac{\n$$",
                ),
                *(
                    "```{code-block} python\n:caption: '<x>'\n1\n```",
                    "![](none.png)",
                    "[^1]",
                    "[](none.md)",
                ),
                *(
                    "<!-- ",
                    "<![x",
                    "<![CDATA[ x ]]>",
                    "<?php x ?>",
                    "</div></article></main>",
                    "<table><th>",
                ),
                *("```{post-list}\n:tags: a, <x>\n:limit: x\n```", "```{featured} posts/p0\n```"),
                *("```{hero} <x>\n:eyebrow: '\"'\n- [a](b)\n```", "```{tag-index}\n:style: x\n```"),
                *(
                    "{blog:tag}`<x>`",
                    "{blog:post}`a`",
                    "{read-time}`none`",
                    "| a | b |\n|---|---|\n| c | d |",
                ),
                *(
                    '<img src="x" srcset="a 1x, b">',
                    "<input class=task-list-item-checkbox>",
                    "- [ ] a",
                ),
                *(
                    "[" * 60,
                    "*" * 500,
                    "`" * 500,
                    "> " * 60,
                    "- " * 60,
                    "(" * 500,
                    "<" * 500,
                    "&" * 500,
                ),
            ]
        ),
    ),
    max_size=5,
).map("\n\n".join)
post = st.builds(
    lambda front, more, rest, end, mark: (mark + front + more + "\n" + rest + "\n").replace(
        "\n", end
    ),
    front_matter,
    st.just("") | article,
    body,
    st.sampled_from(["\n", "\n", "\n", "\r\n", "\r"]),
    st.sampled_from(["", "", "", "\ufeff"]),
)

BUILDS = 4 if settings.default.max_examples <= 100 else settings.default.max_examples // 10

CONF = """
craftblog_llms_txt = True
craftblog_share = ["mastodon", "email"]
craftblog_comments = {"provider": "mastodon", "host": "mastodon.social"}
craftblog_authors = {"ada": {"name": "Ada"}}
craftblog_social_cards = False
"""


@settings(
    max_examples=BUILDS,
    deadline=None,
    database=None,
    derandomize=BUILDS == 4,
    suppress_health_check=list(HealthCheck),
    phases=(Phase.generate,),
)
@given(posts=st.lists(post, min_size=25, max_size=25))
def test_no_post_breaks_a_build(posts: list[str]) -> None:
    if _problem(posts):  # a build holds many, so that most builds tell of many: find those few
        culprits = _fewest(posts)
        pytest.fail(f"{_problem(culprits)}\n\n" + "\n\n".join(map(repr, culprits)), pytrace=False)


def _fewest(posts: list[str]) -> list[str]:
    """Posts that have a problem still, none of which can be left out."""
    size = len(posts) // 2
    while size:
        start = 0
        while start < len(posts):
            rest = posts[:start] + posts[start + size :]
            if _problem(rest):
                posts = rest
            else:
                start += size
        size //= 2
    return posts


def _problem(posts: list[str]) -> str:
    """What is wrong with a site of these posts; empty if nothing is."""
    with TemporaryDirectory() as folder:
        site = Site(Path(folder, "site"))
        site.folder.joinpath("posts").mkdir()
        site.configure(CONF)
        site.write("index.md", "# Home\n\n```{post-list}\n```\n\n```{tag-index}\n```\n")
        for number, source in enumerate(posts):
            path = site.folder / f"posts/p{number}.md"
            path.write_bytes(source.encode("utf-8", "replace"))
        names = {path.name for path in site.folder.iterdir()}
        try:
            with _bounded(BOUND + len(posts)):
                built = site.build()
            _check(built)
            left = {path.name for path in site.folder.iterdir()} - names - {"_build"}
            assert not left | {path.name for path in Path(folder).iterdir()} - {"site"}
        except Exception:
            return traceback.format_exc()
    return ""


@contextmanager
def _bounded(seconds: int) -> Iterator[None]:
    """Raises if what is within takes longer, where the system can tell."""

    def give_up(*args: object) -> None:
        raise TimeoutError

    if not hasattr(signal, "setitimer"):
        yield
        return
    before = signal.signal(signal.SIGALRM, give_up)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


def _check(built: Built) -> None:
    assert "Traceback" not in built.log
    assert "threw an exception" not in built.log
    for path in sorted(built.out.rglob("*")):
        if path.suffix == ".html":
            own = path.parent.name == "posts"
            _check_html(path.read_bytes().decode(), (MARK,) if own else (MARK, BODY_MARK))
        elif path.suffix == ".xml":
            for node in ET.parse(path).iter():
                if node.get("type") == "html":
                    _check_elements(BeautifulSoup(node.text or "", "html5lib"))
        elif path.suffix == ".json":
            json.loads(path.read_bytes(), parse_constant=pytest.fail)
    index = (built.out / "searchindex.js").read_bytes().decode()
    json.loads(index.removeprefix("Search.setIndex(").rstrip().removesuffix(")"))
    (built.out / "llms.txt").read_bytes().decode()


def _check_html(html: str, marks: tuple[str, ...]) -> None:
    page = BeautifulSoup(html, "html5lib")
    _check_elements(page, marks)
    assert len(page.select("html, head, body")) == 3
    for script in page.select('script[type="application/ld+json"]'):
        json.loads(script.string or "", parse_constant=pytest.fail)
    for name in ("canonical", "next", "prev", "alternate"):
        for link in page.select(f"head link[rel={name}]"):
            assert re.match(r"[^\s:]+$|https?://[^\s<>]+$", link["href"]), link


def _check_elements(page: BeautifulSoup, marks: tuple[str, ...] = (MARK,)) -> None:
    for element in page.find_all(True):
        for mark in marks:
            assert element.name != mark, element
            assert mark not in element.attrs, element
        for name in ("href", "src", "action", "content"):
            address = re.sub(r"[\x00-\x20]", "", str(element.get(name, ""))).lower()
            is_script = address.startswith(("javascript:", "vbscript:", "data:text"))
            assert not is_script or name == "content", element
            assert not (is_script and element.get("http-equiv")), element
