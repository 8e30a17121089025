"""The reference names all that the code declares."""

from __future__ import annotations

import importlib
import pkgutil
import re
from argparse import ArgumentParser, _SubParsersAction
from typing import Any

import pytest
from sites import ROOT

from sphinx_craftblog import __version__, commands, directives
from sphinx_craftblog.config import SETTINGS
from sphinx_craftblog.directives.article import Article
from sphinx_craftblog.directives.blog_directive import BlogDirective
from sphinx_craftblog.reading.schema import ALIASES, BY_NAME, KEYS
from sphinx_craftblog.theme.options import THEME_OPTIONS

REFERENCE = ROOT / "docs" / "reference"


def test_what_is_cited_is_this_version() -> None:
    cited = (REFERENCE.parent.parent / "CITATION.cff").read_text(encoding="utf-8")
    assert f"\nversion: {__version__}\n" in cited


def sections(page: str, heading: str) -> dict[str, str]:
    """The text below each heading of one level, by what it names."""
    text = (REFERENCE / page).read_text(encoding="utf-8")
    parts = re.split(rf"^{heading} `?([\w -]+?)`?$", text, flags=re.MULTILINE)
    return dict(zip(parts[1::2], parts[2::2], strict=True))


def parsers(monkeypatch: pytest.MonkeyPatch) -> dict[str, ArgumentParser]:
    """The parser of each command."""
    found: dict[str, ArgumentParser] = {}
    add_parser = _SubParsersAction.add_parser

    def note(self: Any, name: str, **more: Any) -> Any:
        found[name] = add_parser(self, name, **more)
        return found[name]

    monkeypatch.setattr(_SubParsersAction, "add_parser", note)
    with pytest.raises(SystemExit):
        commands.main(["--help"])
    return found


def test_every_option_of_every_command_is_in_the_reference(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = sections("commands.md", "##")
    found = parsers(monkeypatch)
    assert {f"craftblog {name}" for name in found} == set(told)
    missing = [
        f"{name} {option}"
        for name, parser in found.items()
        for option in re.findall(r"--[a-z][\w-]*", parser.format_usage())
        if not re.search(rf"{option}\b", told[f"craftblog {name}"])
    ]
    assert missing == []


def test_the_reference_names_no_option_that_a_command_does_not_have(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    told = sections("commands.md", "##")
    for name, parser in parsers(monkeypatch).items():
        synopsis = re.findall(r"```text\n(craftblog .*?)```", told[f"craftblog {name}"], re.DOTALL)
        named = set(re.findall(r"--[a-z][\w-]*", " ".join(synopsis)))
        assert named <= set(re.findall(r"--[a-z][\w-]*", parser.format_help())), name


def test_every_option_of_every_directive_is_in_the_reference() -> None:
    told = sections("directives.md", "##")
    for module in pkgutil.iter_modules(directives.__path__):
        importlib.import_module(f"{directives.__name__}.{module.name}")
    found = {
        re.sub(r"(?<!^)([A-Z])", r"-\1", kind.__name__).lower(): kind
        for kind in BlogDirective.__subclasses__()
        if kind is not Article
    }
    assert {"archive", "hero", "post-list"} <= set(found) <= set(told)
    missing = [
        f"{name} :{option}:"
        for name, kind in found.items()
        for option in kind.option_spec or ()
        if f":{option}:" not in told[name]
    ]
    assert missing == []


def test_article_takes_the_keys_of_the_front_matter() -> None:
    assert set(Article.option_spec or ()) == {*BY_NAME, *ALIASES}


@pytest.mark.parametrize("declared", [SETTINGS, KEYS, THEME_OPTIONS])
def test_everything_that_can_be_set_says_what_it_takes_and_means(declared: Any) -> None:
    assert [one.name for one in declared if not (one.takes.strip() and one.help.strip())] == []
    assert [one.name for one in declared if not one.help.endswith(".")] == []
