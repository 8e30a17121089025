"""Earlier addresses of posts, as authors write them."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_craftblog.diagnostics.values import InvalidValue
from sphinx_craftblog.features.redirects import address


@pytest.mark.parametrize(
    ("written", "path"),
    [
        ("old/name.html", "old/name.html"),
        ("/old/name", "old/name"),
        ("/old/name/", "old/name/"),
        ("/", ""),
        ("a/b/release-1.2", "a/b/release-1.2"),
        ("2019/caf%C3%A9", "2019/café"),
        ("alt/größe und mehr", "alt/größe und mehr"),
        ("old/a:b", "old/a:b"),
    ],
)
def test_an_address_is_a_path_from_the_root(written: str, path: str) -> None:
    assert address(written) == path


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("", "it is empty"),
        ("../up", "leads out"),
        ("a/..", "leads out"),
        ("a/%2e%2e/b", "leads out"),
        ("a/./b", "leads out"),
        ("a%2Fb", "leads out"),
        ("a%5Cb", "leads out"),
        ("a//b", "two slashes"),
        ("//example.org/x", "no path within this site"),
        ("https://example.org/x", "no path within this site"),
        ("mailto:x", "no path within this site"),
        ("C:/x", "no path within this site"),
        ("a\\b", "no path within this site"),
        ("a\nb", "control character"),
        ("a\0b", "control character"),
        ("a\u2028b", "control character"),
        ("a%0Ab", "control character"),
        ("a%FF", "not UTF-8"),
        ("old?p=1", "query"),
        ("old#part", "fragment"),
        ("old/*", "no wildcards"),
        ("old/con.html", "device on Windows"),
    ],
)
def test_what_is_no_address_says_why(written: str, reason: str) -> None:
    with pytest.raises(InvalidValue, match=reason):
        address(written)


@given(st.text(st.sampled_from("ab./%2e5c0\\?#:* é\n\0"), max_size=12) | st.text(max_size=20))
def test_no_address_leads_out(written: str) -> None:
    try:
        path = address(written)
    except InvalidValue:
        return
    root = Path("/site")
    assert (root / path).is_relative_to(root)
    assert not {"..", "."} & set(path.split("/"))
    assert path.isprintable() or not set(path) & set("\n\r\0\t")
