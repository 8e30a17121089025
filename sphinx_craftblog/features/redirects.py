"""Earlier addresses of posts and pages: a page at each of them forwards to where that is now.

One file of rules says the same to hosts that answer before a page is looked for.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import quote, unquote, urlsplit

from sphinx_craftblog import diagnostics
from sphinx_craftblog.config import where_set
from sphinx_craftblog.diagnostics import Diagnostic, DiagnosticMessage
from sphinx_craftblog.diagnostics.reporting import report
from sphinx_craftblog.diagnostics.values import InvalidValue
from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.environment.output import output_file
from sphinx_craftblog.features.pages import page_title
from sphinx_craftblog.i18n import language_tag
from sphinx_craftblog.incremental.changes import Changes
from sphinx_craftblog.model.digest import digest
from sphinx_craftblog.model.slugs import DEVICES
from sphinx_craftblog.model.web_address import is_web_address
from sphinx_craftblog.rendering.html import HtmlParts
from sphinx_craftblog.theme.bundled import NOT_FOUND
from sphinx_craftblog.version import __version__

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

RULES = "_redirects"
"""File of rules that Netlify and Cloudflare Pages read at the root of a site."""

RULES_HEAD = "# Made by sphinx-craftblog from 'redirect_from' of the posts.\n"

FOLDERS = ("_static", "_sources", "_images", "_downloads", "_modules")
"""Folders at the root of a site that Sphinx and its extensions write into."""

MAX_NAME = 255
"""Longest name in UTF-8 that the usual file systems take."""

MAX_PATH = 900
"""Longest path below the output folder in UTF-8; with the folder, macOS takes 1024."""

_UNWRITABLE = frozenset({"Cc", "Cs", "Zl", "Zp"})
"""Unicode's categories of control characters, surrogates, and separators of lines."""


class Owner(NamedTuple):
    """What a file of the output is, for messages."""

    kind: str
    name: str


class Destination(NamedTuple):
    """Where earlier addresses lead: a URL, or an address from the site's root.

    ``place`` is where the addresses are written, under the name of ``key``.
    """

    owner: Owner
    title: str
    target: str
    language: str
    key: str
    place: tuple[str, int | None]


class Redirect(NamedTuple):
    """A page at an earlier address: what its template is given."""

    title: str
    url: str
    canonical: str
    language: str


class Redirects:
    """The pages that forward, of one application."""

    def __init__(self, parts: HtmlParts, changes: Changes) -> None:
        self.parts = parts
        self.changes = changes
        self._redirects: dict[str, Redirect] = {}
        self._rules = ""

    def find(self, app: Sphinx, pages: dict[str, list[str]]) -> dict[str, list[str]]:
        """Digest and file of each page that forwards, by its file; ``pages`` are the others."""
        self._redirects, self._rules = {}, ""
        settings = blog_domain(app.env).options.redirects
        written = list(_of_posts(app.builder))
        if not settings and not written:
            return {}
        written += self._of_settings(app, pages)
        places = _Places(app.builder, self.changes, pages)
        rules: dict[str, str] = {}
        for paths, destination in written:
            for path, file in places.of(paths, destination):
                self._redirects[file] = _redirect(app.builder, destination, file)
                rules[_rule_path(app.builder, path)] = _rule_target(app.builder, destination)
        for old, new in settings:
            if old in pages and new in pages:  # copies of feeds
                rules[_rule_path(app.builder, old)] = f"{_root(app.builder)}/{quote(new)}"
        report(places.diagnostics)
        looks = __version__, self.parts.templates.digest, app.config.language
        found = {file: [digest(looks, self._redirects[file]), file] for file in self._redirects}
        if rules and not places.has_own_rules():
            lines = (f"{path} {target} 301\n" for path, target in rules.items())
            self._rules = "".join((RULES_HEAD, *lines))
            found[RULES] = [digest(self._rules), RULES]
        return found

    def _of_settings(
        self, app: Sphinx, pages: dict[str, list[str]]
    ) -> Iterator[tuple[tuple[str, ...], Destination]]:
        """The addresses that conf.py has, each with where it leads."""
        titles = {page.name: page_title(page, app.env) for page in blog_domain(app.env).pages}
        titles |= {name: title.astext() for name, title in app.env.titles.items()}
        language = language_tag(app.config.language)
        for old, new in blog_domain(app.env).options.redirects:
            if old in pages and new in pages:  # copies of feeds
                continue
            name = new.strip("/").removesuffix(".html")
            known = app.env.found_docs | pages.keys()
            place = where_set(app, "craftblog_redirects", old)
            if is_web_address(new):
                title = target = new
            elif name in known:
                title, target = titles.get(name, name), app.builder.get_target_uri(name)
            else:
                report([diagnostics.unknown_destination(old, new, sorted(known)).at(place)])
                continue
            owner = Owner("page", name)
            yield (
                (old,),
                Destination(owner, title, target, language, "craftblog_redirects", (place, None)),
            )

    def write(self, app: Sphinx) -> list[Any]:
        """``html-collect-pages``: the pages that forward elsewhere than they did, and the rules."""
        for file, redirect in self._redirects.items():
            if self.changes.must_write(app.builder, file):
                path = Path(app.outdir, file)
                path.parent.mkdir(parents=True, exist_ok=True)
                html = self.parts.templates.render("redirect", **redirect._asdict())
                path.write_text(html, encoding="utf-8")
        if self._rules and self.changes.must_write(app.builder, RULES):
            Path(app.outdir, RULES).write_text(self._rules, encoding="utf-8")
        return []


