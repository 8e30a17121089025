"""HTML as Markdown that MyST reads; needs markdownify."""

from __future__ import annotations

import html
import re
from collections import Counter
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Any

from bs4 import BeautifulSoup, Comment, Tag
from bs4.element import NavigableString, PageElement
from markdownify import MarkdownConverter
from pygments.lexers import find_lexer_class_by_name
from pygments.util import ClassNotFound

from sphinx_craftblog.importers.common.addresses import split_url

_LINE, _RULE, _BLANK = "\ue000", "\ue001", "\ue002"
"""Marks while a text is made: the begin of a line of prose, a rule, and a blank line."""

_FLOW = ("address", "article", "aside", "center", "div", "footer", "header", "main", "nav",
         "section", "[document]", "body", "html", "hgroup", "fieldset", "legend")  # fmt: skip
"""What holds blocks and is none itself: it goes, and they stay."""

_HEADINGS = tuple(f"h{level}" for level in range(1, 7))

_RAW = ("iframe", "video", "audio", "object", "embed", "svg", "form", "map", "math", "canvas")
"""What Markdown has no words for: it stays HTML."""

_BLOCKS = frozenset(
    {
        *_FLOW,
        *_HEADINGS,
        *_RAW,
        *("blockquote", "dd", "details", "dl", "dt", "figcaption", "figure", "hr", "li", "ol", "p"),
        *("pre", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "caption", "summary"),
        "craftblog-block",
    }
)

_KEPT = {"abbr": "title", "acronym": "title", "bdi": "dir", "bdo": "dir", "cite": "", "del": "",
         "ins": "", "mark": "", "ruby": "", "rt": "", "s": "", "small": "", "strike": "",
         "u": ""}  # fmt: skip
"""Elements in a line that stay HTML, with the attribute that they keep."""

_RENAMED = {"acronym": "abbr", "strike": "s"}

_SYNTAX = re.compile(r"[\\`*$\[{]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|&(?=#?\w+;)")
"""What MyST would take as markup anywhere in a line."""

_LINE_SYNTAX = re.compile(
    rf"{_LINE}[ \t]*(?:(\d{{1,9}})([.)])(?=\s|$)|"
    r"(#{1,6}(?=\s|$)|[>%|]|\+(?=\+|\s|$)|-(?=-|\s|$)|=(?==*\s*$)|~(?=~~)|:|"
    r"\((?=[^()\n]*\)=\s*$)))?",
    re.MULTILINE,
)
"""What MyST would take as markup at the begin of a line."""

_LANGUAGE = re.compile(r"(?:^|[\s;])(?:language-|lang-|brush:\s*|lang:|highlight-)([\w+#.-]+)")

_LANGUAGES = {"plain": "text", "plaintext": "text", "default": "text", "jscript": "javascript",
              "actionscript3": "as3", "as3": "as3", "shell": "bash", "html": "html"}  # fmt: skip
"""Names of highlighters in browsers, and what Pygments calls the language."""


