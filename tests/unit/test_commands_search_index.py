"""``craftblog search-index``: what it asks of Pagefind, and what it says without one."""

from __future__ import annotations

import subprocess
import sys
from importlib.machinery import ModuleSpec
from pathlib import Path
from types import ModuleType

import pytest

from sphinx_craftblog.commands import main, search_index
from sphinx_craftblog.commands.search_index import NoIndexError, make_index


@pytest.fixture
def output(tmp_path: Path) -> Path:
    """A folder with a post that is marked for Pagefind."""
    (tmp_path / "posts").mkdir()
    (tmp_path / "posts" / "one.html").write_text("<section data-pagefind-body>Text</section>")
    return tmp_path


class Pagefind:
    """Stands in for Pagefind: notes how it is called, and answers."""

    def __init__(self) -> None:
        self.options: list[str] = []
        self.run_queries = 0, "Indexed 1 page\nIndexed 23 words\n", ""

    def run(self, command: list[str], **_: object) -> subprocess.CompletedProcess[str]:
        self.options = command[3:]
        return subprocess.CompletedProcess(command, *self.run_queries)


@pytest.fixture
def pagefind(monkeypatch: pytest.MonkeyPatch) -> Pagefind:
    found, package, service = Pagefind(), ModuleType("pagefind"), ModuleType("pagefind.service")
    package.__spec__ = ModuleSpec("pagefind", None)
    service.get_executable = lambda: Path("pagefind")  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "pagefind", package)
    monkeypatch.setitem(sys.modules, "pagefind.service", service)
    monkeypatch.setattr(search_index.subprocess, "run", found.run)
    return found


def test_the_counts_are_those_of_pagefind(output: Path, pagefind: Pagefind) -> None:
    assert make_index(output) == (1, 23)
    assert pagefind.options == [
        *("--site", str(output), "--output-subdir", "pagefind"),
        *("--exclude-selectors", ".headerlink"),
    ]
    pagefind.run_queries = 0, "Done\n", ""
    assert make_index(output) == (0, 0)


@pytest.mark.parametrize("page", ["search.html", "search/index.html"])
def test_posts_in_other_languages_are_in_the_same_index(
    output: Path, pagefind: Pagefind, page: str
) -> None:
    (output / page).parent.mkdir(exist_ok=True)
    (output / page).write_text('<!DOCTYPE html>\n<html data-content_root="./" lang="de">\n')
    make_index(output)
    assert pagefind.options[-2:] == ["--force-language", "de"]


def test_without_a_folder_there_is_no_index(tmp_path: Path, pagefind: Pagefind) -> None:
    with pytest.raises(NoIndexError, match=r"no folder '.*_build/html'"):
        make_index(tmp_path / "_build" / "html")
    assert not pagefind.options


def test_without_marked_pages_there_is_no_index(tmp_path: Path, pagefind: Pagefind) -> None:
    (tmp_path / "index.html").write_text("<p>Text</p>")
    with pytest.raises(NoIndexError, match="craftblog_search = 'pagefind'") as caught:
        make_index(tmp_path)
    assert "\n" not in str(caught.value)
    assert not pagefind.options
    assert not (tmp_path / "pagefind").exists()


def test_another_folder_of_that_name_stays(output: Path, pagefind: Pagefind) -> None:
    (output / "pagefind").mkdir()
    (output / "pagefind" / "notes.txt").write_text("mine")
    with pytest.raises(NoIndexError, match="is not an index of Pagefind's"):
        make_index(output)
    assert [path.name for path in (output / "pagefind").iterdir()] == ["notes.txt"]
    assert not pagefind.options


@pytest.mark.usefixtures("pagefind")
def test_an_earlier_index_is_removed(output: Path) -> None:
    (output / "pagefind").mkdir()
    for name in ("pagefind-entry.json", "old.pf_fragment"):
        (output / "pagefind" / name).write_text("")
    make_index(output)
    assert not (output / "pagefind").exists()


def test_without_the_extra_it_is_named(output: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pagefind", None)
    with pytest.raises(NoIndexError, match=r'pip install "sphinx-craftblog\[pagefind\]"'):
        make_index(output)


@pytest.mark.usefixtures("pagefind")
def test_an_extra_without_its_program_is_none(
    output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.modules["pagefind.service"], "get_executable", lambda: None)
    with pytest.raises(NoIndexError, match=r"sphinx-craftblog\[pagefind\]"):
        make_index(output)


@pytest.mark.parametrize(("out", "err"), [("", "No room.\n"), ("No room.\n", "")])
def test_what_pagefind_complains_of_is_told(
    output: Path, pagefind: Pagefind, out: str, err: str
) -> None:
    pagefind.run_queries = 1, out, err
    with pytest.raises(NoIndexError, match=r"No room\.") as caught:
        make_index(output)
    assert "\n" not in str(caught.value)


def test_an_index_that_cannot_be_made_is_code_1(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["search-index"]) == 1
    error = capsys.readouterr().err
    assert error.startswith("craftblog: ")
    assert "'_build/html'" in error
    assert error.count("\n") == 1
