"""Placeholders: they say what is asked for, and are filled when the blog is known."""

from __future__ import annotations

from docutils import nodes


class listing(nodes.General, nodes.Element):  # noqa: N801 - docutils names nodes in lower case
    """A query's place on the page: its number among those of document ``docname``."""


class hero(nodes.General, nodes.Element):  # noqa: N801
    """The opening of a page, under the title that belongs into it."""


class hero_section(nodes.section):  # noqa: N801 - a title is rendered in a section alone
    """The same with its title, in HTML."""


class read_time(nodes.Inline, nodes.TextElement):  # noqa: N801
    """The reading time of the document ``of``."""


class post_header(nodes.General, nodes.Element):  # noqa: N801
    """Date, authors, reading time and tags under the title of post ``docname``."""


class post_footer(nodes.General, nodes.Element):  # noqa: N801
    """Tags, and the posts before and after, under the text of post ``docname``."""
