"""The words that the blog itself puts on a page, in the site's language."""

from __future__ import annotations

from gettext import NullTranslations
from typing import TYPE_CHECKING

from sphinx.locale import get_translator

from sphinx_craftblog.model.dates import text_direction

if TYPE_CHECKING:
    from sphinx.config import Config

CATALOG = "craftblog"
"""Name of the message catalog."""

_ = str  # marks a message for extraction; translated where it is used

TAXONOMY_TITLES = {
    "tags": _("Tags"),
    "categories": _("Categories"),
    "authors": _("Authors"),
    "series": _("Series"),
    "years": _("Archive"),
}
"""Titles of the index pages, by taxonomy."""

TERM_TITLES = {
    "tags": _("Posts tagged %(name)s"),
    "categories": _("Posts in %(name)s"),
    "authors": _("Posts by %(name)s"),
    "series": _("The series %(name)s"),
    "years": _("Posts from %(name)s"),
}
"""Titles of the pages of a term, by taxonomy."""

FEEDS_TITLE = _("Feeds")
"""Title of the page about feeds."""


def language_tag(language: str | None) -> str:
    """A language as HTML and feeds name it (BCP 47), English unless given."""
    return (language or "en").replace("_", "-")


def other_direction(language: str, config: Config) -> str:
    """The direction of a text in another language, if it is not that of the site's."""
    if not language:
        return ""
    own = text_direction(language)
    return own if own != text_direction(config.language) else ""


def translations() -> NullTranslations:
    """The catalog in the language of the build."""
    return get_translator(CATALOG)


def translate(message: str, **values: object) -> str:
    """A message in the language of the build, with its values put in."""
    text = translations().gettext(message)
    return text % values if values else text


def read_time_text(minutes: int) -> str:
    """A reading time in words: "12 min read"."""
    template = translations().ngettext("%(minutes)d min read", "%(minutes)d min read", minutes)
    return template % {"minutes": minutes}
