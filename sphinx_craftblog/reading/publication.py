"""Posts that are kept back: seen before they are read, and never read.

A draft, or a post that is not yet due, is taken out of the build as if its file
were not there. So nothing of it (label, image, search word, page) can be in the
output, and a link to it is a warning of Sphinx's own.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from sphinx.util import get_filetype

from sphinx_craftblog import diagnostics
from sphinx_craftblog.config import is_set, names_post, where_set
from sphinx_craftblog.diagnostics.reporting import report
from sphinx_craftblog.environment.domain import BlogDomain, UnpublishedPost, blog_domain
from sphinx_craftblog.model.fragment import fragments
from sphinx_craftblog.reading import schema
from sphinx_craftblog.reading.folder_defaults import inherited_by, with_inherited
from sphinx_craftblog.reading.front_matter import Entry, article_entries, read_front_matter
from sphinx_craftblog.reading.notebooks import SUFFIX, read_metadata, text_of_cells
from sphinx_craftblog.reading.sources import time_of_change

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.environment import BuildEnvironment


def report_idle_globs(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-updated``: warn of each glob of conf.py that names no post."""
    if not is_set(app.config, "craftblog_posts", app.confdir):
        return
    domain = blog_domain(env)
    docnames = {*env.found_docs, *domain.unpublished}
    for glob in domain.options.posts:
        if not any(names_post((glob,), name, root=app.config.root_doc) for name in docnames):
            parents = {str(parent) for name in docnames for parent in PurePosixPath(name).parents}
            near = [f"{parent}/**" for parent in sorted(parents - {"."})]
            said = diagnostics.idle_glob(glob, near)
            report([said.at(where_set(app, "craftblog_posts"))])


def exclude_unpublished(
    app: Sphinx,
    env: BuildEnvironment,
    added: set[str],
    changed: set[str],
    removed: set[str],
) -> list[str]:
    """``env-get-outdated``: take posts that are kept back out of the build.

    Returns the posts to read again because what was rendered of them is gone.
    """
    domain = blog_domain(env)
    found = env.found_docs
    for docname in domain.unpublished.keys() - found:
        del domain.unpublished[docname]
    known = {docname: post for docname, post in domain.posts.items() if docname in found}
    fresh = (added | changed) & found
    unpublished = {name for name in known.keys() - fresh if domain.excludes(known[name])}
    unpublished |= {name for name in sorted(fresh | unpublished) if _is_excluded(env, domain, name)}
    for docname in unpublished:
        added.discard(docname)
        changed.discard(docname)
        if docname in env.all_docs:
            removed.add(docname)
        env.project.docnames.discard(docname)
    domain.removed = bool(removed)
    kept = fragments(env.doctreedir)
    return [docname for docname in known.keys() - fresh - unpublished if docname not in kept]


def note_reading(app: Sphinx, env: BuildEnvironment, docnames: list[str]) -> None:
    """``env-before-read-docs``: keep the list that Sphinx reads, see :func:`drop_nested`."""
    blog_domain(env).reading = docnames


def drop_nested(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-updated``: take out posts that only reading has shown to be kept back.

    That is an ``article`` in an included file. Sphinx has read the post by now; it
    is purged as a deleted document would be.
    """
    domain = blog_domain(env)
    for docname, post in list(domain.posts.items()):
        if domain.excludes(post):
            report([diagnostics.nested_article(docname).at(docname)])
            app.emit("env-purge-doc", env, docname)
            env.clear_doc(docname)
            env.project.docnames.discard(docname)
            if docname in domain.reading:
                domain.reading.remove(docname)


def _is_excluded(env: BuildEnvironment, domain: BlogDomain, docname: str) -> bool:
    path = Path(env.doc2path(docname))
    if path.exists() and not path.is_file():  # one may wait for ever to read a pipe
        report([diagnostics.not_a_file().at(docname)])
        return True
    try:
        modified, inherited = time_of_change(path), inherited_by(env, docname)
        known = domain.unpublished.get(docname)
        if known and (known.modified, known.inherited) == (
            modified,
            inherited.digest,
        ):
            if domain.excludes(known):
                domain.report_again(known.diagnostics)
                return True
        else:
            known = None
        text = path.read_text(encoding=env.settings["input_encoding"])
    except UnicodeDecodeError as error:  # Sphinx would stop, and not say at which document
        line = error.object[: error.start].count(b"\n") + 1
        said = diagnostics.wrong_encoding(error.object[error.start], error.encoding)
        report([said.at(docname, line)])
        return docname != str(env.config.root_doc)
    except OSError:  # Sphinx says so when it reads the document
        return False
    checked = checked_post(env, docname, text)
    if checked is None or docname == env.config.root_doc:
        domain.unpublished.pop(docname, None)
        return False
    found = tuple(checked.diagnostics)
    post = UnpublishedPost(
        modified, checked.is_draft, checked.values.get("date"), inherited.digest, found
    )
    if not domain.excludes(post):
        domain.unpublished.pop(docname, None)
        return False
    domain.unpublished[docname] = post
    report(found)
    return True


def checked_post(env: BuildEnvironment, docname: str, text: str) -> schema.Checked | None:
    """The checked keys of a post, from its text alone; none if the document is no post."""
    options, inherited = blog_domain(env).options, inherited_by(env, docname)
    path = str(env.doc2path(docname))
    filetype, is_notebook = get_filetype(env.config.source_suffix, path), path.endswith(SUFFIX)
    is_markdown = filetype != "restructuredtext"
    is_post = options.is_post(docname, root=env.config.root_doc)
    zone = options.timezone
    if not (is_post or "article" in text or "blogpost" in text or "draft" in text):
        return None
    entries: dict[str, Entry] = {}
    front, is_broken = None, False
    if is_notebook:
        front = read_metadata(text)
        text = text_of_cells(text)
    elif is_markdown:
        front = read_front_matter(text)
    if front is not None:
        entries, is_broken = dict(front.entries), front.is_broken
    article = article_entries(text)
    for key, entry in article.items():
        entries.setdefault(key, entry)
    checked = schema.check(
        with_inherited(entries, inherited, docname),
        docname=docname,
        zone=zone,
        is_broken=is_broken or inherited.is_broken,
    )
    if not schema.is_post(checked, is_named_so=is_post, has_article=bool(article)):
        # A page that is no post may be a draft all the same, but not because of its folder.
        checked = schema.check(entries, docname=docname, zone=zone, is_broken=is_broken)
        found = [
            diagnostic
            for diagnostic in checked.diagnostics
            if diagnostic.line == _line(entries, "draft")
        ]
        says_draft = checked.values.get("draft") or found
        return replace(checked, diagnostics=found, is_draft=True) if says_draft else None
    if front is not None:
        checked.diagnostics[:0] = [said.at(docname, line) for line, said in front.problems]
    return checked


def _line(entries: dict[str, Entry], key: str) -> int | None:
    return entries[key].line if key in entries else None
