"""What is wrong with conf.py: settings, and options of the bundled theme."""

from __future__ import annotations

from collections.abc import Iterable

from sphinx_craftblog.diagnostics.catalog import message
from sphinx_craftblog.diagnostics.words import did_you_mean, nearest, nearest_or_all, shown


@message(
    "unknown_setting",
    cause="A name in conf.py begins with `craftblog_`, and is no setting.",
    cure="Take the name that was meant, see {doc}`settings`.",
    sample=("craftblog_autors", "craftblog_", ["craftblog_authors"]),
)
def unknown_setting(name: str, prefix: str, choices: Iterable[str]) -> str:
    """Return what settings share, ``prefix``, makes no two of them alike."""
    near = nearest(name.removeprefix(prefix), (choice.removeprefix(prefix) for choice in choices))
    return f"unknown setting {name!r}" + (f"; did you mean {prefix + near!r}?" if near else "")


@message(
    "posts",
    cause="A glob of `craftblog_posts` names no document, so whatever lies there is no post.",
    cure="Correct the folder; globs are of docnames, from the folder of conf.py.",
    sample=("post/**", ["posts/**"]),
)
def idle_glob(glob: str, choices: Iterable[str]) -> str:
    return f"no document is at {shown(glob)} of craftblog_posts{did_you_mean(glob, choices)}"


@message(
    "theme_option",
    cause="The bundled theme does not have this option; it is left out.",
    cure="Take the name that was meant, see {doc}`theme`.",
    sample=("acent", ["accent", "measure"]),
)
def unknown_theme_option(name: str, choices: Iterable[str]) -> str:
    return f"the theme has no option {name!r}{nearest_or_all(name, choices)}"


@message(
    "theme_option",
    cause="Text in the accent has too little contrast.",
    cure="Take the color that is named, or another that is darker or lighter.",
    sample=("light", "#7aa2f7", 2.2, "#466ab9"),
)
def weak_accent(scheme: str, color: str, contrast: float, nearest: str) -> str:
    return (
        f"{color!r} is hard to read in the {scheme} scheme (its contrast is {contrast:.1f}, and "
        f"text needs 4.5); {nearest!r}, the nearest of its hue that is not, is used"
    )


@message(
    "theme_option",
    cause="A link of the frame leads to a page that there is not.",
    cure="Correct the docname.",
    sample=("abuot", ["about"]),
)
def unknown_page(url: str, choices: Iterable[str]) -> str:
    hint = did_you_mean(url, choices) or "; a path of another file begins with '/'"
    return f"no document or page {shown(url)}{hint}; it is left out"


@message(
    "theme_option",
    cause="`social_links` has `rss`, and the blog has no feeds.",
    cure="Take it out, or set `html_baseurl` and `craftblog_feeds`.",
)
def no_feeds_to_link() -> str:
    return "'rss' leads to the page about feeds, and the blog has no feeds; it is left out"


@message(
    "theme_option",
    cause="The file of `logo_dark` is not there.",
    cure="Correct the path.",
    sample=("drak.svg", ["dark.svg"]),
)
def missing_logo(path: str, choices: Iterable[str]) -> str:
    hint = did_you_mean(path, choices)
    return f"the file {shown(path)} does not exist (paths are from conf.py){hint}"


@message(
    "",
    kind="error",
    cause="A setting, or an option of the bundled theme, has a value of the wrong kind.",
    cure="Write what it takes, see {doc}`settings` and {doc}`theme`.",
    sample=("craftblog_search", "'sphinx', 'pagefind' or 'none'; did you mean 'none'?", "nune"),
)
def refused(setting: str, wanted: str, found: object) -> str:
    """``wanted`` may name the part of the value that will not do; what was meant stands last."""
    if ", not " in wanted:
        return f"{setting} takes {wanted}"
    wanted, semicolon, meant = wanted.partition("; did you mean")
    meant = semicolon + meant
    return f"{setting} takes {wanted}, not {shown(found)}{meant}"


@message(
    "",
    kind="error",
    cause="`craftblog_default_author` is not a key of `craftblog_authors`.",
    cure="Correct the key.",
    sample=("aad", ["ada", "grace"]),
)
def unknown_default_author(key: str, choices: Iterable[str]) -> str:
    known = list(choices)
    hint = did_you_mean(key, known) or f"; known are {', '.join(known)}"
    return f"craftblog_default_author takes a key of craftblog_authors, not {key!r}{hint}"


@message(
    "",
    kind="error",
    cause="conf.py asks for the theme, and not for the extension.",
    cure='Write `extensions = ["sphinx_craftblog"]`.',
)
def theme_without_extension() -> str:
    return "html_theme = 'craftblog' needs 'sphinx_craftblog' in the extensions of conf.py"
