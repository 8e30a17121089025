"""What other pages show of a post, rendered once and kept beside its doctree."""

from __future__ import annotations

import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from sphinx_craftblog.model.digest import digest_of_bytes

FOLDER = "craftblog/fragments"
"""Where fragments lie below the doctrees; beside them are other things that a build keeps."""


@dataclass(frozen=True, slots=True)
class CodePanel:
    """A code block as a card shows it: ``html`` is highlighted with Pygments' classes,
    ``lines_left_out`` says how many lines of a long block are not in it.
    """

    title: str
    language: str
    html: str
    lines_left_out: int = 0


@dataclass(frozen=True, slots=True)
class Fragment:
    """The rendered parts of one post that other pages show."""

    excerpt: str = ""
    panel: CodePanel | None = None

    def save(self, path: Path) -> str:
        """Write the fragment, and return its digest."""
        text = json.dumps(asdict(self), ensure_ascii=False)
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return digest_of_bytes(text.encode())

    @classmethod
    def load(cls, path: Path) -> Fragment:
        """The fragment of a file that :meth:`save` wrote."""
        data = json.loads(path.read_text(encoding="utf-8"))
        return cls(data["excerpt"], CodePanel(**data["panel"]) if data["panel"] else None)


def fragments(doctreedir: str | Path) -> set[str]:
    """The posts whose fragments are there, by docname."""
    folder = Path(doctreedir, FOLDER)
    start = len(str(folder)) + 1
    return {
        f"{here}{os.sep}{name}"[start:-5].replace(os.sep, "/")
        for here, _, names in os.walk(folder)
        for name in names
        if name.endswith(".json")
    }


def fragment_path(doctreedir: str | Path, docname: str) -> Path:
    """Return where the fragment of a post lies."""
    return Path(doctreedir, FOLDER, f"{docname}.json")
