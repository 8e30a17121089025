"""Fewer passes of Python's garbage collector, which find next to nothing in a build."""

from __future__ import annotations

import atexit
import gc
from typing import TYPE_CHECKING

from sphinx_craftblog.config import active_speedups

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

THRESHOLDS = (20_000, 2, 1)
"""New objects before a pass, and passes before older ones are looked at, and the oldest.

Python's are 700, 10 and 10. Measured: a tenth of a build less. With 10 and 10, trees that
were written stay in memory, a fifth more of it with several jobs.
"""


AT_REST = (1_000_000, 2, 1)
"""The same while no document is read or written: all that is made then stays."""


class GarbageCollector:
    """Slows the collector down for one application's builds."""

    usual: tuple[int, int, int] | None = None

    def relax(self, app: Sphinx, config: Config) -> None:
        """``config-inited``: before the environment is loaded, where most of it is saved."""
        if self.usual is None and "collector" in active_speedups(config):
            self.usual = gc.get_threshold()
            gc.set_threshold(*AT_REST)
            # The last pass of a process would take apart, object by object, what the
            # system takes back at once: a third of a build that edits one post of 1 000.
            atexit.unregister(gc.freeze)
            atexit.register(gc.freeze)

    def relax_again(self, app: Sphinx, *args: object) -> list[str]:
        """``env-get-outdated``: in further builds of one process."""
        self.relax(app, app.config)
        return []

    def freeze(self, *args: object) -> list[str]:
        """``env-before-read-docs``, and ``env-updated``, last: what is known by then stays, so
        no pass needs to look at it, or in a forked process to write to memory that is shared.
        """
        if self.usual is not None:
            gc.set_threshold(*THRESHOLDS)
            gc.freeze()
        return []

    def rest(self, *args: object) -> list[str]:
        """``env-updated``, first: everything is read."""
        if self.usual is not None:
            gc.set_threshold(*AT_REST)
        return []

    def restore(self, app: Sphinx, exception: Exception | None) -> None:
        """``build-finished``: leave the process as it was."""
        if self.usual is not None:
            gc.set_threshold(*self.usual)
            gc.unfreeze()
            self.usual = None
