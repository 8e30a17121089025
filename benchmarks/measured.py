"""Run ``sphinx-build``, and write down what its main process used and what its children.

python measured.py USAGE.json ARGUMENTS…
"""

from __future__ import annotations

import json
import resource
import sys
from pathlib import Path

from sphinx.cmd.build import main

if __name__ == "__main__":
    status = main(sys.argv[2:])
    own = resource.getrusage(resource.RUSAGE_SELF)
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    usage = {
        "main": own.ru_utime + own.ru_stime,
        "children": children.ru_utime + children.ru_stime,
    }
    Path(sys.argv[1]).write_text(json.dumps(usage), encoding="utf-8")
    raise SystemExit(status)
