"""Every ``craftblog_*`` setting, declared once.

Registration, checks and the reference page all come from the fields of :class:`Options`.
"""

from __future__ import annotations

import ast
import os
import re
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field, fields
from datetime import datetime, timezone, tzinfo
from functools import cached_property
from pathlib import Path
from types import FunctionType
from typing import TYPE_CHECKING, Any, Literal, NamedTuple
from urllib.parse import urlsplit
from zoneinfo import available_timezones

from sphinx.errors import ConfigError
from sphinx.util import logging
from sphinx.util.matching import compile_matchers

from sphinx_craftblog import diagnostics, private_access
from sphinx_craftblog.diagnostics.reporting import LEVELS, TYPE, report
from sphinx_craftblog.diagnostics.values import InvalidValue
from sphinx_craftblog.model.blog import DeclaredTerm
from sphinx_craftblog.model.comments import Comments, read_comments
from sphinx_craftblog.model.dates import NAMED_FORMATS, find_zone, read_moment, show_date
from sphinx_craftblog.model.digest import digest
from sphinx_craftblog.model.feeds import FORMATS
from sphinx_craftblog.model.newsletter import Newsletter, read_newsletter
from sphinx_craftblog.model.post import Author
from sphinx_craftblog.model.sharing import SERVICES
from sphinx_craftblog.model.slugs import RESERVED, fold, slugify
from sphinx_craftblog.model.web_address import may_be_followed

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config


logger = logging.getLogger(__name__)


class CardOptions(NamedTuple):
    """How social cards look, and whether the configuration says more than that they may be.

    An empty ``accent`` is that of the bundled theme.
    """

    accent: str = ""
    logo: str = ""
    is_asked_for: bool = False


class Setting(NamedTuple):
    """One setting: what it is called, takes, means and falls back to.

    ``rebuild`` is Sphinx's: ``"env"`` when posts must be read anew after a change,
    ``"html"`` when pages must be written anew, ``""`` when the build finds out by
    itself what the change touches. ``check`` turns the value into the one of
    :class:`Options`, or raises :class:`InvalidValue`.
    """

    name: str
    default: object
    takes: str
    help: str
    check: Callable[[Any], Any]
    rebuild: Literal["", "env", "html"] = ""


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise InvalidValue("a string")
    return value


def _boolean(value: object) -> bool:
    # ``sphinx-build -D craftblog_drafts=1`` hands over text.
    if isinstance(value, str) and value.lower() in {"1", "true", "yes", "on"}:
        return True
    if isinstance(value, str) and value.lower() in {"", "0", "false", "no", "off"}:
        return False
    if not isinstance(value, bool):
        raise InvalidValue("True or False")
    return value


def one_of(*choices: str) -> Callable[[object], str]:
    """Return what checks that a value is one of these."""

    def check(value: object) -> str:
        if value not in choices:
            hint = diagnostics.did_you_mean(str(value), choices)
            raise InvalidValue(f"{', '.join(map(repr, choices[:-1]))} or {choices[-1]!r}{hint}")
        return str(value)

    return check


def _names_from(choices: Iterable[str]) -> Callable[[object], tuple[str, ...]]:
    """Return what checks a list of these names; on the command line, names with commas."""
    known = tuple(choices)

    def check(value: object) -> tuple[str, ...]:
        if isinstance(value, str):
            value = value.split(",")
        if not isinstance(value, list | tuple):
            raise InvalidValue(f"a list of names from {', '.join(known)}")
        names = [name for name in value if name != ""]  # ``-D craftblog_feeds=`` is ``[""]``
        for name in names:
            if name not in known:
                hint = diagnostics.did_you_mean(str(name), known)
                raise InvalidValue(f"names from {', '.join(known)}{hint}")
        return tuple(dict.fromkeys(names))

    return check


def as_read_by(read: Callable[[object], Any]) -> Callable[[object], Any]:
    """Return what checks a value that ``read`` takes, or says in a :class:`ValueError` what it
    takes.
    """

    def check(value: object) -> Any:
        try:
            return read(value)
        except ValueError as error:
            raise InvalidValue(str(error)) from None

    return check


