"""What a migration from other tools says, all in one place."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_craftblog.diagnostics import shown


def no_site(tool: str, place: object, wanted: str) -> str:
    return f"{str(place)!r} is no site of {tool}: it has no {wanted}"


def no_posts(tool: str, place: object) -> str:
    return f"{str(place)!r} is a site of {tool} without posts, so there is nothing to move"


def not_read(problem: object) -> str:
    return f"the file cannot be read, so it is left out: {problem}"


def unread_front_matter(problem: object) -> str:
    return f"this front matter cannot be read, so the document is left out: {problem}"


def key_without_counterpart(key: str, posts: int) -> str:
    many = "1 document" if posts == 1 else f"{posts} documents"
    return f"{key!r} has no counterpart, and is left out of {many}"


def unknown_markup(name: str, places: int) -> str:
    many = "once" if places == 1 else f"{places} times"
    return f"{name} has no counterpart, and stands in the text as code, {many}; replace it"


def icons_gone(count: int) -> str:
    said = "1 icon" if count == 1 else f"{count} icons"
    return f"{said} of Material's, such as ':material-check:', gone from the text: we have none"


def bad_date(key: str, value: object) -> str:
    return f"{key!r} is {shown(value)}, which is no date that can be read; write it by hand"


def same_address(address: str, other: str) -> str:
    return f"{address!r} is the address of {other!r}, too; this document is left out"


def bad_address(address: str, new: str) -> str:
    return f"{address!r} cannot be the name of a document, so it is at {new!r} now"


def page_of_sphinx(docname: str) -> str:
    return f"the theme has a page {docname!r} of its own, so this one is left out"


def undated() -> str:
    return "it has no date, so it is a page and no post; give it a date if lists should have it"


def unknown_format(suffix: str) -> str:
    return f"texts in '{suffix}' are not read, so the document is left out"


def not_dated(name: str) -> str:
    return f"the name {name!r} has no date, so Jekyll takes it for no post; it is left out"


def page_of_template(address: str) -> str:
    return f"the page {address!r} is filled in by a template, so it is left out; make it anew"


def list_of_posts(address: str) -> str:
    return f"the page {address!r} lists posts by a template, and forwards to our list of them now"


def lost_reference(path: str) -> str:
    return f"there is no document {path!r} to refer to; mend the link"


def lost_link(address: str) -> str:
    return f"a link leads to {address!r}, which is nothing that was moved; look at it"


def covers_without_alt(count: int) -> str:
    covers = "the cover of 1 post has" if count == 1 else f"the covers of {count} posts have"
    return f"{covers} no alternative text; say in 'image_alt' what they show"


def no_folder(tool: str) -> str:
    return f"'migrate {tool}' makes a new site; say with '--to' in which folder"


def no_folder_for_ablog() -> str:
    return "'migrate ablog' changes the site where it is; leave '--to' out"


def in_the_way(names: Iterable[str], folder: object) -> str:
    return (
        f"{str(folder)!r} has {', '.join(names)} already, and nothing is written over; take another"
        " folder with '--to'"
    )


UNTITLED = "Untitled"


def no_markdownify() -> str:
    return (
        "posts in HTML are made Markdown by markdownify, which is not installed: "
        "pip install 'sphinx-craftblog[migrate]'"
    )


def no_export(place: object, problem: object) -> str:
    return f"{str(place)!r} is no export file of WordPress that can be read: {problem}"


def no_items() -> str:
    return "it has no posts and no pages"


def no_media(place: object) -> str:
    return f"'--media' is {str(place)!r}, which is no folder; name a copy of wp-content/uploads"


def media_elsewhere(tool: str) -> str:
    return f"'--media' is for WordPress; the files of a site of {tool} are in its folder"


def broken_export(problem: object) -> str:
    return f"the file cannot be read from here on ({problem}), so what stands below is left out"


def other_items(kind: str, count: int) -> str:
    return f"{_times(count, 'item')} of the type {kind!r}, which is no post and no page, left out"


def feed_in_folder(address: str) -> str:
    return (
        f"the feed at {address!r} is a copy that hosts send as a page, since it is in a folder; "
        "better tell your host to redirect it to the feed"
    )


def too_deep() -> str:
    return "its HTML is nested too deep to be made Markdown; it is text without markup now"


def bad_settings(place: object, problem: object) -> str:
    return f"{str(place)!r} cannot be read: {problem}"


def computed_setting(name: str) -> str:
    return f"{name} is computed, so its value is unknown; addresses may depend on it"


def bad_pattern(pattern: str, path: str) -> str:
    return f"{pattern!r} cannot be made an address of {path!r}; look at where that is now"


def unknown_slug(slug: str) -> str:
    return f"its address was made of letters that are not Latin, and is {slug!r} now; look at it"


def left_out_without(key: str) -> str:
    return f"it has no {key}, so it was no page of the old site either; it is left out"


def notebook() -> str:
    return "notebooks are not moved; see how notebooks are posts, and copy it by hand"


def galleries(count: int) -> str:
    return (
        f"the pages of {_times(count, 'folder')} of pictures are gone; the pictures are where they "
        "were, for a document that shows them"
    )


_HELD = {
    "password": "asked for a password, which a host of files cannot",
    "private": "was for members alone",
    "future": "was not yet due",
    "pending": "waited for a review",
    "draft": "was a draft",
}


def of_wordpress(kind: str, name: str, count: int) -> tuple[str, bool] | None:
    """Return what is said of something that posts have, and whether it is left to people."""
    match kind:
        case "status":
            reason = _HELD.get(name, f"had the status {name!r}")
            return f"{_times(count, 'document')} {reason}: kept back as a draft", False
        case "key":
            return key_without_counterpart(name, count), False
        case "taxonomy":
            return f"the taxonomy {name!r} has no counterpart; posts name it {count} times", False
        case "comments":
            return (
                f"{_times(count, 'comment')} left in WordPress; no build of files has them",
                False,
            )
        case "number":
            many = _times(count, "document")
            return f"{many} had an address with a number alone ('?p='), which cannot forward", True
        case "media":
            links = _times(count, "link")
            return (
                f"{links} to uploaded files stay at the old site; download its wp-content/uploads "
                "and name the copy with '--media'"
            ), True
        case "shortcode":
            return f"the shortcode [{name}] stays as text in {_times(count, 'place')}", True
        case "block":
            return (
                f"the block {name!r}, which WordPress computes, is left out of "
                f"{_times(count, 'place')}"
            ), False
    return of_html(kind, name, count)


def of_html(kind: str, name: str, count: int) -> tuple[str, bool]:
    """Return what is said of HTML that is no Markdown."""
    match kind:
        case "script":
            source = f" of {name!r}" if name else ""
            return f"{_times(count, 'script')}{source} in texts left out", False
        case "language":
            return f"{name!r} is no language of Pygments; code in it is plain text", False
        case "fragment":
            return f"a link to {name!r}, which its page does not have, is plain text", False
        case "table":
            return f"{_times(count, 'table')} with joined cells stay as HTML", False
    source = f" of {name!r}, which readers' browsers ask" if name else ""
    return f"<{kind}>{source} stays as HTML in {_times(count, 'place')}", False


def _times(count: int, name: str) -> str:
    return f"{count} {name}{'' if count == 1 else 's'}"


CHANGED = "To know:"

LEFT = "To do by hand:"


def summary(files: int, left: int, folder: object, is_written: bool) -> str:
    many = f"{files} file{'' if files == 1 else 's'}"
    said = (
        f"{many} written below {str(folder)!r}"
        if is_written
        else (f"{many} to write below {str(folder)!r}; '--write' writes them")
    )
    return f"{said}; {left or 'nothing'} to do by hand"
