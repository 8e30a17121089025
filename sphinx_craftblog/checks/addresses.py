"""Whether the addresses of an earlier site are still there."""

from __future__ import annotations

import io
import posixpath
import zlib
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple
from urllib.parse import unquote

from sphinx.util.inventory import InventoryFile

from sphinx_craftblog.model.mistakes import nearest


class Gone(NamedTuple):
    """An address at which nothing is found any more, and the nearest one at which something is."""

    address: str
    near: str | None


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
    gone = [address for address in earlier if not _is_there(output, address)]
    if not gone:
        return []
    present = sorted(
        path.relative_to(output).as_posix().removesuffix("index.html")
        for path in output.rglob("*.html")
    )
    return [Gone(address, _nearest(address, present)) for address in gone]


def _is_there(output: Path, address: str) -> bool:
    """Whether a host finds something: a file, a folder's index, or a page without its ending."""
    if not address or address.endswith("/"):
        return (output / address / "index.html").is_file()
    return any(
        (output / file).is_file() for file in (address, f"{address}.html", f"{address}/index.html")
    )


def _nearest(address: str, present: list[str]) -> str | None:
    """A page of the same name in another folder, else the one that is spelled most alike."""
    name = posixpath.basename(address.rstrip("/"))
    moved = [page for page in present if posixpath.basename(page.rstrip("/")) == name]
    return moved[0] if moved else nearest(address, present)
