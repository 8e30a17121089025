"""``sphinx-build`` with a Sphinx, docutils and MyST whose private parts have other names.

The next release of them may be such. Modules that hold one of the names are compiled from their
text with another name in its place; all else is as it is installed.
"""

from __future__ import annotations

import re
import sys
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec, PathFinder, SourceFileLoader
from pathlib import Path
from tempfile import TemporaryDirectory
from types import CodeType

PACKAGES = ("docutils", "myst_parser", "sphinx")


class Renamed(SourceFileLoader):
    """Loads a module with other names in its text."""

    pattern: re.Pattern[str]
    folder: Path

    def get_code(self, fullname: str) -> CodeType:
        """Compile the text in a file of its own, which its functions are of."""
        path = self.folder / f"{fullname}.py"
        text = self.get_data(self.path).decode()
        path.write_text(self.pattern.sub(r"\g<0>_of_another_release", text), encoding="utf-8")
        code: CodeType = compile(path.read_bytes(), path, "exec")
        return code


class Finder(MetaPathFinder):
    """Finds the modules that hold one of some names."""

    def __init__(self, names: list[str], folder: Path) -> None:
        self.folder = folder
        self.pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, names))})\b")

    def find_spec(self, fullname: str, path: object, target: object = None) -> ModuleSpec | None:
        if fullname.partition(".")[0] not in PACKAGES:
            return None
        spec = PathFinder.find_spec(fullname, path)  # type: ignore[arg-type]
        if spec is None or not isinstance(spec.loader, SourceFileLoader):
            return None
        if not self.pattern.search(spec.loader.get_data(spec.loader.path).decode()):
            return None
        spec.loader = Renamed(fullname, spec.loader.path)
        spec.loader.pattern, spec.loader.folder = self.pattern, self.folder
        return spec


if __name__ == "__main__":
    names, *arguments = sys.argv[1:]
    with TemporaryDirectory() as folder:
        if names:
            sys.meta_path.insert(0, Finder(names.split(","), Path(folder)))
        from sphinx.cmd.build import main

        sys.exit(main(arguments))
