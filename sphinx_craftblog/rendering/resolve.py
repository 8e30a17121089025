"""Placeholders in a document's tree: where they stay, and what becomes of them elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform

from sphinx_craftblog.directives.nodes import listing, post_footer, post_header, read_time
from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.environment.output import shows_cards
from sphinx_craftblog.i18n import read_time_text, translate
from sphinx_craftblog.model.blog import Term
from sphinx_craftblog.model.post import Post
from sphinx_craftblog.model.query import PostQuery
from sphinx_craftblog.rendering.cards import CardMaker


class ShowBlog(SphinxPostTransform):
    """Fills in what the whole blog knows.

    For HTML the placeholders stay and are rendered where pages are written. Every
    other builder gets ordinary nodes; message catalogs get nothing, since titles
    are in the catalogs of their posts.
    """

    default_priority = 5  # before references are resolved (10): lists are made of references

    def run(self, **kwargs: Any) -> None:
        domain = blog_domain(self.env)
        builder = domain.builder
        is_catalog = builder.name == "gettext"
        for docname, root in _documents(self.document, self.env.docname):
            if docname in domain.posts and not is_catalog:
                _add_frame(root, docname)
            written = len(domain.listings.get(docname, ()))
            if len(domain.queries.get(docname, ())) > written:
                section = root.next_node(nodes.section)
                place = root if section is None else section
                place.append(listing(docname=docname, number=written))
        for node in list(self.document.findall(read_time)):
            reading = domain.readings.get(node["of"])
            text = read_time_text(reading.minutes) if reading and not is_catalog else ""
            node.replace_self(nodes.inline("", text, classes=["craftblog-read-time"]))
        if shows_cards(builder):
            return
        maker = CardMaker(builder, self.env.docname)
        for header in list(self.document.findall(post_header)):
            post = domain.posts[header["docname"]]
            header.replace_self(_byline(post, maker))
        for footer in list(self.document.findall(post_footer)):
            footer.parent.remove(footer)
        for place in list(self.document.findall(listing)):
            place.replace_self([] if is_catalog else _plain(place, maker))


def _documents(document: nodes.document, docname: str) -> Iterable[tuple[str, nodes.Element]]:
    """The documents in a tree: one, or those that a book is assembled from."""
    yield docname, document
    for start in document.findall(addnodes.start_of_file):
        yield start["docname"], start


def _add_frame(root: nodes.Element, docname: str) -> None:
    """The header of a post under its title, the footer under its text."""
    title = root.next_node(nodes.title)
    header = post_header(docname=docname)
    if title is None or not isinstance(title.parent, nodes.section):
        root.insert(0, header)
    else:
        title.parent.insert(title.parent.index(title) + 1, header)
    root.append(post_footer(docname=docname))


def _byline(post: Post, maker: CardMaker) -> nodes.paragraph:
    # Text alone: a book has no pages of authors and tags to link to.
    date = maker.date(post.date)
    authors = ", ".join(author.name for author in maker.domain.blog.authors(post))
    parts = [date.text if date else "", authors, read_time_text(post.reading.minutes)]
    return nodes.paragraph("", " · ".join(filter(None, parts)), classes=["craftblog-byline"])


def _plain(place: listing, maker: CardMaker) -> list[nodes.Node]:
    domain, docname = maker.domain, place["docname"]
    queries = domain.queries[docname]
    shown = domain.listing_results(docname).shown[place["number"]]
    if not shown:
        query = queries[place["number"]]
        if isinstance(query, PostQuery) and query.is_rest_of(queries[: place["number"]]):
            return []
        empty = getattr(query, "empty", "") or translate("Nothing here yet.")
        return [nodes.paragraph("", empty)]
    items = [
        _post_item(entry, maker) if isinstance(entry, Post) else _term_item(entry, maker)
        for entry in shown
    ]
    return [nodes.bullet_list("", *items, classes=["craftblog-list"])]


def _post_item(post: Post, maker: CardMaker) -> nodes.list_item:
    if post.external_url:
        link: nodes.Element = nodes.reference("", post.title, refuri=post.external_url)
    else:
        link = addnodes.pending_xref(
            "",
            nodes.inline("", post.title),
            refdomain="std",
            reftype="doc",
            reftarget=f"/{post.docname}",
            refdoc=maker.page,
            refexplicit=True,
            refwarn=True,
        )
    date = maker.date(post.date)
    text = nodes.paragraph("", "", link)
    if date is not None:
        text += nodes.Text(f" ({date.text})")
    return nodes.list_item("", text)


def _term_item(term: Term, maker: CardMaker) -> nodes.list_item:
    """A term with its posts beneath it: on paper that is what its page would be."""
    posts = [_post_item(post, maker) for post in term.posts]
    return nodes.list_item("", nodes.paragraph("", term.name), nodes.bullet_list("", *posts))