def _count(value: object, takes: str = "a whole number, 0 or more", least: int = 0) -> int:
    if isinstance(value, str) and value.isdecimal():
        value = int(value)
    if not isinstance(value, int) or isinstance(value, bool) or value < least:
        raise InvalidValue(takes)
    return value


def _globs(value: object) -> tuple[str, ...]:
    if isinstance(value, str):
        raise InvalidValue("a list of strings such as ['posts/**']")
    if not isinstance(value, list | tuple) or not all(isinstance(glob, str) for glob in value):
        raise InvalidValue("a list of strings such as ['posts/**']")
    return tuple(value)


def _path(value: object) -> str:
    path = _text(value).strip("/")
    parts = path.split("/") if path else []
    if any(
        part in {"", ".", ".."} or re.search(r'[\x00-\x1f\x7f\\?#%:*"<>|]', part) for part in parts
    ):
        raise InvalidValue("a folder below the site's root such as 'blog', or '' for the root")
    return path


def _authors(value: object) -> dict[str, Author]:
    if not isinstance(value, Mapping):
        raise InvalidValue('a mapping such as {"ada": {"name": "Ada"}}')
    return {_key(key): _author(key, entry) for key, entry in value.items()}


def _author(key: str, entry: object) -> Author:
    if isinstance(entry, list | tuple) and all(isinstance(part, str) for part in entry):
        if not 1 <= len(entry) <= 2:
            raise InvalidValue(f"(name, url) for {key!r}")
        entry = dict(zip(("name", "url"), entry, strict=False))
    if not isinstance(entry, Mapping):
        raise InvalidValue(
            f'for {key!r} a mapping such as {{"name": "Ada Lovelace"}}, or (name, url)'
        )
    known = [name for name in Author._fields if name != "key"]
    for part in entry:
        if part not in known:
            raise InvalidValue(
                f"for {key!r} the keys {', '.join(known)}, not {part!r}"
                + diagnostics.did_you_mean(str(part), known)
            )
    links = entry.get("links", {})
    if not isinstance(links, Mapping):
        raise InvalidValue(f"for {key!r} 'links' as a mapping of names to URLs")
    texts = {part: text for part, text in entry.items() if part != "links"}
    if not all(isinstance(text, str) for text in (*texts.values(), *links, *links.values())):
        raise InvalidValue(f"strings only for {key!r}")
    if not texts.get("name"):
        raise InvalidValue(f"a 'name' for {key!r}")
    for address in (texts.get("url", ""), texts.get("avatar", ""), *links.values()):
        if not may_be_followed(address):
            raise InvalidValue(
                f"for {key!r} URLs that begin with 'https://', or paths of this site"
            )
    return Author(key=key, links=tuple(links.items()), **texts)


def _vocabulary(value: object) -> tuple[DeclaredTerm, ...]:
    if not isinstance(value, Mapping):
        raise InvalidValue('a mapping such as {"postgresql": {"name": "PostgreSQL"}}')
    terms = []
    owners: dict[str, str] = {}
    for slug, entry in value.items():
        term = _declared_term(_key(slug), entry)
        for name in {fold(n) for n in (term.slug, term.name, *term.aliases)}:
            if owners.setdefault(name, term.slug) != term.slug:
                raise InvalidValue(
                    f"each name once; {name!r} is in {owners[name]!r} and {term.slug!r}"
                )
        terms.append(term)
    return tuple(terms)


def _posts(value: object) -> int:
    return _count(value, "a number of posts, 1 or more", 1)


def _social_cards(value: object) -> CardOptions | None:
    if not isinstance(value, Mapping):
        try:
            return CardOptions() if _boolean(value) else None
        except InvalidValue:
            raise InvalidValue('True, False or a mapping such as {"accent": "#0b5cad"}') from None
    known = ("accent", "logo")
    for name in value:
        if name not in known:
            hint = diagnostics.did_you_mean(str(name), known)
            raise InvalidValue(f"the options {', '.join(known)}, not {name!r}{hint}")
    options = CardOptions(**value, is_asked_for=True)
    if "accent" in value and not re.fullmatch("#[0-9a-fA-F]{6}", str(options.accent)):
        raise InvalidValue("'accent' as '#rrggbb', such as '#0b5cad'")
    if not isinstance(options.logo, str):
        raise InvalidValue("'logo' as the path of a PNG or JPEG from the source folder")
    return options


