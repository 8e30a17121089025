"""From source to record: front matter, excerpt, reading time."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from sphinx.application import Sphinx


def connect(app: Sphinx) -> None:
    """Connect each part, in the order of a build."""
    from sphinx_craftblog.reading import (
        collector,
        equations,
        files,
        folder_defaults,
        images,
        labels,
        numbers,
        publication,
        sources,
    )

    app.add_transform(equations.NameEquations)

    app.connect("builder-inited", files.find_by_name)
    app.connect("builder-inited", sources.scan_sources)
    app.connect("env-get-outdated", sources.refine_outdated)
    app.connect("env-get-outdated", folder_defaults.look)
    app.connect("env-get-outdated", publication.exclude_unpublished)
    app.connect("env-get-outdated", sources.look_at_toctrees)
    app.connect("env-before-read-docs", sources.begin_reading)
    app.connect("env-before-read-docs", publication.note_reading)
    app.connect("source-read", sources.note_source, priority=2)
    app.connect("source-read", collector.read_source)
    app.connect("doctree-read", collector.collect)
    app.connect("env-updated", publication.drop_nested, priority=400)
    app.connect("env-updated", publication.report_idle_globs)
    app.connect("env-updated", images.name_by_path)
    app.connect("env-updated", labels.resolve_duplicate_labels)
    app.connect("env-updated", numbers.assign)
    app.connect("env-updated", sources.note_dependencies)
    app.connect("write-started", sources.end_reading)
    app.connect("doctree-resolved", images.publish_cover)
    app.connect("build-finished", sources.scan_sources)
