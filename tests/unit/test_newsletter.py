"""The setting of the newsletter's form."""

from __future__ import annotations

import pytest

from sphinx_craftblog.model.newsletter import Newsletter, read_newsletter

ACTION = {"action": "https://a.example/subscribe/?a=1&b=2"}


def test_an_empty_setting_is_no_form() -> None:
    assert read_newsletter({}) is None


def test_what_is_left_out_has_its_default() -> None:
    assert read_newsletter(ACTION) == Newsletter(ACTION["action"], "post", "email")


def test_what_is_given_is_kept_as_it_is() -> None:
    more = {"method": "get", "field": 'EMAIL"', "title": "<b>", "text": "One.", "button": "Go"}
    hidden = {"tag": '<b>"&', "list": ""}
    assert read_newsletter(ACTION | more | {"hidden": hidden}) == Newsletter(
        ACTION["action"], "get", 'EMAIL"', tuple(hidden.items()), "<b>", "One.", "Go"
    )


def test_a_slash_at_the_end_of_the_address_stays() -> None:
    newsletter = read_newsletter({"action": "http://localhost:8000/"})
    assert newsletter is not None
    assert newsletter.action == "http://localhost:8000/"


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ("https://a.example", "a mapping"),
        ([], "a mapping"),
        ({"url": "https://a.example"}, "the keys action, method, .*, not 'url'"),
        ({"acton": "https://a.example"}, r"did you mean 'action'\?"),
        ({"title": "x"}, "an 'action'"),
        ({"action": "http://a.example"}, "'action' a URL that begins with 'https://'"),
        ({"action": "javascript:alert(1)"}, "'https://'"),
        ({"action": 3}, "'https://'"),
        (ACTION | {"method": "put"}, "'post' or 'get'"),
        (ACTION | {"field": " "}, "'field' the name of the provider's field"),
        (ACTION | {"title": 3}, "strings only"),
        (ACTION | {"hidden": ["a"]}, "'hidden' a mapping"),
        (ACTION | {"hidden": {"a": 1}}, "strings only"),
    ],
)
def test_a_wrong_setting_is_refused(value: object, part: str) -> None:
    with pytest.raises(ValueError, match=part):
        read_newsletter(value)
