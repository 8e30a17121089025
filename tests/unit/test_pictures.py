"""Sizes of pictures: what HTML says of them, and what drawings do."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup
from sites import MEGABYTE, assert_time_grows_with_length

from sphinx_craftblog.model.pictures import Size, completed, picture_addresses, svg_size

SIZE = Size(40, 20)

SVG = '<svg xmlns="http://www.w3.org/2000/svg" {}><rect width="3" height="2"/></svg>'


@pytest.mark.parametrize(
    ("text", "expected", "others"),
    [
        ("<img src=a.png>", ("40", "20"), {"loading": "lazy", "decoding": "async"}),
        ("<IMG SRC='a.png' WIDTH=10>", ("10", "5"), {}),
        ('<img width="20px" src="a.png"/>', ("20px", "10"), {}),
        ("<img src=a.png width=50%>", ("50%", None), {}),
        ("<img src=a.png width=3 height=3>", ("3", "3"), {}),
        ("<img src=a.png loading=eager decoding=sync>", ("40", "20"), {"loading": "eager"}),
        ("<img alt='a > b' src='a.png' />", ("40", "20"), {"alt": "a > b"}),
        ("<img\nalt='\"' src='a.png'\n>", ("40", "20"), {"alt": '"'}),
        ("<img src=a.png style='max-height: 2em'>", ("40", "20"), {}),
        ("<p it's></p><img src=a.png>", ("40", "20"), {}),
        ("<img src=a.png srcset='b.png 2x'>", (None, None), {"decoding": "async"}),
        ("<a title='<img src=a.png>'></a><img src=b.png>", ("40", "20"), {"src": "b.png"}),
    ],
)
def test_an_element_is_read_as_a_browser_does(
    text: str, expected: tuple[str | None, ...], others: dict[str, str]
) -> None:
    whole = completed(f"<img src=first.png>{text}", {"a.png": SIZE, "b.png": SIZE}.get)
    image = BeautifulSoup(whole, "html5lib").find_all("img")[1]
    assert (image.get("width"), image.get("height")) == expected
    assert {name: image.get(name) for name in others} == others


@pytest.mark.parametrize(
    "text",
    [
        "<!-- <img src=a.png> -->",
        "<script>x = \"<img src='a.png'>\"</script>",
        "<pre>&lt;img src=a.png&gt;</pre>",
        '<a title="<img src=a.png>">x</a>',
        "<img src=a.png",
        "<imgs src=a.png>",
        "a < b > c <img",
        "<script>'<img src=a.png>'",
        "<a title='<img src=a.png>",
    ],
)
def test_what_is_no_element_stays_as_it_is(text: str) -> None:
    assert completed(text, {"a.png": SIZE}.get) == text
    assert list(picture_addresses(text)) == []


@pytest.mark.parametrize("part", ["<!-- ", "<script>", "<a b='", '<img a="', "<svg ", "<a ="])
def test_what_never_ends_is_gone_through_once(part: str) -> None:
    def read(length: int) -> None:
        text = part * (length // len(part))
        assert completed(text, {}.get) == text
        assert svg_size(text) is None

    assert_time_grows_with_length(read, MEGABYTE)


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ('width="30" height="20"', (30, 20)),
        ('width="1in" height="72pt"', (96, 96)),
        ("viewBox='0 0 24 12.4'", (24, 12)),
        ('width="100%" height="100%" viewBox="-5,-5,10,20"', (10, 20)),
        ('width="50" viewBox="0 0 10 20"', (50, 100)),
        ('height="50" viewBox="0 0 10 20"', (25, 50)),
        ('height="1e999" viewBox="0 0 0 20"', None),
        ('stroke-width="3"', None),
    ],
)
def test_a_drawing_has_its_own_size_or_that_of_its_box(
    attributes: str, expected: tuple[int, int] | None
) -> None:
    before = "<?xml version='1.0'?><!-- <svg width='1' height='1'> -->"
    assert svg_size(before + SVG.format(attributes)) == expected
