"""Posts: directives, docinfo and front matter of ABlog's become those of ours."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

import babel
from babel import localedata

from sphinx_craftblog.importers.ablog import wording
from sphinx_craftblog.importers.ablog.directives import Block, as_text, markdown_blocks, rst_blocks
from sphinx_craftblog.importers.ablog.site import KINDS, AblogDocument, AblogPost, AblogSite, split
from sphinx_craftblog.importers.common.dates import read_date
from sphinx_craftblog.importers.common.front_matter import FrontMatterText, WrittenYaml, yaml_text
from sphinx_craftblog.reading.schema import ALIASES, BY_NAME, is_foreign

FIELDS = frozenset(
    {
        *("date", "blogpost", "tags", "author", "category", "location", "language", "redirect"),
        *("title", "image", "excerpt", "exclude", "nocomments", "canonical_link", "external_link"),
    }
)
"""What ABlog takes of a post, as options or as fields of the document."""

RENAMED = {
    "redirect": "redirect_from",
    "canonical_link": "canonical_url",
    "external_link": "external_url",
}
"""Keys that are ours by another name."""


class PostMover:
    """Makes the posts of one document ours."""

    def __init__(self, site: AblogSite, document: AblogDocument, lines: list[str]) -> None:
        self.site = site
        self.document = document
        self.lines = lines
        self.posts: list[AblogPost] = []

    def moved(self) -> list[str]:
        """The lines of the document, with its posts in our words; they are in ``posts``."""
        if self.document.markup == "md":
            return self._markdown()
        return self._rst()

    # reStructuredText

    def _rst(self) -> list[str]:
        blocks = list(rst_blocks(self.lines, ["post", "update"]))
        posts = [block for block in blocks if block.name == "post"]
        fields = {} if posts else self._docinfo()
        if not posts and not fields:
            return self._with_updates(blocks)
        keys = self._keys(posts, fields)
        self._add_updates(keys, blocks)
        options = {key: _option_text(keys[key]) for key in BY_NAME if key in keys}
        lines = list(self.lines)
        for block in reversed(blocks):
            if block.name == "update":
                lines[block.start : block.end] = self._update(block)
            elif block is posts[0]:
                lines[block.start : block.end] = [
                    *block.written("article", "", options),
                    *self._kept_body(block),
                ]
            else:
                self._drop(lines, block)
        if not posts:
            self._replace_docinfo(lines, fields, options)
        return lines

    def _with_updates(self, blocks: list[Block]) -> list[str]:
        """The lines of a document that is no post, whose updates stay what they look like."""
        lines = list(self.lines)
        for block in reversed(blocks):
            if block.name == "update":
                lines[block.start : block.end] = self._update(block)
        return lines

    def _docinfo(self) -> dict[str, tuple[str, int, int]]:
        """The fields at the top of a document that is a post by them: text, and lines."""
        fields: dict[str, tuple[str, int, int]] = {}
        number = 0
        while number < len(self.lines):
            line = self.lines[number]
            if not line.strip() or re.match(r"\.\.(\s|$)", line) or (line[0] == " " and not fields):
                number += 1
                if fields:
                    break
                continue
            match = re.match(r":([^:\s][^:]*):(?:\s+(.*?))?\s*$", line)
            if match is None:
                break
            end, text = number + 1, match[2] or ""
            while end < len(self.lines) and self.lines[end][:1] == " ":
                text = f"{text} {self.lines[end].strip()}".strip()
                end += 1
            fields[match[1].lower()] = text, number, end
            number = end
        is_matched = self.document.docname in self.site.matched and "date" in fields
        return fields if "blogpost" in fields or is_matched else {}

    def _replace_docinfo(
        self, lines: list[str], fields: dict[str, tuple[str, int, int]], options: dict[str, str]
    ) -> None:
        block = Block("article", 0, 0, "")
        last = max(end for _, _, end in fields.values())
        rest = [
            line
            for name, (_, start, end) in fields.items()
            if name not in FIELDS
            for line in lines[start:end]
        ]
        first = min(start for _, start, _ in fields.values())
        lines[first:last] = [*rest, *([""] if rest else []), *block.written("article", "", options)]

    # Markdown

    def _markdown(self) -> list[str]:
        blocks = list(markdown_blocks(self.lines, ["post", "update"]))
        posts = [block for block in blocks if block.name == "post"]
        front = FrontMatterText(self.lines)
        if front.is_broken:
            if posts or self.document.docname in self.site.matched:
                self._note(1, wording.broken_front_matter())
            return self.lines
        is_matched = self.document.docname in self.site.matched and front.length
        is_post = bool(posts) or "blogpost" in front.values or bool(is_matched and front.values)
        if not is_post:
            return self._with_updates(blocks)
        if not posts and "blogpost" not in front.values and "date" not in front.values:
            return self._with_updates(blocks)
        fields = {
            key: (as_text(said), front.line(key) - 1, 0)
            for key, said in front.values.items()
            if key in FIELDS
        }
        keys = self._keys(posts, fields)
        self._add_updates(keys, blocks)
        self._change(front, keys)
        self._rename_unknown(front)
        return self._without_blocks(front.applied())

    def _change(self, front: FrontMatterText, keys: Mapping[str, object]) -> None:
        """Bring front matter to these keys, and touch nothing that says so already."""
        for old, new in RENAMED.items():
            if old in front.values:
                if new in keys and _same(front.values[old], keys[new]):
                    front.rename(old, new)
                elif new in keys:
                    front.set(new, keys[new], instead_of=old)
        if "nocomments" in front.values:
            front.set("comments", value=False, instead_of="nocomments")
        front.remove("exclude")
        people = {key: _mystmd_names(front.values.get(key)) for key in ("author", "authors")}
        for key, names in people.items():
            if names:
                front.set(key, names)
        written = {RENAMED.get(key, key) for key in front.values}
        for key, value in keys.items():
            if people.get(key):
                continue
            if key in written or (key == "comments" and "nocomments" in front.values):
                if key in front.values and not _same(front.values[key], value):
                    front.set(key, value)
            else:
                front.set(key, value)
        if "image" in front.values and "image" not in keys:
            front.remove("image")

    def _rename_unknown(self, front: FrontMatterText) -> None:
        """Keys that ABlog left alone, and that are mistakes with us; some are of mystmd's."""
        for key in front.values:
            if key in BY_NAME or key in ALIASES or is_foreign(key):
                continue
            if (self.site.plan.folder / "myst.yml").is_file():
                self._note(front.line(key), wording.unknown_key(key))
            else:
                front.rename(key, f"x-{key}")
                self._note(front.line(key), wording.renamed_key(key), is_left=False)

    def _without_blocks(self, lines: list[str]) -> list[str]:
        """The text, with its updates, and with no post in it."""
        blocks = list(markdown_blocks(lines, ["post", "update"]))
        for block in reversed(blocks):
            if block.name == "update":
                lines[block.start : block.end] = self._update(block)
            elif not (body := self._kept_body(block)):
                self._drop(lines, block)
            else:
                lines[block.start : block.end] = body
        return lines

    # What both have

    def _keys(
        self, blocks: list[Block], fields: Mapping[str, tuple[str, int, int]]
    ) -> dict[str, object]:
        """Our keys with their values, from the directives of a document, or its fields."""
        keys: dict[str, object] = {}
        labels: dict[str, list[str]] = {kind: [] for kind in KINDS}
        changes: list[dict[str, str]] = []
        for number, block in enumerate(blocks or [None]):
            given = {
                key: (text, block.start if block else start)
                for key, (text, start, _) in fields.items()
                if number == 0
            }
            if block is not None:
                given |= {key: (text, block.start) for key, text in block.options.items()}
                if block.argument:
                    given["date"] = block.argument, block.start
            own = self._post(given, block, is_first=number == 0)
            for kind in KINDS:
                labels[kind] += [name for name in own[kind] if name not in labels[kind]]
            if number == 0:
                keys = self._first_keys(given, block)
            elif block is not None:
                title = self._title_above(block)
                self._note(block.line, wording.second_post(title))
                date = read_date(block.argument, self.site.date_format)
                if date is not None:
                    changes.append({"date": date[:10], "note": title})
        for kind in KINDS[:3]:
            if labels[kind]:
                keys[kind] = labels[kind]
        if changes:
            pairs = (
                f"{{date: {c['date']}, note: {yaml_text([c['note']])[1:-1]}}}" for c in changes
            )
            keys["changes"] = WrittenYaml(f"[{', '.join(pairs)}]")
        return keys

    def _post(
        self, given: Mapping[str, tuple[str, int]], block: Block | None, *, is_first: bool
    ) -> dict[str, list[str]]:
        """Note a post of ABlog's; returns its labels."""
        labels = {kind: split(_unlisted(given.get(kind, ("", 0))[0])) for kind in KINDS}
        labels["tags"] = [name.strip("\"'") for name in labels["tags"]]
        written, start = given.get("date", ("", block.start if block else 0))
        date = read_date(written, self.site.date_format) or "" if written else ""
        post = AblogPost(self.document.docname, self.document.path, start + 1, date, labels)
        post.is_section = not is_first
        self.posts.append(post)
        return labels

    def _first_keys(
        self, given: Mapping[str, tuple[str, int]], block: Block | None
    ) -> dict[str, object]:
        keys: dict[str, object] = {}
        self._set_date(keys, given)
        for key, (text, _) in given.items():
            match key:
                case "title":
                    keys["title"] = text
                case "redirect":
                    keys["redirect_from"] = _addresses(split(_unlisted(text)))
                case "canonical_link" | "external_link" if text:
                    keys[RENAMED[key]] = text
                case "nocomments":
                    keys["comments"] = False
                case "location" if text:
                    names = (self.site.locations.get(name, name) for name in split(text))
                    keys["location"] = ", ".join(names)
                case "language" if text:
                    keys["language"] = self._language(text, given[key][1])
        if self.document.markup == "md" and (block is not None or "blogpost" in given):
            keys = {"blogpost": True, **keys}
        self._set_excerpt(keys, given, block)
        self._set_image(keys, given)
        return keys

    def _set_date(self, keys: dict[str, object], given: Mapping[str, tuple[str, int]]) -> None:
        text, start = given.get("date", ("", self.posts[0].line - 1))
        docname = self.document.docname
        if not text:
            keys["draft"] = True
            self._note(start + 1, wording.undated(docname), is_left=False)
            return
        date = read_date(text, self.site.date_format)
        if date is None:
            self._note(start + 1, wording.bad_date(text))
        elif self.site.is_future(date):
            self._note(start + 1, wording.not_yet_due(docname, date), is_left=False)
        keys["date"] = date or text

    def _language(self, text: str, start: int) -> str:
        """A code of a language, for ABlog's key of it or its name."""
        name = split(text)[0]
        for candidate in (name, self.site.languages.get(name, name)):
            if localedata.exists(candidate.replace("-", "_")):
                return candidate
            if code := _language_code(candidate):
                return code
        self._note(start + 1, wording.unknown_language(name))
        return name

    def _set_excerpt(
        self,
        keys: dict[str, object],
        given: Mapping[str, tuple[str, int]],
        block: Block | None,
    ) -> None:
        written = given.get("excerpt", ("", 0))[0]
        if block is None or not block.body:
            if written.strip().isdecimal():
                keys["excerpt"] = int(written)
            return
        text = "\n".join(block.body)
        paragraphs = re.split(r"\n\s*\n", text)
        if "exclude" not in given and not self._has_text_above(block):
            keys["excerpt"] = len(paragraphs)
            return
        plain = " ".join(_plain(text).split())
        if plain != " ".join(text.split()):
            self._note(block.line, wording.excerpt_lost_markup(), is_left=False)
        keys["excerpt"] = plain

    def _has_text_above(self, block: Block) -> bool:
        above = [line for line in self.lines[: block.start] if line.strip()]
        headings = sum(1 for line in above if _is_underline(line))
        rest = [
            line
            for line in above
            if not re.match(r"\.\.(\s|$)|\s|:[\w-]+:|#|\(|---", line) and not _is_underline(line)
        ]
        return len(rest) > headings if self.document.markup == "rst" else self._text_after_front()

    def _text_after_front(self) -> bool:
        length = FrontMatterText(self.lines).length
        block = next(iter(markdown_blocks(self.lines, ["post"])))
        return any(
            line.strip() and not re.match(r"#|\(.*\)=$", line)
            for line in self.lines[length : block.start]
        )

    def _set_image(self, keys: dict[str, object], given: Mapping[str, tuple[str, int]]) -> None:
        text, start = given.get("image", ("", 0))
        if not text.strip().isdecimal():
            if text and self.document.markup == "md":
                keys["image"] = text
            return
        if not int(text):
            return
        images = list(images_of(self.lines, self.document.markup))
        if len(images) < int(text):
            self._note(start + 1, wording.no_such_image(int(text)))
            return
        path, alt = images[int(text) - 1]
        keys["image"], keys["image_alt"] = path, alt
        if not alt:
            self._note(start + 1, wording.image_without_alt(path))

    def _add_updates(self, keys: dict[str, object], blocks: Iterable[Block]) -> None:
        dates = []
        for block in blocks:
            if block.name == "update":
                date = read_date(block.argument, self.site.date_format)
                if date is None:
                    self._note(block.line, wording.update_without_date(block.argument))
                else:
                    dates.append(date)
        if isinstance(changes := keys.get("changes"), str) and dates:
            dates += re.findall(r"date: (\d{4}-\d\d-\d\d)", changes)
        if dates and "date" in keys and (latest := max(dates)) >= str(keys["date"]):
            keys["updated"] = latest

    def _update(self, block: Block) -> list[str]:
        title = f"Updated on {block.argument}"
        return block.written("admonition", title, {"class": "note update"}, block.body)

    def _kept_body(self, block: Block) -> list[str]:
        """The excerpt that ABlog showed on the page as well."""
        if not block.body or "exclude" in block.options:
            return []
        body = [f"{block.indent}{line}".rstrip() for line in block.body]
        return ["", *body] if not block.fence else body

    def _drop(self, lines: list[str], block: Block) -> None:
        """Take a directive away, with one of the blank lines around it."""
        start, end = block.start, block.end
        is_apart = start == 0 or not lines[start - 1].strip()
        if end < len(lines) and not lines[end].strip() and is_apart:
            end += 1
        lines[start:end] = self._kept_body(block)

    def _title_above(self, block: Block) -> str:
        if title := block.options.get("title"):
            return title
        lines = self.lines[: block.start]
        for number in range(len(lines) - 1, -1, -1):
            if lines[number].startswith("#"):
                return _plain(lines[number].lstrip("# ")).strip()
            if number and _is_underline(lines[number]) and lines[number - 1].strip():
                return _plain(lines[number - 1]).strip()
        return self.document.docname

    def _note(self, line: int, text: str, *, is_left: bool = True) -> None:
        self.site.plan.note(self.document.path, line, text, is_left=is_left)


