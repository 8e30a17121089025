"""What Sphinx need not do: work saved in every build, with the same bytes as its result."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def connect(app: Sphinx) -> None:
    """Connect each cut that has events of its own; without this, builds are only slower."""
    from sphinx_craftblog.speed import (
        compiled_templates,
        packed_tocs,
        search_index,
        waiting_doctrees,
        writers,
    )
    from sphinx_craftblog.speed.garbage_collector import GarbageCollector
    from sphinx_craftblog.speed.readers import Readers
    from sphinx_craftblog.speed.reused import ReusedSettings, reuse_formatters
    from sphinx_craftblog.speed.trees import ShorterWalks

    garbage_collector, readers = GarbageCollector(), Readers()
    settings, walks = ReusedSettings(), ShorterWalks()
    app.connect("config-inited", garbage_collector.relax)
    app.connect("builder-inited", search_index.turn_off, priority=5)
    app.connect("builder-inited", search_index.take_over)
    app.connect("builder-inited", compiled_templates.keep)
    app.connect("builder-inited", packed_tocs.pack)
    app.connect("builder-inited", reuse_formatters)
    app.connect("builder-inited", writers.have_writers_resolve)
    app.connect("env-get-outdated", garbage_collector.relax_again, priority=10)
    app.connect("env-get-outdated", walks.begin)
    app.connect("env-before-read-docs", readers.note_main)
    app.connect("source-read", readers.forget_others, priority=1)
    app.connect("env-before-read-docs", settings.begin)
    app.connect("doctree-read", waiting_doctrees.drop_tree)
    app.connect("doctree-resolved", waiting_doctrees.drop_pickle)
    app.connect("env-before-read-docs", garbage_collector.freeze)
    app.connect("env-merge-info", packed_tocs.merge_packed, priority=1)
    app.connect("env-updated", garbage_collector.rest, priority=1)
    app.connect("env-updated", settings.end, priority=1)
    app.connect("env-updated", garbage_collector.freeze, priority=999)
    app.connect("build-finished", garbage_collector.restore)
    app.connect("build-finished", settings.end)
    app.connect("build-finished", walks.end)
