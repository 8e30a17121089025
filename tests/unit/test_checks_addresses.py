"""Addresses that a site had, and has no more."""

from __future__ import annotations

import zlib
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from sphinx_craftblog.checks.addresses import (
    Gone,
    addresses,
    file_at,
    find_gone,
    find_gone_addresses,
    near_page,
)

HEAD = b"# Sphinx inventory version 2\n# Project: Notes\n# Version: 1\n# zlib\n"


def inventory(*entries: str) -> bytes:
    """An ``objects.inv`` with these lines."""
    return HEAD + zlib.compress("".join(f"{entry}\n" for entry in entries).encode())


def test_an_inventory_is_read_as_addresses() -> None:
    read = addresses(
        inventory(
            "posts/one std:doc -1 posts/one.html One",
            "a-part std:label -1 posts/one.html#$ A part",
            "genindex std:label -1 genindex.html Index",
            "tag blog:tag -1 blog/tag/c%23.html C#",
            "elsewhere std:doc -1 https://elsewhere.example/ Elsewhere",
        )
    )
    assert read == ["blog/tag/c#.html", "posts/one.html"]


@pytest.fixture
def output(tmp_path: Path) -> Path:
    folder = tmp_path / "output"
    for name in ("index.html", "news/moved/index.html", "posts/kept.html", "a/b.txt"):
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("")
    return folder


@pytest.mark.parametrize(
    ("address", "file"),
    [
        ("", "index.html"),
        ("index.html", "index.html"),
        ("news/moved", "news/moved/index.html"),
        ("news/moved/", "news/moved/index.html"),
        ("posts/kept", "posts/kept.html"),
        ("a/b.txt", "a/b.txt"),
        ("posts/kept/", None),
        ("posts/", None),
        ("news/moved.html", None),
    ],
)
def test_a_host_finds_files_and_indexes_of_folders(
    output: Path, address: str, file: str | None
) -> None:
    assert file_at(address, lambda name: (output / name).is_file()) == file


def test_an_address_that_is_gone_is_named_with_the_nearest(output: Path) -> None:
    earlier = ["", "posts/kept.html", "posts/moved/", "posts/kpet.html", "xyz/zebra.png"]
    assert find_gone(earlier, output) == [
        Gone("posts/moved/", "news/moved/"),
        Gone("posts/kpet.html", "posts/kept.html"),
        Gone("xyz/zebra.png", None),
    ]
    assert find_gone(["posts/kept.html"], output) == []


def test_addresses_of_folders_are_not_those_of_files(output: Path) -> None:
    assert find_gone(["posts/kept/"], output) == [Gone("posts/kept/", "posts/kept.html")]


def test_a_page_of_the_same_name_is_nearer_than_one_that_is_spelled_alike() -> None:
    assert near_page("posts/a-queue.html", ["posts/a-quene.html", "x/y/a-queue.html"]) == (
        "x/y/a-queue.html"
    )


@pytest.fixture
def said(tmp_path: Path, output: Path) -> Callable[[str], list[str]]:
    """What is found of the inventory that a setting names."""

    def said(setting: str) -> list[str]:
        domain = SimpleNamespace(options=SimpleNamespace(earlier_inventory=setting))
        app: Any = SimpleNamespace(
            srcdir=tmp_path, env=SimpleNamespace(get_domain=lambda _: domain)
        )
        found = list(find_gone_addresses(app, output))
        assert all(f[:3] == ("address", "problem", setting) for f in found)
        return [finding.message for finding in found]

    return said


def test_the_inventory_that_the_settings_name_is_compared(
    tmp_path: Path, said: Callable[[str], list[str]]
) -> None:
    assert said("") == []
    entry = "moved std:doc -1 posts/moved.html Moved"
    (tmp_path / "earlier.inv").write_bytes(inventory(entry, "kept std:doc -1 posts/kept.html K"))
    (message,) = said("earlier.inv")
    assert message == (
        "the address 'posts/moved.html' is in the earlier inventory, and no file is there now; "
        "the nearest page is 'posts/kept.html'"
    )


@pytest.mark.parametrize(
    "content", [None, b"", HEAD[:29], b"<html>" * 99, HEAD + b"no zlib"], ids=repr
)
def test_an_inventory_that_cannot_be_read_is_one_message(
    tmp_path: Path, said: Callable[[str], list[str]], content: bytes | None
) -> None:
    if content is not None:
        (tmp_path / "earlier.inv").write_bytes(content)
    (message,) = said("earlier.inv")
    assert message.startswith("the earlier inventory cannot be read (")
