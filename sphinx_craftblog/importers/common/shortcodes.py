"""Hugo's shortcodes as MyST or HTML; those that a theme or a site has of its own stand out."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from sphinx_craftblog.importers.common import markdown

_ARGUMENT = re.compile(r"(?:([\w-]+)\s*=\s*)?(?:\"((?:\\.|[^\"\\])*)\"|`([^`]*)`|([^\s\"`=]+))")

_NAME = re.compile(r"\s*(/?)\s*([\w./-]+)(.*)", re.DOTALL)

BOXES = ("admonition", "notice", "alert", "callout", "hint", "note", "tip", "info", "warning")
"""Shortcodes of themes for a box with text."""

VIDEOS = {
    "youtube": "https://www.youtube.com/watch?v={}",
    "youtubelite": "https://www.youtube.com/watch?v={}",
    "vimeo": "https://vimeo.com/{}",
    "bilibili": "https://www.bilibili.com/video/{}",
    "instagram": "https://www.instagram.com/p/{}/",
}
"""What embeds something of another site, and where that is."""


class Tag(NamedTuple):
    """A shortcode's opening or closing tag in a text."""

    start: int
    end: int
    name: str
    arguments: str
    is_closing: bool
    is_alone: bool


@dataclass(slots=True)
class Call:
    """A shortcode with what it is given."""

    name: str
    written: str
    positional: list[str] = field(default_factory=list)
    named: dict[str, str] = field(default_factory=dict)
    inner: str | None = None
    start: int = 0
    is_block: bool = False

    def get(self, *names: str, at: int | None = None) -> str:
        """A value by one of its names, or by its place."""
        for name in names:
            if self.named.get(name):
                return self.named[name]
        if at is not None and len(self.positional) > at:
            return self.positional[at]
        return ""


Special = Callable[[Call], str | None]
"""What a site says of a shortcode; None if it does not know it either."""


def converted(text: str, special: Special, unknown: Callable[[str, int], None]) -> str:
    """A text without shortcodes; ``unknown`` is told the name and the place of those that stay."""
    found = list(_tags(text))
    pairs = _pairs(found)

    def render(first: int, last: int, start: int, end: int) -> str:
        parts = []
        place = start
        number = first
        while number < last:
            tag = found[number]
            parts.append(text[place : tag.start])
            close = pairs.get(number)
            call = _call(text, tag)
            if close is not None:
                call.inner = render(number + 1, close, tag.end, found[close].start)
                call.is_block = call.is_block or "\n" in call.inner
            said = None if tag.is_closing else known(call)
            if said is None:
                said = special(call) if not tag.is_closing else None
            if said is None:
                if not tag.is_closing:
                    unknown(tag.name, tag.start)
                said = _visible(call, tag, found[close] if close is not None else None, text)
            parts.append(said)
            place = found[close].end if close is not None else tag.end
            number = (close if close is not None else number) + 1
        parts.append(text[place:end])
        return "".join(parts)

    rendered = render(0, len(found), 0, len(text))
    return re.sub(r"\{\{([<%])/\*(.{0,2000}?)\*/([>%])\}\}", r"{{\1\2\3}}", rendered)


def known(call: Call) -> str | None:
    """Return what a shortcode of Hugo's own, or of most themes, says."""
    name, inner = call.name.lower(), call.inner
    if name == "highlight" and inner is not None:
        return _highlighted(call, inner)
    if name in {"figure", "img", "image"} and call.get("src", at=0):
        return figure(call)
    if name in VIDEOS and call.get("id", at=0):
        address = VIDEOS[name].format(call.get("id", at=0))
        return f"[{call.get('title') or address}]({address})"
    if name == "gist" and len(call.positional) > 1:
        return f"<https://gist.github.com/{call.positional[0]}/{call.positional[1]}>"
    if name in {"tweet", "x", "twitter"} and call.get("id"):
        return f"<https://x.com/{call.get('user') or 'i'}/status/{call.get('id')}>"
    if name in {"rawhtml", "raw", "html", "math", "katex"} and inner is not None:
        return inner
    if name == "details" and inner is not None:
        return details(call.get("summary", "title", at=0), inner, is_open="open" in call.named)
    if name == "comment" and inner is not None:
        return ""
    if name in BOXES and inner is not None:
        return _box(call, inner)
    return None


def figure(call: Call) -> str:
    """A picture, with what stands below it."""
    source = call.get("src", at=0)
    source = f"<{source}>" if " " in source else source
    alt = call.get("alt", "title", "caption", at=1)
    link = call.get("link")
    below = [call.get("title"), call.get("caption", "attr")]
    if not call.is_block or not any(below):
        picture = f"![{markdown.escaped(alt)}]({source})"
        return f"[{picture}]({link})" if link else picture
    options = {"alt": alt, "target": link, "width": _length(call.get("width"))}
    lines = [f":{name}: {' '.join(value.split())}" for name, value in options.items() if value]
    title, caption = below
    said = [*([f"**{title}**"] if title else []), *([caption] if caption else [])]
    return "\n".join([f":::{{figure}} {source.strip('<>')}", *lines, "", " ".join(said), ":::"])


