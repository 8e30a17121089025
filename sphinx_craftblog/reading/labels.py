"""Labels that two documents define: one of them wins, and always the same.

Sphinx warns of them and keeps the one that it read last, which after an edit, or
with several jobs, is another than in a clean build. When the winner is deleted,
it forgets the label, although the other document still has it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import TYPE_CHECKING

from docutils import nodes
from sphinx.domains.std import StandardDomain

from sphinx_craftblog.environment.domain import Label, blog_domain

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def labels_of(doctree: nodes.document, env: BuildEnvironment) -> tuple[Label, ...]:
    """Return what a document has put into Sphinx's tables of labels and equations."""
    return tuple(sorted(set(_labels(doctree, env)), key=repr))


def resolve_duplicate_labels(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-updated``: give each label to the last of its documents by name, as a clean
    build with one job does.
    """
    owners: dict[tuple[str, str, str], list[tuple[str, Label]]] = defaultdict(list)
    for docname, labels in blog_domain(env).labels.items():
        for label in labels:
            owners[label.domain, label.table, label.name].append((docname, label))
    for (domain, table, name), found in owners.items():
        env.domaindata[domain][table][name] = max(found)[1].value
    # Sphinx clears its own label of the search page with a document of that name.
    for table in ("labels", "anonlabels"):
        for name, value in StandardDomain.initial_data[table].items():
            env.domaindata["std"][table].setdefault(name, value)


def _labels(doctree: nodes.document, env: BuildEnvironment) -> Iterator[Label]:
    explicit = [name for name, is_explicit in doctree.nametypes.items() if is_explicit]
    equations = [node["label"] for node in doctree.findall(nodes.math_block) if node.get("label")]
    for domain, table, names in (
        ("std", "labels", explicit),
        ("std", "anonlabels", explicit),
        ("math", "objects", equations),
    ):
        known = env.domaindata[domain][table]
        for name in names:
            if name in known and known[name][0] == env.docname:
                yield Label(domain, table, name, tuple(known[name]))
