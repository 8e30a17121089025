"""The newsletter's form, share links, a place for analytics: nothing unless asked for."""

from __future__ import annotations

import pytest
from sites import Site
from sphinx.errors import ConfigError


def configure(site: Site, **settings: object) -> None:
    site.configure("".join(f"craftblog_{name} = {value!r}\n" for name, value in settings.items()))


def test_nothing_is_there_unless_asked_for(site: Site) -> None:
    site.post("one")
    page = site.build().text("posts/one.html")
    assert "craftblog-newsletter" not in page
    assert "craftblog-share" not in page


def test_the_newsletter_is_a_form_that_needs_no_script(site: Site) -> None:
    newsletter = {
        "action": "https://list.example/subscribe/?a=1&b=2",
        "field": 'EMAIL"',
        "hidden": {"tag": '<b>"&'},
        "title": "Letters & <b>more</b>",
        "text": "One a month.",
    }
    configure(site, newsletter=newsletter)
    site.post("one")
    form = site.build().html("posts/one").select_one("form.craftblog-newsletter")
    assert (form["action"], form["method"]) == (newsletter["action"], "post")
    assert form.h2.text == newsletter["title"]
    field = form.label.select_one("input[type=email][required][autocomplete=email]")
    assert field["name"] == 'EMAIL"'
    assert "E-mail address" in form.label.text
    hidden = form.select_one("input[type=hidden]")
    assert (hidden["name"], hidden["value"]) == ("tag", '<b>"&')
    assert form.button.text == "Subscribe"


def test_templates_of_pages_can_show_the_newsletter(site: Site) -> None:
    site.configure(
        "templates_path = ['_templates']\ncraftblog_newsletter = {'action': 'https://a.example/'}"
    )
    template = (
        "{% extends '!page.html' %}{% block footer %}{{ craftblog.newsletter }}{% endblock %}"
    )
    site.write("_templates/page.html", template)
    assert site.build().html("index").select_one("form.craftblog-newsletter")


def test_share_links_carry_address_and_title(site: Site) -> None:
    configure(site, share=["mastodon", "reddit", "email"])
    site.post("café", heading='Rust & C++: "why" \\<b>?')
    nav = site.build().html("posts/café").select_one('nav[aria-label="Share"]')
    links = {link.text: link["href"] for link in nav.select("ul a")}
    url = "https%3A%2F%2Fnotes.example%2Fposts%2Fcaf%25C3%25A9.html"
    title = "Rust%20%26%20C%2B%2B%3A%20%E2%80%9Cwhy%E2%80%9D%20%3Cb%3E%3F"
    assert links == {
        "Mastodon": f"https://share.joinmastodon.org/#text={title}%20{url}",
        "Reddit": f"https://www.reddit.com/submit?url={url}&title={title}",
        "E-mail": f"mailto:?subject={title}&body={url}",
    }


def test_share_links_lead_to_where_a_post_was_first_published(site: Site) -> None:
    configure(site, share=["x"], drafts=True)
    site.post("one", canonical_url="https://first.example/one")
    site.post("draft", draft="true")
    built = site.build("dirhtml")
    link = built.html("posts/one/index").select_one(".craftblog-share a")
    assert link["href"].endswith("&url=https%3A%2F%2Ffirst.example%2Fone")
    assert not built.html("posts/draft/index").select(".craftblog-share")


def test_share_links_need_an_address_and_say_so_once(site: Site) -> None:
    site.configure("html_baseurl = ''\ncraftblog_share = ['x']\ncraftblog_feeds = []")
    site.post("one")
    site.post("two")
    built = site.build()
    (warning,) = built.warnings
    assert warning.type == "craftblog.share"
    assert "html_baseurl" in warning.text
    assert not built.html("posts/one").select(".craftblog-share")


def test_a_site_may_put_its_analytics_at_the_end_of_the_head(site: Site) -> None:
    site.configure("templates_path = ['_templates']")
    site.write("_templates/analytics.html", '<script defer src="/count.js"></script>\n')
    head = site.build().html("index").head
    assert head.find_all(True)[-1]["src"] == "/count.js"


def test_scripts_of_sphinxs_own_setting_are_in_the_head(site: Site) -> None:
    attributes = {"defer": "defer", "data-domain": "notes.example"}
    site.configure(f"html_js_files = [('https://count.example/s.js', {attributes!r})]")
    script = site.build().html("index").head.find("script", src="https://count.example/s.js")
    assert script["data-domain"] == "notes.example"


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text"])
def test_only_pages_have_them(site: Site, builder: str) -> None:
    configure(site, newsletter={"action": "https://a.example/"}, share=["x"])
    site.post("one")
    built = site.build(builder)
    texts = (text for name, text in built.tree().items() if name.endswith((".html", ".xhtml")))
    assert not any(b"newsletter" in text or b"x.com" in text for text in texts)


def test_the_text_of_a_feed_has_none_of_it(site: Site) -> None:
    configure(site, newsletter={"action": "https://a.example/"}, share=["x"])
    site.post("one")
    built = site.build()
    for name in ("blog/atom.xml", "blog/feed.json"):
        assert "a.example" not in built.text(name)
        assert "x.com" not in built.text(name)


@pytest.mark.parametrize(
    ("settings", "parts"),
    [
        ({"newsletter": "https://a.example"}, ["a mapping"]),
        ({"newsletter": {"url": "https://a.example"}}, ["the keys action, method", "not 'url'"]),
        ({"newsletter": {"title": "x"}}, ["an 'action'"]),
        ({"newsletter": {"action": "http://a.example"}}, ["'action' a URL that begins with"]),
        ({"newsletter": {"action": "javascript:alert(1)"}}, ["'https://'"]),
        ({"newsletter": {"action": "https://a.example", "method": "put"}}, ["'post' or 'get'"]),
        ({"newsletter": {"action": "https://a.example", "hidden": {"a": 1}}}, ["strings only"]),
        ({"share": ["mastadon"]}, ["did you mean 'mastodon'?"]),
        ({"share": {"x": 1}}, ["a list of names from mastodon"]),
        ({"share": [["x"]]}, ["names from mastodon"]),
    ],
)
def test_a_wrong_setting_is_refused(
    site: Site, settings: dict[str, object], parts: list[str]
) -> None:
    configure(site, **settings)
    with pytest.raises(ConfigError) as caught:
        site.build()
    (name,) = settings
    assert f"conf.py:6: craftblog_{name} takes " in str(caught.value)
    for part in parts:
        assert part in str(caught.value)


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize(
    ("name", "values"),
    [
        (
            "newsletter",
            [{}, {"action": "https://a.example/"}, {"action": "https://b.example/"}, {}],
        ),
        ("share", [[], ["x"], ["x", "reddit"], []]),
    ],
)
def test_a_changed_setting_leaves_what_a_clean_build_does(
    site: Site, name: str, values: list[object], jobs: int
) -> None:
    for number in range(6):
        site.post(f"p{number}", tags="[One]")
    before = None
    for number, value in enumerate(values):
        configure(site, **{name: value})
        tree = site.build(jobs=jobs).tree()
        assert tree == site.build_clean(jobs=jobs, into=f"_clean{number}").tree()
        assert tree != before
        before = tree