class Converter:
    """Makes HTML Markdown. ``address`` tells where a link or a picture leads now.

    ``seen`` counts what people may want to know, by its kind and name: an ``iframe`` by its
    host, a ``script``, a ``language`` that is not known, a ``fragment`` that is not there.
    """

    def __init__(self, address: Callable[[str], str]) -> None:
        self.address = address
        self.seen: Counter[tuple[str, str]] = Counter()
        self.extensions: set[str] = set()

    def convert(self, source: str, *, by_blank_lines: bool = False) -> str:
        """The Markdown of a document without its title.

        With ``by_blank_lines`` these part paragraphs, and ends of lines are kept, as in editors
        that write half of the HTML.
        """
        source = source.translate(dict.fromkeys(map(ord, (_LINE, _RULE, _BLANK))))
        # Declarations are nothing that is shown, and a broken one makes the parser give up.
        source = re.sub(
            r"(<!--.*?-->)|<!(?!--)[^<>]*>?", lambda m: m[1] or "", source, flags=re.DOTALL
        )
        if by_blank_lines:
            source = _with_blank_lines(source.replace("\r\n", "\n"))
        soup = BeautifulSoup(f"{source}\n", "html.parser")  # a line alone may be taken for a URL
        self._tidy(soup)
        _paragraphs(soup, soup, by_blank_lines=by_blank_lines)
        _mark_lines(soup)
        text = _Markdown(self).convert_soup(soup)
        return _finished(text)

    def inline(self, source: str) -> str:
        """The Markdown of a line."""
        return " ".join(self.convert(source).split())

    def language(self, element: Tag) -> str:
        """Return what Pygments calls the language of a code block."""
        name = _language_of(element)
        if not name:
            return "text"
        name = _LANGUAGES.get(name.lower(), name.lower())
        try:
            find_lexer_class_by_name(name)
        except ClassNotFound:
            self.seen["language", name] += 1
            return "text"
        return name

    def _tidy(self, soup: BeautifulSoup) -> None:
        for comment in soup.find_all(string=lambda text: isinstance(text, Comment)):
            if re.fullmatch(r"\s*more\b.*", comment, re.DOTALL):
                comment.replace_with(_block(soup, "<!-- more -->"))
            else:
                comment.extract()
        for tag in soup.find_all(["script", "style", "noscript", "template", "link", "meta"]):
            if tag.name == "script":
                source = str(tag.get("src") or "")
                self.seen["script", split_url(source).netloc] += 1
            tag.extract()
        self._keep_anchors(soup)
        for tag in soup.find_all("details"):
            summary = tag.find("summary")
            if isinstance(summary, Tag):
                tag["data-summary"] = " ".join(summary.get_text().split())
                summary.extract()
        for tag in soup.find_all(_RAW):
            if tag.parent is not None and not tag.find_parent(_RAW):
                self._keep_raw(soup, tag)
        for tag in soup.find_all("br"):
            _hoist_break(tag)
        for tag in soup.find_all(_HEADINGS):
            if any(parent.name not in _FLOW for parent in tag.parents) and not tag.find("img"):
                _set_bold(soup, tag)

    def _keep_raw(self, soup: BeautifulSoup, tag: Tag) -> None:
        """Leave an element as it is."""
        found = [tag, *tag.find_all(True)]
        sources = [str(one.get("src") or "") for one in found]
        host = next((split_url(one).netloc for one in sources if one), "")
        self.seen[tag.name, host] += 1
        for one in sources:
            self.address(one)
        text = re.sub(r"\n\s*\n", "\n", str(tag)).strip("\n")
        tag.replace_with(_block(soup, f"```{{raw}} html\n{text}\n```"))

    def _keep_anchors(self, soup: BeautifulSoup) -> None:
        """Places that links lead to, and links to places that are not there."""
        links = soup.find_all("a", href=re.compile("^#."))
        wanted = {str(link["href"])[1:] for link in links}
        there: set[str] = set()
        for tag in soup.find_all(True):
            name = str(tag.get("id") or (tag.get("name") if tag.name == "a" else "") or "")
            is_place = name in wanted or (tag.name in _HEADINGS and name) or tag.get("name") == name
            if not name or not is_place or name in there or tag.name in {"input", "form"}:
                continue
            there.add(name)
            anchor = f'<a id="{html.escape(name)}"></a>'
            if tag.name in {*_HEADINGS, "pre", "table", "ul", "ol", "dl", "figure"}:
                tag.insert_before(_block(soup, anchor))
            elif tag.name in {"img", "br", "hr", "tr", "tbody", "thead"}:
                there.discard(name)
            else:
                tag.insert(0, _raw(soup, anchor))
        for link in links:
            if str(link["href"])[1:] not in there:
                self.seen["fragment", str(link["href"])] += 1
                del link["href"]


def _with_blank_lines(source: str) -> str:
    """HTML with a mark where a line is blank, which parsers would lose between elements."""
    return re.sub(
        r"<(pre|code|script|style|textarea)\b.*?</\1\s*>|\n[ \t]*\n\s*",
        lambda match: match[0] if match[1] else f"\n{_BLANK}\n",
        source,
        flags=re.DOTALL | re.IGNORECASE,
    )


def _raw(soup: BeautifulSoup, text: str) -> Tag:
    """Markdown in a line, as it is to stand in the text."""
    return soup.new_tag("craftblog-raw", attrs={"data-text": text})


