"""Comments on posts: nothing unless asked for, and nothing loaded before a reader is there."""

from __future__ import annotations

from typing import Any

import pytest
from sites import Built, Site, Warned
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

PLAIN = "craftblog_social_cards = False\ncraftblog_search = 'none'\n"


def configure(site: Site, more: str = PLAIN, **settings: object) -> None:
    lines = [f"craftblog_{name} = {value!r}\n" for name, value in settings.items()]
    site.configure("".join(lines) + more)


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


def warnings_of(built: Built, file: str) -> list[Warned]:
    return [warning for warning in built.warnings if warning.file == file]


LANGUAGES = [("de", "de"), ("pt-BR", "pt"), ("zh_TW", "zh-TW"), ("xx", "en")]


@pytest.fixture(scope="module")
def giscus_site(shared_site: Site) -> Site:
    """Posts with and without comments of giscus."""
    configure(shared_site, comments=GISCUS, drafts=True, future=True)
    shared_site.post("one", heading='A <b> & "quoted" title')
    for language, _ in LANGUAGES:
        shared_site.post(f"in-{language}", language=language)
    shared_site.post("thread", comments=THREAD)
    shared_site.post("off", comments="false")
    shared_site.post("ablog", nocomments="true")
    shared_site.post("draft", draft="true")
    shared_site.post("later", date="2026-07-01")
    shared_site.post("elsewhere", external_url="https://example.org/")
    shared_site.write("posts/quiet/_defaults.yml", "comments: false\n")
    shared_site.post("quiet/one")
    return shared_site


@pytest.fixture(scope="module")
def giscus(giscus_site: Site) -> Built:
    return giscus_site.build()


def test_nothing_is_there_unless_asked_for(site: Site) -> None:
    site.post("one")
    built = site.build()
    assert SCRIPT not in built.files()
    assert "craftblog-comments" not in built.text("posts/one.html")


def test_giscus_is_told_what_it_needs_and_nothing_is_loaded_from_elsewhere(giscus: Built) -> None:
    assert warnings_of(giscus, "one.md") == []
    html = giscus.html("posts/one")
    section = html.select_one("footer.craftblog-post-footer section.craftblog-comments")
    assert section.h2.text == "Comments"
    assert section["aria-labelledby"] == section.h2["id"]
    assert section.a["href"] == "https://github.com/ada/notes/discussions"
    data = thread(giscus, "posts/one")
    assert data["data-category"] == 'Q & "A"'
    assert (data["data-repo"], data["data-repo-id"]) == ("ada/notes", "R_1")
    assert (data["data-mapping"], data["data-lang"]) == ("pathname", "en")
    assert (data["data-light"], data["data-dark"]) == ("light", "dark")
    assert (data["data-strict"], data["data-reactions-enabled"]) == ("0", "1")
    for script in html.find_all("script"):
        assert "://" not in script.get("src", "")
        assert not script.string or script["type"] == "application/ld+json"
    assert not html.find("iframe")
    assert not has_comments(giscus, "index")
    assert not has_comments(giscus, "blog/archive")


@pytest.mark.parametrize(("language", "expected"), LANGUAGES)
def test_giscus_speaks_the_language_of_the_post_if_it_can(
    giscus: Built, language: str, expected: str
) -> None:
    assert thread(giscus, f"posts/in-{language}")["data-lang"] == expected


def test_a_post_can_go_without(giscus: Built) -> None:
    pages = ("one", "off", "ablog", "draft", "later", "elsewhere", "quiet/one")
    assert [page for page in pages if has_comments(giscus, f"posts/{page}")] == ["one"]


def test_the_text_of_a_feed_has_none_of_it(giscus: Built) -> None:
    for name in ("blog/atom.xml", "blog/feed.json"):
        assert "posts/one.html" in giscus.text(name)
        assert "giscus" not in giscus.text(name)


def test_a_thread_that_giscus_does_not_ask_for_is_a_warning(giscus: Built) -> None:
    (warning,) = warnings_of(giscus, "thread.md")
    assert (warning.line, warning.type) == (3, "craftblog.comments")
    assert "giscus finds the comments by the page" in warning.text
    assert has_comments(giscus, "posts/thread")


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text"])
def test_only_pages_have_them(giscus_site: Site, builder: str) -> None:
    built = giscus_site.build(builder)
    texts = (text for name, text in built.tree().items() if name.endswith((".html", ".xhtml")))
    assert not any(b"craftblog-comments" in text for text in texts)
    assert SCRIPT not in built.files()


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
    configure(site, comments=comments, feeds=[])
    site.post("one", heading="One & \\<two>")
    built = site.build()
    assert built.warnings == []
    data = thread(built, "posts/one")
    for key, value in {"provider": comments["provider"], **told}.items():
        assert data[f"data-{key}"] == value
    section = built.html("posts/one").select_one(".craftblog-comments")
    assert (section.a["href"] if section.a else None) == url
    assert bool(section.noscript) == (url is None)


STRANGE = {
    "host": "https://other.example/@ada/113",
    "number": "https://mastodon.example/@ada",
}
UNFIT = {"script": "javascript:alert(1)", "word": "flase", "list": "[1]"}


@pytest.fixture(scope="module")
def mastodon(tmp_path_factory: pytest.TempPathFactory) -> list[Built]:
    """Posts that name a thread, or what is none; built twice, and read once."""
    site = Site(tmp_path_factory.mktemp("mastodon"))
    configure(site, comments=MASTODON, feeds=[])
    site.post("one", comments=THREAD)
    site.post("moved", comments="https://mastodon.example/users/ada/statuses/114")
    site.post("without")
    for name, url in (STRANGE | UNFIT).items():
        site.post(name, comments=url)
    return [site.build(), site.build()]


