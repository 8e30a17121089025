"""What a post gives itself, and what its folders give it."""

from __future__ import annotations

import pytest

from sphinx_craftblog.reading.folder_defaults import Inherited, with_inherited
from sphinx_craftblog.reading.front_matter import Entry


def entries(**values: object) -> dict[str, Entry]:
    return {key: Entry(value, 1) for key, value in values.items()}


@pytest.mark.parametrize(
    ("own", "inherited", "kept"),
    [
        ({}, {"tags": "A"}, {"tags": "A"}),
        ({"tags": "B"}, {"tags": "A"}, {"tags": "B"}),
        ({"tags": []}, {"tags": "A"}, {"tags": []}),
        ({"tags": None}, {"tags": "A"}, {"tags": "A"}),
        ({"draft": None}, {"draft": False}, {"draft": None}),
        ({"author": "B"}, {"authors": "A"}, {"author": "B"}),
        ({"authors": "B"}, {"author": "A"}, {"authors": "B"}),
        ({"category": "B"}, {"categories": "A"}, {"category": "B"}),
        ({"image": "b.png"}, {"image_alt": "A"}, {"image": "b.png"}),
        ({"image_alt": "B"}, {"image": "a.png"}, {"image_alt": "B", "image": "a.png"}),
        ({"nocomments": True}, {"comments": True}, {"nocomments": True}),
        ({"unlisted": False}, {"exclude": True}, {"unlisted": False}),
    ],
)
def test_what_a_post_gives_itself_displaces_what_its_folder_gives(
    own: dict[str, object], inherited: dict[str, object], kept: dict[str, object]
) -> None:
    found = with_inherited(entries(**own), Inherited(entries(**inherited)), "posts/a")
    assert {key: entry.value for key, entry in found.items()} == kept


@pytest.mark.parametrize("docname", ["posts/2026-01-05-a", "posts/2026-01-05-a/index"])
def test_the_date_of_a_file_name_displaces_that_of_a_folder(docname: str) -> None:
    inherited = Inherited(entries(date="2026-02-03", tags="A"))
    assert with_inherited({}, inherited, docname).keys() == {"tags"}
