"""Comments on posts: nothing unless asked for, and nothing loaded before a reader is there."""

from __future__ import annotations

from typing import Any

import pytest
from sites import Built, Site
from sphinx.errors import ConfigError

GISCUS = {
    "provider": "giscus",
    "repo": "ada/notes",
    "repo_id": "R_1",
    "category": 'Q & "A"',
    "category_id": "DIC_1",
}
MASTODON = {"provider": "mastodon", "host": "mastodon.example"}
BLUESKY = {"provider": "bluesky"}
THREAD = "https://mastodon.example/@ada/113"
SCRIPT = "_static/craftblog-comments.js"


def configure(site: Site, **settings: object) -> None:
    site.configure("".join(f"craftblog_{name} = {value!r}\n" for name, value in settings.items()))


def thread(built: Built, page: str) -> dict[str, Any]:
    """What the page tells the script, by the names of its ``data-`` attributes."""
    return built.html(page).select_one(".craftblog-comments .craftblog-thread").attrs


def has_comments(built: Built, page: str) -> bool:
    html = built.html(page)
    has_section, has_script = (
        bool(html.select(".craftblog-comments")),
        bool(html.select('script[src*="craftblog-comments.js"]')),
    )
    assert has_section == has_script
    return has_section


def test_nothing_is_there_unless_asked_for(site: Site) -> None:
    site.post("one")
    built = site.build()
    assert SCRIPT not in built.files()
    assert "craftblog-comments" not in built.text("posts/one.html")


def test_giscus_is_told_what_it_needs_and_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    configure(site, comments=GISCUS)
    site.post("one", heading='A <b> & "quoted" title')
    built = site.build()
    assert built.warnings == []
    html = built.html("posts/one")
    section = html.select_one("footer.craftblog-post-footer section.craftblog-comments")
    assert section.h2.text == "Comments"
    assert section["aria-labelledby"] == section.h2["id"]
    assert section.a["href"] == "https://github.com/ada/notes/discussions"
    data = thread(built, "posts/one")
    assert data["data-category"] == 'Q & "A"'
    assert (data["data-repo"], data["data-repo-id"]) == ("ada/notes", "R_1")
    assert (data["data-mapping"], data["data-lang"]) == ("pathname", "en")
    assert (data["data-light"], data["data-dark"]) == ("light", "dark")
    assert (data["data-strict"], data["data-reactions-enabled"]) == ("0", "1")
    for script in html.find_all("script"):
        assert "://" not in script.get("src", "")
        assert not script.string or script["type"] == "application/ld+json"
    assert not html.find("iframe")
    assert not has_comments(built, "index")
    assert not has_comments(built, "blog/archive")


@pytest.mark.parametrize(
    ("language", "expected"), [("de", "de"), ("pt-BR", "pt"), ("zh_TW", "zh-TW"), ("xx", "en")]
)
def test_giscus_speaks_the_language_of_the_post_if_it_can(
    site: Site, language: str, expected: str
) -> None:
    configure(site, comments=GISCUS)
    site.post("one", language=language)
    assert thread(site.build(), "posts/one")["data-lang"] == expected


@pytest.mark.parametrize(
    ("comments", "url", "told"),
    [
        (
            {"provider": "utterances", "repo": "ada/notes", "label": "blog"},
            "https://github.com/ada/notes/issues",
            {"repo": "ada/notes", "issue-term": "pathname", "label": "blog"},
        ),
        (
            {"provider": "isso", "url": "http://localhost:8080/isso/", "vote": False},
            None,
            {"url": "http://localhost:8080/isso", "vote": "false", "css": "true", "lang": "en"},
        ),
        (
            {"provider": "disqus", "shortname": "notes"},
            None,
            {
                "shortname": "notes",
                "title": "One & <two>",
                "identifier": "posts/one",
                "url": "https://notes.example/posts/one.html",
            },
        ),
    ],
)
def test_other_providers(
    site: Site, comments: dict[str, object], url: str | None, told: dict[str, str]
) -> None:
    configure(site, comments=comments)
    site.post("one", heading="One & \\<two>")
    built = site.build()
    assert built.warnings == []
    data = thread(built, "posts/one")
    for key, value in {"provider": comments["provider"], **told}.items():
        assert data[f"data-{key}"] == value
    section = built.html("posts/one").select_one(".craftblog-comments")
    assert (section.a["href"] if section.a else None) == url
    assert bool(section.noscript) == (url is None)


