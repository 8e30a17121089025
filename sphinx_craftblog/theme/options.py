"""Every option of the bundled theme (``html_theme_options``), declared once.

Checks and the reference page come from :data:`THEME_OPTIONS`; ``theme.toml`` repeats the
names for Sphinx.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, NamedTuple

from sphinx.errors import ConfigError

from sphinx_craftblog import diagnostics
from sphinx_craftblog.config import Setting, as_read_by, one_of, where_set
from sphinx_craftblog.diagnostics import Diagnostic, DiagnosticMessage
from sphinx_craftblog.diagnostics.reporting import report
from sphinx_craftblog.diagnostics.values import InvalidValue
from sphinx_craftblog.model.colors import is_color
from sphinx_craftblog.model.query import STYLES
from sphinx_craftblog.model.social_links import SERVICES, SocialLink, read_social_links
from sphinx_craftblog.theme.accent import Accent, shown_accent, weak_accents
from sphinx_craftblog.theme.bundled import THEME
from sphinx_craftblog.theme.fonts import FONTS, BundledFont, family_of

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.config import Config

OPTIONS = "html_theme_options"
"""Sphinx's setting that holds them."""


class SiteLink(NamedTuple):
    """A text that leads to a page of the site, or anywhere; nowhere if ``url`` is empty."""

    title: str
    url: str


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise InvalidValue("a string")
    return value.strip()


def _boolean(value: object) -> bool:
    # ``sphinx-build -D html_theme_options.scheme_switch=0`` hands over text.
    named = {"true": True, "1": True, "false": False, "0": False}
    found = named.get(value.lower(), value) if isinstance(value, str) else value
    if not isinstance(found, bool):
        raise InvalidValue("True or False")
    return found


def _header_links(value: object) -> tuple[SiteLink, ...] | None:
    if value is None:
        return None
    wanted = "a list of links such as [{'title': 'About', 'url': 'about'}]"
    if not isinstance(value, list | tuple):
        raise InvalidValue(wanted)
    return tuple(_site_link(entry, "title", wanted) for entry in value)


def _site_link(entry: object, key: str, wanted: str) -> SiteLink:
    if not isinstance(entry, Mapping):
        raise InvalidValue(wanted)
    for name in entry:
        if name not in (key, "url"):
            hint = diagnostics.did_you_mean(str(name), (key, "url"))
            raise InvalidValue(f"for a link the keys {key}, url, not {name!r}{hint}")
    title, url = entry.get(key), entry.get("url")
    if not isinstance(title, str) or not title.strip():
        raise InvalidValue(f"a {key!r} for the link to {diagnostics.shown(url)}")
    if not isinstance(url, str) or not url.strip():
        raise InvalidValue(f"a 'url' for {title!r}: a docname, a path or a URL")
    scheme = re.match(r"\s*([a-zA-Z][\w+.-]*):", url)
    is_odd = bool(re.search(r"[\x00-\x1f\x7f-\x9f]", url))  # browsers pass over some of them
    if is_odd or (scheme and scheme[1].lower() not in ("https", "http", "mailto")):
        raise InvalidValue(f"for {title!r} a docname, a path, or a URL that begins with 'https://'")
    return SiteLink(title.strip(), url.strip())


def _announcement(value: object) -> SiteLink:
    if isinstance(value, str):
        return SiteLink(value.strip(), "")
    return _site_link(value, "text", "a string, or {'text': '…', 'url': '…'}")


def _accent(value: object) -> Accent | None:
    if value == "":
        return None
    wanted = "'#rrggbb' such as '#0b5cad', or {'light': '#0b5cad', 'dark': '#84bcff'}"
    given = {"light": value} if isinstance(value, str) else value
    if not isinstance(given, Mapping) or not {"light"} <= set(given) <= {"light", "dark"}:
        raise InvalidValue(wanted)
    if not all(map(is_color, given.values())):
        raise InvalidValue(wanted)
    return Accent(given["light"].lower(), given.get("dark", "").lower())


SCHEMES = ("auto", "light", "dark")


_FAMILY = r"""(?:"[^"'\\;{}<>\n\r\f]+"|'[^"'\\;{}<>\n\r\f]+'|-?[^\W\d][\w-]*(?: [\w-]+)*)"""


_GENERIC = {"sans-serif", "monospace", "system-ui", "ui-serif", "ui-sans-serif", "ui-rounded"}
"""What CSS calls fonts of a kind; names of fonts themselves have capitals."""


