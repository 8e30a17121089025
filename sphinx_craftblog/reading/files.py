"""The files of a site by their names: path objects cost more than a look at the files."""

from __future__ import annotations

import os
from collections.abc import Iterable
from typing import TYPE_CHECKING

from sphinx.project import EXCLUDE_PATHS, Project
from sphinx.util.matching import get_matching_files

from sphinx_craftblog.environment.domain import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Files(Project):
    """Finds the same documents as Sphinx does, in less than half of the time.

    Sphinx keeps a path object of each file in a table by docname; what it asks that table
    for, it gets of a name as well.
    """

    _docname_to_path: dict[str, str]  # type: ignore[assignment]

    def discover(
        self, exclude_paths: Iterable[str] = (), include_paths: Iterable[str] = ("**",)
    ) -> set[str]:
        """Find all documents in the source folder, as :meth:`sphinx.project.Project.discover`."""
        exclude_paths, include_paths = list(exclude_paths), list(include_paths)
        found: dict[str, str] = {}
        folder = f"{self.srcdir}{os.sep}"
        for file in get_matching_files(
            self.srcdir, include_paths, [*exclude_paths, *EXCLUDE_PATHS]
        ):
            suffix = next(filter(file.endswith, self.source_suffix), None)
            name = file.removesuffix(suffix) if suffix is not None else ""
            if not name:
                continue
            if name in found or not os.access(folder + file, os.R_OK):
                return super().discover(exclude_paths, include_paths)  # and say what is wrong
            found[name] = file
        self._docname_to_path.clear()
        self._docname_to_path.update(found)
        self._path_to_docname.clear()  # without it, a docname follows from the file's suffix
        self.docnames.clear()
        self.docnames.update(found)
        return self.docnames

    def name_of(self, docname: str) -> str:
        """The file of a document, from the source folder."""
        return str(self._docname_to_path[docname])


def find_by_name(app: Sphinx) -> None:
    """``builder-inited``: have the files found in this way."""
    if "sources" in blog_domain(app.env).options.speedups:
        files = Files(app.project.srcdir, app.project.source_suffix)
        files.restore(app.project)
        app.project = app.env.project = files