def _block(soup: BeautifulSoup, text: str) -> Tag:
    """Markdown that is a block of its own."""
    return soup.new_tag("craftblog-block", attrs={"data-text": text})


def _set_bold(soup: BeautifulSoup, heading: Tag) -> None:
    """A heading where a document cannot have one."""
    strong = soup.new_tag("strong")
    strong.extend(list(heading.contents))
    heading.name = "p"
    heading.append(strong)


def _is_block(node: PageElement) -> bool:
    return isinstance(node, Tag) and (
        node.name in _BLOCKS or (node.name not in {"code", "a"} and _holds_block(node))
    )


def _holds_block(tag: Tag) -> bool:
    return (
        tag.name not in {"pre", "code"}
        and tag.find(list(_BLOCKS - {"craftblog-block"})) is not None
    )


def _paragraphs(soup: BeautifulSoup, holder: Tag, *, by_blank_lines: bool) -> None:
    """Put what stands beside blocks into paragraphs, and make text of the ends of lines."""
    if holder.name in {"pre", "craftblog-block", "craftblog-raw"}:
        return
    if holder.name not in _BLOCKS or holder.name in {*_HEADINGS, "p", "dt", "caption"}:
        _join_lines(soup, holder, by_blank_lines=by_blank_lines)
        if holder.name == "p" and any(_is_block(child) for child in holder.contents):
            holder.name = "div"
        else:
            return
    if holder.name in {"table", "tbody", "thead", "tfoot", "tr", "ul", "ol", "dl"}:
        for child in list(holder.contents):
            if isinstance(child, Tag):
                _paragraphs(soup, child, by_blank_lines=by_blank_lines)
        return
    is_wrapped = _wraps(holder, by_blank_lines=by_blank_lines)
    runs: list[list[PageElement]] = [[]]
    for child in list(holder.contents):
        if _is_block(child):
            runs.append([])
            if isinstance(child, Tag):
                _paragraphs(soup, child, by_blank_lines=by_blank_lines)
        elif isinstance(child, Tag):
            _join_lines(soup, child, by_blank_lines=by_blank_lines)
            runs[-1].append(child)
        else:
            runs += _split_text(soup, child, runs[-1], by_blank_lines=by_blank_lines)
    for run in runs:
        if is_wrapped:
            _wrap(soup, run)
        else:
            _trim(run)


def _wraps(holder: Tag, *, by_blank_lines: bool) -> bool:
    """Return whether lines in an element are paragraphs; those of items of a list are, if some
    are.
    """
    if holder.name not in {"li", "dd", "td", "th", "figcaption"}:
        return True
    others = {"ul", "ol"} if holder.name == "li" else set()
    if any(
        _is_block(child) and isinstance(child, Tag) and child.name not in others
        for child in holder.contents
    ):
        return True
    return by_blank_lines and any(
        _BLANK in text.strip(f"{_BLANK} \n\t")
        for text in holder.find_all(string=True, recursive=False)
    )


def _split_text(
    soup: BeautifulSoup, text: PageElement, run: list[PageElement], *, by_blank_lines: bool
) -> list[list[PageElement]]:
    """Text of a run; what is behind a blank line is a run of its own."""
    parts = re.split(rf"\s*{_BLANK}\s*", str(text)) if by_blank_lines else [str(text)]
    later: list[list[PageElement]] = []
    for number, part in enumerate(parts):
        nodes: list[PageElement] = []
        lines = re.split(r"[ \t]*\n[ \t]*", part) if by_blank_lines else [part]
        for place, line in enumerate(lines):
            if place:
                nodes.append(soup.new_tag("br"))
            nodes.append(NavigableString(re.sub(r"[ \t\r\n]+", " ", line)))
        for node in nodes:
            text.insert_before(node)
        if number:
            later.append(nodes)
        else:
            run.extend(nodes)
    text.extract()
    return later


def _join_lines(soup: BeautifulSoup, holder: Tag, *, by_blank_lines: bool) -> None:
    """Make spaces, or breaks, of the ends of lines."""
    for text in list(holder.find_all(string=True)):
        if text.find_parent(["pre", "code"]):
            continue
        said = str(text).replace(_BLANK, "\n")
        text.replace_with(re.sub(r"[ \t\r\n]+", " ", said))


