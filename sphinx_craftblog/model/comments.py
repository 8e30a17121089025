"""Who keeps the comments on posts: the providers, each declared once."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import NamedTuple

from sphinx_craftblog.diagnostics import did_you_mean, shown
from sphinx_craftblog.model.web_address import web_address

Value = str | bool | tuple[str, str]


class ProviderKey(NamedTuple):
    """A key of a provider: what it takes, how that is read, and its default.

    A key without a default is required. ``read`` raises :class:`ValueError`, with what
    the key takes where that says more than ``takes`` does.
    """

    takes: str
    read: Callable[[object], Value]
    default: Value | None = None


class Provider(NamedTuple):
    """Someone who keeps comments.

    ``name`` is where readers go to comment, empty if they can do so on the page alone.
    ``thread`` is an example of the address of a post's thread, and ``is_thread`` the
    pattern of such addresses, for providers where a post names its own.
    """

    name: str
    keys: Mapping[str, ProviderKey]
    thread: str = ""
    is_thread: str = ""


class Comments(NamedTuple):
    """The checked setting: the key of a provider, and a value for each of its keys."""

    provider: str
    values: dict[str, Value]


def _text(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise ValueError
    return value.strip()


def _boolean(value: object) -> bool:
    if not isinstance(value, bool):
        raise ValueError
    return value


def _matching(pattern: str) -> Callable[[object], str]:
    def read(value: object) -> str:
        text = _text(value)
        if not re.fullmatch(pattern, text):
            raise ValueError
        return text

    return read


def _one_of(*choices: str) -> ProviderKey:
    takes = f"one of {', '.join(choices)}"

    def read(value: object) -> str:
        if value not in choices:
            raise ValueError(takes + did_you_mean(str(value), choices))
        return str(value)

    return ProviderKey(takes, read, choices[0])


def _themes(value: object) -> tuple[str, str]:
    if not isinstance(value, Mapping) or set(value) != {"light", "dark"}:
        raise ValueError
    return _theme(value["light"]), _theme(value["dark"])


def _theme(value: object) -> str:
    text = _text(value)
    return text if re.fullmatch(r"\w+", text) else web_address(text)


_REPOSITORY = ProviderKey(
    "the name of a GitHub repository, such as 'ada/notes'", _matching(r"[\w.-]+/[\w.-]+")
)
_URL = "a URL that begins with 'https://'"
_MAPPINGS = ("pathname", "url", "title", "og:title")

PROVIDERS: Mapping[str, Provider] = {
    "giscus": Provider(
        "GitHub",
        {
            "repo": _REPOSITORY,
            "repo_id": ProviderKey("a string, from https://giscus.app", _text),
            "category": ProviderKey("the name of a category of discussions", _text),
            "category_id": ProviderKey("a string, from https://giscus.app", _text),
            "mapping": _one_of(*_MAPPINGS),
            "strict": ProviderKey("True or False", _boolean, False),
            "reactions_enabled": ProviderKey("True or False", _boolean, True),
            "input_position": _one_of("bottom", "top"),
            "lang": ProviderKey(
                "a language of giscus, such as 'de'; default: the post's", _text, ""
            ),
            "host": ProviderKey(_URL, web_address, "https://giscus.app"),
            "themes": ProviderKey(
                "{'light': …, 'dark': …}, names of giscus' themes or URLs of style sheets",
                _themes,
                ("light", "dark"),
            ),
        },
    ),
    "utterances": Provider(
        "GitHub",
        {
            "repo": _REPOSITORY,
            "issue_term": _one_of(*_MAPPINGS),
            "label": ProviderKey("the label of the issues that hold comments", _text, ""),
        },
    ),
    "isso": Provider(
        "",
        {
            "url": ProviderKey(
                "the URL of your Isso, such as 'https://comments.example'", web_address
            ),
            "css": ProviderKey(
                "True or False: whether Isso's style sheet is loaded", _boolean, True
            ),
            "vote": ProviderKey("True or False: whether readers can vote", _boolean, True),
        },
    ),
    "disqus": Provider(
        "",
        {
            "shortname": ProviderKey("the short name of a site at Disqus", _matching(r"[\w-]+")),
            "identifier": _one_of("docname", "path"),
        },
    ),
    "mastodon": Provider(
        "Mastodon",
        {
            "host": ProviderKey(
                "the name of a host, such as 'mastodon.social'",
                _matching(r"[\w-]+(\.[\w-]+)+(:\d+)?"),
            ),
            "user": ProviderKey(
                "a user's name such as 'ada'; a thread that another began is a warning",
                _matching(r"[\w.-]+"),
                "",
            ),
        },
        "https://{host}/@{user}/113456789012345678",
        r"https://(?P<host>[^/\s]+)/(?:@(?P<user>[\w.-]+)|users/(?P<by>[\w.-]+)/statuses)"
        r"/(?P<id>\d+)/?",
    ),
    "bluesky": Provider(
        "Bluesky",
        {},
        "https://bsky.app/profile/ada.example/post/3kabcdefghi2x",
        r"https://bsky\.app/profile/(?P<user>[\w.:-]+)/post/(?P<id>\w+)/?",
    ),
}
"""The providers, by the name that the setting takes."""


def read_comments(value: object) -> Comments | None:
    """The setting's value; none if it is empty.

    :raises ValueError: if it will not do; the message says what the setting takes.
    """
    if not isinstance(value, Mapping):
        raise ValueError(f"a mapping with a 'provider' from {', '.join(PROVIDERS)}")
    if not value:
        return None
    name = value.get("provider")
    provider = PROVIDERS.get(name) if isinstance(name, str) else None
    if provider is None:
        hint = did_you_mean(str(name), PROVIDERS) if "provider" in value else ""
        raise ValueError(f"a 'provider' from {', '.join(PROVIDERS)}{hint}")
    return Comments(str(name), _values(str(name), provider, value))


def _values(name: str, provider: Provider, given: Mapping[object, object]) -> dict[str, Value]:
    for key in given:
        if key != "provider" and key not in provider.keys:
            keys = ", ".join(provider.keys) or "no further keys"
            hint = did_you_mean(str(key), provider.keys)
            raise ValueError(f"for {name!r} {keys}, not {shown(key)}{hint}")
    values = {}
    for key, declared in provider.keys.items():
        if key in given:
            values[key] = _value(name, key, declared, given[key])
        elif declared.default is None:
            raise ValueError(f"for {name!r} {key!r}: {declared.takes}")
        else:
            values[key] = declared.default
    return values


def _value(name: str, key: str, declared: ProviderKey, value: object) -> Value:
    try:
        return declared.read(value)
    except ValueError as error:
        takes = str(error) or declared.takes
        raise ValueError(f"for {name!r} as {key!r} {takes}") from None


def find_thread(comments: Comments, url: str) -> re.Match[str] | None:
    """The parts (``id``, ``user``) of the address of a post's thread, if it is one."""
    found = re.fullmatch(PROVIDERS[comments.provider].is_thread or r"(?!)", url)
    if found is None or comments.provider != "mastodon":
        return found
    host, user = str(comments.values["host"]), comments.values["user"]
    by = found["user"] or found["by"]
    return found if found["host"].lower() == host.lower() and user in ("", by) else None


def example_of_thread(comments: Comments) -> str:
    """The address of a thread as it may look; empty where posts name none."""
    values = {"host": comments.values.get("host"), "user": comments.values.get("user") or "ada"}
    return PROVIDERS[comments.provider].thread.format(**values)
