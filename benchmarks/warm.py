"""Build a site once, then edit one post and build again in the same process, several times.

    python warm.py RESULT.json POST SOURCE OUT DOCTREES

Writes the median CPU seconds of a rebuild: what a preview waits for.
"""

from __future__ import annotations

import io
import json
import sys
import time
from pathlib import Path
from statistics import median

from sphinx.application import Sphinx

REBUILDS = 5

if __name__ == "__main__":
    result, post, source, out, doctrees = map(Path, sys.argv[1:])
    app = Sphinx(source, source, out, doctrees, "dirhtml", status=None, warning=io.StringIO())
    app.build()
    costs = []
    for number in range(REBUILDS):
        with post.open("a", encoding="utf-8") as file:
            file.write(f"\nEdited {number} times while it was served.\n")
        time.sleep(0.02)
        start = time.process_time()
        app.build()
        costs.append(time.process_time() - start)
    # The first rebuild of plain Sphinx pays for what it keeps; a preview goes on for long.
    result.write_text(json.dumps({"rebuild": median(costs[1:])}), encoding="utf-8")
