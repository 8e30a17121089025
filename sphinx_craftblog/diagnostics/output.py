"""What a build cannot make, or not as it was meant."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_craftblog.diagnostics.catalog import message
from sphinx_craftblog.diagnostics.words import shown


def _no_base(what: str, off: str, url: object) -> str:
    found = f"html_baseurl is {shown(url)}" if url else "html_baseurl is not set"
    return (
        f"no {what}: their addresses are whole, and {found}. It takes a URL such as "
        f"'https://example.org/'; {off} makes none on purpose"
    )


def _onto_stranger(what: str, file: str, cure: str) -> str:
    """``what`` is not made, since nobody knows whose ``file`` lies in its place."""
    return (
        f"no {what}: the output folder has a file {file!r} that is not of this blog. "
        f"Remove it, or {cure}"
    )


@message(
    "output",
    cause="Sphinx could not write some files, and has said why. The build ends with code 1.",
    cure="See to it, and build again: {doc}`/explanation/faults`.",
    sample=(2,),
)
def files_not_written(number: int) -> str:
    files = "a file" if number == 1 else f"{number} files"
    return (
        f"the output is not complete: {files} could not be written, as said above; "
        "the next build writes what is missing"
    )


@message(
    "feeds",
    cause="Feeds name whole addresses, and nobody knows the site's.",
    cure="Set `html_baseurl`, or `craftblog_feeds = []`.",
    sample=("",),
)
def no_base_for_feeds(url: object) -> str:
    return _no_base("feeds", "craftblog_feeds = []", url)


@message(
    "feeds",
    cause="The output folder has a file in the place of a feed that no build of this blog wrote.",
    cure="Remove the file, or take the format out of `craftblog_feeds`.",
    sample=("blog/atom.xml",),
)
def feed_onto_stranger(file: str) -> str:
    return _onto_stranger("feed", file, "take its format out of craftblog_feeds")


@message(
    "characters",
    cause="A text has control characters that XML cannot hold, mostly from a copied terminal.",
    cure="Take them out.",
    sample=("\x1b",),
)
def forbidden_characters(found: Iterable[str]) -> str:
    names = ", ".join(f"U+{ord(character):04X}" for character in found)
    return f"the text has characters that no feed can hold ({names}); feeds go without them"


@message(
    "llms_txt",
    cause="`llms.txt` names whole addresses, and nobody knows the site's.",
    cure="Set `html_baseurl`, or `craftblog_llms_txt = False`.",
    sample=("",),
)
def no_base_for_llms_txt(url: object) -> str:
    return _no_base("addresses in llms.txt", "craftblog_llms_txt = False", url)


@message(
    "share",
    cause="A post is shared by its whole address, and nobody knows the site's.",
    cure="Set `html_baseurl`, or `craftblog_share = []`.",
    sample=("/blog",),
)
def no_base_for_sharing(url: object) -> str:
    return _no_base("links to share posts", "craftblog_share = []", url)


@message(
    "comments",
    cause="The output folder has a file in the place of the script that loads comments, and no "
    "build of this blog wrote it.",
    cure="Remove the file. If it is yours, take its folder into `html_static_path`.",
    sample=("_static/craftblog-comments.js",),
)
def comments_onto_stranger(file: str) -> str:
    cure = "take its folder into html_static_path if it is yours"
    return _onto_stranger("comments are loaded", file, cure)


@message(
    "social_cards",
    cause="`craftblog_social_cards` says how cards look, and nothing is there to draw them.",
    cure="Install the extra `social`, or set `craftblog_social_cards = False`.",
    sample=("pillow",),
)
def no_extra_for_cards(package: str) -> str:
    return (
        f"no social cards are drawn: {package!r} is not installed, which "
        "'pip install sphinx-craftblog[social]' does. craftblog_social_cards = False "
        "makes none on purpose"
    )


@message(
    "social_cards",
    cause="The title or an author of a post has characters that the fonts of the cards do not.",
    cure="Give the post an `image`.",
    sample=("\u1200",),
)
def undrawable(characters: Iterable[str]) -> str:
    names = ", ".join(f"{character!r} (U+{ord(character):04X})" for character in characters)
    return (
        f"no font of the social cards has {names}, so the post gets none; give it an 'image', "
        "or set craftblog_social_cards = False"
    )


@message(
    "social_cards",
    cause="The output folder has a file in the place of a card that no build of this blog wrote.",
    cure="Remove the file, or give the post an `image`.",
    sample=("_images/social/posts/a-queue.png",),
)
def card_onto_stranger(file: str) -> str:
    return _onto_stranger("social card", file, "give the post an 'image'")


@message(
    "image",
    cause="The logo for social cards cannot be read.",
    cure="Name a PNG or JPEG in `craftblog_social_cards = {'logo': …}`.",
    sample=("logo.png",),
)
def unreadable_logo(name: str) -> str:
    return (
        f"the logo {shown(name)} is no PNG or JPEG that can be read, so social cards go without "
        "it; name one in craftblog_social_cards = {'logo': …}"
    )


@message(
    "math",
    cause="An equation has a command or an environment that cannot be set as MathML.",
    cure="Write it in other words, or set `html_math_renderer = 'mathjax'`.",
    sample=(r"\oiint", 'Unknown LaTeX command "\\oiint".'),
)
def bad_equation(source: str, problem: str) -> str:
    return (
        f"the equation {' '.join(source.split())!s:.80} cannot be written as MathML ({problem}); "
        "shown as TeX. html_math_renderer = 'mathjax' shows it, with a script from another host"
    )


@message(
    "",
    kind="error",
    cause="The disk is full, or the folder of the output, or of what Sphinx keeps beside it, "
    "cannot be written.",
    cure="See to it, and build again. {doc}`/explanation/faults` says what is left until then.",
    sample=("No space left on device", "_build/html/index.html"),
)
def cannot_write(reason: str, file: str | None) -> str:
    where = f" ({file!r})" if file else ""
    return (
        f"the output cannot be written: {reason}{where}; "
        "see to it and build again, the next build writes what is missing"
    )
