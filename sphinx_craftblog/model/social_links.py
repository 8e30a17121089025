"""Where else a site's authors are: handles in settings, as addresses with an icon."""

from __future__ import annotations

import contextlib
import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from sphinx_craftblog.diagnostics import did_you_mean, shown

FEEDS = "rss"
"""The service that is the site itself: its page about feeds."""

LINK = "link"
"""The icon of what has none of its own."""


class SocialLink(NamedTuple):
    """A link with an icon. The ``url`` is empty for the site's own page about feeds."""

    name: str
    url: str
    icon: str


class SocialService(NamedTuple):
    """A service: what its handles look like, an example, and the address of one.

    The groups of the ``pattern`` are put into the ``address``.
    """

    name: str
    pattern: str
    example: str
    address: str
    hosts: tuple[str, ...] = ()


SERVICES: Mapping[str, SocialService] = {
    "github": SocialService(
        "GitHub",
        r"@?(?P<who>[\w-]+(/[\w.-]+)?)",
        "ada",
        "https://github.com/{who}",
        ("github.com",),
    ),
    "gitlab": SocialService(
        "GitLab",
        r"@?(?P<who>[\w.-]+(/[\w.-]+)*)",
        "ada",
        "https://gitlab.com/{who}",
        ("gitlab.com",),
    ),
    "codeberg": SocialService(
        "Codeberg",
        r"@?(?P<who>[\w.-]+(/[\w.-]+)?)",
        "ada",
        "https://codeberg.org/{who}",
        ("codeberg.org",),
    ),
    "mastodon": SocialService(
        "Mastodon",
        r"@?(?P<who>[\w.-]+)@(?P<host>[\w-]+(\.[\w-]+)+)",
        "@ada@mastodon.social",
        "https://{host}/@{who}",
        ("mastodon.social",),
    ),
    "bluesky": SocialService(
        "Bluesky",
        r"@?(?P<who>[\w-]+(\.[\w-]+)+)",
        "ada.example",
        "https://bsky.app/profile/{who}",
        ("bsky.app",),
    ),
    "linkedin": SocialService(
        "LinkedIn",
        r"(?P<who>(in|company|school)/[\w-]+)",
        "in/ada",
        "https://www.linkedin.com/{who}",
        ("linkedin.com",),
    ),
    "x": SocialService(
        "X", r"@?(?P<who>\w+)", "ada", "https://x.com/{who}", ("x.com", "twitter.com")
    ),
    "youtube": SocialService(
        "YouTube",
        r"@?(?P<who>[\w.-]+)",
        "@ada",
        "https://www.youtube.com/@{who}",
        ("youtube.com",),
    ),
    "orcid": SocialService(
        "ORCID",
        r"(?P<who>\d{4}-\d{4}-\d{4}-\d{3}[\dX])",
        "0000-0002-1825-0097",
        "https://orcid.org/{who}",
        ("orcid.org",),
    ),
    "email": SocialService(
        "E-mail",
        r"(?P<who>[\w.+-]+@[\w-]+(\.[\w-]+)+)",
        "ada@example.org",
        "mailto:{who}",
    ),
}
"""The services, by the name that the option takes, which is that of their icon."""

ICONS = (*SERVICES, FEEDS, LINK)
"""The names of all icons."""


def read_social_links(value: object) -> tuple[SocialLink, ...]:
    """The links of a mapping of services to handles, or of a list of links.

    :raises ValueError: if it will not do; the message says what is taken.
    """
    if not isinstance(value, Mapping | list | tuple):
        raise ValueError("a mapping such as {'github': 'ada'}, or a list of links")
    entries = [value] if isinstance(value, Mapping) else value
    return tuple(link for entry in entries for link in _links(entry))


def _links(entry: object) -> Iterator[SocialLink]:
    if isinstance(entry, str):
        url = _address(entry)
        parts = urlsplit(url)
        yield SocialLink((parts.netloc or parts.path).removeprefix("www."), url, _icon_of(url))
    elif isinstance(entry, Mapping) and "url" in entry:
        yield _given(entry)
    elif isinstance(entry, Mapping):
        for service, handle in entry.items():
            yield from _of_service(service, handle)
    else:
        raise ValueError("in a list URLs, mappings such as {'github': 'ada'}, or {'name', 'url'}")


def _of_service(key: object, handle: object) -> Iterator[SocialLink]:
    if key == FEEDS and isinstance(handle, bool):
        if handle:
            yield SocialLink("", "", FEEDS)
        return
    if not isinstance(key, str) or key not in SERVICES:
        known = (*SERVICES, FEEDS)
        raise ValueError(f"the services {', '.join(known)}{did_you_mean(str(key), known)}")
    service = SERVICES[key]
    if isinstance(handle, str) and handle.startswith(("https://", "http://")):
        yield SocialLink(service.name, _address(handle), key)
        return
    match = re.fullmatch(service.pattern, handle, re.ASCII) if isinstance(handle, str) else None
    if match is None:
        raise ValueError(
            f"for {key!r} a URL, or what is such as {service.example!r}, not {shown(handle)}"
        )
    yield SocialLink(service.name, service.address.format(**match.groupdict()), key)


def _given(entry: Mapping[str, object]) -> SocialLink:
    for key in entry:
        if key not in SocialLink._fields:
            hint = did_you_mean(str(key), SocialLink._fields)
            raise ValueError(f"for a link the keys name, url, icon, not {shown(key)}{hint}")
    url = _address(entry["url"])
    name, icon = entry.get("name"), entry.get("icon", _icon_of(url))
    if not isinstance(name, str) or not name.strip():
        raise ValueError(f"a 'name' for the link to {url!r}")
    if icon not in ICONS:
        raise ValueError(f"icons from {', '.join(ICONS)}{did_you_mean(str(icon), ICONS)}")
    return SocialLink(name, url, str(icon))


def _address(value: object) -> str:
    if isinstance(value, str) and not re.search(r"[\s<>\"\\]", value):
        with contextlib.suppress(ValueError):  # brackets that are none of a host's
            parts = urlsplit(value)
            if (parts.scheme in {"https", "http"} and parts.netloc) or parts.scheme == "mailto":
                return value
    raise ValueError(f"URLs that begin with 'https://', not {shown(value)}")


def _icon_of(url: str) -> str:
    if url.startswith("mailto:"):
        return "email"
    host = urlsplit(url).netloc.casefold().removeprefix("www.")
    return next((name for name, service in SERVICES.items() if host in service.hosts), LINK)
