"""``postlist`` becomes ``post-list``."""

from __future__ import annotations

import re

from sphinx_craftblog.importers.ablog import wording
from sphinx_craftblog.importers.ablog.directives import Block, markdown_blocks, rst_blocks
from sphinx_craftblog.importers.ablog.site import AblogDocument, AblogSite, split

FILTERS = {"tags": "tags", "author": "author", "category": "category"}


def moved_lists(site: AblogSite, document: AblogDocument, lines: list[str]) -> list[str]:
    """The lines of a document, with its lists in our words."""
    find = markdown_blocks if document.markup == "md" else rst_blocks
    lines = list(lines)
    for block in reversed(list(find(lines, ["postlist"]))):
        options = _options(site, document, block)
        lines[block.start : block.end] = block.written("post-list", "", options)
    return lines


def _options(site: AblogSite, document: AblogDocument, block: Block) -> dict[str, str]:
    def note(text: str, *, is_left: bool = True) -> None:
        site.plan.note(document.path, block.line, text, is_left=is_left)

    given, options = block.options, {}
    for name, option in FILTERS.items():
        used = {label.casefold() for label in site.labels(name)}
        names = split(given.get(name, ""))
        known = [one for one in names if one.casefold() in used or "{{" in one]
        for unknown in [one for one in names if one not in known]:
            note(wording.unknown_term(name, unknown), is_left=False)
        if known:
            options[option] = ", ".join(known)
            if len(known) > 1:
                options["match"] = "all"
    if language := split(given.get("language", "")):
        options["language"] = language[0]
    if given.get("location"):
        note(wording.no_location_filter())
    count = block.argument.strip()
    if count.isdecimal() and int(count):
        options["limit"] = count
    elif count:
        note(wording.bad_list(count))
    if "sort" in given:
        if "limit" in options:
            note(wording.limit_and_sort())
        else:
            options["sort"] = "oldest"
    form = given.get("format", "")
    fields = set(re.findall(r"\{(\w+)\}", form)) if form else {"date", "title"}
    if fields - {"date", "title"}:
        note(wording.list_format(form), is_left=False)
    options["style"] = "cards" if "excerpts" in given else "titles"
    return options
