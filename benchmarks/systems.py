"""What is measured: how each system's posts are written, and how it is called."""

from __future__ import annotations

import compileall
import json
import shutil
import sys
from pathlib import Path

from corpus import AUTHORS, Corpus, Post, picture

import sphinx_craftblog

TITLE, URL = "The Example Blog", "https://blog.example.org/"
HERE = Path(__file__).parent


class System:
    """Plain Sphinx and MyST with the ``basic`` theme: the baseline."""

    name = "plain"
    posts = "posts"
    suffix = ".md"
    title_in_body = True
    can_parallel = True
    settings: dict[str, object] = {  # noqa: RUF012
        "extensions": ["myst_parser"],
        "html_theme": "basic",
    }

    def is_there(self) -> bool:
        """Whether it can be run."""
        return True

    def write_site(self, folder: Path, corpus: Corpus, extra: dict[str, object]) -> None:
        """Everything but the posts."""
        common = {"project": TITLE, "html_baseurl": URL, "copyright": "2026, Example"}
        conf = common | {"exclude_patterns": ["_build"]} | self.settings | extra
        lines = (f"{name} = {value!r}\n" for name, value in conf.items())
        put(folder / "conf.py", "".join(lines))
        put(folder / "index.md", self.index())
        self.write_pictures(folder / "images")

    def write_pictures(self, folder: Path) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        for name in "abc":
            (folder / f"{name}.png").write_bytes(picture())

    def index(self) -> str:
        return f"# {TITLE}\n\nWelcome.\n"

    def path(self, corpus: Corpus, number: int) -> str:
        return f"{self.posts}/{corpus.head(number)[1]}{self.suffix}"

    def write_post(self, folder: Path, corpus: Corpus, post: Post) -> None:
        body = "\n\n".join(self.block(corpus, kind, content) for kind, content in post.blocks)
        heading = f"# {post.title}\n\n" if self.title_in_body else ""
        put(folder / self.path(corpus, post.number), self.front(post) + heading + body + "\n")

    def front(self, post: Post) -> str:
        return front_matter(self.keys(post))

    def keys(self, post: Post) -> dict[str, object]:
        return {"orphan": True} | self.common_keys(post)

    def common_keys(self, post: Post) -> dict[str, object]:
        return {
            "date": post.date.isoformat(),
            "tags": post.tags,
            "category": post.category,
            "author": post.author,
            "description": post.description,
        }

    def block(self, corpus: Corpus, kind: str, content: object) -> str:
        match kind, content:
            case "heading", text:
                return f"## {text}"
            case "code", (language, source):
                return f"```{language}\n{source}```"
            case "image", name:
                return f"![Picture {name}]({self.picture(str(name))})"
            case "table", rows:
                lines = [" | ".join(row) for row in rows]  # type: ignore[attr-defined]
                return "\n".join(f"| {line} |" for line in (lines[0], "--|--|--|--", *lines[1:]))
            case "list", items:
                return "\n".join(f"- {item}" for item in items)  # type: ignore[attr-defined]
            case "link", number:
                return f"More in {self.link(corpus, int(str(number)))}."
            case _:
                return str(content)

    def picture(self, name: str) -> str:
        return f"/images/{name}.png"

    def link(self, corpus: Corpus, number: int) -> str:
        title, slug = corpus.head(number)
        return f"[{title}]({slug}.md)"

    def command(self, folder: Path, out: Path, jobs: int) -> list[str]:
        usage, cache = out.parent / "usage.json", out.parent / "cache"
        options = ["-q", "-b", "dirhtml", "-j", str(jobs), "-d", str(cache), str(folder), str(out)]
        return [sys.executable, str(HERE / "measured.py"), str(usage), *options]


class Craftblog(System):
    """This project, with its theme."""

    name = "craftblog"
    settings = {  # noqa: RUF012
        "extensions": ["sphinx_craftblog"],
        "html_theme": "craftblog",
        "craftblog_social_cards": False,  # as where the extra is not installed
    }

    def write_site(self, folder: Path, corpus: Corpus, extra: dict[str, object]) -> None:
        # As pip does when it installs; of a checkout, each build would compile 125 modules
        # where Python is told to write no bytecode.
        compileall.compile_dir(Path(sphinx_craftblog.__file__).parent, quiet=1)
        super().write_site(folder, corpus, extra)

    def index(self) -> str:
        return f"# {TITLE}\n\n```{{featured}}\n```\n\n```{{post-list}}\n:paginate:\n```\n"

    def keys(self, post: Post) -> dict[str, object]:
        return self.common_keys(post)


