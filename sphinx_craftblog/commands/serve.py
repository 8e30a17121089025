"""``craftblog serve``: the site in a browser while it is written.

sphinx-autobuild watches, serves and reloads. It starts Sphinx anew for each change; here one
application stays and builds again, which reads only what has changed.
"""

from __future__ import annotations

import asyncio
import html
import socket
import sys
import time
from argparse import Namespace
from collections.abc import Collection
from contextlib import ExitStack
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sphinx_craftblog import diagnostics
from sphinx_craftblog.commands.errors import SiteError
from sphinx_craftblog.commands.site import (
    HELD_BACK,
    JOBS,
    Messages,
    add_source,
    build,
    kept_doctrees,
    opened,
)
from sphinx_craftblog.commands.subcommands import Subcommands
from sphinx_craftblog.reading.folder_defaults import FILE as DEFAULTS
from sphinx_craftblog.reading.images import PICTURES

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from starlette.applications import Starlette
    from starlette.types import Receive, Scope, Send

PORT = 8000

IGNORED = (
    *(".git", ".hg", ".svn", ".idea", ".vscode", ".venv", "venv", "node_modules", "__pycache__"),
    *(".mypy_cache", ".nox", ".pytest_cache", ".ruff_cache", ".tox", "_build"),
)
"""Folders that nobody writes posts in."""

WORTH_PROCESSES = 5
"""Changed documents from which on other processes read them; to wait for one takes longer."""

OVERLAY = """
<div role="alert" style="position:fixed;inset:auto 0 0;z-index:99;max-height:50vh;overflow:auto;
margin:0;padding:1rem;border-top:4px solid #b3261e;background:#fff;color:#1f1f1f;
font:14px/1.5 ui-monospace,monospace;white-space:pre-wrap">{messages}</div>
"""
"""What a page shows of the last build's warnings; it is no page of the site's."""


