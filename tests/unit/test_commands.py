"""Commands load what they need, and say what they are."""

from __future__ import annotations

import subprocess
import sys

import pytest

from sphinx_craftblog import __version__
from sphinx_craftblog.commands import MODULES, main


def loaded_by(*arguments: str) -> set[str]:
    """The packages that a process has loaded when its command has ended."""
    script = (
        "import sys\nfrom sphinx_craftblog.commands import main\n"
        f"try:\n    main({list(arguments)})\nexcept SystemExit:\n    pass\n"
        "print(*{name.partition('.')[0] for name in sys.modules}, file=sys.stderr)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    return set(done.stderr.split())


def test_the_version_is_told_without_anything_that_it_does_not_need() -> None:
    assert not {"sphinx", "docutils", "yaml", "jinja2", "babel"} & loaded_by("--version")


def test_the_help_names_every_command(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main(["--help"])
    assert stopped.value.code == 0
    assert set(MODULES) <= set(capsys.readouterr().out.split())


@pytest.mark.parametrize("name", MODULES)
def test_each_command_has_a_help_of_its_own(name: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as stopped:
        main([name, "--help"])
    assert stopped.value.code == 0
    assert f"craftblog {name}" in capsys.readouterr().out


def test_the_version_is_that_of_the_package(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        main(["--version"])
    assert capsys.readouterr().out == f"craftblog {__version__}\n"
