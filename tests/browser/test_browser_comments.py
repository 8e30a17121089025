"""Comments and replies under a post, with providers that answer from here."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager

import pytest
from browser.pages import SETTLED, Handler, serve, violations, wait_for
from playwright.sync_api import Browser, Frame, Page, Request, Route, expect
from sites import Site

GISCUS = {"repo": "ada/notes", "repo_id": "R_1", "category": "Posts", "category_id": "DIC_1"}

GISCUS_SCRIPT = """
const frame = document.createElement("iframe");
frame.className = "giscus-frame";
frame.title = "Comments";
frame.src = "https://giscus.app/widget?" + new URLSearchParams(document.currentScript.dataset);
document.currentScript.after(frame);
"""

GISCUS_WIDGET = """<!doctype html><html lang="en"><title>Comments</title><h1>Comments</h1>
<script>
addEventListener("message", (event) => { window.told = event.data.giscus?.setConfig?.theme; });
parent.postMessage({giscus: {}}, "*");
</script>"""

GISCUS_POLICY = (
    "default-src 'self'; script-src 'self' https://giscus.app; frame-src https://giscus.app"
)

MASTODON_POLICY = "default-src 'self'; connect-src https://mastodon.example; img-src 'self' https:"


def answer_as_giscus(route: Route) -> None:
    if route.request.url.endswith("/client.js"):
        route.fulfill(body=GISCUS_SCRIPT, content_type="text/javascript")
    else:
        route.fulfill(body=GISCUS_WIDGET, content_type="text/html")


def status(number: str, content: str, to: str = "113", **more: str) -> dict[str, object]:
    account = {
        "display_name": "Grace <b>",
        "acct": "grace@social.example",
        "url": more.get("profile", "https://social.example/@grace"),
        "avatar_static": more.get("avatar", "https://files.example/grace.png"),
    }
    return {
        "id": number,
        "in_reply_to_id": to,
        "account": account,
        "url": f"https://social.example/@grace/{number}",
        "created_at": "2026-02-03T10:00:00.000Z",
        "content": content,
        "spoiler_text": more.get("warning", ""),
    }


def answer_as_mastodon(*statuses: dict[str, object]) -> Callable[[Route], None]:
    def run_queries(route: Route) -> None:
        if route.request.url == "https://mastodon.example/api/v1/statuses/113/context":
            headers = {"Access-Control-Allow-Origin": "*"}
            route.fulfill(json={"ancestors": [], "descendants": statuses}, headers=headers)
        else:
            route.abort()

    return run_queries


MASTODON = {"provider": "mastodon", "host": "mastodon.example"}
THREAD = "https://mastodon.example/@ada/113"

PROVIDERS = {
    "giscus": ({"provider": "giscus", **GISCUS}, None, GISCUS_POLICY),
    "mastodon": (MASTODON, THREAD, MASTODON_POLICY),
    "bluesky": (
        {"provider": "bluesky"},
        "https://bsky.app/profile/ada.example/post/3k0",
        "default-src 'self'; connect-src https://public.api.bsky.app",
    ),
}
"""The setting, what the post says, and the policy that lets the provider in."""


@pytest.fixture(scope="module")
def addresses(
    chromium: Browser, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[dict[str, str]]:
    """Where a site with a post whose comments are far below is, for each provider."""
    with ExitStack() as servers:
        addresses = {}
        for name, (provider, thread, policy) in PROVIDERS.items():
            site = Site(tmp_path_factory.mktemp(name))
            site.configure(
                f"craftblog_comments = {provider!r}\ncraftblog_share = ['mastodon', 'email']\n"
                "craftblog_newsletter = {'action': 'https://list.example/', 'text': 'Monthly.'}\n"
            )
            site.post("one", "word " * 800, comments=thread)
            policed = type("Policed", (Handler,), {"policy": policy})
            addresses[name] = servers.enter_context(serve(policed, site.build().out))
        yield addresses


@contextmanager
def long_post(
    chromium: Browser,
    address: str,
    run_queries: Callable[[Route], None],
    *,
    width: int = 1024,
    scheme: str = "light",
) -> Iterator[tuple[Page, list[str], list[str]]]:
    """The page of the post, what it asks of others, and its complaints."""
    viewport = {"width": width, "height": 700}
    context = chromium.new_context(viewport=viewport, color_scheme=scheme)  # type: ignore[arg-type]
    page = context.new_page()
    asked: list[str] = []
    complaints: list[str] = []

    def note(request: Request) -> None:
        if request.url.startswith("https:"):
            asked.append(request.url)

    page.on("request", note)
    page.on("console", lambda line: line.type == "error" and complaints.append(line.text))
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.route(re.compile("^https:"), run_queries)
    page.goto(f"{address}/posts/one.html")
    page.evaluate(SETTLED)
    yield page, asked, complaints
    context.close()


def come_near(page: Page) -> None:
    page.locator(".craftblog-comments").scroll_into_view_if_needed()


def widget(page: Page) -> Frame:
    frame = page.wait_for_selector("iframe.giscus-frame").content_frame()
    assert frame is not None
    frame.wait_for_url(re.compile("https://giscus.app/.*"))
    wait_for(frame, "window.told")
    return frame


def test_comments_are_loaded_when_the_reader_comes_near_and_not_before(
    chromium: Browser, addresses: dict[str, str]
) -> None:
    opened = long_post(chromium, addresses["giscus"], answer_as_giscus)
    with opened as (page, asked, complaints):
        assert asked == []
        come_near(page)
        frame = widget(page)
        assert asked[0] == "https://giscus.app/client.js"
        assert "repoId=R_1" in asked[1]
        assert "theme=light" in asked[1]
        assert frame.evaluate("told") == "light"
        expect(page.locator(".craftblog-comments-state")).to_be_hidden()
        assert complaints == []


def test_comments_follow_light_and_dark(chromium: Browser, addresses: dict[str, str]) -> None:
    opened = long_post(chromium, addresses["giscus"], answer_as_giscus)
    with opened as (page, _, _):
        come_near(page)
        frame = widget(page)
        page.emulate_media(color_scheme="dark")
        wait_for(frame, "told === 'dark'")
        page.get_by_role("button", name="Dark colors").press("Enter")
        wait_for(frame, "told === 'light'")
        for name in ("scheme", "theme"):
            page.evaluate(f"delete document.documentElement.dataset.{name}")
        wait_for(frame, "told === 'dark'")
        page.evaluate("document.body.dataset.theme = 'light'")  # as Furo says it
        wait_for(frame, "told === 'light'")


def test_a_provider_that_is_not_there_is_said(chromium: Browser, addresses: dict[str, str]) -> None:
    def refuse(route: Route) -> None:
        route.abort()

    with long_post(chromium, addresses["giscus"], refuse) as (page, _, _):
        come_near(page)
        expect(page.get_by_role("status")).to_have_text("The comments could not be loaded.")
        assert page.get_by_role("link", name="Reply on GitHub").is_visible()


def test_what_others_reply_is_text_and_nothing_that_acts(
    chromium: Browser, addresses: dict[str, str]
) -> None:
    hostile = (
        '<p onclick="hacked()" style="position:fixed">Well <b>said</b>'
        '<img src="https://evil.example/x.png" onerror="hacked()"><script>hacked()</script>'
        '<a href="javascript:hacked()" onmouseover="hacked()">here</a>'
        '<a href="https://example.org/?a=1&amp;b=2" target="_top">there</a>'
        '<iframe src="https://evil.example/"></iframe><svg onload="hacked()"><text>x</text></svg>'
        '<form action="https://evil.example/"><input name="q"><button>go</button></form></p>'
    )
    replies = answer_as_mastodon(
        status("1", hostile, profile="javascript:hacked()", avatar="data:image/png;base64,AAAA"),
        status("2", "<p>An answer.</p>", to="1"),
        status("3", "<p>The end.</p>", warning="About the end"),
    )
    opened = long_post(chromium, addresses["mastodon"], replies)
    with opened as (page, asked, _):
        assert asked == []
        come_near(page)
        page.wait_for_selector(".craftblog-reply")
        thread = page.locator(".craftblog-thread")
        assert page.locator(".craftblog-replies .craftblog-replies .craftblog-reply").count() == 1
        first = thread.locator(".craftblog-reply").first
        assert first.locator("strong, b").all_text_contents() == ["said"]
        assert "Grace <b>" in first.inner_text()
        assert thread.locator("script, iframe, svg, form, input, button").count() == 0
        attributes = thread.evaluate(
            "e => [...new Set([...e.querySelectorAll('*')].flatMap(c => c.getAttributeNames()))]"
        )
        allowed = {"class", "href", "rel", "datetime", "src", "alt", "width", "height"}
        assert set(attributes) <= allowed | {"loading", "referrerpolicy"}
        links = thread.locator("a").evaluate_all("all => all.map(a => [a.href, a.rel])")
        assert ["https://example.org/?a=1&b=2", "nofollow ugc noopener"] in links
        assert all(href.startswith("https://") for href, _ in links)
        assert thread.locator("img").count() == 2  # and not the data: URL
        assert not any("evil" in url for url in asked)
        assert thread.locator("time").first.get_attribute("datetime") == "2026-02-03T10:00:00.000Z"
        assert not page.get_by_text("The end.").is_visible()
        page.get_by_text("About the end").click()
        assert page.get_by_text("The end.").is_visible()


def test_bluesky_replies_are_a_tree(chromium: Browser, addresses: dict[str, str]) -> None:
    def post(number: int, handle: str, *replies: object, **author: object) -> dict[str, object]:
        return {
            "post": {
                "uri": f"at://did:plc:x/app.bsky.feed.post/3k{number}",
                "author": {"handle": handle, "displayName": "", **author},
                "record": {"text": f"Text {number} <b>", "createdAt": "2026-02-03T10:00:00Z"},
                "indexedAt": f"2026-02-03T10:0{number}:00Z",
            },
            "replies": list(replies),
        }

    hidden = post(3, "eve.example", labels=[{"val": "!no-unauthenticated"}])
    gone = {"notFound": True}
    first = post(1, "bob.example", post(4, "ada.example"))
    tree = {"thread": post(0, "ada.example", post(2, "cy.example"), first, hidden, gone)}

    def run_queries(route: Route) -> None:
        route.fulfill(json=tree, headers={"Access-Control-Allow-Origin": "*"})

    opened = long_post(chromium, addresses["bluesky"], run_queries)
    with opened as (page, asked, complaints):
        come_near(page)
        page.wait_for_selector(".craftblog-reply")
        texts = page.locator(".craftblog-reply-text").all_text_contents()
        assert texts == ["Text 1 <b>", "Text 4 <b>", "Text 2 <b>"]
        assert "uri=at%3A%2F%2Fada.example%2Fapp.bsky.feed.post%2F3k0" in asked[0]
        time = page.locator(".craftblog-reply a:has(time)").first
        assert time.get_attribute("href") == "https://bsky.app/profile/bob.example/post/3k1"
        assert complaints == []


def test_a_thread_without_replies_says_so(chromium: Browser, addresses: dict[str, str]) -> None:
    opened = long_post(chromium, addresses["mastodon"], answer_as_mastodon())
    with opened as (page, _, _):
        come_near(page)
        expect(page.get_by_role("status")).to_have_text("No replies yet.")
        link = page.get_by_role("link", name="Reply on Mastodon", exact=True)
        assert link.get_attribute("href") == THREAD


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_axe_finds_nothing_in_what_stands_under_a_post(
    chromium: Browser, addresses: dict[str, str], width: int, scheme: str
) -> None:
    replies = answer_as_mastodon(status("1", "<p>One.</p>"), status("2", "<p>Two.</p>", to="1"))
    opened = long_post(chromium, addresses["mastodon"], replies, width=width, scheme=scheme)
    with opened as (page, _, _):
        come_near(page)
        page.wait_for_selector(".craftblog-reply")
        assert page.evaluate("document.documentElement.scrollWidth") <= width
        page.evaluate("scrollTo(0, 0)")
        assert violations(page) == []