def _redirects(value: object) -> tuple[tuple[str, str], ...]:
    if not isinstance(value, Mapping) or not all(
        isinstance(text, str) and text.strip() for pair in value.items() for text in pair
    ):
        raise InvalidValue('a mapping such as {"blog/drafts": "blog/archive"}')
    return tuple((old.strip().strip("/"), new.strip()) for old, new in value.items())


def _declared_term(slug: str, entry: object) -> DeclaredTerm:
    if slug != slugify(slug) or slug in RESERVED:
        raise InvalidValue(f"slugs as keys: {slugify(slug)!r} rather than {slug!r}")
    if not isinstance(entry, Mapping):
        raise InvalidValue(f"for {slug!r} a mapping with 'name', 'description', 'aliases'")
    known = ("name", "description", "aliases")
    for part in entry:
        if part not in known:
            raise InvalidValue(
                f"for {slug!r} the keys {', '.join(known)}, not {part!r}"
                + diagnostics.did_you_mean(str(part), known)
            )
    aliases = entry.get("aliases", [])
    is_list = isinstance(aliases, list | tuple | set | frozenset)
    if not is_list or not all(isinstance(alias, str) for alias in aliases):
        raise InvalidValue(f"for {slug!r} 'aliases' as a list of strings")
    name, description = entry.get("name", slug), entry.get("description", "")
    if not isinstance(name, str) or not name.strip() or not isinstance(description, str):
        raise InvalidValue(f"for {slug!r} 'name' and 'description' as strings")
    return DeclaredTerm(slug, name, description, tuple(aliases))


def _policy(value: object) -> dict[str, str]:
    if not isinstance(value, Mapping):
        raise InvalidValue('a mapping such as {"image": "error"}')
    known, levels = diagnostics.subtypes(), tuple(LEVELS)
    for subtype, level in value.items():
        if subtype not in known:
            meant = diagnostics.did_you_mean(str(subtype).removeprefix(f"{TYPE}."), known)
            there_are = meant or f"; there are {', '.join(known)}"
            raise InvalidValue(f"subtypes of messages as keys, not {subtype!r}{there_are}")
        if level not in levels:
            hint = diagnostics.did_you_mean(str(level), levels)
            raise InvalidValue(f"for {subtype!r} one of {', '.join(levels)}, not {level!r}{hint}")
    return dict(value)


def _key(key: object) -> str:
    if not isinstance(key, str) or not key.strip():
        raise InvalidValue(f"strings as keys, not {diagnostics.shown(key)}")
    return key


def _date_format(value: object) -> str:
    form = _text(value)
    if form in NAMED_FORMATS:  # which need not be tried out, and Babel not be loaded for it
        return form
    try:
        shown, other = (
            show_date(datetime(*day, tzinfo=timezone.utc), form=form, language="en")
            for day in ((2026, 1, 1), (2031, 11, 28))
        )
    except (ValueError, TypeError, AttributeError, KeyError):  # not a pattern, or one for times
        shown = other = ""
    if shown == other or form.count("'") % 2:  # it shows nothing of the date, or all after a quote
        hint = diagnostics.did_you_mean(form, NAMED_FORMATS)
        wanted = f"one of {', '.join(NAMED_FORMATS)}, or a CLDR pattern such as 'd MMM y'"
        raise InvalidValue(wanted + hint)
    return form


def _zone(value: object) -> tzinfo:
    try:
        return find_zone(_text(value))
    except ValueError:
        meant = _likely_zone(str(value))
        hint = f"; did you mean {meant!r}?" if meant else ""
        raise InvalidValue(f"an IANA time zone such as 'Europe/Berlin'{hint}") from None


def _likely_zone(name: str) -> str | None:
    zones = sorted(available_timezones())
    cities = {zone.rpartition("/")[2].casefold(): zone for zone in zones}
    if name.isupper():  # an abbreviation, which many zones may have
        return None
    return cities.get(name.casefold().replace(" ", "_")) or diagnostics.nearest(name, zones)


