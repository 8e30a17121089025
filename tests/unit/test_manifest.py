"""What an output folder shows, and what a build has begun to do to it."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_craftblog.incremental.manifest import JOURNAL, MANIFEST, Journal, Manifest, remove
from sphinx_craftblog.model.digest import digest, digest_of_bytes

WHOLE = Manifest(
    documents={"a/ü": "1"},
    pages={"blog/tag": ["2", "blog/tag.html"]},
    files={"a/ü": ["a/ü.html", "_images/x.png"]},
    settings="3",
    statics=["_static/a.css"],
    others=["genindex.html"],
)


def test_a_manifest_is_read_as_it_was_written(tmp_path: Path) -> None:
    WHOLE.save(tmp_path)
    assert Manifest.load(tmp_path) == WHOLE
    assert [path.name for path in tmp_path.iterdir()] == [MANIFEST]


def test_a_manifest_that_says_the_same_is_not_written(tmp_path: Path) -> None:
    WHOLE.save(tmp_path)
    path = tmp_path / MANIFEST
    before = path.stat().st_mtime_ns
    path.with_suffix(".tmp").write_text("of a build that was killed")
    WHOLE.save(tmp_path)
    assert path.stat().st_mtime_ns == before
    assert [path.name for path in tmp_path.iterdir()] == [MANIFEST]


@pytest.mark.parametrize(
    "content", [None, b"", b"[]", b'{"documents"', b'{"of_another": {}}', b"\xff", b"null"]
)
def test_without_a_manifest_that_can_be_read_nothing_is_known(
    tmp_path: Path, content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / MANIFEST).write_bytes(content)
    assert Manifest.load(tmp_path) == Manifest()


def test_a_journal_tells_the_next_build_what_was_begun(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "out")
    assert (journal.pages, journal.files, journal.foreign_files) == (set(), set(), None)
    journal.note_foreign_files(["CNAME", "a b.txt"])
    journal.note_page("posts/ü", ["posts/ü.html", "with blank.html"])
    journal.note_page("index", ["index.html"])
    found = Journal(tmp_path / "out")
    assert found.foreign_files == {"CNAME", "a b.txt"}
    assert found.pages == {"posts/ü", "index"}
    assert found.files == {"posts/ü.html", "with blank.html", "index.html"}
    found.close()
    assert not (tmp_path / "out" / JOURNAL).exists()


@pytest.mark.parametrize(
    "line", ['strangers ["a.txt", "b', "file a/gr\xc3", "page", "of another kind\nfile x"]
)
def test_a_line_that_was_cut_is_not_continued(tmp_path: Path, line: str) -> None:
    (tmp_path / JOURNAL).write_bytes(b"page whole\n" + line.encode("latin-1"))
    Journal(tmp_path).note_page("next", ["next.html"])
    found = Journal(tmp_path)
    assert found.pages == {"whole", "next"}
    assert found.files == {"next.html"}


def test_files_go_with_the_folders_that_they_leave_empty(tmp_path: Path) -> None:
    out = tmp_path / "out"
    for name in ("blog/tag/a/index.html", "blog/kept.html", "apart.html"):
        (out / name).parent.mkdir(parents=True, exist_ok=True)
        (out / name).write_text("x")
    (tmp_path / "outside.html").write_text("x")
    remove(out, ["blog/tag/a/index.html", "../outside.html", "gone.html", "blog"])
    left = {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*")}
    assert left == {"out", "out/blog", "out/blog/kept.html", "out/apart.html", "outside.html"}


def test_a_digest_tells_values_apart_and_not_processes() -> None:
    assert digest("a", 1, ("b",)) == "1a42e921b79b6438"
    others = {digest("a", 1, ("b",)), digest("a", "1", ("b",)), digest("a", 1, "b"), digest("a1b")}
    assert len(others) == 4
    assert digest_of_bytes(b"x") != digest_of_bytes(b"y")