def _mystmd_names(value: object) -> list[str]:
    """The authors of a document as mystmd has them: mappings, of which each has a name or id."""
    found = value if isinstance(value, list) else [value]
    people = [one for one in found if isinstance(one, dict)]
    return [
        str(one.get("name") or one.get("id")) for one in people if one.get("name") or one.get("id")
    ]


def images_of(lines: list[str], markup: str) -> Iterable[tuple[str, str]]:
    """Path and alternative text of each picture in a document."""
    text = "\n".join(lines)
    if markup == "rst":
        for block in rst_blocks(lines, ["image", "figure"]):
            yield block.argument, block.options.get("alt", "")
        return
    found: list[tuple[int, str, str]] = []
    found += [
        (text.count("\n", 0, match.start()), match[2], match[1])
        for match in re.finditer(r"!\[([^\]]*)\]\(\s*<?([^)\s>]+)", text)
    ]
    for match in re.finditer(r"<img\b[^>]*>", text):
        source, words = (re.search(rf'\b{name}="([^"]*)"', match[0]) for name in ("src", "alt"))
        if source:
            line = text.count("\n", 0, match.start())
            found.append((line, source[1], words[1] if words else ""))
    found += [
        (block.start, block.argument, block.options.get("alt", ""))
        for block in markdown_blocks(lines, ["image", "figure"])
    ]
    for _, path, alt in sorted(found):
        yield path, alt


