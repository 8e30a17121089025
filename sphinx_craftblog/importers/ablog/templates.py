"""Templates that need ABlog, and other files that name it."""

from __future__ import annotations

import re
from pathlib import Path

from sphinx_craftblog.importers.ablog import wording
from sphinx_craftblog.importers.ablog.configuration import SIDEBARS
from sphinx_craftblog.importers.common.plan import Plan
from sphinx_craftblog.importers.common.python_source import PythonSource

GUARD = "{% if ablog is defined %}"
"""What a template stands in that would fail without ABlog."""

_INCLUDE = re.compile(r"\{%-?\s*include\s+[\"']([^\"']+)[\"'][^%]*-?%\}")
_USE = re.compile(r"(?<![\w./\"'-])ablog(?:\.|\[|\b(?!/))|\bin ablog\b")
_CODE = re.compile(r"\{[{%].*?[%}]\}", re.DOTALL)

_ON_A_LINE = re.compile(r"^()ablog(?![\w-])[^\n#]*?(?=\s*(?:#.*)?$)", re.MULTILINE | re.IGNORECASE)
_IN_QUOTES = re.compile(r"([\"'])ablog\s*(?:[<>=~!;][^\"']*)?\1", re.IGNORECASE)
"""How a site says that it needs ABlog: in its requirements, and in pyproject.toml."""

OTHER_FILES = (
    *("Makefile", "make.bat", "noxfile.py", "tox.ini", "pyproject.toml", "setup.cfg", "setup.py"),
    *("environment.yml", "environment.yaml", "netlify.toml", ".readthedocs.yml"),
    *(".readthedocs.yaml", ".travis.yml", ".gitlab-ci.yml"),
)
"""Files that may say how a site is built."""


def move_templates(plan: Plan, source: PythonSource) -> None:
    """Take ABlog's templates out of those of the site, and note what needs ABlog."""
    folders = [plan.folder / name for name in source.strings("templates_path")]
    for folder in folders:
        for path in sorted(folder.rglob("*.html")):
            name = path.relative_to(folder).as_posix()
            if not any(part.startswith((".", "_build", "_website")) for part in name.split("/")):
                _move(plan, path, name)


def _move(plan: Plan, path: Path, name: str) -> None:
    place = _place(plan, path)
    try:
        template = plan.read(place)
    except (OSError, UnicodeError) as error:
        plan.note(place, 1, wording.not_read(error))
        return
    text = template.new
    if name in SIDEBARS and "ablog" in text:
        plan.note(place, 1, wording.template_of_ablog(name))
        return
    for match in _INCLUDE.finditer(text):
        if match[1] in SIDEBARS and not (path.parent / Path(match[1]).name).is_file():
            text = text.replace(match[0], "")
    uses = [match for match in _CODE.finditer(text) if _USE.search(match[0])]
    if uses and GUARD not in text:
        first = text.count("\n", 0, uses[0].start()) + 1
        if re.search(r"\{%-?\s*extends\b", text):
            for match in uses:
                line = text.count("\n", 0, match.start()) + 1
                plan.note(place, line, wording.template_needs_ablog(" ".join(match[0].split())))
        else:
            text = f"{GUARD}\n{text.rstrip()}\n{{% endif %}}\n"
            plan.note(place, first, wording.silenced_template())
    elif uses:
        plan.note(place, 1, wording.silenced_template())
    template.new = text


def move_requirements(plan: Plan) -> None:
    """Where a site says what it needs, our package takes ABlog's place."""
    for folder in _folders(plan.folder):
        for path in [*sorted(folder.glob("*requirements*.txt")), folder / "pyproject.toml"]:
            place = _place(plan, path)
            try:
                file = plan.read(place)
            except (OSError, UnicodeError):
                continue
            form = _IN_QUOTES if path.suffix == ".toml" else _ON_A_LINE
            file.new = form.sub(r"\1sphinx-craftblog\1", file.new)
        workflows = folder / ".github" / "workflows"
        paths = [folder / name for name in OTHER_FILES] + sorted(workflows.glob("*.y*ml"))
        for path in paths:
            if path.is_file():
                _note_mentions(plan, path)


def _note_mentions(plan: Plan, path: Path) -> None:
    place = _place(plan, path)
    try:
        lines = plan.read(place).lines
    except (OSError, UnicodeError):
        return
    for number, line in enumerate(lines, 1):
        if re.search(r"(?<![\w/.-])ablog(?![\w/.])", line):
            plan.note(place, number, wording.mentions_ablog(line.strip()))


def builder_of(plan: Plan, source: PythonSource) -> str:
    """``dirhtml`` if the site is built so, as ``ablog build`` does; else ``html``."""
    if source.has("ablog_builder"):
        return "dirhtml" if source.get("ablog_builder") == "dirhtml" else "html"
    for folder in _folders(plan.folder):
        workflows = sorted((folder / ".github" / "workflows").glob("*.y*ml"))
        for path in [folder / name for name in OTHER_FILES] + workflows:
            try:
                text = path.read_text(encoding="utf-8")
            except (OSError, UnicodeError):
                continue
            if re.search(r"-b\s*dirhtml|make dirhtml|\bablog build\b(?!.*-b\s*html)", text):
                return "dirhtml"
    return "html"


def _folders(folder: Path) -> list[Path]:
    """The folder of a site, and those above it up to its repository's."""
    folder = folder.resolve()
    above = [folder, *folder.parents]
    roots = [number for number, one in enumerate(above) if (one / ".git").exists()]
    return above[: roots[0] + 1] if roots else above[:1]


def _place(plan: Plan, path: Path) -> str:
    """A path from the folder of the site; one above it has dots."""
    return Path(_relative(path.resolve(), plan.folder.resolve())).as_posix()


def _relative(path: Path, folder: Path) -> str:
    ups = 0
    while not path.is_relative_to(folder):
        folder, ups = folder.parent, ups + 1
    return "../" * ups + str(path.relative_to(folder))
