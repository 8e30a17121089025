"""``craftblog schema``: what front matter may say, as JSON Schema, for editors."""

from __future__ import annotations

import json
from argparse import Namespace
from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_craftblog.commands.site import add_source, opened
from sphinx_craftblog.commands.subcommands import Subcommands
from sphinx_craftblog.commands.written_posts import names_in_use, written_posts
from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.reading.schema import (
    ALIASES,
    BY_NAME,
    FOREIGN,
    FOREIGN_PREFIXES,
    JSON_TYPES,
    KEYS,
    LAYOUTS,
)

if TYPE_CHECKING:
    from sphinx.application import Sphinx

VERSION = "http://json-schema.org/draft-07/schema#"
"""The newest draft that the YAML language server, and so most editors, know whole."""


def add_to(commands: Subcommands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "schema",
        help="print a JSON Schema of the front matter",
        description="Print a JSON Schema of the front matter, with the blog's own authors, tags, "
        "categories and series, for editors that complete and check.",
    )
    add_source(parser)
    parser.add_argument("--output", metavar="FILE", help="write it here instead")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Print the schema, or write it; returns the exit code."""
    with opened(Path(arguments.source)) as app:
        text = json.dumps(schema_of_site(app), ensure_ascii=False, indent=2)
    if arguments.output:
        Path(arguments.output).write_text(f"{text}\n", encoding="utf-8")
    else:
        print(text)
    return 0


def schema() -> dict[str, Any]:
    """The schema of any blog's front matter."""
    properties = {key.name: JSON_TYPES[key.read] | {"description": key.help} for key in KEYS}
    properties["layout"] |= {"enum": list(LAYOUTS)}
    for alias, name in ALIASES.items():
        properties[alias] = JSON_TYPES[BY_NAME[name].read] | {"description": f"The same as {name}."}
    properties |= {name: {} for name in sorted(FOREIGN)}
    return {
        "$schema": VERSION,
        "title": "Front matter",
        "type": "object",
        "properties": properties,
        "patternProperties": {f"^({'|'.join(FOREIGN_PREFIXES)})": {}},
        "additionalProperties": False,
    }


def schema_of_site(app: Sphinx) -> dict[str, Any]:
    """The schema with the names that a blog uses; others pass where its list is not closed."""
    posts, options = list(written_posts(app)), blog_domain(app.env).options
    is_closed = options.vocabulary == "closed"
    whole = schema()
    whole["title"] = f"Front matter of {options.title}"
    declared = {"tags": options.tags, "categories": options.categories}
    for keys, terms in ((("tags",), "tags"), (("category", "categories"), "categories")):
        known = [term.name for term in declared[terms]]
        used = known if is_closed else [*known, *names_in_use(posts, *keys)]
        for key in keys:
            whole["properties"][key] |= _names(used, is_closed=is_closed)
    authors = [name for key, author in options.authors.items() for name in (key, author.name)]
    for key in ("author", "authors"):
        whole["properties"][key] |= _names(authors, is_closed=bool(authors))
    series = names_in_use(posts, "series")
    whole["properties"]["series"] |= {"examples": series} if series else {}
    return whole


def _names(known: Iterable[str], *, is_closed: bool) -> dict[str, Any]:
    """One name, or a list; editors offer those that are known."""
    choices = list(dict.fromkeys(known))
    name: dict[str, Any] = {"enum": choices}
    if not is_closed:
        name = {"anyOf": [name, {"type": ["string", "number"]}]} if choices else {"type": "string"}
    # A text may be several names with commas.
    return {"anyOf": [name, {"type": "array", "items": name}, {"type": "string", "pattern": ","}]}
