"""Comments under posts: what a post's page says of them, and the script that loads them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics.reporting import report
from sphinx_craftblog.environment.domain import BlogDomain, blog_domain
from sphinx_craftblog.environment.output import absolute_url, makes_pages
from sphinx_craftblog.i18n import language_tag
from sphinx_craftblog.model.comments import (
    PROVIDERS,
    Comments,
    Value,
    example_of_thread,
    find_thread,
)
from sphinx_craftblog.model.digest import digest
from sphinx_craftblog.model.post import Post

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_craftblog.showing.changes import Changes

SCRIPT = "craftblog-comments.js"

_SOURCE = Path(__file__).parent.parent / "theme" / "craftblog" / "scripts" / SCRIPT

_FILE = f"_static/{SCRIPT}"

_MARK = "Comments of sphinx-craftblog"
"""What tells the script in an output folder from somebody else's file of that name."""

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
    """Whether a post's page has comments: not before readers see it, nor where the text is not."""
    comments = domain.options.comments
    if comments is None or not post.comments or post.external_url or not domain.is_public(post):
        return False
    takes_thread = bool(PROVIDERS[comments.provider].is_thread)
    return not takes_thread or find_thread(comments, post.thread) is not None


def comments_of(post: Post, builder: Builder) -> Section | None:
    """What the page of a post says of its comments, if it has any."""
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
    """What Disqus knows a thread by: the docname, or a path such as ABlog made of it."""
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
    return digest(_SOURCE.read_bytes()) if comments else ""


class CommentsScript:
    """The script of one application, in the output folder as long as a post has comments."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes

    def find(self, app: Sphinx, pages: dict[str, list[str]]) -> dict[str, list[str]]:
        """Digest and file of the script, if a page asks for it."""
        domain = blog_domain(app.env)
        if not any(has_comments(post, domain) for post in domain.blog.published.values()):
            return {}
        if self.changes.is_foreign_file(Path(app.outdir), _FILE, _MARK):
            stale_outputs = self.changes.stale_outputs
            if stale_outputs is None or _FILE not in stale_outputs.copied:
                report([diagnostics.comments_onto_stranger(_FILE).at("")])
            return {}
        return {_FILE: [script_digest(domain.options.comments), _FILE]}

    def write(self, app: Sphinx, env: object) -> list[str]:
        """``env-updated``: put it there before the pages, which carry its checksum."""
        if _FILE in self.changes.new.pages and self.changes.must_write(app.builder, _FILE):
            path = Path(app.outdir, _FILE)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_SOURCE.read_bytes())
        return []


def report_diagnostics(app: Sphinx, env: object) -> list[str]:
    """``env-updated``: say which posts name a thread that their provider has not."""
    domain = blog_domain(app.env)
    comments = domain.options.comments
    if comments is not None:
        example = example_of_thread(comments)
        report(
            diagnostics.no_thread(post.thread, comments.provider, example).at(
                *post.place("comments")
            )
            for _, post in sorted(domain.blog.published.items())
            if post.comments and post.thread and find_thread(comments, post.thread) is None
        )
    return []
