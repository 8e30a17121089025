"""Whether anything of a post that is kept back is to be seen in an output folder.

Texts are compared by their words alone. So quotation marks, dashes, line breaks and
inline markup make no difference between a source and what was made of it.
"""

from __future__ import annotations

import html
import json
import os
import re
import zlib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import unquote

SENTENCE_WORDS, SENTENCE_LETTERS = 5, 12
"""Fewest words and letters of a sentence that is looked for: shorter ones are anyone's."""

TITLE_WORDS, TITLE_LETTERS = 2, 12
"""A title is looked for if it has as many words, or as many characters."""

SLUG_LETTERS = 5
"""Fewest characters of a slug that is looked for without its folder: scripts are full of
shorter ones."""

INDEXES = frozenset({"objects.inv", "searchindex.js", "sitemap.xml"})
"""Files that name documents, and quote nothing of them."""

Words = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class HeldBack:
    """A post that may not be seen, or only in some files.

    ``reason`` says why, as in "a draft"; ``texts`` are its source and what its front
    matter says in words. Files are named from the output folder, with slashes: ``own``
    are those that may hold all of it, its page if it has one; ``linking`` those that may
    show its title and address, because their author has linked to it. If it
    ``is_quoted``, because what links to it is a post that lists and feeds show, or a
    toctree, these may be in all files but :data:`INDEXES`.
    """

    docname: str
    reason: str
    title: str
    texts: tuple[str, ...]
    own: frozenset[str] = frozenset()
    linking: frozenset[str] = frozenset()
    is_quoted: bool = False


@dataclass(frozen=True, slots=True)
class Published:
    """What may be seen anywhere.

    ``titles`` are those of documents and terms, ``names`` the parts of their addresses.
    ``texts`` are their sources; they are read only when something was found.
    """

    titles: frozenset[str] = frozenset()
    names: frozenset[str] = frozenset()
    texts: Iterable[str] = ()


class Leak(NamedTuple):
    """A ``text`` of a post in a file where it may not be.

    ``part`` is ``title``, ``address`` or ``sentence``.
    """

    file: str
    docname: str
    reason: str
    part: str
    text: str


def find_leaks(posts: Iterable[HeldBack], output: Path, published: Published) -> list[Leak]:
    """Return what the files below ``output`` show of ``posts``; the first title, address and
    sentence of each post in each file.

    Every file is gone through once, however many posts there are.
    """
    probes = _probes(posts, published)
    if not probes.phrases and not probes.addresses:
        return []
    hits = [
        (file, found)
        for file, path in _files(output)
        for group in probes.found_in(file, path)
        for found in _unless_allowed(group, file)
    ]
    said = _said_by(published.texts, [found for _, found in hits])
    leaks: dict[tuple[str, ...], Leak] = {}
    for file, found in hits:
        if found not in said:
            leak = Leak(file, found.post.docname, found.post.reason, found.part, found.text)
            leaks.setdefault((file, leak.docname, leak.part), leak)
    return sorted(leaks.values())


@dataclass(frozen=True, slots=True, eq=False)
class _Probe:
    """One thing to look for: ``key`` is what stands for it in a search."""

    post: HeldBack
    part: str
    text: str
    words: Words = ()

    def is_allowed_in(self, file: str) -> bool:
        post = self.post
        if file in post.own or self.part == "sentence":
            return file in post.own
        return file in post.linking or (post.is_quoted and file not in INDEXES)


def _unless_allowed(probes: list[_Probe], file: str) -> list[_Probe]:
    """Posts may have a sentence in common; it may be where any of them may be."""
    return [] if any(probe.is_allowed_in(file) for probe in probes) else probes


class _Probes:
    """Everything to look for, so arranged that one pass over a text finds all of it."""

    def __init__(self) -> None:
        self.phrases: dict[Words, list[_Probe]] = defaultdict(list)
        self.addresses: dict[str, list[_Probe]] = defaultdict(list)

    def prepare(self) -> None:
        """To be called once, when all is added."""
        self.lengths = {name.count("/") + 1 for name in self.addresses}
        self.tree = _tree(self.phrases)

    def found_in(self, file: str, path: Path) -> Iterator[list[_Probe]]:
        """The groups of probes of which a file shows something, each once."""
        text = _text_of(path)
        addresses = set(_addresses_in(f"/{file}", self.lengths))
        phrases: set[Words] = set()
        if text is not None:
            readings = _readings(file, text)
            addresses.update(_addresses_in(readings[0], self.lengths))
            for reading in readings:
                phrases.update(_phrases_in(reading, self.tree))
        for address in sorted(addresses & self.addresses.keys()):
            yield self.addresses[address]
        for phrase in sorted(phrases):
            yield self.phrases[phrase]


