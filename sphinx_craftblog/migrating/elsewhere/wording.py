"""What a migration from other tools says, all in one place."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_craftblog.model.mistakes import shown


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
