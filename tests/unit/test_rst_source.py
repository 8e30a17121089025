"""reStructuredText of other tools: its parts, and directives that Sphinx has otherwise."""

from __future__ import annotations

import pytest

from sphinx_craftblog.importers.common import rst_source


def test_parts_of_restructuredtext() -> None:
    source = rst_source.split("=====\n A *b*\n=====\n\n:Date: 2024\n:long: one\n  two\n\nText\n")
    assert source == ("A b", {"date": "2024", "long": "one\ntwo"}, "Text", 9)
    assert rst_source.split(":date: 1\n\nText").title == ""


def test_directives_of_blogs_become_those_of_sphinx() -> None:
    def known(before: str) -> str:
        return rst_source.for_sphinx(before, pytest.fail)

    assert known(".. class:: x\n\nText") == ".. rst-class:: x\n\nText"
    assert known(".. code:: py\n   :linenos: inline\n   :x: y\n\n   .. z::") == (
        ".. code-block:: py\n   :linenos:\n\n   .. z::"
    )
    assert known("So::\n\n   .. nothing:: x") == "So::\n\n   .. nothing:: x"
