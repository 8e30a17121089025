"""``craftblog init``: a site to begin with."""

from __future__ import annotations

import json
import os
import sys
from argparse import Namespace
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader

from sphinx_craftblog import diagnostics
from sphinx_craftblog.commands.errors import SiteError
from sphinx_craftblog.commands.subcommands import Subcommands
from sphinx_craftblog.model.dates import present
from sphinx_craftblog.model.slugs import slugify
from sphinx_craftblog.version import __version__

TEMPLATES = Path(__file__).parent / "templates" / "init"

FILES = {
    "conf.py": "conf.py",
    "index.md": "index.md",
    "posts/welcome.md": "posts/welcome.md",
    ".gitignore": "gitignore",
    "requirements.txt": "requirements.txt",
}
"""The files of a site, and the templates that they are made of."""

HOSTS = {
    "github-pages": {".github/workflows/publish.yml": "deploy/github-pages.yml"},
    "netlify": {"netlify.toml": "deploy/netlify.toml"},
    "read-the-docs": {".readthedocs.yaml": "deploy/readthedocs.yaml"},
    "cloudflare": {"wrangler.toml": "deploy/wrangler.toml"},
}
"""What else publishes it there."""


def add_to(commands: Subcommands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "init",
        help="make a site that builds",
        description="Make a site: conf.py, a front page, a first post. On a terminal, what is not "
        "given is asked for.",
        epilog="Exit code: 0 when the site was made, 2 when it could not be. Files that exist "
        "are not written over without --overwrite.",
    )
    parser.add_argument(
        "folder", nargs="?", default=".", metavar="DIR", help="where (default: here)"
    )
    parser.add_argument("--title", help="name of the blog (default: that of the folder)")
    parser.add_argument("--author", help="who writes it")
    parser.add_argument("--url", help="the address that it will have, such as https://me.example/")
    parser.add_argument("--language", default="en", help="such as 'de' (default: en)")
    parser.add_argument(
        "--host",
        action="append",
        choices=HOSTS,
        default=[],
        help="with the configuration of a host that publishes it; may be given again",
    )
    parser.add_argument("--overwrite", action="store_true", help="write over files that exist")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Make the site, say what to do next, and return the exit code."""
    folder = Path(arguments.folder)
    files = dict(FILES)
    for host in arguments.host:
        files |= HOSTS[host]
    existing = [name for name in files if (folder / name).exists()]
    if existing and not arguments.overwrite and not _agrees(existing):
        raise SiteError(diagnostics.existing_files(existing, folder).text)
    texts = _render(files, _answers(arguments, folder))
    for name, text in texts.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    if arguments.format == "json":
        print(json.dumps({"folder": str(folder), "files": list(texts)}, ensure_ascii=False))
    else:
        print(*(folder / name for name in texts), sep="\n")
        place = "" if folder == Path() else f"{folder}{os.sep}"
        print(f"\nNext: craftblog serve {folder}\nor:   sphinx-build {folder} {place}_build/html")
    return 0


def _agrees(existing: list[str]) -> bool:
    """Return whether a person at a terminal has the files written over."""
    if not sys.stdin.isatty():
        return False
    reply = input(f"There are {', '.join(existing)} already. Write over them? [y/N] ")
    return reply.strip().casefold() in {"y", "yes"}


def _answers(arguments: Namespace, folder: Path) -> dict[str, Any]:
    """Return what the templates are given: the options, and what a person says."""
    name = folder.resolve().name.replace("-", " ").replace("_", " ").strip().capitalize() or "Notes"
    title = arguments.title or _asked("Name of the blog", name)
    author = _asked("Author", "") if arguments.author is None else arguments.author
    url = _asked("Its address, if you know it", "") if arguments.url is None else arguments.url
    if url and not url.startswith(("https://", "http://")):
        raise SiteError(diagnostics.bad_url(url).text)
    return {
        "title": " ".join(title.split()),
        "slug": slugify(title),
        "author": author.strip(),
        "url": url and f"{url.rstrip('/')}/",
        "language": arguments.language,
        "date": f"{present():%Y-%m-%d}",
        "version": __version__,
    }


def _asked(question: str, default: str) -> str:
    if not sys.stdin.isatty():
        return default
    return input(f"{question}{f' [{default}]' if default else ''}: ").strip() or default


def _python(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def _render(files: dict[str, str], context: dict[str, Any]) -> dict[str, str]:
    environment = Environment(  # noqa: S701 - no HTML
        loader=FileSystemLoader(TEMPLATES),
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["python"] = _python
    return {
        name: environment.get_template(f"{template}.jinja").render(context)
        for name, template in files.items()
    }
