"""From a document to its record: what happens while Sphinx reads."""

from __future__ import annotations

import json
import re
from collections.abc import Container, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

import yaml
from docutils import nodes
from markdown_it import MarkdownIt
from sphinx.util import get_filetype

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics import Diagnostic, DiagnosticMessage
from sphinx_craftblog.environment.domain import BlogDomain, blog_domain
from sphinx_craftblog.model.blog import KINDS
from sphinx_craftblog.model.fragment import CodePanel, Fragment, fragment_path
from sphinx_craftblog.model.post import Image, Post, Reading
from sphinx_craftblog.reading import excerpt, reading_time, schema
from sphinx_craftblog.reading.archived import lead_to_copies
from sphinx_craftblog.reading.cross_references import cross_references_of
from sphinx_craftblog.reading.folder_defaults import inherited_by, with_inherited
from sphinx_craftblog.reading.front_matter import Entry, FrontMatter, read_front_matter
from sphinx_craftblog.reading.images import find_cover, picture_size, pictures_of
from sphinx_craftblog.reading.keywords import keywords_of
from sphinx_craftblog.reading.labels import labels_of
from sphinx_craftblog.reading.notebooks import SUFFIX, read_metadata

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment

FRONT_MATTER = "craftblog_front_matter"
ARTICLE = "craftblog_article"
"""Where ``env.temp_data`` keeps what one document says, while it is read."""

TEXT_NOTEBOOK = frozenset({"file_format", "jupytext", "kernelspec"})
"""Keys of a Markdown document that MyST-NB reads as a notebook."""


def read_source(app: Sphinx, docname: str, content: list[str]) -> None:
    """``source-read``: front matter with its types and lines, before MyST flattens it."""
    env, text = app.env, content[0]
    is_post = blog_domain(env).options.is_post(docname, root=app.config.root_doc)
    filetype = get_filetype(app.config.source_suffix, str(env.doc2path(docname)))
    if filetype == "restructuredtext" or not (is_post or "blogpost" in text or "article" in text):
        return
    if str(env.doc2path(docname)).endswith(SUFFIX):
        env.temp_data[FRONT_MATTER] = read_metadata(text)
        return
    front = read_front_matter(text)
    env.temp_data[FRONT_MATTER] = front
    if front.is_broken:
        content[0] = _without_front_matter(text, front)
        return
    if _is_plain(app.config, front, blog_domain(env).options.speedups):
        env.metadata[docname].update(_metadata(front.entries))
        content[0] = text = _without_front_matter(text, front)
    else:
        is_notebook = not front.entries.keys().isdisjoint(TEXT_NOTEBOOK)
        hidden = {
            key: entry
            for key, entry in front.entries.items()
            if _misleads_myst(key, front) or (is_notebook and not _is_json(entry.value))
        }
        env.metadata[docname].update(_metadata(hidden))
        content[0] = text = _without_keys(text, front, hidden)
    if is_post and isinstance(title := front.entries.get("title", Entry("", 0)).value, str):
        content[0] = _with_heading(text, front, title)


