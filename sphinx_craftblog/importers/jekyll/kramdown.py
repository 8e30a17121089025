"""What kramdown has beyond Markdown, as MyST reads it."""

from __future__ import annotations

import re

from sphinx_craftblog.importers.common import markdown

_ATTRIBUTES = re.compile(r"^[ \t]*\{:([^{}\n]*)\}[ \t]*$")

_CONTENTS = re.compile(
    r"^[ \t]*(?:[-*+]|\d+\.)[ \t]+[^\n]*\n[ \t]*\{:[ \t]*toc[^}\n]*\}[ \t]*$", re.MULTILINE
)

_MATH = re.compile(r"\$\$([^$]+?)\$\$")


def converted(text: str, *, is_math: bool = False) -> tuple[str, bool]:
    """A text as MyST reads it, and whether it has formulas."""
    text = _CONTENTS.sub("", text)
    text = _with_attributes(text)
    found = [is_math]

    def change(part: str) -> str:
        part = markdown.with_inner_markdown(part)
        if "$$" in part:
            found[0] = True
            if not is_math:
                part = re.sub(r"(?<![\\$])\$(?!\$)", r"\\$", part)
            part = _MATH.sub(_formula, part)
        return part

    return markdown.outside_code(text, change), found[0]


def _formula(match: re.Match[str]) -> str:
    """Formulas within a line have one sign at each end, those in lines of their own have two."""
    before = match.string[match.string.rfind("\n", 0, match.start()) + 1 : match.start()]
    end = match.string.find("\n", match.end())
    after = match.string[match.end() : end if end >= 0 else len(match.string)]
    if not before.strip() and not after.strip():
        return match[0]
    return f"${match[1].strip()}$"


def _with_attributes(text: str) -> str:
    """A text in which a line of attributes stands before its paragraph; others are gone."""
    if "{:" not in text:
        return text
    lines: list[str | None] = list(text.split("\n"))
    code = markdown.code_lines(text)
    blocks = {
        token.map[1]: token
        for token in markdown.tokens(text)
        if token.map
        and token.type in {"fence", "heading_open", "paragraph_open"}
        and not token.level
    }
    for number, line in enumerate(text.split("\n")):
        found = _ATTRIBUTES.match(line) if number not in code else None
        if found is None:
            continue
        lines[number] = None
        token = blocks.get(number)
        paragraph = blocks.get(number + 1)
        if token is not None and token.type == "fence" and token.map:
            language = re.search(r"\.(?:language-)?([\w+-]+)", found[1])
            if language and not token.info.strip():
                lines[token.map[0]] = f"{lines[token.map[0]]}{language[1]}"
        elif token is not None and token.type == "heading_open" and token.map:
            name = re.search(r"#([\w:.-]+)", found[1])
            if name:
                lines[token.map[0]] = f"{{#{name[1]}}}\n{lines[token.map[0]]}"
        elif paragraph is not None and paragraph.type == "paragraph_open" and paragraph.map:
            start = paragraph.map[0]
            kept = markdown.attributes(found[1])
            if kept and start != number and lines[start] is not None:
                lines[start] = f"{kept}\n{lines[start]}"
    return "\n".join(line for line in lines if line is not None)
