"""The setting of comments, and the addresses of threads."""

from __future__ import annotations

import re

import pytest

from sphinx_craftblog.model.comments import example_of_thread, find_thread, read_comments

GISCUS = {
    "provider": "giscus",
    "repo": "ada/notes",
    "repo_id": "R_1",
    "category": "Q & A",
    "category_id": "DIC_1",
}
MASTODON = {"provider": "mastodon", "host": "mastodon.example"}
BLUESKY = {"provider": "bluesky"}
HOST = "https://mastodon.example"
THREAD = f"{HOST}/@ada/113"


def test_an_empty_setting_is_no_comments() -> None:
    assert read_comments({}) is None


def test_keys_that_are_left_out_have_their_defaults() -> None:
    comments = read_comments(GISCUS)
    assert comments is not None
    assert comments.provider == "giscus"
    assert comments.values == {
        **{key: value for key, value in GISCUS.items() if key != "provider"},
        "mapping": "pathname",
        "strict": False,
        "reactions_enabled": True,
        "input_position": "bottom",
        "lang": "",
        "host": "https://giscus.app",
        "themes": ("light", "dark"),
    }


@pytest.mark.parametrize(
    ("given", "key", "value"),
    [
        (GISCUS | {"repo": " ada/notes "}, "repo", "ada/notes"),
        (GISCUS | {"strict": True}, "strict", True),
        (GISCUS | {"mapping": "og:title"}, "mapping", "og:title"),
        (GISCUS | {"host": "https://giscus.example/"}, "host", "https://giscus.example"),
        (
            GISCUS | {"themes": {"dark": "https://a.example/d.css", "light": "light"}},
            "themes",
            ("light", "https://a.example/d.css"),
        ),
        (
            {"provider": "isso", "url": "http://localhost:8080/isso/"},
            "url",
            "http://localhost:8080/isso",
        ),
        (MASTODON | {"host": "mastodon.example:8443"}, "host", "mastodon.example:8443"),
    ],
)
def test_values_are_read(given: dict[str, object], key: str, value: object) -> None:
    comments = read_comments(given)
    assert comments is not None
    assert comments.values[key] == value


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ([], ["a mapping with a 'provider'"]),
        ("giscus", ["a mapping with a 'provider'"]),
        ({"provider": "gisus"}, ["'provider' from giscus", "did you mean 'giscus'?"]),
        ({"provider": ["giscus"]}, ["a 'provider' from giscus"]),
        ({"repo": "a/b"}, ["a 'provider' from giscus, utterances"]),
        (GISCUS | {"repoid": "x"}, ["not 'repoid'; did you mean 'repo_id'?"]),
        ({"provider": "giscus", "repo": "a/b"}, ["'repo_id': a string"]),
        (GISCUS | {"repo_id": " "}, ["'repo_id' a string"]),
        (GISCUS | {"repo": "notes"}, ["'repo' the name of a GitHub repository"]),
        (GISCUS | {"strict": "yes"}, ["'strict' True or False"]),
        (GISCUS | {"mapping": "titel"}, ["one of pathname", "mean 'title'?"]),
        (GISCUS | {"host": "javascript:x"}, ["'host' a URL that begins with"]),
        (GISCUS | {"host": "http://giscus.example"}, ["'https://'"]),
        (GISCUS | {"themes": {"light": "a"}}, ["{'light': …, 'dark': …}"]),
        ({"provider": "isso", "url": "//c.example"}, ["'url' a URL that begins"]),
        ({"provider": "disqus", "shortname": "a b"}, ["short name of a site at Disqus"]),
        ({"provider": "mastodon", "host": "https://a.example"}, ["name of a host"]),
        (BLUESKY | {"host": "x"}, ["no further keys, not 'host'"]),
    ],
)
def test_a_wrong_setting_is_refused(given: object, parts: list[str]) -> None:
    with pytest.raises(ValueError, match=re.escape(parts[0])) as caught:
        read_comments(given)
    for part in parts:
        assert part in str(caught.value)


@pytest.mark.parametrize(
    ("given", "url", "user", "number"),
    [
        (MASTODON, THREAD, "ada", "113"),
        (MASTODON, "https://Mastodon.Example/@ada/113/", "ada", "113"),
        (MASTODON | {"user": "ada"}, THREAD, "ada", "113"),
        (
            MASTODON | {"user": "ada"},
            "https://mastodon.example/users/ada/statuses/113",
            None,
            "113",
        ),
        (BLUESKY, "https://bsky.app/profile/ada.example/post/3kabc", "ada.example", "3kabc"),
        (BLUESKY, "https://bsky.app/profile/did:plc:z72i7h/post/3kabc/", "did:plc:z72i7h", "3kabc"),
    ],
)
def test_a_thread_is_known_by_its_address(
    given: dict[str, object], url: str, user: str | None, number: str
) -> None:
    comments = read_comments(given)
    assert comments is not None
    found = find_thread(comments, url)
    assert found is not None
    assert (found["user"], found["id"]) == (user, number)


@pytest.mark.parametrize(
    ("given", "url", "example"),
    [
        (MASTODON, "https://other.example/@ada/113", "https://mastodon.example/@ada/1134"),
        (MASTODON, "https://mastodon.example/@ada", "https://mastodon.example/@ada/1134"),
        (MASTODON | {"user": "ada"}, "https://mastodon.example/@bob/1", "mastodon.example/@ada/"),
        (
            MASTODON | {"user": "ada"},
            "https://mastodon.example/users/bob/statuses/1",
            "mastodon.example/@ada/",
        ),
        (MASTODON, "javascript://mastodon.example/@ada/113", "https://mastodon.example/"),
        (BLUESKY, THREAD, "https://bsky.app/profile/"),
        (BLUESKY, "https://bsky.app/profile/ada.example", "https://bsky.app/profile/"),
        (GISCUS, THREAD, ""),
    ],
)
def test_a_thread_of_somebody_else_is_none(
    given: dict[str, object], url: str, example: str
) -> None:
    comments = read_comments(given)
    assert comments is not None
    assert find_thread(comments, url) is None
    shown = example_of_thread(comments)
    assert shown.removeprefix("https://").startswith(example.removeprefix("https://"))
    assert bool(shown) == bool(example)
    if shown:
        assert find_thread(comments, shown) is not None
