"""From other tools to a site of ours, told from the text of their files alone."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from sphinx_craftblog.importers.common.plan import Plan
from sphinx_craftblog.importers.common.post import ImportedSite
from sphinx_craftblog.importers.common.post import NoSiteError as NoSiteError
from sphinx_craftblog.importers.common.written import planned
from sphinx_craftblog.importers.hugo import site as hugo
from sphinx_craftblog.importers.jekyll import site as jekyll
from sphinx_craftblog.importers.material import site as material
from sphinx_craftblog.importers.nikola import site as nikola
from sphinx_craftblog.importers.pelican import site as pelican
from sphinx_craftblog.importers.wordpress import site as wordpress

TOOLS: dict[str, Callable[[Path], ImportedSite]] = {
    "hugo": hugo.read,
    "jekyll": jekyll.read,
    "material": material.read,
    "nikola": nikola.read,
    "pelican": pelican.read,
    "wordpress": wordpress.read,
}
"""What reads the blog of each tool, from its folder or file."""


def plan_import(tool: str, source: Path, folder: Path, media: Path | None = None) -> Plan:
    """The files that make a blog of another tool one of ours, in a folder of their own.

    ``media`` are uploaded files that WordPress has beside its export.

    :raises NoSiteError: if there is no blog of the tool.
    """
    site = wordpress.read(source, media) if tool == "wordpress" else TOOLS[tool](source)
    return planned(site, folder)
