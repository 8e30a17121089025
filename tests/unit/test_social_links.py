"""Handles and addresses in settings, as links with an icon."""

from __future__ import annotations

import pytest

from sphinx_craftblog.model.social_links import SERVICES, SocialLink, read_social_links

URLS = {
    "github": "https://github.com/ada",
    "gitlab": "https://gitlab.com/ada",
    "codeberg": "https://codeberg.org/ada",
    "mastodon": "https://mastodon.social/@ada",
    "bluesky": "https://bsky.app/profile/ada.example",
    "linkedin": "https://www.linkedin.com/in/ada",
    "x": "https://x.com/ada",
    "youtube": "https://www.youtube.com/@ada",
    "orcid": "https://orcid.org/0000-0002-1825-0097",
    "email": "mailto:ada@example.org",
}


def test_handles_are_addresses() -> None:
    links = read_social_links({name: service.example for name, service in SERVICES.items()})
    assert {link.icon: link.url for link in links} == URLS
    assert [link.name for link in links] == [service.name for service in SERVICES.values()]


@pytest.mark.parametrize(
    ("service", "handle", "url"),
    [
        ("github", "@ada", "https://github.com/ada"),
        ("github", "ada/craft.notes", "https://github.com/ada/craft.notes"),
        ("gitlab", "a/b/c", "https://gitlab.com/a/b/c"),
        ("codeberg", "https://codeberg.org/ada", "https://codeberg.org/ada"),
        ("mastodon", "ada@a.example", "https://a.example/@ada"),
        ("youtube", "ada", "https://www.youtube.com/@ada"),
    ],
)
def test_a_handle_may_have_other_forms(service: str, handle: str, url: str) -> None:
    assert read_social_links({service: handle}) == (
        SocialLink(SERVICES[service].name, url, service),
    )


def test_the_sites_own_feeds_are_a_link_without_an_address() -> None:
    assert read_social_links({"rss": True, "x": "ada"}) == (
        SocialLink("", "", "rss"),
        SocialLink("X", "https://x.com/ada", "x"),
    )
    assert read_social_links({"rss": False}) == ()


def test_a_list_holds_addresses_and_names() -> None:
    links = read_social_links(
        [
            "https://www.github.com/ada",
            "https://shop.example/?a=1&b=2",
            "mailto:ada@a.example",
            {"x": "https://twitter.com/ada"},
            {"name": 'My "shop"', "url": "https://shop.example/"},
            {"name": "Code", "url": "https://a.example/", "icon": "gitlab"},
        ]
    )
    assert links == (
        SocialLink("github.com", "https://www.github.com/ada", "github"),
        SocialLink("shop.example", "https://shop.example/?a=1&b=2", "link"),
        SocialLink("ada@a.example", "mailto:ada@a.example", "email"),
        SocialLink("X", "https://twitter.com/ada", "x"),
        SocialLink('My "shop"', "https://shop.example/", "link"),
        SocialLink("Code", "https://a.example/", "gitlab"),
    )


@pytest.mark.parametrize(
    ("value", "part"),
    [
        ("ada", r"\{'github': 'ada'\}"),
        ([3], "in a list URLs"),
        ({"githbu": "ada"}, r"did you mean 'github'\?"),
        ({3: "ada"}, "the services github"),
        ({"github": ["ada"]}, "for 'github' a URL"),
        ({"github": "ada/notes/more"}, "such as 'ada', not 'ada/notes/more'"),
        ({"mastodon": "ada"}, "'@ada@mastodon.social', not 'ada'"),
        ({"bluesky": "ada"}, "'ada.example', not 'ada'"),
        ({"orcid": "0000"}, "'0000-0002-1825-0097'"),
        ({"x": "https://x.com/a b"}, "'https://'"),
        (["ada.example"], "'https://'"),
        (["https://["], "'https://'"),
        (["javascript:alert(1)"], "'https://'"),
        ([{"url": "https://a.example"}], "a 'name'"),
        ([{"name": "A", "url": "https://a.example", "icno": "x"}], r"did you mean 'icon'\?"),
        ([{"name": "A", "url": "https://a.example", "icon": "lnik"}], r"did you mean 'link'\?"),
    ],
)
def test_a_wrong_value_is_refused(value: object, part: str) -> None:
    with pytest.raises(ValueError, match=part):
        read_social_links(value)