def test_a_post_names_its_thread(mastodon: list[Built]) -> None:
    built = mastodon[0]
    told = {"provider": "mastodon", "host": "mastodon.example", "user": "ada", "id": "113"}
    data = thread(built, "posts/one")
    assert {key: data[f"data-{key}"] for key in told} == told
    assert built.html("posts/one").select_one(".craftblog-comments a")["href"] == THREAD
    assert thread(built, "posts/moved")["data-id"] == "114"
    assert not has_comments(built, "posts/without")
    for file in ("one.md", "moved.md", "without.md"):
        assert warnings_of(built, file) == []


def test_bluesky_is_told_whose_thread_it_is(site: Site) -> None:
    configure(site, comments=BLUESKY, feeds=[])
    url = "https://bsky.app/profile/did:plc:z72i7h/post/3kabc"
    site.post("one", comments=url)
    built = site.build()
    assert built.warnings == []
    data = thread(built, "posts/one")
    assert (data["data-user"], data["data-id"]) == ("did:plc:z72i7h", "3kabc")
    assert built.html("posts/one").select_one(".craftblog-comments a")["href"] == url


@pytest.mark.parametrize("name", STRANGE)
@pytest.mark.parametrize("build", [0, 1])
def test_a_thread_of_somebody_else_is_a_warning_at_its_line(
    mastodon: list[Built], name: str, build: int
) -> None:
    built = mastodon[build]  # the second reads nothing
    (warning,) = warnings_of(built, f"{name}.md")
    assert (warning.line, warning.type) == (3, "craftblog.comments")
    assert "a thread at mastodon such as 'https://mastodon.example/@ada/1134" in warning.text
    assert repr(STRANGE[name]) in warning.text
    assert not has_comments(built, f"posts/{name}")


@pytest.mark.parametrize("name", UNFIT)
def test_comments_take_a_boolean_or_a_url(mastodon: list[Built], name: str) -> None:
    (warning,) = warnings_of(mastodon[0], f"{name}.md")
    assert (warning.line, warning.type) == (3, "craftblog.value")
    assert "true, false or the URL of a thread" in warning.text
    assert not has_comments(mastodon[0], f"posts/{name}")


def test_a_site_without_a_post_that_has_comments_has_no_script(site: Site) -> None:
    configure(site, comments=MASTODON)
    site.post("one")
    assert SCRIPT not in site.build().files()


@pytest.mark.parametrize("theme", ["furo", "sphinx_rtd_theme", "pydata_sphinx_theme", "shibuya"])
def test_every_theme_loads_the_script_once_and_deferred(site: Site, theme: str) -> None:
    configure(site, f"{PLAIN}html_theme = {theme!r}", comments=GISCUS, feeds=[])
    site.post("one")
    # This theme changes Sphinx for all builds of its process.
    is_apart = theme == "pydata_sphinx_theme"
    built = site.build_apart() if is_apart else site.build()
    (script,) = built.html("posts/one").select('script[src*="craftblog-comments.js"]')
    assert script.has_attr("defer")
    assert built.html("posts/one").select_one(".craftblog-comments")
    assert not has_comments(built, "index")


def test_a_wrong_setting_is_refused_at_its_line(site: Site) -> None:
    configure(site, comments=GISCUS | {"repoid": "x"})
    with pytest.raises(ConfigError) as caught:
        site.build()
    assert "conf.py:6: craftblog_comments takes for 'giscus' repo, " in str(caught.value)
    assert "not 'repoid'; did you mean 'repo_id'?" in str(caught.value)


def test_a_changed_provider_leaves_what_a_clean_build_does(site: Site) -> None:
    for number in range(6):  # Sphinx writes in parallel when there is enough
        site.post(f"p{number}", tags="[One]", comments=THREAD if number % 2 else None)
    utterances = {"provider": "utterances", "repo": "a/b"}
    before = None
    for number, value in enumerate(({}, GISCUS, GISCUS | {"lang": "de"}, MASTODON, utterances, {})):
        configure(site, comments=value, feeds=[])
        tree = site.build(jobs=2 - number % 2).tree()
        assert tree == site.build_clean(into=f"_clean{number}").tree()
        assert tree != before
        before = tree


def test_the_script_is_there_as_long_as_a_post_has_comments(site: Site) -> None:
    configure(site, comments=GISCUS)
    site.post("one")
    site.post("two")
    path = site.build().out / SCRIPT
    content, time = path.read_bytes(), path.stat().st_mtime_ns
    site.post("one", "Other text.")
    site.build()
    assert path.stat().st_mtime_ns == time
    path.unlink()
    site.build()
    assert path.read_bytes() == content
    site.post("one", comments="false")
    assert SCRIPT in site.build().files()
    site.post("two", comments="false")
    built = site.build()
    assert SCRIPT not in built.files()
    assert built.tree() == site.build_clean().tree()


def test_a_file_of_the_same_name_that_is_not_ours_stays(site: Site) -> None:
    site.post("one")
    path = site.write(f"_build/html/{SCRIPT}", "mine")
    configure(site, comments=GISCUS)
    built = site.build()
    assert path.read_text() == "mine"
    (warning,) = built.warnings
    assert warning.type == "craftblog.comments"
    assert SCRIPT in warning.text


def test_a_site_may_bring_its_own_script(site: Site) -> None:
    configure(site, f"{PLAIN}html_static_path = ['_static']", comments=GISCUS)
    site.post("one")
    site.write("_static/craftblog-comments.js", "1;\n")
    built = site.build()
    assert built.warnings == []
    assert built.text(SCRIPT) == "1;\n"
    site.remove("_static/craftblog-comments.js")
    again = site.build()
    assert "sphinx-craftblog" in again.text(SCRIPT)
    assert again.tree() == site.build_clean().tree()
