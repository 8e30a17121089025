"""Markdown as Python-Markdown takes it, which Pelican and Nikola write."""

from __future__ import annotations

import re
from collections.abc import Callable
from urllib.parse import urljoin

from sphinx_craftblog.importers.common import markdown
from sphinx_craftblog.importers.common.post import ImportedSite

_ATTRIBUTE = re.compile(r"""(\b(?:href|src|poster|data)\s*=\s*)(["'])(.*?)\2""", re.IGNORECASE)

_SCHEMES = ("http", "https", "mailto", "ftp")
"""Those that MyST knows."""

_ADMONITION = re.compile(r'( *)!!!\s+([\w-]+)(?:\s+[\w -]+?)?(?:\s+"(.*)")?\s*$')

_ADMONITIONS = frozenset(
    {"attention", "caution", "danger", "error", "hint", "important", "note", "tip", "warning"}
)


def myst(text: str, extensions: set[str]) -> str:
    """A text as MyST reads it; adds the extensions that it needs."""
    text = _with_highlighted(text.replace("\t", "    "))
    text = _with_admonitions(text)
    text = _without_inner_rules(markdown.outside_code(text, _of_prose))
    return markdown.myst(text, extensions)


def with_links(text: str, target: Callable[[str], str]) -> str:
    """A text with other targets of its links, those in its HTML as well."""

    def of_html(part: str) -> str:
        return _ATTRIBUTE.sub(
            lambda match: f"{match[1]}{match[2]}{target(match[3])}{match[2]}", part
        )

    return markdown.outside_code(markdown.with_links(text, target), of_html)


def absolute(link: str, address: str, site: ImportedSite) -> str:
    """A link as an address of the site, if it is a path; ``address`` is that of its page."""
    if scheme := re.match(r"([A-Za-z][\w+.-]*):", link):
        _allow(scheme[1].lower(), site)
        return link
    if not link or link.startswith(("#", "//")):
        return link
    try:
        return urljoin(address, link)
    except ValueError:
        return link


def without_math(text: str) -> str:
    """A text in which dollars are dollars, where others have equations in them."""
    return markdown.outside_code(text, lambda part: re.sub(r"(?<!\\)\$", r"\\$", part))


def _allow(scheme: str, site: ImportedSite) -> None:
    """Let MyST know a scheme of addresses that it has none of."""
    if scheme not in _SCHEMES:
        more = site.settings.setdefault("myst_url_schemes", list(_SCHEMES))
        if scheme not in more:
            more.append(scheme)


def _of_prose(text: str) -> str:
    text = re.sub(r"^ {0,3}\[TOC\][ \t]*$\n?", "", text, flags=re.MULTILINE)
    text = re.sub(r"^\*\[[^\]\n]+\]:.*$\n?", "", text, flags=re.MULTILINE)
    text = re.sub(r"^(#{1,6})(?=[^#\s{])", r"\1 ", text, flags=re.MULTILINE)
    # Attributes in a line of their own are those of the block above.
    return re.sub(r"^[ \t]*\{:[^{}\n]*\}[ \t]*$\n?", "", text, flags=re.MULTILINE)


def _with_highlighted(text: str) -> str:
    """Indented code that names its language in a first line, as fences."""
    lines = text.split("\n")
    for start, end in reversed(_indented_code(text)):
        while end > start and not lines[end - 1].strip():
            end -= 1
        head = re.match(r"(\s*)(?::::|#!)([\w+#.-]+)(.*)$", lines[start])
        if head is None:
            continue
        indent = head[1][:-4]
        inner = [line[len(head[1]) :].rstrip() for line in lines[start + 1 : end]]
        is_path = lines[start].lstrip().startswith("#!") and "/" in lines[start]
        language = head[2].rpartition("/")[2] if not is_path else "text"
        inner = [lines[start].strip(), *inner] if is_path else inner
        if numbers := re.search(r"hl_lines=[\"']([\d ]+)", head[3]):
            said = ",".join(numbers[1].split())
            opening = [f"```{{code-block}} {language}", f":emphasize-lines: {said}", ""]
        else:
            opening = [f"```{language}"]
        block = [*opening, *inner, "```"]
        lines[start:end] = [f"{indent}{line}".rstrip() for line in block]
    return "\n".join(lines)


def _without_inner_rules(text: str) -> str:
    """A text without rules in lists and quotations, where docutils has none."""
    lines = text.split("\n")
    for token in markdown.tokens(text):
        if token.type == "hr" and token.level and token.map:
            line = lines[token.map[0]]
            lines[token.map[0]] = line.replace(line.strip(" \t>"), "")
    return "\n".join(lines)


def _indented_code(text: str) -> list[tuple[int, int]]:
    return [
        (token.map[0], token.map[1])
        for token in markdown.tokens(text)
        if token.type == "code_block" and token.map
    ]


def _with_admonitions(text: str) -> str:
    """Boxes of the extension ``admonition`` as directives."""
    if "!!!" not in text:
        return text
    code = markdown.code_lines(text)
    lines = text.split("\n")
    made: list[str] = []
    number = 0
    while number < len(lines):
        match = _ADMONITION.match(lines[number])
        if match is None or number in code:
            made.append(lines[number])
            number += 1
            continue
        end = number + 1
        indent = len(match[1]) + 4
        while end < len(lines) and (not lines[end].strip() or lines[end][:indent].isspace()):
            end += 1
        inner = "\n".join(line[indent:] for line in lines[number + 1 : end]).strip("\n")
        kind, title = match[2].lower(), match[3]
        if kind in _ADMONITIONS and not title:
            head = f"{{{kind}}}"
        else:
            name = kind if kind in _ADMONITIONS else "note"
            head = f"{{admonition}} {title or match[2].capitalize()}\n:class: {name}\n"
        block = f":::{head}\n{_with_admonitions(inner)}\n:::"
        if ":::" in inner or "!!!" in inner:
            block = f"::{block}::"
        made += [f"{match[1]}{line}".rstrip() for line in block.split("\n")] + [""]
        number = end
    return "\n".join(made)
