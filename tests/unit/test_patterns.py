"""Patterns mean the same with every Python that is supported."""

from __future__ import annotations

import importlib
import pkgutil
import re

import sphinx_craftblog
from sphinx_craftblog.rendering.html import without_frames

POSSESSIVE_GROUP = re.compile(r"(?<!\\)\)(?:[*+?]|\{[\d,]+\})\+")
"""Before Python 3.11.5, such a repetition can match less than it should, or something else."""


def test_no_pattern_repeats_a_group_without_giving_back() -> None:
    assert POSSESSIVE_GROUP.search("(?:a|b)*+c")
    assert not POSSESSIVE_GROUP.search(r"(?:a|b)*[c]++\)*+")
    found = []
    for module in pkgutil.walk_packages(sphinx_craftblog.__path__, "sphinx_craftblog."):
        if module.name.endswith(".make_fonts"):
            continue
        for name, value in vars(importlib.import_module(module.name)).items():
            if isinstance(value, re.Pattern) and isinstance(value.pattern, str):
                outside_of_sets = re.sub(r"\[\^?\]?(?:\\.|[^\]\\])*\]", "x", value.pattern)
                if POSSESSIVE_GROUP.search(outside_of_sets):
                    found.append(f"{module.name}.{name}")
    assert found == []


def test_a_text_is_without_what_stands_around_it() -> None:
    begin, end = "<!--craftblog-frame-->", "<!--/craftblog-frame-->"
    assert without_frames(f"a{begin}<p>b</p>{end}c{begin}d{end}e") == "ace"
    assert without_frames(f"a{begin}b{begin}c{end}d") == f"a{begin}bd"
    assert without_frames(f"a{end}b{begin}c") == f"a{end}b{begin}c"
    assert without_frames("a <b> c") == "a <b> c"
