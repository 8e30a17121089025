"""What a migration from ABlog says, all in one place."""

from __future__ import annotations

from collections.abc import Iterable


def no_ablog_site(configuration: object) -> str:
    return f"{configuration} has no 'ablog' in its extensions, so there is nothing to move"


def not_read(problem: object) -> str:
    return f"the file cannot be read, so it stays as it is: {problem}"


def not_literal(name: str, new: str) -> str:
    return f"{name} is computed, so its value is unknown; write it as {new} by hand"


def bad_value(name: str, value: object, wanted: str) -> str:
    return f"{name} is {value!r}, where ABlog takes {wanted}; set its counterpart by hand"


def ablog_in_code(code: str) -> str:
    return f"'{code}' needs ABlog, which is gone; take it out or replace it"


def names_in_code(names: Iterable[str]) -> str:
    return f"names of ABlog's are used in code ({', '.join(names)}); replace them by hand"


def gone(name: str, instead: str) -> str:
    return f"{name} has no counterpart: {instead}"


def several_authors(names: Iterable[str], kept: str) -> str:
    return (
        f"posts without an author had several ({', '.join(names)}), and now have {kept!r} alone; "
        "name the others in the posts"
    )


def bases_differ(blog: str, site: str) -> str:
    return (
        f"feeds were at blog_baseurl {blog!r}, and pages are at html_baseurl {site!r}, which "
        "feeds use now; entries keep their ids by 'feed_id'"
    )


def no_date_format(form: str) -> str:
    return (
        f"{form!r} has codes that are not of a date; set craftblog_date_format to a CLDR pattern "
        "such as 'd MMMM y'"
    )


def markdown_left_out(names: Iterable[str]) -> str:
    return (
        "Sphinx reads Markdown from now on; these files are no pages and are left out: "
        + ", ".join(names)
    )


def undated(docname: str) -> str:
    return (
        f"no date, so ABlog listed {docname!r} among drafts but published its page; it is a draft "
        "now and has no page. Give it a date to publish it"
    )


def not_yet_due(docname: str, date: str) -> str:
    return (
        f"ABlog published the page of {docname!r} before its date {date}; it is kept back until "
        "then now, and a new build publishes it"
    )


def bad_date(text: str) -> str:
    return f"{text!r} is no date that can be read; write it as 2026-03-01, or the post is kept back"


def second_post(title: str) -> str:
    return (
        f"a document is one post now, and {title!r} is a further one in it; it is in the log of "
        "changes of the first. For a post of its own, move its text to a file of its own"
    )


def excerpt_lost_markup() -> str:
    return (
        "the excerpt is plain text on cards, so its markup is gone; look at what is left in "
        "'excerpt'"
    )


def no_such_image(number: int) -> str:
    return f"image {number} of the document is not found; name a picture as 'image' by hand"


def image_without_alt(path: str) -> str:
    return f"the picture {path!r} has no alternative text; say in 'image_alt' what it shows"


def unknown_language(name: str) -> str:
    return f"{name!r} is no language code; write one such as 'en' as 'language'"


def unknown_key(key: str) -> str:
    return f"{key!r} is no key of a post, which is a warning; take it out, or rename it 'x-{key}'"


def renamed_key(key: str) -> str:
    return f"{key!r} is no key of a post, so it is 'x-{key}' now; templates find it by that name"


def broken_front_matter() -> str:
    return "this front matter cannot be read, so the document stays as it is; mend it first"


def update_without_date(text: str) -> str:
    return f"{text!r} is no date that can be read; write the date as 'updated' of the post"


def no_location_filter() -> str:
    return "lists do not filter by location; the list has posts from everywhere now"


def limit_and_sort() -> str:
    return (
        "ABlog sorted its newest posts by age; a list with 'sort: oldest' begins with the oldest "
        "of all. It is newest first now"
    )


def unknown_term(kind: str, name: str) -> str:
    return f"no post has the {kind} {name!r}; the filter is gone, as ABlog left it out"


def list_format(form: str) -> str:
    return f"lists have their own layout, so 'format: {form}' is gone; look at the list"


def bad_list(text: str) -> str:
    return f"'postlist' takes a number, not {text!r}; write ':limit:' by hand"


def template_needs_ablog(name: str) -> str:
    return f"{name!r} is ABlog's, which templates are no longer given; take it out"


def silenced_template() -> str:
    return (
        "the template needs ABlog, so all of it stands in '{% if ablog is defined %}' and shows "
        "nothing; write it anew, or remove it and its name in html_sidebars"
    )


def template_of_ablog(name: str) -> str:
    return f"{name} takes the place of a template of ABlog's, which nothing uses now; remove it"


def no_page(old: str, new: str) -> str:
    return f"there is no page like {old!r} now; it forwards to {new!r}"


def no_feed_to_link() -> str:
    return "a link to the feed, which a site without html_baseurl has not; its text is left"


def own_page_instead(docname: str) -> str:
    return (
        f"ABlog wrote its list of posts over the page of this document; {docname!r} is shown as "
        "it is written now. Put a 'post-list' into it if it has none"
    )


def mentions_ablog(line: str) -> str:
    return f"'{line}' names ABlog; build with sphinx-build, and install sphinx-craftblog"


def unusual_entry_id(docname: str) -> str:
    return f"the entry of {docname!r} had an id with a space, which is none; it has a new one"


def section_ids() -> str:
    return "entries of posts that are sections had ids of their own; they are gone from feeds"


CHANGED = "To know:"

LEFT = "To do by hand:"


def summary(changed: int, left: int, is_written: bool) -> str:
    files = f"{changed} file{'' if changed == 1 else 's'}"
    if not changed:
        said = "nothing to change"
    elif is_written:
        said = f"{files} changed"
    else:
        said = f"{files} to change; '--write' changes them"
    return f"{said}; {left or 'nothing'} to do by hand"
