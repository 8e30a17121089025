"""Whether what posts link to elsewhere is still there. Asks for it over the network."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.builders.linkcheck import Hyperlink, HyperlinkAvailabilityChecker

from sphinx_craftblog import diagnostics
from sphinx_craftblog.checks.ages import is_older
from sphinx_craftblog.checks.finding import Finding, Level, line_of, node_place, place_in
from sphinx_craftblog.environment.domain import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx

BROKEN = frozenset({"broken", "timeout"})
"""What Sphinx says of a link that leads to nothing."""


def find_gone_links(app: Sphinx, younger: timedelta) -> Iterator[Finding]:
    """The links of published posts to what is gone: a problem in a post that was last revised
    less than ``younger`` ago, else advice.

    Each address is asked for once, as ``sphinx-build -b linkcheck`` does and with its settings.
    """
    domain = blog_domain(app.env)
    places: dict[str, dict[str, str]] = {}
    for docname in sorted(domain.blog.published):
        for address, place in _links(app, docname):
            places.setdefault(address, {}).setdefault(docname, place)
    links = {
        address: Hyperlink(address, docname, app.env.doc2path(docname), -1)
        for address, (docname, *_) in places.items()
    }
    found = []
    for result in HyperlinkAvailabilityChecker(app.config).check(links):
        if result.status in BROKEN:
            said = diagnostics.gone_link(result.uri, result.message)
            for docname, place in places[result.uri].items():
                is_old = is_older(domain.posts[docname], younger, domain.now)
                level: Level = "advice" if is_old else "problem"
                found.append(Finding("external", level, place, said.text))
    yield from sorted(found)


def _links(app: Sphinx, docname: str) -> Iterator[tuple[str, str]]:
    """The addresses elsewhere that a post leads to or shows, and where."""
    site_url = blog_domain(app.env).site_url
    for node in app.env.get_doctree(docname).findall(nodes.Element):
        written = str(node.get("refuri", "") if isinstance(node, nodes.reference) else "")
        if isinstance(node, nodes.image):
            written = str(node["uri"])
        is_own = bool(site_url) and f"{written}/".startswith(f"{site_url}/")
        if is_own or not written.startswith(("http://", "https://")):
            continue
        address = app.events.emit_firstresult("linkcheck-process-uri", written) or written
        source, line = node_place(app.env, docname, node)
        at = line_of(written, Path(source), line or 1) or line
        yield address, place_in(app.env, str(source), at)
