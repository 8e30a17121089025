"""What only the whole blog can see: authors, terms, series, addresses, threads."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_craftblog.diagnostics.catalog import message
from sphinx_craftblog.diagnostics.words import did_you_mean, shown


@message(
    "author",
    cause="`craftblog_authors` is set, and a post has an author who is not in it.",
    cure="Correct the key or the name, or declare the author.",
    sample=("aad", ["ada", "grace"]),
)
def unknown_author(key: str, choices: Iterable[str]) -> str:
    known = sorted(choices)
    more = f", … ({len(known)} in all)" if len(known) > 20 else ""
    hint = did_you_mean(key, known) or f"; known are {', '.join(known[:20])}{more}"
    return f"author {shown(key)} is not in craftblog_authors{hint}"


@message(
    "term",
    cause="A name in a list of tags, categories or authors is empty.",
    cure="Take it out, or fill it in. Quote a name that YAML takes for nothing, such as `~`.",
    sample=("tags",),
)
def empty_term(key: str) -> str:
    return f"{key!r} holds an empty name; it is left out"


@message(
    "term",
    cause="Posts write one name in several ways.",
    cure="Write it alike everywhere, or declare it with its `aliases`.",
    sample=("tag", "python", "Python"),
)
def term_spellings(kind: str, written: str, used: str) -> str:
    return f"{kind} {written!r} is also written {used!r}; they are one, shown as {used!r}"


@message(
    "term",
    cause="`craftblog_vocabulary` is `'closed'`, and a post has a tag or category that is not "
    "declared.",
    cure="Take one that is declared, or declare it.",
    sample=("tag", "pyhton", ["Python"]),
)
def undeclared_term(kind: str, name: str, choices: Iterable[str]) -> str:
    hint = did_you_mean(name, choices) or "; declare it, or take one that is declared"
    return f"{kind} {shown(name)} is not declared in craftblog_{_setting(kind)}{hint}"


def _setting(kind: str) -> str:
    return {"tag": "tags", "category": "categories"}.get(kind, f"{kind}s")


@message(
    "term",
    cause="`craftblog_only_series` names a series that no post is in, so there is no book of it.",
    cure="Correct the name.",
    sample=("Queus", ["Queues"]),
)
def unknown_series(name: str, choices: Iterable[str]) -> str:
    return f"no post is in the series {shown(name)}{did_you_mean(name, choices)}"


@message(
    "collision",
    cause="Two names have the same letters and digits, and so the same address.",
    cure="Give one of them a slug, see {doc}`addresses`.",
    sample=("tag", "a-b", "a b", "a-b", "a-b-2"),
)
def term_collision(kind: str, second: str, first: str, slug: str, new_slug: str) -> str:
    return (
        f"{kind} {second!r} and {kind} {first!r} both have the address {slug!r}; "
        f"{second!r} gets {new_slug!r} (declare a slug in craftblog_{_setting(kind)} to choose)"
    )


@message(
    "collision",
    cause="The names of two pages differ in case alone.",
    cure="Rename one of them.",
    sample=("posts/Queue.html", "posts/queue.html"),
)
def alike_files(file: str, other: str) -> str:
    return (
        f"{file!r} and {other!r} are one file where case does not count (Windows, macOS), so one "
        "would be lost there; rename one of them"
    )


@message(
    "series",
    cause="The parts of a series have a gap. Parts that are kept back are not there yet.",
    cure="Number them without one.",
    sample=("Queues", 2, 1),
)
def missing_part(series: str, missing: int, before: int | None) -> str:
    where = f"comes after part {before}" if before is not None else "is the first"
    return (
        f"this part of the series {series!r} {where}, so part {missing} is missing; "
        "number the parts 1, 2, 3, … without a gap"
    )


@message(
    "series",
    cause="Two posts are the same part of a series.",
    cure="Number one of them anew.",
    sample=("Queues", 2, "posts/a-queue"),
)
def doubled_part(series: str, part: int | None, other: str) -> str:
    return f"{other!r} is part {part} of the series {series!r} too; give each part once"


@message(
    "series",
    cause="Other posts of a series have a `part`, and this one has none.",
    cure="Add it.",
    sample=("Queues", 3),
)
def no_part(series: str, free: int) -> str:
    return (
        f"other posts of the series {series!r} have a 'part' and this one has none, so it "
        f"comes last; the next free one is {free}"
    )


@message(
    "series",
    cause="A post is a part, and nobody knows of which series.",
    cure="Add `series`, or take `part` out.",
)
def part_without_series() -> str:
    return "'part' is a place in a series, and the post has no 'series'"


@message(
    "featured",
    cause="More posts are `featured` than the spotlight shows.",
    cure="Take the key out of the older ones, or give the directive a `limit`.",
    sample=(["posts/old"], "posts/new"),
)
def several_featured(others: Iterable[str], used: str) -> str:
    names = ", ".join(map(repr, others))
    return (
        f"{names} also has 'featured: true'; the newest, {used!r}, is shown. "
        "Take the key out here, or give the directive ':limit:'"
    )


@message(
    "redirect",
    cause="An earlier address cannot be one of a page of this site.",
    cure="Write its path from the root of the site.",
    sample=("redirect_from", "old/*", "there are no wildcards; name each address"),
)
def bad_redirect(key: str, path: str, reason: str) -> str:
    return (
        f"{key!r} takes addresses within this site, such as 'old/name.html', not "
        f"{shown(path)}: {reason}"
    )


@message(
    "redirect",
    cause="An earlier address in `craftblog_redirects` leads to no page of the site.",
    cure="Write the name of a document or of a generated page, or a whole address elsewhere.",
    sample=("old.html", "abuot", ("about", "index")),
)
def unknown_destination(old: str, new: str, choices: Iterable[str]) -> str:
    hint = did_you_mean(new, choices)
    return (
        f"craftblog_redirects leads {shown(old)} to {shown(new)}, and there is no such page{hint}"
    )


@message(
    "redirect",
    cause="Something else is at an earlier address, or another post has it too.",
    cure="Take the address out of the post that is not meant.",
    sample=("old.html", "post", "posts/a-queue"),
)
def redirect_taken(path: str, kind: str, name: str) -> str:
    """``kind`` is what has the address, empty for the post itself."""
    if kind == "post":
        return f"{shown(path)} already leads to the post {name!r}, and stays so; take it out here"
    owner = f"the address of the {kind} {name!r}" if kind else "the post's own address"
    return f"{shown(path)} is {owner}, so nothing leads away from there; take it out here"


@message(
    "redirect",
    cause="The output folder has a file at an earlier address that no build of this blog wrote.",
    cure="Remove the file, or take the address out.",
    sample=("old.html", "old.html"),
)
def redirect_onto_stranger(path: str, file: str) -> str:
    return (
        f"{shown(path)} cannot lead here: the output folder has a file {file!r} that is not of "
        "this blog. Remove it, or take the address out here"
    )


@message(
    "comments",
    cause="The URL in `comments` is no thread of the provider in `craftblog_comments`, or that "
    "provider finds threads by itself.",
    cure="Write the URL of a thread, or `true`.",
    sample=("https://example.org/@ada", "mastodon", "https://mastodon.social/@ada/1234"),
)
def no_thread(url: str, provider: str, example: str) -> str:
    """``example`` is empty for a provider whose threads no post names."""
    if not example:
        return (
            f"'comments' takes true or false, not {shown(url)}: {provider} finds the comments by "
            "the page; the post has them all the same"
        )
    return (
        f"'comments' takes the URL of a thread at {provider} such as {example!r}, not "
        f"{shown(url)}; the post has no comments until then"
    )
