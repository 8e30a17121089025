"""What a document refers to in others: it is written again when one of these changes.

Sphinx does not do that: the text of a link keeps the old title, and a link to a
document that is gone stays.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.util import docname_join

from sphinx_craftblog.environment.domain import BlogDomain, CrossReference

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment


LISTING_NODES = {"todolist": "todo", "bibliography": "cite"}
"""Nodes that list what is found in other documents, by tag name, with the domain that finds it."""


def cross_references_of(
    doctree: nodes.document, env: BuildEnvironment
) -> tuple[CrossReference, ...]:
    """The cross-references of a document, each once."""
    found = {cross_reference(node, env) for node in doctree.findall(addnodes.pending_xref)}
    if env.domaindata.keys() & LISTING_NODES.values():
        tags = {node.tagname for node in doctree.findall(nodes.Element)}
        found.update(CrossReference(LISTING_NODES[tag], "") for tag in tags & LISTING_NODES.keys())
    return tuple(sorted(found))


def cross_reference(node: addnodes.pending_xref, env: BuildEnvironment) -> CrossReference:
    """Return what one cross-reference means."""
    domain, kind = str(node.get("refdomain") or ""), str(node.get("reftype") or "")
    target, anchor = str(node.get("reftarget") or ""), str(node.get("reftargetid") or "")
    if kind == "doc":
        return CrossReference("doc", docname_join(str(node.get("refdoc", env.docname)), target))
    if domain == BlogDomain.name:
        return CrossReference(domain, target, kind)
    if kind != "myst":
        return CrossReference(domain or kind, target)
    # MyST makes another link of a path when there is no such file.
    if domain == "doc":
        return CrossReference(
            "doc", target, anchor, str(env.doc2path(target, False)), leads_to_file=True
        )
    path, _ = env.relfn2path(target.partition("#")[0], env.docname)
    return CrossReference("", target, "", "" if target.startswith("#") else str(path))
