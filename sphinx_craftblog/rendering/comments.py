"""Comments under posts: what a post's page says of them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_craftblog.environment.domain import BlogDomain, blog_domain
from sphinx_craftblog.environment.output import absolute_url, makes_pages
from sphinx_craftblog.i18n import language_tag
from sphinx_craftblog.model.comments import (
    PROVIDERS,
    Comments,
    Value,
    find_thread,
)
from sphinx_craftblog.model.digest import digest
from sphinx_craftblog.model.post import Post

if TYPE_CHECKING:
    from sphinx.builders import Builder

SCRIPT = "craftblog-comments.js"

SCRIPT_SOURCE = Path(__file__).parent.parent / "theme" / "craftblog" / "scripts" / SCRIPT

_GISCUS_LANGUAGES = frozenset(
    {
        *("ar", "be", "bg", "ca", "cs", "da", "de", "en", "eo", "es", "eu", "fa", "fr", "gr"),
        *("gsw", "hbs", "he", "hu", "id", "it", "ja", "kh", "ko", "nl", "pl", "pt", "ro", "ru"),
        *("th", "tr", "uk", "uz", "vi", "zh-CN", "zh-HK", "zh-TW"),
    }
)
"""The languages of giscus' interface; https://github.com/giscus/giscus/tree/main/locales."""


class Section(NamedTuple):
    """A post's comments as a template shows them.

    ``name`` and ``url`` say where the discussion is, if it can be looked at elsewhere;
    ``data`` is what the script is told.
    """

    name: str
    url: str
    data: Mapping[str, str]


def has_comments(post: Post, domain: BlogDomain) -> bool:
    """Return whether a post's page has comments: not before readers see it, nor where the text is
    not.
    """
    comments = domain.options.comments
    if comments is None or not post.comments or post.external_url or not domain.is_public(post):
        return False
    takes_thread = bool(PROVIDERS[comments.provider].is_thread)
    return not takes_thread or find_thread(comments, post.thread) is not None


def comments_of(post: Post, builder: Builder) -> Section | None:
    """Return what the page of a post says of its comments, if it has any."""
    domain = blog_domain(builder.env)
    comments = domain.options.comments
    if comments is None or not makes_pages(builder) or not has_comments(post, domain):
        return None
    name, values = PROVIDERS[comments.provider].name, comments.values
    language = language_tag(post.language or builder.config.language)
    url, more = post.thread, {}
    match comments.provider:
        case "giscus":
            url = f"https://github.com/{values['repo']}/discussions"
            more = _giscus(values, language)
        case "utterances":
            url = f"https://github.com/{values['repo']}/issues"
        case "isso":
            url, more = "", {"lang": language.partition("-")[0]}
        case "disqus":
            address = post.canonical_url or absolute_url(builder, post.docname)
            identifier = _disqus_identifier(post.docname, str(values["identifier"]))
            url, more = "", {"url": address, "title": post.title, "identifier": identifier}
        case "mastodon" | "bluesky":
            found = find_thread(comments, post.thread)
            more = {"id": found["id"], "user": found["user"] or ""} if found else {}
    told = {key: _told(value) for key, value in values.items() if not isinstance(value, tuple)}
    data = {"provider": comments.provider} | told | more
    return Section(name, url, {key.replace("_", "-"): text for key, text in data.items() if text})


def _disqus_identifier(docname: str, form: str) -> str:
    """Return what Disqus knows a thread by: the docname, or a path such as ABlog made of it."""
    if form == "docname":
        return docname
    path = docname.removesuffix("index").strip("/")
    return f"/{path}/" if path else "/"


def _giscus(values: Mapping[str, Value], language: str) -> dict[str, str]:
    light, dark = values["themes"] if isinstance(values["themes"], tuple) else ("", "")
    known = (tag for tag in (language, language.partition("-")[0]) if tag in _GISCUS_LANGUAGES)
    return {
        "lang": _told(values["lang"]) or next(known, "en"),
        "light": light,
        "dark": dark,
        "strict": str(int(bool(values["strict"]))),
        "reactions_enabled": str(int(bool(values["reactions_enabled"]))),
    }


def _told(value: object) -> str:
    """A value as the providers' scripts read it."""
    return str(value).lower() if isinstance(value, bool) else str(value)


def script_digest(comments: Comments | None) -> str:
    """Digest of the script, which the pages of posts name by its checksum."""
    return digest(SCRIPT_SOURCE.read_bytes()) if comments else ""
