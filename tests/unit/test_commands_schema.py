"""The JSON Schema of any blog's front matter."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import sphinx_craftblog
from sphinx_craftblog.commands.schema import schema


def test_the_schema_in_the_package_is_the_codes() -> None:
    path = Path(sphinx_craftblog.__file__).with_name("front-matter.schema.json")
    assert json.loads(path.read_text(encoding="utf-8")) == schema()


def test_the_schema_is_valid() -> None:
    jsonschema.Draft7Validator.check_schema(schema())


@pytest.mark.parametrize(
    ("front", "is_valid"),
    [
        ({}, True),
        ({"author": "eve", "tags": ["Unheard of"]}, True),
        ({"x-mine": [1], "og:type": "a", "orphan": True}, True),
        ({"date": "2026-01-05", "draft": True}, True),
        ({"tag": ["Rust"]}, False),
        ({"draft": "maybe"}, False),
        ({"date": "5 January"}, False),
        ({"layout": "wied"}, False),
    ],
)
def test_front_matter_that_a_build_warns_of_is_marked(
    front: dict[str, object], is_valid: bool
) -> None:
    assert jsonschema.Draft7Validator(schema()).is_valid(front) == is_valid