def _now(value: object) -> datetime | None:
    if value is None or value == "":
        return None
    try:
        return read_moment(value, zone=timezone.utc)
    except ValueError:
        raise InvalidValue("a date such as '2026-03-01', or a datetime") from None


def _speed(value: object) -> int | None:
    if value is None:
        return None
    return _count(value, "a number of words a minute, 1 or more", 1)


SPEEDUPS = {
    "collector": "the garbage collector passes less often, over less, and not at the end",
    "doctrees": "no more than 300 documents wait in memory to be written",
    "formatters": "the formatter of highlighted code is made once for each of its options",
    "front-matter": "front matter with no key but the blog's is read once, and not by MyST as well",
    "pages": "the generated pages are written by as many processes as documents are",
    "readers": "parallel readers forget what they inherited of other documents",
    "search": "the search index is changed in place, and left alone where nothing was written",
    "settings": "docutils finds its default settings once, and not twice for each document",
    "sources": "files with a new modification time and the same content are not read again",
    "stems": "the stem of a word is found once, and kept beside the doctrees",
    "templates": "compiled templates are kept beside the doctrees",
    "tocs": "tables of contents stay packed until a page needs one",
    "trees": "the nodes of a document are found in less time, and left alone where nothing changes",
    "writers": "with `-j`, who writes a document resolves its references and indexes its words",
}
"""Work of Sphinx's own that is saved, without a difference in the output."""


def active_speedups(config: Config) -> tuple[str, ...]:
    """Return the names of the work of Sphinx's own that a checked configuration saves.

    Those are left out whose parts of other packages are not as they were tested.
    """
    return private_access.supported(_wanted_speedups(config))


def _wanted_speedups(config: Config) -> tuple[str, ...]:
    return _names_from(SPEEDUPS)(config.craftblog_speedups)


"""Every setting, without its prefix ``craftblog_``."""

PREFIX = "craftblog_"


def _setting(
    default: object,
    takes: str,
    help: str,  # noqa: A002 - as argparse calls it
    check: Callable[[Any], Any],
    rebuild: Literal["", "env", "html"] = "",
) -> Any:
    """Declare a setting; the parts are those of :class:`Setting`."""
    return field(metadata={"setting": (default, takes, help, check, rebuild)})