class Ablog(System):
    """ABlog with Alabaster."""

    name = "ablog"
    settings = {  # noqa: RUF012
        "extensions": ["myst_parser", "ablog"],
        "html_theme": "alabaster",
        "blog_title": TITLE,
        "blog_baseurl": URL,
        "fontawesome_included": True,
    }

    def is_there(self) -> bool:
        return _can_import("ablog")

    def index(self) -> str:
        return f"# {TITLE}\n\n```{{postlist}} 20\n:excerpts:\n```\n"

    def keys(self, post: Post) -> dict[str, object]:
        keys = self.common_keys(post)
        return keys | {"blogpost": True, "tags": ", ".join(post.tags)}


class Material(System):
    """Material for MkDocs with its blog plugin."""

    name = "material"
    posts = "docs/blog/posts"
    can_parallel = False

    def is_there(self) -> bool:
        return _can_import("material") and shutil.which("mkdocs") is not None

    def write_site(self, folder: Path, corpus: Corpus, extra: dict[str, object]) -> None:
        plugins = ["search", "tags", {"blog": {"authors_file": "{blog}/.authors.yml"}}]
        config = {"site_name": TITLE, "site_url": URL, "theme": {"name": "material"}}
        extensions = ["tables", "pymdownx.highlight", "pymdownx.superfences"]
        config |= {"plugins": plugins, "markdown_extensions": extensions}
        put(folder / "mkdocs.yml", json.dumps(config))
        authors = {_key(name): {"name": name, "description": "", "avatar": ""} for name in AUTHORS}
        put(folder / "docs/blog/.authors.yml", json.dumps({"authors": authors}))
        for page in ("index", "tags", "blog/index"):
            put(folder / f"docs/{page}.md", f"# {TITLE}\n")
        self.write_pictures(folder / "docs/images")

    def keys(self, post: Post) -> dict[str, object]:
        keys = self.common_keys(post) | {"categories": [post.category]}
        keys["authors"] = [_key(post.author)]
        return {key: value for key, value in keys.items() if key not in {"category", "author"}}

    def front(self, post: Post) -> str:
        return front_matter(self.keys(post), bare=("date",))

    def picture(self, name: str) -> str:
        return f"../../images/{name}.png"

    def command(self, folder: Path, out: Path, jobs: int) -> list[str]:
        return ["mkdocs", "build", "-q", "-f", str(folder / "mkdocs.yml"), "-d", str(out)]


class Hugo(System):
    """Hugo, with a theme of three templates."""

    name = "hugo"
    posts = "content/posts"
    title_in_body = False
    can_parallel = False

    def is_there(self) -> bool:
        return shutil.which("hugo") is not None

    def write_site(self, folder: Path, corpus: Corpus, extra: dict[str, object]) -> None:
        taxonomies = {"tag": "tags", "category": "categories", "author": "authors"}
        config = {"baseURL": URL, "title": TITLE, "taxonomies": taxonomies}
        put(folder / "hugo.json", json.dumps(config))
        frame = "<!doctype html><title>{{ .Title }}</title>"
        listing = (
            "{{ range .Paginator.Pages }}<article><h2><a href='{{ .RelPermalink }}'>{{ .Title }}"
            "</a></h2>{{ .Summary }}</article>{{ end }}{{ template `_internal/pagination.html` . }}"
        )
        for name, body in (("single", "<h1>{{ .Title }}</h1>{{ .Content }}"), ("list", listing)):
            put(folder / f"layouts/_default/{name}.html", frame + body)
        self.write_pictures(folder / "static/images")

    def keys(self, post: Post) -> dict[str, object]:
        keys = self.common_keys(post) | {"title": post.title, "slug": post.slug}
        return keys | {"categories": [post.category], "authors": [post.author]}

    def link(self, corpus: Corpus, number: int) -> str:
        title, slug = corpus.head(number)
        return f'[{title}]({{{{< relref "{slug}.md" >}}}})'

    def command(self, folder: Path, out: Path, jobs: int) -> list[str]:
        return ["hugo", "--quiet", "-s", str(folder), "-d", str(out)]


