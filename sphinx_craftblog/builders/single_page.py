"""The one page of ``singlehtml``: its links lead to parts of itself, or are plain text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_craftblog.environment.domain import SINGLE_PAGE_BUILDER, blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

DOCUMENT = "#document-"
"""How Sphinx's addresses of documents on that page begin."""


def connect(app: Sphinx) -> None:
    """Connect what makes the page; other builders pass it by."""
    app.connect("builder-inited", leave_out_others)
    # After sphinx.ext.todo, whose lists are made there.
    app.connect("doctree-resolved", mend_links, priority=900)
    app.connect("html-page-context", leave_out_address)


def leave_out_others(app: Sphinx) -> None:
    """``builder-inited``: say that there is neither a search page nor an index.

    Sphinx makes none, and still tells themes, and links, that they are there.
    """
    if app.builder.name == SINGLE_PAGE_BUILDER:
        builder: Any = app.builder
        builder.search = builder.use_index = False


def mend_links(app: Sphinx, doctree: nodes.document, docname: str) -> None:
    """``doctree-resolved``: have links lead to what is on the page."""
    domain = blog_domain(app.env)
    if not domain.makes_single_page:
        return
    parts = {app.builder.get_target_uri(name) for name in domain.linkable}
    files = {app.builder.get_target_uri(name) for name in app.config.html_additional_pages}
    root = app.builder.get_target_uri(app.config.root_doc)
    for link in list(doctree.findall(nodes.reference)):
        address = link.get("refuri", "")
        if address.startswith(DOCUMENT):
            # Sphinx's extensions, and MyST, put the anchor of the part after the document's.
            document, mark, anchor = address[1:].partition("#")
            is_there = f"#{document}" in parts
            if mark or address == root:
                link["refuri"] = f"#{anchor}"
        else:
            is_there = not link.get("internal") or not address or address[0] == "#"
            is_there = is_there or address.partition("#")[0] in files
        if not is_there:
            link.replace_self(nodes.inline("", "", *link.children, classes=link["classes"]))


def leave_out_address(
    app: Sphinx, pagename: str, templatename: str, context: dict[str, Any], tree: object
) -> None:
    """``html-page-context``: the page is a copy of a site, and not what lies at its address."""
    if blog_domain(app.env).makes_single_page and pagename == app.config.root_doc:
        context["pageurl"] = None
