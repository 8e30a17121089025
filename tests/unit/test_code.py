"""What the bar of a code block calls its language."""

from __future__ import annotations

import pytest
from pygments.lexer import RegexLexer
from pygments.lexers import get_lexer_by_name
from sphinx.highlighting import lexer_classes

from sphinx_craftblog.theme.code import language_name


@pytest.mark.parametrize("language", ["python", "sql", "yaml", "cpp", "rust"])
def test_a_language_is_called_as_its_lexer_is(language: str) -> None:
    assert language_name(language) == get_lexer_by_name(language).name


@pytest.mark.parametrize(
    ("lexer", "name"), [("Bash Session", "Shell"), ("Text only", ""), ("Mine", "Mine")]
)
def test_readers_know_some_by_another_name(
    lexer: str, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(lexer_classes, "of-a-test", type("Lexer", (RegexLexer,), {"name": lexer}))
    assert language_name("of-a-test") == name


@pytest.mark.parametrize("language", ["", "none", "nosuch"])
def test_a_language_that_nobody_knows_has_no_name(language: str) -> None:
    assert language_name(language) == ""
