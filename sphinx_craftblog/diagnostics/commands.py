"""Why the commands end."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_craftblog.diagnostics.catalog import message
from sphinx_craftblog.diagnostics.words import did_you_mean, nearest_or_all, shown


@message(
    "",
    kind="command",
    cause="There is no such command, see {doc}`commands`.",
    cure="Take one that there is.",
    sample=("chekc", ["check", "serve"]),
)
def unknown_command(name: str, choices: Iterable[str]) -> str:
    return f"no command {name!r}{nearest_or_all(name, choices)}"


@message(
    "",
    kind="command",
    cause="The options or the arguments are not those of the command.",
    cure="Write them as its help does.",
    sample=("craftblog check", "unrecognized arguments: --strickt"),
)
def wrong_usage(command: str, problem: str) -> str:
    return f"{command}: {problem}; '{command} --help' says what it takes"


@message(
    "",
    kind="command",
    cause="The folder has no conf.py.",
    cure="Name the folder of the sources.",
    sample=("blog",),
)
def no_configuration(folder: object) -> str:
    return f"no conf.py in {str(folder)!r}; name the folder that sphinx-build is given"


@message(
    "",
    kind="command",
    cause="conf.py raises an error, or is no Python.",
    cure="Mend the line.",
    sample=("conf.py", 3, NameError("name 'ture' is not defined")),
)
def failed_configuration(configuration: object, line: int | None, error: BaseException) -> str:
    place = f"{configuration}:{line}" if line else str(configuration)
    return f"{place} cannot be read: {type(error).__name__}: {getattr(error, 'msg', None) or error}"


@message(
    "",
    kind="command",
    cause="conf.py is that of another site.",
    cure='Write `extensions = ["sphinx_craftblog"]`, or name the folder of the blog.',
    sample=("conf.py",),
)
def no_blog(configuration: object) -> str:
    return f"{str(configuration)!r} is not a blog's; add 'sphinx_craftblog' to its extensions"


@message(
    "",
    kind="command",
    cause="The build has come to an end that nobody has foreseen, mostly in another extension.",
    cure="Run `sphinx-build -T`, and tell those whose code is named last.",
    sample=(RuntimeError("no such table"),),
)
def failed_build(error: BaseException) -> str:
    return (
        f"the build failed: {type(error).__name__}: {error}; "
        "'sphinx-build -T' with the same folder shows where"
    )


@message(
    "init",
    kind="command",
    cause="The folder has files that the new site has, too.",
    cure="Name another folder, or have them written over.",
    sample=(["conf.py", "index.md"], "blog"),
)
def existing_files(names: Iterable[str], folder: object) -> str:
    return f"{str(folder)!r} has {', '.join(names)} already; '--overwrite' writes over them"


@message(
    "init",
    kind="command",
    cause="What `--url` is given is no address of a site.",
    cure="Write it with its scheme.",
    sample=("me.example",),
)
def bad_url(url: str) -> str:
    return f"'--url' takes an address such as 'https://me.example/', not {shown(url)}"


@message(
    "new",
    kind="command",
    cause="A file has the name of the new post.",
    cure="Give the post another title, or edit the file.",
    sample=("posts/a-queue.md",),
)
def existing_file(path: object) -> str:
    return f"{str(path)!r} exists, and stays as it is"


@message(
    "new",
    kind="command",
    cause="What `--date` is given is no date.",
    cure="Write year, month and day.",
    sample=("2026-13-01", "2026-01-13"),
)
def bad_date(written: str, near: str) -> str:
    hint = f"; did you mean {near}?" if near else ""
    return f"'--date' takes a date such as 2026-03-01, not {shown(written)}{hint}"


@message(
    "new",
    kind="command",
    cause="What `--schedule` is given is no day of the week.",
    cure="Write one, and a time of the day if it matters.",
    sample=("tusday 9:00", ["monday", "tuesday"]),
)
def unknown_schedule(rule: str, choices: Iterable[str]) -> str:
    known = list(choices)
    hint = did_you_mean(rule.partition(" ")[0], known) or f"; known are {', '.join(known)}"
    wanted = "a day and, if wanted, a time such as 'tuesday 09:00'"
    return f"'--schedule' takes {wanted}, not {shown(rule)}{hint}"


@message(
    "new",
    kind="command",
    cause="The site's own template of a new post is not right.",
    cure="Mend the line, or take the file out of `templates_path`.",
    sample=("craftblog/new-post.md", ValueError("unexpected '}'")),
)
def failed_template(name: str, error: Exception) -> str:
    line = getattr(error, "lineno", None)
    return f"the template {name}{f':{line}' if line else ''} cannot be used: {error}"


@message(
    "",
    kind="command",
    cause="A file or a folder of that name is in the way, or the disk or its permissions are.",
    cure="Name another place, or make room.",
    sample=("blog/conf.py", "Not a directory"),
)
def unusable_file(path: object, reason: object) -> str:
    return f"{str(path)!r} cannot be used: {reason}"


@message(
    "serve",
    kind="command",
    cause="The extra `serve` is not installed.",
    cure="Install it.",
)
def no_autobuild() -> str:
    return (
        "sphinx-autobuild is not installed; 'pip install \"sphinx-craftblog[serve]\"' installs it"
    )


@message(
    "serve",
    kind="command",
    cause="A hundred ports are in use, or the host is not this machine's.",
    cure="Take another port, or `--host 127.0.0.1`.",
    sample=("127.0.0.1", 8000),
)
def no_port(host: str, port: int) -> str:
    return f"no free port at {host!r} from {port} on; '--port' takes another number"


@message(
    "search-index",
    kind="command",
    cause="The folder is not there.",
    cure="Build the site before.",
    sample=("_build/html",),
)
def no_folder_to_index(folder: object) -> str:
    return f"no folder {str(folder)!r}; name the one that sphinx-build has written"


@message(
    "search-index",
    kind="command",
    cause="The pages in the folder are not of a site that is searched with Pagefind.",
    cure="Set `craftblog_search`, and build again.",
    sample=("_build/html",),
)
def nothing_to_index(folder: object) -> str:
    return (
        f"no page in {str(folder)!r} is marked for the search; set craftblog_search = 'pagefind', "
        "build the site, and name the folder of that build"
    )


@message(
    "search-index",
    kind="command",
    cause="The extra `pagefind` is not installed.",
    cure="Install it.",
)
def no_pagefind() -> str:
    return "Pagefind is not installed; 'pip install \"sphinx-craftblog[pagefind]\"' installs it"


@message(
    "search-index",
    kind="command",
    cause="A folder or file is in the place of the index, and Pagefind did not make it.",
    cure="Move it away.",
    sample=("_build/html/pagefind",),
)
def index_onto_stranger(folder: object) -> str:
    return f"{str(folder)!r} is not an index of Pagefind's, so it stays as it is; remove it"


@message(
    "search-index",
    kind="command",
    cause="Pagefind itself has come to an end.",
    cure="See what it says.",
    sample=("permission denied",),
)
def failed_index(output: str) -> str:
    return f"Pagefind has failed: {output}"