@pytest.mark.parametrize(
    ("comments", "url", "told"),
    [
        (MASTODON, THREAD, {"host": "mastodon.example", "user": "ada", "id": "113"}),
        (MASTODON, "https://Mastodon.Example/@ada/113/", {"host": "mastodon.example", "id": "113"}),
        (
            MASTODON | {"user": "ada"},
            "https://mastodon.example/users/ada/statuses/113",
            {"host": "mastodon.example", "id": "113"},
        ),
        (
            BLUESKY,
            "https://bsky.app/profile/ada.example/post/3kabc",
            {"user": "ada.example", "id": "3kabc"},
        ),
        (
            BLUESKY,
            "https://bsky.app/profile/did:plc:z72i7h/post/3kabc",
            {"user": "did:plc:z72i7h", "id": "3kabc"},
        ),
    ],
)
def test_a_post_names_its_thread(
    site: Site, comments: dict[str, object], url: str, told: dict[str, str]
) -> None:
    configure(site, comments=comments)
    site.post("one", comments=url)
    site.post("without")
    built = site.build()
    assert built.warnings == []
    data = thread(built, "posts/one")
    assert {key: data[f"data-{key}"] for key in told} == told
    assert built.html("posts/one").select_one(".craftblog-comments a")["href"] == url
    assert not has_comments(built, "posts/without")


@pytest.mark.parametrize(
    ("comments", "url", "part"),
    [
        (MASTODON, "https://other.example/@ada/113", "'https://mastodon.example/@ada/1134"),
        (MASTODON, "https://mastodon.example/@ada", "the URL of a thread at mastodon"),
        (MASTODON | {"user": "ada"}, "https://mastodon.example/@bob/1", "/@ada/"),
        (BLUESKY, THREAD, "https://bsky.app/profile/"),
        (GISCUS, THREAD, "giscus finds the comments by the page"),
    ],
)
def test_a_thread_of_somebody_else_is_a_warning_at_its_line(
    site: Site, comments: dict[str, object], url: str, part: str
) -> None:
    configure(site, comments=comments)
    site.post("one", comments=url)
    for _ in range(2):  # also in a build that reads nothing
        built = site.build()
        (warning,) = built.warnings
        assert (warning.file, warning.line, warning.type) == ("one.md", 3, "craftblog.comments")
        assert part in warning.text
        assert repr(url) in warning.text
        assert has_comments(built, "posts/one") == (comments is GISCUS)


@pytest.mark.parametrize("value", ["javascript:alert(1)", "flase", "[1]"])
def test_comments_take_a_boolean_or_a_url(site: Site, value: str) -> None:
    configure(site, comments=MASTODON)
    site.post("one", comments=value)
    built = site.build()
    (warning,) = built.warnings
    assert (warning.file, warning.line, warning.type) == ("one.md", 3, "craftblog.value")
    assert "true, false or the URL of a thread" in warning.text
    assert not has_comments(built, "posts/one")


def test_a_post_can_go_without(site: Site) -> None:
    configure(site, comments=GISCUS, drafts=True, future=True)
    site.post("with")
    site.post("off", comments="false")
    site.post("ablog", nocomments="true")
    site.post("draft", draft="true")
    site.post("later", date="2026-07-01")
    site.post("elsewhere", external_url="https://example.org/")
    site.write("posts/quiet/_defaults.yml", "comments: false\n")
    site.post("quiet/one")
    built = site.build()
    pages = ("with", "off", "ablog", "draft", "later", "elsewhere", "quiet/one")
    assert [page for page in pages if has_comments(built, f"posts/{page}")] == ["with"]


def test_a_site_without_a_post_that_has_comments_has_no_script(site: Site) -> None:
    configure(site, comments=MASTODON)
    site.post("one")
    assert SCRIPT not in site.build().files()


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text"])
def test_only_pages_have_them(site: Site, builder: str) -> None:
    configure(site, comments=GISCUS)
    site.post("one")
    built = site.build(builder)
    texts = (text for name, text in built.tree().items() if name.endswith((".html", ".xhtml")))
    assert not any(b"craftblog-comments" in text for text in texts)
    assert SCRIPT not in built.files()


@pytest.mark.parametrize("theme", ["furo", "sphinx_rtd_theme", "pydata_sphinx_theme", "shibuya"])
def test_every_theme_loads_the_script_once_and_deferred(site: Site, theme: str) -> None:
    site.configure(f"html_theme = {theme!r}\ncraftblog_comments = {GISCUS!r}")
    site.post("one")
    built = site.build_apart()
    (script,) = built.html("posts/one").select('script[src*="craftblog-comments.js"]')
    assert script.has_attr("defer")
    assert built.html("posts/one").select_one(".craftblog-comments")
    assert not has_comments(built, "index")