def collect(app: Sphinx, doctree: nodes.document) -> None:
    """``doctree-read``: measure the document and, if it is a post, keep its record."""
    env = app.env
    docname = env.docname
    domain = blog_domain(env)
    front = cast("FrontMatter", env.temp_data.get(FRONT_MATTER) or FrontMatter())
    article = cast("dict[str, Entry] | None", env.temp_data.get(ARTICLE))
    own, found = _joined(front, article or {}, docname)
    inherited = inherited_by(env, docname)
    entries = with_inherited(own, inherited, docname)
    checked = schema.check(
        entries,
        docname=docname,
        zone=domain.options.timezone,
        is_broken=front.is_broken or inherited.is_broken,
    )
    is_post = schema.is_post(
        checked,
        is_named_so=domain.options.is_post(docname, root=env.config.root_doc),
        has_article=article is not None,
    )
    language = checked.values.get("language") if is_post else ""
    contents = reading_time.contents_of(doctree)
    reading = reading_time.measure(
        contents,
        language=language or env.config.language or "en",
        speed=domain.options.reading_speed,
    )
    domain.readings[docname] = reading
    if references := cross_references_of(doctree, env):
        domain.cross_references[docname] = references
    if labels := labels_of(doctree, env):
        domain.labels[docname] = labels
    if pictures := pictures_of(doctree):
        domain.pictures[docname] = pictures
    if _is_introduction(docname, domain.options.path):
        env.metadata[docname].setdefault("orphan", "")
    if not is_post:
        return
    if inherited.digest:
        domain.inherited[docname] = inherited.digest
        given = {key: entry for key, entry in entries.items() if entry.file}
        env.metadata[docname].update(_metadata(given))
    # A post belongs to the blog, not to a toctree; without this Sphinx warns of it.
    env.metadata[docname].setdefault("orphan", "")
    for name in ("feed_id", "layout"):  # as they were checked, not as they were written
        env.metadata[docname].pop(name, None)
        if name in checked.values:
            env.metadata[docname][name] = checked.values[name]
    if copies := checked.values.get("archived"):
        place = checked.places["archived"]
        found += [said.at(*place) for said in lead_to_copies(doctree, copies)]
    if checked.values.get("unlisted"):
        env.metadata[docname]["nosearch"] = ""
    reader = _PostReader(env, domain, docname, doctree, checked, contents, reading)
    domain.posts[docname] = post = reader.read()
    domain.readings[docname] = post.reading
    domain.report(docname, [*found, *checked.diagnostics, *reader.found])


def _is_introduction(docname: str, path: str) -> bool:
    """Return whether a document stands where pages of the blog are generated, as far as its name
    says.
    """
    if path and not docname.startswith(f"{path}/"):
        return False
    first, _, rest = docname.removeprefix(f"{path}/").partition("/")
    if rest:
        return first in {kind.folder for kind in KINDS if kind.folder}
    return first in {kind.index for kind in KINDS} or (len(first) == 4 and first.isdecimal())


def _joined(
    front: FrontMatter, article: Mapping[str, Entry], docname: str
) -> tuple[dict[str, Entry], list[Diagnostic]]:
    found = [said.at(docname, line) for line, said in front.problems]
    entries = dict(front.entries)
    for key, entry in article.items():
        if key in entries:
            said = diagnostics.repeated_key(key, entries[key].line)
            found.append(said.at(docname, entry.line))
        entries.setdefault(key, entry)
    return entries, found


