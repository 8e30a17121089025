"""conf.py: ABlog's settings become ours, and ABlog goes."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from typing import NamedTuple

from sphinx_craftblog.importers.ablog import wording
from sphinx_craftblog.importers.common.dates import to_cldr
from sphinx_craftblog.importers.common.plan import Plan
from sphinx_craftblog.importers.common.python_source import PythonSource, written

CONFIGURATION = "conf.py"

EXTENSION = "sphinx_craftblog"

SIDEBARS = frozenset(
    f"{folder}{name}.html"
    for folder in ("", "ablog/")
    for name in (
        *("archives", "authors", "catalog", "categories", "collection", "languages"),
        *("locations", "postcard", "postcard2", "postnavy", "recentposts", "redirect", "tagcloud"),
    )
)
"""ABlog's templates, by their old names and by their new ones."""


class Rule(NamedTuple):
    """What becomes of a setting: its new name, its value, and what to say of it.

    Without a ``convert`` the value stays as it is written. ``convert`` raises
    :class:`ValueError` for a value that is not ABlog's, and returns none where
    nothing need be set. Without a new name the setting goes.
    """

    new: str = ""
    convert: Callable[[object], object] | None = None
    instead: str = ""


def _path(value: object) -> str:
    path = _text(value).strip("/")
    return "" if path == "." else path.removeprefix("./")


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError("a string")
    return value


def _optional_text(value: object) -> str | None:
    return _text(value) if value else None


def _count(value: object) -> int:
    if value is None or value is False:
        return 0
    if not isinstance(value, int):
        raise ValueError("a number")
    return int(value)


def _content(value: object) -> str:
    return "full" if value else "excerpt"


def _length(value: object) -> int | None:
    return _count(value) or None


def _disqus(value: object) -> object:
    if not value:
        return None
    return {"provider": "disqus", "shortname": _text(value), "identifier": "path"}


def _pattern(value: object) -> str | None:
    form = _text(value)
    return to_cldr(form)


RULES = {
    "blog_title": Rule("craftblog_title"),
    "blog_path": Rule("craftblog_path", _path),
    "blog_feed_subtitle": Rule("craftblog_description", _optional_text),
    "blog_feed_fulltext": Rule("craftblog_feed_content", _content),
    "blog_feed_length": Rule("craftblog_feed_length", _length),
    "post_auto_excerpt": Rule("craftblog_excerpt", _count),
    "post_date_format": Rule("craftblog_date_format", _pattern),
    "disqus_shortname": Rule("craftblog_comments", _disqus),
    "blog_feed_archives": Rule(),  # every term has feeds
    "blog_languages": Rule(),
    "blog_locations": Rule(),
    "post_auto_orphan": Rule(),
    "post_redirect_refresh": Rule(),
    "post_always_section": Rule(),
    "post_date_format_short": Rule(),
    "disqus_drafts": Rule(),
    "skip_injecting_base_ablog_templates": Rule(),
    "blog_feed_titles": Rule(instead="a feed has the excerpt of each post"),
    "blog_feed_templates": Rule(instead="an entry has the title, excerpt and text of its post"),
    "blog_archive_titles": Rule(instead="a list of posts looks as the theme has it"),
    "blog_default_language": Rule(instead="'language' of Sphinx is that of posts without one"),
    "blog_default_location": Rule(instead="'location' in a _defaults.yml is that of all posts"),
    "disqus_pages": Rule(instead="comments stand under posts alone"),
    "post_auto_image": Rule(
        instead="a card shows the picture that its post names as 'image', with 'image_alt'"
    ),
    "post_show_prev_next": Rule(
        instead="the posts before and after are under each post; a template of yours can hide them"
    ),
    "fontawesome_link_cdn": Rule(
        instead="put the address into html_css_files if templates of yours have such icons"
    ),
    "fontawesome_css_file": Rule(
        instead="put the file into html_css_files if templates of yours have such icons"
    ),
    "fontawesome_included": Rule(),
    "ablog_builder": Rule(instead="name the builder to sphinx-build: 'sphinx-build -b dirhtml'"),
    "ablog_website": Rule(instead="name the output folder to sphinx-build"),
    "ablog_doctrees": Rule(instead="name the folder of doctrees to sphinx-build, with '-d'"),
    "github_pages": Rule(instead="'ablog deploy' is gone; let a workflow publish the site"),
}
"""ABlog's settings. Those that need more than a rule are in :class:`_Edit`."""

OFF_BY_DEFAULT = {
    "disqus_pages": False,
    "post_auto_image": 0,
    "post_show_prev_next": True,
    "blog_feed_titles": None,
    "blog_archive_titles": None,
}
"""Values of which nothing need be said, where one has a rule that says something."""