def add_to(commands: Subcommands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "serve",
        help="show the site in a browser, and follow each change",
        description="Build the site with drafts and scheduled posts, serve it, build what changes "
        "and reload the browser. Warnings are shown on the pages. Needs the extra 'serve'.",
    )
    add_source(parser)
    parser.add_argument("--builder", choices=("html", "dirhtml"), default="html")
    parser.add_argument("--host", default="127.0.0.1", help="default: 127.0.0.1, this machine only")
    parser.add_argument(
        "--port", type=int, default=PORT, help=f"default: {PORT}, or the next that is free"
    )
    parser.add_argument("--open", action="store_true", help="open a browser")
    parser.add_argument(
        "--as-published", action="store_true", help="without drafts and scheduled posts"
    )
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Serve until the user stops it, and return the exit code."""
    try:
        import uvicorn
        from sphinx_autobuild.utils import open_browser
    except ImportError:
        raise SiteError(diagnostics.no_autobuild().text) from None
    source = Path(arguments.source)
    settings = {} if arguments.as_published else HELD_BACK
    preview = Preview(source, arguments.builder, settings)
    preview.build()
    if preview.app is None:  # it has never worked: say so as every command does
        raise SiteError("\n".join(preview.messages))
    address = f"{arguments.host}:{_free_port(arguments.host, arguments.port)}"
    print(f"Serving {source} at http://{address}/; Ctrl+C stops it", flush=True)
    if arguments.open:
        open_browser(address, 0)
    host, _, port = address.rpartition(":")
    try:
        uvicorn.run(_server(preview, address), host=host, port=int(port), log_level="warning")
    finally:
        preview.close()
    return 0


class Preview:
    """A site that is built again and again, in this process."""

    def __init__(self, source: Path, builder: str, settings: dict[str, Any]) -> None:
        folder = kept_doctrees(source) / f"preview-{builder}"
        self.source, self.output, self._doctrees = source, folder / "output", folder / "doctrees"
        self.app: Sphinx | None = None
        self.messages: list[str] = []
        """What the last build has warned of."""
        self._builder, self._settings = builder, settings
        self._said, self._opened = Messages(), ExitStack()
        self._known: dict[Path, bytes] = {}

    def build(self, changed: list[Path] | None = None) -> bool:
        """Build for the first time, or what has changed; returns whether anything had.

        A file whose content is what it was is no change: extensions write some in each
        build, and that would never end.
        """
        digests = {path: _digest(path) for path in changed or ()}
        digests = {path: now for path, now in digests.items() if self._has_changed(path, now)}
        if changed is not None and not digests:
            return False
        self._known |= digests
        self._said.texts.clear()
        start = time.perf_counter()
        try:
            build(self._application(digests))
        except SiteError as error:
            self._said.texts.append(f"ERROR: {error}")
            self.close()
        self.messages = list(self._said.texts)
        print(*self.messages, sep="\n", end="\n" * bool(self.messages), file=sys.stderr)
        print(f"Built in {time.perf_counter() - start:.1f} s", flush=True)
        return True

    def _has_changed(self, path: Path, digest: bytes) -> bool:
        """Return whether a file is another than it was; one that came and went is nothing new."""
        is_known = path in self._known or (self.app is not None and _is_source(path, self.app))
        return self._known.get(path) != digest and (bool(digest) or is_known)

    def close(self) -> None:
        """Give the application up; the next build begins with a new one."""
        self.app = None
        self._opened.close()

    def _application(self, changed: Collection[Path]) -> Sphinx:
        """The application; a new one where more than sources has changed."""
        is_little = len(changed) < WORTH_PROCESSES and DEFAULTS not in {p.name for p in changed}
        if self.app is not None and not all(_is_source(path, self.app) for path in changed):
            self.close()
        if self.app is None:
            self.app = self._opened.enter_context(
                opened(
                    self.source,
                    builder=self._builder,
                    output=self.output,
                    doctrees=self._doctrees,
                    settings=self._settings,
                    messages=self._said,
                )
            )
        elif is_little:
            self.app.parallel = 1
        else:
            self.app.parallel = JOBS
        return self.app


def is_watched(path: Path, source: Path) -> bool:
    """Return whether a file may be part of a site: no editor's own, and in no folder of other
    tools'.
    """
    parts = path.relative_to(source).parts
    return not any(part in IGNORED or part.startswith(".") or part.endswith("~") for part in parts)


def _is_source(path: Path, app: Sphinx) -> bool:
    """Return whether each build looks at a file by itself, and no setting or template is in it."""
    if path.is_dir() or path.name == DEFAULTS:
        return True
    return path.suffix in {*app.config.source_suffix, *PICTURES}


def _digest(path: Path) -> bytes:
    """Return what a file says, or which files a folder has; empty of one that is gone."""
    try:
        if path.is_dir():
            return repr(sorted(child.name for child in path.iterdir())).encode()
        return blake2b(path.read_bytes(), digest_size=16).digest()
    except OSError:
        return b""


def _free_port(host: str, wanted: int) -> int:
    """The port that is wanted, or the first above it that is free; any if 0 is wanted."""
    for port in range(wanted, wanted + 100):
        with socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET) as one:
            one.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                one.bind((host, port))
            except OSError:
                continue
            number: int = one.getsockname()[1]
            return number
    raise SiteError(diagnostics.no_port(host, wanted).text)


def _server(preview: Preview, address: str) -> Starlette:
    """The site, with a script that reloads its pages, and the messages on them."""
    import watchfiles
    from sphinx_autobuild.filter import IgnoreFilter
    from sphinx_autobuild.middleware import JavascriptInjectorMiddleware, web_socket_script
    from sphinx_autobuild.server import RebuildServer
    from starlette.applications import Starlette
    from starlette.middleware import Middleware
    from starlette.responses import HTMLResponse, Response
    from starlette.routing import Mount, WebSocketRoute
    from starlette.staticfiles import StaticFiles

    class Watcher(RebuildServer):  # type: ignore[misc]
        async def watch(self) -> None:
            """Build in this process, and not in one that has to begin anew."""
            async for changes in watchfiles.awatch(*self.paths, watch_filter=None):
                paths = {Path(path) for _, path in changes}
                changed = sorted(path for path in paths if is_watched(path, self.paths[0]))
                if changed and await asyncio.to_thread(self.change_callback, changed):
                    self.flag.set()

    class Pages(JavascriptInjectorMiddleware):  # type: ignore[misc]
        async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
            messages = html.escape("\n".join(preview.messages))
            shown = OVERLAY.format(messages=messages) if messages else ""
            self.script = (web_socket_script(address) + shown).encode()
            await super().__call__(scope, receive, send)

    def not_found(request: object, error: object) -> Response:
        page = preview.output / "404.html"
        text = page.read_text(encoding="utf-8") if page.is_file() else "<!DOCTYPE html>Not found"
        return HTMLResponse(text, 404)

    preview.output.mkdir(parents=True, exist_ok=True)
    watcher = Watcher([preview.source], IgnoreFilter([], []), preview.build)
    return Starlette(
        routes=[
            WebSocketRoute("/websocket-reload", watcher),
            Mount("/", StaticFiles(directory=preview.output, html=True)),
        ],
        middleware=[Middleware(Pages, ws_url=address)],
        exception_handlers={404: not_found},
        lifespan=watcher.lifespan,
    )