@dataclass(slots=True)
class _PostReader:
    """What one post is made of: its checked keys, its tree, and what Sphinx knows of it."""

    env: BuildEnvironment
    domain: BlogDomain
    docname: str
    doctree: nodes.document
    checked: schema.Checked
    contents: reading_time.Contents
    reading: Reading
    found: list[Diagnostic] = field(default_factory=list)

    def read(self) -> Post:
        """The record; the fragment is written beside it, the mistakes are in ``found``."""
        values = self.checked.values
        title = self._title()
        if not self.found:  # an empty file is one mistake, not two
            self._check_body()
        blocks = self._excerpt_blocks()
        given = values.get("excerpt")
        if isinstance(given, str):
            text, short = excerpt.paragraphs_of(given), excerpt.shortened(given)
        else:
            text, short = excerpt.render_blocks(blocks), excerpt.plain_text(blocks)
        fragment = Fragment(schema.without_controls(text), self._panel())
        path = fragment_path(self.env.doctreedir, self.docname)
        comments = values.get("comments", not values.get("nocomments", False))
        return Post(
            docname=self.docname,
            title=title,
            date=values.get("date"),
            updated=values.get("updated"),
            description=values.get("description") or schema.without_controls(short),
            tags=values.get("tags", ()),
            categories=values.get("categories", ()) + values.get("category", ()),
            authors=values.get("authors", ()) + values.get("author", ()),
            featured=values.get("featured", False),
            pinned=values.get("pinned", False),
            draft=self.checked.is_draft,
            unlisted=values.get("unlisted", False),
            expires=values.get("expires"),
            image=self._image(),
            series=values.get("series", ""),
            part=values.get("part"),
            canonical_url=values.get("canonical_url", ""),
            external_url=values.get("external_url", ""),
            redirect_from=values.get("redirect_from", ()),
            comments=bool(comments),
            thread=comments if isinstance(comments, str) else "",
            toc=values.get("toc", True),
            language=values.get("language", ""),
            location=values.get("location", ""),
            changes=values.get("changes", ()),
            reading=self._reading(),
            keywords=keywords_of(self.contents.text, title),
            fragment=fragment.save(path),
            lines=tuple(
                (key, line, "" if place == self.docname else place)
                for key, (place, line) in self.checked.places.items()
                if key in _LINES_KEPT
            ),
        )

    def _title(self) -> str:
        given = self.checked.values.get("title", "")
        if given:
            return str(given)
        if self.doctree.next_node(nodes.title) is not None:
            return schema.without_controls(self.env.titles[self.docname].astext())
        name = self.docname.removesuffix("/index").rpartition("/")[2]
        fallback = re.sub(r"^\d{4}-\d{2}-\d{2}-", "", name).replace("-", " ").replace("_", " ")
        fallback = fallback[:1].upper() + fallback[1:] or name
        self.found.append(diagnostics.no_title(fallback).at(self.docname, 1))
        return fallback

    def _check_body(self) -> None:
        heading = self.doctree.next_node(nodes.title)
        of_heading = reading_time.contents_of(heading) if heading is not None else None
        own = reading_time.measure(of_heading, language="en") if of_heading else Reading()
        seen = self.reading
        if (seen.words, seen.cjk) == (own.words, own.cjk) and not (
            seen.code_lines or seen.figures or seen.equations
        ):
            self.found.append(diagnostics.no_body().at(self.docname, 1))

    def _excerpt_blocks(self) -> list[nodes.Element]:
        number = self.checked.values.get("excerpt", self.domain.options.excerpt)
        return excerpt.excerpt_blocks(self.doctree, number if isinstance(number, int) else 1)

    def _panel(self) -> CodePanel | None:
        wanted = self.checked.values.get("code_panel", self.domain.options.code_panel)
        if wanted is False:
            return None
        container = excerpt.find_panel(self.doctree, wanted)
        if container is None:
            if wanted is not True:
                choices = excerpt.panel_choices(self.doctree)
                self._note("code_panel", diagnostics.unknown_code_panel(wanted, choices))
            return None
        panel = excerpt.render_panel(container, default_language=self.env.config.highlight_language)
        clean = schema.without_controls
        return replace(panel, title=clean(panel.title), html=clean(panel.html))

    def _image(self) -> Image | None:
        uri = self.checked.values.get("image", "")
        if not uri:
            return None
        alt = self.checked.values.get("image_alt", "")
        if "://" in uri:
            return Image(uri, alt)
        relative, problem = find_cover(self.env, uri, self.docname)
        # Sphinx reads the post again when the picture is another, or is there at last.
        self.env.note_dependency(relative)
        if not problem:
            self.env.images.add_file(self.docname, relative)
            return Image(relative, alt, picture_size(Path(self.env.srcdir, relative)))
        self._note("image", problem)
        return None

    def _note(self, key: str, said: DiagnosticMessage) -> None:
        """Note a mistake in a key, unless it is inherited: the folder's own are said elsewhere."""
        docname, line = self.checked.places[key]
        if docname == self.docname:
            self.found.append(said.at(docname, line))

    def _reading(self) -> Reading:
        minutes = self.checked.values.get("read_time", self.reading.minutes)
        return self.reading._replace(minutes=minutes)


_LINES_KEPT = frozenset(
    (
        "tags",
        "category",
        "categories",
        "author",
        "authors",
        "featured",
        "series",
        "part",
        "redirect_from",
        "comments",
        "layout",
    )
)