def _is_empty(node: PageElement) -> bool:
    if isinstance(node, Tag):
        return node.name == "br"
    return not str(node).strip()


def _trim(run: list[PageElement]) -> list[PageElement]:
    """Take breaks and spaces from both ends."""
    for at in (0, -1):
        while run and _is_empty(run[at]):
            run.pop(at).extract()
    return run


def _wrap(soup: BeautifulSoup, run: list[PageElement]) -> None:
    if not _trim(run):
        return
    only = run[0]
    if len(run) == 1 and re.fullmatch(r"\s*https?://[^\s<>]+\s*", str(only)):
        link = soup.new_tag("a", href=str(only).strip())
        only.replace_with(link)
        link.append(str(only).strip())
        run = [link]
    if len(run) == 1 and isinstance(only, Tag) and only.name == "code" and "\n" in only.get_text():
        only.wrap(soup.new_tag("pre"))
        return
    paragraph = soup.new_tag("p")
    run[0].insert_before(paragraph)
    for node in run:
        paragraph.append(node.extract())


def _mark_lines(soup: BeautifulSoup) -> None:
    """Mark where a line of prose begins."""
    for tag in soup.find_all("br"):
        behind = tag.next_sibling
        if tag.find_parent(["pre", "code"]):
            continue
        if isinstance(behind, NavigableString):
            behind.replace_with(_LINE + str(behind).lstrip())
        else:
            tag.insert_after(_LINE)
    for tag in soup.find_all(["p", "li", "dd", "dt", "td", "th", "figcaption"]):
        first = tag.contents[0] if tag.contents else None
        if isinstance(first, NavigableString):
            first.replace_with(_LINE + str(first).lstrip())


def _hoist_break(tag: Tag) -> None:
    """A break at the end of an element in a line stands behind it; before it, if at its start."""
    while (
        (parent := tag.parent) is not None
        and parent.name not in _BLOCKS
        and (parent.name != "code")
    ):
        if all(_is_empty(one) for one in tag.next_siblings):
            parent.insert_after(tag.extract())
        elif all(_is_empty(one) for one in tag.previous_siblings):
            parent.insert_before(tag.extract())
        else:
            return


def _language_of(element: Tag) -> str:
    """Return what a page says about the language of its code, which each highlighter says
    elsewhere.
    """
    code = element.find("code")
    for tag in (code, element, element.parent):
        if not isinstance(tag, Tag):
            continue
        for name in ("lang", "data-lang", "data-language", "data-enlighter-language"):
            if tag.get(name) and (name != "lang" or tag.name in {"pre", "code"}):
                return str(tag[name])
        classes = tag.get("class") or ""
        text = classes if isinstance(classes, str) else " ".join(classes)
        if match := _LANGUAGE.search(text):
            return match[1].rstrip(";")
    return ""


def fence(text: str, info: str) -> str:
    """A fenced block that nothing in its text ends."""
    runs = (len(run) for run in re.findall(r"^\s*(`{3,})", text, re.MULTILINE))
    marks = "`" * max(3, 1 + max(runs, default=0))
    return f"{marks}{info}\n{text}\n{marks}"


def colons(text: str, info: str) -> str:
    """A directive whose text is Markdown."""
    runs = (len(run) for run in re.findall(r"^\s*(:{3,})", text, re.MULTILINE))
    marks = ":" * max(3, 1 + max(runs, default=0))
    return f"{marks}{info}\n{text}\n{marks}"


def _finished(text: str) -> str:
    """The text without marks."""
    text = _LINE_SYNTAX.sub(
        lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}" if m[3] else "", text
    )
    blocks = re.split(r"\n{2,}(?=\ue001)|(?<=\ue001)\n{2,}", text)
    kept: list[str] = []
    for number, block in enumerate(blocks):
        if block != _RULE:
            kept.append(block)
            continue
        above = kept[-1].rsplit("\n\n", 1)[-1] if kept else "#"
        has_more = any(one.strip() and one != _RULE for one in blocks[number + 1 :])
        if has_more and above != "---" and not re.match(r"#{1,6} [^\n]*$", above):
            kept.append("---")
    text = "\n\n".join(block for block in kept if block.strip())
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE).strip("\n")


