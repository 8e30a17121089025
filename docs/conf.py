import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent / "_ext"))

project = "sphinx-craftblog"
author = "The sphinx-craftblog authors"
copyright = "2026, the sphinx-craftblog authors"

extensions = ["sphinx_craftblog", "declared"]
html_theme = "craftblog"
exclude_patterns = ["_build"]
myst_enable_extensions = ["attrs_block", "colon_fence", "deflist"]
craftblog_description = (
    "How to build a blog with Sphinx and sphinx-craftblog: installation, posts, listings, "
    "settings, front matter, and how it works inside."
)
