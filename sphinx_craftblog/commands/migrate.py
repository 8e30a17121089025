"""``craftblog migrate``: make another tool's blog one of ours."""

from __future__ import annotations

import json
import sys
from argparse import Namespace
from pathlib import Path

from sphinx_craftblog import diagnostics
from sphinx_craftblog.commands.errors import SiteError
from sphinx_craftblog.commands.subcommands import Subcommands
from sphinx_craftblog.importers import TOOLS, NoSiteError, plan_import
from sphinx_craftblog.importers.ablog import NoAblogError, plan_migration, wording
from sphinx_craftblog.importers.common import wording as elsewhere_wording
from sphinx_craftblog.importers.common.plan import Note, Plan

DONE, SOMETHING_LEFT = 0, 1
"""Exit codes."""


def add_to(commands: Subcommands) -> None:
    """Declare the command."""
    parser = commands.add_parser(
        "migrate",
        help="make a blog of another tool's one of ours",
        description="Change the files of an ABlog site so that sphinx-craftblog builds it, or "
        "make a site of another tool's blog in a folder of its own, with the same addresses, feeds "
        "and ids of entries. Shows what it would do, and does it only with --write.",
        epilog="Exit code: 0 when nothing is left to do by hand, 1 when something is, 2 for wrong "
        "usage.",
    )
    parser.add_argument("tool", choices=("ablog", *TOOLS), help="what the blog is made with")
    parser.add_argument(
        "source",
        nargs="?",
        default=".",
        metavar="SOURCE",
        help="folder of the site, or export file of WordPress (default: .)",
    )
    parser.add_argument(
        "--to", metavar="DIR", help="folder of the new site; not with ablog, which changes the old"
    )
    parser.add_argument(
        "--media", metavar="DIR", help="copy of wp-content/uploads, for wordpress alone"
    )
    parser.add_argument("--write", action="store_true", help="write the files")
    parser.add_argument("--format", choices=("text", "json"), default="text", help="default: text")
    parser.set_defaults(run=run)


def run(arguments: Namespace) -> int:
    """Plan a migration, show it, write it if that is wanted, and return the exit code."""
    if arguments.media and arguments.tool != "wordpress":
        raise SiteError(elsewhere_wording.media_elsewhere(arguments.tool))
    if arguments.tool != "ablog":
        return _import(arguments)
    if arguments.to:
        raise SiteError(elsewhere_wording.no_folder_for_ablog())
    plan = _plan(Path(arguments.source))
    if arguments.write:
        plan.write()
    if arguments.format == "json":
        print(json.dumps(_as_data(plan, arguments.write), ensure_ascii=False, indent=2))
    else:
        _show(plan, is_written=arguments.write)
    return SOMETHING_LEFT if plan.left else DONE


def _import(arguments: Namespace) -> int:
    """Make a site of another tool's blog, in a folder of its own."""
    if not arguments.to:
        raise SiteError(elsewhere_wording.no_folder(arguments.tool))
    folder = Path(arguments.to)
    media = Path(arguments.media) if arguments.media else None
    try:
        plan = plan_import(arguments.tool, Path(arguments.source), folder, media)
    except NoSiteError as error:
        raise SiteError(str(error)) from None
    files = sorted([*plan.sources, *plan.copies])
    if existing := [name for name in files if (folder / name).exists()]:
        raise SiteError(elsewhere_wording.in_the_way(existing, folder))
    if arguments.write:
        plan.write()
    if arguments.format == "json":
        data = {"written": arguments.write, "files": files, "notes": _notes_as_data(plan)}
        print(json.dumps(data, ensure_ascii=False, indent=2))
    else:
        print(*(folder / name for name in files), sep="\n")
        _show_notes(plan)
        said = elsewhere_wording.summary(len(files), len(plan.left), folder, arguments.write)
        print(said, file=sys.stderr)
    return SOMETHING_LEFT if plan.left else DONE


def _plan(folder: Path) -> Plan:
    configuration = folder / "conf.py"
    if not configuration.is_file():
        raise SiteError(diagnostics.no_configuration(folder).text)
    try:
        return plan_migration(folder)
    except NoAblogError as error:
        raise SiteError(str(error)) from None
    except SyntaxError as error:
        said = diagnostics.failed_configuration(configuration, error.lineno, error)
        raise SiteError(said.text) from None
    except (OSError, UnicodeError, ValueError) as error:
        said = diagnostics.failed_configuration(configuration, None, error)
        raise SiteError(said.text) from None


def _as_data(plan: Plan, is_written: bool) -> dict[str, object]:
    return {
        "written": is_written,
        "changes": [
            {"path": source.path, "diff": "".join(source.diff())} for source in plan.changes
        ],
        "notes": _notes_as_data(plan),
    }


def _notes_as_data(plan: Plan) -> list[dict[str, object]]:
    return [
        {"path": note.path, "line": note.line, "message": note.text, "is_left": note.is_left}
        for note in plan.notes
    ]


def _show(plan: Plan, *, is_written: bool) -> None:
    """The diff goes where it can be piped to ``patch``, the rest to people."""
    for source in plan.changes:
        sys.stdout.write("".join(source.diff()))
    _show_notes(plan)
    print(wording.summary(len(plan.changes), len(plan.left), is_written), file=sys.stderr)


def _show_notes(plan: Plan) -> None:
    for heading, notes in (
        (wording.CHANGED, [note for note in plan.notes if not note.is_left]),
        (wording.LEFT, plan.left),
    ):
        if notes:
            print(f"\n{heading}", file=sys.stderr)
        for note in notes:
            print(_line(note), file=sys.stderr)


def _line(note: Note) -> str:
    return f"{note.path}:{note.line}: {note.text}"
