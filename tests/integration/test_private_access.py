"""A release that changes a private part of Sphinx, docutils or MyST costs time, and no build."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from sites import Built, Site, differences, picture
from sphinx.testing.util import SphinxTestApp

from sphinx_craftblog.private_access import REGISTRY

RENAMED = Path(__file__).parent.parent / "renamed_parts.py"

CONF = """
craftblog_authors = {"ada": {"name": "Ada"}}
html_theme_options = {"text_font": "source-serif"}
myst_enable_extensions = ["dollarmath"]
"""

HERO = """
```{hero} It's "notes"
Words.
```

## The newest

```{post-list}
```
"""

POST = """
"Quoted" -- and not. See {doc}`other`.

![A picture](NAME/pic.png)

```{code-block} python
:caption: a.py
x = 1
```

```{index} apple
```
"""


def write_site(site: Site) -> None:
    """A site that meets every part of the registry."""
    site.configure(CONF)
    site.write("index.md", HERO)
    for name in ("one", "two", "three", "four", "five", "six"):
        picture(site, f"posts/{name}/pic.png", 8, 8)
        site.post(name, POST.replace("NAME", name), tags=f"[Rust, {name}]")
    site.post("other", "Text.", unlisted="true")
    site.post("draft", draft="true")
    site.write("seven.rst", ":orphan:\n\nSeven\n=====\n\n.. highlight:: c\n\n::\n\n   int x;\n")


@pytest.fixture(scope="module")
def usual(shared_site: Site) -> tuple[Site, Built]:
    """The site, and what is built of it."""
    write_site(shared_site)
    return shared_site, shared_site.build()


def build_without(site: Site, names: str, out: Path, *more: str) -> Built:
    """What ``sphinx-build`` makes of a site where private parts have other names."""
    command = [sys.executable, str(RENAMED), names, "-q", "-d", str(out / "doctrees"), *more]
    done = subprocess.run(
        [*command, str(site.folder), str(out / "html")],
        capture_output=True,
        text=True,
        check=False,
        env=os.environ | {"PYTHONWARNINGS": "ignore"},
    )
    assert done.returncode == 0, done.stderr
    return Built(out / "html", done.stderr)


PRIVATE = sorted(
    {part.name for part in REGISTRY if part.name.startswith("_") and part.name[1] != "_"}
)

OF_INDEX = [
    part.name
    for part in REGISTRY
    if part.target.startswith("sphinx.search.IndexBuilder._") and part.name in PRIVATE
]
"""What Sphinx's index keeps to itself: an index of another kind has none of it."""


@pytest.mark.parametrize(
    "names", [*(name for name in PRIVATE if name not in OF_INDEX), ",".join(OF_INDEX)]
)
def test_a_build_without_a_private_part_is_the_same(
    usual: tuple[Site, Built], names: str, tmp_path: Path
) -> None:
    site, as_usual = usual
    built = build_without(site, names, tmp_path)
    assert built.warnings == as_usual.warnings == []
    assert differences(built, as_usual) == []


@pytest.mark.parametrize("speedups", ["", "craftblog_speedups=sources"])
def test_edits_without_any_private_part_end_where_a_clean_build_does(
    site: Site, speedups: str, tmp_path: Path
) -> None:
    write_site(site)
    every = ",".join(PRIVATE)
    more = ["-j", "2", *(["-D", speedups] if speedups else [])]
    build_without(site, every, tmp_path, *more)
    site.post("one", "Other words.", tags="[Zig]")
    site.remove("posts/two.md")
    site.post("draft")
    built = build_without(site, every, tmp_path, *more)
    assert built.warnings == []
    assert "Other words." in built.html("posts/one").text
    assert differences(built, site.build_clean()) == []


def test_with_no_speedup_a_process_that_builds_again_is_exact(site: Site) -> None:
    write_site(site)
    site.configure(
        CONF
        + 'craftblog_speedups = []\nhtml_static_path = ["static"]\nhtml_css_files = ["own.css"]\n'
    )
    site.write("static/own.css", "a { color: red }")
    site.build(jobs=2)
    site.write("static/own.css", "a { color: blue }")
    site.post("one", "Other words.", tags="[Zig]")
    site.remove("posts/two.md")
    shutil.rmtree(site.folder / "posts/three")
    picture(site, "posts/three/pic.png", 16, 16)
    built = site.build(jobs=2)
    assert built.warnings == []
    clean = build_without(site, "", site.folder / "_apart")
    assert differences(built, clean) == []


def test_another_application_of_the_process_has_docutils_and_sphinx_as_they_are(
    site: Site, tmp_path_factory: pytest.TempPathFactory
) -> None:
    plain = Site(tmp_path_factory.mktemp("plain"))
    plain.write("conf.py", 'extensions = ["myst_parser"]\n')
    other = plain.app("html")
    write_site(site)
    seen: list[bool] = []

    def look(app: SphinxTestApp, doctree: object) -> None:
        from docutils.nodes import Node
        from sphinx.transforms import SphinxSmartQuotes

        seen.append(
            all(
                "craftblog" not in method.__module__
                for method in (
                    Node.findall,
                    SphinxSmartQuotes.apply,
                    *(t.apply for t in other.registry.get_transforms()),
                )
            )
        )

    app = site.app("html")
    try:
        app.connect("doctree-read", look)
        app.build()
    finally:
        app.cleanup()
        other.cleanup()
    assert seen
    assert all(seen)
