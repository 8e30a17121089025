"""What a post says, as HTML that stands alone: without its page, its styles and its scripts."""

from __future__ import annotations

import html
import os
import re
from collections.abc import Container
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import quote, urljoin

from sphinx_craftblog.model.digest import digest_of_bytes

if TYPE_CHECKING:
    from sphinx.builders import Builder

FOLDER = "craftblog/content"
"""Where the texts lie below the doctrees, those of each builder in a folder of its own."""

SUFFIX = ".text"
"""What their names end with: they are no pages."""

DROPPED = frozenset({"button", "script", "style", "template"})
"""Elements that go with all that is in them."""

DROPPED_MARKS = frozenset({"animate", "base", "input", "link", "meta", "set"})
"""Elements without content that go; SVG's can change the address of a link."""

ADDRESSES = frozenset(
    {"action", "background", "cite", "data", "href", "poster", "src", "xlink:href"}
)
"""Attributes that hold an address."""

DROPPED_ATTRIBUTES = frozenset({"formaction", "srcdoc"})
"""Attributes that may hold a script, beside those that begin with ``on``."""

_CODE = re.compile(r'<pre\b[^<>]*>[^<]*(?:</?span(?: class="[^"<>]*")?>[^<]*)*</pre>')
_PERMALINK = re.compile(r'<a class="headerlink" [^<>]*>[^<]*</a>')  # as Sphinx writes it
_NO_NUMBER = re.compile(r"&#(?![0-9]+;|[xX][0-9a-fA-F]+;)")
_NAME = re.compile(r"[^\s\x00-\x20\x7f\"'<>/=]+")
_SPAN = re.compile(r"</?span[^<>]*>")
_PLAIN = re.compile(
    r"(?:(?:<(?:p|em|strong|code|span|div|section|blockquote|figure|figcaption|[uo]l|li|d[ltd]"
    r'|h[2-6]|table|t[rdh]|thead|tbody)(?: (?:class|id)="[^"<>]*")*>'
    r'|<a class="reference external" href="https?://[^"<>\s]*">'
    r"|</[a-z][a-z0-9]*>)[^<]*)+"
)
_TEXT = re.compile(r">\s*[^<\s]")
_CANDIDATE = re.compile(r"([^\s,]\S*[^\s,])(\s+[^,]*)?(?:,|$)")
_SCRIPT = re.compile(
    r"(?:(?:javascript|vbscript):|data:(?!(?:image|audio|video|font)/))", re.IGNORECASE
)
_CONTROLS = bytes(set(range(0x20)) - {0x09, 0x0A, 0x0D})
_RARE = (b"\xed", b"\xef\xbf")  # how surrogates, and the last characters of a plane, begin
_FORBIDDEN = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


class FeedTexts:
    """The texts of posts as the feeds of one builder carry them, a file each beside the doctrees.

    The first line of a file says what the text was made of, and has a digest of it.
    """

    def __init__(self, builder: Builder) -> None:
        self._folder = f"{builder.env.doctreedir}/{FOLDER}/{builder.name}"

    def _path(self, docname: str) -> Path:
        return Path(f"{self._folder}/{docname}{SUFFIX}")

    def head(self, docname: str) -> str:
        """The first line of a text, empty if there is none."""
        try:
            with self._path(docname).open(encoding="utf-8") as file:
                return file.readline()
        except (OSError, UnicodeError):
            return ""

    def load(self, docname: str) -> tuple[str, str]:
        """The first line, and the text; both empty if there is none."""
        try:
            head, end, text = self._path(docname).read_text(encoding="utf-8").partition("\n")
        except (OSError, UnicodeError):
            return "", ""
        return head + end, text

    def save(self, docname: str, before: str, made_of: str, text: str) -> None:
        """Keep a text, unless it is there; ``before`` is the first line of the one that is."""
        content = text.encode()
        head = f"{made_of} {digest_of_bytes(content)}\n"
        if before != head:
            path = self._path(docname)
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("wb") as file:
                file.write(b"\n".rjust(len(head)) + content)
                file.flush()
                # Last, so that a build that is broken off leaves a text that says nothing.
                file.seek(0)
                file.write(head.encode())

    def keep(self, docnames: Container[str]) -> None:
        """Remove the texts of all other posts."""
        start = len(self._folder) + 1
        for here, _, names in os.walk(self._folder):
            for name in names:
                path = f"{here}{os.sep}{name}"
                if path[start:].removesuffix(SUFFIX).replace(os.sep, "/") not in docnames:
                    Path(path).unlink()


def forbidden(text: str) -> list[str]:
    """The characters of a text that XML 1.0 does not take, each once."""
    content = text.encode("utf-8", "surrogatepass")
    is_suspect = any(start in content for start in _RARE)
    if not is_suspect and len(content.translate(None, _CONTROLS)) == len(content):
        return []  # three times as fast as to look at each character
    return sorted(set(_FORBIDDEN.findall(text)))


def without_forbidden(text: str) -> str:
    """A text without the characters that XML 1.0 does not take (section 2.2)."""
    return _FORBIDDEN.sub("", text)


