"""Sizes of pictures, so that a page does not jump while they load."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.environment.output import makes_pages
from sphinx_craftblog.model.pictures import Size, completed
from sphinx_craftblog.reading.images import PICTURES, picture_size
from sphinx_craftblog.theme.styles import is_styled

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder

    from sphinx_craftblog.rendering.html import HtmlParts


class PictureFiles:
    """The files behind the addresses of pictures, in one build."""

    def __init__(self, builder: Builder) -> None:
        self._builder = builder
        self._base = urlsplit(str(builder.config.html_baseurl)).path.strip("/")
        self._sizes: dict[Path, Size | None] = {}

    def of_document(self, docname: str, address: str) -> Size | None:
        """The size of a picture that Sphinx has copied for a document."""
        folder, _, name = self._from_root(address).partition("/")
        path, docnames = self._copied.get(name, (None, ()))
        is_its = folder == getattr(self._builder, "imagedir", "_images") and docname in docnames
        return self._size(path) if path and is_its else None

    def of_static(self, address: str) -> Size | None:
        """The size of a picture in ``html_static_path`` or ``html_extra_path``."""
        paths = self._static_paths(self._from_root(address))
        return next((self._size(path) for path in paths if path.is_file()), None)

    @cached_property
    def _copied(self) -> dict[str, tuple[Path, set[str]]]:
        env = self._builder.env
        return {
            name: (Path(env.srcdir, path), docnames)
            for path, (docnames, name) in env.images.items()
        }

    def _from_root(self, address: str) -> str:
        """A path from the site's root. A page below it says the same behind ``../``."""
        path = unquote(address.partition("?")[0].partition("#")[0].strip())
        if path.startswith("/") and self._base:
            path = path.removeprefix(f"/{self._base}/")
        return re.sub(r"^(?:\.{0,2}/)+", "", path)

    def _static_paths(self, path: str) -> Iterator[Path]:
        config, name = self._builder.config, path.removeprefix("_static/")
        entries = config.html_extra_path if name == path else config.html_static_path
        if PurePosixPath(path).suffix.lower() not in PICTURES:
            return
        for entry in reversed(entries):  # of two files with one name, the last is copied
            place = Path(self._builder.confdir, entry)
            if place.name == name:
                yield place
            yield place / name

    def _size(self, path: Path) -> Size | None:
        if path not in self._sizes:
            self._sizes[path] = picture_size(path)
        return self._sizes[path]


class Pictures:
    """The pictures on one application's pages."""

    _files: PictureFiles

    def __init__(self, parts: HtmlParts) -> None:
        self._parts = parts

    def begin(self, app: Sphinx, env: object) -> list[str]:
        """``env-updated``: what was known of files in the last build is not true."""
        self._files = PictureFiles(app.builder)
        return []

    def complete(
        self, app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], tree: object
    ) -> None:
        """``html-page-context``: give pictures their sizes where our styles keep their ratio."""
        if "<img" not in (context.get("body") or "").lower() or not makes_pages(app.builder):
            return
        if not is_styled(app, pagename, context["craftblog"]["kind"]):
            return
        # Only sizes that the digest of the page knows: another one must write it again.
        known = blog_domain(app.env).pictures.get(pagename, ())
        has_any = self._parts.templates.shows_pictures

        def size_of(address: str) -> Size | None:
            size = self._files.of_document(pagename, address)
            if size is None and (has_any or address in known):
                return self._files.of_static(address)
            return size

        context["body"] = completed(context["body"], size_of)
