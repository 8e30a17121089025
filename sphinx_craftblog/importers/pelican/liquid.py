"""Tags of Liquid in posts of Pelican."""

from __future__ import annotations

import html
import re
from collections.abc import Callable

from sphinx_craftblog.importers.common import markdown
from sphinx_craftblog.importers.common.sources import Document, TextReader

_TAG = re.compile(r"\{%-?\s*([\w.]+)\s*(.*?)\s*-?%\}", re.DOTALL)

_IMAGE = re.compile(
    r"""(?:(?P<class>[\w\s-]*\s)\s*)?(?P<src>(?:https?:/|/|[|{]|\S+/)\S+|\S+\.\w{3,4})"""
    r"""(?:\s+(?P<width>\d+))?(?:\s+(?P<height>\d+))?(?P<said>\s+.+)?$""",
    re.DOTALL,
)

_VIDEOS = {"youtube": "https://www.youtube.com/watch?v={}", "vimeo": "https://vimeo.com/{}",
           "gist": "https://gist.github.com/{}"}  # fmt: skip


def with_liquid(
    text: str, document: Document, reader: TextReader, code: Callable[[str], str | None]
) -> str:
    """A text in which tags are Markdown; those that nobody knows are code, and noted.

    ``code`` reads a file that a text includes.
    """
    if "{%" not in text:
        return text
    text = re.sub(r"\{%\s*literal\s+(.*?)\s*%\}", r"{% \1 %}", text) if "literal" in text else text

    def made(match: re.Match[str]) -> str:
        name, said = match[1], match[2]
        if name in {"raw", "endraw"}:
            return ""
        if name == "img" and (image := _image(said)):
            return image
        if name == "include_code" and said:
            return _included(said, code) or match[0]
        if name == "video" and re.match(r"https?://|/", said):
            url = html.escape(said.split()[0])
            return f'```{{raw}} html\n<video controls src="{url}"></video>\n```'
        if name in _VIDEOS and said:
            return f"<{_VIDEOS[name].format(said.split()[0])}>"
        line = document.first_line + text.count("\n", 0, text.find(match[0]))
        reader.unknown(f"{{% {name} %}}", document.path, line)
        return f"`{' '.join(match[0].split())}`"

    return markdown.outside_code(text, lambda part: _TAG.sub(made, part))


def _included(said: str, code: Callable[[str], str | None]) -> str:
    """A file's text as a block of code, with its language and title."""
    path, _, rest = said.partition(" ")
    language = re.search(r"\blang:(\S+)", rest)
    title = " ".join(re.sub(r"\b(?:lang|lines|codec):\S+|:hide\w+:", "", rest).split())
    text = code(path)
    if text is None:
        return ""
    lines = text.rstrip().split("\n")
    if span := re.search(r"\blines:(\d+)-(\d+)", rest):
        lines = lines[int(span[1]) - 1 : int(span[2])]
    name = language[1] if language else {"py": "python"}.get(path.rpartition(".")[2], "text")
    body = "\n".join(lines)
    marks = "`" * max(3, 1 + max((len(run) for run in re.findall("`{3,}", body)), default=0))
    return f"{marks}{{code-block}} {name}\n:caption: {title or path}\n\n{body}\n{marks}"


def _image(said: str) -> str:
    match = _IMAGE.match(said)
    if match is None:
        return ""
    words = re.findall(r"\"([^\"]*)\"|'([^']*)'", match["said"] or "")
    texts = [one or other for one, other in words]
    alt = (texts[-1] if texts else (match["said"] or "")).strip()
    alt = re.sub(r"([\[\]])", r"\\\1", alt)
    image = f"![{alt}]({html.unescape(match['src'])})"
    width = f'width="{match["width"]}"' if match["width"] else ""
    return f"{image}{{{width}}}" if width else image
