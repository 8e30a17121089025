"""Names made into addresses."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sphinx_craftblog.model.slugs import DEVICES, MAX_BYTES, RESERVED, slugify, unique_slug


@pytest.mark.parametrize(
    ("name", "slug"),
    [
        ("PostgreSQL", "postgresql"),
        ("C++", "c-plus-plus"),
        ("C#", "c-sharp"),
        ("C", "c"),
        ("Release engineering", "release-engineering"),
        ("Größe", "grösse"),
        ("数据库", "数据库"),
        ("हिन्दी", "हिन्दी"),
        ("../up", "up"),
        ("a/b", "a-b"),
        ("<b>", "b"),
        ("🚀", "rocket"),
        ("?!", "question-mark-exclamation-mark"),
    ],
)
def test_names_become_addresses(name: str, slug: str) -> None:
    assert slugify(name) == slug


@given(st.text(min_size=1).filter(str.strip))
def test_every_name_has_an_address_that_is_one_safe_file_name(name: str) -> None:
    slug = slugify(name)
    assert slug
    assert len(slug.encode()) <= MAX_BYTES
    assert not set(slug) & set("/\\.?#%:*\"<>| &'")
    assert slug == unicodedata.normalize("NFC", slug)
    assert slugify(slug) == slug


def test_a_taken_address_gets_a_number() -> None:
    assert unique_slug("a", {"a", "a-2"}) == "a-3"


@pytest.mark.parametrize("name", ["con", "AUX", "nul", "com1", "LPT9", "COM¹"])
def test_the_name_of_a_device_is_taken(name: str) -> None:
    assert slugify(name) in DEVICES
    assert unique_slug(slugify(name), RESERVED) == f"{slugify(name)}-2"
