"""Work of Sphinx's that is saved in every build, with the same bytes as its result."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def connect(app: Sphinx) -> None:
    """Connect each speedup that has events of its own; without this, builds are only slower."""
    from sphinx_craftblog.speedups import (
        compiled_templates,
        doctree_cache,
        packed_tocs,
        search_index,
        traversal,
        writers,
    )
    from sphinx_craftblog.speedups.garbage_collector import GarbageCollector
    from sphinx_craftblog.speedups.readers import Readers
    from sphinx_craftblog.speedups.shared_settings import SharedSettings, share_formatters

    garbage_collector, readers, settings = GarbageCollector(), Readers(), SharedSettings()
    app.connect("config-inited", garbage_collector.relax)
    app.connect("config-inited", traversal.connect_to_transforms, priority=200)
    app.connect("builder-inited", search_index.turn_off, priority=5)
    app.connect("builder-inited", search_index.take_over)
    app.connect("builder-inited", compiled_templates.keep)
    app.connect("builder-inited", packed_tocs.pack)
    app.connect("builder-inited", share_formatters)
    app.connect("builder-inited", writers.have_writers_resolve)
    app.connect("env-get-outdated", garbage_collector.relax_again, priority=10)
    app.connect("env-before-read-docs", readers.note_main)
    app.connect("source-read", readers.drop_inherited_state, priority=1)
    app.connect("env-before-read-docs", settings.apply)
    app.connect("doctree-read", doctree_cache.drop_tree)
    app.connect("doctree-resolved", doctree_cache.drop_pickle)
    app.connect("env-before-read-docs", garbage_collector.freeze)
    app.connect("env-merge-info", packed_tocs.merge_packed, priority=1)
    app.connect("env-updated", garbage_collector.rest, priority=1)
    app.connect("env-updated", settings.restore, priority=1)
    app.connect("env-updated", garbage_collector.freeze, priority=999)
    app.connect("build-finished", garbage_collector.restore)
    app.connect("build-finished", settings.restore)
