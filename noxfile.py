"""The tests with other versions: ``nox --list`` says which, ``nox`` runs what is installed.

A session whose Python is not on the machine is skipped. The oldest and the newest versions of
everything are ``make test-oldest`` and ``make test-newest``.
"""

from __future__ import annotations

import nox

nox.needs_version = ">=2024.4"
nox.options.default_venv_backend = "uv|virtualenv"
nox.options.error_on_missing_interpreters = False
nox.options.sessions = ["tests"]

PARSERS = {
    "myst-parser": ("", "not browser"),
    "myst-nb": ("myst_nb", "not browser"),
    "rest": ("", "rest"),
}
"""Who reads posts: the extension to set, and the tests to run."""


def run_tests(session: nox.Session, parser: str = "myst-parser") -> None:
    """The tests without a browser; arguments after ``--`` are pytest's."""
    extension, marks = PARSERS[parser]
    session.run(
        *("python", "-m", "pytest", "-n", "auto", "--dist", "loadfile", "--no-loadscope-reorder"),
        *("-m", marks),
        *session.posargs,
        env={"CRAFTBLOG_PARSER": extension},
    )


@nox.session(python=["3.11", "3.12", "3.13", "3.14"])
@nox.parametrize("sphinx", ["8.1", "9"])
@nox.parametrize("parser", list(PARSERS))
def tests(session: nox.Session, parser: str, sphinx: str) -> None:
    """Each Python with each major version of Sphinx and each way to read posts."""
    session.install("-e", ".[test]", f"sphinx=={sphinx}.*")
    run_tests(session, parser)


@nox.session(name="sphinx-main")
def sphinx_main(session: nox.Session) -> None:
    """Sphinx as it is developed, which may be newer than we allow."""
    session.install("-e", ".[test]")
    session.install("--upgrade", "git+https://github.com/sphinx-doc/sphinx")
    run_tests(session)