def moved(plan: Plan, source: PythonSource, settings: dict[str, object]) -> str:
    """conf.py without ABlog. ``settings`` are those to add at its end."""
    edit = _Edit(plan, source)
    edit.extensions()
    edit.settings()
    edit.special_settings()
    edit.sidebars()
    edit.code()
    text = _with_names(plan, source, edit.names)
    if settings:
        lines = (_setting(source, name, value) for name, value in settings.items())
        text = text.rstrip("\n") + "\n\n" + "".join(lines)
    return text


def _with_names(plan: Plan, source: PythonSource, names: dict[str, str]) -> str:
    """The edited text, with something in the place of names that are no longer set.

    Python before 3.12 knows the line alone of what stands in an f-string.
    """
    text = source.edited()
    lines = text.split("\n")
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Load) and node.id in names:
            new, line = names[node.id].replace("\\", r"\\"), lines[node.lineno - 1]
            lines[node.lineno - 1] = re.sub(rf"\b{node.id}\b(?!\s*=)", new, line)
    found = "\n".join(lines)
    try:
        ast.parse(found)
    except SyntaxError as error:
        plan.note(CONFIGURATION, error.lineno or 1, wording.names_in_code(sorted(names)))
        return text
    return found


def _setting(source: PythonSource, name: str, value: object) -> str:
    """A setting to add; one that the file has already gets more of it."""
    before = "blog_authors" if name == "craftblog_authors" else name
    more = ("|" if isinstance(value, dict) else "+") if source.has(before) else ""
    return f"{name} {more}= {written(value)}\n"


