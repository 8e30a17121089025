"""What a test needs is said by its folder and its fixtures; see ``CONTRIBUTING.md``."""

from __future__ import annotations

import logging
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from copy import copy
from pathlib import Path
from typing import Any

import pytest
import sphinx.domains.python  # noqa: F401 - it keeps the language of the first to import it
from jinja2 import FileSystemBytecodeCache
from sites import EXAMPLE_SITE, Built, Run, Site
from sphinx.builders import Builder
from sphinx.config import Config

from sphinx_craftblog.commands import main
from sphinx_craftblog.rendering import templates
from sphinx_craftblog.speedups import compiled_templates as compiled

# Of each event and template Sphinx makes a line that nobody sees: a sixth of a small build.
logging.disable(logging.DEBUG)

UNIT = Path(__file__).parent / "unit"


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Mark what a test needs, and measure coverage once in each test of Python.

    Coverage makes a test slower by a third, so it is left out where a browser is what is
    tested, and of a test with parameters in all but the first.
    """
    seen = set()
    for item in items:
        fixtures = set(getattr(item, "fixturenames", ()))
        only_reads = not fixtures.isdisjoint({"shared_site", "example"})
        if "chromium" in fixtures:
            item.add_marker("browser")
        elif UNIT not in item.path.parents and ("tmp_path" in fixtures or not only_reads):
            item.add_marker("site")
        name = item.nodeid.partition("[")[0]
        if name in seen or "chromium" in fixtures:
            item.add_marker("no_cover")
        seen.add(name)


def pytest_collection_finish() -> None:
    """The profiles of Hypothesis, where a test has imported it."""
    if "hypothesis" in sys.modules:
        from hypothesis import settings

        settings.register_profile("thorough", max_examples=1000)
        settings.load_profile(os.environ.get("CRAFTBLOG_HYPOTHESIS", "default"))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """One line says what was skipped, and why."""
    reasons: Counter[str] = Counter()
    for report in terminalreporter.stats.get("skipped", ()):
        if isinstance(report.longrepr, tuple):
            reasons[report.longrepr[2].removeprefix("Skipped: ")] += 1
    if reasons:
        counts = (f"{count}: {reason}" for reason, count in reasons.most_common())
        terminalreporter.write_line(f"Skipped tests, {'; '.join(counts)}")


@pytest.fixture(scope="session", autouse=True)
def compiled_templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Templates that all builds share once they are compiled: half of a small build's time."""
    shared = FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))
    own = compiled.bytecode_cache

    def bytecode_cache(builder: Builder) -> FileSystemBytecodeCache | None:
        return shared if own(builder) else None

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(compiled, "bytecode_cache", bytecode_cache)
        patch.setattr(templates, "bytecode_cache", bytecode_cache)
        yield


DEFAULTS = {
    name: copy(option.default)
    for name, option in Config.config_values.items()
    if isinstance(option.default, list | dict)
}


@pytest.fixture(autouse=True)
def own_defaults() -> Iterator[None]:
    """Extensions and themes change defaults of Sphinx in place, for all builds of a process.

    MyST adds a suffix of sources, the PyData theme a folder of templates.
    """
    yield
    for name, default in DEFAULTS.items():
        now: Any = Config.config_values[name].default
        if now != default:
            now.clear()
            (now.extend if isinstance(now, list) else now.update)(default)


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """A site of its own, to be written and built."""
    return Site(tmp_path)


@pytest.fixture(scope="module")
def shared_site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """A site of all tests of a module: one fixture of it writes and builds, the tests read."""
    return Site(tmp_path_factory.mktemp("site"))


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Run:
    """A command: its exit code, and what it prints to both streams."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))

    def run(*arguments: object) -> tuple[int, str, str]:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as stop:
            code = int(stop.code or 0)
        said = capsys.readouterr()
        return code, said.out, said.err

    return run


@pytest.fixture(scope="session")
def example(tmp_path_factory: pytest.TempPathFactory) -> Built:
    """The example site, built as a user builds it, with warnings as errors."""
    out = tmp_path_factory.mktemp("example")
    command = [sys.executable, "-m", "sphinx", "-W", "-n", "-q", "-j", "2", "-b", "html"]
    done = subprocess.run(
        [*command, str(EXAMPLE_SITE), str(out), "-d", str(out.with_name("doctrees"))],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return Built(out, done.stderr)
