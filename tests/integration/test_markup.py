"""Markup of others that the standards do not allow: mended in the bundled theme, and only there."""

from __future__ import annotations

from sites import Site

TABLE = "<table><tr><th></th><th>City</th></tr></table>"

SCRIPT = f"<script>const made = `{TABLE}`; // <dl>\n<dd>none</dl></script>"

PAGE = f"""---
orphan: true
---

# Page

- [ ] A task with `code` and a [link](page.md)
  - [x] within it, another

|  | City |
|---|---|
| 1 | Vienna |

```{{py:function}} connect(address_of_the_other_side: str, seconds_to_wait_for_it: float)
Connects.
```

```{{raw}} html
{SCRIPT}
<!-- {TABLE} -->
{TABLE}
```
"""

SETTINGS = """
extensions += ["myst_parser"]
myst_enable_extensions = ["tasklist"]
maximum_signature_line_length = 40
"""


def test_tasks_have_labels_and_corners_are_no_headings(site: Site) -> None:
    site.configure(SETTINGS)
    site.write("page.md", PAGE)
    built = site.build()
    assert built.warnings == []
    main = built.html("page").main
    assert main is not None
    labels = main.select("li.task-list-item label")
    assert [label.get_text().strip() for label in labels] == [
        "A task with code and a link",
        "within it, another",
    ]
    assert all(label.select_one("input[type=checkbox]") for label in labels)
    assert [cell.get_text() for cell in main.select("th")] == ["City", "City"]
    parameters = main.select("dt.sig ul > li")
    assert [one.get_text().partition(":")[0] for one in parameters] == [
        "address_of_the_other_side",
        "seconds_to_wait_for_it",
    ]
    assert not main.select("dl > dd:first-child")


def test_scripts_and_comments_stay_as_they_are(site: Site) -> None:
    site.configure(SETTINGS)
    site.write("page.md", PAGE)
    page = site.build().text("page.html")
    assert SCRIPT in page
    assert f"<!-- {TABLE} -->" in page


def test_another_theme_has_its_own_markup(site: Site) -> None:
    site.configure(SETTINGS + 'html_theme = "basic"')
    site.write("page.md", PAGE)
    main = site.build().html("page").select_one("div[role=main]")
    assert main is not None
    assert main.select("dl > dd:first-child")
    assert main.select("th:empty, th p:empty")