class _Places:
    """Which files of the output folder are free for pages that forward."""

    def __init__(self, builder: Builder, changes: Changes, pages: dict[str, list[str]]) -> None:
        self.builder = builder
        self.diagnostics: list[Diagnostic] = []
        self._changes = changes
        self._folder = Path(builder.outdir)
        self._statics = changes.stale_outputs.copied if changes.stale_outputs else frozenset()
        self._ours = {file for _, file in changes.old.pages.values()} | changes.journal.pages
        self._owners: dict[str, Owner] = {}
        self._folders = {name: Owner("folder", name) for name in FOLDERS}
        for file in self._statics:
            self._own(file, Owner("file", file))
        for name, file in _pages(builder, pages):
            self._own(file, Owner("page", name))
        for docname, files in changes.new.files.items():
            for file in files:
                self._own(file, Owner("document", docname))

    def of(self, paths: Iterable[str], destination: Destination) -> Iterator[tuple[str, str]]:
        """The earlier addresses that are free: path and file."""
        for written in paths:
            try:
                path = address(written)
                file = _file(self.builder, path)
            except InvalidValue as error:
                self._note(
                    destination, diagnostics.bad_redirect(destination.key, written, str(error))
                )
                continue
            owner = self._owner(file)
            if owner == destination.owner:  # 'old' and 'old.html' are one file
                yield path, file
            elif owner is not None:
                is_own = owner == Owner("document", destination.owner.name)
                said = diagnostics.redirect_taken(written, "" if is_own else owner.kind, owner.name)
                self._note(destination, said)
            elif file not in self._ours and self._is_strange(file):
                self._note(destination, diagnostics.redirect_onto_stranger(written, file))
            else:
                self._own(file, destination.owner)
                yield path, file

    def has_own_rules(self) -> bool:
        """Return whether the author brings a file of rules."""
        return self._changes.is_foreign_file(self._folder, RULES, RULES_HEAD)

    def _own(self, file: str, owner: Owner) -> None:
        self._owners[file] = owner
        for folder in _folders(file):
            self._folders.setdefault(folder, owner)

    def _owner(self, file: str) -> Owner | None:
        if top := next((folder for folder in FOLDERS if file.startswith(f"{folder}/")), None):
            return self._folders[top]
        below = (self._owners[name] for name in _folders(file) if name in self._owners)
        return self._owners.get(file) or self._folders.get(file) or next(below, None)

    def _is_strange(self, file: str) -> bool:
        """Return whether a file is there that forwards nowhere, so is not ours, nor to be
        replaced.
        """
        if any((self._folder / folder).is_file() for folder in _folders(file)):
            return not self._ours.intersection(_folders(file))
        path = self._folder / file
        if path.is_dir():
            return not any(name.startswith(f"{file}/") for name in self._ours)
        return path.exists() and b'http-equiv="refresh"' not in path.read_bytes()

    def _note(self, destination: Destination, said: DiagnosticMessage) -> None:
        self.diagnostics.append(said.at(*destination.place))


