import shutil
import sys
from pathlib import Path

from sphinx_craftblog import __version__

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "sphinx-craftblog"
author = "The sphinx-craftblog authors"
copyright = "2026, the sphinx-craftblog authors"
version = release = __version__

extensions = [
    "sphinx_craftblog",
    "declared",
    # Only the kitchen sink has use for these.
    "myst_nb",
    "sphinx.ext.autodoc",
    "sphinx.ext.graphviz",
    "sphinx.ext.todo",
    "sphinx_design",
    "sphinxcontrib.bibtex",
    "sphinxcontrib.mermaid",
]
html_baseurl = "https://sphinx-craftblog.readthedocs.io/"
html_theme = "craftblog"
html_theme_options = {
    "header_links": [
        {"title": "Tutorial", "url": "tutorial"},
        {"title": "Settings", "url": "reference/settings"},
        {"title": "Blog", "url": "blog/index"},
        {"title": "Search", "url": "search"},
    ],
    "social_links": {"github": "https://github.com/sphinx-craftblog/sphinx-craftblog", "rss": True},
}
exclude_patterns = ["_build"]
myst_enable_extensions = ["attrs_block", "colon_fence", "deflist"]
craftblog_posts = ["blog/**"]
craftblog_description = (
    "How to build a blog with Sphinx and sphinx-craftblog: installation, posts, listings, "
    "settings, front matter, and how it works inside."
)

bibtex_bibfiles = ["kitchen-sink/references.bib"]
epub_exclude_files = ["_static/mermaid-drawn.mjs"]
graphviz_output_format = "svg"
html_css_files = ["docs.css"]
html_static_path = ["_static"]
maximum_signature_line_length = 80
mermaid_fullscreen = False
mermaid_use_local = "mermaid-drawn.mjs"
nb_execution_mode = "off"
nitpick_ignore_regex = [("py:.*", r"(collections\.abc|sphinx_craftblog)\..*|Post")]
# Said, because Sphinx keeps what extensions add to its default for all builds of a process.
source_suffix = {".rst": "restructuredtext", ".md": "myst-nb", ".ipynb": "myst-nb"}
suppress_warnings = ["myst.strikethrough"]
todo_include_todos = True
todo_link_only = True
if shutil.which("dot"):
    tags.add("graphviz")  # type: ignore[name-defined]  # noqa: F821 - Sphinx's own name
