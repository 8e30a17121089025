"""What a page shows of other documents through its links and through toctrees."""

from __future__ import annotations

import json
from functools import cached_property
from typing import TYPE_CHECKING

from sphinx_craftblog.environment.domain import CrossReference, blog_domain
from sphinx_craftblog.model.digest import digest
from sphinx_craftblog.theme.bundled import THEME

if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from sphinx.builders import Builder

    from sphinx_craftblog.rendering.templates import Templates


class References:
    """Answers, for one build, what the links and toctrees of a document show."""

    def __init__(self, builder: Builder, templates: Templates) -> None:
        self.builder = builder
        self._templates = templates
        self.env = builder.env
        self.domain = blog_domain(builder.env)

    def shown_by(self, docname: str) -> list[object]:
        """Return what the digest of a document must cover, empty for most."""
        shown: list[object] = [
            self._shown(link) for link in self.domain.cross_references.get(docname, ())
        ]
        if numbers := [of[docname] for of in self._numbers if docname in of]:
            shown.append(json.dumps(numbers, sort_keys=True, default=str))
        if docname in self.domain.hidden:  # it is written again for the search index to lose it
            shown.append("hidden")
        if docname in self.env.toctree_includes:
            shown += [(name, self._contents(name)) for name in self._below(docname, set())]
        if relations := self._relations.get(docname):
            names = [*self._parents(docname), *relations[1:]]
            shown.append([(name, self._title(name)) for name in names if name])
        return shown

    @cached_property
    def shown_everywhere(self) -> object:
        """What every page shows: the indices in its frame, a theme's global toctree, and pages
        that Sphinx's basic theme leads to, or a template of the site.
        """
        if self.builder.format != "html":
            return self.indices
        is_other = self.builder.config.html_theme != THEME
        linked: object = None
        if self._templates.site_says(b"hasdoc"):
            linked = sorted(self.env.found_docs)
        elif is_other:
            linked = [name in self.env.found_docs for name in ("about", "copyright")]
        contents: object = None
        if is_other or self._templates.site_says(b"toctree"):
            includes = self.env.toctree_includes
            children = (child for children in includes.values() for child in children)
            names = sorted({str(self.env.config.root_doc), *includes, *children})
            contents = [(name, self._contents(name)) for name in names]
        return self.indices, linked, contents

    @cached_property
    def indices(self) -> list[str]:
        """The names of the domains' indices that Sphinx makes pages of: those with entries."""
        wanted = self.builder.config.html_domain_indices
        if self.builder.format != "html" or not wanted:
            return []
        return [
            name
            for domain in self.env.domains.sorted()
            for index in domain.indices
            if (name := f"{domain.name}-{index.name}")
            and (wanted is True or name in wanted)
            and index(domain).generate()[0]
        ]

    def _shown(self, link: CrossReference) -> object:
        env = self.env
        if link.domain == "doc":
            if not link.anchor:
                title = self._title(link.target)
                return self._elsewhere if title is None else title
            headings = env.metadata.get(link.target, {}).get("myst_slugs", {})
            # Each is (line, id, title); the anchor is its name, its id or a label.
            return sorted((name, *heading[1:]) for name, heading in headings.items()), self._std
        if link.domain == self.domain.name:
            return self.domain.find(link.anchor, link.target)
        if link.domain in {"", "any"}:
            return self._std, self._title(link.target), self._others, self._elsewhere
        return self._std if link.domain == "std" else self._others, self._elsewhere

    @cached_property
    def _std(self) -> str:
        """Labels, terms and numbers that links may show."""
        data = self.env.domaindata["std"]
        named = ("labels", "anonlabels", "objects", "terms", "progoptions")
        # As text: Sphinx's own titles are lazy where its domains were imported before a language.
        tables = [
            sorted((str(key), *map(str, found)) for key, found in data.get(name, {}).items())
            for name in named
        ]
        return digest(tables, self._all_numbers)

    @cached_property
    def _all_numbers(self) -> str:
        return json.dumps(self._numbers, sort_keys=True, default=str)

    @property
    def _numbers(self) -> tuple[dict[str, Any], ...]:
        """Numbers of figures and sections in each document that has some."""
        return self.env.toc_fignumbers, self.env.toc_secnumbers

    @cached_property
    def _others(self) -> str:
        """All that the other domains define, equations with the numbers of their sections."""
        data = self.env.domaindata
        equations = data["math"]["objects"] if "math" in data else {}
        citations = data["citation"]["citations"] if "citation" in data else {}
        modules = data["py"]["modules"] if "py" in data else {}  # and what a link says of them
        objects = [
            (domain.name, sorted(domain.get_objects(), key=repr))
            for domain in self.env.domains.sorted()
            if domain.name not in {"std", self.domain.name}
        ]
        tables = (equations, citations, modules)
        return digest(
            objects,
            *(sorted(table.items(), key=repr) for table in tables),
            self._all_numbers,
            self._to_dos(),
            self._bibliography(),
        )

    def _to_dos(self) -> list[object]:
        """Return what ``sphinx.ext.todo`` has found for its lists."""
        found = self.env.domaindata.get("todo", {}).get("todos", {})
        return [
            (docname, node.line, node.pformat())
            for docname, to_dos in sorted(found.items())
            for node in to_dos
        ]

    def _bibliography(self) -> list[object]:
        """Return what ``sphinxcontrib.bibtex`` has found for links and bibliographies."""
        return [
            (cited.key, cited.citation_id, cited.entry, entry.label, entry.text)
            for cited in self.env.domaindata.get("cite", {}).get("citations", ())
            for entry in [cited.formatted_entry]
        ]

    @cached_property
    def _elsewhere(self) -> str:
        """What intersphinx knows of other sites, where it is used."""
        named = getattr(self.env, "intersphinx_named_inventory", {})
        tables = (
            (site, kind, sorted(map(repr, objects.items())))
            for site in sorted(named)
            for kind, objects in sorted(named[site].items())
        )
        return digest(*tables)

    def _title(self, docname: str) -> str | None:
        title = self.env.titles.get(docname)
        return None if title is None or docname not in self.env.all_docs else title.pformat()

    def _contents(self, docname: str) -> str | None:
        """Titles of a document and its sections, as a toctree shows them."""
        toc = self.env.tocs.get(docname)
        numbers = self.env.toc_secnumbers.get(docname, {})
        depth = self.env.metadata.get(docname, {}).get("tocdepth")
        return None if toc is None else f"{toc.pformat()}{sorted(numbers.items())}{depth}"

    def _below(self, docname: str, seen: set[str]) -> Iterator[str]:
        for child in self.env.toctree_includes.get(docname, ()):
            if child not in seen:
                seen.add(child)
                yield child
                yield from self._below(child, seen)

    @cached_property
    def _relations(self) -> dict[str, list[str | None]]:
        """Parent, previous and next document in the toctrees."""
        included = self.env.toctree_includes
        return self.env.collect_relations() if any(included.values()) else {}

    def _parents(self, docname: str) -> Iterator[str]:
        seen = {docname}
        while (relations := self._relations.get(docname)) and (parent := relations[0]):
            if parent in seen:
                return
            seen.add(parent)
            yield parent
            docname = parent
