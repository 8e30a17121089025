"""How gravely a mistake is taken, and how it is handed to Sphinx."""

from __future__ import annotations

import logging
from types import SimpleNamespace
from typing import Any

import pytest

from sphinx_craftblog.diagnostics import Diagnostic
from sphinx_craftblog.diagnostics import reporting as module
from sphinx_craftblog.diagnostics.reporting import Policy, report


def policy(levels: dict[str, str], suppressed: tuple[str, ...] = ()) -> Policy:
    made = Policy()
    app: Any = SimpleNamespace(
        config=SimpleNamespace(suppress_warnings=list(suppressed)), statuscode=0
    )
    made.app, made.levels = app, levels
    return made


def record(subtype: str, type_: str = "craftblog", docname: str = "posts/one") -> Any:
    return logging.makeLogRecord({"type": type_, "subtype": subtype, "docname": docname})


@pytest.mark.parametrize(
    ("level", "number"),
    [
        ("info", logging.INFO),
        ("warning", logging.WARNING),
        ("error", logging.ERROR),
        (None, logging.WARNING),
    ],
)
def test_a_mistake_has_the_level_of_its_subtype(level: str | None, number: int) -> None:
    levels = {"image": "ignore"} | ({"date": level} if level else {})
    one = record("date")
    assert policy(levels).grade(one)
    assert (one.levelno, one.levelname) == (number, logging.getLevelName(number))


def test_what_is_ignored_or_suppressed_is_not_said() -> None:
    assert not policy({"date": "ignore"}).grade(record("date"))
    for suppressed in ("craftblog.date", "craftblog", "craftblog.*"):
        assert not policy({"date": "error"}, (suppressed,)).grade(record("date"))
        assert policy({"date": "error"}, ("craftblog.image",)).grade(record("date"))


def test_an_error_of_ours_fails_the_build_and_keeps_its_place() -> None:
    errors = policy({})
    errors.emit(record("", "image", "posts/two"))
    assert (errors.app.statuscode, errors.places) == (0, set())
    errors.emit(record("date"))
    assert (errors.app.statuscode, errors.places) == (1, {"posts/one"})


@pytest.fixture
def said(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str, Any]]:
    """Text, type and place of what is reported."""
    found: list[tuple[str, str, Any]] = []

    def warning(template: str, text: str, **more: Any) -> None:
        found.append((template % text, f"{more['type']}.{more['subtype']}", more["location"]))

    monkeypatch.setattr(module.logger, "warning", warning)
    return found


def test_a_mistake_is_said_once_at_its_file_and_line(said: list[tuple[str, str, Any]]) -> None:
    diagnostic = Diagnostic("date", "100 % wrong", "posts/one", 3)
    report([diagnostic, diagnostic, diagnostic._replace(docname="/a/conf.py")])
    report([Diagnostic("date", "somewhere", "posts/one"), Diagnostic("feeds", "nowhere", "")])
    assert said == [
        ("100 % wrong", "craftblog.date", ("posts/one", 3)),
        ("100 % wrong", "craftblog.date", "/a/conf.py:3"),
        ("somewhere", "craftblog.date", "posts/one"),
        ("nowhere", "craftblog.feeds", ""),
    ]
