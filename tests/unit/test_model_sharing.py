"""Share links: the services, and the setting that names them."""

from __future__ import annotations

from urllib.parse import unquote, urlsplit

import pytest

from sphinx_craftblog.config import SETTINGS, InvalidValue
from sphinx_craftblog.model.sharing import SERVICES

URL = "https://notes.example/posts/caf%C3%A9.html"
TITLE = 'Rust & C++: "why" <b>?'

(SETTING,) = (setting for setting in SETTINGS if setting.name == "share")


@pytest.mark.parametrize("name", SERVICES)
def test_a_link_carries_the_address_and_no_more_parts_than_it_should(name: str) -> None:
    service = SERVICES[name]
    link, plain = service.link(title=TITLE, url=URL), service.link(title="T", url="U")
    assert URL in unquote(link)
    assert urlsplit(link).scheme in ("https", "mailto")
    assert not set('<>" ') & set(link)
    assert [link.count(sign) for sign in "?&#="] == [plain.count(sign) for sign in "?&#="]


def test_a_link_carries_the_title_where_the_service_takes_one() -> None:
    without = {name for name, one in SERVICES.items() if "{title}" not in one.address}
    assert without == {"linkedin", "facebook"}
    title = "Rust%20%26%20C%2B%2B%3A%20%22why%22%20%3Cb%3E%3F"
    for name in SERVICES.keys() - without:
        assert title in SERVICES[name].link(title=TITLE, url=URL)


def test_the_setting_takes_names_in_their_order_once() -> None:
    assert SETTING.check(["x", "mastodon", "x"]) == ("x", "mastodon")
    assert SETTING.check("x,email") == ("x", "email")  # as the command line hands it over
    assert SETTING.check([]) == ()


@pytest.mark.parametrize(
    ("value", "part"),
    [
        (["mastadon"], r"did you mean 'mastodon'\?"),
        ({"x": 1}, "a list of names from mastodon"),
        ([["x"]], "names from mastodon"),
        (True, "a list of names from mastodon"),
    ],
)
def test_a_wrong_setting_is_refused(value: object, part: str) -> None:
    with pytest.raises(InvalidValue, match=part):
        SETTING.check(value)