def test_the_text_of_a_feed_has_none_of_it(site: Site) -> None:
    configure(site, comments=GISCUS)
    site.post("one")
    built = site.build()
    for name in ("blog/atom.xml", "blog/feed.json"):
        assert "giscus" not in built.text(name)


@pytest.mark.parametrize(
    ("settings", "parts"),
    [
        ({"comments": []}, ["a mapping with a 'provider'"]),
        ({"comments": {"provider": "gisus"}}, ["'provider' from giscus", "did you mean 'giscus'?"]),
        ({"comments": {"repo": "a/b"}}, ["a 'provider' from giscus, utterances"]),
        ({"comments": GISCUS | {"repoid": "x"}}, ["not 'repoid'; did you mean 'repo_id'?"]),
        ({"comments": {"provider": "giscus", "repo": "a/b"}}, ["'repo_id': a string"]),
        ({"comments": GISCUS | {"repo": "notes"}}, ["'repo' the name of a GitHub repository"]),
        ({"comments": GISCUS | {"strict": "yes"}}, ["'strict' True or False"]),
        ({"comments": GISCUS | {"mapping": "titel"}}, ["one of pathname", "mean 'title'?"]),
        ({"comments": GISCUS | {"host": "javascript:x"}}, ["'host' a URL that begins with"]),
        ({"comments": GISCUS | {"host": "http://giscus.example"}}, ["'https://'"]),
        ({"comments": GISCUS | {"themes": {"light": "a"}}}, ["{'light': …, 'dark': …}"]),
        ({"comments": {"provider": "isso", "url": "//c.example"}}, ["'url' a URL that begins"]),
        ({"comments": {"provider": "mastodon", "host": "https://a.example"}}, ["name of a host"]),
        ({"comments": {"provider": "bluesky", "host": "x"}}, ["no further keys, not 'host'"]),
    ],
)
def test_a_wrong_setting_is_refused(
    site: Site, settings: dict[str, object], parts: list[str]
) -> None:
    configure(site, **settings)
    with pytest.raises(ConfigError) as caught:
        site.build()
    (name,) = settings
    assert f"conf.py:6: craftblog_{name} takes " in str(caught.value)
    for part in parts:
        assert part in str(caught.value)


@pytest.mark.parametrize("jobs", [1, 2])
def test_a_changed_provider_leaves_what_a_clean_build_does(site: Site, jobs: int) -> None:
    for number in range(6):
        site.post(f"p{number}", tags="[One]", comments=THREAD if number % 2 else None)
    utterances = {"provider": "utterances", "repo": "a/b"}
    before = None
    for number, value in enumerate(({}, GISCUS, GISCUS | {"lang": "de"}, MASTODON, utterances, {})):
        configure(site, comments=value)
        tree = site.build(jobs=jobs).tree()
        assert tree == site.build_clean(jobs=jobs, into=f"_clean{number}").tree()
        assert tree != before
        before = tree


def test_turning_off_the_last_comments_takes_the_script_away(site: Site) -> None:
    configure(site, comments=GISCUS)
    site.post("one")
    site.post("two")
    assert SCRIPT in site.build().files()
    site.post("one", comments="false")
    assert SCRIPT in site.build().files()
    site.post("two", comments="false")
    built = site.build()
    assert SCRIPT not in built.files()
    assert built.tree() == site.build_clean().tree()


def test_a_script_that_is_lost_comes_back_and_one_that_is_there_is_left_alone(site: Site) -> None:
    configure(site, comments=GISCUS)
    site.post("one")
    path = site.build().out / SCRIPT
    content, time = path.read_bytes(), path.stat().st_mtime_ns
    site.post("one", "Other text.")
    site.build()
    assert path.stat().st_mtime_ns == time
    path.unlink()
    site.build()
    assert path.read_bytes() == content


def test_a_file_of_the_same_name_that_is_not_ours_stays(site: Site) -> None:
    site.post("one")
    path = site.build().out / SCRIPT
    path.write_text("mine")
    configure(site, comments=GISCUS)
    built = site.build()
    assert path.read_text() == "mine"
    (warning,) = built.warnings
    assert warning.type == "craftblog.comments"
    assert SCRIPT in warning.text


def test_a_site_may_bring_its_own_script(site: Site) -> None:
    site.configure(f"html_static_path = ['_static']\ncraftblog_comments = {GISCUS!r}")
    site.post("one")
    site.write("_static/craftblog-comments.js", "1;\n")
    built = site.build()
    assert built.warnings == []
    assert built.text(SCRIPT) == "1;\n"
    site.remove("_static/craftblog-comments.js")
    again = site.build()
    assert "sphinx-craftblog" in again.text(SCRIPT)
    assert again.tree() == site.build_clean().tree()
