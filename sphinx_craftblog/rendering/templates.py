"""Jinja templates of the blog's parts, each of which a site may override."""

from __future__ import annotations

import traceback
from collections.abc import Iterable, Iterator
from functools import cached_property
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import (
    BaseLoader,
    ChoiceLoader,
    Environment,
    FileSystemLoader,
    TemplateError,
    TemplateNotFound,
    TemplateSyntaxError,
)
from markupsafe import Markup
from sphinx.errors import ThemeError

from sphinx_craftblog.i18n import language_tag, translations
from sphinx_craftblog.model.dates import text_direction
from sphinx_craftblog.speedups.compiled_templates import bytecode_cache

if TYPE_CHECKING:
    from collections.abc import Callable

    from sphinx.builders import Builder

OWN_TEMPLATES = Path(__file__).parent / "templates"

FOLDER = "craftblog"
"""Folder of the templates, within ours as in a site's ``templates_path``."""


class Templates:
    """The templates as one build finds them: the site's, the theme's, then ours.

    Text is escaped by default. As everywhere in Sphinx, a template that overrides
    another extends it by ``{% extends "!craftblog/card.html" %}``.
    """

    def __init__(self, builder: Builder) -> None:
        config = builder.config
        site = [Path(builder.confdir, folder) for folder in config.templates_path]
        theme = getattr(builder, "theme", None)
        themes = [Path(folder) for folder in theme.get_theme_dirs()] if theme else []
        self.folders = [*site, *themes, OWN_TEMPLATES]
        self._site = site
        self._environment = Environment(
            loader=_Overridable(site, [*themes, OWN_TEMPLATES]),
            autoescape=True,
            extensions=["jinja2.ext.i18n"],
            trim_blocks=True,
            lstrip_blocks=True,
            bytecode_cache=bytecode_cache(builder),
        )
        self._environment.globals["site_language"] = language_tag(config.language)
        self._environment.globals["site_direction"] = text_direction(config.language)
        self._environment.install_gettext_translations(  # type: ignore[attr-defined]
            translations(), newstyle=True
        )

    def render(self, name: str, **context: Any) -> Markup:
        """The HTML of template ``craftblog/<name>.html``.

        :raises ThemeError: if a template fails; it names the file and the line.
        """
        try:
            template = self._environment.get_template(f"{FOLDER}/{name}.html")
            return Markup(template.render(context))  # noqa: S704 - the template escapes
        except Exception as error:  # a site's template may raise anything
            raise _template_error(error) from error

    def warm_up(self) -> None:
        """Compile the templates once, so that writer processes do not each do it.

        :raises ThemeError: if a template is not valid; it names the file and the line.
        """
        for path in sorted((OWN_TEMPLATES / FOLDER).glob("*.html")):
            try:
                self._environment.get_template(f"{FOLDER}/{path.name}")
            except TemplateError as error:
                raise _template_error(error) from error

    @cached_property
    def digest(self) -> str:
        """What all of them say, the theme's pages and options included: changes when one does."""
        whole = blake2b(digest_size=8)
        for folder in self.folders:
            patterns = ["*"] if folder in self._site else ["*.html", "theme.toml", "theme.conf"]
            for path in sorted(path for pattern in patterns for path in folder.rglob(pattern)):
                if path.is_file():
                    name = path.relative_to(folder).as_posix().encode()
                    whole.update(name + b"\0" + path.read_bytes() + b"\0")
        return whole.hexdigest()

    def site_says(self, text: bytes) -> bool:
        """Return whether a template of the site has a text."""
        return any(text in content for content in self._site_texts)

    @cached_property
    def _site_texts(self) -> list[bytes]:
        files = (path for folder in self._site for path in folder.rglob("*"))
        return [path.read_bytes() for path in files if path.is_file()]

    @cached_property
    def shows_counts(self) -> bool:
        """Whether a template that is not ours may show the numbers behind a reading time."""
        return self._others_say(b".reading")

    @cached_property
    def shows_pictures(self) -> bool:
        """Whether a template that is not ours shows a picture."""
        return self._others_say(b"<img")

    @cached_property
    def has_other_archive(self) -> bool:
        """Whether a template that is not ours makes the archive, or its rows."""
        return any(path.name in ("archive.html", "post-rows.html") for path in self._others())

    def _others_say(self, text: bytes) -> bool:
        return any(text in path.read_bytes() for path in self._others())

    def _others(self) -> Iterator[Path]:
        """The templates of the site and the theme for the blog's parts."""
        for folder in self.folders[:-1]:
            yield from (folder / FOLDER).glob("*.html")


def _template_error(error: Exception) -> ThemeError:
    place = "a template of the blog"
    if isinstance(error, TemplateSyntaxError):
        place = f"{error.filename or error.name}:{error.lineno}"
    else:
        frames = traceback.extract_tb(error.__traceback__)
        if lines := [frame for frame in frames if frame.filename.endswith(".html")]:
            place = f"{lines[-1].filename}:{lines[-1].lineno}"
    reason = f"there is no template {error}" if isinstance(error, TemplateNotFound) else str(error)
    return ThemeError(f"{place}: {reason}")


class _Overridable(ChoiceLoader):
    """Looks in the site's folders first, and past them for a name that begins with ``!``."""

    def __init__(self, site: Iterable[Path], below: Iterable[Path]) -> None:
        self._below = ChoiceLoader([FileSystemLoader(folder) for folder in below])
        loaders: list[BaseLoader] = [FileSystemLoader(folder) for folder in site]
        super().__init__([*loaders, self._below])

    def get_source(
        self, environment: Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        if template.startswith("!"):
            return self._below.get_source(environment, template[1:])
        return super().get_source(environment, template)

    load = BaseLoader.load  # ChoiceLoader's own asks its loaders, and would not see the "!"
