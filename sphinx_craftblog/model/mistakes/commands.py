"""What the commands find, and why they end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sphinx_craftblog.model.mistakes.catalog import message
from sphinx_craftblog.model.mistakes.words import did_you_mean, shown


@message(
    "",
    kind="command",
    cause="There is no such command, see {doc}`commands`.",
    cure="Take one that there is.",
    sample=("chekc", ["check", "serve"]),
)
def unknown_command(name: str, choices: Iterable[str]) -> str:
    known = list(choices)
    return f"no command {name!r}{did_you_mean(name, known) or '; there are ' + ', '.join(known)}"


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
    "check",
    kind="command",
    cause="A file of the output has the title, the address or a sentence of a post that is kept "
    "back.",
    cure="Look for it in templates, copied files and other extensions; build into an empty folder.",
    sample=("title", "A queue", "posts/a-queue", "a draft"),
)
def leak(part: str, text: str, docname: str, reason: str) -> str:
    quoted = "" if part == "address" else f" {shown(text)}"
    return f"shows the {part}{quoted} of {docname!r}, which is {reason}"


@message(
    "check",
    kind="command",
    cause="A page that the site had in `craftblog_earlier_inventory` is not there any more.",
    cure="Add its address to `redirect_from` of the post that took its place.",
    sample=("posts/old.html", "posts/old-times.html"),
)
def address_gone(address: str, near: str | None) -> str:
    hint = f"; the nearest page is {near!r}" if near is not None else ""
    return f"the address {address!r} is in the earlier inventory, and no file is there now{hint}"


@message(
    "check",
    kind="command",
    cause="`craftblog_earlier_inventory` leads to nothing, or to no inventory.",
    cure="Correct the path or the URL.",
    sample=("[Errno 2] No such file or directory: 'objects.inv'",),
)
def unreadable_inventory(problem: object) -> str:
    return (
        f"the earlier inventory cannot be read ({problem}); craftblog_earlier_inventory takes "
        "the path, from the source folder, or the URL of an objects.inv"
    )


@message(
    "check",
    kind="command",
    cause="The folder that `--output` names is not there.",
    cure="Build the site before.",
    sample=("_build/html",),
)
def no_output(folder: object) -> str:
    return f"no folder {str(folder)!r}; '--output' takes the one that a build has written"


@message(
    "check",
    kind="command",
    cause="A page leads to an address of the site at which no file is.",
    cure="Correct the link, in the source or, of a generated page, in the template.",
    sample=("posts/old.html", "posts/old-times.html"),
)
def broken_link(address: str, near: str | None) -> str:
    hint = f"; the nearest page is {near!r}" if near is not None else ""
    return f"a link leads to {address!r}, and no file is there{hint}"


@message(
    "check",
    kind="command",
    cause="A page leads to a part of a page, and no element there has that id.",
    cure="Correct the part after the `#`.",
    sample=("the-clam", "posts/a-queue.html", ["the-claim"]),
)
def unknown_anchor(anchor: str, page: str, choices: Iterable[str]) -> str:
    hint = did_you_mean(anchor, choices)
    return f"a link leads to the part {anchor!r} of {page!r}, which has none of that name{hint}"


@message(
    "check",
    kind="command",
    cause="Those who do not see a picture are told nothing of it.",
    cure="Say what it shows: `![Text](picture.png)`, or `:alt:` of a directive. If it only "
    'decorates, give a directive `:alt:` with nothing after it, or HTML `alt=""`.',
    sample=("posts/hills.png",),
)
def image_says_nothing(uri: str) -> str:
    return f"the picture {shown(uri)} has no text for those who do not see it"


@message(
    "check",
    kind="command",
    cause="A tag or category has one post, which is older than 30 days.",
    cure="Take one that more posts have, or none; or let it be.",
    sample=("tag", "Zebras"),
)
def term_used_once(kind: str, name: str) -> str:
    return f"no other post has the {kind} {shown(name)}"


@message(
    "check",
    kind="command",
    cause="Two tags, categories, series or authors differ in a plural, a hyphen or one letter.",
    cure="Write them alike if they mean the same, or declare one as an alias of the other.",
    sample=("tag", "Tests", ["posts/one"], "Test", ["posts/two", "posts/three"]),
)
def terms_alike(
    kind: str, name: str, posts: Sequence[str], other: str, others: Sequence[str]
) -> str:
    return (
        f"the {kind} {shown(name)} of {_listed(posts)} looks like {shown(other)} of "
        f"{_listed(others)}"
    )


def _listed(names: Sequence[str]) -> str:
    few = ", ".join(map(repr, names[:3]))
    return f"{few} and {len(names) - 3} more" if len(names) > 3 else few


@message(
    "check",
    kind="command",
    cause="Readers come to a post, older than 30 days, by lists alone.",
    cure="Link to it from where it helps.",
)
def unlinked_post() -> str:
    return "no other page's text leads to this post"


@message(
    "check",
    kind="command",
    cause="A post was last revised longer ago than `--stale-after` says.",
    cure="See whether it is still true, and set `updated`.",
    sample=(date(2019, 5, 1),),
)
def stale_post(moment: date) -> str:
    return f"last revised on {moment}"


@message(
    "check",
    kind="command",
    cause="An option takes how long something may be ago.",
    cure="Write a whole number, and `d`, `w`, `m` or `y`.",
    sample=("--stale-after", "three years"),
)
def bad_duration(option: str, text: str) -> str:
    return (
        f"'{option}' takes a number of days, weeks, months or years such as 90d, 6w, 18m or 2y, "
        f"not {shown(text)}"
    )


@message(
    "check",
    kind="command",
    cause="A line of a Python session in a post gives something else than the lines below it say.",
    cure="Write what it gives, or an option such as `# doctest: +ELLIPSIS` behind it.",
    sample=("1 + 1", "3", "2", ""),
)
def failed_example(code: str, expected: str, got: str, raised: str) -> str:
    if raised:
        return f"the example {shown(code)} raises {shown(raised)}"
    given, wanted = (shown(text) if text else "nothing" for text in (got, expected))
    return f"the example {shown(code)} gives {given}, not {wanted}"


@message(
    "check",
    kind="command",
    cause="Python cannot read the sessions of a post, or comes to no end with them.",
    cure="See what is said.",
    sample=("ValueError: line 3 of the docstring for post.txt lacks blank after >>>: '>>>1'",),
)
def broken_session(reason: str) -> str:
    return f"the Python sessions in this post cannot be run: {reason}"


@message(
    "check",
    kind="command",
    cause="What a post links to is not there any more, or does not answer.",
    cure="Link to what took its place, or to a copy, with `archived` in the front matter.",
    sample=("https://a.example/gone", "404 Client Error: Not Found"),
)
def gone_link(address: str, reason: str) -> str:
    return f"a link leads to {address!r}, which does not answer as it should: {reason}"


@message(
    "check",
    kind="command",
    cause="`--only` or `--skip` names a check that there is not.",
    cure="Take one that {doc}`commands` lists.",
    sample=("lnik", ["build", "leak", "address", "link"]),
)
def unknown_check(name: str, choices: Iterable[str]) -> str:
    known = list(choices)
    return f"no check {name!r}{did_you_mean(name, known) or '; there are ' + ', '.join(known)}"


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
