"""What is wrong with a directive or a role: its options, and what it names."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_craftblog.diagnostics.catalog import message
from sphinx_craftblog.diagnostics.words import did_you_mean, nearest_or_all, shown


@message(
    "option",
    cause="The directive does not have this option; it is left out.",
    cure="Take one that it has, see {doc}`directives`.",
    sample=("post-list", "tgas", ["tags", "limit"]),
)
def unknown_option(directive: str, option: str, choices: Iterable[str]) -> str:
    return f"{directive!r} has no option {shown(option)}{did_you_mean(option, choices)}"


@message(
    "option",
    cause="An option stands twice in a directive.",
    cure="Take one of them out.",
    sample=("tags", 4),
)
def repeated_option(option: str, line: int) -> str:
    return f"':{option}:' is given twice; the one on line {line} counts"


@message(
    "option",
    cause="The option takes one of a few words; the first counts.",
    cure="Take one of them.",
    sample=("sort", "oldset", ["newest", "oldest", "updated", "title"]),
)
def unknown_choice(option: str, value: str, choices: Iterable[str]) -> str:
    names = list(choices)
    return f"':{option}:' takes one of {', '.join(names)}, not {shown(value)}" + did_you_mean(
        value, names
    )


@message(
    "option",
    cause="The option takes a number; it is left out.",
    cure="Write one.",
    sample=("limit", "few", "a whole number, 1 or more"),
)
def bad_number(option: str, value: str, wanted: str) -> str:
    return f"':{option}:' takes {wanted}, not {shown(value)}"


@message(
    "option",
    cause="A list in pages shows every post, so it has no `limit` and no `offset`.",
    cure="Take the option out, or filter the posts.",
    sample=("limit",),
)
def not_with_paginate(option: str) -> str:
    return f"':paginate:' shows every post, so ':{option}:' is left out; filter the posts instead"


@message(
    "option",
    cause="The pages of a list are counted from the oldest post.",
    cure="Take `sort` out.",
    sample=("title",),
)
def paginate_is_by_date(sort: str) -> str:
    return (
        f"':paginate:' numbers pages from the oldest post, so ':sort: {sort}' is left out; "
        "the list is newest first"
    )


@message(
    "option",
    cause="A document has one list in pages.",
    cure="Take `paginate` out of the others.",
)
def second_paginate() -> str:
    return "another list of this document has ':paginate:'; this one stays on one page"


@message(
    "option",
    cause="`hero` has a title, and the document has a heading above it.",
    cure="Take one of them out.",
    sample=("Notes",),
)
def second_title(title: str) -> str:
    return f"the document has a title already, so {shown(title)} is left out; take away one of them"


@message(
    "term",
    cause="A list asks for a tag, category, author, series or year that no post has.",
    cure="Correct the name. Drop the filter if nothing is left to be shown.",
    sample=("tag", "pyhton", ["Python"]),
)
def unknown_term(kind: str, name: str, choices: Iterable[str]) -> str:
    hint = did_you_mean(name, choices)
    return f"no post has the {kind} {shown(name)}, so nothing is shown for it{hint}"


@message(
    "term",
    cause="A filter of a list is there, and names nothing.",
    cure="Write a name, or take the option out.",
    sample=("tags",),
)
def empty_filter(option: str) -> str:
    return f"':{option}:' names nothing; the list stays empty"


@message(
    "term",
    cause="A list asks for a language that no post has.",
    cure="Correct it, or write it as `language` into the posts.",
    sample=("dee", ["de", "fr"]),
)
def unknown_language(language: str, choices: Iterable[str]) -> str:
    hint = nearest_or_all(language, choices)
    return f"no post says 'language: {language}'{hint}; the list stays empty"


@message(
    "reference",
    cause="`featured` names a document that is not a post.",
    cure="Write the docname of a post.",
    sample=("posts/a-quue", ["posts/a-queue"]),
)
def unknown_post(docname: str, choices: Iterable[str]) -> str:
    return f"{shown(docname)} is not a published post{did_you_mean(docname, choices)}"


@message(
    "reference",
    cause="`featured` names a post that is kept back.",
    cure="Name another post, or publish it.",
    sample=("posts/a-queue",),
)
def post_is_held_back(docname: str) -> str:
    return f"the post {docname!r} is a draft or not yet due, so nothing is shown"


@message(
    "reference",
    cause="A role links to a post that is kept back; its text is shown without a link.",
    cure="Take the link out, or publish the post.",
    sample=("posts/a-queue",),
)
def link_to_unpublished(docname: str) -> str:
    return f"the post {docname!r} is a draft or not yet due, so there is no link to it"


@message(
    "reference",
    cause="A role names a post or a term that there is not; its text is shown without a link. "
    "Said with `nitpicky`, as of every role of a domain.",
    cure="Correct the name.",
    sample=("tag", "pyhton", ["Python"]),
)
def unknown_target(role: str, target: str, choices: Iterable[str]) -> str:
    return f"no {role} {shown(target)}{did_you_mean(target, choices)}"


@message(
    "reference",
    cause="`read-time` names a document that there is not.",
    cure="Write a docname, from the source folder.",
    sample=("posts/a-quue", ["posts/a-queue"]),
)
def unknown_document(docname: str, choices: Iterable[str]) -> str:
    return f"no document {shown(docname)}{did_you_mean(docname, choices)}"


@message(
    "reference",
    cause="`read-time` names a post that is kept back.",
    cure="Name another document, or publish the post.",
    sample=("posts/a-queue",),
)
def document_is_held_back(docname: str) -> str:
    return f"the post {docname!r} is a draft or not yet due, so it has no reading time"