def details(summary: str, inner: str, *, is_open: bool = False) -> str:
    """A part that readers open."""
    start = "<details open>" if is_open else "<details>"
    said = html.escape(summary or "…", quote=False)
    return f"\n{start}\n<summary>{said}</summary>\n\n{inner.strip(chr(10))}\n\n</details>\n"


def box(kind: str, title: str, inner: str) -> str:
    """An admonition."""
    longest = max((len(run) for run in re.findall(r"^\s*(:{3,})", inner, re.MULTILINE)), default=2)
    fence = ":" * max(longest + 1, 3)
    ours = KINDS.get(kind.lower(), "note")
    named = f"{{admonition}} {title}\n:class: {ours}\n" if title else f"{{{ours}}}"
    head = f"{fence}{named}"
    body = inner.strip("\n")
    gap = "\n" if re.match(r"\s*(?::|---)", body) and not title else ""
    return f"{head}\n{gap}{body}\n{fence}"


KINDS = {
    **dict.fromkeys(("note", "abstract", "summary", "tldr", "info", "todo", "primary"), "note"),
    **dict.fromkeys(("example", "quote", "cite", "default", "light", "secondary"), "note"),
    **dict.fromkeys(("tip", "success", "check", "done"), "tip"),
    **dict.fromkeys(("hint", "question", "help", "faq"), "hint"),
    **dict.fromkeys(("warning", "attention"), "warning"),
    **dict.fromkeys(("danger", "failure", "fail", "missing", "error", "bug"), "danger"),
    **dict.fromkeys(("caution",), "caution"),
    **dict.fromkeys(("important", "notice"), "important"),
}
"""Docutils' admonitions, by the kinds of other tools."""


def _box(call: Call, inner: str) -> str:
    name = call.name.lower()
    kind = call.get("type", "kind", "color", at=0).lower()
    title = call.get("title", at=1)
    if kind not in KINDS:
        title, kind = title or (kind and call.get("type", at=0)), name
    lines = f"\n{box(kind, title, inner)}\n"
    return lines if call.is_block else lines.strip("\n")


def _highlighted(call: Call, inner: str) -> str:
    pairs = [part.partition("=") for text in call.positional[1:] for part in text.split(",")]
    named = {name.strip(): value for name, _, value in pairs} | call.named
    options = " ".join(f'{name}="{value}"' for name, value in named.items())
    code = inner.strip("\n")
    head = markdown.code_head(f"{call.get('lang', at=0)} {{{options}}}", code)
    mark = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", code)), default=0))
    return f"{mark}{head or ''}\n{code}\n{mark}"


def _length(value: str) -> str:
    return f"{value}px" if value.isdecimal() else value


def _tags(text: str) -> Iterator[Tag]:
    code = markdown.code_ranges(text)
    number = place = 0
    closers = {"<": ">}}", "%": "%}}"}
    while (start := text.find("{{", place)) >= 0:
        place = start + 2
        while number < len(code) and code[number][1] <= start:
            number += 1
        if number < len(code) and code[number][0] <= start:
            place = code[number][1]
            continue
        sign = text[start + 2 : start + 3]
        if sign not in closers or not sign:
            continue
        end = text.find(closers[sign], start + 3)
        if end < 0:
            del closers[sign]
            continue
        written = text[start + 3 : end]
        found = _NAME.match(written)
        if found is None or written.lstrip().startswith("/*"):
            continue
        arguments = found[3].rstrip()
        is_alone = arguments.endswith("/")
        place = end + 3
        name, arguments = found[2].rstrip("/"), arguments.rstrip("/")
        yield Tag(start, place, name, arguments, bool(found[1]), is_alone)


def _pairs(tags: list[Tag]) -> dict[int, int]:
    """The closing tag of each opening one that has one, by their numbers."""
    pairs: dict[int, int] = {}
    opened: list[int] = []
    names: Counter[str] = Counter()
    for number, tag in enumerate(tags):
        if not tag.is_closing:
            if not tag.is_alone:
                opened.append(number)
                names[tag.name] += 1
            continue
        while names[tag.name]:
            other = opened.pop()
            names[tags[other].name] -= 1
            if tags[other].name == tag.name:
                pairs[other] = number
                break
    return pairs


def _call(text: str, tag: Tag) -> Call:
    call = Call(tag.name, text[tag.start : tag.end], start=tag.start)
    for key, quoted, raw, bare in _ARGUMENT.findall(tag.arguments):
        value = re.sub(r"\\(.)", r"\1", quoted) if quoted else raw or bare
        if key:
            call.named[key.lower()] = value
        else:
            call.positional.append(value)
    line_start = text.rfind("\n", 0, tag.start) + 1
    line_end = text.find("\n", tag.end)
    after = text[tag.end : line_end if line_end >= 0 else len(text)]
    call.is_block = not text[line_start : tag.start].strip() and not after.strip()
    return call


def _visible(call: Call, tag: Tag, close: Tag | None, text: str) -> str:
    """A shortcode as code that readers see, around what it holds."""

    def code(written: str) -> str:
        plain = " ".join(written.split())
        mark = "``" if "`" in plain else "`"
        gap = " " if "`" in plain else ""
        return f"{mark}{gap}{plain}{gap}{mark}"

    start = code(call.written)
    return start if close is None else f"{start}{call.inner}{code(text[close.start : close.end])}"