class _Edit:
    def __init__(self, plan: Plan, source: PythonSource) -> None:
        self.plan = plan
        self.source = source
        self.names: dict[str, str] = {}
        """What stands for names that are gone, where the file uses them elsewhere."""

    def extensions(self) -> None:
        """Our extension takes ABlog's place."""
        names = names_of_extension(self.source)
        is_there = EXTENSION in self.source.strings("extensions")
        for number, node in enumerate(names):
            owner = _owner(self.source.tree, node)
            if (number or is_there) and owner is not None:
                self.source.remove_items(owner, [node])
            else:
                quote = self.source.code(node)[-1]
                self.source.replace(node, f"{quote}{EXTENSION}{quote}")

    def settings(self) -> None:
        """Each setting that has a rule."""
        for assignment in self.source.assignments:
            rule = RULES.get(assignment.name)
            if rule is None:
                continue
            line = assignment.target.lineno
            try:
                value = self.source.evaluate(assignment.value)
            except ValueError:
                value = None
                if rule.new and rule.convert is not None:
                    self._note(line, wording.not_literal(assignment.name, rule.new))
                    continue
            if rule.instead and value != OFF_BY_DEFAULT.get(assignment.name, "…"):
                self._note(line, wording.gone(assignment.name, rule.instead), is_left=False)
            self.names[assignment.name] = rule.new if not rule.convert else repr(value)
            if not rule.new:
                self.names[assignment.name] = repr(value)
                self.source.remove(assignment.statement)
            elif rule.convert is None:
                self.source.replace(assignment.target, rule.new)
            else:
                self._convert(assignment.name, rule, value, assignment.statement)

    def _convert(self, name: str, rule: Rule, value: object, statement: ast.stmt) -> None:
        try:
            new = rule.convert(value) if rule.convert else value
        except ValueError as error:
            self._note(statement.lineno, wording.bad_value(name, value, str(error)))
            return
        if new is None:
            if name == "post_date_format":
                self._note(statement.lineno, wording.no_date_format(str(value)))
            self.source.remove(statement)
        elif new == value and type(new) is type(value) and isinstance(statement, ast.Assign):
            self.source.replace(statement.targets[0], rule.new)
        else:
            self.source.replace(statement, f"{rule.new} = {written(new, 1)}")

    def special_settings(self) -> None:
        """Settings of which more has to be known."""
        for assignment in self.source.assignments:
            match assignment.name:
                case "blog_baseurl":
                    self._base(assignment.statement, assignment.target)
                case "blog_authors":
                    self.names[assignment.name] = "craftblog_authors"
                    self.source.replace(assignment.target, "craftblog_authors")
                    for node in ast.walk(assignment.value):
                        if isinstance(node, ast.Tuple | ast.List) and len(node.elts) == 2:
                            link = node.elts[1]
                            if isinstance(link, ast.Constant) and link.value is None:
                                self.source.replace(link, '""')
                case "blog_default_author":
                    self._default_author(assignment.statement, assignment.target, assignment.value)
                case "blog_post_pattern":
                    self.names[assignment.name] = repr(self.source.get(assignment.name))
                    self.source.remove(assignment.statement)

    def _base(self, statement: ast.stmt, target: ast.expr) -> None:
        if not self.source.has("html_baseurl"):
            self.names["blog_baseurl"] = "html_baseurl"
            self.source.replace(target, "html_baseurl")
            return
        self.names["blog_baseurl"] = repr(self.source.get("blog_baseurl"))
        blog, site = self.source.get("blog_baseurl"), self.source.get("html_baseurl")
        if str(blog).rstrip("/") != str(site).rstrip("/"):
            text = wording.bases_differ(str(blog), str(site))
            self._note(statement.lineno, text, is_left=False)
        self.source.remove(statement)

    def _default_author(self, statement: ast.stmt, target: ast.expr, value: ast.expr) -> None:
        try:
            found = self.source.evaluate(value)
        except ValueError:
            self.source.replace(target, "craftblog_default_author")
            return
        names = [found] if isinstance(found, str) else found if isinstance(found, list) else []
        if not names:
            self.source.remove(statement)
            return
        self.source.replace(statement, f"craftblog_default_author = {written(names[0])}")
        if len(names) > 1:
            self._note(statement.lineno, wording.several_authors(names, names[0]))

    def sidebars(self) -> None:
        """ABlog's templates are taken out of every list that names them."""
        own = own_templates(self.plan, self.source)
        for node in ast.walk(self.source.tree):
            if not isinstance(node, ast.List | ast.Tuple):
                continue
            found: list[ast.expr] = [
                item
                for item in node.elts
                if isinstance(item, ast.Constant)
                and isinstance(item.value, str)
                and _template_name(item.value) in SIDEBARS - own
            ]
            if found:
                self.source.remove_items(node, found)

    def code(self) -> None:
        """Statements that need ABlog itself."""
        uses = [
            node
            for node in ast.walk(self.source.tree)
            if isinstance(node, ast.Name) and node.id == "ablog"
        ]
        kept = [node for node in uses if not self._remove_use(node)]
        for statement in ast.walk(self.source.tree):
            if isinstance(statement, ast.Import) and any(
                name.name.partition(".")[0] == "ablog" for name in statement.names
            ):
                others = [name for name in statement.names if name.name != "ablog"]
                if kept:
                    self._note(statement.lineno, wording.ablog_in_code(self.source.code(statement)))
                elif others:
                    names = ", ".join(map(ast.unparse, others))
                    self.source.replace(statement, f"import {names}")
                else:
                    self.source.remove(statement)
            elif (
                isinstance(statement, ast.ImportFrom)
                and (statement.module or "").partition(".")[0] == "ablog"
            ):
                self._note(statement.lineno, wording.ablog_in_code(self.source.code(statement)))

    def _remove_use(self, node: ast.Name) -> bool:
        """Return whether a use of the module was taken out: the folder of its templates."""
        for parent in ast.walk(self.source.tree):
            call = "get_html_templates_path"
            if isinstance(parent, ast.List | ast.Tuple):
                items = [item for item in parent.elts if _is_call(item, call, node)]
                if items:
                    self.source.remove_items(parent, items)
                    return True
            if (
                isinstance(parent, ast.Expr)
                and isinstance(parent.value, ast.Call)
                and any(_is_call(argument, call, node) for argument in parent.value.args)
            ):
                self.source.remove(parent)
                return True
        self._note(
            node.lineno,
            wording.ablog_in_code(self.source.text.splitlines()[node.lineno - 1].strip()),
        )
        return False

    def _note(self, line: int, text: str, *, is_left: bool = True) -> None:
        self.plan.note(CONFIGURATION, line, text, is_left=is_left)


def names_of_extension(source: PythonSource) -> list[ast.Constant]:
    """Return where conf.py names ABlog as an extension."""
    return [
        node
        for statement in ast.walk(source.tree)
        if isinstance(statement, ast.Assign | ast.AugAssign | ast.AnnAssign | ast.Call)
        and re.match(r"(\w*extensions\b|\w+\.setup_extension\()", source.code(statement))
        for node in ast.walk(statement)
        if isinstance(node, ast.Constant) and node.value == "ablog"
    ]


def own_templates(plan: Plan, source: PythonSource) -> set[str]:
    """ABlog's names that templates of the site's own have."""
    folders = [plan.folder / folder for folder in source.strings("templates_path")]
    return {name for name in SIDEBARS if any((folder / name).is_file() for folder in folders)}


def _template_name(written_name: str) -> str:
    return (
        written_name
        if written_name.endswith(".html")
        else f"{written_name}.html"
        if (re.fullmatch(r"ablog/\w+", written_name))
        else ""
    )


def _owner(tree: ast.AST, node: ast.expr) -> ast.List | ast.Tuple | None:
    for parent in ast.walk(tree):
        if isinstance(parent, ast.List | ast.Tuple) and node in parent.elts:
            return parent
    return None


def _is_call(node: ast.expr, name: str, module: ast.Name) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == name
        and node.func.value is module
    )
