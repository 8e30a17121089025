"""Whether the addresses of an earlier site are still there."""

from __future__ import annotations

import io
import posixpath
import zlib
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from sphinx.util import requests
from sphinx.util.inventory import InventoryFile

from sphinx_craftblog import diagnostics
from sphinx_craftblog.checks.finding import Finding
from sphinx_craftblog.environment.domain import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx


class Gone(NamedTuple):
    """An address at which nothing is found any more, and the nearest one at which something is."""

    address: str
    near: str | None


def find_gone_addresses(app: Sphinx, output: Path) -> Iterator[Finding]:
    """The addresses of ``craftblog_earlier_inventory`` that ``output`` has not."""
    inventory = blog_domain(app.env).options.earlier_inventory
    if not inventory:
        return
    try:
        earlier = addresses(_read(app, inventory))
    except (OSError, ValueError) as error:  # those of ``requests`` are among them
        yield Finding("address", "problem", inventory, diagnostics.unreadable_inventory(error).text)
        return
    for gone in find_gone(earlier, output):
        yield Finding("address", "problem", inventory, diagnostics.address_gone(*gone).text)


def _read(app: Sphinx, inventory: str) -> bytes:
    if "://" not in inventory:
        return (Path(app.srcdir) / inventory).read_bytes()
    config = app.config
    response = requests.get(
        inventory,
        timeout=30,
        _user_agent=config.user_agent,
        _tls_info=(config.tls_verify, config.tls_cacerts),
    )
    response.raise_for_status()
    content: bytes = response.content
    return content


def addresses(inventory: bytes) -> list[str]:
    """The pages in an ``objects.inv``, as addresses from the site's root.

    :raises ValueError: if it is none.
    """
    try:
        tables = InventoryFile.load(io.BytesIO(inventory), "", posixpath.join)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    found = set()
    for kind, entries in tables.items():
        for entry in entries.values():
            # Until Sphinx 8.1 an entry is a tuple.
            uri = str(entry[2] if isinstance(entry, tuple) else entry.uri)
            page, _, anchor = uri.partition("#")
            # A label without an anchor is one of Sphinx's own, to a page that it may not make.
            if "://" not in uri and (anchor or kind != "std:label"):
                found.add(unquote(page))
    return sorted(found)


def find_gone(earlier: Iterable[str], output: Path) -> list[Gone]:
    """The addresses for which there is no file below ``output``."""
    gone = [
        address
        for address in earlier
        if not file_at(address, lambda file: (output / file).is_file())
    ]
    if not gone:
        return []
    present = sorted(
        path.relative_to(output).as_posix().removesuffix("index.html")
        for path in output.rglob("*.html")
    )
    return [Gone(address, near_page(address, present)) for address in gone]


def file_at(address: str, is_file: Callable[[str], bool]) -> str | None:
    """Return what a host finds at an address, from the site's root: a file, the index of a folder,
    or a page without its ending; none if there is nothing.
    """
    if not address or address.endswith("/"):
        choices: tuple[str, ...] = (f"{address}index.html",)
    else:
        choices = (address, f"{address}.html", f"{address}/index.html")
    return next(filter(is_file, choices), None)


def near_page(address: str, present: list[str]) -> str | None:
    """A page of the same name in another folder, else the one that is spelled most alike."""
    name = posixpath.basename(address.rstrip("/"))
    moved = [page for page in present if posixpath.basename(page.rstrip("/")) == name]
    return moved[0] if moved else diagnostics.nearest(address, present)
