"""What search engines are told to look at."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from sites import Built, Site, differences

from sphinx_craftblog.publishing import sitemap

SCHEMA = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def listed(built: Built, name: str = "sitemap.xml") -> dict[str, str | None]:
    """The paths in a sitemap, and when each was revised."""
    root = ElementTree.fromstring(built.text(name))
    return {
        entry.findtext(f"{SCHEMA}loc", "").removeprefix("https://notes.example/"): entry.findtext(
            f"{SCHEMA}lastmod"
        )
        for entry in root
    }


def test_every_page_for_readers_is_in_it(site: Site) -> None:
    site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    site.write("about.md", "---\norphan: true\n---\n# About\n")
    site.post("one", tags="[Rust]", date="2026-01-01", redirect_from="[old]")
    site.post("zwei-größe", date="2026-02-01", updated="2026-03-01 10:00", tags="[C++]")
    assert listed(site.build()) == {
        "index.html": "2026-03-01T10:00:00+00:00",
        "about.html": None,
        "posts/one.html": "2026-01-01",
        "posts/zwei-gr%C3%B6%C3%9Fe.html": "2026-03-01T10:00:00+00:00",
        "blog/tag.html": "2026-03-01T10:00:00+00:00",
        "blog/tag/rust.html": "2026-01-01",
        "blog/tag/c-plus-plus.html": "2026-03-01T10:00:00+00:00",
        "blog/archive.html": "2026-03-01T10:00:00+00:00",
        "blog/2026.html": "2026-03-01T10:00:00+00:00",
        "blog/feeds.html": None,
    }


@pytest.mark.parametrize(
    "front",
    [
        {"unlisted": "true"},
        {"expires": "2026-05-01"},
        {"draft": "true"},
        {"date": "2026-12-01"},
        {"nosearch": "true"},
        {"canonical_url": "https://elsewhere.example/one"},
        {"myst": "{html_meta: {robots: noindex}}"},
    ],
)
def test_what_is_not_for_search_engines_is_not(site: Site, front: dict[str, str]) -> None:
    site.post("one", **front)
    site.post("two")
    built = site.build()
    assert "posts/two.html" in listed(built)
    assert "posts/one.html" not in listed(built)


def test_a_document_may_keep_itself_out(site: Site) -> None:
    site.write("about.rst", ":orphan:\n\n.. meta::\n   :robots: noindex, follow\n\nAbout\n=====\n")
    assert listed(site.build(jobs=2)) == {"index.html": None}


def test_a_draft_that_is_shown_is_not_either(site: Site) -> None:
    site.configure("craftblog_drafts = True")
    site.post("one", draft="true")
    assert "posts/one.html" not in listed(site.build())


def test_robots_are_led_to_it(site: Site) -> None:
    built = site.build("dirhtml")
    assert "Sitemap: https://notes.example/sitemap.xml\n" in built.text("robots.txt")
    assert "Disallow" not in built.text("robots.txt")
    assert "" in listed(built)


def test_robots_look_at_the_root_of_a_host_alone(site: Site) -> None:
    site.configure('html_baseurl = "https://notes.example/a&b"')
    files = site.build().files()
    assert "robots.txt" not in files
    assert listed(Built(site.folder / "_build/html", "")) == {"a&b/index.html": None}


def test_without_a_base_there_is_none(site: Site) -> None:
    site.build()
    site.configure('html_baseurl = ""')
    assert not {"sitemap.xml", "robots.txt"} & site.build().files()


def test_another_extension_for_it_is_left_alone(
    site: Site, monkeypatch: pytest.MonkeyPatch
) -> None:
    site.write("ext/sphinx_sitemap.py", "def setup(app): pass\n")
    monkeypatch.syspath_prepend(site.folder / "ext")
    site.configure('extensions += ["sphinx_sitemap"]')
    assert not {"sitemap.xml", "robots.txt"} & site.build().files()


def test_the_authors_own_come_first(site: Site) -> None:
    site.write("extra/sitemap.xml", "<mine/>")
    site.build()
    site.configure('html_extra_path = ["extra"]')
    built = site.build()
    assert built.text("sitemap.xml") == "<mine/>"
    assert "robots.txt" not in built.files()
    site.remove("extra/sitemap.xml")
    site.write("extra/robots.txt", "Disallow: /")
    built = site.build()
    assert listed(built) == {"index.html": None}
    assert built.text("robots.txt") == "Disallow: /"
    site.configure("")
    built = site.build()
    assert "Allow: /" in built.text("robots.txt")
    assert differences(built, site.build_clean()) == []


def test_a_file_that_no_build_has_made_stays(site: Site) -> None:
    site.write("_build/html/sitemap.xml", "<mine/>")
    site.write("_build/html/robots.txt", "mine")
    built = site.build()
    assert built.text("sitemap.xml") == "<mine/>"
    assert built.text("robots.txt") == "mine"


def test_ours_are_known_without_a_manifest(site: Site) -> None:
    (site.build().out / ".craftblog.json").unlink()
    site.post("one")
    assert "posts/one.html" in listed(site.build())


def test_it_is_divided_and_joined(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sitemap, "MOST", 4)
    for number in range(3):
        site.post(f"p{number}")
    built = site.build()
    assert listed(built) == {"sitemap-1.xml": None, "sitemap-2.xml": None}
    parts = listed(built, "sitemap-1.xml") | listed(built, "sitemap-2.xml")
    assert len(listed(built, "sitemap-1.xml")) == 4
    monkeypatch.undo()
    whole = site.build()
    assert listed(whole) == parts
    assert not {"sitemap-1.xml", "sitemap-2.xml"} & whole.files()


def test_it_is_written_only_when_it_says_something_new(site: Site) -> None:
    site.post("one")
    built = site.build()
    path = built.out / "sitemap.xml"
    time = path.stat().st_mtime_ns
    site.post("one", body="Other text.")
    site.build()
    assert path.stat().st_mtime_ns == time
    site.post("one", updated="2026-02-02")
    assert listed(site.build())["posts/one.html"] == "2026-02-02"
    site.remove("posts/one.md")
    built = site.build()
    assert listed(built) == {"index.html": None}
    assert differences(built, site.build_clean()) == []


def test_it_is_the_same_in_every_zone(site: Site) -> None:
    site.configure('craftblog_timezone = "Europe/Berlin"')
    site.post("one", date="2026-01-01 00:30", updated="2026-01-01 23:30:00-05:00")
    built = [
        site.build_apart(into=f"_{zone[:4]}", TZ=zone)
        for zone in ("Asia/Tokyo", "America/Los_Angeles")
    ]
    assert listed(built[0])["posts/one.html"] == "2026-01-01T23:30:00-05:00"
    assert built[0].text("sitemap.xml") == built[1].text("sitemap.xml")
