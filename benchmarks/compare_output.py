"""Whether two versions of the package write the same bytes.

    python benchmarks/compare_output.py main            # a revision, and the working tree
    python benchmarks/compare_output.py v0.1.0 v0.2.0   # two revisions

The example site, the documentation and 100 generated posts are built by both, from the sources of
the first, with five builders: once, and again after ten edits (html after each of them). Every
file is compared, those in an EPUB one by one. Left out is what may change with a version: the
manifest and Sphinx's digest of the settings. The exit code is 1 where anything differs.
"""

from __future__ import annotations

import argparse
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from hashlib import blake2b
from itertools import zip_longest
from pathlib import Path

from corpus import Corpus
from systems import SYSTEMS

ROOT = Path(__file__).parent.parent
BUILDERS = ("html", "dirhtml", "epub", "json", "text")
NOT_COMPARED = {".craftblog.json", ".buildinfo", ".buildinfo.bak", "environment.pickle"}
MOMENT = "2026-12-01"
"""Of all builds, so that a run at midnight compares nothing else."""


@dataclass(frozen=True)
class Project:
    """Sources to build, and the posts to edit: the first three of the alphabet."""

    name: str
    folder: Path
    posts: tuple[Path, ...]
    builders: tuple[str, ...] = BUILDERS

    @classmethod
    def at(cls, folder: Path, posts: str, *builders: str) -> Project:
        """What lies in a folder; ``posts`` is the folder of the posts in it."""
        paths = sorted(path for path in (folder / posts).glob("*.md") if path.stem != "index")
        return cls(folder.name, folder, tuple(paths[:3]), builders or BUILDERS)


def replace(path: Path, pattern: str, text: str) -> None:
    """Put a text in place of the first that matches, which must be there."""
    old = path.read_text(encoding="utf-8")
    new, count = re.subn(pattern, text, old, count=1, flags=re.MULTILINE)
    if not count:
        raise ValueError(f"{path} has nothing like {pattern}")
    path.write_text(new, encoding="utf-8")


def append(path: Path, text: str) -> None:
    """Add a text at the end."""
    with path.open("a", encoding="utf-8") as file:
        file.write(text)


def rename(path: Path) -> None:
    """Give a post another name."""
    path.rename(path.with_name(f"renamed-{path.name}"))


EDITS: dict[str, Callable[[Project], object]] = {
    "body": lambda p: append(p.posts[1], "\nOne more paragraph, with *words*.\n"),
    "title": lambda p: replace(p.posts[2], "^# .*", "# Another title"),
    "tag": lambda p: replace(p.posts[0], "^tags:.*", "tags: [New, Python]"),
    "draft": lambda p: replace(p.posts[2], "^date:", "draft: true\ndate:"),
    "new post": lambda p: (
        p.posts[1]
        .with_name("a-new-post.md")
        .write_text("---\ndate: 2026-11-30\ntags: [New, Python]\n---\n\n# New\n\nText.\n")
    ),
    "renamed": lambda p: rename(p.posts[0]),
    "no draft": lambda p: replace(p.posts[2], "^draft: true\n", ""),
    "setting": lambda p: append(p.folder / "conf.py", "\ncraftblog_page_size = 3\n"),
    "page": lambda p: append(p.folder / "index.md", "\n```{post-list}\n:limit: 3\n```\n"),
    "deleted": lambda p: p.posts[1].unlink(),
}


def unpack(revision: str, into: Path, *parts: str) -> None:
    """Copy parts of the project as they are at a revision, or in the working tree."""
    into.mkdir(parents=True)
    if revision:
        packed = subprocess.run(
            ["git", "-C", str(ROOT), "archive", revision, *parts],
            check=True,
            capture_output=True,
        ).stdout
        subprocess.run(["tar", "-x", "-C", str(into)], input=packed, check=True)
    else:
        for part in parts:
            shutil.copytree(ROOT / part, into / part)


