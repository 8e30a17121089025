"""The front matter's keys, declared once.

Checks, the options of ``article`` and the reference page come from :data:`KEYS`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime, tzinfo
from typing import Any, NamedTuple

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics import Diagnostic, DiagnosticMessage
from sphinx_craftblog.diagnostics.values import InvalidValue
from sphinx_craftblog.model import other_tools
from sphinx_craftblog.model.dates import (
    date_in_file_name,
    date_of_file_name,
    language_called,
    read_moment,
)
from sphinx_craftblog.model.likely_dates import likely_dates, what_is_wrong
from sphinx_craftblog.model.post import Change
from sphinx_craftblog.model.web_address import is_web_address
from sphinx_craftblog.reading.front_matter import Entry, read_value


class FrontMatterKey(NamedTuple):
    """One front matter key.

    ``read`` turns the value (typed by YAML, or the text of a directive's option)
    into the record's, or raises :class:`InvalidValue`. A mistake in a key that
    ``publishes`` keeps the post back, because it is then unclear whether or when
    to publish it. A key that is ``kept`` is checked and in the record, but nothing
    shows it yet.
    """

    name: str
    takes: str
    help: str
    read: Callable[[object, tzinfo], Any]
    subtype: str = "value"
    publishes: bool = False
    kept: bool = False


_CONTROLS = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]"
)
"""Characters that stand for nothing, and that HTML and XML forbid."""


def without_controls(text: str) -> str:
    """Return a text without the characters that stand for nothing."""
    return _CONTROLS.sub("", text)


def _text(value: object, zone: tzinfo) -> str:
    if isinstance(value, str):
        return without_controls(value).strip()
    if isinstance(value, int | float) and not isinstance(value, bool):
        return str(value)
    raise InvalidValue(
        "; quote it" if value is not None and not isinstance(value, list | dict) else ""
    )


def _language(value: object, zone: tzinfo) -> str:
    text = _text(value, zone)
    if text and not re.fullmatch(r"[A-Za-z]{2,3}([-_@][A-Za-z0-9]{2,8})*", text):
        code = language_called(text)
        raise InvalidValue(f"; did you mean {code!r}?" if code else "")
    return text


_BOOLEANS = {"true": True, "yes": True, "on": True, "": True} | dict.fromkeys(
    ("false", "no", "off"), False
)


def _boolean(value: object, zone: tzinfo) -> bool:
    if isinstance(value, bool):
        return value
    # An option without a value (``:draft:``) is an empty string, and means yes.
    if isinstance(value, str) and value.strip().lower() in _BOOLEANS:
        return _BOOLEANS[value.strip().lower()]
    near = {"1": "true", "y": "true", "0": "false", "n": "false"}.get(str(value).strip().lower())
    if isinstance(value, str) and near is None:
        near = diagnostics.nearest(value, ("true", "false"))
    raise InvalidValue(f"; did you mean {near}?" if near else "")


def _moment(value: object, zone: tzinfo) -> datetime:
    try:
        return read_moment(value, zone=zone)
    except ValueError as error:
        if meant := str(error):
            raise InvalidValue(f"; did you mean {meant}?") from None
        reason = what_is_wrong(value)
        raise InvalidValue(f"; {reason}" if reason else "") from None


def _terms(value: object, zone: tzinfo) -> tuple[str, ...]:
    """Names of tags, categories or authors."""
    if isinstance(value, str) and ";" in value and "," not in value:
        meant = ", ".join(part.strip() for part in value.split(";"))
        raise InvalidValue(f"; did you mean {meant!r}?")
    parts = value if isinstance(value, list) else [value]
    if any(isinstance(part, dict) for part in parts):
        raise InvalidValue("; names alone")
    if any(isinstance(part, str) and _SMART_QUOTES.match(part) for part in parts):
        raise InvalidValue("; write straight quotes, or none")
    return _names(value, zone)


_SMART_QUOTES = re.compile(r"\s*[“”„‘‚«]")


def _names(value: object, zone: tzinfo) -> tuple[str, ...]:
    return tuple(without_controls(name).strip() for name in _listed(value, zone))


def _listed(value: object, zone: tzinfo) -> tuple[str, ...]:
    """A list, or text with commas; an empty name is left in for the caller to warn of."""
    if isinstance(value, str):
        stripped = value.strip()
        if stripped.startswith("[") and stripped.endswith("]"):
            try:  # the option of a directive, written as YAML
                return _listed(read_value(stripped), zone)
            except ValueError:
                raise InvalidValue from None
        return tuple(part.strip() for part in value.split(","))
    if isinstance(value, int | float) and not isinstance(value, bool):
        return (str(value),)
    if not isinstance(value, list):
        raise InvalidValue("" if isinstance(value, dict) else "; quote it")
    names = []
    for item in value:
        if item is None:
            names.append("")
        elif isinstance(item, str | int | float) and not isinstance(item, bool):
            names.append(str(item).strip())
        elif isinstance(item, list | dict):
            raise InvalidValue("; each is a text")
        else:
            raise InvalidValue(f"; {_as_yaml(item)} is no text, quote it")
    return tuple(names)


def _as_yaml(item: object) -> str:
    return str(item).lower() if isinstance(item, bool) else diagnostics.shown(item)


def _integer(value: object, zone: tzinfo) -> int:
    if isinstance(value, str) and re.fullmatch(r"\s*\d{1,9}\s*", value):
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 < value < 10**9:
        raise InvalidValue
    return value


def _excerpt(value: object, zone: tzinfo) -> int | str:
    if isinstance(value, str) and not re.fullmatch(r"\s*\d{1,9}\s*", value):
        return _text(value, zone)
    number = int(value) if isinstance(value, str) else value
    if not isinstance(number, int) or isinstance(number, bool) or number < 0:
        raise InvalidValue
    return number


def _code_panel(value: object, zone: tzinfo) -> bool | str:
    if isinstance(value, bool):
        return value
    text = _text(value, zone)
    return _BOOLEANS.get(text.lower(), text)


def _url(value: object, zone: tzinfo) -> str:
    text = _text(value, zone)
    if is_web_address(text):
        return text
    if re.match(r"https?://[^\s/]", text):
        raise InvalidValue("; write '%20' for a space" if " " in text else "")
    if re.match(r"https?:/*$", text):
        raise InvalidValue("; a host is missing")
    address = re.fullmatch(r"(?:h?t{1,3}ps?:?/{1,2})?([\w-]+(?:\.[\w-]+)+(?:/\S*)?)", text)
    raise InvalidValue(
        f"; did you mean 'https://{address[1]}'?" if address else "; it begins with 'https://'"
    )


def _comments(value: object, zone: tzinfo) -> bool | str:
    if isinstance(value, str) and ":" in value:
        return _url(value, zone)
    return _boolean(value, zone)


def _uri(value: object, zone: tzinfo) -> str:
    if not isinstance(value, str) or not re.fullmatch(
        r"[A-Za-z][A-Za-z0-9+.-]*:[^\s\x00-\x1f\x7f-\x9f<>\"]+", value
    ):
        raise InvalidValue
    return value


def _path_or_url(value: object, zone: tzinfo) -> str:
    text = _text(value, zone)
    if not text or (re.match(r"[A-Za-z][A-Za-z0-9+.-]+:", text) and not is_web_address(text)):
        raise InvalidValue
    return text


def _parsed(value: object) -> object:
    """A value of several parts, which may be given as text in YAML."""
    if not isinstance(value, str):
        return value
    try:
        return read_value(value)
    except ValueError:
        raise InvalidValue from None


def _changes(value: object, zone: tzinfo) -> tuple[Change, ...]:
    value = _parsed(value)
    if not isinstance(value, list):
        raise InvalidValue
    changes = []
    for item in value:
        if not isinstance(item, dict) or set(item) != {"date", "note"}:
            raise InvalidValue("; each has a 'date' and a 'note'")
        changes.append(_change(item["date"], item["note"], zone))
    return tuple(sorted(changes, key=lambda change: change.date, reverse=True))


def _change(day: object, note: object, zone: tzinfo) -> Change:
    try:
        return Change(_moment(day, zone), _text(note, zone))
    except InvalidValue as error:
        wrong = note if isinstance(note, list | dict | bool) else day
        raise InvalidValue(f"; {diagnostics.shown(wrong)} will not do{error}") from None


def _archived(value: object, zone: tzinfo) -> dict[str, str]:
    value = _parsed(value)
    if not isinstance(value, dict):
        raise InvalidValue
    return {_url(address, zone): _url(copy, zone) for address, copy in value.items()}


_NAME = {"type": ["string", "number"]}

JSON_TYPES: dict[Callable[[object, tzinfo], Any], dict[str, Any]] = {
    _text: {"type": ["string", "number"]},
    _boolean: {"type": "boolean"},
    _moment: {"type": "string", "pattern": r"^\s*\d{4}-\d{2}-\d{2}([T ].*)?$"},
    _language: {"type": "string", "pattern": "^([A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*)?$"},
    _terms: {"anyOf": [_NAME, {"type": "array", "items": _NAME}]},
    _listed: {"anyOf": [_NAME, {"type": "array", "items": _NAME}]},
    _integer: {"type": "integer", "minimum": 1},
    _excerpt: {"anyOf": [{"type": "integer", "minimum": 0}, {"type": "string"}]},
    _code_panel: {"type": ["boolean", "string", "number"]},
    _url: {"type": "string", "pattern": "^https?://"},
    _comments: {"anyOf": [{"type": "boolean"}, {"type": "string", "pattern": "^https?://"}]},
    _uri: {"type": "string", "pattern": "^[A-Za-z][A-Za-z0-9+.-]*:"},
    _path_or_url: {"type": "string", "minLength": 1},
    _changes: {
        "type": "array",
        "items": {
            "type": "object",
            "properties": {"date": {"type": "string"}, "note": {"type": ["string", "number"]}},
            "required": ["date", "note"],
            "additionalProperties": False,
        },
    },
    _archived: {
        "type": "object",
        "propertyNames": {"pattern": "^https?://"},
        "additionalProperties": {"type": "string", "pattern": "^https?://"},
    },
}
"""What the value of a key is in JSON Schema, by the function that reads it."""

LAYOUTS = ("landing", "post", "page", "wide")
"""How the bundled theme can lay out a document."""

_DATE = "a date such as 2026-03-01, or 2026-03-01 09:30:00+01:00"

KEYS = (
    FrontMatterKey(
        "date",
        _DATE,
        "When the post is published. Missing: taken from a file name that begins with "
        "`YYYY-MM-DD-`, else the post is a draft and says so.",
        _moment,
        "date",
        publishes=True,
    ),
    FrontMatterKey(
        "updated", _DATE, "When it was last revised; not before `date`.", _moment, "date"
    ),
    FrontMatterKey(
        "title",
        "text",
        "Title in listings; default: the document's heading. A post without a heading gets "
        "one from it.",
        _text,
    ),
    FrontMatterKey(
        "description",
        "text",
        "One sentence for search engines and previews; default: the excerpt as plain text.",
        _text,
    ),
    FrontMatterKey("tags", "a list, or text with commas", "What the post is about.", _terms),
    FrontMatterKey("category", "a list, or text with commas", "Its category.", _terms),
    FrontMatterKey("categories", "a list, or text with commas", "The same as `category`.", _terms),
    FrontMatterKey(
        "author",
        "a list, or text with commas",
        "Who wrote it: keys or names of `craftblog_authors`.",
        _terms,
    ),
    FrontMatterKey("authors", "a list, or text with commas", "The same as `author`.", _terms),
    FrontMatterKey(
        "featured", "true or false", "Meant for the spotlight (`featured` directive).", _boolean
    ),
    FrontMatterKey(
        "pinned",
        "true or false",
        "First in lists that are newest first, and on the first page of those that are divided.",
        _boolean,
    ),
    FrontMatterKey(
        "draft",
        "true or false",
        "Kept back: nothing of it is in the output.",
        _boolean,
        publishes=True,
    ),
    FrontMatterKey(
        "unlisted",
        "true or false",
        "Built, but in no listing, and marked `noindex`.",
        _boolean,
        publishes=True,
    ),
    FrontMatterKey(
        "expires",
        _DATE,
        "Leaves the listings from then on.",
        _moment,
        "date",
        publishes=True,
    ),
    FrontMatterKey(
        "excerpt",
        "a number of paragraphs, or the text itself",
        "What cards show. `<!-- more -->` in the body ends the excerpt where it stands.",
        _excerpt,
    ),
    FrontMatterKey(
        "image",
        "a path or URL",
        "Cover picture, relative to the post.",
        _path_or_url,
        "image",
        kept=True,
    ),
    FrontMatterKey(
        "image_alt", "text", "What the cover shows; required with `image`.", _text, kept=True
    ),
    FrontMatterKey(
        "code_panel",
        "true, false, or the caption or name of a code block",
        "The code block that the card shows; default: the first that has a caption.",
        _code_panel,
    ),
    FrontMatterKey("series", "text", "The series that the post belongs to.", _text),
    FrontMatterKey("part", "a whole number, 1 or more", "Its place in the series.", _integer),
    FrontMatterKey(
        "canonical_url", "a URL", "Where the text was first published.", _url, kept=True
    ),
    FrontMatterKey(
        "archived",
        "URLs, each with the URL of a copy",
        "Links of the text to what is gone: the page, the feeds and all else lead to the copies.",
        _archived,
        "reference",
    ),
    FrontMatterKey("external_url", "a URL", "The text is elsewhere; the card links there.", _url),
    FrontMatterKey(
        "feed_id",
        "a URI such as https://… or tag:…",
        "The id of its feed entry, if readers know it by another than its address: that of an "
        "earlier blog.",
        _uri,
        kept=True,
    ),
    FrontMatterKey(
        "redirect_from",
        "a list of paths",
        "Earlier addresses of the post, from the root of the site; a page at each of them "
        "forwards to it.",
        _listed,
        "redirect",
    ),
    FrontMatterKey(
        "comments",
        "true, false or the URL of a thread",
        "Whether readers may comment; for comments at Mastodon and Bluesky, where.",
        _comments,
    ),
    FrontMatterKey("toc", "true or false", "Whether the page shows a table of contents.", _boolean),
    FrontMatterKey(
        "layout",
        ", ".join(f"`{name}`" for name in LAYOUTS),
        "How the bundled theme lays out the page, also of a document that is no post: with a "
        "large heading, with a contents list beside it, as a plain column, or wide.",
        _text,
        "layout",
    ),
    FrontMatterKey(
        "read_time",
        "whole minutes, 1 or more",
        "Reading time, instead of the estimate.",
        _integer,
    ),
    FrontMatterKey("language", "a code such as de", "Language of the post.", _language),
    FrontMatterKey("location", "text", "Where it was written.", _text, kept=True),
    FrontMatterKey(
        "changes",
        "a list of {date, note}",
        "Revision log. Its newest date is `updated`, unless that is given.",
        _changes,
        "date",
    ),
    FrontMatterKey(
        "blogpost",
        "true or false",
        "Whether the document is a post, wherever it lies (from ABlog).",
        _boolean,
        publishes=True,
    ),
    FrontMatterKey("nocomments", "true or false", "ABlog's opposite of `comments`.", _boolean),
    FrontMatterKey(
        "exclude",
        "true or false",
        "ABlog's word for `unlisted`.",
        _boolean,
        publishes=True,
    ),
)
"""Every key, in the order of the reference page."""

BY_NAME = {key.name: key for key in KEYS}

ALIASES = {
    "canonical_link": "canonical_url",
    "external_link": "external_url",
    "redirect": "redirect_from",
    "exclude": "unlisted",
}
"""ABlog's names, and the keys that they are."""

FOREIGN = frozenset(
    {
        # MyST and MyST-NB
        *("myst", "mystnb", "substitutions", "html_meta", "jupytext", "kernelspec"),
        *("language_info", "file_format"),
        # Sphinx and docutils
        *("orphan", "nosearch", "no-search", "tocdepth", "abstract", "address", "contact"),
        *("copyright", "dedication", "organization", "revision", "status", "version"),
        # themes and other extensions
        *("sd_hide_title", "html_theme", "hide-toc", "og_title", "keywords"),
    }
)
"""Keys that others read. So do keys with a dot, a colon or one of these prefixes."""

FOREIGN_PREFIXES = ("x-", "x_", "ogp_", "og:", "myst_", "html_theme.")


OF_ONE_POST = frozenset(
    {"title", "part", "canonical_url", "external_url", "redirect_from", "blogpost", "archived"}
)
"""Keys that no folder can give to all its posts."""

Place = tuple[str, int]
"""Where a key stands: the docname, or the file that it is inherited from, and the line."""


@dataclass(frozen=True, slots=True)
class Checked:
    """Checked front matter: values by key, mistakes, and whether the post is held as a draft."""

    values: dict[str, Any]
    places: dict[str, Place]
    diagnostics: list[Diagnostic]
    is_draft: bool


def is_post(checked: Checked, *, is_named_so: bool, has_article: bool) -> bool:
    """Return whether a document is a post.

    Its front matter says so with ``blogpost``; without that, a document is one whose name
    ``craftblog_posts`` matches, or that holds an ``article`` directive.
    """
    return bool(checked.values.get("blogpost", is_named_so or has_article))


def check(
    entries: Mapping[str, Entry], *, docname: str, zone: tzinfo, is_broken: bool = False
) -> Checked:
    """Read every entry by its key; what cannot be read is a mistake at its line.

    A post whose front matter leaves open whether or when to publish it is a draft.
    What is wrong with inherited entries :func:`check_defaults` has said, once for all posts.
    """
    values, places, found, is_unclear = _read_entries(entries, docname, zone)
    is_unclear = is_unclear or is_broken
    found += _relations(values, places)
    is_draft = bool(values.get("draft")) or is_unclear
    if "date" not in values and not is_unclear:
        dated = date_of_file_name(docname)
        try:
            values["date"] = read_moment(dated, zone=zone)
        except ValueError:
            if not is_draft:
                found.append(_no_date(docname).at(docname, 1))
            is_draft = True
    own = [diagnostic for diagnostic in found if diagnostic.docname == docname]
    return Checked(values, places, own, is_draft)


def _no_date(docname: str) -> DiagnosticMessage:
    written = date_in_file_name(docname)
    if not written:
        return diagnostics.no_date()
    return diagnostics.kept_back(
        diagnostics.no_file_date(written, " or ".join(likely_dates(written)))
    )


def check_defaults(entries: Mapping[str, Entry], *, file: str, zone: tzinfo) -> list[Diagnostic]:
    """Return what is wrong with the keys of a folder."""
    kept = {written: entry for written, entry in entries.items() if is_inherited(written, entry)}
    found = [
        diagnostics.not_inherited(written).at(file, entry.line)
        for written, entry in entries.items()
        if written not in kept
    ]
    values, places, more, _ = _read_entries(kept, file, zone, of_folder=True)
    return [*found, *more, *_relations(values, places)]


def is_inherited(written: str, entry: Entry) -> bool:
    """Return whether posts inherit a key from a folder.

    Others look for theirs in the post alone. One that would keep the post back does so.
    """
    if written.startswith(("x-", "x_")) or _says_draft(written, entry):
        return True
    return not is_foreign(written) and ALIASES.get(written, written) not in OF_ONE_POST


def _read_entries(
    entries: Mapping[str, Entry], docname: str, zone: tzinfo, *, of_folder: bool = False
) -> tuple[dict[str, Any], dict[str, Place], list[Diagnostic], bool]:
    """Values and places by key, mistakes, and whether they leave publication open."""
    values: dict[str, Any] = {}
    places: dict[str, Place] = {}
    found: list[Diagnostic] = []
    is_unclear = False
    for written, entry in entries.items():
        name = ALIASES.get(written, written)
        key = BY_NAME.get(name)
        if key is None:
            if not written or (is_foreign(written) and not _says_draft(written, entry)):
                continue
            said, decides = _unknown(written, entry, has_date="date" in entries)
            if decides:
                is_unclear, said = True, diagnostics.kept_back(said, of_folder=of_folder)
            found.append(said.at(entry.file or docname, entry.line))
            continue
        if entry.value is None and name != "draft":  # ``tags:`` with nothing after it
            continue
        if name in places:
            said = diagnostics.same_key(written, name)
            if key.publishes:
                is_unclear, said = True, diagnostics.kept_back(said, of_folder=of_folder)
            found.append(said.at(entry.file or docname, entry.line))
            continue
        places[name] = entry.file or docname, entry.line
        try:
            values[name] = key.read(entry.value, zone)
        except InvalidValue as error:
            said = diagnostics.bad_value(
                written, entry.value, key.takes.replace("`", ""), str(error), entry.text
            )
            said = said._replace(subtype=key.subtype)
            if key.publishes:
                is_unclear, said = True, diagnostics.kept_back(said, of_folder=of_folder)
            found.append(said.at(*places[name]))
    return values, places, found, is_unclear


def _unknown(written: str, entry: Entry, *, has_date: bool) -> tuple[DiagnosticMessage, bool]:
    """Return what is said of a key that nobody reads, and whether it may decide about
    publication.
    """
    if advice := _advice(written, entry):
        said = diagnostics.key_of_another_tool(written, advice)
        return said, advice in other_tools.DECISIVE
    ours = other_tools.OURS.get(other_tools.folded(written))
    if ours:
        said = diagnostics.key_of_another_tool(written, f"write {ours!r}")
    else:
        choices = [*BY_NAME, *ALIASES]
        ours, said = (
            diagnostics.nearest(written, choices),
            diagnostics.unknown_key(written, choices),
        )
    if ours == "date":  # which only counts where there is no other, or where it may be later
        return said, not has_date or written.casefold().startswith("publish")
    ours = ALIASES.get(ours or "", ours)
    return said, ours in BY_NAME and BY_NAME[str(ours)].publishes


def _advice(written: str, entry: Entry) -> str:
    if written.casefold() == "status":
        return other_tools.HELD_STATUS.get(str(entry.value).casefold(), "")
    return other_tools.ADVICE.get(other_tools.folded(written), "")


def _says_draft(written: str, entry: Entry) -> bool:
    """Return whether another tool's key would keep the post back."""
    return _advice(written, entry) in other_tools.DECISIVE


def is_foreign(key: str) -> bool:
    """Return whether a key is somebody else's business."""
    return key in FOREIGN or key.startswith(FOREIGN_PREFIXES)


def _relations(values: dict[str, Any], places: Mapping[str, Place]) -> list[Diagnostic]:
    """Return what no key shows alone: names without letters, dates in the wrong order, a cover's
    text.
    """
    found = []
    for name in ("tags", "category", "categories", "author", "authors"):
        if "" in values.get(name, ()):
            values[name] = tuple(filter(None, values[name]))
            found.append(diagnostics.empty_term(name).at(*places[name]))
    if values.get("changes"):
        values.setdefault("updated", values["changes"][0].date)
    date, updated = values.get("date"), values.get("updated")
    # A revision without a time of day may be of the day of publication.
    is_same_day = (
        date and updated and updated.date() == date.date() and not any(updated.timetuple()[3:6])
    )
    if date and updated and updated < date and not is_same_day:
        said = diagnostics.updated_before_date(updated.date(), date.date())
        found.append(said.at(*(places.get("updated") or places["changes"])))
        del values["updated"]
    expires = values.get("expires")
    if date and expires and expires <= date:
        said = diagnostics.expires_before_date(expires.date(), date.date())
        found.append(said.at(*places["expires"]))
    if "part" in values and "series" not in places:
        found.append(diagnostics.part_without_series().at(*places["part"]))
    if values.get("comments") and values.get("nocomments"):
        found.append(diagnostics.contradicting_comments().at(*places["nocomments"]))
    if "image" in values and not values.get("image_alt") and "image_alt" not in places:
        found.append(diagnostics.image_without_alt().at(*places["image"]))
    if values.get("image_alt") and "image" not in places:
        found.append(diagnostics.alt_without_image().at(*places["image_alt"]))
    return found
