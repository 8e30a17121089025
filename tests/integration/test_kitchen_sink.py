"""The kitchen sink of the documentation: all that Sphinx and the extensions of many sites write."""

from __future__ import annotations

import re
import shutil

import pytest
from sites import Built, documentation

KINDS = {
    "text": "strong, em, code, s, abbr, sub, sup, kbd, .menuselection, .guilabel, mark, h1, h2, h3,"
    " h4, h5, h6, ul ul ul ol, .task-list-item-checkbox, dl dd + dd,"
    " blockquote.epigraph .attribution, blockquote.pull-quote, iframe, video, details,"
    " aside.footnote, hr",
    "boxes": ".admonition.note, .seealso, .tip, .hint, .important, .attention, .caution, .warning,"
    " .danger, .error, .admonition-todo, .admonition .admonition, .versionadded, .versionchanged,"
    " .deprecated, .versionremoved, .sidebar-subtitle, .topic, .contents, .rubric, .centered,"
    " .hlist",
    "markup": ".field-list, .option-list, .classifier, .line-block .line-block, .attribution,"
    " .doctest, .loweralpha, .lowerroman, .upperalpha, .upperroman, .literal-block, .compound,"
    " .container, [id=grammar-token-digit]",
    "pictures": "figcaption .legend, figure.align-left, figure.align-right, p > a > img,"
    " img.align-center, .only-light, .only-dark, figure.wide",
    "tables": "td.text-right, td.text-center, caption, th.stub, table.align-center,"
    " table.align-right, td[colspan], td[rowspan], table.wide",
    "code": ".hll, span.linenos, .code-block-caption, .craftblog-annotation, .gp, .gt, .gi, .gd",
    "api": "dl.py.function, dl.py.class dl.py.method, dl.py.property, dl.py.exception, dl.c,"
    " dl.cpp, dl.js, dl.std.option, dl.std.envvar, dl.std.confval, dl.rst,"
    " [id='sphinx_craftblog.model.pagination.paginate']",
    "math": "p math, .math math[display=block], .eqno, mtable",
    "references": ".footnote .backrefs, .citation, [role=listitem] .backrefs, dl.glossary,"
    " .footnote[id^=footcite], .admonition-todo",
    "design": ".sd-tab-set, .sd-card-header, .sd-card-footer, .sd-card-img-top, .sd-stretched-link,"
    " .sd-row, .sd-cards-carousel, details.sd-dropdown, .sd-badge, a.sd-btn, svg.sd-octicon",
    "diagrams": "pre.mermaid",
    "notebook": ".cell_input, .output.stream, .output.stderr, .output.traceback, .dataframe,"
    " .cell_output img[src$='.svg'], details.hide, .tag_scroll-output, .cell_output math",
}
"""What stands on each page; a group of selectors, each of which has to find something."""


@pytest.fixture(scope="module")
def sink(tmp_path_factory: pytest.TempPathFactory) -> Built:
    return documentation(tmp_path_factory)


def test_the_documentation_builds_without_a_warning(sink: Built) -> None:
    assert sink.warnings == []


@pytest.mark.parametrize("name", KINDS)
def test_the_kitchen_sink_has_all_of_it(sink: Built, name: str) -> None:
    main = sink.html(f"kitchen-sink/{name}").main
    assert main is not None
    missing = [one for one in re.split(r",\s*", KINDS[name]) if not main.select(one)]
    assert missing == []


def test_diagrams_are_drawn_where_dot_is(sink: Built) -> None:
    drawn = sink.html("kitchen-sink/diagrams").select(".graphviz img, .graphviz object")
    assert len(drawn) == (2 if shutil.which("dot") else 0)


def test_the_index_the_search_and_the_glossary_have_the_entries(sink: Built) -> None:
    index = [link.get_text() for link in sink.html("genindex").main.select("a[href*='#']")]
    for name in ("send()", "copy_memory", "SPHINXOPTS", "Docname"):
        assert any(name in entry for entry in index), f"{name} is not in the index"
    terms = sink.html("kitchen-sink/references").select("dl.glossary dt")
    assert [term.get_text() for term in terms] == ["Front matter", "Docname", "Document name"]
    assert "kitchen-sink/notebook" in sink.text("searchindex.js")