def _option_text(value: object) -> str:
    """A value as the option of a directive."""
    if value is True:
        return "true"
    if value is False:
        return "false"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return str(value)


def _addresses(paths: list[str]) -> list[str]:
    """Addresses that forward: ABlog adds a suffix even to those that have one."""
    found: list[str] = []
    for path in paths:
        found += [path, f"{path}.html"] if path.endswith(".html") else [path]
    return found


def _same(old: object, new: object) -> bool:
    """Return whether front matter says already what it is to say."""
    if isinstance(new, list):
        return split(_unlisted(as_text(old))) == [str(item) for item in new]
    if isinstance(new, bool):
        return old is new
    return str(old).strip() == str(new)


def _unlisted(text: str) -> str:
    """A list that MyST has made text, without its brackets and quotes."""
    text = text.strip()
    if text.startswith("[") and text.endswith("]"):
        text = ", ".join(part.strip().strip("\"'") for part in text[1:-1].split(","))
    return text


def _plain(text: str) -> str:
    """Text without the markup of roles, links and emphasis."""
    text = re.sub(r":[\w:+.-]+:`([^`<]*?)\s*(?:<[^`>]*>)?`", r"\1", text)
    text = re.sub(r"\{[\w:+.-]+\}`([^`<]*?)\s*(?:<[^`>]*>)?`", r"\1", text)
    text = re.sub(r"`([^`<]+?)\s*<[^`>]*>`__?", r"\1", text)
    text = re.sub(r"!?\[([^\]]*)\]\([^)]*\)", r"\1", text)
    text = re.sub(r"``([^`]+)``|`([^`]+)`_{0,2}", lambda m: m[1] or m[2], text)
    text = re.sub(r"\b(\w+)_\b", r"\1", text) if "_" in text and "`" not in text else text
    return re.sub(r"(\*{1,2})(\S(?:.*?\S)?)\1", r"\2", text)


def _is_underline(line: str) -> bool:
    return bool(re.fullmatch(r"([=\-~^\"'*+#`:._<>])\1*\s*", line))


def _language_code(name: str) -> str:
    """The code of a language that is written by its name, in English or in itself."""
    for code in ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "fa", "ar", "he",
                 "hi", "ja", "ko", "zh", "cs", "da", "fi", "sv", "nb", "el", "hu", "ro", "ca", "eo",
                 "id", "vi", "et"):  # fmt: skip
        locale = babel.Locale.parse(code)
        if name.casefold() in {str(locale.english_name).casefold(),
                               str(locale.display_name).casefold()}:  # fmt: skip
            return code
    return ""
