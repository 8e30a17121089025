"""Links of a post to what is gone lead to a copy of it (``archived``).

They do so in the document's tree, before anything is made of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from urllib.parse import quote

from docutils import nodes

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics import DiagnosticMessage


def lead_to_copies(
    doctree: nodes.document, copies: Mapping[str, str]
) -> Iterator[DiagnosticMessage]:
    """Put the addresses of the copies in the place of those that they are of.

    Yields what is wrong: an address to which nothing in the document leads.
    """
    links: dict[str, list[nodes.reference]] = {}
    for node in doctree.findall(nodes.reference):
        links.setdefault(_comparable(node.get("refuri", "")), []).append(node)
    for address, copy in copies.items():
        found = links.get(_comparable(address), ())
        for node in found:
            node["refuri"] = copy
        if not found:
            yield diagnostics.unknown_archived(address, filter(None, links))


def _comparable(address: str) -> str:
    """An address as parsers of Markdown write it, who quote what others leave as it is."""
    return quote(address, safe="%/:?#[]@!$&'()*+,;=~")
