"""Tables of contents that stay packed until a page needs one.

Sphinx keeps that of each document as a tree of nodes in the environment. All of them
are made when a build loads it, walked by the garbage collector and pickled again when
it ends, although an edit needs but a few: a third of that file's time, and memory.
"""

from __future__ import annotations

import pickle
from collections.abc import Iterator, Mapping, MutableMapping
from typing import TYPE_CHECKING, Any

from docutils import nodes

from sphinx_craftblog.environment.domain import blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment

Toc = nodes.bullet_list


class PackedTocs(MutableMapping[str, Toc]):
    """By docname, for ``BuildEnvironment.tocs``. One that was asked for may be changed in place."""

    def __init__(self, tocs: Mapping[str, Toc | bytes]) -> None:
        self._packed: dict[str, bytes] = {}
        self._unpacked: dict[str, Toc] = {}
        for docname, toc in tocs.items():
            self[docname] = toc

    def __getitem__(self, docname: str) -> Toc:
        if docname not in self._unpacked:
            self._unpacked[docname] = pickle.loads(self._packed[docname])  # noqa: S301 - ours
        return self._unpacked[docname]

    def __setitem__(self, docname: str, toc: Toc | bytes) -> None:
        self._unpacked.pop(docname, None)
        self._packed[docname] = toc if isinstance(toc, bytes) else _packed(toc)

    def __delitem__(self, docname: str) -> None:
        del self._packed[docname]
        self._unpacked.pop(docname, None)

    def __contains__(self, docname: object) -> bool:
        return docname in self._packed

    def __iter__(self) -> Iterator[str]:
        return iter(self._packed)

    def __len__(self) -> int:
        return len(self._packed)

    def clear(self) -> None:
        """Forget all, without unpacking any."""
        self._packed.clear()
        self._unpacked.clear()

    def __reduce__(self) -> tuple[Any, ...]:
        return PackedTocs, (self.packed(),)

    def packed(self) -> dict[str, bytes]:
        """All of them as they are kept; each can be set as it is."""
        return self._packed | {docname: _packed(toc) for docname, toc in self._unpacked.items()}


def _packed(toc: Toc) -> bytes:
    return pickle.dumps(toc, pickle.HIGHEST_PROTOCOL)


def pack(app: Sphinx) -> None:
    """``builder-inited``: keep them so from now on, or no longer."""
    env = app.env
    if "tocs" not in blog_domain(env).options.speedups:
        env.tocs = dict(env.tocs)
    elif not isinstance(env.tocs, PackedTocs):
        env.tocs = PackedTocs(env.tocs)  # type: ignore[assignment]


def merge_packed(
    app: Sphinx, env: BuildEnvironment, docnames: list[str], other: BuildEnvironment
) -> None:
    """``env-merge-info``: what a reader has packed is not unpacked to be taken over."""
    if isinstance(other.tocs, PackedTocs):
        other.tocs = other.tocs.packed()  # type: ignore[assignment]
