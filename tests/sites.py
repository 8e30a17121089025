"""Small sites, built through ``sphinx.testing``, and looked at as a user would."""

from __future__ import annotations

import json
import os
import re
import shutil
import struct
import subprocess
import sys
import time
import zlib
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from textwrap import dedent
from typing import Any

import pytest
from bs4 import BeautifulSoup
from sphinx.testing.util import SphinxTestApp

from sphinx_craftblog.commands.check import Finding, check
from sphinx_craftblog.incremental.manifest import MANIFEST

ROOT = Path(__file__).parent.parent
"""The folder of the project."""

EXAMPLE_SITE = ROOT / "example_site"

PARSER = os.environ.get("CRAFTBLOG_PARSER", "")
"""The extension that reads Markdown: ``myst_nb``, or none for the one that we set up ourselves."""

CONF = """
project = "Notes"
html_baseurl = "https://notes.example/"
extensions = ["sphinx_craftblog"]
html_theme = "craftblog"
craftblog_now = "2026-06-01"
"""


MEGABYTE = 1_000_000

Run = Callable[..., tuple[int, str, str]]
"""A command: its arguments, and its exit code and both streams."""


def assert_time_grows_with_length(
    read: Callable[[int], object], length: int, *, seconds: float = 5
) -> None:
    """Read a 64th of a length, an eighth and all of it, and look at the seconds of the processor.

    Eight times the length may take eight times as long, and not 64 times, as its square does:
    any machine can tell these apart. Five seconds are never too long, or ``seconds``.
    """
    before = 0.0
    for part in (length // 64, length // 8, length):
        begun = time.process_time()
        read(part)
        taken = time.process_time() - begun
        assert taken < max(seconds, 24 * before), (
            f"{taken} s for {part}, and {before} s for an eighth"
        )
        before = taken


@dataclass
class Warned:
    """One warning: the file (without its folder), its line, its text and its type."""

    file: str
    line: int | None
    text: str
    type: str


@dataclass
class Built:
    """What a build wrote and said."""

    out: Path
    log: str
    _parsed: dict[tuple[str, int], BeautifulSoup] = field(default_factory=dict, repr=False)

    def html(self, page: str) -> BeautifulSoup:
        """A page, parsed once as long as its file is the same."""
        path = self.out / f"{page}.html"
        key = (page, path.stat().st_mtime_ns)
        if key not in self._parsed:
            self._parsed[key] = BeautifulSoup(path.read_text(encoding="utf-8"), "html5lib")
        return self._parsed[key]

    def text(self, name: str) -> str:
        return (self.out / name).read_text(encoding="utf-8")

    def files(self) -> set[str]:
        return {path.relative_to(self.out).as_posix() for path in self.out.rglob("*.*")}

    def tree(self) -> dict[str, bytes]:
        """Every file with its bytes."""
        paths = (path for path in self.out.rglob("*") if path.is_file())
        return {path.relative_to(self.out).as_posix(): _comparable(path) for path in paths}

    @property
    def warnings(self) -> list[Warned]:
        pattern = re.compile(
            r"^(?:(?P<file>[^:\n]*?)(?::(?P<line>\d+))?:+ )?(?:WARNING|ERROR): "
            r"(?P<text>.*?)(?: \[(?P<type>[\w.-]+)\])?$",
            re.MULTILINE,
        )
        return [
            Warned(
                Path(match["file"] or "").name,
                int(match["line"]) if match["line"] else None,
                match["text"],
                match["type"] or "",
            )
            for match in pattern.finditer(re.sub(r"\x1b\[[0-9;]*m", "", self.log))
        ]


def _comparable(path: Path) -> bytes:
    # MyST-NB writes its style sheet when a build has ended: the first pages lack its checksum.
    # And where it does so, a whole path, it notes in the configuration, which we know by a digest.
    if PARSER and path.name == MANIFEST:
        known = json.loads(path.read_bytes())
        pages = [(name, file) for name, (_, file) in known["pages"].items()]
        return repr((sorted(known["documents"]), pages, known["files"], known["statics"])).encode()
    pattern = rb"(mystnb\.\w+\.css)\?v=\w+"
    return re.sub(pattern, rb"\1", path.read_bytes()) if PARSER else path.read_bytes()


class Site:
    """A site in a folder of its own, to be changed and built again."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.write("conf.py", CONF)
        self.write("index.md", "# Home\n")

    @classmethod
    def at(cls, folder: Path) -> Site:
        """A site that is there already."""
        site = cls.__new__(cls)
        site.folder = folder
        return site

    def write(self, name: str, text: str) -> Path:
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        if name == "conf.py" and PARSER:
            text = text.replace('["sphinx_craftblog"', f'["sphinx_craftblog", "{PARSER}"')
            text = text.replace('"myst_parser"', f'"{PARSER}"')
        path.write_text(dedent(text).lstrip("\n"), encoding="utf-8")
        return path

    def configure(self, text: str) -> None:
        """Settings after the usual ones."""
        self.write("conf.py", CONF + dedent(text))

    def post(self, name: str, body: str = "Text of the post.", **front: object) -> Path:
        """A post with front matter (a date unless given) and a heading."""
        keys = {"date": "2026-01-01", **front}
        title = keys.pop("heading", name.rpartition("/")[2].replace("-", " ").capitalize())
        lines = [f"{key}: {value}" for key, value in keys.items() if value is not None]
        head = ["---", *lines, "---", ""] if lines else []
        return self.write(f"posts/{name}.md", "\n".join([*head, f"# {title}", "", body, ""]))

    def remove(self, name: str) -> None:
        (self.folder / name).unlink()

    def app(
        self, builder: str, *, jobs: int = 1, into: str = "_build", **settings: object
    ) -> SphinxTestApp:
        """An application that can build more than once; to be cleaned up."""
        folder = self.folder / into
        return SphinxTestApp(
            builder,
            srcdir=self.folder,
            builddir=folder,
            parallel=jobs,
            confoverrides=settings or None,
        )

    def build(
        self, builder: str = "html", *, jobs: int = 1, into: str = "_build", **settings: object
    ) -> Built:
        app = self.app(builder, jobs=jobs, into=into, **settings)
        try:
            app.build()
            return Built(Path(app.outdir), app.warning.getvalue())
        finally:
            app.cleanup()

    def build_clean(self, builder: str = "html", *, jobs: int = 1, into: str = "_clean") -> Built:
        return self.build(builder, jobs=jobs, into=into)

    def build_apart(self, builder: str = "html", *, into: str = "_clean", **more: str) -> Built:
        """A build in a process of its own, as ``sphinx-build`` is; ``more`` is its environment."""
        out = self.folder / into
        command = [sys.executable, "-m", "sphinx", "-q", "-b", builder, "-d", str(out / "doctrees")]
        command += [str(self.folder), str(out / builder)]
        done = subprocess.run(
            command, capture_output=True, text=True, check=False, env=os.environ | more
        )
        assert done.returncode == 0, done.stderr
        return Built(out / builder, done.stderr)


def words(element: object) -> str:
    """The text of an element with white space folded."""
    return " ".join(element.get_text().split())  # type: ignore[attr-defined]


def leaks_of(site: Site, built: Built, builder: str = "html") -> list[Finding]:
    """What a site's output shows of posts that are kept back or hidden; see ``craftblog check``."""
    found = check(site.folder, builder=builder, output=built.out)
    return [finding for finding in found if finding.check == "leak"]


def picture(site: Site, name: str, width: int, height: int) -> None:
    """A PNG of one bit a pixel."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return (
            struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        )

    path = site.folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    head = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    rows = zlib.compress((b"\0" + b"\0" * (width // 8)) * height)
    path.write_bytes(
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", rows) + chunk(b"IEND", b"")
    )


def differences(left: Built, right: Built) -> list[str]:
    """Names of the files that are not the same in both trees."""
    a, b = left.tree(), right.tree()
    return sorted(name for name in a.keys() | b.keys() if a.get(name) != b.get(name))


def metas(page: BeautifulSoup, key: str) -> list[str]:
    """What the metadata of a page says under a name or a property."""
    found = page.select(f'meta[property="{key}"], meta[name="{key}"]')
    return [tag["content"] for tag in found]


def json_ld(page: BeautifulSoup) -> dict[str, dict[str, Any]]:
    """The JSON-LD graph by type."""
    (script,) = page.select('script[type="application/ld+json"]')
    data = json.loads(script.string)
    assert data["@context"] == "https://schema.org"
    return {node["@type"]: node for node in data["@graph"]}


def write_blog(site: Site) -> None:
    """Four posts, and pages with a list of every kind."""
    site.configure('craftblog_tags = {"rust": {"name": "Rust"}}\nhtml_copy_source = True')
    site.write(
        "index.md",
        "# Home\n\n```{featured}\n```\n\n```{post-list}\n```\n\n"
        "```{tag-index}\n```\n\n{read-time}`posts/two`\n",
    )
    for day, (name, tags) in enumerate(
        {"one": "[Rust, SQL]", "two": "[Rust]", "three": "[C++]", "four": "[SQL]"}.items(), 1
    ):
        body = f"Text of {name}.\n\n```{{code-block}} python\n:caption: {name}.py\nx = 1\n```\n"
        site.post(name, body=body, date=f"2026-01-0{day}", tags=tags)
    site.write("about.md", "---\norphan: true\n---\n# About\n\nSee {doc}`posts/one`.\n")


def once(factory: pytest.TempPathFactory, name: str, make: Callable[[Path], Built]) -> Built:
    """What the first process of a run that needs it builds in a folder, for all of them to read.

    ``make`` builds with ``sphinx.testing``, in a folder that it is given.
    """
    folder = factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        folder = folder.parent
    folder = folder / name
    log = folder / "log.txt"
    while True:
        try:
            folder.mkdir()
        except FileExistsError:  # another process builds it, or has done so
            if log.exists():
                return Built(folder / "html", log.read_text(encoding="utf-8"))
            time.sleep(0.05)
        else:
            break
    try:
        built = make(folder)
        (folder / "log").write_text(built.log, encoding="utf-8")
        (folder / "log").rename(log)  # at once with all that is in it
    except BaseException:
        shutil.rmtree(folder)  # the next builds it, and fails for the same reason
        raise
    return built


DOCS = ROOT / "docs"


def documentation(factory: pytest.TempPathFactory) -> Built:
    """The documentation, to be read."""
    return once(factory, "documentation", lambda folder: Site.at(DOCS).build(into=str(folder)))