@dataclass(frozen=True)
class Options:
    """The checked settings: of each its type here, and all else that there is to it."""

    posts: tuple[str, ...] = _setting(
        ["posts/**"],
        "list of strings",
        "Globs of the docnames that are posts. An `index` right in a glob's folder is not one; "
        "`posts/x/index` (a folder with its images) is.",
        _globs,
        "env",
    )
    path: str = _setting(
        "blog", "string", "Folder of the generated pages; `''` puts them at the site's root.", _path
    )
    title: str = _setting(
        "",
        "string",
        "The blog's title, in listings' metadata; default: `html_title`, else `project`.",
        _text,
    )
    description: str = _setting("", "string", "What the blog is about, in one sentence.", _text)
    authors: dict[str, Author] = _setting(
        {},
        "mapping",
        "Who writes: `{key: {'name', 'url', 'bio', 'avatar', 'email', 'links': {…}}}`; "
        "`(name, url)` is accepted for an entry.",
        _authors,
    )
    default_author: str = _setting(
        "",
        "string",
        "Key of the author of posts that name none; default: the only entry of "
        "`craftblog_authors`, else Sphinx's `author`.",
        _text,
    )
    tags: tuple[DeclaredTerm, ...] = _setting(
        {},
        "mapping",
        "Vocabulary of tags: `{slug: {'name', 'description', 'aliases': […]}}`. "
        "Tags that are not in it may be used all the same, unless `craftblog_vocabulary` says no.",
        _vocabulary,
    )
    categories: tuple[DeclaredTerm, ...] = _setting(
        {}, "mapping", "Vocabulary of categories, as `craftblog_tags`.", _vocabulary
    )
    vocabulary: str = _setting(
        "open",
        "`'open'` or `'closed'`",
        "With `'closed'`, a tag that `craftblog_tags` does not declare is a warning with the "
        "nearest one, and so is a category. A vocabulary that declares nothing stays open.",
        one_of("open", "closed"),
    )
    date_format: str = _setting(
        "long",
        "string",
        "`short`, `medium`, `long`, `full` or a CLDR pattern such as `'MMMM yyyy'`, written in "
        "the site's `language`.",
        _date_format,
    )
    timezone: tzinfo = _setting(
        "UTC", "string", "IANA name of the zone of dates that carry none.", _zone, "env"
    )
    now: datetime | None = _setting(
        None,
        "date, datetime or ISO string",
        "The moment that decides what is published; default: `SOURCE_DATE_EPOCH` from the "
        "environment, else the clock.",
        _now,
    )
    page_size: int = _setting(
        10,
        "whole number",
        "Posts on a page of a list. The first page of a list has up to twice as many less one; the "
        "others are counted from the oldest, so that a new post never renumbers them.",
        _posts,
    )
    related: int = _setting(
        3,
        "whole number",
        "Earlier posts that are named under a post as related to it; 0 for none.",
        _count,
    )
    search: str = _setting(
        "sphinx",
        "`sphinx`, `pagefind` or `none`",
        "Sphinx's own search, Pagefind's, or none. Sphinx's index is read and written whole in "
        "every build, and fetched whole by every reader; Pagefind's is made by `craftblog "
        "search-index`, and fetched in pieces, which suits a blog of many posts.",
        one_of("sphinx", "pagefind", "none"),
        "html",
    )
    only_series: str = _setting(
        "",
        "string",
        "Name of a series: the build is a book of its posts in reading order, for `epub` and "
        "`latex`.",
        _text,
        "env",
    )
    drafts: bool = _setting(False, "boolean", "Build drafts, marked as such.", _boolean)
    future: bool = _setting(False, "boolean", "Build posts that are dated in the future.", _boolean)
    excerpt: int = _setting(
        1, "whole number", "Paragraphs of an automatic excerpt; 0 for none.", _count, "env"
    )
    reading_speed: int | None = _setting(
        None,
        "whole number",
        "Words a minute; default: the silent reading speed of the post's language.",
        _speed,
        "env",
    )
    code_panel: bool = _setting(
        True,
        "boolean",
        "Show a card's code panel when the post names one or has a captioned code block.",
        _boolean,
        "env",
    )
    card_images: bool = _setting(
        True,
        "boolean",
        "Show the `image` of a post on its card, if it is a file of the project.",
        _boolean,
    )
    feeds: tuple[str, ...] = _setting(
        list(FORMATS),
        "list of names",
        "Formats of the feeds, of the blog and of every tag, category, author and series: "
        "`atom`, `rss`, `json`. `[]` for none. They need `html_baseurl`.",
        _names_from(FORMATS),
    )
    feed_length: int = _setting(20, "whole number", "Posts in a feed, the newest.", _posts)
    feed_content: str = _setting(
        "full",
        "`'full'` or `'excerpt'`",
        "What a feed has of a post: its whole text, or the excerpt of its card.",
        one_of("full", "excerpt"),
    )
    redirects: tuple[tuple[str, str], ...] = _setting(
        {},
        "mapping",
        "Earlier addresses of pages that are no posts: `{'blog/drafts': 'blog/archive'}`. Each "
        "forwards to a page, by its name, or to a URL. That of a feed has a copy of another "
        "feed: `{'feed.xml': 'blog/atom.xml'}`.",
        _redirects,
    )
    llms_txt: bool = _setting(
        False,
        "boolean",
        "Make `llms.txt`, a list of posts and pages for language models. It needs `html_baseurl`.",
        _boolean,
    )
    comments: Comments | None = _setting(
        {},
        "mapping",
        "Who keeps the comments on posts: `{'provider': 'giscus', …}`, with the "
        "keys of that provider, see below.",
        as_read_by(read_comments),
    )
    newsletter: Newsletter | None = _setting(
        {},
        "mapping",
        "A form under each post: `{'action': 'https://…'}`, the URL that the provider's own form "
        "is sent to; optional `method` (`'post'` or `'get'`), `field` (name of the field for the "
        "address, `'email'`), `hidden` (`{name: value}`, sent along), `title`, `text` and "
        "`button`.",
        as_read_by(read_newsletter),
    )
    share: tuple[str, ...] = _setting(
        [],
        "list of names",
        "Links under each post that share it, in this order: "
        + ", ".join(f"`{name}`" for name in SERVICES)
        + ". They need `html_baseurl`.",
        _names_from(SERVICES),
    )
    social_cards: CardOptions | None = _setting(
        True,
        "boolean or mapping",
        "Draw a picture for previews of each post that has no `image`, if the extra `social` is "
        "installed and `html_baseurl` set. A mapping says how: "
        "`{'accent': '#0b5cad', 'logo': 'logo.png'}`; the logo is a PNG or JPEG, its path from "
        "the source folder. Defaults: the accent of the theme, `html_logo`.",
        _social_cards,
        "html",
    )
    earlier_inventory: str = _setting(
        "",
        "string",
        "Path (from the source folder) or URL of an `objects.inv` that the site had earlier. "
        "`craftblog check` names the addresses in it that are gone; a build never reads it.",
        _text,
    )
    policy: dict[str, str] = _setting(
        {},
        "mapping",
        "How gravely messages are taken, by their subtype: "
        "`{'image': 'error', 'series': 'info'}`. `ignore` says nothing; `info` does not fail a "
        "build with `-W`; `warning` is usual; `error` ends every build with code 1, but its output "
        "is written. {doc}`messages` lists the subtypes.",
        _policy,
    )
    speedups: tuple[str, ...] = _setting(
        list(SPEEDUPS),
        "list of names",
        "Work of Sphinx's own that is saved, with the same output: "
        + "; ".join(f"`{name}`, {what}" for name, what in SPEEDUPS.items())
        + ". `[]` for none.",
        _names_from(SPEEDUPS),
    )

    def is_post(self, docname: str, *, root: str) -> bool:
        """Return whether a document is a post by its name (``root`` is the front page)."""
        return names_post(self.posts, docname, root=root)


