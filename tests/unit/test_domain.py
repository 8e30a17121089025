"""What the domain makes of the settings."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from sphinx_craftblog.environment.domain import BlogDomain


@pytest.mark.parametrize(
    ("base", "url"),
    [
        ("https://notes.example/", "https://notes.example"),
        ("https://notes.example/blog", "https://notes.example/blog"),
        ("http://notes.example:8000/", "http://notes.example:8000"),
        ("https://notes.example/my blog/", "https://notes.example/my%20blog"),
        ("https://notes.example/my%20blog/", "https://notes.example/my%20blog"),
        (None, ""),
        ("", ""),
        ("notes.example", ""),
        ("/blog/", ""),
        ("htps://notes.example/", ""),
        ("https://notes.example/?a=b", ""),
        ("https:///blog/", ""),
    ],
)
def test_the_address_of_a_site_is_whole_or_none(base: str | None, url: str) -> None:
    env: Any = SimpleNamespace(config=SimpleNamespace(html_baseurl=base))
    domain = BlogDomain.__new__(BlogDomain)
    domain.env = env
    assert domain.site_url == url
