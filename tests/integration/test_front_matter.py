"""Front matter on a site: what the values of a post show, and where its mistakes are told.

What each key takes, and what is said of the rest, is in ``unit/test_reading_schema.py``.
"""

from __future__ import annotations

import pytest
from sites import Built, Site, Warned, words

FINE = {
    "hello": "date: 2026-01-01\ntags: [Rust]",
    "values": "date: 2026-01-02 03:04:05+02:00\nauthors: [Conan O'Brien, 'Ada']\ntags: [1.10, C++]",
    "number": "date: 2026-01-01\ntitle: 0x" + "f" * 5000,
    "others": "date: 2026-01-01\norphan: true\nx-own: 1\nogp_image: x\n"
    "myst: {html_meta: {keywords: sea}}",
    "2026-02-03-named": "tags: a",
    "quiet": "date: 2026-01-01\nexclude: true",
    "long": "date: 2026-01-01\ntitle: Short",
    "suppressed": "date: 2026-01-01\ntgas: x",
}
"""Front matter of posts without a warning."""

MISTAKES = {
    "value": ("pinned: ture", "value", "'ture'"),
    "twice": ("tags: a\ntags: b", "front_matter", "'tags' is given twice"),
    "missing": ("image: none.png\nimage_alt: x", "image", "posts/none.png"),
    "outside": ("image: ../../up.png\nimage_alt: x", "image", "outside the source folder"),
    "panel": ("code_panel: nosuch.py", "code_panel", "'real.py'"),
    "redirect": ("redirect_from: ../x", "redirect", "'../x'"),
    "terms": ("tags: {2026-01-01: x}", "value", "'tags'"),
    "tagged": ("x-own: !!timestamp soon\nread_time: !!int ''", "value", "'read_time'"),
    "undated": ("updated: 2026-13-45\nmyst: {html_meta: {keywords: sea}}", "date", "'updated'"),
    "archived": ("archived: 1", "reference", "'archived'"),
}
"""Front matter under a date, with one mistake that the post is published with."""

KEPT_BACK = {
    "unclear": ("---\ntitle: A\ndraft: maybe\n---\n\nText.\n", 3, "value"),
    "list": ("---\n- a\n- b\n---\n\nText.\n", 2, "front_matter"),
    "dated": ("---\ndate: !!timestamp soon\n---\n\n# A\n\nText.\n", 2, "date"),
    "unclosed": ("---\ndate: 2026-01-01\n\n# A\n\nText.\n", 1, "front_matter"),
    "deep": ("---\ntags: " + "[" * 90_000 + "\n---\n\n# A\n\nText.\n", 2, "front_matter"),
    "dateless": ("# A\n\nText.\n", 1, "date"),
}
"""Posts that are not published, with the line and the type of their warning."""

TITLED = (
    "---\ndate: 2026-01-01\ntitle: 'A *plain* & <b>title</b>'\n---\n\nText.\n\n## Part\n\nMore.\n"
)


@pytest.fixture(scope="module")
def built(shared_site: Site) -> Built:
    site = shared_site
    site.configure('suppress_warnings = ["craftblog.unknown_key"]\ncraftblog_social_cards = False')
    site.write("index.md", "# Home\n\n```{post-list}\n:limit: 100\n:style: titles\n```\n")
    for name, front in FINE.items():
        site.write(f"posts/{name}.md", f"---\n{front}\n---\n\n# The heading\n\nText.\n")
    code = "```{code-block} python\n:caption: real.py\nprint()\n```\n"
    for name, (front, _, _) in MISTAKES.items():
        site.write(
            f"posts/m-{name}.md", f"---\ndate: 2026-01-01\n{front}\n---\n\n# A\n\nB.\n\n{code}"
        )
    for name, (text, _, _) in KEPT_BACK.items():
        site.write(f"posts/k-{name}.md", text)
    site.write("posts/titled.md", TITLED)
    site.write("posts/code.md", "---\ndate: 2026-01-01\ntitle: A\n---\n\n```bash\n# comment\n```\n")
    site.write("posts/2026-01-01-quiet-night.md", "Only text.\n")
    site.post("empty", body="")
    site.write("about.md", "---\nblogpost: true\ndate: 2026-01-01\n---\n\n# About\n\nText.\n")
    site.post("not-one", blogpost="false", date=None, orphan="true")
    site.write("posts/index.md", "---\norphan: true\n---\n# All posts\n")
    site.post("trip/index", heading="Trip")
    site.write("posts/d/_defaults.yml", "x-own: {2026-01-01: !!bool x}\nfeatured: !!bool x\n")
    site.post("d/e")
    options = "```{article}\n---\ndate: 2026-01-05\ntags: [of-article]\n---\n```\n"
    site.write("posts/article.md", f"# A\n\n{options}\nText.\n")
    return site.build()


def warned(built: Built, name: str) -> list[Warned]:
    """The warnings of one file."""
    return [warning for warning in built.warnings if warning.file == name]


def listed(built: Built) -> dict[str, str]:
    """The titles on the front page, by their links."""
    return {a["href"]: words(a) for a in built.html("index").select(".craftblog-list a")}