def _of_posts(builder: Builder) -> Iterator[tuple[tuple[str, ...], Destination]]:
    """The earlier addresses of each post, with where they lead."""
    for docname, post in sorted(blog_domain(builder.env).blog.published.items()):
        if post.redirect_from:
            yield (
                post.redirect_from,
                Destination(
                    Owner("post", docname),
                    post.title,
                    post.external_url or builder.get_target_uri(docname),
                    language_tag(post.language or builder.config.language),
                    "redirect_from",
                    (docname, post.line("redirect_from")),
                ),
            )


def address(written: str) -> str:
    """The path from the site's root, decoded, that an author has written.

    :raises InvalidValue: if it cannot be the address of a page within the site.
    """
    if not written:
        raise InvalidValue("it is empty")
    if re.match(r"[A-Za-z][A-Za-z0-9+.-]*:|//", written) or "\\" in written:
        raise InvalidValue("it is no path within this site")
    if "?" in written or "#" in written:
        raise InvalidValue("a page is found without its query and fragment")
    if "*" in written:
        raise InvalidValue("there are no wildcards; name each address")
    try:
        parts = [unquote(part, errors="strict") for part in written.removeprefix("/").split("/")]
    except UnicodeDecodeError:
        raise InvalidValue("its percent-encoding is not UTF-8") from None
    if any(unicodedata.category(character) in _UNWRITABLE for part in parts for character in part):
        raise InvalidValue("it has a control character")
    if any(part in {".", ".."} or "/" in part or "\\" in part for part in parts):
        raise InvalidValue("it leads out of its folder")
    if any(part.partition(".")[0].casefold() in DEVICES for part in parts):
        raise InvalidValue("it is the name of a device on Windows")
    if "" in parts[:-1]:
        raise InvalidValue("it has two slashes in a row")
    return "/".join(parts)


def _file(builder: Builder, path: str) -> str:
    """The file that a host shows at a path."""
    if path.endswith((".html", ".htm")):
        file = path
    else:
        file = output_file(builder, f"{path}index" if path.endswith("/") or not path else path)
    longest = max(len(name.encode()) for name in file.split("/"))
    if longest > MAX_NAME or len(file.encode()) > MAX_PATH:
        raise InvalidValue("it is too long for a file")
    return file


def _folders(file: str) -> Iterable[str]:
    """The folders that a file lies in, innermost first."""
    return (str(folder) for folder in PurePosixPath(file).parents if folder.name)


def _pages(builder: Builder, pages: dict[str, list[str]]) -> Iterator[tuple[str, str]]:
    """Name and file of each page without a document, whether or not this build makes it."""
    for name in ("genindex", "search", *builder.config.html_additional_pages):
        yield name, output_file(builder, name)
    yield NOT_FOUND, f"{NOT_FOUND}.html"
    for name, (_, file) in pages.items():
        yield name, file


def _redirect(builder: Builder, destination: Destination, file: str) -> Redirect:
    target = canonical = url = destination.target
    if not is_web_address(target):
        target = quote(target, safe="%/")
        canonical = url = "../" * file.count("/") + target or "./"
        if builder.config.html_baseurl:
            canonical = f"{builder.config.html_baseurl.rstrip('/')}/{target}"
    return Redirect(destination.title, url, canonical, destination.language)


def _rule_path(builder: Builder, path: str) -> str:
    """A path on its host, without a character that means something in a rule."""
    return f"{_root(builder)}/{quote(path)}"


def _rule_target(builder: Builder, destination: Destination) -> str:
    if is_web_address(destination.target):
        return quote(destination.target, safe="%/:?#[]@!$&'()*+,;=~")
    return f"{_root(builder)}/{quote(destination.target, safe='%/')}"


def _root(builder: Builder) -> str:
    return str(urlsplit(builder.config.html_baseurl).path).rstrip("/")
