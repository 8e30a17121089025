"""Settings: wrong ones are refused with their line, all at once."""

from __future__ import annotations

import re

import pytest
from sites import Site
from sphinx.errors import ConfigError, ExtensionError


@pytest.mark.parametrize(
    ("line", "parts"),
    [
        ('craftblog_posts = "posts/**"', ["list of strings", "'posts/**'"]),
        ("craftblog_excerpt = -1", ["0 or more", "-1"]),
        ("craftblog_excerpt = True", ["0 or more", "True"]),
        ("craftblog_drafts = 3", ["True or False", "3"]),
        ('craftblog_path = "../up"', ["folder", "'../up'"]),
        ('craftblog_timezone = "Mars/Base"', ["IANA", "'Mars/Base'"]),
        ('craftblog_now = "soon"', ["a date", "'soon'"]),
        ('craftblog_date_format = "HH:mm"', ["CLDR pattern", "'HH:mm'"]),
        ('craftblog_date_format = ""', ["CLDR pattern"]),
        ("craftblog_reading_speed = 0", ["words a minute"]),
        ("craftblog_authors = []", ["a mapping"]),
        ('craftblog_authors = {"ada": {"nmae": "x"}}', ["did you mean 'name'?"]),
        ('craftblog_authors = {"ada": {"url": "x"}}', ["a 'name' for 'ada'"]),
        ('craftblog_tags = {"A b": {"name": "x"}}', ["'a-b' rather than 'A b'"]),
        ('craftblog_tags = {"a": {"aliases": "b"}}', ["list of strings"]),
        ('craftblog_vocabulary = "close"', ["'open' or 'closed'", "did you mean 'closed'?"]),
        ("craftblog_vocabulary = []", ["'open' or 'closed'"]),
        ('craftblog_tags = {"a": {}, "b": {"aliases": ["A"]}}', ["each name once"]),
        (
            'craftblog_authors = {"ada": ("A",)}; craftblog_default_author = "aad"',
            ["did you mean 'ada'?"],
        ),
    ],
)
def test_a_wrong_setting_is_refused(site: Site, line: str, parts: list[str]) -> None:
    site.configure(line)
    with pytest.raises(ConfigError) as caught:
        site.build()
    message = str(caught.value)
    assert re.match(r".*conf\.py:6: craftblog_\w+ takes ", message)
    for part in parts:
        assert part in message


def test_all_wrong_settings_are_named_at_once(site: Site) -> None:
    site.configure("craftblog_excerpt = 'x'\ncraftblog_drafts = 7")
    with pytest.raises(ConfigError) as caught:
        site.build()
    assert len(str(caught.value).splitlines()) == 2


def test_an_unknown_setting_is_a_warning_with_the_nearest(site: Site) -> None:
    site.configure("craftblog_autors = {}")
    (warning,) = site.build().warnings
    assert (warning.file, warning.line, warning.type) == (
        "conf.py",
        6,
        "craftblog.unknown_setting",
    )
    assert "did you mean 'craftblog_authors'?" in warning.text


def test_the_theme_alone_says_what_is_missing(site: Site) -> None:
    site.write(
        "conf.py", 'project = "Notes"\nextensions = ["myst_parser"]\nhtml_theme = "craftblog"\n'
    )
    with pytest.raises(ExtensionError, match="'sphinx_craftblog' in the extensions"):
        site.build()


@pytest.mark.parametrize(
    "extensions",
    [
        ["sphinx_craftblog"],
        ["myst_parser", "sphinx_craftblog"],
        ["sphinx_craftblog", "myst_parser"],
    ],
)
def test_markdown_works_whether_or_not_myst_is_listed(site: Site, extensions: list[str]) -> None:
    site.configure(f"extensions = {extensions}")
    site.post("one")
    built = site.build()
    assert built.warnings == []
    assert "posts/one.html" in built.files()


def test_the_blog_is_named_after_the_project_or_its_setting(site: Site) -> None:
    assert site.build().html("index").title.text == "Notes"
    site.configure('html_title = "Title"')
    assert site.build().html("index").title.text == "Title"
    site.configure('html_title = "Title"\ncraftblog_title = "Blog"')
    assert site.build().html("index").title.text == "Blog"


def test_posts_may_lie_elsewhere(site: Site) -> None:
    site.configure('craftblog_posts = ["news/*", "essays/**"]')
    site.post("ignored")
    for name in ("news/a", "essays/2026/b", "news/index"):
        site.write(f"{name}.md", "---\ndate: 2026-01-01\norphan: true\n---\n# A\n\nText.\n")
    built = site.build()
    kinds = {
        name: built.html(name).body["class"][0]
        for name in ("news/a", "essays/2026/b", "news/index", "posts/ignored")
    }
    assert kinds == {
        "news/a": "post",
        "essays/2026/b": "post",
        "news/index": "page",
        "posts/ignored": "page",
    }
