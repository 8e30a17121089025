"""Covers, and names of pictures that do not depend on the history of the builds.

Two pictures of one name get names of their own in the order in which they were
read: after an edit in another one than in a clean build, and with several jobs
in any.
"""

from __future__ import annotations

import os
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.util.images import get_image_size

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics import DiagnosticMessage
from sphinx_craftblog.environment.domain import PAGE_BUILDERS, blog_domain
from sphinx_craftblog.model.pictures import Size, picture_addresses, svg_size
from sphinx_craftblog.private_access import PICTURE_NAMES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


SVG_BEGINNING = 65_536
"""Bytes of an SVG image that its root element is looked for in."""


PICTURES = (
    *(".apng", ".avif", ".bmp", ".gif", ".heic", ".ico", ".jfif", ".jpeg", ".jpg", ".jxl"),
    *(".png", ".svg", ".tif", ".tiff", ".webp"),
)
"""Endings of the names of pictures."""


def find_cover(
    env: BuildEnvironment, uri: str, docname: str
) -> tuple[str, DiagnosticMessage | None]:
    """The path of a cover from the source folder, and what is wrong with it, or nothing."""
    relative, absolute = env.relfn2path(uri, docname)
    path = Path(os.path.normpath(absolute))
    if not path.is_relative_to(env.srcdir):
        return relative, diagnostics.image_leaves_source(uri)
    if os.path.isdir(path):  # noqa: PTH112 - unlike a path's own method, takes names of any length
        return relative, diagnostics.image_is_folder(uri)
    if not os.path.isfile(path):  # noqa: PTH113
        folder = path.parent
        is_there = folder.is_relative_to(env.srcdir) and os.path.isdir(folder)  # noqa: PTH112
        names = [file.name for file in folder.iterdir()] if is_there else []
        near = diagnostics.nearest(path.name, sorted(names))
        as_on_windows = path.parent / path.name.replace("\\", "/")
        if os.path.isfile(as_on_windows):  # noqa: PTH113
            near = uri.replace("\\", "/")
        return relative, diagnostics.missing_image(uri, relative, near)
    if not path.resolve().is_relative_to(Path(env.srcdir).resolve()):  # through a symbolic link
        return relative, diagnostics.image_leaves_source(uri)
    if path.suffix.lower() not in PICTURES:
        return relative, diagnostics.image_is_no_picture(uri)
    return relative, None


def picture_size(path: Path) -> Size | None:
    """The size of a picture; none of what is missing, broken or of an unknown kind."""
    if path.suffix.lower() == ".svg":
        try:
            with path.open("rb") as file:
                return svg_size(file.read(SVG_BEGINNING).decode("utf-8", "replace"))
        except OSError:
            return None
    width, height = get_image_size(path) or (0, 0)
    return Size(width, height) if width > 0 and height > 0 else None


def pictures_of(doctree: nodes.document) -> tuple[str, ...]:
    """The addresses of the pictures in HTML that the author wrote, which Sphinx does not read."""
    raw = (node.astext() for node in doctree.findall(nodes.raw) if "html" in node.get("format", ""))
    return tuple(dict.fromkeys(address for text in raw for address in picture_addresses(text)))


def publish_cover(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """``doctree-resolved``: have the builder copy a post's cover, which its text may not show."""
    post = blog_domain(app.env).posts.get(docname)
    images = app.env.images
    if app.builder.name in PAGE_BUILDERS and post and post.image and post.image.uri in images:
        app.builder.images[post.image.uri] = images[post.image.uri][1]


def _note_names(env: BuildEnvironment, names: set[str], *, is_new: bool) -> None:
    """Have Sphinx know the names that are taken, where it looks for one that is free."""
    taken = PICTURE_NAMES.of(env.images, blog_domain(env).options.speedups)
    if taken is not None:
        taken.clear()
        taken.update(names)
    elif is_new:
        images = type(env.images)()  # it names them in the same way, in the order that it is given
        for path, (docnames, _) in sorted(env.images.items()):
            for docname in docnames:
                images.add_file(docname, path)
        env.images = images


def name_by_path(app: Sphinx, env: BuildEnvironment) -> list[str]:
    """``env-updated``: name pictures in the order of their paths.

    Returns the documents with pictures that have another name now.
    """
    taken: set[str] = set()
    last: dict[str, int] = {}
    renamed: set[str] = set()
    for path, (docnames, old) in sorted(env.images.items()):
        file = PurePath(path)
        name, number = file.name, last.get(file.name, 0)
        while name in taken:
            number += 1
            name = f"{file.stem}{number}{file.suffix}"
        last[file.name] = number
        taken.add(name)
        if name != old:
            env.images[path] = (docnames, name)
            renamed |= docnames
    _note_names(env, taken, is_new=bool(renamed))
    return sorted(renamed)