def _probes(posts: Iterable[HeldBack], published: Published) -> _Probes:
    probes = _Probes()
    titles = {_words(title) for title in published.titles}
    for post in posts:
        title = _words(post.title)
        is_long = len(post.title.split()) >= TITLE_WORDS or len(post.title) >= TITLE_LETTERS
        if is_long and title and title not in titles:
            probes.phrases[title].append(_Probe(post, "title", post.title, title))
        for sentence, words in sentences("\n\n".join(post.texts)):
            if words != title:
                probes.phrases[words].append(_Probe(post, "sentence", sentence, words))
        address = post.docname.removesuffix("/index")
        slug = _without_date(address.rpartition("/")[2])
        probes.addresses[address].append(_Probe(post, "address", address))
        if slug != address and len(slug) >= SLUG_LETTERS and slug not in published.names:
            probes.addresses[slug].append(_Probe(post, "address", slug))
    probes.prepare()
    return probes


def _said_by(texts: Iterable[str], probes: list[_Probe]) -> set[_Probe]:
    """The probes that published sources hold themselves.

    A title is said where it is a heading or a sentence of its own. That of a post with a
    page may also be part of a sentence: its author writes about it.
    """
    phrases = {probe.words for probe in probes if probe.words}
    if not phrases:
        return set()
    tree = _tree(phrases)
    inside: set[Words] = set()
    whole: set[Words] = set()
    for text in texts:
        found = set(_phrases_in(visible_text(text), tree))
        inside |= found
        if found - whole:
            whole.update(words for _, words in _blocks(text) if words in found)
    return {
        probe
        for probe in probes
        if probe.words in (inside if probe.part == "sentence" or probe.post.own else whole)
    }


# Texts


# Kana and Han stand alone. What hyphens join is one word, so that no slug is taken for a title.
_WORD = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]|[^\W_]+(?:[-_][^\W_]+)*")
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\[nrt]")

_MARKUP = tuple(
    (re.compile(pattern, re.MULTILINE), replacement)
    for pattern, replacement in (
        (r"(?s)<!--.*?-->", "\n\n"),
        (r"^[ \t]*(?:`{3,}|~{3,}|:{3,}).*$", "\n\n"),  # fences
        (r"^[ \t]*(?:\.\. .*|:[\w-]+:(?: .*)?)$", "\n\n"),  # directives and their options
        (r"^[ \t]*([=\-~^\"'#*+.])\1{2,}[ \t]*$", "\n\n"),  # lines under headings
        (r"^[ \t]*\([\w.:-]+\)=[ \t]*$", "\n\n"),  # labels
        (r"^[ \t]*(?:[-*+>]|\d+[.)]|\(?#\.|#+)[ \t]+", "\n\n"),  # items, quotes, headings
        (r"!\[([^\]]*)\]\([^)\n]*\)", "\n\n\\1\n\n"),  # images
        (r"\[([^\]]*)\](?:\([^)\n]*\)|\[[^\]]*\])", r"\1"),  # links
        (r"\[\^[^\]]*\]:?", ""),  # footnotes
        (r"(?:\{[\w:.+-]+\}|:[\w:.+-]+:)(?=`)", ""),  # roles
        (r"`([^`<]*?)\s*<[^`>]*>`", r"\1"),  # their titles
        (r"\{[.#%][^}]*\}", ""),  # attributes
        (r"</?[a-zA-Z][^<>]*>", ""),
        (r"\|", "\n\n"),  # cells
    )
)
_SENTENCE = re.compile(r"\n\s*\n|(?<=[.!?…])[\"'”’)\]*_`]*\s+|(?<=[。！？])")


def sentences(source: str) -> Iterator[tuple[str, Words]]:
    """The sentences of a Markdown or reStructuredText source that are long enough to be its
    own, each with its words.
    """
    for text, words in _blocks(source):
        if len(words) >= SENTENCE_WORDS and sum(map(len, words)) >= SENTENCE_LETTERS:
            yield text, words


def visible_text(source: str) -> str:
    """A Markdown or reStructuredText source without its markup, as far as that can be told
    from the text alone.
    """
    for pattern, replacement in _MARKUP:
        source = pattern.sub(replacement, source)
    return source


def _blocks(source: str) -> Iterator[tuple[str, Words]]:
    for text in _SENTENCE.split(visible_text(source)):
        if words := _words(text):
            yield " ".join(text.split()), words


