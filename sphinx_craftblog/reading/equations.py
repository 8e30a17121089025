"""Names of equations that have none: the same in every build."""

from __future__ import annotations

import re
from typing import Any

from docutils import nodes
from sphinx.transforms import SphinxTransform

_RANDOM = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""Labels that MyST makes of ``uuid4``."""


class NameEquations(SphinxTransform):
    """Numbers the environments of amsmath, which MyST gives random labels.

    These are on the page, so that no two builds would write the same.
    """

    default_priority = 1
    """Before anything is made of ids."""

    def apply(self, **kwargs: Any) -> None:
        """Rename each equation of a document, where it stands and where Sphinx looks for it."""
        ids = self.document.ids
        if not any(name.startswith("equation-") for name in ids):
            return
        known = self.env.get_domain("math").data["objects"]
        found = [
            node for node in self.document.findall(nodes.math_block)
            if _RANDOM.fullmatch(node.get("label") or "")
        ]  # fmt: skip
        for number, node in enumerate(found, 1):
            old = node["label"]
            new = node["label"] = f"{self.env.docname}-amsmath-{number}"
            if old in known:
                known[new] = known.pop(old)
            old_id, new_id = (nodes.make_id(f"equation-{label}") for label in (old, new))
            if old_id in ids:
                target = ids[new_id] = ids.pop(old_id)
                target["ids"] = [new_id]