SETTINGS = tuple(Setting(part.name, *part.metadata["setting"]) for part in fields(Options))
"""Every setting, in the order of the reference."""


def names_post(globs: tuple[str, ...], docname: str, *, root: str) -> bool:
    """Return whether the globs of ``craftblog_posts`` say that a document is a post."""
    if docname == root:
        return False
    for glob, matches in zip(globs, compile_matchers(globs), strict=True):
        folder = glob.partition("*")[0].rpartition("/")[0]
        front = f"{folder}/index" if folder else "index"
        if matches(docname) and docname != front:
            return True
    return False


def declare(app: Sphinx) -> None:
    """Register every setting with Sphinx."""
    for setting in SETTINGS:
        app.add_config_value(PREFIX + setting.name, setting.default, setting.rebuild, types=Any)
    app.connect("config-inited", check_config, priority=100)


def where_set(app: Sphinx, name: str, key: str = "") -> str:
    """The place in conf.py that sets a name, or a key of its mapping, for a warning."""
    return _Assignments(Path(app.confdir) / "conf.py").of(name, key)


def check_config(app: Sphinx, config: Config) -> None:
    """Refuse wrong values, all in one message, and warn of unknown settings.

    :raises ConfigError: if a setting's value will not do.
    """
    where = _Assignments(Path(app.confdir) / "conf.py")
    known = [PREFIX + setting.name for setting in SETTINGS]
    for name in sorted(names_in_conf_py(config, app.confdir)):
        if name.startswith(PREFIX) and name not in known:
            report([diagnostics.unknown_setting(name, PREFIX, known).at(where.of(name))])
    problems = list(_problems(config, where))
    if problems:
        raise ConfigError("\n".join(problems))
    if off := set(_wanted_speedups(config)).difference(active_speedups(config)):
        names = ", ".join(sorted(off))
        logger.info(
            "sphinx_craftblog was not tested with a version that is installed: without %s", names
        )