def _text_font(value: object) -> str:
    own = {name: family_of(font) for name, font in FONTS.items()}
    own |= {"system": "", "serif": "var(--font-serif)"}
    if isinstance(value, str) and value in own:
        return own[value]
    if isinstance(value, str) and re.fullmatch(r"[a-z-]+", value) and value not in _GENERIC:
        raise InvalidValue(
            f"{', '.join(map(repr, own))}, or fonts{diagnostics.did_you_mean(value, own)}"
        )
    return _font(value)


def _code_font(value: object) -> str:
    return "" if value == "system" else _font(value)


def _font(value: object) -> str:
    """A stack of families and nothing else: it goes into the style sheet as it is."""
    if not isinstance(value, str) or not re.fullmatch(rf"{_FAMILY}(?:, *{_FAMILY})*", value):
        raise InvalidValue(
            "'system', or names of fonts such as '\"Source Serif 4\", Georgia, serif'"
        )
    return value


NARROW, MEASURE, WIDE = 30, 39, 50


def _measure(value: object) -> float:
    try:
        # ``sphinx-build -D html_theme_options.measure=42`` hands over text.
        number = float(value) if isinstance(value, str | int | float) else 0
    except ValueError:
        number = 0
    if isinstance(value, bool) or not NARROW <= number <= WIDE:
        raise InvalidValue(f"a number of rem from {NARROW} to {WIDE}")
    return number


THEME_OPTIONS = (
    Setting(
        "header_links",
        None,
        "list of mappings",
        "What the header leads to: `[{'title': 'About', 'url': 'about'}]`. A `url` is a docname, "
        "the name of a generated page such as `blog/archive`, the path of a file from the site's "
        "root such as `/cv.pdf`, or a URL. More than four go into a menu on small screens. "
        "Default: archive, tags and search, where there are such pages.",
        _header_links,
    ),
    Setting(
        "social_links",
        {},
        "mapping or list",
        "Icons in the footer: `{'github': 'ada', 'email': 'ada@example.org', 'rss': True}`. "
        "Services are "
        + ", ".join(f"`{name}` (`{service.example}`)" for name, service in SERVICES.items())
        + " and `rss`, the page about feeds; a URL does as well as a handle. A list may also hold "
        "URLs, and `{'name': '…', 'url': 'https://…', 'icon': 'link'}`.",
        as_read_by(read_social_links),
    ),
    Setting("social_in_header", False, "boolean", "Show these icons in the header, too.", _boolean),
    Setting(
        "announcement",
        "",
        "string or mapping",
        "A line above the header of every page, which readers can dismiss: text, or "
        "`{'text': '…', 'url': 'posts/news'}` with a `url` as in `header_links`.",
        _announcement,
    ),
    Setting(
        "accent",
        "",
        "`'#rrggbb'` or mapping",
        "The color of links and marks, or one for each scheme: "
        "`{'light': '#0b5cad', 'dark': '#84bcff'}`. From one color, that of the dark scheme is "
        "derived. A color with a contrast of less than 4.5 is a warning, and the nearest of its "
        "hue that can be read is used.",
        _accent,
    ),
    Setting(
        "scheme",
        "auto",
        ", ".join(f"`'{name}'`" for name in SCHEMES),
        "Light or dark, until the reader chooses; `auto` is as the reader's system is.",
        one_of(*SCHEMES),
    ),
    Setting(
        "scheme_switch",
        True,
        "boolean",
        "Let readers choose between light and dark.",
        _boolean,
    ),
    Setting(
        "shortcuts",
        True,
        "boolean",
        "Keyboard shortcuts: `/` searches, `n` and `p` lead to the next and the previous page, `d` "
        "changes between light and dark, `?` lists them. Readers can turn them off in that list.",
        _boolean,
    ),
    Setting(
        "text_font",
        "system",
        "`'system'`, `'serif'`, " + ", ".join(f"`'{name}'`" for name in FONTS) + " or fonts",
        "The fonts of the text: those of the reader's system; "
        + "; ".join(f"{font.family}, which the site then carries" for font in FONTS.values())
        + "; or fonts as in CSS, `'\"Charter\", Georgia, serif'`, which must be on the reader's "
        "machine, or in a style sheet of yours.",
        _text_font,
    ),
    Setting(
        "code_font", "system", "`'system'` or fonts", "The fonts of code, as in CSS.", _code_font
    ),
    Setting(
        "measure",
        MEASURE,
        f"number, {NARROW} to {WIDE}",
        "How wide the text is, in rem. With 39, lines have 65 to 75 characters.",
        _measure,
    ),
    Setting(
        "list_style",
        "cards",
        ", ".join(f"`'{style}'`" for style in STYLES),
        "How the pages of tags, categories, authors, series and years list posts.",
        one_of(*STYLES),
    ),
    Setting(
        "logo_dark",
        "",
        "string",
        "Path of the logo of the dark scheme, from conf.py; `html_logo` is that of the light.",
        _text,
    ),
    Setting("footer_text", "", "string", "A line in the footer of every page.", _text),
)
"""Every option, under its name in ``html_theme_options``."""


