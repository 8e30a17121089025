"""Build a synthetic blog with several systems, edit it, build again, and measure.

Each build is a process of its own. CPU seconds are of that process and all its children,
memory is the peak of the largest of them. Systems take turns, so that a busy machine is
busy for all of them.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import report
from corpus import Corpus
from systems import SYSTEMS, System

from sphinx_craftblog.config import SPEEDUPS

CASES = ("cold", "cold-j4", "read-j8", "none", "body", "title", "tag", "add", "checkout", "warm")
"""A first build (with one job, with four; only its reading, with eight), nothing changed, an
edit of one post's text, title or tag, a new post, a fresh checkout (every modification time new,
no content), and an edit in a process that has built before.
"""


class Site:
    """One system's copy of the blog."""

    def __init__(self, system: System, size: int, work: Path, extra: dict[str, object]) -> None:
        self.system, self.size = system, size
        self.folder, self.out = work / "site", work / "out"
        self.corpus = Corpus(size)
        self.edits = 0
        system.write_site(self.folder, self.corpus, extra)
        for number in range(size):
            system.write_post(self.folder, self.corpus, self.corpus.post(number))

    def case(self, name: str) -> dict[str, float]:
        """Prepare a case, build, and say what that took."""
        kind, _, number = name.partition("-j")
        jobs = int(number or 1)
        if kind == "cold":
            for folder in (self.out, self.out.parent / "cache"):
                shutil.rmtree(folder, ignore_errors=True)
        elif kind == "read":
            return self.read(jobs)
        elif name == "warm":
            return self.rebuild()
        elif name != "none":
            getattr(self, f"edit_{name}")()
        time.sleep(0.05)  # so that an edit is younger than the build before
        return self.build(jobs)

    def read(self, jobs: int) -> dict[str, float]:
        """Read all, write nothing, and leave no trace for the cases to come."""
        with tempfile.TemporaryDirectory(dir=self.out.parent) as folder:
            out = Path(folder, "out")
            return self.run([*self.system.command(self.folder, out, jobs), "-b", "dummy"])

    def build(self, jobs: int) -> dict[str, float]:
        return self.run(self.system.command(self.folder, self.out, jobs))

    def run(self, command: list[str]) -> dict[str, float]:
        """Run a build, and say what it took."""
        split = self.out.parent / "usage.json"
        split.unlink(missing_ok=True)
        began, start = time.time_ns(), time.monotonic()
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
        assert process.stderr is not None
        said = process.stderr.read()
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            raise SystemExit(f"{' '.join(command)}\n{said.decode()[-2000:]}")
        files = [path.stat() for path in self.out.rglob("*") if path.is_file()]
        written = [file for file in files if file.st_mtime_ns >= began]
        found = {
            "cpu": usage.ru_utime + usage.ru_stime,
            "wall": time.monotonic() - start,
            "memory": usage.ru_maxrss / (1 << 20 if sys.platform == "darwin" else 1 << 10),
            "written": len(written),
            "written_pages": sum(
                path.stat().st_mtime_ns >= began for path in self.out.rglob("*.html")
            ),
            "files": len(files),
            "bytes": sum(file.st_size for file in files),
        }
        if split.exists():
            found |= json.loads(split.read_text(encoding="utf-8"))
        return found

    def rebuild(self) -> dict[str, float]:
        result, cache = self.out.parent / "warm.json", self.out.parent / "cache"
        post = self.folder / self.system.path(self.corpus, self.size // 2)
        command = [sys.executable, str(Path(__file__).with_name("warm.py")), str(result)]
        command += map(str, (post, self.folder, self.out, cache))
        start = time.monotonic()
        subprocess.run(command, check=True)
        cost = json.loads(result.read_text(encoding="utf-8"))["rebuild"]
        return {"cpu": cost, "wall": time.monotonic() - start, "memory": 0, "written_pages": 0}

    def edit_body(self) -> None:
        post = self._edited()
        self.edits += 1
        post.blocks.append(("text", f"Edited {self.edits} times."))
        self.system.write_post(self.folder, self.corpus, post)

    def edit_title(self) -> None:
        post = self._edited()
        self.edits += 1
        post.title += f" revised {self.edits}"
        self.system.write_post(self.folder, self.corpus, post)

    def edit_tag(self) -> None:
        post = self._edited()
        self.edits += 1
        # to one of two tags that other posts have, and back
        post.tags = [*post.tags[:1], ("git", "css")[self.edits % 2]]
        self.system.write_post(self.folder, self.corpus, post)

    def edit_add(self) -> None:
        self.edits += 1
        post = self.corpus.post(self.size + self.edits)
        post.blocks = [block for block in post.blocks if block[0] != "link"]
        self.system.write_post(self.folder, self.corpus, post)

    def edit_checkout(self) -> None:
        for path in self.folder.rglob("*"):
            if path.is_file():
                path.touch()

    def _edited(self) -> object:
        return self.corpus.post(self.size // 2)


def measure(options: argparse.Namespace, size: int, work: Path) -> Iterator[dict[str, object]]:
    """One record for each system, case and repetition of a size."""
    sites: dict[str, Site] = {}
    for name in options.systems:
        sites[name] = Site(SYSTEMS[name], size, work / name, {})
    for cut in options.without:
        kept = [name for name in SPEEDUPS if name != cut]
        extra = {"craftblog_speedups": kept}
        sites[f"without {cut}"] = Site(SYSTEMS["craftblog"], size, work / cut, extra)
    for case in options.cases:
        for _ in range(options.repeat):
            for name, site in sites.items():
                if ("-j" in case or case == "warm") and not site.system.can_parallel:
                    continue
                record = {"system": name, "size": size, "case": case} | site.case(case)
                print(
                    f"{name:20} {size:6} {case:9} {record['cpu']:8.2f} s CPU "
                    f"{record['wall']:8.2f} s {record['memory']:6.0f} MB "
                    f"{record['written_pages']:6} pages written",
                    flush=True,
                )
                yield record


def machine() -> dict[str, str]:
    """What the figures were measured on."""
    packages = ("sphinx", "myst-parser", "docutils", "sphinx-craftblog", "ablog", "mkdocs-material")
    return {"python": platform.python_version(), "cpus": str(os.cpu_count())} | {
        name: found for name in packages if (found := _version(name))
    }


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""


def _names(known: tuple[str, ...]) -> Callable[[str], list[str]]:
    def names(text: str) -> list[str]:
        if text == "all":
            return list(known)
        found = [name for name in text.split(",") if name]
        for name in found:
            if name not in known:
                raise argparse.ArgumentTypeError(f"{name}: one of {', '.join(known)}")
        return found

    return names


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    there = tuple(name for name, system in SYSTEMS.items() if system.is_there())
    parser.add_argument("--sizes", default="300", help="numbers of posts, with commas")
    parser.add_argument("--systems", type=_names(tuple(SYSTEMS)), default=list(there))
    parser.add_argument("--cases", type=_names(CASES), default=list(CASES))
    parser.add_argument(
        "--without", type=_names(tuple(SPEEDUPS)), default=[], help="cuts to turn off, or all"
    )
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--json", type=Path, help="where the figures go; added to what is there")
    parser.add_argument("--report", type=Path, help="print the tables of such a file, and no more")
    parser.add_argument("--plot", type=Path, help="an SVG of the growth of cold builds")
    options = parser.parse_args()
    if options.report:
        records = json.loads(options.report.read_text(encoding="utf-8"))
    else:
        records = {"machine": machine(), "figures": []}
        if options.json and options.json.exists():
            records = json.loads(options.json.read_text(encoding="utf-8"))
        for size in map(int, options.sizes.split(",")):
            with tempfile.TemporaryDirectory(prefix="craftblog-bench-") as work:
                for record in measure(options, size, Path(work)):
                    records["figures"].append(record)
        if options.json:
            options.json.write_text(json.dumps(records, indent=1) + "\n", encoding="utf-8")
    print(report.tables(records))
    if options.plot:
        options.plot.write_text(report.plot(records), encoding="utf-8")


if __name__ == "__main__":
    main()