def _problems(config: Config, where: _Assignments) -> Any:
    for setting in SETTINGS:
        name = PREFIX + setting.name
        try:
            setting.check(config[name])
        except InvalidValue as unfit:
            said = diagnostics.refused(name, str(unfit), config[name])
            yield f"{where.of(name)}: {said.text}"
    try:
        urlsplit(config.html_baseurl or "").path.strip("/")
    except (ValueError, TypeError, AttributeError):  # brackets that are none of a host, or no text
        wanted = "a URL such as 'https://example.org/'"
        said = diagnostics.refused("html_baseurl", wanted, config.html_baseurl)
        yield f"{where.of('html_baseurl')}: {said.text}"
    key, known = config.craftblog_default_author, config.craftblog_authors
    if isinstance(key, str) and key and isinstance(known, dict) and known and key not in known:
        said = diagnostics.unknown_default_author(key, known)
        yield f"{where.of(PREFIX + 'default_author')}: {said.text}"


def read_options(config: Config, confdir: str | os.PathLike[str]) -> Options:
    """The settings of a configuration that :func:`check_config` has let through."""
    values = {setting.name: setting.check(config[PREFIX + setting.name]) for setting in SETTINGS}
    values["speedups"] = active_speedups(config)
    own_title = config.html_title if is_set(config, "html_title", confdir) else ""
    values["title"] = values["title"] or own_title or config.project
    if not values["default_author"]:
        if not values["authors"]:
            values["default_author"] = config.author if is_set(config, "author", confdir) else ""
        elif len(values["authors"]) == 1:
            values["default_author"] = next(iter(values["authors"]))
    return Options(**values)


def is_set(config: Config, name: str, confdir: str | os.PathLike[str]) -> bool:
    """Return whether conf.py, or the command line, sets a name.

    The defaults of some settings ("Author name not set") are not for readers.
    """
    return name in config.overrides or name in names_in_conf_py(config, confdir)


def names_in_conf_py(config: Config, confdir: str | os.PathLike[str]) -> Collection[str]:
    """Return the names that conf.py sets.

    Sphinx has no public way to tell them from the names that it gives defaults.
    """
    found = private_access.CONFIG_FILE.of(config, config.craftblog_speedups)
    return _Assignments(Path(confdir, "conf.py")).names() if found is None else found


def digest_of_config(config: Config, rebuild: Literal["env", "html"]) -> str:
    """Return a digest of the values for which Sphinx reads all, or writes all HTML, again."""
    values = {value.name: _comparable(value.value) for value in config.filter(frozenset({rebuild}))}
    return digest(sorted(values.items()))


def _comparable(value: object) -> object:
    """Return a value in a form whose ``repr`` is the same in each process."""
    if isinstance(value, Mapping):
        return sorted(repr((_comparable(key), _comparable(entry))) for key, entry in value.items())
    if isinstance(value, set | frozenset):
        return sorted(repr(_comparable(entry)) for entry in value)
    if isinstance(value, list | tuple):
        return [_comparable(entry) for entry in value]
    if isinstance(value, type | FunctionType):
        return f"{value.__module__}.{value.__qualname__}"
    return str(value)


class _Assignments:
    """Where conf.py sets a name, for messages that lead there."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def of(self, name: str, key: str = "") -> str:
        """``path:line`` of the last assignment to ``name``, or the path alone.

        With a ``key``, its line in the mapping that is assigned, if it stands there.
        """
        assigned = {
            target.lineno: node.value
            for node in ast.walk(self._tree)
            if isinstance(node, ast.Assign | ast.AnnAssign)
            for target in (node.targets if isinstance(node, ast.Assign) else [node.target])
            if isinstance(target, ast.Name) and target.id == name
        }
        if not assigned:
            return str(self.path)
        line = max(assigned)
        value = assigned[line]
        for part in value.keys if isinstance(value, ast.Dict) else ():
            if isinstance(part, ast.Constant) and part.value == key:
                line = part.lineno
        return f"{self.path}:{line}"

    def names(self) -> set[str]:
        """Return the names that are assigned to, defined or imported."""
        found = set()
        for node in ast.walk(self._tree):
            if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store):
                found.add(node.id)
            elif isinstance(node, ast.FunctionDef):
                found.add(node.name)
            elif isinstance(node, ast.alias):
                found.add(node.asname or node.name)
        return found

    @cached_property
    def _tree(self) -> ast.Module:
        """The file as Python reads it; nothing of one that cannot be read."""
        try:
            return ast.parse(self.path.read_bytes())
        except (OSError, SyntaxError, ValueError):
            return ast.Module([], [])
