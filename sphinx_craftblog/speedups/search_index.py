"""Sphinx's search index, the same after any edit as after a clean build, and cheap to change.

Sphinx keeps a set of document names for each word, and goes through all of them
four times in every build. Here the index of the last build stays as it is
stored, numbers of documents, and only the words of documents that were written
are worked on. Sphinx also keeps words whose documents are gone, and loses the
``index`` entries of documents that were not written; here neither happens.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx.search import IndexBuilder

from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.speedups.stems import Stems

if TYPE_CHECKING:
    from collections.abc import Set

    from docutils import nodes
    from sphinx.application import Sphinx
    from sphinx.builders.html import StandaloneHTMLBuilder
    from sphinx.search import SearchLanguage, WordStore

    Places = int | list[int]
    """The documents of a word as the index stores them: one number, or several."""


class SearchIndex(IndexBuilder):
    """The index of one build: what the last build stored, and what this one feeds.

    Sphinx's own ``feed`` notes titles and ``index`` entries of a document. Its words are
    noted here, as numbers of documents; what each is in the index, is found once.
    """

    is_as_stored = False
    """Whether the stored index is right as it is, and was not even loaded."""

    stems: Stems | None = None
    """Those that are found once, if they are."""

    def __init__(self, builder: StandaloneHTMLBuilder) -> None:
        config = builder.config  # and as Sphinx takes it
        language = config.html_search_language or config.language
        options, scorer = config.html_search_options, config.html_search_scorer
        super().__init__(builder.env, language, options, scorer)
        self._version = builder.env.version
        # Sphinx lends tables of the environment, which would be saved with it.
        self._titles, self._filenames, self._all_titles = {}, {}, {}
        self._mapping, self._title_mapping, self._index_entries = {}, {}, {}
        self._objtypes, self._objnames = {}, {}
        self._stored, self._fed = Postings([], {}, {}), Postings([], {}, {})
        self._terms = Terms(self.lang)

    def load(self, stream: Any, format: Any) -> None:  # noqa: A002 - Sphinx's name
        """Take over a stored index.

        :raises ValueError: if it is none of this version of Sphinx.
        """
        stored = (self.formats[format] if isinstance(format, str) else format).load(stream)
        if not isinstance(stored, dict) or stored.get("envversion") != self._version:
            raise ValueError("the stored index is of another version")
        names = list(stored["docnames"])
        self._stored = Postings(names, stored["terms"], stored["titleterms"])
        self._titles = dict(zip(names, stored["titles"], strict=True))
        self._filenames = dict(zip(names, stored["filenames"], strict=True))
        self._all_titles = {name: [] for name in names}
        for title, places in stored["alltitles"].items():
            for number, anchor in places:
                self._all_titles[names[number]].append((title, anchor))
        for entry, uses in stored["indexentries"].items():
            for number, anchor, is_main in uses:
                use = (entry, anchor, "main" if is_main else "")
                self._index_entries.setdefault(names[number], []).append(use)

    def feed(self, docname: str, *args: Any) -> None:
        """Find the words of a document."""
        super().feed(docname, *args)
        words, title_words = self._found
        title = {term for word in title_words if (term := self._terms[word]) is not None}
        text = {term for word in words if (term := self._terms[word]) is not None}
        self._fed.add(docname, text - title, title)

    def begin_share(self) -> None:
        """In a writer process: note what it feeds, and nothing of what others have."""
        self._titles, self._filenames, self._all_titles, self._index_entries = {}, {}, {}, {}
        self._fed = Postings([], {}, {})
        if self.stems is not None:
            self.stems.found = {}

    def share(self) -> tuple[Any, ...]:
        """Return what a writer process has fed, see :meth:`take`."""
        found = self.stems.found if self.stems is not None else {}
        tables = (self._titles, self._filenames, self._all_titles, self._index_entries)
        return tables, self._fed, found

    def take(self, share: tuple[Any, ...]) -> None:
        """Add what a writer process has fed."""
        (titles, filenames, all_titles, index_entries), fed, found = share
        self._titles.update(titles)
        self._filenames.update(filenames)
        self._all_titles.update(all_titles)
        self._index_entries.update(index_entries)
        self._fed.extend(fed)
        if self.stems is not None:
            self.stems.update(found)

    def prune(self, docnames: Iterable[str]) -> None:
        """Forget every document but these."""
        kept = frozenset(docnames)
        for table in (self._titles, self._filenames, self._all_titles, self._index_entries):
            for name in table.keys() - kept:
                del table[name]
        self._stored.keep(kept)
        self._fed.keep(kept)

    def get_terms(self, fn2index: dict[str, int]) -> tuple[dict[str, Places], dict[str, Places]]:
        """The words of texts and of titles, with the numbers of their documents."""
        text, title = self._fed.numbered(fn2index)
        for found, stored in zip((text, title), self._stored.numbered(fn2index), strict=True):
            for word, places in stored.items():
                found[word] = _both(found[word], places) if word in found else places
        return text, title

    def freeze(self) -> dict[str, Any]:
        """The index as it is stored, in an order that neither edits nor hashes of words show in."""
        self._index_entries = dict(sorted(self._index_entries.items()))
        return {
            name: dict(sorted(part.items())) if isinstance(part, dict) else part
            for name, part in super().freeze().items()
        }

    def _word_collector(self, doctree: nodes.document) -> WordStore:
        found = super()._word_collector(doctree)
        self._found = found.words, found.title_words
        found.words, found.title_words = [], []
        return found


class Terms(dict[str, str | None]):
    """What a word is in the index: its stem, itself if that does not count, or nothing."""

    def __init__(self, language: SearchLanguage) -> None:
        super().__init__()
        self._language = language

    def __missing__(self, word: str) -> str | None:
        language = self._language
        stem = language.stem(word).lower()
        choices = (choice for choice in (stem, word) if language.word_filter(choice))
        term = self[word] = next(choices, None)
        return term


class Postings:
    """Which documents have which words in their text and their titles.

    A document is its place in ``names``, where an empty name is one that is gone. A word
    of one document has a number, a word of several an array or list of them.
    """

    def __init__(self, names: list[str], text: dict[str, Any], title: dict[str, Any]) -> None:
        self.names = names
        self.tables = (text, title)

    def add(self, name: str, text: Iterable[str], title: Iterable[str]) -> None:
        """A document with its words."""
        number = len(self.names)
        self.names.append(name)
        for table, words in zip(self.tables, (text, title), strict=True):
            for word in words:
                known = table.get(word)
                table[word] = number if known is None else _with(known, (number,))

    def extend(self, other: Postings) -> None:
        """The documents of others, with their words."""
        start = len(self.names)
        self.names += other.names
        for table, more in zip(self.tables, other.tables, strict=True):
            for word, found in more.items():
                is_one = isinstance(found, int)
                places = array("I", (found + start,) if is_one else (n + start for n in found))
                known = table.get(word)
                if known is None:
                    table[word] = places[0] if is_one else places
                else:
                    table[word] = _with(known, places)

    def keep(self, names: Set[str]) -> None:
        """Forget the other documents."""
        self.names = [name if name in names else "" for name in self.names]

    def numbered(self, numbers: Mapping[str, int]) -> tuple[dict[str, Places], dict[str, Places]]:
        """The words of texts and of titles with the new numbers of their documents, ascending."""
        moves = [numbers.get(name) if name else None for name in self.names]
        text, title = (_moved(table, moves) for table in self.tables)
        return text, title


def _with(known: Any, places: Sequence[int]) -> Any:
    """The documents of a word, and further ones."""
    if isinstance(known, int):
        return array("I", (known, *places))
    known.extend(places)
    return known


def _moved(table: Mapping[str, Any], moves: Sequence[int | None]) -> dict[str, Places]:
    gone = {old for old, new in enumerate(moves) if new is None}
    has_moved = any(new not in (old, None) for old, new in enumerate(moves))
    found: dict[str, Places] = {}
    for word, places in table.items():
        if isinstance(places, int):
            if (new := moves[places]) is not None:
                found[word] = new
            continue
        left = places if isinstance(places, list) else list(places)
        if has_moved:
            left = sorted([new for old in left if (new := moves[old]) is not None])
        elif not gone.isdisjoint(left):
            left = [place for place in left if place not in gone]
        if left:
            found[word] = left[0] if len(left) == 1 else left
    return found


def _both(left: Places, right: Places) -> list[int]:
    more = [right] if isinstance(right, int) else right
    return sorted([left, *more] if isinstance(left, int) else [*left, *more])


def turn_off(app: Sphinx) -> None:
    """``builder-inited``, before anyone asks for it: make no index, where none is wanted."""
    if blog_domain(app.env).options.search != "sphinx" and hasattr(app.builder, "search"):
        app.builder.search = False


def take_over(app: Sphinx) -> None:
    """``builder-inited``: have the builder use this index.

    Sphinx offers no hook to choose one, so two methods of this builder's instance
    are wrapped.
    """
    speedups = blog_domain(app.env).options.speedups
    builder: Any = app.builder
    if not getattr(builder, "search", False) or not {"search", "stems"}.intersection(speedups):
        return
    load, dump = builder.load_indexer, builder.dump_search_index

    def load_indexer(docnames: Set[str]) -> None:
        if "search" in speedups and type(builder.indexer) is IndexBuilder:
            builder.indexer = SearchIndex(builder)
            stored = Path(builder.outdir, builder.searchindex_filename)
            is_right = not docnames and not blog_domain(builder.env).removed
            if is_right and stored.is_file():
                builder.indexer.is_as_stored = True
                return
        if "stems" in speedups:
            language, folder = builder.indexer.lang, Path(builder.doctreedir, "craftblog")
            stems = builder.indexer.stems = Stems(language, folder / "stems.json")
            language.stem = stems.__getitem__
        load(docnames)

    def dump_search_index() -> None:
        if not getattr(builder.indexer, "is_as_stored", False):
            dump()
            if "stems" in speedups:
                builder.indexer.stems.save()

    builder.load_indexer, builder.dump_search_index = load_indexer, dump_search_index
