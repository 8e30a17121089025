"""From ABlog to a site of ours: what to change, told from the text of its files alone."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from sphinx_craftblog.config import names_post
from sphinx_craftblog.importers.ablog import wording
from sphinx_craftblog.importers.ablog.addresses import Addresses, post_globs
from sphinx_craftblog.importers.ablog.configuration import (
    CONFIGURATION,
    EXTENSION,
    moved,
    names_of_extension,
)
from sphinx_craftblog.importers.ablog.directives import in_eval_rst, markdown_blocks, rst_blocks
from sphinx_craftblog.importers.ablog.lists import moved_lists
from sphinx_craftblog.importers.ablog.notebooks import add_key, move_notebook, says_post
from sphinx_craftblog.importers.ablog.posts import PostMover
from sphinx_craftblog.importers.ablog.references import AblogReferences, explicit_labels
from sphinx_craftblog.importers.ablog.site import AblogDocument, AblogSite
from sphinx_craftblog.importers.ablog.templates import builder_of, move_requirements, move_templates
from sphinx_craftblog.importers.common.front_matter import FrontMatterText
from sphinx_craftblog.importers.common.plan import Plan
from sphinx_craftblog.importers.common.python_source import PythonSource
from sphinx_craftblog.reading.front_matter import article_entries


class NoAblogError(ValueError):
    """There is nothing of ABlog's in a folder; the message says why."""


def plan_migration(folder: Path) -> Plan:
    """Return what a site with ABlog must change to be one of ours.

    :raises NoAblogError: if it is a site of neither.
    :raises OSError: if its conf.py cannot be read.
    :raises UnicodeError: if that is not UTF-8.
    :raises SyntaxError: if that is no Python.
    """
    plan = Plan(folder)
    file = plan.read(CONFIGURATION)
    source = PythonSource(file.new)
    if not names_of_extension(source):
        if EXTENSION not in file.new:
            raise NoAblogError(wording.no_ablog_site(folder / CONFIGURATION))
        file.new = moved(plan, source, {})
        move_templates(plan, source)
        move_requirements(plan)
        return plan
    site = AblogSite(plan, source)
    mover = _Mover(site, builder_of(plan, source))
    mover.move_documents()
    file.new = moved(plan, source, mover.settings)
    move_templates(plan, source)
    move_requirements(plan)
    plan.notes.sort(key=lambda note: note[:2])
    return plan


