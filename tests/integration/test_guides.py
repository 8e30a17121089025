"""What the guides of the documentation promise, where no other test does."""

from __future__ import annotations

import importlib
import json
import zipfile
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from sites import Built, Site, words

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
    """Documentation with a blog in the folder ``news``, in another theme."""
    pytest.importorskip("furo", reason="the theme Furo is not installed")
    site.configure(DOCUMENTATION)
    site.write("index.md", "# Manual\n\n```{toctree}\ninstall\nnews/index\n```\n")
    site.write("install.md", "# Install\n\nSee {doc}`/news/2026-02-01-two`.\n")
    site.write("news/index.md", NEWS)
    for name in ("2026-01-01-one", "2026-02-01-two"):
        site.write(f"news/{name}.md", f"# Version {name[-3:]}\n\nIt is here.\n\nThe rest of it.\n")
    return site


def entries(built: Built, page: str) -> set[str]:
    """The pages of the blog to which a page leads beside its text."""
    links = built.html(page).select('a[href^="news/"]')
    return {str(link["href"]) for link in links if not link.find_parent("article")}


def test_a_blog_in_documentation_is_one_entry_of_its_sidebar(manual: Site) -> None:
    built = manual.build()
    assert built.warnings == []
    assert entries(built, "install") == {"news/index.html"}
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
    assert entries(manual.build(), "install") == {"news/index.html"}


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
    german = site.build(into="_build/de-first")
    below = Path(site.folder, "_site/html/de")
    below.parent.mkdir(parents=True)
    german.out.rename(below)
    site.build(into="_site")
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


@pytest.fixture(scope="module")
def notebooks(shared_site: Site) -> Site:
    """A blog of notebooks, in JSON and as text."""
    pytest.importorskip("myst_nb", reason="MyST-NB is not installed")
    site = shared_site
    site.configure('extensions = ["myst_nb", "sphinx_craftblog"]\nnb_execution_mode = "off"')
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    title = "# The median\n\nWhat the mean hides."
    article = "```{article}\n:tags: Python, Statistics\n:series: Samples\n```"
    site.write("posts/2026-01-03-the-median.ipynb", notebook(title, article))
    site.write("posts/wip/_defaults.yml", "draft: true\n")
    site.write("posts/wip/2026-01-04-not-yet.ipynb", notebook("# Not yet\n\nText."))
    site.post(
        "mean",
        "```{code-cell} ipython3\nsum([1, 2, 3]) / 3\n```",
        date="2026-01-01",
        changes="[{date: 2026-01-02, note: Better}]",
        tags="[Averages]",
        file_format="mystnb",
        kernelspec="{name: python3, language: python}",
    )
    return site


@pytest.fixture(scope="module")
def built_notebooks(notebooks: Site) -> Built:
    return notebooks.build_apart()


def test_notebooks_are_built_without_a_warning(built_notebooks: Built) -> None:
    assert built_notebooks.warnings == []


def test_a_notebook_is_a_post_by_its_file_name(built_notebooks: Built) -> None:
    titles = built_notebooks.html("index").select(".craftblog-card-title")
    assert [words(title) for title in titles] == ["The median", "Mean"]
    assert {"blog/tag/statistics.html", "blog/series/samples.html"} <= built_notebooks.files()
    assert not [name for name in built_notebooks.files() if "not-yet" in name]


def test_a_notebook_as_text_has_front_matter(built_notebooks: Built) -> None:
    page = built_notebooks.html("posts/mean")
    assert "sum([1, 2, 3]) / 3" in [words(code) for code in page.select("pre")]
    assert "Better" in page.get_text()
    assert "blog/tag/averages.html" in built_notebooks.files()


def test_a_book_of_notebooks_has_their_styles(notebooks: Site) -> None:
    (path,) = notebooks.build_apart("epub").out.glob("*.epub")
    folder = Path(importlib.import_module("myst_nb").__file__ or "").parent
    theirs = tuple(file.stem for file in folder.rglob("*.css"))
    with zipfile.ZipFile(path) as book:
        page = BeautifulSoup(book.read("posts/2026-01-03-the-median.xhtml"), "html.parser")
        styles = {Path("_static", link["href"]).name for link in page.select("[rel=stylesheet]")}
        assert any(name.startswith(theirs) for name in styles)
        assert styles <= {Path(name).name for name in book.namelist()}
