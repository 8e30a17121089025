"""What each part of the blog takes of a cold build, as a share of that build's CPU time.

python benchmarks/parts.py --sizes 300,1000

Everything is built in one process, and the time between entering and leaving each part's
functions is added up: shares of one run, which a busy machine does not move.
"""

from __future__ import annotations

import argparse
import functools
import importlib
import multiprocessing
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from time import process_time
from typing import Any

from corpus import Corpus
from sphinx.cmd.build import main as sphinx_build
from systems import SYSTEMS

PARTS = {
    "feeds": (
        "features.feeds",
        "Feeds",
        "find posts_missing_content note_text store_content write",
    ),
    "head": ("features.head", "Head", "begin add"),
    "sitemap": ("features.sitemap", "Sitemap", "find write"),
    "redirects": ("features.redirects", "Redirects", "find write"),
    "microformats": ("features.microformats", "", "mark_content"),
    "sizes of pictures": ("rendering.pictures", "Pictures", "begin complete"),
    "social cards": (
        "features.social_cards",
        "SocialCards",
        "find find_due note draw leave_undrawn",
    ),
    "data of the search page": ("features.search_posts", "SearchPosts", "find write"),
    "list for language models": ("features.llms_txt", "LlmsTxt", "find write"),
    "what changed": ("incremental.changes", "Changes", "begin note_resolved finish"),
    "frames of posts": ("rendering.html", "HtmlParts", "visit_header visit_footer visit_listing"),
    "records of posts": ("reading.collector", "", "read_source collect"),
}
"""Module, class (or none) and functions of each part; no function calls another of these."""

TOGETHER = ("feeds", "head", "sitemap")
"""What may cost 5 % of a cold build together."""


def watch(spent: Counter[str]) -> None:
    """Have each part note its time."""
    for part, (module, owner, names) in PARTS.items():
        where: Any = importlib.import_module(f"sphinx_craftblog.{module}")
        where = getattr(where, owner) if owner else where
        for name in names.split():
            setattr(where, name, _watched(getattr(where, name), part, spent))


def _watched(function: Callable[..., Any], part: str, spent: Counter[str]) -> Callable[..., Any]:
    @functools.wraps(function)
    def watched(*arguments: Any, **more: Any) -> Any:
        start = process_time()
        try:
            return function(*arguments, **more)
        finally:
            spent[part] += process_time() - start

    return watched


def build(size: int) -> tuple[Counter[str], float]:
    """Build a blog of ``size`` posts: the seconds of its parts, and of it all."""
    spent: Counter[str] = Counter()
    system, corpus = SYSTEMS["craftblog"], Corpus(size)
    with tempfile.TemporaryDirectory(prefix="craftblog-parts-") as work:
        site = Path(work, "site")
        system.write_site(
            site, corpus, {"craftblog_llms_txt": True, "craftblog_social_cards": True}
        )
        for number in range(size):
            system.write_post(site, corpus, corpus.post(number))
        start = process_time()
        watch(spent)
        if sphinx_build(["-q", str(site), str(Path(work, "out"))]):
            raise RuntimeError("the build failed")
        return spent, process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--sizes", default="300", help="numbers of posts, with commas")
    for size in map(int, parser.parse_args().sizes.split(",")):
        with multiprocessing.Pool(1) as pool:  # a process for each size
            spent, whole = pool.apply(build, (size,))
        print(f"\n{size} posts, cold: {whole:.1f} s\n")
        print("| part | ms a post | share |\n| --- | --- | --- |")
        for part in PARTS:
            _print_row(part, spent[part], size, whole)
        _print_row(", ".join(TOGETHER), sum(spent[p] for p in TOGETHER), size, whole)


def _print_row(part: str, seconds: float, size: int, whole: float) -> None:
    print(f"| {part} | {1000 * seconds / size:.2f} | {100 * seconds / whole:.1f} % |")


if __name__ == "__main__":
    main()
