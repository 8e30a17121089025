"""Addresses, feeds and ids of entries that ABlog's output has, kept or forwarded."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import quote

from sphinx_craftblog.importers.ablog import wording
from sphinx_craftblog.importers.ablog.site import AblogPost, AblogSite, ablog_slug
from sphinx_craftblog.model.slugs import fold, slugify

FOLDERS = {"tags": "tag", "category": "category", "author": "author"}
"""Folders of terms' pages, which ABlog and we have in common."""

GONE = ("location", "language")
"""Catalogs that have no pages with us."""

EVERY = 1000
"""Posts in a feed where ABlog had all."""

Redirects = dict[str, str]


class Addresses:
    """What ABlog's output has, and how ours has it too."""

    def __init__(self, site: AblogSite, *, builder: str) -> None:
        self.site = site
        self.builder = builder
        self.published = [post for post in site.posts if site.is_published(post)]
        templates = site.source.get("blog_feed_templates", {"atom": {}})
        self.feeds = [str(name) for name in templates] if isinstance(templates, dict) else ["atom"]
        self.feeds = self.feeds if site.base else []
        self.redirects: Redirects = {}

    def settings(self) -> dict[str, object]:
        """The settings that keep addresses and feeds."""
        found: dict[str, object] = {}
        for kind, setting in (("tags", "craftblog_tags"), ("category", "craftblog_categories")):
            if declared := self._declared(kind):
                found[setting] = declared
        if unknown := self._authors():
            found["craftblog_authors"] = unknown
        self._gone()
        self._drafts()
        self._years()
        self._other_feeds(self._path(""))
        if self.redirects:
            found["craftblog_redirects"] = self.redirects
        if not self.site.has_base:
            found["craftblog_feeds"] = []
        if self.feeds:
            if not self.site.source.has("blog_feed_fulltext"):
                found["craftblog_feed_content"] = "excerpt"
            if not self.site.source.get("blog_feed_length"):
                found["craftblog_feed_length"] = max(EVERY, len(self.published))
        return found

    def feed_ids(self) -> Iterator[tuple[AblogPost, str]]:
        """Posts whose entry had another id than ours has, with that id."""
        if not self.feeds:
            return
        site = str(self.site.source.get("html_baseurl") or self.site.base).rstrip("/")
        for post in self.published:
            if post.is_section:
                self.site.plan.note(post.path, post.line, wording.section_ids(), is_left=False)
                continue
            theirs = f"{self.site.base}/{self._uri(post.docname, is_ours=False)}"
            if theirs == f"{site}/{self._uri(post.docname, is_ours=True)}":
                continue
            if re.search(r"[\s<>\"]", theirs):
                text = wording.unusual_entry_id(post.docname)
                self.site.plan.note(post.path, post.line, text)
            else:
                yield post, theirs

    def _uri(self, docname: str, *, is_ours: bool) -> str:
        if self.builder != "dirhtml":
            return f"{quote(docname)}.html"
        if docname == "index" or docname.endswith("/index"):
            uri = docname.removesuffix("index")
        else:
            uri = f"{docname}/"
        return quote(uri, safe="%/") if is_ours else uri

    def _declared(self, kind: str) -> dict[str, object]:
        """The vocabulary in which each term has the address that it had."""
        counts = Counter(name for post in self.published for name in post.labels[kind])
        groups: dict[str, list[str]] = defaultdict(list)
        for name, _ in counts.most_common():
            groups[slugify(name)].append(name)
        declared: dict[str, object] = {}
        for ours, names in groups.items():
            theirs = ablog_slug(names[0])
            may_have = theirs == slugify(theirs) and theirs not in {"", "index", *declared}
            slug = theirs if may_have and (theirs == ours or theirs not in groups) else ours
            if slug != ours or len(names) > 1:
                entry: dict[str, object] = {"name": names[0]}
                others = {fold(name): name for name in reversed(names)}
                del others[fold(names[0])]
                aliases = [name for name in names if name in others.values()]
                if aliases:
                    entry["aliases"] = aliases
                declared[slug] = entry
            for old in dict.fromkeys(map(ablog_slug, names)):
                if old and old != slug and old not in groups:
                    self._forward(FOLDERS[kind], old, slug)
        return declared

    def _authors(self) -> dict[str, object]:
        """Authors whom conf.py does not name. The addresses of those that it does are of their
        names with ABlog, and of their keys with us.
        """
        unknown: dict[str, object] = {}
        for label in self._used("author"):
            name = self.site.name("author", label)
            theirs, ours = ablog_slug(name), slugify(label)
            if self.site.authors and label not in self.site.authors:
                unknown[ours] = {"name": name}
            if theirs and theirs != ours:
                self._forward("author", theirs, ours)
        return unknown

    def _gone(self) -> None:
        for kind in GONE:
            labels = self._used(kind)
            if not labels:
                continue
            archive = self._path("archive")
            for page in (kind, *(f"{kind}/{self._slug(kind, label)}" for label in labels)):
                self.redirects[self._path(page)] = archive
                if page != kind:
                    self._forward_feeds(self._path(page), self._path(""))
            text = wording.no_page(self._path(kind), archive)
            self.site.plan.note("conf.py", 1, text, is_left=False)

    def _drafts(self) -> None:
        page = self.site.list_page
        if page != self.site.path and self.builder != "dirhtml":
            self.redirects[self.site.path] = page
        if page:
            self.redirects[self._path("drafts")] = page
        else:
            self.redirects["drafts"] = "archive"

    def _years(self) -> None:
        for year in sorted({post.date[:4] for post in self.published}):
            self._forward_feeds(self._path(year), self._path(""))

    def _forward(self, folder: str, old: str, new: str) -> None:
        old, new = self._path(f"{folder}/{old}"), self._path(f"{folder}/{new}")
        self.redirects[old] = new
        self._forward_feeds(old, new)

    def _forward_feeds(self, old: str, new: str) -> None:
        if not self.site.source.get("blog_feed_archives"):
            return
        for name in self.feeds:
            self.redirects[f"{old}/{name}.xml"] = "/".join(filter(None, (new, "atom.xml")))

    def _other_feeds(self, folder: str) -> None:
        """Feeds by other names, of the blog and of the terms that have pages."""
        has_archives = self.site.source.get("blog_feed_archives")
        folders = [folder]
        for kind, name in FOLDERS.items() if has_archives else ():
            folders += [self._path(f"{name}/{self._slug(kind, one)}") for one in self._used(kind)]
        for place in folders:
            for name in self.feeds:
                old = "/".join(filter(None, (place, f"{name}.xml")))
                new = "/".join(filter(None, (place, "atom.xml")))
                if name != "atom":
                    self.redirects.setdefault(old, self.redirects.get(new, new))

    def _used(self, kind: str) -> list[str]:
        """The labels of published posts, with the default of those that have none."""
        defaults = self.site.source.strings(f"blog_default_{kind}")
        names = [name for post in self.published for name in post.labels[kind] or defaults]
        return list(dict.fromkeys(names))

    def _slug(self, kind: str, label: str) -> str:
        return ablog_slug(self.site.name(kind, label))

    def _path(self, page: str) -> str:
        return "/".join(filter(None, (self.site.path, page)))


def post_globs(patterns: list[str]) -> tuple[str, ...]:
    """Globs of docnames for ABlog's globs of files."""
    found: list[str] = []
    for pattern in patterns:
        glob = re.sub(r"(?<=[^/.])\.(?:\w+|\*|\[[^\]]*\]\w*)$", "", pattern.removeprefix("./"))
        glob = re.sub(r"(^|/)\*\*/\*$", r"\1**", glob)
        if "**/" in glob:
            found.append(glob.replace("**/", ""))
        found.append(glob)
    return tuple(dict.fromkeys(found))