def stand_alone(body: str, url: str) -> str:
    """The HTML of the page at ``url``, for where nothing of that page is.

    Addresses are absolute; scripts, styles, buttons and permalink marks are gone, and
    so is the title that the text begins with.
    """
    cleaner = _Cleaner(url)
    cleaner.feed(_PERMALINK.sub("", body))
    cleaner.close()
    return "".join(cleaner.kept).strip()


def absolute(address: str, base: str) -> str | None:
    """An address as seen from ``base``; none if it is a script or cannot be read."""
    address = re.sub(r"[\x00-\x20]+$|^[\x00-\x20]+|[\t\n\r]", "", address)
    if _SCRIPT.match(address):
        return None
    try:
        return quote(urljoin(base, address), safe="%/:?#[]@!$&'()*+,;=~")
    except ValueError:
        return None


class HtmlReader(HTMLParser):
    """Reads any HTML in a time that grows with its length."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)

    def feed(self, data: str) -> None:
        # Where a number should follow and none does, Python's parser gives up.
        super().feed(_NO_NUMBER.sub("&amp;#", data))

    def updatepos(self, i: int, j: int) -> int:
        return j  # nobody asks for line numbers

    def parse_html_declaration(self, i: int) -> int:
        # A comment to browsers; Python's parser fails at ``<![`` without a keyword of SGML.
        if self.rawdata.startswith("<![", i):
            return self.parse_bogus_comment(i)
        return super().parse_html_declaration(i)

    def close(self) -> None:
        """Take what is left: text, or a tag or comment without an end, which browsers drop.

        Python's parser would look for that end from every sign of the rest.
        """
        rest, self.rawdata = self.rawdata, ""
        if rest == "<" or not rest.startswith("<"):
            self.handle_data(rest)


class _Cleaner(HtmlReader):
    """Writes down what it reads, but for what only a page has."""

    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.kept: list[str] = []
        self._dropped = ""
        self._depth = 0
        self._has_text = False

    def parse_starttag(self, i: int) -> int:
        return self._pass(i) or super().parse_starttag(i)

    def parse_endtag(self, i: int) -> int:
        return self._pass(i) or super().parse_endtag(i)

    def _pass(self, i: int) -> int:
        """The end of what has nothing to look at from ``i`` on, 0 if there is no such thing.

        Most of a page is that, and the parser would take its time for every tag. Code loses
        what colors it: the colors are in a style sheet that a feed does not have.
        """
        if self._depth:
            return 0
        if match := _PLAIN.match(self.rawdata, i):
            self._has_text = self._has_text or bool(_TEXT.search(match[0]))
            self.kept.append(match[0])
            return match.end()
        if match := _CODE.match(self.rawdata, i):
            self._has_text = True
            self.kept.append(_SPAN.sub("", match[0]))
            return match.end()
        return 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._depth:
            self._depth += tag == self._dropped
        elif tag in DROPPED or _is_permalink(tag, attrs) or (tag == "h1" and not self._has_text):
            self._dropped, self._depth = tag, 1
        elif tag not in DROPPED_MARKS:
            self.kept.append(self._start(tag, attrs, ">"))

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if not self._depth and tag not in DROPPED and tag not in DROPPED_MARKS:
            self.kept.append(self._start(tag, attrs, "/>"))

    def handle_endtag(self, tag: str) -> None:
        if not self._depth:
            self.kept.append(f"</{tag}>" if _NAME.fullmatch(tag) else "")
        elif tag == self._dropped:
            self._depth -= 1
            self._has_text |= tag == "h1"

    def handle_data(self, data: str) -> None:
        if not self._depth:
            self._has_text = self._has_text or not data.isspace()
            self.kept.append(data.replace("<", "&lt;"))  # only tags that were looked at are tags

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def _start(self, tag: str, attrs: list[tuple[str, str | None]], end: str) -> str:
        text = self.get_starttag_text() or ""
        if "<" not in text[1:] and not any(self._is_notable(name) for name, _ in attrs):
            return text
        shown = []
        for name, value in attrs:
            kept = self._attribute(name, value or "")
            if kept is not None and _NAME.fullmatch(name):
                shown.append(f' {name}="{html.escape(kept)}"')
        return f"<{tag}{''.join(shown)}{end}"

    @staticmethod
    def _is_notable(name: str) -> bool:
        is_address = name in ADDRESSES or name == "srcset"
        return is_address or name.startswith("on") or name in DROPPED_ATTRIBUTES

    def _attribute(self, name: str, value: str) -> str | None:
        if name.startswith("on") or name in DROPPED_ATTRIBUTES:
            return None
        if name in ADDRESSES:
            return absolute(value, self.url)
        if name == "srcset":
            return ", ".join(
                f"{address}{(match[2] or '').rstrip()}"
                for match in _CANDIDATE.finditer(value)
                if (address := absolute(match[1], self.url))
            )
        return value


def _is_permalink(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    return tag == "a" and "headerlink" in (dict(attrs).get("class") or "").split()
