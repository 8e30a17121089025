"""Mistakes in sources and settings, and the one place that words them.

Every message says what was found, why it will not do, and the nearest right
thing. The functions are named after the mistake; ``sphinx_craftblog.report``
hands them to Sphinx.
"""

from __future__ import annotations

import difflib
import reprlib
from bisect import bisect
from collections.abc import Iterable
from datetime import date, datetime
from functools import lru_cache
from typing import NamedTuple

FEW = 100
"""Choices that are all compared with a word. Of more, only as many that begin or end like it:
there may be as many words as choices, and a comparison costs 10 µs.
"""


class Mistake(NamedTuple):
    """Something wrong at a place in a source file.

    ``subtype`` is the part after ``craftblog.`` in ``suppress_warnings``.
    ``docname`` may be the absolute path of a file that is no document.
    ``line`` counts from 1; ``None`` means the whole document.
    """

    subtype: str
    text: str
    docname: str
    line: int | None = None


LONGEST_WORD = 200
"""Characters of a word that others are compared with, which takes their product in time."""


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that ``word`` was most likely meant to be, if there is one."""
    if len(word) > LONGEST_WORD:
        return None
    folded = word.casefold()
    by_folded, from_begin, from_end = _folded(tuple(choices))
    compared: Iterable[str] = by_folded
    if len(by_folded) > FEW:
        begin, end = bisect(from_begin, folded), bisect(from_end, folded[::-1])
        alike = from_begin[max(begin - FEW // 4, 0) : begin + FEW // 4]
        compared = {*alike, *(c[::-1] for c in from_end[max(end - FEW // 4, 0) : end + FEW // 4])}
    found = difflib.get_close_matches(folded, sorted(compared), n=1, cutoff=0.6)
    return by_folded[found[0]] if found else None


@lru_cache(8)
def _folded(choices: tuple[str, ...]) -> tuple[dict[str, str], list[str], list[str]]:
    """Choices by how they are compared, and these sorted by their beginnings and their ends."""
    by_folded = {choice.casefold(): choice for choice in choices}
    return by_folded, sorted(by_folded), sorted(name[::-1] for name in by_folded)


def refused(setting: str, wanted: str, found: object) -> str:
    """A setting has a value that will not do. What was meant by all of it stands last.

    ``wanted`` may name a part of the value as wrong, which is then enough.
    """
    if ", not " in wanted:
        return f"{setting} takes {wanted}"
    wanted, semicolon, meant = wanted.partition("; did you mean")
    meant = semicolon + meant
    return f"{setting} takes {wanted}, not {shown(found)}{meant}"


def did_you_mean(word: str, choices: Iterable[str]) -> str:
    """``; did you mean 'x'?``, or nothing when no choice is near."""
    match = nearest(word, choices)
    return f"; did you mean {match!r}?" if match is not None else ""


def shown(value: object) -> str:
    """A value as it is quoted in a message: short, whatever it holds."""
    if isinstance(value, date):
        return value.isoformat(" ") if isinstance(value, datetime) else value.isoformat()
    short = reprlib.Repr()
    short.maxstring = short.maxother = 80
    return short.repr(value)


def as_written(value: object, text: str) -> str:
    """A value of front matter, with the ``text`` that YAML has made another kind of."""
    if isinstance(value, str) or not text:
        return "nothing" if value is None else shown(value)
    text = " ".join(text.split())
    if isinstance(value, bool) and text.casefold() != str(value).casefold():
        return f"{text}, which YAML reads as {str(value).lower()}"
    return text if len(text) <= 80 else f"{text[:77]}..."


def unknown_key(key: str, choices: Iterable[str]) -> str:
    hint = did_you_mean(key, choices) or "; a key of your own begins with 'x-'"
    return f"unknown front matter key {shown(key)}{hint}"


def key_of_another_tool(key: str, instead: str) -> str:
    return f"{shown(key)} is another tool's key; {instead}"


def repeated_key(key: str, first_line: int) -> str:
    return f"{key!r} is given twice; the one on line {first_line} counts"


def same_key(key: str, name: str) -> str:
    also = f"is another name of {name!r}, which" if key != name else "has another name, which"
    return f"{key!r} {also} is given too; take one of them out"


def contradicted_key(key: str, first_line: int, *, of_folder: bool = False) -> str:
    text = f"{key!r} is given twice, with another value on line {first_line}"
    return kept_back(f"{text}; take one of them out", of_folder=of_folder)


def broken_front_matter(problem: str, *, of_folder: bool = False) -> str:
    return f"{_holder(of_folder)} is not valid YAML: {problem}; {_kept(of_folder)} until it is"


def front_matter_is_no_mapping(found: str, *, why: str = "", of_folder: bool = False) -> str:
    reason = f" ({why})" if why else ""
    return (
        f"{_holder(of_folder)} holds a {found}, not 'key: value' lines{reason}; "
        f"{_kept(of_folder)} until it does"
    )


def _holder(of_folder: bool) -> str:
    return "the file" if of_folder else "the front matter"


def _kept(of_folder: bool) -> str:
    return "the posts beneath it are kept back" if of_folder else "the post is kept back"


def unclosed_front_matter(dashes: str = "---") -> str:
    wanted = "three dashes" if dashes == "---" else f"{len(dashes)} dashes, as it begins"
    return (
        f"the front matter is never closed; end it with a line of {wanted}. "
        "The post is kept back until then"
    )


def misplaced_front_matter(key: str, instead: str) -> str:
    """``instead`` is what stands in the place of three dashes on the first line, if anything."""
    found = f", not {shown(instead)}" if instead else ""
    return kept_back(
        f"{key!r} is not read here: front matter begins on the first line, with three dashes{found}"
    )


def foreign_front_matter(form: str) -> str:
    return kept_back(
        f"the front matter is {form}, which is not read; write 'key: value' lines between "
        "two lines of three dashes"
    )


def stray_key(key: str, end: int) -> str:
    return kept_back(f"{key!r} stands below the front matter, which ends on line {end}")


def yaml_quote(key: str, first: str) -> str:
    return f"quote the value of {key!r}, because it begins with {first!r}"


def yaml_colon(key: str) -> str:
    return f"quote the value of {key!r}, because it has a colon"


def yaml_backslash(key: str) -> str:
    return f"put the value of {key!r} in single quotes, because it has a backslash"


def yaml_unclosed(key: str, first: str) -> str:
    return f"the {first} of {key!r} is never closed"


def yaml_no_space(key: str) -> str:
    return f"a space is missing after the colon of {key!r}"


def yaml_dash() -> str:
    return "a space is missing after the dash"


def yaml_tab() -> str:
    return "the line begins with a tab; YAML wants spaces"


def yaml_equals_sign() -> str:
    return "a key ends with a colon, not with '='"


def yaml_second_document() -> str:
    return "'---' begins another document; take the line out"


def yaml_list_below_text(key: str) -> str:
    return f"{key!r} has a value on its line and a list below; write one of them"


def yaml_indented() -> str:
    return "the line is indented, and no key above it takes more lines"


def yaml_no_pair() -> str:
    return "the line is no 'key: value'"


def yaml_merge() -> str:
    return "'<<' is not read; write the keys out"


def no_file_date(written: str, near: str) -> str:
    hint = f"; did you mean {near}?" if near else ", which does not exist"
    return f"the post has no date: its file's name begins with {written!r}{hint}"


def bad_value(key: str, value: object, wanted: str, hint: str = "", text: str = "") -> str:
    """``text`` is what stands in the file."""
    return f"{key!r} takes {wanted}, not {as_written(value, text)}{hint}"


def expires_before_date(expires: object, date: object) -> str:
    return f"'expires' ({expires}) is not after 'date' ({date}); the post is in no list"


def part_without_series() -> str:
    return "'part' is a place in a series, and the post has no 'series'"


def contradicting_comments() -> str:
    return "'comments' and 'nocomments' contradict each other; 'comments' counts"


def kept_back(text: str, *, of_folder: bool = False) -> str:
    """A mistake that leaves open whether, or when, a post is to be published."""
    return f"{text}; {_kept(of_folder)} until this is clear"


def misnamed_defaults(name: str, right: str) -> str:
    return f"nobody reads {name!r}; call it {right!r}"


def not_inherited(key: str) -> str:
    return f"posts do not inherit {shown(key)}; write it in each of them"


def wrong_encoding(byte: int, encoding: str) -> str:
    return (
        f"the byte 0x{byte:02x} is no {encoding.upper()}; save the file as UTF-8. "
        "The document is left out until then"
    )


def not_a_file() -> str:
    return "the source is no ordinary file (a pipe, or a device), so it is left out"


def no_date() -> str:
    return (
        "the post has no date, so it is kept back as a draft; add 'date: YYYY-MM-DD', "
        "or 'draft: true' if that is meant"
    )


def updated_before_date(updated: object, date: object) -> str:
    return f"'updated' ({updated}) is before 'date' ({date}); 'updated' is left out"


def no_title(fallback: str) -> str:
    return (
        f"the post has no title; begin its text with a heading or give 'title' "
        f"(it is listed as {fallback!r} until then)"
    )


def no_body() -> str:
    return "the post has no text under its title"


def empty_term(key: str) -> str:
    return f"{key!r} holds an empty name; it is left out"


def term_spellings(kind: str, written: str, used: str) -> str:
    return f"{kind} {written!r} is also written {used!r}; they are one, shown as {used!r}"


def term_collision(kind: str, second: str, first: str, slug: str, new_slug: str) -> str:
    return (
        f"{kind} {second!r} and {kind} {first!r} both have the address {slug!r}; "
        f"{second!r} gets {new_slug!r} (declare a slug in craftblog_{kind_setting(kind)} to choose)"
    )


def alike_files(file: str, other: str) -> str:
    return (
        f"{file!r} and {other!r} are one file where case does not count (Windows, macOS), so one "
        "would be lost there; rename one of them"
    )


def kind_setting(kind: str) -> str:
    return {"tag": "tags", "category": "categories"}.get(kind, f"{kind}s")


def unknown_author(key: str, choices: Iterable[str]) -> str:
    known = sorted(choices)
    more = f", … ({len(known)} in all)" if len(known) > 20 else ""
    hint = did_you_mean(key, known) or f"; known are {', '.join(known[:20])}{more}"
    return f"author {shown(key)} is not in craftblog_authors{hint}"


def unknown_series(name: str, choices: Iterable[str]) -> str:
    return f"no post is in the series {shown(name)}{did_you_mean(name, choices)}"


def missing_part(series: str, missing: int, before: int | None) -> str:
    where = f"comes after part {before}" if before is not None else "is the first"
    return (
        f"this part of the series {series!r} {where}, so part {missing} is missing; "
        "number the parts 1, 2, 3, … without a gap"
    )


def doubled_part(series: str, part: int | None, other: str) -> str:
    return f"{other!r} is part {part} of the series {series!r} too; give each part once"


def no_part(series: str, free: int) -> str:
    return (
        f"other posts of the series {series!r} have a 'part' and this one has none, so it "
        f"comes last; the next free one is {free}"
    )


def undeclared_term(kind: str, name: str, choices: Iterable[str]) -> str:
    hint = did_you_mean(name, choices) or "; declare it, or take one that is declared"
    return f"{kind} {shown(name)} is not declared in craftblog_{kind_setting(kind)}{hint}"


def image_is_folder(path: str) -> str:
    return f"the image {shown(path)} is a folder; name a file in it"


def missing_image(path: str, looked_in: str, near: str | None) -> str:
    hint = f"; did you mean {near!r}?" if near else ""
    return f"the image {shown(path)} does not exist (looked for {shown(looked_in)}){hint}"


def image_leaves_source(path: str) -> str:
    return f"the image {shown(path)} lies outside the source folder; copy it into the project"


def image_without_alt() -> str:
    return "'image' has no 'image_alt'; say in a sentence what the picture shows"


def alt_without_image() -> str:
    return "'image_alt' says what an image shows, and the post has no 'image'"


def image_is_no_picture(path: str) -> str:
    return f"the image {shown(path)} is no picture; name one such as a PNG, JPEG, WebP or SVG"


def unknown_code_panel(name: str, choices: Iterable[str]) -> str:
    names = list(choices)
    hint = did_you_mean(name, names)
    if not hint:
        hint = f"; there are {', '.join(map(repr, names))}" if names else "; there is none"
    return f"no code block has the caption or name {shown(name)}{hint}"


def unknown_term(kind: str, name: str, choices: Iterable[str]) -> str:
    hint = did_you_mean(name, choices)
    return f"no post has the {kind} {shown(name)}{hint}; the list stays empty"


def empty_filter(option: str) -> str:
    return f"':{option}:' names nothing; the list stays empty"


def unknown_language(language: str, choices: Iterable[str]) -> str:
    known = list(choices)
    hint = did_you_mean(language, known) or (f"; there are {', '.join(known)}" if known else "")
    return f"no post says 'language: {language}'{hint}; the list stays empty"


def unknown_post(docname: str, choices: Iterable[str]) -> str:
    return f"{shown(docname)} is not a published post{did_you_mean(docname, choices)}"


def post_is_held_back(docname: str) -> str:
    return f"the post {docname!r} is a draft or not yet due, so nothing is shown"


def link_to_held(docname: str) -> str:
    return f"the post {docname!r} is a draft or not yet due, so there is no link to it"


def unknown_target(role: str, target: str, choices: Iterable[str]) -> str:
    return f"no {role} {shown(target)}{did_you_mean(target, choices)}"


def several_featured(others: Iterable[str], used: str) -> str:
    names = ", ".join(map(repr, others))
    return (
        f"{names} also has 'featured: true'; the newest, {used!r}, is shown. "
        "Take the key out here, or give the directive ':limit:'"
    )


def unknown_document(docname: str, choices: Iterable[str]) -> str:
    return f"no document {shown(docname)}{did_you_mean(docname, choices)}"


def document_is_held_back(docname: str) -> str:
    return f"the post {docname!r} is a draft or not yet due, so it has no reading time"


def unknown_choice(option: str, value: str, choices: Iterable[str]) -> str:
    names = list(choices)
    return f"':{option}:' takes one of {', '.join(names)}, not {shown(value)}" + did_you_mean(
        value, names
    )


def unknown_layout(name: object, choices: Iterable[str]) -> str:
    names = list(choices)
    return f"'layout' takes one of {', '.join(names)}, not {shown(name)}" + did_you_mean(
        str(name), names
    )


def second_title(title: str) -> str:
    return f"the document has a title already, so {shown(title)} is left out; take away one of them"


def not_with_paginate(option: str) -> str:
    return f"':paginate:' shows every post, so ':{option}:' is left out; filter the posts instead"


def paginate_is_by_date(sort: str) -> str:
    return (
        f"':paginate:' numbers pages from the oldest post, so ':sort: {sort}' is left out; "
        "the list is newest first"
    )


def second_paginate() -> str:
    return "another list of this document has ':paginate:'; this one stays on one page"


def bad_number(option: str, value: str, wanted: str) -> str:
    return f"':{option}:' takes {wanted}, not {shown(value)}"


def unknown_option(directive: str, option: str, choices: Iterable[str]) -> str:
    return f"{directive!r} has no option {shown(option)}{did_you_mean(option, choices)}"


def repeated_option(option: str, line: int) -> str:
    return f"':{option}:' is given twice; the one on line {line} counts"


def nested_article(docname: str) -> str:
    return (
        f"{docname!r} is kept back by an 'article' that stands in an included file; "
        "write it in the document itself"
    )


def bad_redirect(path: str, reason: str) -> str:
    return (
        f"'redirect_from' takes addresses within this site, such as 'old/name.html', not "
        f"{shown(path)}: {reason}"
    )


def redirect_taken(path: str, kind: str, name: str) -> str:
    """``kind`` is what has the address, empty for the post itself."""
    if kind == "post":
        return f"{shown(path)} already leads to the post {name!r}, and stays so; take it out here"
    owner = f"the address of the {kind} {name!r}" if kind else "the post's own address"
    return f"{shown(path)} is {owner}, so nothing leads away from there; take it out here"


def redirect_onto_stranger(path: str, file: str) -> str:
    return (
        f"{shown(path)} cannot lead here: the output folder has a file {file!r} that is not of "
        "this blog. Remove it, or take the address out here"
    )


def no_base(what: str, off: str, url: object) -> str:
    found = f"html_baseurl is {shown(url)}" if url else "html_baseurl is not set"
    return (
        f"no {what}: their addresses are whole, and {found}. It takes a URL such as "
        f"'https://example.org/'; {off} makes none on purpose"
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


def stranger(what: str, file: str, cure: str) -> str:
    """``what`` is not made, since nobody knows whose ``file`` lies in its place."""
    return (
        f"no {what}: the output folder has a file {file!r} that is not of this blog. "
        f"Remove it, or {cure}"
    )


def no_extra_for_cards(package: str) -> str:
    return (
        f"no social cards are drawn: {package!r} is not installed, which "
        "'pip install sphinx-craftblog[social]' does. craftblog_social_cards = False "
        "makes none on purpose"
    )


def undrawable(characters: Iterable[str]) -> str:
    names = ", ".join(f"{character!r} (U+{ord(character):04X})" for character in characters)
    return (
        f"no font of the social cards has {names}, so the post gets none; give it an 'image', "
        "or set craftblog_social_cards = False"
    )


def unreadable_logo(name: str) -> str:
    return (
        f"the logo {shown(name)} is no PNG or JPEG that can be read, so social cards go without "
        "it; name one in craftblog_social_cards = {'logo': …}"
    )


def forbidden_characters(found: Iterable[str]) -> str:
    names = ", ".join(f"U+{ord(character):04X}" for character in found)
    return f"the text has characters that no feed can hold ({names}); feeds go without them"


def unwritten(number: int) -> str:
    files = "a file" if number == 1 else f"{number} files"
    return (
        f"the output is not complete: {files} could not be written, as said above; "
        "the next build writes what is missing"
    )


def cannot_write(reason: str, file: str | None) -> str:
    where = f" ({file!r})" if file else ""
    return (
        f"the output cannot be written: {reason}{where}; "
        "see to it and build again, the next build writes what is missing"
    )


def unknown_setting(name: str, prefix: str, choices: Iterable[str]) -> str:
    """What settings share, ``prefix``, makes no two of them alike."""
    near = nearest(name.removeprefix(prefix), (choice.removeprefix(prefix) for choice in choices))
    return f"unknown setting {name!r}" + (f"; did you mean {prefix + near!r}?" if near else "")


def unknown_theme_option(name: str, choices: Iterable[str]) -> str:
    known = list(choices)
    hint = did_you_mean(name, known) or f"; there are {', '.join(known)}"
    return f"the theme has no option {name!r}{hint}"


def weak_accent(scheme: str, color: str, contrast: float, nearest: str) -> str:
    return (
        f"{color!r} is hard to read in the {scheme} scheme (its contrast is {contrast:.1f}, and "
        f"text needs 4.5); {nearest!r}, the nearest of its hue that is not, is used"
    )


def unknown_page(url: str, choices: Iterable[str]) -> str:
    hint = did_you_mean(url, choices) or "; a path of another file begins with '/'"
    return f"no document or page {shown(url)}{hint}; it is left out"


def no_feeds_to_link() -> str:
    return "'rss' leads to the page about feeds, and the blog has no feeds; it is left out"


def missing_logo(path: str, choices: Iterable[str]) -> str:
    hint = did_you_mean(path, choices)
    return f"the file {shown(path)} does not exist (paths are from conf.py){hint}"


def bad_equation(source: str, problem: str) -> str:
    return (
        f"the equation {' '.join(source.split())!s:.80} cannot be written as MathML ({problem}); "
        "shown as TeX. html_math_renderer = 'mathjax' shows it, with a script from another host"
    )


def leak(part: str, text: str, docname: str, reason: str) -> str:
    quoted = "" if part == "address" else f" {shown(text)}"
    return f"shows the {part}{quoted} of {docname!r}, which is {reason}"


def address_gone(address: str, near: str | None) -> str:
    hint = f"; the nearest page is {near!r}" if near is not None else ""
    return f"the address {address!r} is in the earlier inventory, and no file is there now{hint}"


def unreadable_inventory(problem: object) -> str:
    return (
        f"the earlier inventory cannot be read ({problem}); craftblog_earlier_inventory takes "
        "the path, from the source folder, or the URL of an objects.inv"
    )


def no_configuration(folder: object) -> str:
    return f"no conf.py in {str(folder)!r}; name the folder that sphinx-build is given"


def no_output(folder: object) -> str:
    return f"no folder {str(folder)!r}; '--output' takes the one that a build has written"


def failed_build(error: BaseException) -> str:
    return (
        f"the build failed: {type(error).__name__}: {error}; "
        "'sphinx-build -T' with the same folder shows where"
    )


def no_folder_to_index(folder: object) -> str:
    return f"no folder {str(folder)!r}; name the one that sphinx-build has written"


def nothing_to_index(folder: object) -> str:
    return (
        f"no page in {str(folder)!r} is marked for the search; set craftblog_search = 'pagefind', "
        "build the site, and name the folder of that build"
    )


def no_pagefind() -> str:
    return "Pagefind is not installed; 'pip install \"sphinx-craftblog[pagefind]\"' installs it"


def index_onto_stranger(folder: object) -> str:
    return f"{str(folder)!r} is not an index of Pagefind's, so it stays as it is; remove it"


def failed_index(output: str) -> str:
    return f"Pagefind has failed: {output}"


def no_blog(configuration: object) -> str:
    return f"{str(configuration)!r} is not a blog's; add 'sphinx_craftblog' to its extensions"


def failed_configuration(configuration: object, line: int | None, error: BaseException) -> str:
    place = f"{configuration}:{line}" if line else str(configuration)
    return f"{place} cannot be read: {type(error).__name__}: {getattr(error, 'msg', None) or error}"


def existing_file(path: object) -> str:
    return f"{str(path)!r} exists, and stays as it is"


def unknown_schedule(rule: str, choices: Iterable[str]) -> str:
    known = list(choices)
    hint = did_you_mean(rule.partition(" ")[0], known) or f"; known are {', '.join(known)}"
    wanted = "a day and, if wanted, a time such as 'tuesday 09:00'"
    return f"'--schedule' takes {wanted}, not {shown(rule)}{hint}"


def failed_template(name: str, error: Exception) -> str:
    line = getattr(error, "lineno", None)
    return f"the template {name}{f':{line}' if line else ''} cannot be used: {error}"


def unknown_command(name: str, choices: Iterable[str]) -> str:
    known = list(choices)
    return f"no command {name!r}{did_you_mean(name, known) or '; there are ' + ', '.join(known)}"


def existing_files(names: Iterable[str], folder: object) -> str:
    return f"{str(folder)!r} has {', '.join(names)} already; '--overwrite' writes over them"


def no_autobuild() -> str:
    return (
        "sphinx-autobuild is not installed; 'pip install \"sphinx-craftblog[serve]\"' installs it"
    )


def no_port(host: str, port: int) -> str:
    return f"no free port at {host!r} from {port} on; '--port' takes another number"
