"""What ``craftblog check`` finds in the output."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from sphinx_craftblog.diagnostics.catalog import message
from sphinx_craftblog.diagnostics.words import did_you_mean, nearest_or_all, shown


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
    return f"no check {name!r}{nearest_or_all(name, choices)}"
