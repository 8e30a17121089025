"""``archived``: the links of a document that lead to copies."""

from __future__ import annotations

from docutils import nodes
from docutils.core import publish_doctree
from myst_parser.parsers.docutils_ import Parser

from sphinx_craftblog.reading.archived import lead_to_copies

GONE = "https://gone.example/a%20b?q=ü"
COPY = "https://copies.example/1/https://gone.example/"


def links(doctree: nodes.document) -> list[str]:
    return [node["refuri"] for node in doctree.findall(nodes.reference)]


SETTINGS = {"_disable_config": True}


def test_every_link_of_markdown_to_what_is_gone_leads_to_the_copy() -> None:
    text = f"[A]({GONE}), <{GONE}> and [B][b].\n\n[b]: {GONE}"
    doctree = publish_doctree(text, parser=Parser(), settings_overrides=SETTINGS)
    assert list(lead_to_copies(doctree, {GONE: COPY})) == []
    assert links(doctree) == [COPY] * 3


def test_every_link_of_restructuredtext_to_what_is_gone_leads_to_the_copy() -> None:
    text = f"See `this <{GONE}>`_ and it_.\n\n.. _it: {GONE}\n"
    doctree = publish_doctree(text, settings_overrides=SETTINGS)
    assert list(lead_to_copies(doctree, {GONE: COPY})) == []
    assert links(doctree) == [COPY] * 2


def test_other_links_stay() -> None:
    doctree = publish_doctree("https://a.example/page and `x <https://b.example/>`_")
    assert list(lead_to_copies(doctree, {"https://b.example/": COPY})) == []
    assert links(doctree) == ["https://a.example/page", COPY]


def test_an_address_that_nothing_leads_to_is_named_with_the_nearest() -> None:
    doctree = publish_doctree("https://a.example/page")
    (said,) = lead_to_copies(doctree, {"https://a.example/pgae": "https://b.example/"})
    assert said.subtype == "reference"
    assert "did you mean 'https://a.example/page'?" in said.text
    assert links(doctree) == ["https://a.example/page"]