class _Markdown(MarkdownConverter):
    """What markdownify does, in the words of MyST."""

    def __init__(self, converter: Converter) -> None:
        super().__init__(
            heading_style="atx", bullets="-", newline_style="backslash", strip_document=None
        )
        self.converter = converter

    if TYPE_CHECKING:

        def process_tag(self, node: Tag, parent_tags: set[str]) -> str: ...

    def escape(self, text: str, parent_tags: set[str]) -> str:
        text = _SYNTAX.sub(lambda match: f"\\{match[0]}", text)
        if "a" in parent_tags:
            text = text.replace("]", "\\]")
        return text.replace("|", "\\|") if parent_tags & {"td", "th"} else text

    def convert_craftblog_raw(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return str(el["data-text"])

    def convert_craftblog_block(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        said = str(el["data-text"])
        return f" {said} " if "_inline" in parent_tags else f"\n\n{said}\n\n"

    # Blocks

    def convert_div(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        text = text.strip("\n")
        return f"\n\n{text}\n\n" if text else ""

    def convert_hr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        is_in_flow = all(parent.name in _FLOW for parent in el.parents)
        return f"\n\n{_RULE}\n\n" if is_in_flow else ""

    def convert_br(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "_noformat" in parent_tags:
            return "\n"
        return " " if "_inline" in parent_tags else "\\\n"

    def convert_pre(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        for tag in el.find_all("br"):
            tag.replace_with("\n")
        code = re.sub(r"^[ \t]*\n|\s+$", "", el.get_text().replace("\r\n", "\n"))
        if not code.strip():
            return ""
        return f"\n\n{fence(code, self.converter.language(el))}\n\n"

    def convert_blockquote(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        lines = text.strip("\n").split("\n")
        return (
            "\n\n" + "\n".join(f"> {line}".rstrip() for line in lines) + "\n\n"
            if text.strip()
            else ""
        )

    def convert_details(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        summary = html.escape(str(el.get("data-summary") or ""), quote=False)
        return f"\n\n<details><summary>{summary}</summary>\n\n{text.strip()}\n\n</details>\n\n"

    def convert_dl(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        self.converter.extensions.add("deflist")
        text = re.sub(r"\n{2,}(?=:   )", "\n", text.strip("\n"))
        return f"\n\n{text}\n\n"

    def convert_dt(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{' '.join(text.split())}\n"

    def convert_dd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        lines = text.strip("\n").split("\n")
        indented = "\n".join(f"    {line}".rstrip() for line in lines)
        return f":   {indented.lstrip()}\n" if text.strip() else ""

    def convert_figure(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        image = el.find("img")
        if not isinstance(image, Tag) or el.find("figure") or len(el.find_all("img")) > 1:
            return self.convert_div(el, text, parent_tags)
        caption = el.find("figcaption")
        said = ""
        if isinstance(caption, Tag):
            said = self.process_tag(caption, parent_tags={"figure"}).strip()
        if not said or el.find(["table", "blockquote"]):
            return self.convert_div(el, text, parent_tags)
        source = self._source(image)
        if not source:
            return f"\n\n{said}\n\n"
        options = [f":alt: {_in_line(image.get('alt'))}"] if image.get("alt") else []
        link = image.find_parent("a")
        if isinstance(link, Tag) and link in el.descendants and link.get("href"):
            options.append(f":target: {self._target(str(link['href']))}")
        classes = " ".join(f"{tag.get('class')}" for tag in (el, image))
        if align := re.search(r"\balign(left|right|center)\b", classes):
            options.append(f":align: {align[1]}")
        return "\n\n" + colons("\n".join([*options, "", said]), f"{{figure}} {source}") + "\n\n"

    def convert_figcaption(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text.strip()}\n\n"

    def convert_table(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        rows = [
            [cell for cell in row.find_all(["td", "th"]) if cell.find_parent("tr") is row]
            for row in el.find_all("tr")
            if row.find_parent("table") is el
        ]
        rows = [row for row in rows if row]
        if not rows:
            return self.convert_div(el, text, parent_tags)
        spans = (str(cell.get(name) or "1") for row in rows for cell in row for name in _SPANS)
        if el.find("table") or any(span != "1" for span in spans):
            self.converter.seen["table", ""] += 1
            for tag in el.find_all("craftblog-raw"):
                tag.replace_with(tag.get_text())
            plain = re.sub(rf"\n\s*\n|{_LINE}", "", str(el))
            return f"\n\n```{{raw}} html\n{plain}\n```\n\n"
        headers = 0
        while headers < len(rows) and _is_header(rows[headers]):
            headers += 1
        caption = el.find("caption")
        title = ""
        if isinstance(caption, Tag):
            title = " ".join(self.process_tag(caption, parent_tags={"table"}).split())
        has_blocks = any(cell.find(_IN_CELLS) for row in rows for cell in row)
        if headers == 1 and not title and not has_blocks:
            return self._pipe_table(rows)
        return self._list_table(rows, headers, title)

    def _pipe_table(self, rows: list[list[Tag]]) -> str:
        width = max(map(len, rows))
        lines = []
        for number, row in enumerate(rows):
            cells = [
                " ".join(self.process_tag(cell, parent_tags={"_inline"}).split()) for cell in row
            ]
            cells += [""] * (width - len(cells))
            lines.append(f"| {' | '.join(cells)} |")
            if number == 0:
                lines.append("|" + " --- |" * width)
        return "\n\n" + "\n".join(lines) + "\n\n"

    def _list_table(self, rows: list[list[Tag]], headers: int, title: str) -> str:
        width = max(map(len, rows))
        lines = [f":header-rows: {headers}"] if headers else []
        if headers < len(rows) and all(row[0].name == "th" for row in rows):
            lines.append(":stub-columns: 1")
        lines += [""] if lines else []
        for row in rows:
            for number in range(width):
                text = ""
                if number < len(row):
                    row[number].name = "div"
                    text = self.process_tag(row[number], parent_tags=set()).strip("\n")
                mark = "* -" if number == 0 else "  -"
                first, *rest = text.replace("\\|", "|").split("\n")
                lines.append(f"{mark} {first}".rstrip())
                lines += [f"    {line}".rstrip() for line in rest]
        return "\n\n" + colons("\n".join(lines), f"{{list-table}} {title}".rstrip()) + "\n\n"

    def convert_td(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f" {text.strip()} "

    def convert_tr(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"\n\n{text.strip()}\n\n"

    # In a line

    def convert_b(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self._emphasis(el, text, parent_tags, "**", "strong")

    def convert_em(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self._emphasis(el, text, parent_tags, "*", "em")

    def _emphasis(self, el: Tag, text: str, parent_tags: set[str], mark: str, name: str) -> str:
        inside = text.strip()
        is_within = parent_tags & ({"b", "strong"} if name == "strong" else {"em", "i"})
        if "_noformat" in parent_tags or is_within or not inside or "\n\n" in inside:
            return text
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        outside = _character(el.previous_sibling, -1), _character(el.next_sibling, 0)
        ends = inside.strip(_LINE)[:1], inside[-1:]
        is_apart = not any(
            one.isalnum() and not end.isalnum() and not space
            for one, end, space in zip(outside, ends, (before, after), strict=True)
        )
        if is_apart and mark[0] not in (outside[0], outside[1]):
            return f"{before}{mark}{inside}{mark}{after}"
        return f"{before}<{name}>{inside}</{name}>{after}"

    def convert_q(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return f"“{text}”"

    def convert_code(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if "pre" in parent_tags:
            return text
        code = " ".join(el.get_text().replace(_LINE, "").split("\n")).strip()
        if not code:
            return ""
        longest = max((len(run) for run in re.findall("`+", code)), default=0)
        marks = "`" * (longest + 1)
        pad = " " if code[0] == "`" or code[-1] == "`" else ""
        if parent_tags & {"td", "th"}:
            code = code.replace("|", "\\|")
        return f"{marks}{pad}{code}{pad}{marks}"

    def convert_sup(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self._role(el, text, parent_tags, "sup")

    def convert_sub(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self._role(el, text, parent_tags, "sub")

    def convert_kbd(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        return self._role(el, text, parent_tags, "kbd")

    def _role(self, el: Tag, text: str, parent_tags: set[str], name: str) -> str:
        """A role where plain text is in it, else HTML."""
        said = el.get_text().strip()
        if not text.strip() or "_noformat" in parent_tags:
            return text
        if el.find(True) or set(said) & set("`\\"):
            return f"<{name}>{text}</{name}>"
        return f"{{{name}}}`{said}`"

    def convert_cite(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        holder = el.parent
        is_source = holder is not None and holder.name == "p" and len(holder.contents) == 1
        if is_source and "blockquote" in parent_tags:
            return f"— {text.strip()}" if text.strip() else ""
        return self._kept(el, text, parent_tags)

    def _kept(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        if not text.strip() or "_noformat" in parent_tags:
            return text
        name = _RENAMED.get(el.name, el.name)
        attribute = _KEPT[el.name]
        value = el.get(attribute) if attribute else None
        said = f' {attribute}="{html.escape(_in_line(value))}"' if value else ""
        return f"<{name}{said}>{text}</{name}>"

    def convert_a(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        href = str(el.get("href") or "").strip()
        inside = text.strip()
        if "_noformat" in parent_tags or not href or not inside:
            return text
        target = self.converter.address(href) if not href.startswith("#") else href
        before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
        if not target or "```" in inside:
            return text
        inside = " ".join(inside.split())
        scheme = split_url(target).scheme
        if target.startswith("#") or scheme not in {"", "http", "https", "mailto", "ftp"}:
            return f'{before}<a href="{html.escape(target)}">{inside}</a>{after}'
        if target == el.get_text().strip() and scheme in {"http", "https"}:
            return f"{before}<{_quoted(target)}>{after}"
        title = _in_line(el.get("title"))
        said = "" if not title or title == el.get_text().strip() else f" {_title(title)}"
        return f"{before}[{inside}]({_destination(target)}{said}){after}"

    def convert_img(self, el: Tag, text: str, parent_tags: set[str]) -> str:
        alt = _in_line(el.get("alt"))
        if "emoji" in str(el.get("class")) or "wp-smiley" in str(el.get("class")):
            return alt
        source = self._source(el)
        if not source:
            return ""
        alt = re.sub(r"([\\\[\]`*$])", r"\\\1", alt)
        alt = alt.replace("|", "\\|") if parent_tags & {"td", "th"} else alt
        return f"![{alt}]({_destination(source)})"

    def _source(self, image: Tag) -> str:
        """Return where a picture is; one that is loaded late says it elsewhere."""
        names = ("src", "data-src", "data-lazy-src", "data-original", "data-orig-file")
        found = (str(image.get(name) or "") for name in names)
        source = next((one for one in found if one and not one.startswith("data:")), "")
        return _quoted(self.converter.address(source.strip())) if source else ""

    def _target(self, href: str) -> str:
        return _quoted(self.converter.address(href))

    convert_strong = convert_b
    convert_i = convert_em
    convert_dfn = convert_em
    convert_var = convert_em
    convert_tt = convert_code
    convert_samp = convert_code
    convert_th = convert_td


_SPANS = ("colspan", "rowspan")

_IN_CELLS = [
    "ul",
    "ol",
    "pre",
    "blockquote",
    "figure",
    "p",
    "dl",
    "hr",
    "craftblog-block",
    *_HEADINGS,
]
"""Blocks that the lines of a table have no place for."""

for _name in _FLOW:
    if _name.isalpha():
        setattr(_Markdown, f"convert_{_name}", _Markdown.convert_div)
for _name in _KEPT:
    if _name != "cite":
        setattr(_Markdown, f"convert_{_name}", _Markdown._kept)


def _is_header(row: Iterable[Tag]) -> bool:
    return all(cell.name == "th" for cell in row) or all(cell.find_parent("thead") for cell in row)


def _character(node: PageElement | None, at: int) -> str:
    """The character of a neighbor that stands next."""
    if node is None:
        return ""
    text = node.get_text() if isinstance(node, Tag) else str(node)
    return text[at] if text else ""


def _in_line(value: Any) -> str:
    return " ".join(str(value or "").split())


def _quoted(address: str) -> str:
    return re.sub(r"[\s<>\"`\\]", lambda match: f"%{ord(match[0]):02X}", address)


def _destination(address: str) -> str:
    address = _quoted(address)
    return f"<{address}>" if set(address) & set("()") else address


def _title(text: str) -> str:
    escaped = re.sub(r'(["\\])', r"\\\1", text)
    return f'"{escaped}"'
