"""Small sites, built through ``sphinx.testing``, and looked at as a user would."""

from __future__ import annotations

import json
import logging
import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from textwrap import dedent

import pytest
import sphinx.domains.python  # noqa: F401 - it keeps the language of the first to import it
from browser import Handler, serve
from bs4 import BeautifulSoup
from hypothesis import settings
from jinja2 import FileSystemBytecodeCache
from playwright.sync_api import Browser, sync_playwright
from sphinx.builders import Builder
from sphinx.config import Config
from sphinx.testing.util import SphinxTestApp

from sphinx_craftblog.commands import main
from sphinx_craftblog.commands.check import Finding, check
from sphinx_craftblog.showing import templates
from sphinx_craftblog.showing.manifest import MANIFEST
from sphinx_craftblog.speed import compiled_templates as compiled

# Of each event and template Sphinx makes a line that nobody sees: a sixth of a small build.
logging.disable(logging.DEBUG)

settings.register_profile("thorough", max_examples=1000)
settings.load_profile(os.environ.get("CRAFTBLOG_HYPOTHESIS", "default"))

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


def assert_time_grows_with_length(read: Callable[[int], object], length: int) -> None:
    """Read a 64th of a length, an eighth and all of it, and look at the seconds of the processor.

    Eight times the length may take eight times as long, and not 64 times, as its square does:
    any machine can tell these apart. Five seconds are never too long.
    """
    before = 0.0
    for part in (length // 64, length // 8, length):
        begun = time.process_time()
        read(part)
        taken = time.process_time() - begun
        assert taken < max(5, 24 * before), f"{taken} s for {part}, and {before} s for an eighth"
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

    def html(self, page: str) -> BeautifulSoup:
        return BeautifulSoup((self.out / f"{page}.html").read_text(encoding="utf-8"), "html5lib")

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


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Measure coverage, which makes a test three times as slow, once in each test of Python.

    Not where a browser is what is tested, and of a test with parameters in the first alone.
    """
    seen = set()
    for item in items:
        name = item.nodeid.partition("[")[0]
        if name in seen or item.get_closest_marker("browser"):
            item.add_marker("no_cover")
        seen.add(name)


@pytest.fixture(scope="session", autouse=True)
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Templates that all builds share once they are compiled: half of a small build's time."""
    shared = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    own = compiled.bytecode_cache

    def bytecode_cache(builder: Builder) -> FileSystemBytecodeCache | None:
        return shared if own(builder) else None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "bytecode_cache", bytecode_cache)
        patch.setattr(templates, "bytecode_cache", bytecode_cache)
        yield


@pytest.fixture(autouse=True)
def own_suffixes() -> Iterator[None]:
    """Sphinx notes what extensions read in its default, for all builds of a process."""
    default = Config.config_values["source_suffix"].default
    before = dict(default)
    yield
    default.clear()
    default.update(before)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return Site(tmp_path)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """A command: its exit code, and what it prints to both streams."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def run(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


EXAMPLE_SITE = Path(__file__).parent.parent / "example_site"


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The example site, built as a user builds it, with warnings as errors."""
    out = tmp_path_factory.mktemp("example")
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "-q", "-j", "2", "-b", "html"]
    done = subprocess.run(
        [*command, str(EXAMPLE_SITE), str(out), "-d", str(out.with_name("doctrees"))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Built(out, done.stderr)


def words(element: object) -> str:
    """The text of an element with white space folded."""
    return " ".join(element.get_text().split())  # type: ignore[attr-defined]


def leaks_of(site: Site, built: Built, builder: str = "html") -> list[Finding]:
    """What a site's output shows of posts that are kept back or hidden; see ``craftblog check``."""
    found = check(site.folder, builder=builder, output=built.out)
    return [finding for finding in found if finding.check == "leak"]


@pytest.fixture(scope="session")
def address(example: Built) -> Iterator[str]:
    """Where the example site is served."""
    with serve(Handler, example.out) as address:
        yield address


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    # The first draws the same pages in half the time: it has no window around them.
    names = (
        "chromium-headless-shell",
        "chromium",
        "chromium-browser",
        "google-chrome",
        "chrome",
    )
    path = os.environ.get("CHROME_PATH") or next(filter(None, map(shutil.which, names)), None)
    if path is None:
        message = "no Chromium found: install it, or name one in CHROME_PATH"
        if os.environ.get("CRAFTBLOG_REQUIRE_BROWSER"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path,
            args=[
                "--no-sandbox",
                "--disable-gpu",
                "--disable-background-networking",
                "--font-render-hinting=none",  # letters are as wide as in the whole browser
            ],
        )
        yield browser
        browser.close()