class _Mover:
    """Goes through the documents of a site, more than once where all have to be known."""

    def __init__(self, site: AblogSite, builder: str) -> None:
        self.site = site
        self.builder = builder
        self.settings: dict[str, object] = {}
        self._texts: dict[str, AblogDocument] = {}
        self._notebooks: dict[str, AblogDocument] = {}

    def move_documents(self) -> None:
        """Change the documents, and find the settings that conf.py needs besides."""
        explicit: set[str] = set()
        for document in self.site.documents:
            try:
                file = self.site.plan.read(document.path)
            except (OSError, UnicodeError) as error:
                self.site.plan.note(document.path, 1, wording.not_read(error))
                continue
            if document.markup == "ipynb":
                self.site.posts += move_notebook(self.site, document, file)
                self._notebooks[document.docname] = document
                continue
            explicit |= explicit_labels(document.markup, file.lines)
            self._texts[document.docname] = document
            self._change(document, self._move_posts)
        references = AblogReferences(self.site, explicit, builder=self.builder)
        for document in self._texts.values():
            self._change(document, lambda d, lines: moved_lists(self.site, d, lines))
            self._change(document, references.moved)
        addresses = Addresses(self.site, builder=self.builder)
        for post, feed_id in addresses.feed_ids():
            self._set(post.docname, "feed_id", feed_id)
        self._mark_posts()
        self._keep_list_of_posts()
        self.settings |= addresses.settings()
        if unread := self.site.unread_markdown():
            self.settings["exclude_patterns"] = unread
            text = wording.markdown_left_out(unread)
            self.site.plan.note(CONFIGURATION, 1, text, is_left=False)

    def _change(
        self, document: AblogDocument, change: Callable[[AblogDocument, list[str]], list[str]]
    ) -> None:
        file = self.site.plan.read(document.path)
        file.lines = change(document, file.lines)
        if document.markup == "md":
            inner = replace(document, markup="rst")
            file.lines = in_eval_rst(file.lines, lambda lines: change(inner, lines))

    def _move_posts(self, document: AblogDocument, lines: list[str]) -> list[str]:
        mover = PostMover(self.site, document, lines)
        found = mover.moved()
        self.site.posts += mover.posts
        return found

    def _mark_posts(self) -> None:
        """Posts by their place where that says it all, else each by a word of its own."""
        posts = {post.docname for post in self.site.posts}
        globs = post_globs(self.site.source.strings("blog_post_pattern"))
        root = str(
            self.site.source.get("root_doc") or self.site.source.get("master_doc") or "index"
        )
        documents = {document.docname: document for document in self.site.documents}

        def beyond(globs: tuple[str, ...]) -> set[str]:
            named = (name for name in documents if names_post(globs, name, root=root))
            return {name for name in named if name not in posts}

        unmarked = {name for name in posts if not self._is_marked(documents[name])}
        wrong = beyond(globs)
        if len(wrong) > len(unmarked) or any(documents[n].markup == "rst" for n in wrong):
            globs, wrong = (), set()
        if globs:
            self.settings["craftblog_posts"] = list(globs)
        elif beyond(("posts/**",)):
            self.settings["craftblog_posts"] = []
        for name in sorted(wrong):
            self._set(name, "blogpost", False)
        for name in sorted(unmarked):
            if not names_post(globs, name, root=root):
                self._set(name, "blogpost", True)

    def _is_marked(self, document: AblogDocument) -> bool:
        """Return whether a document says itself that it is a post."""
        file = self.site.plan.read(document.path)
        if document.markup == "md":
            says_so = FrontMatterText(file.lines).values.get("blogpost")
            return bool(says_so or article_entries(file.new))
        return document.markup == "rst" or says_post(file.new)

    def _set(self, docname: str, key: str, value: object) -> None:
        """Give a document a key, in its front matter or its ``article``."""
        if docname in self._notebooks:
            add_key(self.site.plan.read(self._notebooks[docname].path), key, value)
        document = self._texts.get(docname)
        if document is None:
            return
        file = self.site.plan.read(document.path)
        if document.markup == "md":
            front = FrontMatterText(file.lines)
            front.set(key, value)
            file.lines = front.applied()
            return
        lines = file.lines
        block = next(rst_blocks(lines, ["article"]), None)
        if block is not None:
            lines.insert(block.start + 1, f"{block.indent}   :{key}: {value}")
            file.lines = lines

    def _keep_list_of_posts(self) -> None:
        """ABlog has a page of all posts at ``blog_path``; with us it is a document."""
        docname = self.site.path
        if not docname or docname != self.site.list_page:
            return
        document = self._texts.get(docname)
        is_markdown = self.site.reads_markdown if document is None else document.markup == "md"
        listing = (
            ["```{post-list}", ":paginate:", "```"]
            if is_markdown
            else [".. post-list::", "   :paginate:"]
        )
        if document is not None:
            file = self.site.plan.read(document.path)
            find = markdown_blocks if is_markdown else rst_blocks
            if not any(find(file.lines, ["post-list", "archive"])):
                text = "\n".join(file.lines).rstrip("\n")
                file.lines = [*text.split("\n"), "", *listing, ""]
            text = wording.own_page_instead(docname)
            self.site.plan.note(document.path, 1, text, is_left=False)
        elif is_markdown:
            text = "\n".join(["---", "orphan: true", "---", "", "# All posts", "", *listing, ""])
            self.site.plan.add(f"{docname}.md", text)
        else:
            text = "\n".join([":orphan:", "", "All posts", "=========", "", *listing, ""])
            self.site.plan.add(f"{docname}.rst", text)
