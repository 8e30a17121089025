"""An imported site as the files of one of ours."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote, unquote
from zoneinfo import available_timezones

from sphinx_craftblog.importers.common import markdown, restructured, wording
from sphinx_craftblog.importers.common.configuration import (
    configuration,
    is_moved,
    is_only_html,
    post_globs,
    unlike,
)
from sphinx_craftblog.importers.common.front_matter import WrittenYaml, yaml_text
from sphinx_craftblog.importers.common.places import Places, old_path
from sphinx_craftblog.importers.common.plan import Plan
from sphinx_craftblog.importers.common.post import ImportedPost, ImportedSite, Moment
from sphinx_craftblog.model.dates import find_zone
from sphinx_craftblog.model.slugs import slugify
from sphinx_craftblog.reading.excerpt import shortened
from sphinx_craftblog.version import __version__

IGNORED = "_build/\n.venv/\n"

README = """# {title}

```sh
pip install -r requirements.txt
sphinx-build -b {builder} . _build/{builder}
```
"""

LIST = "```{post-list}\n:paginate:\n```\n"


def planned(site: ImportedSite, folder: Path) -> Plan:
    """The files of a site of ours; nothing is written yet."""
    plan = Plan(folder)
    for post in site.posts:
        post.title, post.body = _CONTROLS.sub("", post.title), _CONTROLS.sub("", post.body)
        if is_only_html(post):
            text = post.body.removeprefix("```{raw} html").removesuffix("```\n")
            words = html.unescape(re.sub("<[^<>]*>", " ", text))
            post.front_matter.setdefault("excerpt", shortened(words))
        if post.date is None and not post.is_draft and not post.is_page:
            post.is_page = True
            site.note(post.path, post.line, wording.undated(), is_left=False)
        if post.is_draft:  # only posts are kept back
            post.is_page = False
    if site.timezone not in available_timezones():
        site.timezone = ""
    _unify_terms(site)
    places = Places(site)
    authors = _authors(site)
    misplaced = unlike(post_globs(places), places)
    writer = _Writer(site, places, authors, misplaced)
    texts = {
        places.file(docname): writer.text(docname, post)
        for docname, post in places.posts.items()
        if docname != "index"
    }
    texts[_front_page(places)] = writer.front_page()
    for path, text in _with_fragments(texts).items():
        plan.add(path, text)
    for new, old in places.files().items():
        plan.copies[new] = site.files[old]
    plan.add("conf.py", configuration(site, places, authors))
    packages = "".join(f"{name}\n" for name in sorted(site.packages.values()))
    plan.add("requirements.txt", f"sphinx-craftblog=={__version__}\n{packages}")
    plan.add(".gitignore", IGNORED)
    title = markdown.escaped(site.title or "Blog")
    plan.add("README.md", README.format(title=title, builder=places.builder))
    writer.note_covers()
    for note in sorted(site.notes, key=lambda note: note[:2]):
        plan.note(*note[:3], is_left=note.is_left)
    return plan


_CONTROLS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


class _Writer:
    """Writes documents."""

    def __init__(
        self,
        site: ImportedSite,
        places: Places,
        authors: Mapping[str, Mapping[str, Any]],
        misplaced: set[str],
    ) -> None:
        self.site = site
        self.places = places
        self.authors = authors
        self.misplaced = misplaced
        self.bare_covers: list[str] = []

    def text(self, docname: str, post: ImportedPost) -> str:
        """The source of a document."""
        resolve = self._resolver(docname, post)
        front = dict(self._front_matter(docname, post, resolve))
        if post.markup == "rst":
            return restructured.document(post, front, restructured.with_links(post.body, resolve))
        body = markdown.with_title(markdown.with_links(post.body, resolve), post.title)
        lines = [f"{key}: {yaml_text(value)}" for key, value in front.items()]
        return "\n".join(["---", *lines, "---", "", body]) if lines else body

    def front_page(self) -> str:
        """The page at the root: the site's own, if it has one, above the list of posts."""
        own = self.places.posts.get("index")
        pages = self._menu()
        menu = ["```{toctree}", ":hidden:", "", *pages, "```", ""] if pages else []
        if own is None:
            head = f"# {markdown.escaped(self.site.title or 'Blog')}\n\n"
            if self.site.description:
                head += f"{markdown.escaped(self.site.description)}\n\n"
            return head + LIST + "".join(f"\n{line}" for line in menu)
        text = self.text("index", own)
        if not self.site.has_list_at_home and own.markup == "md":
            return text + "".join(f"\n{line}" for line in menu)
        if own.markup == "rst":
            listing = "\n.. post-list::\n   :paginate:\n"
            tree = ["", ".. toctree::", "   :hidden:", "", *(f"   {page}" for page in pages), ""]
            return text + listing + ("\n".join(tree) if pages else "")
        return f"{text}\n{LIST}" + "".join(f"\n{line}" for line in menu)

    def note_covers(self) -> None:
        """Name the posts whose cover has no alternative text, all at once."""
        if self.bare_covers:
            text = wording.covers_without_alt(len(self.bare_covers))
            self.site.note(self.bare_covers[0], 1, text)

    def _menu(self) -> list[str]:
        """The pages, those of the old menu first."""
        found = [self.places.docname_at(old) for old in self.site.order]
        pages = [name for name, post in self.places.posts.items() if post.is_page]
        names = dict.fromkeys([*filter(None, found), *sorted(pages)])
        return [name for name in names if name in pages and name != "index"]

    def _resolver(self, docname: str, post: ImportedPost) -> Callable[[str], str]:
        def target(link: str) -> str:
            try:
                new = self.places.target(link, docname)
            except LookupError as error:
                lost = str(error.args[0])
                self.site.note(post.path, post.line, wording.lost_link(lost), is_left=False)
                base = self.site.base_url
                return f"{base}{quote(lost[1:], safe='%/#?&=')}" if base else link
            return link if new is None else new

        return target

    def _front_matter(
        self, docname: str, post: ImportedPost, resolve: Callable[[str], str]
    ) -> Iterator[tuple[str, object]]:
        if docname in self.misplaced and docname != "index":
            yield "blogpost", not post.is_page
        if post.is_page:
            yield from post.front_matter.items()
            return
        for key, moment in (("date", post.date), ("updated", post.updated)):
            if moment is not None:
                yield key, self._moment(moment)
        if post.is_draft:
            yield "draft", True
        keys = [slugify(name) if slugify(name) in self.authors else name for name in post.authors]
        if keys and (len(self.authors) != 1 or keys != list(self.authors)):
            yield "author", keys[0] if len(keys) == 1 and "," not in keys[0] else keys
        values = (
            ("tags", list(dict.fromkeys(post.tags))),
            ("category", list(dict.fromkeys(post.categories))),
            ("series", post.series),
            ("part", post.part if post.series else 0),
            ("language", post.language),
            ("description", post.description),
            ("expires", self._moment(post.expires) if post.expires else ""),
            ("canonical_url", post.canonical_url),
        )
        yield from ((key, value) for key, value in values if value)
        if post.image:
            yield "image", resolve(post.image)
            yield "image_alt", post.image_alt
            if not post.image_alt:
                self.bare_covers.append(post.path)
        yield from self._addresses(docname, post)
        yield from post.front_matter.items()

    def _addresses(self, docname: str, post: ImportedPost) -> Iterator[tuple[str, object]]:
        """Yield what keeps the old address of a post, and the id of its entry."""
        old = [address for address in post.aliases if self.places.docname_at(address) == docname]
        if is_moved(post.address, docname, self.places):
            old.append(post.address)
        if old:
            yield "redirect_from", list(dict.fromkeys(map(old_path, old)))
        if post.feed_id and post.feed_id != f"{self.site.base_url}{self.places.uri(docname)}":
            yield "feed_id", post.feed_id

    def _moment(self, moment: Moment) -> WrittenYaml:
        """A moment as people write it: the day alone at midnight, no offset in the site's zone."""
        if not isinstance(moment, datetime):
            return WrittenYaml(moment.isoformat())
        zone = find_zone(self.site.timezone or "UTC")
        if moment.tzinfo and moment.utcoffset() == moment.astimezone(zone).utcoffset():
            moment = moment.replace(tzinfo=None)
        if moment.tzinfo is None and not any(moment.timetuple()[3:6]):
            return WrittenYaml(moment.date().isoformat())
        return WrittenYaml(moment.isoformat(" ", "seconds"))


