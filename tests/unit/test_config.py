"""Settings: wrong ones are refused with their line, all at once; right ones are typed."""

from __future__ import annotations

import re
import runpy
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from sphinx.config import Config
from sphinx.errors import ConfigError

from sphinx_craftblog import config as options
from sphinx_craftblog.config import (
    Options,
    check_config,
    declare,
    names_post,
    read_options,
    where_set,
)
from sphinx_craftblog.diagnostics import Diagnostic

Configure = Callable[[str], tuple[Any, Config]]


@pytest.fixture
def configure(tmp_path: Path) -> Configure:
    """What stands for an application, and the configuration of a conf.py."""

    def configure(text: str) -> tuple[Any, Config]:
        path = tmp_path / "conf.py"
        path.write_text(text, encoding="utf-8")
        config = Config(runpy.run_path(str(path)))
        app: Any = SimpleNamespace(confdir=tmp_path, connect=lambda *_, **__: None)
        app.add_config_value = config.add
        for name in ("html_title", "html_baseurl"):
            config.add(name, "", "html", ())
        declare(app)
        return app, config

    return configure


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
        ('craftblog_policy = {"imgae": "error"}', ["not 'imgae'; did you mean 'image'?"]),
        ('craftblog_policy = {"craftblog.image": "error"}', ["; did you mean 'image'?"]),
        ('craftblog_policy = {"xyz": "error"}', ["not 'xyz'; there are unknown_key, "]),
        (
            'craftblog_policy = {"image": "eror"}',
            ["for 'image' one of ignore, info, warning, error, not 'eror'; did you mean 'error'?"],
        ),
        ('craftblog_policy = {"image": []}', ["not []"]),
        ("craftblog_policy = ['image']", ['mapping such as {"image": "error"}, not [\'image\']']),
    ],
)
def test_a_wrong_setting_is_refused_at_its_line(
    configure: Configure, line: str, parts: list[str]
) -> None:
    with pytest.raises(ConfigError) as caught:
        check_config(*configure(f"project = 'Notes'\n\n{line}\n"))
    message = str(caught.value)
    assert re.match(r".*conf\.py:3: craftblog_\w+ takes ", message)
    assert "?, not" not in message
    for part in parts:
        assert part in message


def test_all_wrong_settings_are_named_at_once(configure: Configure) -> None:
    with pytest.raises(ConfigError) as caught:
        check_config(*configure("craftblog_excerpt = 'x'\ncraftblog_drafts = 7\n"))
    assert [line.rpartition("conf.py")[2][:9] for line in str(caught.value).splitlines()] == [
        ":2: craft",
        ":1: craft",
    ]


def test_an_unknown_setting_is_a_warning_with_the_nearest(
    configure: Configure, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    reported: list[Diagnostic] = []
    monkeypatch.setattr(options, "report", reported.extend)
    check_config(*configure("project = 'Notes'\ncraftblog_autors = {}\n"))
    (diagnostic,) = reported
    assert (diagnostic.subtype, diagnostic.docname) == (
        "unknown_setting",
        f"{tmp_path / 'conf.py'}:2",
    )
    assert "did you mean 'craftblog_authors'?" in diagnostic.text


def test_a_place_in_conf_py_is_the_last_assignment_or_its_key(
    configure: Configure, tmp_path: Path
) -> None:
    app, _ = configure("a = 1\na: int = 2\nb = {\n    'x': 1,\n    'y': 2,\n}\nc = d = 3\n")
    conf = tmp_path / "conf.py"
    assert where_set(app, "a") == f"{conf}:2"
    assert where_set(app, "b") == f"{conf}:3"
    assert where_set(app, "b", "y") == f"{conf}:5"
    assert where_set(app, "b", "z") == f"{conf}:3"
    assert where_set(app, "d") == f"{conf}:7"
    assert where_set(app, "e") == str(conf)
    conf.write_text("a = (\n", encoding="utf-8")
    assert where_set(app, "a") == str(conf)


def read(configure: Configure, text: str) -> Options:
    app, config = configure(text)
    check_config(app, config)
    return read_options(config, "")


def test_the_blog_is_named_after_its_setting_the_site_or_the_project(configure: Configure) -> None:
    text = 'project = "Notes"\n'
    assert read(configure, text).title == "Notes"
    text += 'html_title = "Title"\n'
    assert read(configure, text).title == "Title"
    text += 'craftblog_title = "Blog"\n'
    assert read(configure, text).title == "Blog"


def test_the_author_is_the_only_one_that_is_declared_or_sphinxs(configure: Configure) -> None:
    assert read(configure, "").default_author == ""
    assert read(configure, "author = 'Ada'\n").default_author == "Ada"
    one = "author = 'Ada'\ncraftblog_authors = {'bob': ('Bob',)}\n"
    assert read(configure, one).default_author == "bob"
    assert read(configure, one.replace("}", ", 'eve': ('Eve',)}")).default_author == ""


def test_the_command_line_says_yes_no_and_lists_in_text(configure: Configure) -> None:
    found = read(
        configure,
        "craftblog_drafts = '1'\ncraftblog_future = 'no'\ncraftblog_feeds = 'atom,json'\n"
        "craftblog_share = ['']\ncraftblog_page_size = '5'\n",
    )
    assert (found.drafts, found.future, found.page_size) == (True, False, 5)
    assert (found.feeds, found.share) == (("atom", "json"), ())


def test_posts_may_lie_elsewhere() -> None:
    globs = ("news/*", "essays/**")
    posts = ["news/a", "essays/b", "essays/2026/b", "essays/c/index"]
    pages = ["news/index", "essays/index", "posts/a", "news/a/b", "index"]
    assert [name for name in posts + pages if names_post(globs, name, root="index")] == posts
    assert names_post(("*",), "about", root="index")
    assert not names_post(("*",), "home", root="home")
