"""The conf.py of an imported site, as a person would write it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime, timezone
from typing import Any
from urllib.parse import unquote

from sphinx_craftblog.config import names_post
from sphinx_craftblog.importers.common import markdown
from sphinx_craftblog.importers.common.places import PUBLIC, SCHEMES, Places, is_public
from sphinx_craftblog.importers.common.post import ImportedPost, ImportedSite
from sphinx_craftblog.importers.common.python_source import written
from sphinx_craftblog.model.slugs import slugify

FOLDERS = {"tag": "tag", "category": "category", "author": "author", "series": "series"}
"""Folders of our pages of terms, by their kinds."""

FEEDS = {"atom": "atom.xml", "rss": "rss.xml", "json": "feed.json"}
"""Names of our feeds, by their formats."""

EXTENSIONS = ("attrs_block", "attrs_inline", "colon_fence", "deflist")
"""Extensions of MyST that a new site has."""

HEAD = "# Every setting: https://sphinx-craftblog.readthedocs.io/reference/settings.html"

YEARS = "[0-9][0-9][0-9][0-9]/**"
"""Glob of documents in folders of years."""


MANY = 6
"""More folders than one wants to read in a setting."""


def configuration(
    site: ImportedSite, places: Places, authors: Mapping[str, Mapping[str, Any]]
) -> str:
    """The text of conf.py."""
    path = blog_path(site)
    lines = [HEAD, f"project = {written(site.title or 'Blog')}"]
    if names := ", ".join(str(entry["name"]) for entry in authors.values()):
        year = datetime.now(timezone.utc).year
        lines += [f"author = {written(names)}", f"copyright = {written(f'{year}, {names}')}"]
    lines.append(f"language = {written(site.language or 'en')}")
    if site.base_url:
        comment = f"# Addresses stay as they were with: sphinx-build -b {places.builder}"
        lines += [comment, f"html_baseurl = {written(site.base_url)}"]
    lines += [
        f"extensions = {written(['myst_parser', *sorted(site.packages), 'sphinx_craftblog'])}",
        'html_theme = "craftblog"',
        "html_theme_options = {",
        '    "header_links": [',
        *(f"        {link}," for link in _links(site, path)),
        "    ],",
        "}",
    ]
    if any(name.startswith(f"{PUBLIC}/") for name in places.files()):
        lines.append(f"html_extra_path = [{written(PUBLIC)}]")
    lines.append('exclude_patterns = ["_build", ".venv", "README.md"]')
    lines.append(f"myst_enable_extensions = {written(sorted({*EXTENSIONS, *site.extensions}))}")
    if "dollarmath" in site.extensions:
        lines += ["myst_dmath_allow_space = False", "myst_dmath_allow_digits = False"]
    lines += ["myst_heading_anchors = 6"]
    if len(places.schemes) > len(SCHEMES):
        lines.append(f"myst_url_schemes = {written(sorted(places.schemes))}")
    if quiet := _suppressed(site):
        lines.append(f"suppress_warnings = {written(quiet)}")
    lines.append("")
    lines += (
        f"{name} = {written(value)}" for name, value in _settings(site, places, authors, path)
    )
    return "\n".join(lines).rstrip("\n") + "\n"


def _suppressed(site: ImportedSite) -> list[str]:
    """Warnings of what other tools let pass: code that is not all of its language."""
    found = ["misc.highlighting_failure"] if any("```" in one.body for one in site.posts) else []
    return found + (["myst.strikethrough"] if "strikethrough" in site.extensions else [])


def is_only_html(post: ImportedPost) -> bool:
    """Return whether a post is written in HTML, which is no text to Sphinx."""
    if post.is_page or post.markup != "md" or "<" not in post.body:
        return False
    return all(
        token.type == "html_block" or token.info.startswith("{raw}")
        for token in markdown.tokens(post.body)
    )


def blog_path(site: ImportedSite) -> str:
    """The folder of our pages in which most pages of terms are where they were."""
    found: Counter[str] = Counter()
    for (kind, name), old in site.term_addresses.items():
        end = f"{FOLDERS[kind]}/{slugify(name)}" if name and kind in FOLDERS else ""
        place = old.strip("/").removesuffix(".html")
        if end and (place == end or place.endswith(f"/{end}")):
            found[place.removesuffix(end).strip("/")] += 1
    if not found or found.total() * 2 < sum(kind in FOLDERS for kind, _ in site.term_addresses):
        return "blog"
    return found.most_common(1)[0][0]


def post_globs(places: Places) -> list[str]:
    """Globs that name posts: folders in which there are more posts than pages, or all."""
    tops: dict[str, Counter[bool]] = {}
    for docname, post in places.posts.items():
        top, slash, _ = docname.partition("/")
        if slash:
            glob = YEARS if len(top) == 4 and top.isdecimal() else f"{top}/**"
            tops.setdefault(glob, Counter())[post.is_page] += 1
    folders = sorted(glob for glob, counts in tops.items() if counts[False] > counts[True])
    is_long = len(folders) > MANY or len(unlike(folders, places)) > len(unlike(["**"], places))
    return ["**"] if is_long else folders


def unlike(globs: Iterable[str], places: Places) -> set[str]:
    """The documents of which the globs do not say rightly whether they are posts."""
    rules = tuple(globs)
    return {
        docname
        for docname, post in places.posts.items()
        if names_post(rules, docname, root="index") == post.is_page
    }


def _links(site: ImportedSite, path: str) -> list[str]:
    public = [post for post in site.posts if is_public(post)]
    links = [("Archive", "archive")] if public else []
    links += [("Tags", "tag")] if any(post.tags for post in public) else []
    pairs = [(title, "/".join(filter(None, (path, page)))) for title, page in links]
    return [written({"title": t, "url": u}, 4) for t, u in [*pairs, ("Search", "search")]]


def _settings(
    site: ImportedSite, places: Places, authors: Mapping[str, Mapping[str, Any]], path: str
) -> Iterable[tuple[str, object]]:
    globs = post_globs(places)
    if globs != ["posts/**"]:
        yield "craftblog_posts", globs
    if path != "blog":
        yield "craftblog_path", path
    if site.description:
        yield "craftblog_description", site.description
    if authors:
        yield "craftblog_authors", {key: dict(entry) for key, entry in authors.items()}
    if site.timezone and site.timezone != "UTC":
        yield "craftblog_timezone", site.timezone
    if site.page_size and site.page_size != 10:
        yield "craftblog_page_size", site.page_size
    if not site.base_url:
        yield "craftblog_feeds", []
    elif site.feeds:
        if site.feed_content == "excerpt":
            yield "craftblog_feed_content", "excerpt"
        if site.feed_length and site.feed_length != 20:
            yield "craftblog_feed_length", site.feed_length
    if any(is_only_html(post) for post in site.posts):
        yield "craftblog_policy", {"body": "ignore"}
    yield from site.settings.items()
    if redirects := dict(_redirects(site, places, path)):
        yield "craftblog_redirects", redirects


def _redirects(site: ImportedSite, places: Places, path: str) -> Iterable[tuple[str, str]]:
    """Old addresses that lead elsewhere now, but for those of posts."""
    seen: set[str] = set()

    def forward(old: str, new: str) -> Iterable[tuple[str, str]]:
        key = redirect_key(old, places.builder)
        if new.endswith((".xml", ".json")) and old.endswith("/"):
            key = f"{old.lstrip('/')}index.html"  # a file, since more may be in the folder
        if not key or key in seen or new in {key, key.removesuffix("/index.html")}:
            return
        if places.docname_at(old) is None or new.endswith((".xml", ".json")):
            seen.add(key)
            yield key, new

    for docname, post in places.posts.items():
        if not post.is_page:
            continue
        olds = [old for old in post.aliases if places.docname_at(old) == docname]
        if is_moved(post.address, docname, places):
            olds.append(post.address)
        for old in olds:
            key = redirect_key(old, places.builder)
            if key not in seen:
                seen.add(key)
                yield key, docname
    ours = set(_pages(site))
    terms = dict(_terms(site, path, ours))
    for old, new in site.redirects.items():
        if new.startswith(("https://", "http://")):
            yield from forward(old, new)
        elif new.startswith("blog:"):
            page = new.removeprefix("blog:")
            folder, _, file = page.rpartition("/")
            is_there = page in ours or (file in FEEDS.values() and folder in ours)
            if is_there or file not in FEEDS.values():
                yield from forward(old, _joined(path, page if is_there else "archive"))
        elif docname_new := places.docname_at(new):
            yield from forward(old, docname_new)
    for old, new in terms.items():
        yield from forward(old, new)
    if site.base_url:
        for old, kind in site.feeds.items():
            yield from forward(old, _joined(path, FEEDS[kind]))
        for old, new in terms.items():
            has_feed = "/" in new.removeprefix(f"{path}/")
            for name, kind in site.term_feeds.items():
                feed = _joined(new if has_feed else path, FEEDS[kind])
                yield from forward(f"{old.rstrip('/')}/{name}", feed)


def is_moved(old: str, docname: str, places: Places) -> bool:
    """Return whether a document is not at its old address."""
    if docname == "index" or not old.endswith(("/", ".html", ".htm")):
        return False
    is_own_folder = places.builder == "dirhtml" and not docname.endswith("/index")
    file = f"{docname}/index.html" if is_own_folder else f"{docname}.html"
    return file != unquote(f"{old}index.html" if old.endswith("/") else old).lstrip("/")


def redirect_key(old: str, builder: str) -> str:
    """An old address as ``craftblog_redirects`` has it, where slashes at the ends do not count."""
    name = old.lstrip("/")
    if name.endswith("/"):
        return f"{name}index.html" if builder != "dirhtml" else name.rstrip("/")
    return name.removesuffix("/index.html") if builder == "dirhtml" else name


def _pages(site: ImportedSite) -> Iterable[str]:
    """The pages that we make of lists of posts, below the folder of the blog."""
    for post in site.posts:
        if not is_public(post) or post.date is None:
            continue
        yield from ("archive", str(post.date.year))
        for kind, folder in FOLDERS.items():
            for name in post.terms(kind):
                yield from (folder, f"{folder}/{slugify(name)}")


def _terms(site: ImportedSite, path: str, ours: set[str]) -> Iterable[tuple[str, str]]:
    """Pages of terms that there are with us, by their old addresses."""
    for (kind, name), old in site.term_addresses.items():
        if kind == "archive":
            page = name or "archive"
        else:
            page = f"{FOLDERS[kind]}/{slugify(name)}" if name else FOLDERS[kind]
        if page in ours:
            yield old, _joined(path, page)


def _joined(path: str, page: str) -> str:
    return "/".join(filter(None, (path, page)))
