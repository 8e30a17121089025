"""How long a writer waits: from saving a post until ``craftblog serve`` has the page reloaded.

    python preview.py --sizes 300,1000

The same edit is built by ``sphinx-build`` as well, in a process of its own. All in wall seconds,
medians of several edits.
"""

from __future__ import annotations

import argparse
import os
import re
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median

from corpus import Corpus
from systems import SYSTEMS
from websockets.sync.client import connect

EDITS = 7


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Address of a site that is being served, and that has been built."""
    command = [str(Path(sys.executable).with_name("craftblog")), "serve", str(folder)]
    with subprocess.Popen([*command, "--port", "0"], stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            for line in process.stdout:
                if found := re.search(r"http://(\S+)/;", line):
                    time.sleep(2)  # said just before it listens
                    yield found[1]
                    return
        finally:
            process.terminate()


def edit(post: Path, number: int) -> None:
    """Save a post with one paragraph more."""
    with post.open("a", encoding="utf-8") as file:
        file.write(f"\nEdited {number} times while somebody looked.\n")


def reloads(folder: Path, post: Path) -> list[float]:
    """Seconds from each save until the browser is told to load the page again."""
    waits = []
    with served(folder) as address:
        for number in range(EDITS):
            with connect(f"ws://{address}/websocket-reload") as browser:
                time.sleep(1)  # until whoever watches has begun to
                start = time.monotonic()
                edit(post, number)
                browser.recv(timeout=120)
                waits.append(time.monotonic() - start)
    return waits


def builds(folder: Path, post: Path, work: Path) -> list[float]:
    """Seconds that a fresh ``sphinx-build`` takes for each edit."""
    command = [sys.executable, "-m", "sphinx", "-q", str(folder), str(work / "out")]
    waits = []
    for number in range(EDITS + 1):
        edit(post, number)
        start = time.monotonic()
        subprocess.run(command, check=True)
        waits.append(time.monotonic() - start)
    return waits[1:]  # the first has read everything


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="1000", help="numbers of posts, with commas")
    sizes = map(int, parser.parse_args().sizes.split(","))
    print("| posts | save to reload, s | fresh build, s | ratio |\n|---|---|---|---|")
    for size in sizes:
        with tempfile.TemporaryDirectory(prefix="craftblog-preview-") as name:
            work = Path(name)
            os.environ["XDG_CACHE_HOME"] = str(work / "cache")
            system, corpus = SYSTEMS["craftblog"], Corpus(size)
            system.write_site(work / "site", corpus, {})
            for number in range(size):
                system.write_post(work / "site", corpus, corpus.post(number))
            post = work / "site" / system.path(corpus, size // 2)
            fresh = median(builds(work / "site", post, work))
            waits = median(reloads(work / "site", post))
            print(f"| {size} | {waits:.2f} | {fresh:.2f} | {waits / fresh:.2f} |", flush=True)


if __name__ == "__main__":
    main()
