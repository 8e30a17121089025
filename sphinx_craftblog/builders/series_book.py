"""A book of one series: its posts in reading order, and nothing else.

EPUB packs every document, LaTeX those of the root document's toctree. So after
reading, all other documents are taken out, as deleted ones are, and the root
document is read once more with a toctree of the series for its text.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from docutils import nodes
from sphinx import addnodes
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util import get_filetype, texescape
from sphinx.util.osutil import make_filename_from_project

from sphinx_craftblog import diagnostics
from sphinx_craftblog.config import is_set, where_set
from sphinx_craftblog.diagnostics.reporting import report
from sphinx_craftblog.environment.domain import Book, blog_domain
from sphinx_craftblog.reading.cross_references import cross_reference

if TYPE_CHECKING:
    from typing import Any

    from sphinx.application import Sphinx
    from sphinx.config import Config
    from sphinx.environment import BuildEnvironment


def connect(app: Sphinx) -> None:
    """Connect each step of the book, in the order of a build."""
    app.add_post_transform(ExcludeFromBook)
    app.connect("config-inited", name_book, priority=200)
    app.connect("source-read", write_contents, priority=1)
    app.connect("env-updated", build_series_book, priority=410)


def name_book(app: Sphinx, config: Config) -> None:
    """``config-inited``: a book is called what its series is called, unless conf.py says more."""
    name = config.craftblog_only_series
    if not name:
        return
    if not is_set(config, "epub_title", app.confdir):
        config.epub_title = name
    if not is_set(config, "latex_documents", app.confdir):
        title, author = (
            texescape.escape_abbr(texescape.escape(text, config.latex_engine))
            for text in (name, config.author)
        )
        file = f"{make_filename_from_project(name)}.tex"
        config.latex_documents = [(config.root_doc, file, title, author, config.latex_theme)]


def build_series_book(app: Sphinx, env: BuildEnvironment) -> None:
    """``env-updated``: leave the posts of the series, in their order."""
    domain, root = blog_domain(env), app.config.root_doc
    name = domain.options.only_series
    if not name:
        return
    series = domain.blog.taxonomies["series"]
    term = series.find(name)
    if term is None:
        said = diagnostics.unknown_series(name, [term.name for term in series.terms])
        report([said.at(where_set(app, "craftblog_only_series"))])
        return
    order = tuple(post.docname for post in term.posts)
    others = env.found_docs - {root, *order}
    labels = {
        label: str(entry[0])
        for table in ("labels", "anonlabels")
        for label, entry in env.domaindata["std"][table].items()
        if entry[0] in others
    }
    titles = {docname: env.titles[docname].astext() for docname in others}
    for docname in sorted(others | {root}):
        app.emit("env-purge-doc", env, docname)
        env.clear_doc(docname)
    for docname in others:
        env.project.docnames.discard(docname)
    domain.reading[:] = [docname for docname in domain.reading if docname not in others]
    domain.begin_again(Book(term.name, order, titles, labels))
    app.builder.read_doc(root)


def write_contents(app: Sphinx, docname: str, content: list[str]) -> None:
    """``source-read``: what the root document of a book says."""
    book = blog_domain(app.env).book
    if book is None or docname != app.config.root_doc:
        return
    filetype = get_filetype(app.config.source_suffix, str(app.env.doc2path(docname)))
    entries = [f"/{docname}" for docname in book.order]
    if filetype == "restructuredtext":
        line = "=" * (2 * len(book.title) + 1)
        lines = [book.title, line, "", ".. toctree::", "", *(f"   {entry}" for entry in entries)]
    else:
        lines = [f"# {book.title}", "", "```{toctree}", *entries, "```"]
    content[0] = "\n".join([*lines, ""])


class ExcludeFromBook(SphinxPostTransform):
    """Links to what is not in the book lead to the site, or are plain text."""

    default_priority = 4  # before MyST and Sphinx resolve references (9 and 10)

    def run(self, **kwargs: Any) -> None:
        book = blog_domain(self.env).book
        if book is None:
            return
        for node in list(self.document.findall(addnodes.pending_xref)):
            reference = cross_reference(node, self.env)
            target = book.labels.get(reference.target.lower(), reference.target)
            if target not in book.outside:
                continue
            base = self.config.html_baseurl.rstrip("/")
            text = node.astext() if node.get("refexplicit") else book.outside[target]
            link = nodes.reference("", text, refuri=f"{base}/{target}.html")
            node.replace_self(link if base else nodes.inline("", text))