def _without_front_matter(text: str, front: FrontMatter) -> str:
    """The source with empty lines in place of front matter, so that MyST does not warn again."""
    lines = text.split("\n")
    return "\n".join([""] * front.length + lines[front.length :])


def _without_keys(text: str, front: FrontMatter, keys: Container[str]) -> str:
    """The source with empty lines in place of some keys."""
    lines = text.split("\n")
    starts = sorted((entry.line - 1, key) for key, entry in front.entries.items())
    ends = [start for start, _ in starts[1:]] + [front.length - 1]
    for (start, key), end in zip(starts, ends, strict=True):
        if key in keys:
            lines[start:end] = [""] * (end - start)
    return "\n".join(lines)


def _misleads_myst(key: str, front: FrontMatter) -> bool:
    """Return whether MyST would stop at a value, or read nothing at all because of a key of
    ours.
    """
    raised = front.raised.get(key, [])
    return any(key in _PLAIN_KEYS or not isinstance(error, _KNOWN_TO_MYST) for error in raised)


_KNOWN_TO_MYST = (yaml.YAMLError, ValueError)
"""What MyST expects YAML to raise: it warns then, and takes no key. At others it stops."""


def _is_json(value: object) -> bool:
    """Return whether MyST-NB can keep a value in a notebook; a date it cannot."""
    try:
        json.dumps(value)
    except (TypeError, ValueError):
        return False
    return True


_PLAIN_KEYS = {key.name for key in schema.KEYS} | {"orphan"}
"""Keys that say nothing to MyST, so that it need not read them."""


def _is_plain(config: Config, front: FrontMatter, speedups: tuple[str, ...]) -> bool:
    """Return whether MyST need not read front matter again."""
    return (
        "front-matter" in speedups
        and front.entries.keys() <= _PLAIN_KEYS
        and not config.myst_title_to_header
    )


def _metadata(entries: Mapping[str, Entry]) -> dict[str, Any]:
    """Return what Sphinx's metadata of a document says: the values as MyST writes them out."""
    metadata: dict[str, Any] = {}
    for key, entry in entries.items():
        value = entry.value
        if isinstance(value, list) and key == "authors":
            metadata[key] = [str(name) for name in value]
        elif isinstance(value, str | int | float | date):
            metadata[key] = str(value)
        else:
            metadata[key] = json.dumps(_with_text_keys(value), default=str)
    return metadata


def _with_text_keys(value: object) -> object:
    """A value whose mappings JSON can hold: YAML takes dates and bytes as keys, too."""
    if isinstance(value, dict):
        return {
            key if isinstance(key, str | int | float | None) else str(key): _with_text_keys(entry)
            for key, entry in value.items()
        }
    return list(map(_with_text_keys, value)) if isinstance(value, list) else value


def _with_heading(text: str, front: FrontMatter, title: str) -> str:
    """The source with the front matter's title as its heading, unless it has one.

    The heading takes the place of the empty line after the front matter, so that
    no line number changes.
    """
    title = " ".join(title.split())
    lines = text.split("\n")
    body = lines[front.length :]
    if not title or _has_heading("\n".join(body)):
        return text
    # Every ASCII punctuation mark may be escaped in Markdown: a title is plain text.
    heading = "# " + re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", title)
    if body and not body[0].strip():
        body = body[1:]
    return "\n".join([*lines[: front.length], heading, *body])


def _has_heading(markdown: str) -> bool:
    """Return whether a text has a first-level heading; only where it may, it is parsed to
    be sure.
    """
    if not re.search(r"^ {0,3}(?:#(?:\s|$)|=+\s*$)", markdown, re.MULTILINE):
        return False
    parser = MarkdownIt("commonmark")
    tokens: list[Any] = []
    parser.block.parse(markdown, parser, {}, tokens)
    return any(token.type == "heading_open" and token.tag == "h1" for token in tokens)