def test_posts_without_a_mistake_have_no_warning(built: Built) -> None:
    of_mistakes = {f"m-{name}.md" for name in MISTAKES} | {f"k-{name}.md" for name in KEPT_BACK}
    of_mistakes |= {"2026-01-01-quiet-night.md", "empty.md", "_defaults.yml"}
    assert {warning.file for warning in built.warnings} == of_mistakes


def test_a_dated_markdown_file_in_posts_is_a_post(built: Built) -> None:
    page = built.html("posts/hello")
    assert page.time["datetime"] == "2026-01-01"
    assert words(page.select_one(".craftblog-tags")) == "Rust"


def test_values_keep_their_yaml_types(built: Built) -> None:
    page = built.html("posts/values")
    assert page.time["datetime"] == "2026-01-02T03:04:05+02:00"
    assert words(page.select_one(".craftblog-authors")) == "by Conan O'Brien, Ada"
    tags = page.select(".craftblog-post-header .craftblog-tags a")
    assert [tag.text for tag in tags] == ["1.1", "C++"]


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_one_warning_at_its_line(built: Built, name: str) -> None:
    _, subtype, part = MISTAKES[name]
    (warning,) = warned(built, f"m-{name}.md")
    line = 4 if name in {"twice", "tagged"} else 3
    assert (warning.line, warning.type) == (line, f"craftblog.{subtype}")
    assert part in warning.text
    assert f"posts/m-{name}.html" in built.files()


@pytest.mark.parametrize("name", KEPT_BACK)
def test_what_leaves_publication_unclear_keeps_the_post_back(built: Built, name: str) -> None:
    _, line, subtype = KEPT_BACK[name]
    (warning,) = warned(built, f"k-{name}.md")
    assert (warning.line, warning.type) == (line, f"craftblog.{subtype}")
    assert not any(f"k-{name}" in file for file in built.files())


def test_a_mistake_of_a_folder_is_one_warning_at_its_line(built: Built) -> None:
    (warning,) = warned(built, "_defaults.yml")
    assert (warning.line, warning.type) == (2, "craftblog.value")


def test_every_problem_of_a_build_is_named_in_one_run(built: Built) -> None:
    types = {warning.type for warning in built.warnings}
    assert {"craftblog.date", "craftblog.value", "craftblog.front_matter"} <= types


def test_a_warning_can_be_suppressed(built: Built) -> None:
    assert "posts/suppressed.html" in built.files()
    assert "craftblog.unknown_key" not in built.log
    assert "tgas" not in built.log


def test_keys_of_others_pass(built: Built) -> None:
    assert warned(built, "others.md") == []
    for name in ("others", "m-undated"):  # a value of ours that is none leaves them alone
        assert built.html(f"posts/{name}").select_one("meta[name=keywords]")["content"] == "sea"


def test_a_date_in_the_file_name_counts(built: Built) -> None:
    assert built.html("posts/2026-02-03-named").time["datetime"] == "2026-02-03"


def test_the_title_of_front_matter_becomes_the_heading(built: Built) -> None:
    page = built.html("posts/titled")
    assert [h1.text for h1 in page.find_all("h1")] == ["A *plain* & <b>title</b>"]
    assert [h2.text for h2 in page.main.find_all("h2")] == ["Part"]


def test_a_heading_in_code_is_no_heading(built: Built) -> None:
    assert [h1.text for h1 in built.html("posts/code").find_all("h1")] == ["A"]


def test_a_title_beside_a_heading_is_for_listings(built: Built) -> None:
    assert [h1.text for h1 in built.html("posts/long").find_all("h1")] == ["The heading"]
    assert listed(built)["posts/long.html"] == "Short"


def test_a_post_without_a_title_is_listed_under_its_name(built: Built) -> None:
    (warning,) = warned(built, "2026-01-01-quiet-night.md")
    assert warning.type == "craftblog.title"
    assert listed(built)["posts/2026-01-01-quiet-night.html"] == "Quiet night"


def test_a_post_without_a_body_says_so(built: Built) -> None:
    (warning,) = warned(built, "empty.md")
    assert warning.type == "craftblog.body"


def test_ablog_names_are_understood(built: Built) -> None:
    assert built.html("about").body["class"] == ["post"]
    assert built.html("posts/not-one").body["class"] == ["page"]
    assert built.html("posts/quiet").find("meta", {"name": "robots"})["content"] == "noindex"


def test_an_index_in_the_folder_of_posts_is_not_a_post(built: Built) -> None:
    assert built.html("posts/index").body["class"] == ["page"]
    assert built.html("posts/trip/index").body["class"] == ["post"]


def test_the_options_of_an_article_may_stand_between_dashes(built: Built) -> None:
    assert "blog/tag/of-article.html" in built.files()


def test_broken_yaml_keeps_the_lines_of_the_rest(site: Site) -> None:
    site.configure("craftblog_drafts = True")
    site.write("posts/a.md", "---\ntitle: [x\n---\n\n# A\n\n{nosuchrole}`x`\n")
    lines = {warning.type: warning.line for warning in site.build().warnings}
    assert lines["craftblog.front_matter"] in {2, 3}
    assert 7 in lines.values()