class Pelican(System):
    """Pelican with the theme that comes with it."""

    name = "pelican"
    posts = "content/posts"
    title_in_body = False
    can_parallel = False

    def is_there(self) -> bool:
        return shutil.which("pelican") is not None

    def write_site(self, folder: Path, corpus: Corpus, extra: dict[str, object]) -> None:
        settings = {"SITENAME": TITLE, "SITEURL": URL.rstrip("/"), "TIMEZONE": "UTC"}
        settings |= {"DEFAULT_PAGINATION": 10, "FEED_ALL_ATOM": "atom.xml", "PATH": "content"}
        settings |= {"TAG_FEED_ATOM": "feeds/tag-{slug}.xml", "STATIC_PATHS": ["images"]}
        lines = (f"{name} = {value!r}\n" for name, value in settings.items())
        put(folder / "pelicanconf.py", "".join(lines))
        self.write_pictures(folder / "content/images")

    def front(self, post: Post) -> str:
        keys = self.common_keys(post) | {"title": post.title, "slug": post.slug}
        keys |= {"tags": ", ".join(post.tags), "summary": keys.pop("description")}
        return "".join(f"{key}: {value}\n" for key, value in keys.items()) + "\n"

    def picture(self, name: str) -> str:
        return f"{{static}}/images/{name}.png"

    def link(self, corpus: Corpus, number: int) -> str:
        title, slug = corpus.head(number)
        return f"[{title}]({{filename}}{slug}.md)"

    def command(self, folder: Path, out: Path, jobs: int) -> list[str]:
        settings = folder / "pelicanconf.py"
        return ["pelican", "-q", "-s", str(settings), "-o", str(out), str(folder / "content")]


class Nikola(System):
    """Nikola with the theme of its demo site."""

    name = "nikola"
    title_in_body = False
    can_parallel = False

    def is_there(self) -> bool:
        return shutil.which("nikola") is not None

    def write_site(self, folder: Path, corpus: Corpus, extra: dict[str, object]) -> None:
        settings = {
            "BLOG_TITLE": TITLE,
            "SITE_URL": URL,
            "BLOG_AUTHOR": "Ada",
            "BLOG_EMAIL": "",
            "BLOG_DESCRIPTION": TITLE,
            "POSTS": (("posts/*.md", "posts", "post.tmpl"),),
            "PAGES": (),
            "COMPILERS": {"markdown": (".md",)},
            "IMAGE_FOLDERS": {"images": "images"},
            "OUTPUT_FOLDER": "../out",
            "CACHE_FOLDER": "../cache",
            "THEME": "bootblog4",
        }
        lines = (f"{name} = {value!r}\n" for name, value in settings.items())
        put(folder / "conf.py", "".join(lines))
        self.write_pictures(folder / "images")

    def keys(self, post: Post) -> dict[str, object]:
        return self.common_keys(post) | {"title": post.title, "slug": post.slug}

    def link(self, corpus: Corpus, number: int) -> str:
        title, slug = corpus.head(number)
        return f"[{title}](link://slug/{slug})"

    def command(self, folder: Path, out: Path, jobs: int) -> list[str]:
        return ["env", "-C", str(folder), "nikola", "build", "--quiet"]


class Large(Craftblog):
    """This project as a blog of many thousand posts wants it: without Sphinx's search."""

    name = "large"
    settings = Craftblog.settings | {"craftblog_search": "none"}


_ALL = (System, Craftblog, Large, Ablog, Material, Hugo, Pelican, Nikola)

SYSTEMS = {system.name: system() for system in _ALL}
"""Every system by its name, installed or not."""


def put(path: Path, text: str) -> None:
    """Write a file, and the folders above it."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")


def front_matter(keys: dict[str, object], bare: tuple[str, ...] = ("date",)) -> str:
    """YAML front matter; JSON is YAML, but a date must be bare to be one."""
    lines = (f"{k}: {v if k in bare else json.dumps(v)}\n" for k, v in keys.items())
    return f"---\n{''.join(lines)}---\n\n"


def _key(name: str) -> str:
    return name.lower().replace(" ", "-")


def _can_import(name: str) -> bool:
    from importlib.util import find_spec

    return find_spec(name) is not None
