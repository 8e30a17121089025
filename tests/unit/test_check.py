"""What ``craftblog check`` asks for by its options, and how it reports what is found."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from sphinx_craftblog.checks.finding import Finding
from sphinx_craftblog.commands import check, main
from sphinx_craftblog.commands.check import USUAL, Limits

PROBLEM = Finding("build", "problem", "a.md:3", "WARNING: something")
ADVICE = Finding("term", "advice", "a.md:4", "no other post has the tag 'Once'")
NOWHERE = Finding("build", "problem", "", "something of no place")

Asked = list[dict[str, Any]]


@pytest.fixture
def run_queries(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Asked]:
    """A site of which these are found; returns what was asked of it."""

    def run_queries(*found: Finding) -> Asked:
        asked: Asked = []

        def find(source: Path, **options: Any) -> list[Finding]:
            asked.append({"source": source, **options})
            return list(found)

        monkeypatch.setattr(check, "check", find)
        return asked

    return run_queries


def test_a_site_is_checked_as_it_is_published(run_queries: Callable[..., Asked]) -> None:
    asked = run_queries()
    assert main(["check"]) == 0
    assert asked == [
        {
            "source": Path(),
            "builder": "html",
            "output": None,
            "strict": False,
            "wanted": list(USUAL),
            "limits": Limits(),
        }
    ]
    assert not {"stale", "external", "doctest"} & set(USUAL)


@pytest.mark.parametrize(
    ("options", "name", "value"),
    [
        (["site"], "source", Path("site")),
        (["--builder", "dirhtml"], "builder", "dirhtml"),
        (["--output", "."], "output", Path()),
        (["--strict"], "strict", True),
        (["--only", "link, leak"], "wanted", ["leak", "link"]),
        (["--only", "link", "--only", "image"], "wanted", ["image"]),
        (["--only", "build", "--skip", "build"], "wanted", []),
        (["--skip", "build,leak"], "wanted", [*USUAL[2:]]),
        (["--only", "doctest"], "wanted", ["doctest"]),
        (["--doctest"], "wanted", [*USUAL, "doctest"]),
        (["--external"], "wanted", [*USUAL, "external"]),
        (["--only", "link", "--external"], "wanted", ["link", "external"]),
        (["--stale-after", "90d"], "wanted", [*USUAL, "stale"]),
        (["--stale-after", "90d"], "limits", Limits(stale_after=timedelta(days=90))),
        (["--fail-younger-than", "1w"], "limits", Limits(fail_younger_than=timedelta(days=7))),
        (["--fail-younger-than", "1w"], "wanted", [*USUAL]),
    ],
)
def test_options_say_what_is_checked(
    run_queries: Callable[..., Asked], options: list[str], name: str, value: object
) -> None:
    asked = run_queries()
    assert main(["check", *options]) == 0
    assert asked[0][name] == value


@pytest.mark.parametrize(
    ("found", "options", "code"),
    [
        ([], [], 0),
        ([ADVICE], [], 0),
        ([PROBLEM], [], 1),
        ([PROBLEM, ADVICE], ["--no-advice"], 1),
        ([ADVICE], ["--no-advice"], 0),
    ],
)
def test_the_exit_code_says_whether_there_is_a_problem(
    run_queries: Callable[..., Asked], found: list[Finding], options: list[str], code: int
) -> None:
    run_queries(*found)
    assert main(["check", *options]) == code


def test_a_report_in_words_has_a_line_for_each(
    run_queries: Callable[..., Asked], capsys: pytest.CaptureFixture[str]
) -> None:
    run_queries(PROBLEM, NOWHERE, ADVICE)
    problems = ["a.md:3: WARNING: something", "something of no place"]
    main(["check"])
    said = capsys.readouterr().out.splitlines()
    assert said == [*problems, "a.md:4: advice: no other post has the tag 'Once'"]
    main(["check", "--no-advice"])
    assert capsys.readouterr().out.splitlines() == problems


def test_a_report_in_json_has_every_part(
    run_queries: Callable[..., Asked], capsys: pytest.CaptureFixture[str]
) -> None:
    run_queries(PROBLEM._replace(message="größer"), ADVICE)
    main(["check", "--format", "json"])
    said = capsys.readouterr().out
    assert "größer" in said
    assert [tuple(finding.values()) for finding in json.loads(said)] == [
        ("build", "problem", "a.md:3", "größer"),
        tuple(ADVICE),
    ]
    assert set(json.loads(said)[0]) == {"check", "level", "location", "message"}
    run_queries()
    main(["check", "--format", "json"])
    assert json.loads(capsys.readouterr().out) == []


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--only", "lnik"], "craftblog: no check 'lnik'; did you mean 'link'?"),
        (["--skip", "lnik"], "craftblog: no check 'lnik'; did you mean 'link'?"),
        (
            ["--stale-after", "three years"],
            "craftblog: '--stale-after' takes a number of days, weeks, months or years such as 90d",
        ),
        (["--fail-younger-than", "2"], "craftblog: '--fail-younger-than' takes a number of days, "),
        (
            ["--output", "nowhere"],
            "craftblog: no folder 'nowhere'; '--output' takes the one that a build has written",
        ),
    ],
)
def test_wrong_usage_is_one_line(
    run_queries: Callable[..., Asked],
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    options: list[str],
    said: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    asked = run_queries()
    assert main(["check", *options]) == 2
    captured = capsys.readouterr()
    assert (captured.out, asked) == ("", [])
    assert captured.err.startswith(said)
    assert captured.err.count("\n") == 1


@pytest.mark.parametrize("arguments", [[], ["chek"], ["check", "--builder", "latex"]])
def test_an_unknown_command_or_option_is_one_line(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(SystemExit) as caught:
        main(arguments)
    assert caught.value.code == 2
    assert re.fullmatch(r"craftblog.*--help. says what it takes\n", capsys.readouterr().err)
