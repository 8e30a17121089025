"""The tutorial, done as it is written: what it says to type is typed, and seen what it shows."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import datetime, timezone
from io import StringIO
from pathlib import Path
from typing import NamedTuple

import pytest
from bs4 import BeautifulSoup
from sites import ROOT, words

from sphinx_craftblog.commands import main
from sphinx_craftblog.commands.serve import Preview
from sphinx_craftblog.commands.site import HELD_BACK

TUTORIAL = ROOT / "docs" / "tutorial.md"

WRITTEN_ON = "2026-11-21"
"""The day that the page shows; the commands write the present one."""

HOME = "/home/ada/craft-notes"
"""The folder that the page shows."""

PROGRAMS = {
    "craftblog": ["-c", "import sys; from sphinx_craftblog.commands import main; sys.exit(main())"],
    "sphinx-build": ["-m", "sphinx"],
}
"""What a process is begun with."""


class Block(NamedTuple):
    """A fenced block of the page."""

    language: str
    options: dict[str, str]
    text: str


class Claim(NamedTuple):
    """A comment that says what can be seen, and the paragraph below it that says so to readers."""

    kind: str
    page: str
    phrases: list[str]
    paragraph: str


def steps(source: str) -> Iterator[Block | Claim]:
    """What the page asks for and says, in its order."""
    pattern = re.compile(
        r"^(?P<fence>`{3,})\{code-block\} (?P<language>\w+)\n(?P<block>.*?)^(?P=fence)\n"
        r"|^% (?P<kind>seen|unpublished)(?: on (?P<page>\S+))?: (?P<phrases>[^\n]*)\n\n"
        r"(?P<said>.*?)\n\n",
        re.MULTILINE | re.DOTALL,
    )
    for match in pattern.finditer(source):
        if match["kind"]:
            phrases = match["phrases"].split("; ")
            yield Claim(
                match["kind"], match["page"] or "", phrases, " ".join(match["said"].split())
            )
        else:
            options = re.match(r"(?::\w+: .*\n)*", match["block"])
            assert options is not None
            named = dict(re.findall(r":(\w+): (.*)", options[0]))
            yield Block(match["language"], named, match["block"][options.end() :])


class Reader:
    """Who does what the page says, in a folder of their own."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.programs: set[str] = set()
        """What has run in a process of its own."""
        self.preview: Path | None = None
        """What ``craftblog serve`` shows of the folder as it is, if somebody has looked."""

    def follow(self, step: Block | Claim) -> None:
        if isinstance(step, Claim):
            self.look(step)
        elif step.options.get("class") in {"not-run", "said-of-tgas"}:
            return
        elif step.options.get("class") == "begins":
            self.begin_with(step)
        elif "caption" in step.options:
            self.write(step.options["caption"], step.text)
        else:
            assert step.language == "console", step
            self.type(step.text)

    def write(self, name: str, text: str) -> None:
        (self.folder / name).write_text(text, encoding="utf-8")
        self.preview = None

    def begin_with(self, step: Block) -> None:
        """Replace the front matter of a file."""
        text = (self.folder / step.options["caption"]).read_text(encoding="utf-8")
        self.write(step.options["caption"], step.text + text.split("---\n", 2)[2])

    def type(self, session: str) -> None:
        """Run commands; what stands below one is what it prints."""
        for part in re.split(r"^\$ ", session, flags=re.MULTILINE)[1:]:
            command, _, output = part.partition("\n")
            assert self.run(command) == output, command
            self.preview = None

    def run(self, command: str, *, code: int = 0) -> str:
        """What a command prints. Each program runs in a process once, as it is typed; Python
        takes longer to begin one than most commands take.
        """
        program, *arguments = shlex.split(command)
        run = self.run_here if program in self.programs else self.run_in_a_process
        self.programs.add(program)
        found, out, err = run(program, arguments)
        assert found == code, f"{command}: {out}{err}"
        return out.replace(str(self.folder.resolve()), HOME).replace("\\", "/")

    def run_in_a_process(self, program: str, arguments: list[str]) -> tuple[int, str, str]:
        done = subprocess.run(
            [sys.executable, *PROGRAMS[program], *arguments],
            cwd=self.folder,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
        return done.returncode, done.stdout, done.stderr

    def run_here(self, program: str, arguments: list[str]) -> tuple[int, str, str]:
        assert program == "craftblog"
        out, err = StringIO(), StringIO()
        with chdir(self.folder), redirect_stdout(out), redirect_stderr(err):
            code = main(arguments)
        return code, out.getvalue(), err.getvalue()

    def look(self, claim: Claim) -> None:
        assert [phrase for phrase in claim.phrases if phrase not in claim.paragraph] == []
        if claim.kind == "unpublished":
            files = [path for path in (self.folder / "_build/html").rglob("*") if path.is_file()]
            assert files
            assert not [path for path in files if claim.phrases[0].encode() in path.read_bytes()]
            return
        if self.preview is None:
            self.preview = self.serve()
        page = (self.preview / claim.page).read_text(encoding="utf-8")
        shown = words(BeautifulSoup(page, "html5lib").body)
        assert [phrase for phrase in claim.phrases if phrase not in shown] == []

    def serve(self) -> Path:
        """Build what ``craftblog serve`` shows, with nothing to say of it."""
        preview = Preview(self.folder, "html", HELD_BACK)
        with redirect_stdout(StringIO()):
            preview.build()
        preview.close()
        assert preview.messages == []
        return preview.output


@pytest.fixture
def source(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    for name in ("SOURCE_DATE_EPOCH", "VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    today = f"{datetime.now(timezone.utc):%Y-%m-%d}"
    return TUTORIAL.read_text(encoding="utf-8").replace(WRITTEN_ON, today)


def test_the_tutorial_does_what_it_says(source: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path / "craft-notes")
    reader.folder.mkdir()
    followed = list(steps(source))
    assert sum(isinstance(step, Claim) for step in followed) == source.count("\n% ")
    for step in followed:
        reader.follow(step)


def test_its_mistake_is_answered_as_it_says(source: str, tmp_path: Path) -> None:
    reader = Reader(tmp_path)
    reader.programs.add("craftblog")  # the other test has seen it in a process
    reader.run("craftblog init --title Notes --author Ada --url https://ada.example/")
    blocks = [step for step in steps(source) if isinstance(step, Block)]
    post = next(b for b in blocks if b.options.get("caption") == "posts/a-queue-in-postgresql.md")
    said = next(b for b in blocks if b.options.get("class") == "said-of-tgas")
    reader.write(post.options["caption"], post.text.replace("tags:", "tgas:"))
    assert reader.run("craftblog check", code=1).replace(f"{HOME}/", "") == said.text
