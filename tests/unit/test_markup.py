"""Markup of others in a form that the standards allow."""

from __future__ import annotations

import pytest

from sphinx_craftblog.model.markup import fixed


@pytest.mark.parametrize(
    ("html", "result"),
    [
        (
            '<img alt="a" src="b.svg" style="width: 720px; height: 350px;" />',
            '<img alt="a" src="b.svg" width="720" height="350" />',
        ),
        (
            '<img src="b.svg" style="width: 20.0px; height: 10.0px">',
            '<img src="b.svg" width="20" height="10">',
        ),
        ('<img src="b.svg" style="width: 50%;" />', '<img src="b.svg" style="width: 50%;" />'),
        (
            '<!-- <img style="width: 1px; height: 1px;"> -->',
            '<!-- <img style="width: 1px; height: 1px;"> -->',
        ),
    ],
)
def test_the_size_of_a_picture_is_no_style(html: str, result: str) -> None:
    assert fixed(html) == result
