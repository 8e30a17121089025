"""``craftblog init``: the files of a new site."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sites import Run


def test_files_are_not_written_over(run: Run, tmp_path: Path) -> None:
    (tmp_path / "index.md").write_text("mine")
    code, _, said = run("init", tmp_path)
    assert code == 2
    assert said == (
        f"craftblog: {str(tmp_path)!r} has index.md already; '--overwrite' writes over them\n"
    )
    assert [path.name for path in tmp_path.iterdir()] == ["index.md"]
    assert (tmp_path / "index.md").read_text() == "mine"
    assert run("init", tmp_path, "--overwrite")[0] == 0
    assert (tmp_path / "index.md").read_text() != "mine"


@pytest.mark.parametrize(
    ("host", "files"),
    [
        ("github-pages", [".github/workflows/publish.yml"]),
        ("netlify", ["netlify.toml"]),
        ("read-the-docs", [".readthedocs.yaml"]),
        ("cloudflare", ["wrangler.toml"]),
    ],
)
def test_a_host_has_its_configuration(
    run: Run, tmp_path: Path, host: str, files: list[str]
) -> None:
    folder = tmp_path / "my-notes"
    code, output, _ = run("init", folder, "--host", host, "--format", "json")
    assert code == 0
    said = json.loads(output)
    usual = ["conf.py", "index.md", "posts/welcome.md", ".gitignore", "requirements.txt"]
    assert said == {"folder": str(folder), "files": [*usual, *files]}
    written = {path.relative_to(folder).as_posix() for path in folder.rglob("*.*")}
    assert {*usual, *files} <= written | {".github/workflows/publish.yml"}


@pytest.mark.parametrize("url", ["me.example", "ftp://me.example", "//me.example"])
def test_an_address_that_is_none_makes_nothing(run: Run, tmp_path: Path, url: str) -> None:
    code, _, said = run("init", tmp_path / "new", "--url", url)
    assert code == 2
    assert said.startswith("craftblog: '--url' takes an address such as 'https://me.example/'")
    assert not (tmp_path / "new").exists()
