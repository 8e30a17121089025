"""The example site: its front page to the letter, and posts that use all a post can."""

from __future__ import annotations

import pytest
from bs4 import BeautifulSoup, Tag
from sites import EXAMPLE_SITE, Built, words

FRONT_PAGE = """
technical writing
Notes on the craft of shipping software.
Practical articles about frontend architecture, systems programming in Rust,
release engineering, developer tooling, and the everyday decisions that shape
software quality over time.
Featured | March 2026 | 12 min read
Zero-downtime migrations: moving a live database without losing sleep
Database migrations are the most anxiety-inducing part of any deployment. A
schema change on a table with fifty million rows can lock your application for
minutes if you are not careful. This article walks through the
expand-and-contract pattern, online schema change tools, dual-write strategies,
and the testing approach I use to validate migrations against production-scale
data before they touch the real database.
The key insight is that every migration should be reversible without data loss.
If your rollback plan is "restore from backup," you do not have a rollback plan.
You have a prayer. This post provides concrete techniques for PostgreSQL,
practical tooling recommendations, and a checklist you can use on your next
release.
PostgreSQL DevOps Architecture
Read full article
migrate_users_table.sql
-- Step 1: Add new column (non-blocking)
ALTER TABLE users ADD COLUMN email_verified boolean DEFAULT false;
-- Step 2: Backfill in batches
UPDATE users SET email_verified = true
WHERE id BETWEEN 1 AND 10000 AND verified_at IS NOT NULL;
-- Step 3: Add constraint after backfill
ALTER TABLE users ADD CONSTRAINT chk_email
CHECK (email_verified IS NOT NULL) NOT VALID;
-- Step 4: Validate (non-blocking)
ALTER TABLE users VALIDATE CONSTRAINT chk_email;
February 2026 9 min read
Designing dashboards engineers will actually use
Most internal dashboards fail because they display data without context.
Engineers open them, scan for red, then close them without taking action. The
problem is not the data. The problem is that the dashboard requires the viewer
to do mental translation before they can act. This post breaks down a framework
for dashboard design that surfaces the next useful step instead of just the
current state.
dashboard-config.ts
interface DashboardPanel {
metric: string;
threshold: { warn: number; critical: number };
action: string; // What to do when threshold breached
owner: string; // Who is responsible
}
React Architecture DevOps
Read article
"""


@pytest.fixture(scope="module")
def posts(example: Built) -> dict[str, BeautifulSoup]:
    """The page of each post by its name, to be read."""
    return {
        path.stem: example.html(f"posts/{path.stem}")
        for path in sorted((example.out / "posts").glob("*.html"))
    }


def test_the_front_page_reads_to_the_letter(example: Built) -> None:
    page = example.html("index")
    assert words(page.body.a) == "Skip to main content"
    assert words(page.main) == " ".join(FRONT_PAGE.split())


def test_its_links_lead_where_they_say(example: Built) -> None:
    page = example.html("index")
    for card in page.select("article"):
        post = card.h2.a["href"]
        assert example.html(post.removesuffix(".html")).h1.text == card.h2.text
        assert card.select_one(".craftblog-more a")["href"] == post
        for tag in card.select(".craftblog-tags a"):
            assert example.html(tag["href"].removesuffix(".html")).h1.text == tag.text


def test_the_estimates_are_not_typed_in() -> None:
    for path in (EXAMPLE_SITE / "posts").glob("*.md"):
        assert "read_time:" not in path.read_text(encoding="utf-8")


def test_at_least_twelve_posts_of_some_length_are_published(
    posts: dict[str, BeautifulSoup],
) -> None:
    lengths = {name: len(page.article.get_text().split()) for name, page in posts.items()}
    assert len(lengths) >= 12
    assert min(lengths.values()) > 800


def test_the_draft_and_the_post_for_2038_are_not(example: Built) -> None:
    for name, content in example.tree().items():
        for secret in ("plugins-in-webassembly", "after-2038"):
            assert secret not in name
            assert secret.encode() not in content


def test_the_posts_use_all_that_a_post_can(posts: dict[str, BeautifulSoup]) -> None:
    def of_posts(what: str) -> list[Tag]:
        return [found for page in posts.values() for found in page.article.select(what)]

    for what in (
        "figure img[alt]",
        "table",
        "math",
        "math[display=block]",
        ".admonition",
        ".footnote",
        ".code-block-caption",
        "dl",
        ".linenos",
        ".hll",
    ):
        assert of_posts(what), f"no post has {what}"
    assert all(img.get("alt") for img in of_posts("img"))
    languages = {
        name.removeprefix("highlight-")
        for block in of_posts("[class^=highlight-]")
        for name in block["class"]
        if name.startswith("highlight-")
    }
    assert {"sql", "rust", "python", "typescript", "bash", "css"} <= languages
    assert [a for a in of_posts("a.internal[href$='.html']") if "/" not in a["href"]]
    assert any(len(page.select(".craftblog-authors .h-card")) == 2 for page in posts.values())


def test_the_archive_can_be_entered_from_every_side(example: Built) -> None:
    assert {"page/1.html", "articles/page/1.html"} & example.files() == {"articles/page/1.html"}
    series = example.html("blog/series").select(".craftblog-terms a")
    assert [link.text for link in series] == ["PostgreSQL in production", "Rust that stays up"]
    forward = example.html("notes/bisect-unattended").select_one("meta[http-equiv=refresh]")
    assert forward["content"] == "0; url=../posts/let-git-find-the-commit.html"
    assert "/2026/migrations /posts/zero-downtime-migrations.html 301" in example.text("_redirects")