def _with_fragments(texts: Mapping[str, str]) -> dict[str, str]:
    """The texts without fragments of links that lead nowhere in their documents."""
    known: dict[str, set[str]] = {}

    def is_there(place: str, fragment: str) -> bool:
        if place not in known:
            known[place] = markdown.anchors(texts[place]) if place in texts else set()
        return place not in texts or fragment in known[place]

    found = {}
    for path, text in texts.items():
        folder = path.rpartition("/")[0]

        def leads(link: str, fragment: str, path: str = path, folder: str = folder) -> bool:
            place = unquote(link)
            full = place[1:] if place.startswith("/") else "/".join(filter(None, (folder, place)))
            return is_there(full if link else path, fragment)

        found[path] = markdown.with_fragments(text, leads) if path.endswith(".md") else text
    return found


def _unify_terms(site: ImportedSite) -> None:
    """Give each term the spelling that most posts have: other tools' pages are of their slugs."""
    for kind in ("tag", "category", "series"):
        counts = Counter(name for post in site.posts for name in post.terms(kind))
        best: dict[str, str] = {}
        for name, _ in counts.most_common():
            best.setdefault(slugify(name), name)
        for post in site.posts:
            if kind == "series":
                post.series = best[slugify(post.series)] if post.series else ""
            else:
                names = post.terms(kind)
                names[:] = dict.fromkeys(best[slugify(name)] for name in names)


def _authors(site: ImportedSite) -> dict[str, dict[str, Any]]:
    """Entries of ``craftblog_authors``: those that the site has, and whom its posts name."""
    found = {slugify(key): {"name": key, **entry} for key, entry in site.authors.items()}
    names = {slugify(str(entry["name"])): key for key, entry in found.items()}
    for post in site.posts:
        post.authors = [names.get(slugify(name), name) for name in post.authors]
        for name in post.authors:
            found.setdefault(slugify(name), {"name": name})
    return found


def _front_page(places: Places) -> str:
    return places.file("index") if "index" in places.posts else "index.md"
