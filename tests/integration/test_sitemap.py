"""What search engines are told to look at."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest
from sites import Built, Site, differences

from sphinx_craftblog.features import sitemap

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


NOT_FOR_ENGINES = {
    "unlisted": {"unlisted": "true"},
    "expired": {"expires": "2026-05-01"},
    "draft": {"draft": "true"},
    "scheduled": {"date": "2026-12-01"},
    "not-searched": {"nosearch": "true"},
    "elsewhere": {"canonical_url": "https://elsewhere.example/one"},
    "not-indexed": {"myst": "{html_meta: {robots: noindex}}"},
}


@pytest.fixture(scope="module")
def built(shared_site: Site) -> Built:
    """A site with every kind of page, and posts of which none is for search engines."""
    shared_site.write("index.md", "# Home\n\n```{post-list}\n```\n")
    shared_site.write("about.md", "---\norphan: true\n---\n# About\n")
    shared_site.write(
        "legal.rst", ":orphan:\n\n.. meta::\n   :robots: noindex, follow\n\nLegal\n=====\n"
    )
    shared_site.post("one", tags="[Rust]", date="2026-01-01", redirect_from="[old]")
    shared_site.post("zwei-größe", date="2026-02-01", updated="2026-03-01 10:00", tags="[C++]")
    for name, front in NOT_FOR_ENGINES.items():
        shared_site.post(name, **front)
    return shared_site.build(jobs=2)


def test_every_page_for_readers_is_in_it_and_no_other(built: Built) -> None:
    assert listed(built) == {
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
    pages = {f"posts/{name}.html" for name in NOT_FOR_ENGINES} & built.files()
    assert pages == {
        f"posts/{name}.html" for name in NOT_FOR_ENGINES if name not in {"draft", "scheduled"}
    }


def test_robots_are_led_to_it(built: Built) -> None:
    assert "Sitemap: https://notes.example/sitemap.xml\n" in built.text("robots.txt")
    assert "Disallow" not in built.text("robots.txt")


def test_a_draft_that_is_shown_is_not_in_it(site: Site) -> None:
    site.configure("craftblog_drafts = True")
    site.post("one", draft="true")
    built = site.build("dirhtml")
    assert "posts/one/index.html" in built.files()
    assert listed(built).keys() == {"", "blog/feeds/", "blog/archive/", "blog/2026/"}


def test_it_goes_with_the_address_of_the_site(site: Site) -> None:
    site.configure('html_baseurl = "https://notes.example/a&b"')
    built = site.build()
    assert "robots.txt" not in built.files()  # robots look at the root of a host alone
    assert listed(built) == {"a&b/index.html": None}
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
