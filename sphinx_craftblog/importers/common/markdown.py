"""Markdown of other tools as MyST reads it; code stays as it is."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from urllib.parse import unquote

from markdown_it import MarkdownIt
from markdown_it.token import Token

_LINK = re.compile(
    r"(?P<before>\]\(\s*|^ {0,3}\[[^\]\n^][^\]\n]*\]:[ \t]+|"
    r"^[ \t>]*:{3,}\{(?:figure|image)\}[ \t]+|^[ \t>]*:target:[ \t]+)"
    r"(?P<to><[^<>\n]*>|[^\s()<>]*(?:\([^\s()]*\)[^\s()]*)*)",
    re.MULTILINE,
)
"""What a link, a picture or a reference leads to."""

_FRAGMENT = re.compile(r"\]\(([^()<>\s#]*)#([^()<>\s]+)\)(?!\{)")

_DEFINED = re.compile(r"^( {0,3}\[[^\]\n^][^\]\n]*\]:[ \t]+)([^<>\s#]+)#(\S+)", re.MULTILINE)

_MARKUP = re.compile(r"[\\`*\[\]<>$]|(?<!\w)_|_(?!\w)|&(?=#?\w+;)|#+$|\{(?=[\w:%-]+\}`)")
"""What would not be itself in a line of plain text."""

_URL = re.compile(r"(?<![\w<>\"'`(\[=/@:.\]])https?://[^\s<>()\[\]\"'`*|\\]*[\w/#=&+-]")
"""A URL that stands in a text alone."""

_HTML = re.compile(r"<!--[^<]*?-->|<a\b[^<>]*>[^<]*</a\s*>|<[^<>\n]*>", re.IGNORECASE)

_INNER = re.compile(
    r"(<\w+[^<>\n]*?)[ \t]+markdown(?:=[\"']?(?:1|block|span|true)[\"']?)?(?=[ \t>])([^<>\n]*>)"
    r"([ \t]*$)?",
    re.MULTILINE,
)
"""A tag of HTML whose inside is Markdown."""

_OF_MYST = re.compile(r"^(?=%|\+\+\+|\([^()\n]+\)=[ \t]*$)|(?=\{[\w:-]+\}\Z)", re.MULTILINE)
"""What means something to MyST alone."""

_ATTRIBUTE = re.compile(r"""([.#]?)([\w:-]+)(?:\s*=\s*("[^"]*"|'[^']*'|\[[^\]]*\]|[^\s,}]+))?""")

_DIRECTIVE = re.compile(r"\{(?!code|math|raw|mermaid)[\w:-]+\}")
"""Fences whose text is no code."""


def tokens(text: str) -> list[Token]:
    """The blocks of a text."""
    return MarkdownIt("commonmark").parse(text)


def code_lines(text: str) -> set[int]:
    """The lines of a text that are code, from 0."""
    found: set[int] = set()
    for token in tokens(text):
        if token.type in {"fence", "code_block"} and token.map:
            if token.type == "fence" and _DIRECTIVE.match(token.info.strip()):
                first = token.map[0] + 1
                found.update(first + line for line in code_lines(token.content))
            else:
                found.update(range(*token.map))
    return found


def code_ranges(text: str) -> list[tuple[int, int]]:
    """Return where code begins and ends in a text: blocks of it, and spans."""
    code = code_lines(text)
    found: list[tuple[int, int]] = []
    start = place = 0
    for number, line in enumerate(text.split("\n")):
        end = place + len(line) + 1
        if number in code:
            found += _spans(text, start, place)
            found.append((place, end))
            start = end
        place = end
    return [*found, *_spans(text, start, len(text))]


def outside_code(text: str, change: Callable[[str], str]) -> str:
    """A text with a change of all in it that is not code; a part may have several lines."""
    parts: list[str] = []
    place = 0
    for start, end in code_ranges(text):
        if place < start:
            parts.append(change(text[place:start]))
        parts.append(text[start:end])
        place = end
    return "".join([*parts, change(text[place:])])


def with_links(text: str, target: Callable[[str], str]) -> str:
    """A text with other targets of its links, pictures and references."""

    def replaced(match: re.Match[str]) -> str:
        to = match["to"]
        plain = to[1:-1] if to.startswith("<") else to
        new = target(plain)
        if new == plain:
            return match[0]
        return match["before"] + (f"<{new}>" if re.search(r"[\s()]", new) else new)

    return outside_code(text, lambda part: _LINK.sub(replaced, part))


def anchors(text: str) -> set[str]:
    """Return what fragments of links to a document may be: of its headings, and of ids before
    them.
    """
    found: set[str] = set()
    for token, inline in pairwise(tokens(text)):
        if token.type == "heading_open":
            words = "".join(
                child.content
                for child in inline.children or []
                if child.type in {"text", "code_inline"}
            )
            slug = re.sub(r"[^\w\- ]", "", words.lower().strip()).replace(" ", "-")
            found.add(_unique(slug, found))
    return found.union(re.findall(r"^\{#([\w:.-]+)[^{}\n]*\}$", text, re.MULTILINE))


def with_fragments(text: str, is_there: Callable[[str, str], bool]) -> str:
    """A text whose links have no fragments that MyST does not find.

    ``is_there`` is given the path of a document, empty for this one, and the fragment.
    """

    def replaced(match: re.Match[str]) -> str:
        path, fragment = match[1], match[2]
        if re.match(r"[A-Za-z][\w+.-]*:", path) or is_there(path, unquote(fragment)):
            return match[0]
        return f"]({path})" if path else f"](#{fragment}){{.external}}"

    def defined(match: re.Match[str]) -> str:
        path, fragment = match[2], match[3]
        if re.match(r"[A-Za-z][\w+.-]*:", path) or is_there(path, unquote(fragment)):
            return match[0]
        return f"{match[1]}{path}"

    def change(part: str) -> str:
        return _DEFINED.sub(defined, _FRAGMENT.sub(replaced, part))

    return outside_code(text, change)


def with_title(text: str, title: str) -> str:
    """A text below a heading, its own headings one below another."""
    body = without_loose_rules(with_levels(text)).strip("\n")
    return f"# {escaped(title)}\n\n{body.rstrip()}\n" if body.strip() else f"# {escaped(title)}\n"


def with_levels(text: str) -> str:
    """A text whose headings begin at the second level and leave none out."""
    lines = text.split("\n")
    above: list[int] = []
    replaced: dict[int, tuple[int, str]] = {}
    for token, inline in pairwise(tokens(text)):
        if token.type != "heading_open" or token.level or not token.map:
            continue
        old = int(token.tag[1])
        while above and above[-1] >= old:
            above.pop()
        above.append(old)
        new = min(len(above) + 1, 6)
        if new != old:
            start, end = token.map
            written = lines[start].strip()
            content = written[old:] if token.markup.startswith("#") else inline.content
            replaced[start] = end, f"{'#' * new} {' '.join(content.split())}"
    return "\n".join(_with_replaced(lines, replaced))


def without_loose_rules(text: str) -> str:
    """A text without lines across, where docutils takes none: in others, and beside nothing."""
    dropped: set[int] = set()
    before, last = "heading_open", Token("", "", 0)
    lines = text.split("\n")
    inside = _inside_directives(lines)
    for token in tokens(text):
        if token.nesting < 0 or (token.level and token.type != "hr"):
            continue
        is_inside = token.level or (token.map and token.map[0] in inside)
        if token.type == "hr" and token.map and (is_inside or before in {"heading_open", "hr"}):
            dropped.add(token.map[0])
        else:
            before = token.type
        last = token
    if before == "hr" and last.map:
        dropped.add(last.map[0])
    return "\n".join(line for number, line in enumerate(lines) if number not in dropped)


def _inside_directives(lines: list[str]) -> set[int]:
    """The lines within fences of colons."""
    found: set[int] = set()
    opened: list[int] = []
    for number, line in enumerate(lines):
        fence = re.match(r"[ \t]*(:{3,})(\{)?", line)
        if fence and fence[2]:
            opened.append(len(fence[1]))
        elif fence and opened and len(fence[1]) == opened[-1]:
            opened.pop()
        elif opened:
            found.add(number)
    return found


def without_title(text: str, title: str) -> tuple[str, str]:
    """A text without the heading that it begins with, and that heading's words.

    Only a heading of the first level that is the title, if there is one, is taken.
    """
    found = tokens(text)
    if not found or found[0].tag != "h1" or not found[0].map:
        return text, ""
    heading = plain(found[1])
    if title and heading.casefold() != title.casefold():
        return text, ""
    return "\n".join(text.split("\n")[found[0].map[1] :]).lstrip("\n"), heading


def raw_html(text: str) -> str:
    """A text in HTML as it is."""
    mark = "`" * max(3, 1 + max((len(run) for run in re.findall("`+", text)), default=0))
    return f"{mark}{{raw}} html\n{text.strip(chr(10))}\n{mark}\n"


def plain(inline: Token) -> str:
    """The words of a line with markup."""
    kept = (c.content for c in inline.children or [] if c.type in {"text", "code_inline"})
    return " ".join("".join(kept).split())


def escaped(text: str) -> str:
    """Plain text as Markdown that shows it."""
    return _MARKUP.sub(r"\\\g<0>", " ".join(text.split()))


def myst(text: str, extensions: set[str]) -> str:
    """Markdown as most tools take it, as MyST reads it; adds the extensions that it needs."""
    text = with_fences(text)
    text = with_heading_ids(text)
    text = outside_code(text, _of_prose)
    if re.search(r"^[ \t]*(?:[-*+]|\d+[.)])[ \t]+\[[ xX]\][ \t]", text, re.MULTILINE):
        extensions.add("tasklist")
    if re.search(r"(?<![~\w])~~(?=\S)", text):
        extensions.add("strikethrough")
    return text


def with_inner_markdown(text: str) -> str:
    """A text in which HTML says by an empty line, not an attribute, that Markdown is in it."""

    def replaced(match: re.Match[str]) -> str:
        return f"{match[1]}{match[2]}" + ("" if match[3] is None else "\n")

    return _INNER.sub(replaced, text)


def without_math(text: str) -> str:
    """A text in which signs of dollars are no formulas."""
    return outside_code(text, lambda part: re.sub(r"(?<!\\)\$", r"\\$", part))


def with_fences(text: str) -> str:
    """A text in which what fences of code say beside their language are options."""
    lines = text.split("\n")
    replaced: dict[int, tuple[int, str]] = {}
    for token in tokens(text):
        if token.type == "fence" and token.map and re.search(r"[\s{=:]", token.info.strip()):
            start = token.map[0]
            prefix, _, _ = lines[start].partition(token.markup)
            head = code_head(token.info.strip(), token.content)
            if head is not None:
                fence = "\n".join(f"{prefix}{line}" for line in head.split("\n"))
                marked = fence.replace(prefix, f"{prefix}{token.markup}", 1)
                if re.match(r"\s*(?:[-*+]|\d+[.)])\s", prefix):  # a fence right after a bullet
                    continue
                replaced[start] = start + 1, marked
    return "\n".join(_with_replaced(lines, replaced))


def code_head(info: str, content: str = "") -> str | None:
    """The first line of a fence of code, without its mark, and its options; None as it is."""
    found = re.match(r"([^\s{=:]*)[:\s]*\{?:?(.*?)\}?$", info, re.DOTALL)
    language, rest = (found[1], found[2]) if found else (info, "")
    if re.fullmatch(r"\{(?:code-block|code|math|raw|figure|image|\w+:\w+)\}.*", info):
        return None
    options: dict[str, str] = {}
    for sign, name, value in _ATTRIBUTE.findall(rest):
        value = value.strip("\"'")
        if (sign == "." and not language) or (
            not sign and not value and not language and info.startswith("{")
        ):
            language = name
        elif name in {"title", "caption", "filename", "name", "file"} and value:
            options["caption"] = value
        elif name in {"hl_lines", "hl-lines", "highlight", "mark_lines"} and value:
            options["emphasize-lines"] = _lines(value, content.rstrip("\n").count("\n") + 1)
        elif name in {"linenos", "linenums", "lineNos"} and value not in {"false", "0"}:
            options.setdefault("linenos", "")
            if name == "linenums" and value.isdecimal() and value != "1":
                options["lineno-start"] = value
        elif name == "linenostart" and value.isdecimal() and value != "1":
            options |= {"linenos": "", "lineno-start": value}
    if not options.get("emphasize-lines", "-"):
        del options["emphasize-lines"]
    if not options:
        return language
    written = (f":{name}: {value}".rstrip() for name, value in options.items())
    gap = [""] if re.match(r"\s*(?::|---)", content) else []
    return "\n".join([f"{{code-block}} {language}".rstrip(), *written, *gap])


def _lines(written: str, last: int) -> str:
    """Numbers of lines and ranges of them, up to the last line that there is."""
    kept = []
    for first, end in re.findall(r"(\d{1,9})(?:-(\d{1,9}))?", written):
        if 1 <= int(first) <= last:
            kept.append(f"{first}-{min(int(end), last)}" if end else first)
    return ",".join(kept)


def with_heading_ids(text: str) -> str:
    """A text whose headings have the ids that they name in a line of attributes before them."""
    lines = text.split("\n")
    replaced: dict[int, tuple[int, str]] = {}
    for token in tokens(text):
        if token.type == "heading_open" and not token.level and token.map:
            start = token.map[0]
            found = re.search(r"[ \t]*\{:?[ \t]*([^{}\n]*)\}[ \t]*#*[ \t]*$", lines[start])
            if found and re.match(r"[.#][\w:-]|[\w-]+=|-$", found[1]):
                heading = lines[start][: found.start()]
                name = re.search(r"#([\w:.-]+)", found[1])
                above = f"{{#{name[1]}}}\n" if name else ""
                replaced[start] = start + 1, f"{above}{heading}"
    return "\n".join(_with_replaced(lines, replaced))


def attributes(written: str) -> str:
    """Attributes in braces as MyST takes them; empty if it takes none of them."""
    kept = []
    for sign, name, value in _ATTRIBUTE.findall(written):
        if sign:
            kept.append(f"{sign}{name}")
        elif name in {"width", "height", "align", "class", "id"} and value:
            quoted = value if value[0] in "\"'" else f'"{value}"'
            kept.append(f"{name}={quoted}")
    return f"{{{' '.join(kept)}}}" if kept else ""


def _unique(slug: str, taken: set[str]) -> str:
    number, found = 0, slug
    while found in taken:
        number += 1
        found = f"{slug}-{number}"
    return found


def _of_prose(text: str) -> str:
    text = _OF_MYST.sub(r"\\", text)
    text = re.sub(
        r"(?<=[)\]*_`>])\{:?[ \t]*((?:[.#][\w:-]|[\w-]+=)[^{}\n]*)\}",
        lambda match: attributes(match[1]),
        text,
    )
    parts: list[str] = []
    place = 0
    for match in _HTML.finditer(text):
        parts += _with_autolinks(text[place : match.start()]), match[0]
        place = match.end()
    return "".join([*parts, _with_autolinks(text[place:])])


def _with_autolinks(text: str) -> str:
    if "://" not in text:
        return text
    lines = (
        line if re.match(r"\s*\[[^\]]+\]:", line) else _URL.sub(r"<\g<0>>", line)
        for line in text.split("\n")
    )
    return "\n".join(lines)


def _with_replaced(lines: list[str], replaced: dict[int, tuple[int, str]]) -> Iterator[str]:
    number = 0
    while number < len(lines):
        end, line = replaced.get(number, (number + 1, lines[number]))
        yield line
        number = max(end, number + 1)


def _spans(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield where the code spans of a part of a text begin and end; each is in one paragraph."""
    for gap in re.compile(r"\n[ \t]*(?=\n)").finditer(text, start, end):
        yield from _spans_of_block(text, start, gap.start())
        start = gap.end()
    yield from _spans_of_block(text, start, end)


def _spans_of_block(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    runs = [run.span() for run in re.compile("`+").finditer(text, start, end)]
    later: dict[int, list[int]] = {}
    for number in range(len(runs) - 1, -1, -1):
        later.setdefault(runs[number][1] - runs[number][0], []).append(number)
    number = 0
    while number < len(runs):
        begin, finish = runs[number]
        same = later[finish - begin]
        while same and same[-1] <= number:
            same.pop()
        if same and text[begin - 1 : begin] != "\\":
            number = same[-1]
            yield begin, runs[number][1]
        number += 1
