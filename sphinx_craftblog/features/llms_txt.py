"""``llms.txt``: what the site has to read, as one Markdown file for language models.

The format is a proposal (https://llmstxt.org). It is made if ``craftblog_llms_txt`` asks
for it, and not where the author brings one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics.reporting import report
from sphinx_craftblog.environment.domain import BlogDomain, blog_domain
from sphinx_craftblog.environment.output import absolute_url, site_url
from sphinx_craftblog.features.feed_content import absolute, without_forbidden
from sphinx_craftblog.features.sitemap import is_kept_out
from sphinx_craftblog.incremental.changes import Changes
from sphinx_craftblog.model.digest import digest

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

LLMS_TXT = "llms.txt"

_MADE = "<!-- Made by sphinx-craftblog -->"
"""What a file of ours says near its beginning."""

_CONTROL = re.compile("[\x7f-\x9f]")
"""The control characters that are left in texts without those of XML."""

_MARKUP = re.compile(
    r"[\\`*\[\]<]|(?<![^\W_])_|_(?![^\W_])"  # an underscore within a word is text
    r"|&(?=#?\w+;)|(?<=\s)#(?=#*$)"
)
"""Characters that are not text in Markdown."""

_BLOCK = re.compile(r"^(\d*)([-+>#~=]|[.)](?=\s))")
"""What makes something else of a paragraph that begins with it."""


class LlmsTxt:
    """The ``llms.txt`` of one application."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes
        self._text = ""

    def find(self, app: Sphinx, pages: dict[str, list[str]]) -> dict[str, list[str]]:
        """Digest and file of ``llms.txt``, by its name."""
        self._text = ""
        if not blog_domain(app.env).options.llms_txt:
            return {}
        if not site_url(app.builder):
            report([diagnostics.no_base_for_llms_txt(app.config.html_baseurl).at("")])
            return {}
        if self.changes.is_foreign_file(Path(app.outdir), LLMS_TXT, _MADE):
            return {}
        self._text = "\n".join(_lines(app.builder)) + "\n"
        return {LLMS_TXT: [digest(self._text), LLMS_TXT]}

    def write(self, app: Sphinx) -> list[Any]:
        """``html-collect-pages``: the file, if it says something else than it did."""
        if self._text and self.changes.must_write(app.builder, LLMS_TXT):
            Path(app.outdir, LLMS_TXT).write_text(self._text, encoding="utf-8", newline="\n")
        return []


def _lines(builder: Builder) -> Iterator[str]:
    domain = blog_domain(builder.env)
    options = domain.options
    yield f"# {_as_text(options.title)}"
    if description := _as_text(options.description):
        yield ""
        yield "> " + _BLOCK.sub(r"\1\\\2", description)
    yield ""
    yield _MADE
    for heading, entries in (
        ("Posts", [*_posts(builder, domain)]),
        ("Pages", [*_pages(builder, domain)]),
    ):
        if entries:
            yield from ("", f"## {heading}", "", *entries)


def _posts(builder: Builder, domain: BlogDomain) -> Iterator[str]:
    """The listed posts, newest first."""
    for post in domain.blog.posts:
        if not is_kept_out(post.docname, domain):
            url = absolute_url(builder, post.docname)
            elsewhere = absolute(post.external_url, url) if post.external_url else ""
            yield _entry(post.title, elsewhere or url, post.description)


def _pages(builder: Builder, domain: BlogDomain) -> Iterator[str]:
    """The documents that are no posts."""
    for docname in sorted(builder.env.found_docs - domain.blog.published.keys()):
        if not is_kept_out(docname, domain):
            yield _entry(builder.env.titles[docname].astext(), absolute_url(builder, docname))


def _entry(title: str, url: str, description: str = "") -> str:
    url = url.replace(" ", "%20").replace("(", "%28").replace(")", "%29")
    text = _as_text(description)
    return f"- [{_as_text(title)}]({url})" + (f": {text}" if text else "")


def _as_text(text: str) -> str:
    """An author's text on one line of Markdown, which shows it as it is."""
    line = " ".join(_CONTROL.sub("", without_forbidden(" ".join(text.split()))).split())
    return _MARKUP.sub(r"\\\g<0>", line)
