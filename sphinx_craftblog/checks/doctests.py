"""Whether the Python sessions in posts go on as they are written. Runs the code in them."""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from textwrap import dedent
from typing import TYPE_CHECKING

import docutils
from docutils import nodes

from sphinx_craftblog import diagnostics
from sphinx_craftblog.checks.finding import Finding, node_place, place_in
from sphinx_craftblog.environment.domain import blog_domain

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

LANGUAGES = frozenset({"py", "py3", "pycon", "python", "python3"})
"""Those of blocks that may hold a session."""

SECONDS = 60
"""How long the sessions of one post may take."""

_FAILURE = re.compile(
    r"File \".*\", line (?P<line>\d+), in .*\n"
    r"Failed example:\n(?P<code>(?:    .*\n)+)"
    r"(?:Exception raised:\n(?P<raised>(?s:.*))"
    r"|Expected(?: nothing|:\n(?P<expected>(?s:.*?)))\nGot(?: nothing|:\n(?P<got>(?s:.*))))"
)
_BETWEEN = re.compile(r"^\*{70}\n", re.MULTILINE)


LINE_IS_LAST = docutils.__version_info__ < (0, 22)
"""Whether the line of a session in reStructuredText is the one in which it ends."""


def find_failed_sessions(env: BuildEnvironment) -> Iterator[Finding]:
    """The examples in published posts that give something else than what is written below them.

    Each post has a Python of its own, which is begun in the source folder.
    """
    for docname in sorted(blog_domain(env).blog.published):
        if text := _sessions(env, docname):
            for line, said in _failures(text, Path(env.srcdir)):
                yield Finding("doctest", "problem", place_in(env, docname, line), said.text)


def _sessions(env: BuildEnvironment, docname: str) -> str:
    """A document's source with nothing left in it but sessions, so that lines stay what they are;
    empty if it has none. What it includes from other files is not looked at.
    """
    path = Path(env.doc2path(docname))
    source = path.read_text(encoding="utf-8-sig").splitlines()
    kept: dict[int, str] = {}
    for node in filter(_is_session, env.get_doctree(docname).findall(nodes.FixedTextElement)):
        file, line = node_place(env, docname, node)
        # Sphinx has taken the options of doctest out of the tree, so the source is asked.
        block = node.astext().splitlines()
        start = (line or 1) - 1
        if LINE_IS_LAST and isinstance(node, nodes.doctest_block):
            start -= len(block) - 1
        first = _place(block[0], source, start) if file == path else None
        if first is not None:
            lines = dedent("\n".join(source[first : first + len(block)])).split("\n")
            kept.update(enumerate(lines, first))
    return "".join(f"{kept.get(number, '')}\n" for number in range(len(source))) if kept else ""


def _is_session(node: nodes.Element) -> bool:
    is_python = isinstance(node, nodes.doctest_block) or node.get("language") in LANGUAGES
    return is_python and ">>>" in node.astext()


def _place(text: str, source: list[str], start: int) -> int | None:
    """The first line from ``start`` on that begins with a text, counted from 0."""
    wanted = text.strip()
    places = range(start, len(source))
    return next((n for n in places if source[n].strip().startswith(wanted)), None)


def _failures(
    text: str, folder: Path
) -> Iterator[tuple[int | None, diagnostics.DiagnosticMessage]]:
    """Lines of examples that fail, and what is said of them."""
    with tempfile.TemporaryDirectory(prefix="craftblog-", ignore_cleanup_errors=True) as own:
        file = Path(own, "post.txt")
        file.write_text(text, encoding="utf-8")
        command = [sys.executable, "-X", "utf8", "-m", "doctest", str(file)]
        try:
            done = subprocess.run(  # noqa: S603 - what the author has written, when asked to
                command,
                cwd=folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                text=True,
                encoding="utf-8",
                errors="replace",
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            yield None, diagnostics.broken_session(f"it has not ended in {SECONDS} seconds")
            return
    found = [match for part in _BETWEEN.split(done.stdout) if (match := _FAILURE.match(part))]
    for match in found:
        code = dedent(match["code"]).strip()
        expected, got = (dedent(match[part] or "").strip("\n") for part in ("expected", "got"))
        raised = (match["raised"] or "").strip().rpartition("\n")[2].strip()
        yield int(match["line"]), diagnostics.failed_example(code, expected, got, raised)
    if done.returncode and not found:
        reason = done.stderr.strip().rpartition("\n")[2] or f"it has ended with {done.returncode}"
        yield None, diagnostics.broken_session(reason)
