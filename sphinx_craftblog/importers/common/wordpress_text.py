"""WordPress's shortcodes and blocks as plain HTML."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable
from typing import NamedTuple

_ATTRIBUTE = re.compile(
    r"""([\w-]+)\s*=\s*"([^"]*)"|([\w-]+)\s*=\s*'([^']*)'|([\w-]+)\s*=\s*([^\s'"\]]+)|"([^"]*)"|(\S+)"""
)

_CODE = frozenset(
    {
        *("actionscript3", "as3", "bash", "c", "coldfusion", "cpp", "csharp", "css", "delphi"),
        *("diff", "erlang", "fsharp", "go", "groovy", "html", "java", "javafx", "javascript", "js"),
        *("matlab", "objc", "perl", "php", "plain", "powershell", "python", "r", "ruby", "scala"),
        *("shell", "sql", "text", "vb", "xml", "yaml"),
    }
)
"""Names of shortcodes that are the language of the code in them."""

_SHORTCODE = re.compile(
    r"\[(?P<before>\[?)(?P<name>[A-Za-z][\w-]*)(?P<said>(?:\s+[^\[\]<>]*|=[^\[\]<>]*)?)"
    r"(?P<closed>/?)\](?P<after>\]?)"
)

_PROTECTED = re.compile(r"<(pre|code|script|style|textarea)\b.*?</\1\s*>", re.DOTALL | re.I)


class Media(NamedTuple):
    """A file that a gallery names: its address, what it shows, and what stands below it."""

    url: str
    alt: str
    caption: str


class Shortcodes:
    """Makes HTML of a post's text. ``gallery`` finds files by their ids, or all of the post's.

    ``unknown`` counts the shortcodes that stay as they are, and ``computed`` the blocks whose
    content WordPress computes, which is in no export.
    """

    def __init__(self, gallery: Callable[[list[str]], list[Media]]) -> None:
        self.gallery = gallery
        self.unknown: Counter[str] = Counter()
        self.computed: Counter[str] = Counter()

    def expanded(self, text: str) -> str:
        """A text without blocks' comments and shortcodes."""
        text = re.sub(r"<!--\s+wp:([\w/-]+)(?:\s[^>]*?)?/-->", self._computed, text, flags=re.S)
        text = re.sub(r"<!--\s+/?wp:.*?-->", "", text, flags=re.S)
        text = re.sub(r"<!--\s*(?:nextpage|noteaser)\s*-->", "", text)
        text = self._with_code(text)
        parts: list[str] = []
        place = 0
        for match in _PROTECTED.finditer(text):
            parts += (self._with_shortcodes(text[place : match.start()]), match[0])
            place = match.end()
        parts.append(self._with_shortcodes(text[place:]))
        return "".join(parts)

    def _computed(self, match: re.Match[str]) -> str:
        if match[1] not in {"more", "nextpage", "footnotes", "spacer", "block"}:
            self.computed[match[1]] += 1
        return ""

    def _with_code(self, text: str) -> str:
        names = "|".join(sorted(_CODE, key=len, reverse=True))
        return re.sub(
            rf"(?<!\[)\[(?P<name>code|sourcecode|{names})(?P<said>\s[^\]]*)?\](?P<code>.*?)\[/(?P=name)\]",
            _code,
            text,
            flags=re.DOTALL | re.IGNORECASE,
        )

    def _with_shortcodes(self, text: str) -> str:
        parts: list[str] = []
        place = 0
        while match := _SHORTCODE.search(text, place):
            parts.append(text[place : match.start()])
            if match["before"] and match["after"]:  # doubled brackets say that it is none
                parts.append(match[0][1:-1])
                place = match.end()
                continue
            name, start = match["name"].lower(), match.start() + len(match["before"])
            parts.append(match["before"])
            end = re.compile(rf"\[/{re.escape(match['name'])}\]").search(text, match.end())
            inside = text[match.end() - len(match["after"]) : end.start()] if end else ""
            attributes = attributes_of(match["said"])
            made = self._made(name, attributes, inside)
            if made is not None:
                parts.append(made)
                place = (
                    end.end() if end and name in _ENCLOSING else match.end() - len(match["after"])
                )
                continue
            if end or "_" in name or any(key.isidentifier() for key in attributes):
                self.unknown[name] += 1
            place = match.end() - len(match["after"])
            parts.append(text[start:place])
        parts.append(text[place:])
        return "".join(parts)

    def _made(self, name: str, attributes: dict[str, str], inside: str) -> str | None:
        """The HTML of a shortcode; none if nobody knows it."""
        if name in {"caption", "wp_caption"}:
            return _figure(inside, attributes)
        if name == "gallery":
            wanted = attributes.get("ids") or attributes.get("include") or ""
            found = self.gallery(re.findall(r"\d+", wanted))
            return "\n\n" + "".join(map(_picture, found)) + "\n\n"
        if name in {"embed", "youtube", "vimeo", "tweet"}:
            url = inside.strip() or attributes.get("src") or attributes.get("0", "").strip("=")
            return f"\n\n{_link(url)}\n\n" if url.startswith("http") else None
        if name in {"audio", "video"}:
            names = ("src", "mp3", "mp4", "m4a", "m4v", "ogg", "ogv", "wav", "webm", "0")
            url = next((attributes[key] for key in names if attributes.get(key)), "")
            if not url:
                return None
            return f'\n\n<{name} controls src="{html.escape(url)}"></{name}>\n\n'
        return None


_ENCLOSING = frozenset({"caption", "wp_caption", "embed", "youtube", "vimeo", "audio", "video"})


def attributes_of(said: str) -> dict[str, str]:
    """The attributes of a shortcode; those without a name by their number."""
    found: dict[str, str] = {}
    for match in _ATTRIBUTE.finditer(html.unescape(said)):
        key = match[1] or match[3] or match[5]
        if key:
            found[key.lower()] = match[2] or match[4] or match[6] or ""
        else:
            found[str(sum(name.isdecimal() for name in found))] = match[7] or match[8] or ""
    return found


def _code(match: re.Match[str]) -> str:
    attributes = attributes_of(match["said"] or "")
    name = match["name"].lower()
    language = attributes.get("lang") or attributes.get("language") or attributes.get("0", "")
    language = language if name in {"code", "sourcecode"} else name
    code = match["code"].strip("\n")
    if not re.search(r"&(?:lt|gt|amp|quot|#\d+);", code):
        code = html.escape(code, quote=False)
    said = f' data-lang="{html.escape(language)}"' if language else ""
    return f"\n\n<pre{said}>{code}</pre>\n\n"


def _figure(inside: str, attributes: dict[str, str]) -> str:
    match = re.match(r"\s*((?:<a\b[^>]*>\s*)?<img\b[^>]*>(?:\s*</a>)?)(.*)", inside, re.DOTALL)
    picture, caption = (match[1], match[2].strip()) if match else (inside, "")
    caption = caption or attributes.get("caption", "")
    classes = html.escape(attributes.get("align", ""))
    return f'\n\n<figure class="{classes}">{picture}<figcaption>{caption}</figcaption></figure>\n\n'


def _picture(media: Media) -> str:
    picture = f'<img src="{html.escape(media.url)}" alt="{html.escape(media.alt)}">'
    return f"<figure>{picture}<figcaption>{media.caption}</figcaption></figure>"


def _link(url: str) -> str:
    url = html.escape(html.unescape(url))
    return f'<p><a href="{url}">{url}</a></p>'
