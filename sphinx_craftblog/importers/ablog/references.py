"""Links to pages and posts by the labels that ABlog makes: roles of ours, or addresses."""

from __future__ import annotations

import re
from functools import cached_property
from posixpath import relpath
from typing import NamedTuple

from sphinx_craftblog.importers.ablog import wording
from sphinx_craftblog.importers.ablog.directives import markdown_literal_lines, rst_literal_lines
from sphinx_craftblog.importers.ablog.site import AblogDocument, AblogSite, ablog_slug

ROLES = {"tag": "tags", "category": "category", "author": "author"}
"""Our roles, and ABlog's catalogs behind them."""

PAGES = {
    "blog-posts": ("", "Posts"),
    "blog-archives": ("archive", "Archives"),
    "blog-tags": ("tag", "Tags"),
    "blog-authors": ("author", "Authors"),
    "blog-categories": ("category", "Categories"),
    "blog-locations": ("archive", "Locations"),
    "blog-languages": ("archive", "Languages"),
    "blog-drafts": ("", "Drafts"),
}
"""ABlog's labels of pages: the page below the blog's folder, and its name."""

_RST = re.compile(r"(?<![`\w:]):(?:std:)?(?:ref|any):`([^`]+)`(?!`)")
_MYST = re.compile(r"(?<!`)\{(?:std:)?(?:ref|any)\}`([^`]+)`(?!`)")
_LINK = re.compile(r"(?<![!`])\[([^\]\n]*)\]\(#?([\w.-]+)\)")


class AblogLink(NamedTuple):
    """A role with its target, or the address of a page; and the text where none is written."""

    role: str
    target: str
    text: str = ""


