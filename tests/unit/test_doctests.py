"""Sessions that cannot be run; that they are, and what fails, ``craftblog check`` tests."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from docutils import nodes
from docutils.utils import new_document

from sphinx_craftblog.checks import doctests
from sphinx_craftblog.checks.doctests import find_failed_sessions


@pytest.fixture
def found(tmp_path: Path) -> Callable[[str], list[str]]:
    """What is said of the session that is the whole of a post."""

    def found(session: str) -> list[str]:
        path = tmp_path / "post.md"
        path.write_text(session, encoding="utf-8")
        tree = new_document(str(path))
        block = nodes.literal_block(session, session, language="python")
        block.source, block.line = str(path), 1
        tree += block
        domain = SimpleNamespace(blog=SimpleNamespace(published={"post": None}))
        env: Any = SimpleNamespace(
            srcdir=tmp_path,
            doc2path=lambda _: path,
            get_domain=lambda _: domain,
            get_doctree=lambda _: tree,
        )
        findings = list(find_failed_sessions(env))
        assert {finding[:2] for finding in findings} <= {("doctest", "problem")}
        return [
            f"{finding.location.removeprefix(str(path))} {finding.message}" for finding in findings
        ]

    return found


def test_a_session_without_an_end_is_ended(
    found: Callable[[str], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctests, "SECONDS", 0.1)
    said = "the Python sessions in this post cannot be run: it has not ended in 0.1 seconds"
    assert found(">>> while True: pass\n\n") == [f" {said}"]


def test_what_is_no_session_is_said(found: Callable[[str], list[str]]) -> None:
    (said,) = found(">>> 1\n>>>1\n")
    assert said.startswith(" the Python sessions in this post cannot be run: ")


def test_what_an_example_gives_is_said_at_its_line(found: Callable[[str], list[str]]) -> None:
    assert found(">>> 1\n1\n>>> 1 + 1\n3\n") == [":3 the example '1 + 1' gives '2', not '3'"]
    assert found(">>> 1\n1\n") == []
