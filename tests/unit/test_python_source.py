"""conf.py as text that is changed."""

from __future__ import annotations

from typing import Any

from sphinx_craftblog.importers.common.python_source import PythonSource


def test_items_leave_lists_with_their_commas() -> None:
    source = PythonSource(
        'é = 1; a = ["x", "y", "z"]\nb = [\n    "x",\n    "y",  "z",  # it\n]\n'
        'c = ["y", "x", "z",\n     "y"]\n'
    )
    for assignment in source.assignments[1:]:
        node: Any = assignment.value
        source.remove_items(node, [item for item in node.elts if item.value != "x"])
    assert source.edited() == 'é = 1; a = ["x"]\nb = [\n    "x",\n]\nc = ["x"]\n'
