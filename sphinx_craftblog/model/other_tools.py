"""Front matter keys of other tools, and what says the same here.

Of Hugo, Jekyll, Pelican, Nikola, Material for MkDocs, Zola, Astro, Quarto, WordPress and
Ghost. Their names are found in any case, with hyphens, underscores, spaces or none.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

_OURS = {
    "date": "publishdate pubdate published_at published_on post_date created created_at",
    "updated": "lastmod modified last_modified last_modified_at date_modified updated_at"
    " updated_date revised",
    "expires": "expirydate expiry_date unpublishdate expiration_date",
    "description": "summary subtitle lead teaser intro meta_description",
    "image": "images featured_image cover cover_image thumbnail previewimage preview_image"
    " feature_image hero_image header_image og_image banner photo",
    "image_alt": "cover_alt featured_image_alt feature_image_alt thumbnail_alt",
    "redirect_from": "aliases alias redirects",
    "external_url": "link redirect_to external",
    "canonical_url": "canonical",
    "read_time": "reading_time time_to_read",
    "language": "lang locale",
    "pinned": "pin sticky",
    "series": "collection",
    "tags": "topics labels",
    "category": "section",
    "author": "byline by",
    "comments": "comment_status",
    "toc": "show_toc table_of_contents",
}

_HELD = "write 'draft: true', or 'draft: false'"
_UNLISTED = "write 'unlisted: true', or 'unlisted: false'"
_ADDRESS = "a post has the address of its file; 'redirect_from' keeps an earlier one"
_OWN = "give each of its keys alone; one of your own begins with 'x-'"
_NONE = "take it out"

_ADVICE = {
    _HELD: "published publish post_status private public visible visibility",
    _UNLISTED: "hidden headless noindex robots listed eleventy_exclude_from_collections",
    _ADDRESS: "slug url permalink save_as path",
    "posts are ordered by 'date'; 'pinned: true' puts one first, 'part' is its place in a series": (
        "weight order menu_order nav_order"
    ),
    "write '<!-- more -->' where the excerpt ends": "excerpt_separator",
    "write 'toc: false' for a page without its table of contents": "hide",
    "write 'nosearch: true' for a page that the search does not find": "search",
    "write 'sd_hide_title: true', with sphinx-design": "hide_title",
    _OWN: "params extra taxonomies header",
    _NONE: "type post_type link_title",
}

DECISIVE = frozenset(f"{_HELD}\n{_UNLISTED}".split("\n"))
"""Advice of keys that say whether a post is published."""


def folded(name: str) -> str:
    """A key without what tools write differently: case, hyphens, underscores, spaces."""
    return name.casefold().replace("-", "").replace("_", "").replace(" ", "")


def _by_name(table: Mapping[str, str]) -> Iterable[tuple[str, str]]:
    return ((folded(name), meant) for meant, names in table.items() for name in names.split())


OURS: Mapping[str, str] = dict(_by_name(_OURS))
"""Our key, by the folded name of another tool's."""

ADVICE: Mapping[str, str] = dict(_by_name(_ADVICE))
"""What to write instead of keys that no key of ours is alike, by their folded names."""

HELD_STATUS: Mapping[str, str] = dict.fromkeys(("draft", "private", "pending", "skip"), _HELD) | {
    "hidden": _UNLISTED
}
"""What to write instead of a ``status`` that keeps a post back, by the status."""
