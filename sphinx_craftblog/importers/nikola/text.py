"""What Nikola has in texts beside their markup: metadata in comments, shortcodes, inclusions."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable

from sphinx_craftblog.importers.common import markdown
from sphinx_craftblog.importers.common.rst_source import VIDEOS
from sphinx_craftblog.importers.common.sources import Document, read_document
from sphinx_craftblog.importers.common.wordpress_text import attributes_of

_KEY = re.compile(r"\s*\.\. ([A-Za-z][\w-]*):(?!:)[ \t]*(.*)$")

_SHORTCODE = re.compile(r"\{\{%\s*(/?)([\w-]+)\s*(.*?)\s*%\}\}", re.DOTALL)

_OLD_ORDER = ("title", "slug", "date", "tags", "link", "description")
"""What the lines of a file of metadata were, before they had names."""


def nikola_document(path: str, text: str, meta: str | None = None) -> Document:
    """A document with its metadata: in a file of their own, a comment, or front matter.

    :raises UnreadableError: if the front matter cannot be read.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    if meta is not None:
        return Document(path, _metadata(meta), text.strip("\n"))
    if re.match(r"(?:---|\+\+\+)[ \t]*\n", text):
        return read_document(path, text)
    lines = text.split("\n")
    number, values = 0, {}
    while number < len(lines) and (not lines[number].strip() or lines[number].strip() == "<!--"):
        number += 1
    while number < len(lines) and (match := _KEY.match(lines[number])):
        values[match[1].lower()] = match[2].strip()
        number += 1
    if not values:
        return Document(path, {}, text, has_front_matter=False)
    while number < len(lines) and lines[number].strip() in {"", "-->"}:
        number += 1
    return Document(path, dict(values), "\n".join(lines[number:]).rstrip("\n"), number + 1)


def _metadata(text: str) -> dict[str, object]:
    lines = [line for line in text.lstrip("\ufeff").splitlines() if line.strip()]
    found = {match[1].lower(): match[2].strip() for line in lines if (match := _KEY.match(line))}
    return dict(found or zip(_OLD_ORDER, map(str.strip, lines), strict=False))


def with_shortcodes(
    text: str,
    unknown: Callable[[str, int], None],
    listing: Callable[[str], str | None],
    *,
    markup: str,
) -> str:
    """A text without shortcodes; those that nobody knows are code, and told ``unknown``."""
    if "{{%" not in text:
        return text
    text = re.sub(
        r"\{\{%\s*raw\s*%\}\}(.*?)\{\{%\s*/raw\s*%\}\}",
        lambda match: match[1].replace("{{%", "{\ue000{%"),
        text,
        flags=re.DOTALL,
    )
    parts: list[str] = []
    place = 0
    while match := _SHORTCODE.search(text, place):
        parts.append(text[place : match.start()])
        end = re.compile(rf"\{{\{{%\s*/{re.escape(match[2])}\s*%\}}\}}").search(text, match.end())
        inside = text[match.end() : end.start()].strip("\n") if end and not match[1] else ""
        made = _made(match[2], attributes_of(match[3]), inside, listing, markup)
        place = match.end()
        if made is None:
            unknown(f"{{{{% {match[2]} %}}}}", text.count("\n", 0, match.start()) + 1)
            mark = "``" if markup == "rst" else "`"
            place = end.end() if end and not match[1] else place
            said = " ".join(text[match.start() : place].split())
            parts.append(f"{mark}{said}{mark}")
            continue
        place = end.end() if end and not match[1] else place
        parts.append(made)
    return "".join([*parts, text[place:]]).replace("{\ue000{%", "{{%")


def _made(
    name: str,
    attributes: dict[str, str],
    inside: str,
    listing: Callable[[str], str | None],
    markup: str,
) -> str | None:
    first, second = attributes.get("0", ""), attributes.get("1", "")
    if name in VIDEOS and (first or attributes.get("id")):
        url = VIDEOS[name].format(first or attributes["id"])
        return url if markup == "rst" else f"<{url}>"
    if name == "thumbnail" and (source := first or attributes.get("uri", "")):
        alt = attributes.get("alt", "")
        if markup == "rst":
            return f"\n\n.. figure:: {source}\n   :alt: {alt}\n\n   {inside}\n\n"
        return f"![{alt}]({source})"
    if name == "highlight" and inside:
        return _code(inside, first or "text", markup)
    if name == "listing" and (text := listing(first)) is not None:
        return _code(text.rstrip(), second or "text", markup)
    return None


def _code(text: str, language: str, markup: str) -> str:
    if markup == "rst":
        lines = "\n".join(f"   {line}".rstrip() for line in text.split("\n"))
        return f"\n\n.. code-block:: {language}\n\n{lines}\n\n"
    longest = max((len(run) for run in re.findall("`{3,}", text)), default=2)
    marks = "`" * (longest + 1)
    return f"\n\n{marks}{language}\n{text}\n{marks}\n\n"


def with_inclusions(
    text: str, path: str, read: Callable[[str], str | None], listing: Callable[[str], str | None]
) -> str:
    """ReStructuredText with the files that it includes, and the listings that it shows."""

    def included(match: re.Match[str]) -> str:
        name = posixpath.normpath(posixpath.join(posixpath.dirname(path), match[2].strip()))
        found = read(name) if not name.startswith("..") else None
        return match[0] if found is None else found

    def listed(match: re.Match[str]) -> str:
        words = match[1].split()
        found = listing(words[0]) if words else None
        language = words[1] if len(words) > 1 else "text"
        return match[0] if found is None else _code(found.rstrip(), language, "rst").strip("\n")

    text = re.sub(r"^(\.\. include::[ \t]+)(.+)$", included, text, flags=re.MULTILINE)
    return re.sub(
        r"^\.\. listing::[ \t]+(.+)$(?:\n[ \t]+:[\w-]+:.*$)*", listed, text, flags=re.MULTILINE
    )


def with_teaser(text: str) -> str:
    """A text in which the end of the teaser is that of our excerpt."""
    return re.sub(r"<!--\s*TEASER_END\b.*?-->", "<!-- more -->", text, flags=re.DOTALL)


def with_math(text: str) -> str:
    """Markdown whose equations are in dollars."""

    def change(part: str) -> str:
        part = re.sub(r"\\\\\((.+?)\\\\\)", r"$\1$", part)
        return re.sub(r"\\\\\[(.+?)\\\\\]", r"$$\1$$", part, flags=re.DOTALL)

    return markdown.outside_code(text, change)