@dataclass(frozen=True, slots=True)
class ThemeOptions:
    """The checked options. What each means stands in :data:`THEME_OPTIONS`."""

    header_links: tuple[SiteLink, ...] | None
    social_links: tuple[SocialLink, ...]
    social_in_header: bool
    announcement: SiteLink
    accent: Accent | None
    scheme: str
    scheme_switch: bool
    shortcuts: bool
    text_font: str
    code_font: str
    measure: float
    list_style: str
    logo_dark: str
    footer_text: str


def read_theme_options(config: Config) -> ThemeOptions:
    """The options that :func:`check_theme_options` has let through; for another theme, the
    defaults.
    """
    given = config[OPTIONS] if config.html_theme == THEME else {}
    return ThemeOptions(
        **{
            option.name: option.check(given.get(option.name, option.default))
            for option in THEME_OPTIONS
        }
    )


def check_theme_options(app: Sphinx, config: Config) -> None:
    """``config-inited``: refuse wrong values, all in one message, and warn of what is left out.

    :raises ConfigError: if an option's value will not do.
    """
    if config.html_theme != THEME:
        return
    if not isinstance(config[OPTIONS], Mapping):
        said = diagnostics.refused(OPTIONS, "a mapping", config[OPTIONS])
        raise ConfigError(f"{where_set(app, OPTIONS)}: {said.text}")
    report(_leave_out_unknown(app, config))
    problems = list(_problems(app, config))
    if problems:
        raise ConfigError("\n".join(problems))
    accent = read_theme_options(config).accent
    for weak in weak_accents(accent) if accent else ():
        report([theme_mistake(app, "accent", diagnostics.weak_accent(*weak))])


def theme_mistake(app: Sphinx, option: str, said: DiagnosticMessage) -> Diagnostic:
    """A mistake in an option, at its line in conf.py."""
    place = where_set(app, OPTIONS, option)
    return said.reworded(f"{OPTIONS}[{option!r}]: {said.text}").at(place)


def bundled_font(options: ThemeOptions) -> BundledFont | None:
    """The font of the theme that a site has asked for."""
    return next((font for font in FONTS.values() if family_of(font) == options.text_font), None)


def tokens(options: ThemeOptions) -> dict[str, str]:
    """The custom properties of the style sheet that options set, by name."""
    found = {"font-text": options.text_font, "font-code": options.code_font}
    if options.measure != MEASURE:
        found["measure"] = f"{options.measure:g}rem"
    if options.accent:
        found["accent"] = "light-dark({}, {})".format(*shown_accent(options.accent))
    return {name: value for name, value in found.items() if value}


def _leave_out_unknown(app: Sphinx, config: Config) -> Iterator[Diagnostic]:
    """Tell of options that do not exist; Sphinx, which would tell again, does not see them."""
    known = [option.name for option in THEME_OPTIONS]
    given = config[OPTIONS]
    for name in given:
        if name not in known:
            said = diagnostics.unknown_theme_option(str(name), known)
            yield said.at(where_set(app, OPTIONS, name))
    config[OPTIONS] = {name: value for name, value in given.items() if name in known}


def _problems(app: Sphinx, config: Config) -> Iterator[str]:
    given: dict[str, Any] = config[OPTIONS]
    for option in THEME_OPTIONS:
        if option.name not in given:
            continue
        try:
            option.check(given[option.name])
        except InvalidValue as unfit:
            place = where_set(app, OPTIONS, option.name)
            name = f"{OPTIONS}[{option.name!r}]"
            said = diagnostics.refused(name, str(unfit), given[option.name])
            yield f"{place}: {said.text}"
