"""The newsletter's form, share links, a place for analytics: nothing unless asked for."""

from __future__ import annotations

import pytest
from sites import Built, Site
from sphinx.errors import ConfigError

PLAIN = "craftblog_feeds = []\ncraftblog_social_cards = False\n"

NEWSLETTER = {
    "action": "https://list.example/subscribe/?a=1&b=2",
    "field": 'EMAIL"',
    "hidden": {"tag": '<b>"&'},
    "title": "Letters & <b>more</b>",
    "text": "One a month.",
}

ATTRIBUTES = {"defer": "defer", "data-domain": "notes.example"}


def configure(site: Site, more: str = PLAIN, **settings: object) -> None:
    lines = [f"craftblog_{name} = {value!r}\n" for name, value in settings.items()]
    site.configure("".join(lines) + more)


@pytest.fixture(scope="module")
def sharing_site(shared_site: Site) -> Site:
    """A site with all of it, and with templates of its own."""
    more = (
        "craftblog_social_cards = False\n"
        "templates_path = ['_templates']\n"
        f"html_js_files = [('https://count.example/s.js', {ATTRIBUTES!r})]\n"
    )
    share = ["mastodon", "reddit", "email", "x"]
    configure(shared_site, more, newsletter=NEWSLETTER, share=share, drafts=True)
    shared_site.write(
        "_templates/page.html",
        "{% extends '!page.html' %}{% block footer %}{{ craftblog.newsletter }}{% endblock %}",
    )
    shared_site.write("_templates/analytics.html", '<script defer src="/count.js"></script>\n')
    shared_site.post("one")
    shared_site.post("café", heading='Rust & C++: "why" \\<b>?')
    shared_site.post("moved", canonical_url="https://first.example/one")
    shared_site.post("draft", draft="true")
    return shared_site


@pytest.fixture(scope="module")
def built(sharing_site: Site) -> Built:
    return sharing_site.build()


def test_nothing_is_there_unless_asked_for(site: Site) -> None:
    site.post("one")
    page = site.build().text("posts/one.html")
    assert "craftblog-newsletter" not in page
    assert "craftblog-share" not in page


def test_the_newsletter_is_a_form_that_needs_no_script(built: Built) -> None:
    form = built.html("posts/one").select_one("form.craftblog-newsletter")
    assert (form["action"], form["method"]) == (NEWSLETTER["action"], "post")
    assert form.h2.text == NEWSLETTER["title"]
    field = form.label.select_one("input[type=email][required][autocomplete=email]")
    assert field["name"] == 'EMAIL"'
    assert "E-mail address" in form.label.text
    hidden = form.select_one("input[type=hidden]")
    assert (hidden["name"], hidden["value"]) == ("tag", '<b>"&')
    assert form.button.text == "Subscribe"


def test_templates_of_pages_can_show_the_newsletter(built: Built) -> None:
    assert built.html("index").select_one("form.craftblog-newsletter")


def test_share_links_carry_address_and_title(built: Built) -> None:
    nav = built.html("posts/café").select_one('nav[aria-label="Share"]')
    links = {link.text: link["href"] for link in nav.select("ul a")}
    url = "https%3A%2F%2Fnotes.example%2Fposts%2Fcaf%25C3%25A9.html"
    title = "Rust%20%26%20C%2B%2B%3A%20%E2%80%9Cwhy%E2%80%9D%20%3Cb%3E%3F"
    assert links == {
        "Mastodon": f"https://share.joinmastodon.org/#text={title}%20{url}",
        "Reddit": f"https://www.reddit.com/submit?url={url}&title={title}",
        "E-mail": f"mailto:?subject={title}&body={url}",
        "X": f"https://x.com/intent/post?text={title}&url={url}",
    }


@pytest.mark.parametrize("builder", ["html", "dirhtml"])
def test_share_links_lead_to_where_a_post_was_first_published(
    sharing_site: Site, built: Built, builder: str
) -> None:
    end = ""
    if builder == "dirhtml":
        built, end = sharing_site.build(builder), "/index"
    links = [a["href"] for a in built.html(f"posts/moved{end}").select(".craftblog-share a")]
    assert links[-1].endswith("&url=https%3A%2F%2Ffirst.example%2Fone")
    assert not built.html(f"posts/draft{end}").select(".craftblog-share")


def test_share_links_need_an_address_and_say_so_once(site: Site) -> None:
    configure(site, f"{PLAIN}html_baseurl = ''", share=["x"])
    site.post("one")
    site.post("two")
    built = site.build()
    (warning,) = built.warnings
    assert warning.type == "craftblog.share"
    assert "html_baseurl" in warning.text
    assert not built.html("posts/one").select(".craftblog-share")


def test_a_site_may_put_its_analytics_at_the_end_of_the_head(built: Built) -> None:
    assert built.html("index").head.find_all(True)[-1]["src"] == "/count.js"


def test_scripts_of_sphinxs_own_setting_are_in_the_head(built: Built) -> None:
    script = built.html("index").head.find("script", src="https://count.example/s.js")
    assert script["data-domain"] == "notes.example"


@pytest.mark.parametrize("builder", ["singlehtml", "epub", "text"])
def test_only_pages_have_them(site: Site, builder: str) -> None:
    configure(site, newsletter={"action": "https://a.example/"}, share=["x"])
    site.post("one")
    built = site.build(builder)
    texts = (text for name, text in built.tree().items() if name.endswith((".html", ".xhtml")))
    assert not any(b"newsletter" in text or b"x.com" in text for text in texts)


def test_the_text_of_a_feed_has_none_of_it(built: Built) -> None:
    for name in ("blog/atom.xml", "blog/feed.json"):
        assert "posts/one.html" in built.text(name)
        assert "list.example" not in built.text(name)
        assert "x.com" not in built.text(name)


def test_wrong_settings_are_refused_at_their_lines(site: Site) -> None:
    configure(site, newsletter={"title": "x"}, share=["mastadon"])
    with pytest.raises(ConfigError) as caught:
        site.build()
    newsletter, share = str(caught.value).splitlines()
    assert "conf.py:6: craftblog_newsletter takes an 'action'" in newsletter
    assert "conf.py:7: craftblog_share takes names from mastodon, " in share
    assert "did you mean 'mastodon'?" in share


def test_a_changed_setting_leaves_what_a_clean_build_does(site: Site) -> None:
    for number in range(6):  # Sphinx writes in parallel when there is enough
        site.post(f"p{number}", tags="[One]")
    first, second = {"action": "https://a.example/"}, {"action": "https://b.example/"}
    steps: list[dict[str, object]] = [
        {},
        {"newsletter": first},
        {"newsletter": second},
        {"newsletter": {}},
        {"share": ["x"]},
        {"share": ["x", "reddit"]},
        {"share": []},
    ]
    before = None
    for number, settings in enumerate(steps):
        configure(site, **settings)
        tree = site.build(jobs=1 + number % 2).tree()
        assert tree == site.build_clean(into=f"_clean{number}").tree()
        assert tree != before
        before = tree