def _words(text: str) -> Words:
    return tuple(_word_list(text))


def _word_list(text: str) -> list[str]:
    if "\\" in text:  # in JSON; taken away from sources alike
        text = _ESCAPE.sub(lambda match: chr(int(match[1], 16)) if match[1] else " ", text)
    return _WORD.findall(text.casefold())


_END = "."
"""Where a phrase is complete in a tree of phrases; no word is like that."""


def _tree(phrases: Iterable[Words]) -> dict[str, Any]:
    """Phrases by their first word, then by their second, and so on."""
    tree: dict[str, Any] = {}
    for phrase in phrases:
        node = tree
        for word in phrase:
            node = node.setdefault(word, {})
        node[_END] = phrase
    return tree


def _phrases_in(text: str, tree: Mapping[str, Any]) -> Iterator[Words]:
    words = [*_word_list(text), ""]
    for start in [place for place, word in enumerate(words) if word in tree]:
        node, place = tree[words[start]], start
        while node is not None:
            if _END in node:
                yield node[_END]
            place += 1
            node = node.get(words[place])


# Addresses

_PATH = re.compile(
    r"(?<![\w%~+.-])(?:"
    r"(?:[\w%~+.-]*/)+[\w%~+.-]*"
    r"|[\w%~+-]+(?:\.(?:md|rst))?\.(?:html|md|rst|txt)(?![\w(])"
    r")"
)
_DATE = re.compile(r"^\d{4}-\d{2}-\d{2}-")


def _addresses_in(text: str, lengths: set[int]) -> Iterator[str]:
    """The parts of all paths in a text, alone and as many together as ``lengths`` say.

    Alone only where it can be nothing but a path: "sooner/later" is none.
    """
    for match in _PATH.finditer(text):
        path = unquote(match[0]) if "%" in match[0] else match[0]
        path = path.rstrip(".")
        names = [_without_date(part.partition(".")[0]) for part in path.split("/")]
        full = [part.partition(".")[0] for part in path.split("/")]
        if path[:1] in {"/", "."} or path.endswith("/") or "." in path.rpartition("/")[2]:
            yield from names
            yield from full
        for length in lengths - {1}:
            for start in range(len(full) - length + 1):
                yield "/".join(full[start : start + length])


def _without_date(name: str) -> str:
    return _DATE.sub("", name)


# Files

_LEFT_OUT = {".doctrees", ".git"}
"""Folders that may lie in an output folder, and are not published with it."""


def _files(output: Path) -> Iterator[tuple[str, Path]]:
    for folder, folders, files in os.walk(output):
        folders[:] = sorted(name for name in folders if name not in _LEFT_OUT)
        for name in sorted(files):
            path = Path(folder, name)
            yield path.relative_to(output).as_posix(), path


def _text_of(path: Path) -> str | None:
    """Return what is written in a file; none if it holds no text."""
    content = path.read_bytes()
    if path.name == "objects.inv":
        *head, packed = content.split(b"\n", 4)
        try:
            content = b"\n".join([*head, zlib.decompress(packed)])
        except zlib.error:
            return None
    if b"\0" in content:
        return None
    text = content.decode("utf-8", "replace")
    return _without_stems(text) if path.name == "searchindex.js" else text


def _without_stems(text: str) -> str:
    """Return what a search index of Sphinx says of documents. Its stems stand alone: they say
    little,
    and a document of which they are has to be in its list of documents.
    """
    try:
        index = json.loads(text[text.index("{") : text.rindex("}") + 1])
        names = [f"/{name}" for key in ("docnames", "filenames") for name in index[key]]
        titles = [str(title) for title in index["titles"]]
        return "\n".join([*names, *titles, *index["alltitles"], *index["indexentries"]])
    except (ValueError, KeyError, TypeError):
        return text


_INLINE = re.compile(
    r"</?(?:a|abbr|b|bdi|bdo|cite|code|del|dfn|em|i|ins|kbd|mark|q|s|samp|small|span|strong"
    r"|sub|sup|tt|u|var|wbr)\b[^<>]*>"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")


def _readings(file: str, text: str) -> list[str]:
    """A text with all that is in it, and as it is read: without its markup.

    Feeds hold HTML as text, so entities are decoded twice.
    """
    decoded = html.unescape(text)
    marked_up = text if file.endswith((".html", ".htm")) else decoded
    read = _TAG.sub(" ", _INLINE.sub("", marked_up))
    everything = html.unescape(decoded)
    return [everything] if read == text else [everything, html.unescape(read)]
