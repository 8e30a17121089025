"""The setting of social cards, and where a card lies."""

from __future__ import annotations

import pytest

from sphinx_craftblog.config import SETTINGS, CardOptions, InvalidValue
from sphinx_craftblog.features.social_cards import card_file

(SETTING,) = (setting for setting in SETTINGS if setting.name == "social_cards")


def test_a_card_lies_where_its_post_does() -> None:
    assert card_file("posts/one") == "_images/social/posts/one.png"


@pytest.mark.parametrize(
    ("value", "options"),
    [
        (True, CardOptions()),
        ("1", CardOptions()),
        (False, None),
        ("0", None),
        ({}, CardOptions(is_asked_for=True)),
        (
            {"accent": "#aa0000", "logo": "a/logo.png"},
            CardOptions("#aa0000", "a/logo.png", is_asked_for=True),
        ),
    ],
)
def test_the_setting_is_read(value: object, options: CardOptions | None) -> None:
    assert SETTING.check(value) == options


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ("blue", "True, False or a mapping"),
        (["blue"], "True, False or a mapping"),
        ({"acent": "#aa0000"}, r"did you mean 'accent'\?"),
        ({"accent": "blue"}, "'#rrggbb'"),
        ({"accent": 3}, "'#rrggbb'"),
        ({"accent": ""}, "'#rrggbb'"),
        ({"logo": 3}, "path of a PNG"),
    ],
)
def test_a_wrong_setting_is_refused(value: object, part: str) -> None:
    with pytest.raises(InvalidValue, match=part):
        SETTING.check(value)
