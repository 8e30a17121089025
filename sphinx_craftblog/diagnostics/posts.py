"""What is wrong with one post: its front matter, its folder's defaults, its text."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_craftblog.diagnostics.catalog import DiagnosticMessage, message
from sphinx_craftblog.diagnostics.words import as_written, did_you_mean, shown


def kept_back(said: DiagnosticMessage, *, of_folder: bool = False) -> DiagnosticMessage:
    """A mistake that leaves open whether, or when, a post is to be published."""
    return said.reworded(_kept_back(said.text, of_folder=of_folder))


def _kept_back(text: str, *, of_folder: bool = False) -> str:
    return f"{text}; {_kept(of_folder)} until this is clear"


def _kept(of_folder: bool) -> str:
    return "the posts beneath it are kept back" if of_folder else "the post is kept back"


def _holder(of_folder: bool) -> str:
    return "the file" if of_folder else "the front matter"


@message(
    "unknown_key",
    cause="Nobody reads this key of the front matter.",
    cure="Take the name that was meant. A key of your own begins with `x-`.",
    sample=("tgas", ["tags", "title"]),
)
def unknown_key(key: str, choices: Iterable[str]) -> str:
    hint = did_you_mean(key, choices) or "; a key of your own begins with 'x-'"
    return f"unknown front matter key {shown(key)}{hint}"


@message(
    "unknown_key",
    cause="Another tool reads this key, and nobody does here. The post is kept back if the key may "
    "say whether it is published.",
    cure="Write what the message names, or take the key out.",
    sample=("published", "write 'draft: true', or 'draft: false'"),
)
def key_of_another_tool(key: str, instead: str) -> str:
    return f"{shown(key)} is another tool's key; {instead}"


@message(
    "reference",
    cause="`archived` has a copy of something that the post does not link to.",
    cure="Write the address as the link has it, or take it out.",
    sample=("https://a.example/pgae", ["https://a.example/page"]),
)
def unknown_archived(address: str, choices: Iterable[str]) -> str:
    hint = did_you_mean(address, choices)
    return f"'archived' has a copy of {shown(address)}, and nothing here links to it{hint}"


@message(
    "source",
    cause="A source has bytes that are not UTF-8.",
    cure="Save the file as UTF-8.",
    sample=(0xE9, "utf-8"),
)
def wrong_encoding(byte: int, encoding: str) -> str:
    return (
        f"the byte 0x{byte:02x} is no {encoding.upper()}; save the file as UTF-8. "
        "The document is left out until then"
    )


@message(
    "source",
    cause="What has the name of a source is a pipe or a device, which nobody may ever have read.",
    cure="Put a file in its place, or name it in `exclude_patterns`.",
)
def not_a_file() -> str:
    return "the source is no ordinary file (a pipe, or a device), so it is left out"


@message(
    "front_matter",
    cause="YAML cannot be read, so nobody knows whether the post, or the posts of the folder, may "
    "be published.",
    cure="Mend the line. A value with a colon, a quote or a bracket at its start needs quotes.",
    sample=("mapping values are not allowed here",),
)
def broken_front_matter(problem: str, *, of_folder: bool = False) -> str:
    return f"{_holder(of_folder)} is not valid YAML: {problem}; {_kept(of_folder)} until it is"


@message(
    "front_matter",
    cause="The front matter, or `_defaults.yml`, is a list or a text.",
    cure="Write lines of `key: value`.",
    sample=("list",),
)
def front_matter_is_no_mapping(found: str, *, why: str = "", of_folder: bool = False) -> str:
    reason = f" ({why})" if why else ""
    return (
        f"{_holder(of_folder)} holds a {found}, not 'key: value' lines{reason}; "
        f"{_kept(of_folder)} until it does"
    )


@message(
    "front_matter",
    cause="The first line opens front matter, and no line closes it.",
    cure="End it with a line of as many dashes.",
)
def unclosed_front_matter(dashes: str = "---") -> str:
    wanted = "three dashes" if dashes == "---" else f"{len(dashes)} dashes, as it begins"
    return (
        f"the front matter is never closed; end it with a line of {wanted}. "
        "The post is kept back until then"
    )


@message(
    "front_matter",
    cause="Keys stand at the beginning of a post, and three dashes do not stand on its first line.",
    cure="Move them there, or write the three dashes.",
    sample=("date", "—"),
)
def misplaced_front_matter(key: str, instead: str) -> str:
    """``instead`` is what stands in the place of three dashes on the first line, if anything."""
    found = f", not {shown(instead)}" if instead else ""
    return _kept_back(
        f"{key!r} is not read here: front matter begins on the first line, with three dashes{found}"
    )


@message(
    "front_matter",
    cause="The front matter is TOML or JSON, as other tools read it.",
    cure="Write YAML.",
    sample=("TOML",),
)
def foreign_front_matter(form: str) -> str:
    return _kept_back(
        f"the front matter is {form}, which is not read; write 'key: value' lines between "
        "two lines of three dashes"
    )


@message(
    "front_matter",
    cause="The front matter ends before some of its keys.",
    cure="Take out the line of dashes between them.",
    sample=("draft", 3),
)
def stray_key(key: str, end: int) -> str:
    return _kept_back(f"{key!r} stands below the front matter, which ends on line {end}")


@message(
    "front_matter",
    cause="A key stands twice in the front matter, in the options of `article`, or in both.",
    cure="Take one of them out.",
    sample=("tags", 3),
)
def repeated_key(key: str, first_line: int) -> str:
    return f"{key!r} is given twice; the one on line {first_line} counts"


@message(
    "front_matter",
    cause="A key that decides about publication has two values.",
    cure="Take one of them out.",
    sample=("draft", 3),
)
def contradicted_key(key: str, first_line: int, *, of_folder: bool = False) -> str:
    text = f"{key!r} is given twice, with another value on line {first_line}"
    return _kept_back(f"{text}; take one of them out", of_folder=of_folder)


@message(
    "front_matter",
    cause="A key is given by two of its names. The upper one counts; a post is kept back if the "
    "key decides about publication.",
    cure="Take one of them out.",
    sample=("redirect", "redirect_from"),
)
def same_key(key: str, name: str) -> str:
    also = f"is another name of {name!r}, which" if key != name else "has another name, which"
    return f"{key!r} {also} is given too; take one of them out"


@message(
    "value",
    cause="The value is of another kind than the key takes. It counts as not given; what decides "
    "about publication keeps the post back. The subtype is `date`, `image`, `layout` or "
    "`redirect` for keys of these.",
    cure="Write what the key takes, see {doc}`front-matter`.",
    sample=("featured", "ture", "true or false", "; did you mean true?"),
)
def bad_value(key: str, value: object, wanted: str, hint: str = "", text: str = "") -> str:
    """``text`` is what stands in the file."""
    return f"{key!r} takes {wanted}, not {as_written(value, text)}{hint}"


@message(
    "value",
    cause="A post has both keys, and each says something else.",
    cure="Take one of them out.",
)
def contradicting_comments() -> str:
    return "'comments' and 'nocomments' contradict each other; 'comments' counts"


@message(
    "date",
    cause="A post has no date, neither in its front matter nor in its file name.",
    cure="Add `date`, or `draft: true` if it is not finished.",
)
def no_date() -> str:
    return (
        "the post has no date, so it is kept back as a draft; add 'date: YYYY-MM-DD', "
        "or 'draft: true' if that is meant"
    )


@message(
    "date",
    cause="A post has no `date`, and the date at the beginning of its file name is none.",
    cure="Rename the file, or add `date`.",
    sample=("2026-13-01", "2026-01-13"),
)
def no_file_date(written: str, near: str) -> str:
    hint = f"; did you mean {near}?" if near else ", which does not exist"
    return f"the post has no date: its file's name begins with {written!r}{hint}"


@message(
    "date",
    cause="A post expires before it is published, or in the same moment.",
    cure="Correct one of the dates.",
    sample=("2026-02-28", "2026-03-01"),
)
def expires_before_date(expires: object, date: object) -> str:
    return f"'expires' ({expires}) is not after 'date' ({date}); the post is in no list"


@message(
    "date",
    cause="A post was revised before it was published.",
    cure="Correct one of the dates.",
    sample=("2026-02-28", "2026-03-01"),
)
def updated_before_date(updated: object, date: object) -> str:
    return f"'updated' ({updated}) is before 'date' ({date}); 'updated' is left out"


@message(
    "title",
    cause="A post has neither a heading nor a `title`.",
    cure="Begin the text with a heading.",
    sample=("A queue",),
)
def no_title(fallback: str) -> str:
    return (
        f"the post has no title; begin its text with a heading or give 'title' "
        f"(it is listed as {fallback!r} until then)"
    )


@message(
    "body",
    cause="There is nothing to read under the title of a post.",
    cure="Write something, or add `draft: true`.",
)
def no_body() -> str:
    return "the post has no text under its title"


@message(
    "image",
    cause="The file of a cover, or of the logo on social cards, is not there.",
    cure="Correct the path. It is relative to the post, and from the source folder with a `/` at "
    "its start.",
    sample=("hils.jpg", "posts/hils.jpg", "hills.jpg"),
)
def missing_image(path: str, looked_in: str, near: str | None) -> str:
    hint = f"; did you mean {near!r}?" if near else ""
    return f"the image {shown(path)} does not exist (looked for {shown(looked_in)}){hint}"


@message(
    "image",
    cause="The path of a picture is that of a folder.",
    cure="Name a file in it.",
    sample=("pictures",),
)
def image_is_folder(path: str) -> str:
    return f"the image {shown(path)} is a folder; name a file in it"


@message(
    "image",
    cause="The file is not of a kind that browsers show as a picture, by the ending of its name.",
    cure="Name one that is.",
    sample=("hills.pdf",),
)
def image_is_no_picture(path: str) -> str:
    return f"the image {shown(path)} is no picture; name one such as a PNG, JPEG, WebP or SVG"


@message(
    "image",
    cause="The path of a picture leads out of the source folder, from where nothing is copied.",
    cure="Copy the file into the project.",
    sample=("../../hills.jpg",),
)
def image_leaves_source(path: str) -> str:
    return f"the image {shown(path)} lies outside the source folder; copy it into the project"


@message(
    "image",
    cause="Readers who do not see the cover are told nothing of it.",
    cure="Add `image_alt`.",
)
def image_without_alt() -> str:
    return "'image' has no 'image_alt'; say in a sentence what the picture shows"


@message(
    "image",
    cause="A post has the text of a cover, and no cover.",
    cure="Add `image`, or take `image_alt` out.",
)
def alt_without_image() -> str:
    return "'image_alt' says what an image shows, and the post has no 'image'"


@message(
    "code_panel",
    cause="`code_panel` names a code block that the post does not have.",
    cure="Take the caption or the name of one of its code blocks.",
    sample=("claim.sq", ["claim.sql"]),
)
def unknown_code_panel(name: str, choices: Iterable[str]) -> str:
    names = list(choices)
    hint = did_you_mean(name, names)
    if not hint:
        hint = f"; there are {', '.join(map(repr, names))}" if names else "; there is none"
    return f"no code block has the caption or name {shown(name)}{hint}"


@message(
    "layout",
    cause="The bundled theme does not have this layout; the usual one is taken.",
    cure="Take one that there is.",
    sample=("wied", ["landing", "post", "page", "wide"]),
)
def unknown_layout(name: object, choices: Iterable[str]) -> str:
    names = list(choices)
    return f"'layout' takes one of {', '.join(names)}, not {shown(name)}" + did_you_mean(
        str(name), names
    )


@message(
    "draft",
    cause="The `article` of a draft stands in a file that the document includes. That is seen "
    "only after the document was read.",
    cure="Move the directive into the document.",
    sample=("posts/a-queue",),
)
def nested_article(docname: str) -> str:
    return (
        f"{docname!r} is kept back by an 'article' that stands in an included file; "
        "write it in the document itself"
    )


@message(
    "defaults",
    cause="The file with keys for a folder has another ending.",
    cure="Rename it to `_defaults.yml`.",
    sample=("_defaults.yaml", "_defaults.yml"),
)
def misnamed_defaults(name: str, right: str) -> str:
    return f"nobody reads {name!r}; call it {right!r}"


@message(
    "defaults",
    cause="This key of `_defaults.yml` says something of one post, or is read in posts alone.",
    cure="Write it in each post.",
    sample=("title",),
)
def not_inherited(key: str) -> str:
    return f"posts do not inherit {shown(key)}; write it in each of them"