class Version:
    """The package at a revision, or as it is in the working tree."""

    def __init__(self, revision: str, folder: Path, sources: Path) -> None:
        self.revision, self.folder, self.sources = revision, folder, sources
        self.code = folder / "code"
        unpack(revision, self.code, "sphinx_craftblog", "docs/_ext")

    def projects(self) -> Iterator[Project]:
        """Copy the sources into a folder of this version."""
        example = self.folder / "example"
        shutil.copytree(self.sources / "example_site", example)
        yield Project.at(example, "posts")
        docs = self.folder / "docs"
        shutil.copytree(self.sources / "docs", docs)
        shutil.rmtree(docs / "_ext")
        shutil.copytree(self.code / "docs/_ext", docs / "_ext")
        without_json = tuple(name for name in BUILDERS if name != "json")  # Mermaid cannot be in it
        yield Project.at(docs, "blog", *without_json)
        corpus, posts = self.folder / "corpus", Corpus(100)
        system = SYSTEMS["craftblog"]
        system.write_site(corpus, posts, {})
        for number in range(posts.count):
            system.write_post(corpus, posts, posts.post(number))
        yield Project.at(corpus, "posts")

    def build(self, project: Project, builder: str) -> dict[str, str]:
        """Build, and take a digest of each file."""
        out = self.folder / "out" / project.name
        command = [sys.executable, "-m", "sphinx", "-q", "-b", builder]
        command += ["-D", f"craftblog_now={MOMENT}", "-d", str(out / "doctrees")]
        done = subprocess.run(
            [*command, str(project.folder), str(out / builder)],
            cwd=self.code,  # the first place where Python looks
            env=os.environ | {"SOURCE_DATE_EPOCH": "1796083200"},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"{self.revision or 'working tree'}: {done.stderr}")
        said = done.stderr.replace(str(self.folder), "")
        return {"what was said": said} | dict(digests(out / builder))


def digests(folder: Path) -> Iterator[tuple[str, str]]:
    """Name and digest of each file, and of each file in a book."""
    for path in sorted(folder.rglob("*")):
        name = path.relative_to(folder).as_posix()
        if not path.is_file() or path.name in NOT_COMPARED:
            continue
        if path.suffix == ".epub":
            with zipfile.ZipFile(path) as book:
                for part in book.namelist():
                    yield f"{name}/{part}", blake2b(book.read(part)).hexdigest()
        else:
            yield name, blake2b(path.read_bytes()).hexdigest()


def differences(left: dict[str, str], right: dict[str, str]) -> list[str]:
    """Names of the files that are not the same in both."""
    return sorted(name for name in left.keys() | right.keys() if left.get(name) != right.get(name))


def states(version: Version, names: list[str]) -> Iterator[tuple[str, dict[str, str]]]:
    """What each build of a version writes, under a name for it."""
    for project in version.projects():
        if project.name not in names:
            continue
        for builder in project.builders:
            yield f"{project.name}, {builder}", version.build(project, builder)
        for name, edit in EDITS.items():
            edit(project)
            yield f"{project.name}, html, {name}", version.build(project, "html")
        for builder in project.builders[1:]:
            yield f"{project.name}, {builder}, all edits", version.build(project, builder)


def main() -> int:
    """Compare, and say what differs."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("revisions", nargs="+", help="one or two; the other is the working tree")
    parser.add_argument("--projects", default="example,docs,corpus")
    parser.add_argument("--keep", type=Path, help="a folder for what is built, to look at")
    arguments = parser.parse_args()
    work = arguments.keep or Path(tempfile.mkdtemp())
    old, new = [*arguments.revisions, ""][:2]
    sources = work / "sources"
    unpack(old, sources, "docs", "example_site")
    versions = [Version(old, work / "old", sources), Version(new, work / "new", sources)]
    names = arguments.projects.split(",")
    found = built = 0
    with ThreadPoolExecutor(2) as pool:
        runs = [iter(states(version, names)) for version in versions]
        while True:
            pair = list(pool.map(lambda run: next(run, None), runs))
            if pair[0] is None or pair[1] is None:
                break
            (state, left), (_, right) = pair
            built += 1
            for name in differences(left, right):
                found += 1
                print(f"{state}: {name}")
                if name == "what was said":
                    lines = zip_longest(left[name].splitlines(), right[name].splitlines())
                    print(*(f"  {a!r} / {b!r}" for a, b in lines if a != b), sep="\n")
    if not arguments.keep:
        shutil.rmtree(work)
    print(f"{built} pairs of builds, {found} differences")
    return bool(found)


if __name__ == "__main__":
    sys.exit(main())
