"""The catalogs that a build takes its words from: the site's, ours, then Sphinx's."""

from __future__ import annotations

import gettext
import struct
from collections.abc import Iterator
from contextlib import suppress
from gettext import GNUTranslations, NullTranslations
from pathlib import Path
from typing import TYPE_CHECKING

from sphinx.locale import translators
from sphinx.util.i18n import CatalogRepository

from sphinx_craftblog.i18n import CATALOG, translations
from sphinx_craftblog.theme.bundled import THEME

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

OWN = Path(__file__).parent.parent / "locale"
"""Where our catalogs lie; ``babel.cfg`` there says where their messages are found."""

NEAREST = {
    "pt": "pt_BR",
    "pt_PT": "pt_BR",
    "zh": "zh_CN",
    "zh_HK": "zh_TW",
    "zh_Hans": "zh_CN",
    "zh_Hant": "zh_TW",
    "zh_MO": "zh_TW",
    "zh_SG": "zh_CN",
}
"""The catalog for a language that has none of its own, nor by its first part (``de_AT``)."""


def load(app: Sphinx, config: Config) -> None:
    """``config-inited``: a word is the site's own, else ours, else Sphinx's."""
    _compile(app.srcdir, config)
    # Not by locale.init: it and gettext keep what an earlier build of the process found.
    words = NullTranslations()
    for file in catalog_files(app.srcdir, config):
        with suppress(OSError, UnicodeError, struct.error), file.open("rb") as opened:
            words.add_fallback(GNUTranslations(opened))
    words.add_fallback(app.translator)
    translators["general", CATALOG] = words


def use_in_theme(app: Sphinx) -> None:
    """``builder-inited``: the bundled theme's pages take their words from there, too."""
    environment = getattr(getattr(app.builder, "templates", None), "environment", None)
    if environment is not None and app.config.html_theme == THEME:
        environment.install_gettext_translations(translations())


def catalog_files(sources: Path, config: Config) -> list[Path]:
    """The files that the blog's words come from, first the one that is asked first."""
    return [
        Path(file)
        for folder, language in _places(sources, config)
        for file in gettext.find(CATALOG, folder, [language], all=True)
    ]


def _places(sources: Path, config: Config) -> Iterator[tuple[Path, str]]:
    """Folders of catalogs, and the language to look for in each."""
    language = (config.language or "en").replace("-", "_")
    for name in config.locale_dirs:
        yield sources / name, language
    yield OWN, NEAREST.get(language, language)


def _compile(sources: Path, config: Config) -> None:
    """Compile the site's own catalog, as Sphinx does with one for its words."""
    language = (config.language or "en").replace("-", "_")
    found = CatalogRepository(sources, config.locale_dirs, language, config.source_encoding)
    for catalog in found.catalogs:
        if catalog.domain == CATALOG and catalog.is_outdated():
            catalog.write_mo(language)