class AblogReferences:
    """What the labels of ABlog's mean on one site."""

    def __init__(self, site: AblogSite, explicit: set[str], *, builder: str) -> None:
        self.site = site
        self.explicit = explicit
        self.builder = builder

    def moved(self, document: AblogDocument, lines: list[str]) -> list[str]:
        """The lines of a document, with its links to these labels."""
        if document.markup == "md":
            text, literal = "\n".join(lines), markdown_literal_lines(lines)
            for form in (_MYST, _LINK):
                text = self._replaced(document, text, form, literal)
            return text.split("\n")
        literal, tables = rst_literal_lines(lines), _table_lines(lines)
        outside = self._replaced(document, "\n".join(lines), _RST, literal | tables)
        named: dict[str, str] = {}
        text = self._replaced(document, outside, _RST, literal, named)
        definitions = [f".. |{name}| replace:: {role}" for name, role in named.items()]
        return [*text.rstrip("\n").split("\n"), "", *definitions, ""] if named else text.split("\n")

    def _replaced(
        self,
        document: AblogDocument,
        text: str,
        form: re.Pattern[str],
        kept: set[int],
        named: dict[str, str] | None = None,
    ) -> str:
        """The text with its links, but those on lines that are ``kept``.

        With ``named``, they stand there by a name as long as they were, as columns of
        tables want it.
        """

        def replace(match: re.Match[str]) -> str:
            inside = f"{match[1]} <{match[2]}>" if form is _LINK else match[1]
            parts = re.fullmatch(r"(.*?)\s*<([^>]*)>", inside, re.DOTALL)
            words, target = (parts[1], parts[2]) if parts else ("", inside)
            link = self.find(target.strip(), document.docname)
            if link is None or text.count("\n", 0, match.start()) in kept:
                return match[0]
            if not link.target:
                line = text.count("\n", 0, match.start()) + 1
                self.site.plan.note(document.path, line, wording.no_feed_to_link())
            new = _written(link, words, in_markdown=document.markup == "md")
            if named is None:
                return new
            name = words or target
            named[name] = new
            is_last = text[match.end() : match.end() + 1] in {"", "\n"}
            return f"|{name}|".ljust(0 if is_last else len(match[0]))

        return form.sub(replace, text)

    def find(self, target: str, docname: str) -> AblogLink | None:
        """Return where a label leads; none if it is none of ABlog's."""
        label = target.lower()
        if label in self.explicit:
            return None
        if label in PAGES:
            page, text = PAGES[label]
            return self._page(page, text, docname)
        if label == "blog-feed":
            if not self.site.has_base:
                return AblogLink("", "", "feed")
            title = self.site.source.get("blog_title", "Blog")
            path = "/".join(filter(None, (self.site.path, "atom.xml")))
            return AblogLink("", self._address(path, docname), f"{title} Feed")
        if label in self._posts:
            return AblogLink("blog:post", self._posts[label])
        return self._term(label, docname)

    def _term(self, label: str, docname: str) -> AblogLink | None:
        kind, _, slug = label.partition("-")
        if kind in ROLES and (name := self._terms.get((kind, slug))):
            return AblogLink(f"blog:{kind}", name)
        if kind == "archive" and re.fullmatch(r"\d{4}", slug):
            is_there = any(post.date[:4] == slug for post in self.site.posts)
            return AblogLink("blog:archive", slug) if is_there else None
        if kind in {"location", "language"}:
            names = {ablog_slug(one): self.site.name(kind, one) for one in self.site.labels(kind)}
            if slug in names:
                return self._page("archive", names[slug], docname)
        return None

    def _page(self, page: str, text: str, docname: str) -> AblogLink:
        name = "/".join(filter(None, (self.site.path, page)))
        if not page:
            return AblogLink("doc", f"/{self.site.list_page or name}", text)
        return AblogLink("", self._address(name + ("/" if self.builder == "dirhtml" else ".html"),
                                      docname), text)  # fmt: skip

    def _address(self, path: str, docname: str) -> str:
        base = self.site.base or str(self.site.source.get("html_baseurl") or "").rstrip("/")
        if base:
            return f"{base}/{path}"
        here = docname if self.builder == "dirhtml" else docname.rpartition("/")[0]
        return relpath(path, here or ".") + ("/" if path.endswith("/") else "")

    @cached_property
    def _posts(self) -> dict[str, str]:
        return {self.site.label(post.docname): post.docname for post in self.site.posts}

    @cached_property
    def _terms(self) -> dict[tuple[str, str], str]:
        return {
            (role, ablog_slug(label)): label
            for role, kind in ROLES.items()
            for label in self.site.labels(kind)
        }


def explicit_labels(markup: str, lines: list[str]) -> set[str]:
    """The labels that a document defines itself."""
    form = r"\s*\((.+)\)=\s*$" if markup == "md" else r"\s*\.\. _`?([^`:]+)`?:\s*$"
    found = (re.match(form, line) for line in lines)
    return {" ".join(match[1].lower().split()) for match in found if match}


def _table_lines(lines: list[str]) -> set[int]:
    """The lines of tables that are drawn, where columns must not move."""
    found: set[int] = set()
    borders = 0
    for number, line in enumerate(lines):
        if re.fullmatch(r"\s*=+( +=+)+\s*", line):
            borders += 1
            found.add(number)
            # The last border has a blank line below it.
            is_end = number + 1 >= len(lines) or not lines[number + 1].strip()
            borders = 0 if is_end and borders > 1 else borders
        elif borders or re.match(r"\s*\|.*\|\s*$", line):
            found.add(number)
    return found


def _written(link: AblogLink, text: str, *, in_markdown: bool) -> str:
    if not link.role:
        text = text or link.text
        if not link.target:
            return text
        if not in_markdown:
            return f"`{text} <{link.target}>`__"
        # MyST looks for a file or a label at an address that is none of the web's.
        is_on_web = "://" in link.target
        return f"[{text}]({link.target})" if is_on_web else f'<a href="{link.target}">{text}</a>'
    text = text or link.text
    inside = f"{text} <{link.target}>" if text else link.target
    return f"{{{link.role}}}`{inside}`" if in_markdown else f":{link.role}:`{inside}`"
