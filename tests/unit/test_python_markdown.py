"""The dialect of Python-Markdown, made MyST."""

from __future__ import annotations

import pytest

from sphinx_craftblog.importers.common import python_markdown


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("    :::sh\n    ls\n\n    cd\n\nx", "```sh\nls\n\ncd\n```\n\nx"),
        ("- a\n\n        #!python\n        x\n", "- a\n\n    ```python\n    x\n    ```\n"),
        ("[TOC]\n\n#Head", "\n# Head"),
        (
            '!!! note "T"\n    a\n\n    b\n\nc',
            ":::{admonition} T\n:class: note\n\na\n\nb\n:::\n\nc",
        ),
        ("- a\n\n    ---\n\n    b", "- a\n\n    \n\n    b"),
        ("!!! tip\n    a\n", ":::{tip}\na\n:::\n"),
        ("# A {: #x }\n\ntext\n{: .c }", "{#x}\n# A\n\ntext\n"),
    ],
)
def test_the_dialect_of_python_markdown(before: str, after: str) -> None:
    assert python_markdown.myst(before, set()) == after
