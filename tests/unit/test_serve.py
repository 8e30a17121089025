"""What the preview of ``craftblog serve`` watches."""

from __future__ import annotations

from pathlib import Path

import pytest

from sphinx_craftblog.commands.serve import is_watched


@pytest.mark.parametrize(
    ("name", "watched"),
    [
        ("posts/a.md", True),
        ("conf.py", True),
        ("_static/a.css", True),
        ("_build/html/index.html", False),
        (".git/index", False),
        ("posts/.a.md.swp", False),
        ("posts/a.md~", False),
        ("_ext/__pycache__/a.pyc", False),
    ],
)
def test_editors_and_builds_do_not_count(name: str, watched: bool) -> None:
    source = Path("/home/me/_build/venv/.site")
    assert is_watched(source / name, source) == watched
