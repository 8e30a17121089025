"""What the guides of the documentation promise, where no other test does."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sites import Site, words

DOCUMENTATION = """
craftblog_posts = ["news/**"]
craftblog_path = "news"
html_theme = "furo"
"""

NEWS = """
# News

```{post-list}
:paginate:
```
"""


@pytest.fixture
def manual(site: Site) -> Site:
    """Documentation with a blog in the folder ``news``."""
    site.configure(DOCUMENTATION)
    site.write("index.md", "# Manual\n\n```{toctree}\ninstall\nnews/index\n```\n")
    site.write("install.md", "# Install\n\nSee {doc}`/news/2026-02-01-two`.\n")
    site.write("news/index.md", NEWS)
    for name in ("2026-01-01-one", "2026-02-01-two"):
        site.write(f"news/{name}.md", f"# Version {name[-3:]}\n\nIt is here.\n\nThe rest of it.\n")
    return site


def test_a_blog_in_documentation_is_one_entry_of_its_sidebar(manual: Site) -> None:
    built = manual.build()
    assert built.warnings == []
    sidebar = built.html("install").select_one(".sidebar-tree")
    assert words(sidebar) == "Install News"
    listed = built.html("news/index").select(".craftblog-card-title")
    assert [words(title) for title in listed] == ["Version two", "Version one"]
    assert "news/atom.xml" in built.files()


def test_posts_are_in_a_pdf_where_a_toctree_asks_for_them(manual: Site) -> None:
    book = next(manual.build("latex").out.glob("*.tex")).read_text(encoding="utf-8")
    assert r"\chapter{News}" in book
    assert "The rest of it." not in book
    asks = "\n````{only} latex\n```{toctree}\n:glob:\n\n*\n```\n````\n"
    manual.write("news/index.md", NEWS + asks)
    book = next(manual.build("latex").out.glob("*.tex")).read_text(encoding="utf-8")
    assert "The rest of it." in book


def test_the_list_of_posts_can_be_kept_out_of_books(manual: Site) -> None:
    hidden = "````{only} not latex and not epub\n```{toctree}\nnews/index\n```\n````\n"
    manual.write("index.md", f"# Manual\n\n```{{toctree}}\ninstall\n```\n\n{hidden}")
    book = next(manual.build("latex").out.glob("*.tex")).read_text(encoding="utf-8")
    assert r"\chapter{Install}" in book
    assert r"\chapter{News}" not in book
    assert "News" in words(manual.build().html("install").select_one(".sidebar-tree"))


def test_a_blog_is_translated_with_the_catalogs_of_its_documents(site: Site) -> None:
    site.configure("locale_dirs = ['locales']\ngettext_compact = False")
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    site.post("queue", "One table is a queue.", heading="A queue")
    assert 'msgid "A queue"' in site.build("gettext", into="_catalogs").text("posts/queue.pot")
    site.write(
        "locales/de/LC_MESSAGES/posts/queue.po",
        """
        msgid ""
        msgstr "Content-Type: text/plain; charset=utf-8\\n"

        msgid "A queue"
        msgstr "Eine Schlange"

        msgid "One table is a queue."
        msgstr "Eine Tabelle genügt."
        """,
    )
    built = site.build(language="de")
    card = words(built.html("index").select_one(".craftblog-list"))
    assert "Eine Schlange" in card
    assert "Eine Tabelle genügt." in card
    assert "<title>Eine Schlange</title>" in built.text("blog/atom.xml")


def test_the_build_of_one_language_leaves_that_of_another_alone(site: Site) -> None:
    site.post("queue")
    german = site.build_apart(into="_build/de-first")
    below = Path(site.folder, "_site/html/de")
    below.parent.mkdir(parents=True)
    german.out.rename(below)
    site.build_apart(into="_site")
    assert (below / "posts" / "queue.html").is_file()


def notebook(*cells: str) -> str:
    return json.dumps(
        {
            "nbformat": 4,
            "nbformat_minor": 5,
            "metadata": {"language_info": {"name": "python"}},
            "cells": [
                {"cell_type": "markdown", "id": f"c{number}", "metadata": {}, "source": cell}
                for number, cell in enumerate(cells)
            ],
        }
    )


def test_a_notebook_is_a_post_by_its_file_name(site: Site) -> None:
    site.configure('extensions = ["myst_nb", "sphinx_craftblog"]\nnb_execution_mode = "off"')
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    title = "# The median\n\nWhat the mean hides."
    article = "```{article}\n:tags: Python, Statistics\n:series: Samples\n```"
    site.write("posts/2026-01-03-the-median.ipynb", notebook(title, article))
    site.write("posts/wip/_defaults.yml", "draft: true\n")
    site.write("posts/wip/2026-01-04-not-yet.ipynb", notebook("# Not yet\n\nText."))
    built = site.build_apart()
    assert built.warnings == []
    assert words(built.html("index").select_one(".craftblog-card-title")) == "The median"
    assert {"blog/tag/statistics.html", "blog/series/samples.html"} <= built.files()
    assert not [name for name in built.files() if "not-yet" in name]


def test_a_book_of_notebooks_has_their_styles(site: Site) -> None:
    site.configure('extensions = ["myst_nb", "sphinx_craftblog"]\nnb_execution_mode = "off"')
    site.write("posts/2026-01-03-the-median.ipynb", notebook("# The median\n\nText."))
    (path,) = site.build_apart("epub").out.glob("*.epub")
    with zipfile.ZipFile(path) as book:
        page = BeautifulSoup(book.read("posts/2026-01-03-the-median.xhtml"), "html.parser")
        styles = {Path("_static", link["href"]).name for link in page.select("[rel=stylesheet]")}
        assert any(name.startswith("mystnb") for name in styles)
        assert styles <= {Path(name).name for name in book.namelist()}


def test_a_notebook_as_text_has_front_matter(site: Site) -> None:
    site.configure('extensions = ["myst_nb", "sphinx_craftblog"]\nnb_execution_mode = "off"')
    site.post(
        "mean",
        "```{code-cell} ipython3\nsum([1, 2, 3]) / 3\n```",
        date="2026-01-01",
        changes="[{date: 2026-01-02, note: Better}]",
        tags="[Python]",
        file_format="mystnb",
        kernelspec="{name: python3, language: python}",
    )
    built = site.build_apart()
    assert built.warnings == []
    assert words(built.html("posts/mean").select_one("div.cell_input")) == "sum([1, 2, 3]) / 3"
    assert "Better" in built.html("posts/mean").get_text()
    assert "blog/tag/python.html" in built.files()
