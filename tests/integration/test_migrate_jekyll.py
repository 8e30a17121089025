"""``craftblog migrate jekyll``: blogs as Jekyll takes them, made ours and built."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from imported import PIXEL, Moved, Source, target
from sites import Run, words

CONF = """
title: My notes
url: https://notes.example
baseurl: /blog
author: Ada
plugins: [jekyll-feed, jekyll-redirect-from]
paginate: 5
timezone: Europe/Berlin
"""

LISTING = "---\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n"


@pytest.fixture
def blog(tmp_path: Path) -> Source:
    source = Source(tmp_path / "old")
    source.write("_config.yml", CONF)
    text = "---\nlayout: post\ntitle: First\n---\nText.\n"
    source.write("_posts/2024-05-01-first.md", text)
    source.write("index.html", LISTING)
    return source


def test_posts_pages_and_feeds_are_where_they_were(run: Run, blog: Source) -> None:
    blog.write(
        "_posts/2024-06-02-A_Second.One.markdown",
        """
        ---
        title: "A second one: with a colon"
        categories: [News, Of Rome]
        tags: old new
        redirect_from: /was/here/
        ---
        See [the first]({{ site.baseurl }}{% post_url 2024-05-01-first %}),
        [a page]({% link about.md %}), [again](/blog/2024/05/01/first.html).

        ![Hill]({{ "/images/hill.png" | relative_url }}){: .wide width="50%" }
        """,
    )
    blog.write("images/hill.png", PIXEL)
    blog.write("about.md", "---\ntitle: About\npermalink: /about/\n---\nIt is I.\n")
    blog.write("me.md", "---\ntitle: Me\n---\nI.\n")
    blog.write("archive.html", LISTING)
    moved = Moved(run, "jekyll", blog)
    assert moved.code == 0, moved.said
    built = moved.built()
    assert {
        "2024/05/01/first.html",
        "news/of rome/2024/06/02/A_Second.One.html",
        "about/index.html",
        "me.html",
        "feed.xml",
        "images/hill.png",
    } <= built.files()
    assert target(built, "was/here/index.html").endswith("/2024/06/02/A_Second.One.html")
    assert target(built, "archive.html") == "blog/archive.html"
    feed = built.text("feed.xml")
    assert "<id>https://notes.example/blog/news/of%20rome/2024/06/02/A_Second.One</id>" in feed
    assert "<id>https://notes.example/blog/2024/05/01/first</id>" in feed
    page = built.html("news/of rome/2024/06/02/A_Second.One")
    links = {words(link): link["href"] for link in page.select("article p a")}
    assert links["the first"].endswith("/2024/05/01/first.html")
    assert links["again"] == links["the first"]
    assert links["a page"].endswith("/about/index.html")
    assert "tags: [old, new]\ncategory: [News, Of Rome]" in moved.text(
        "news/of rome/2024/06/02/A_Second.One.md"
    )


@pytest.mark.parametrize(
    ("permalink", "address", "builder"),
    [
        ("pretty", "news/2024/05/01/first/index.html", "dirhtml"),
        ("none", "news/first.html", "html"),
        ("/:year/:i_month/:short_day/:slug/", "2024/5/Wed/first/index.html", "dirhtml"),
        ("/p/:title:output_ext", "p/first.html", "html"),
        ("ordinal", "news/2024/122/first.html", "html"),
    ],
)
def test_permalinks(run: Run, blog: Source, permalink: str, address: str, builder: str) -> None:
    blog.write("_config.yml", f"{CONF}permalink: {permalink}\n")
    blog.write("_posts/2024-05-01-first.md", "---\ntitle: First\ncategory: News\n---\nText.\n")
    moved = Moved(run, "jekyll", blog)
    assert f"sphinx-build -b {builder}" in moved.text("conf.py")
    assert address in moved.built().files()


def test_liquid_is_worked_out_or_stands_out(run: Run, blog: Source) -> None:
    blog.write(
        "_posts/2024-05-02-codes.md",
        """
        ---
        title: Codes
        excerpt_separator: "<!--cut-->"
        mood: good
        ---
        It is {{ site.title }}, {{ page.mood }} and {{ site.unknown }}.

        <!--cut-->

        {% highlight ruby linenos %}
        puts "{{ not }}"
        {% endhighlight %}

        {% raw %}{{ kept }}{% endraw %} `{{ code }}`

        {% include figure image_path="/images/a.png" alt="A" caption="Below" %}
        {% include mine.html x="1" %}
        {% comment %}Nobody sees it.{% endcomment %}

        * TOC
        {:toc}

        ## Head {#own-id}
        {: .no_toc }

        A box.
        {: .notice #box }

        ~~~
        code
        ~~~
        {: .language-python}

        A formula $$x^2$$ for $5.
        """,
    )
    blog.write("images/a.png", PIXEL)
    moved = Moved(run, "jekyll", blog)
    text = moved.text("2024/05/02/codes.md")
    assert "It is My notes, good and `{{ site.unknown }}`." in text
    assert "<!-- more -->" in text
    assert '```{code-block} ruby\n:linenos:\nputs "{{ not }}"\n```' in text
    assert "\n{{ kept }} `{{ code }}`" in text
    assert ":::{figure} /public/images/a.png\n:alt: A\n\nBelow\n:::" in text
    assert '`{% include mine.html x="1" %}`' in text
    assert "Nobody" not in text
    assert "TOC" not in text
    assert "{#own-id}\n## Head\n" in text
    assert "{.notice #box}\nA box." in text
    assert "~~~python\ncode\n~~~" in text
    assert "A formula $x^2$ for \\$5." in text
    assert moved.code == 1
    assert "_posts/2024-05-02-codes.md:6: Liquid's 'site.unknown'" in moved.said
    moved.built()


def test_drafts_and_unpublished_posts_stay_back(run: Run, blog: Source) -> None:
    blog.write("_drafts/idea.md", "---\ntitle: Idea\n---\nSecret.\n")
    blog.write("_posts/2024-01-01-no.md", "---\ntitle: No\npublished: false\n---\nSecret.\n")
    built = Moved(run, "jekyll", blog).built()
    assert not [name for name in built.files() if "idea" in name or "/no" in name]


def test_authors_defaults_and_collections(run: Run, blog: Source) -> None:
    settings = """
    collections: {recipes: {output: true}}
    defaults:
      - scope: {path: "", type: posts}
        values: {author: bob, image: /x.png}
    """
    blog.write("_config.yml", CONF + re.sub(r"(?m)^    ", "", settings))
    blog.write("_data/authors.yml", "bob: {name: Bob, web: 'https://bob.example'}\n")
    blog.write("_recipes/cake.md", "---\ntitle: Cake\n---\nBake.\n")
    moved = Moved(run, "jekyll", blog)
    assert '"bob": {"name": "Bob", "url": "https://bob.example"}' in moved.text("conf.py")
    built = moved.built()
    assert "recipes/cake.html" in built.files()
    assert "Bob" in words(built.html("2024/05/01/first").select_one("article"))


def test_a_feed_of_the_sites_own_keeps_its_ids(run: Run, blog: Source) -> None:
    blog.write("_config.yml", CONF.replace("jekyll-feed, ", ""))
    blog.write(
        "rss.xml",
        """
        ---
        ---
        <rss>{% for post in site.posts %}
        <guid isPermaLink="true">{{ post.url | prepend: site.baseurl | prepend: site.url }}</guid>
        {% endfor %}</rss>
        """,
    )
    built = Moved(run, "jekyll", blog).built()
    assert "https://notes.example/blog/2024/05/01/first.html</guid>" in built.text("rss.xml")


def test_html_stays_html(run: Run, blog: Source) -> None:
    blog.write("_posts/2024-05-02-h.html", "---\ntitle: H\n---\n<p>One &amp; two\n\n<p>Three\n")
    moved = Moved(run, "jekyll", blog)
    built = moved.built()
    assert "One & two" in words(built.html("2024/05/02/h").select_one("article"))


def test_what_cannot_be_read_is_named(run: Run, blog: Source, tmp_path: Path) -> None:
    blog.write("_posts/2024-05-02-y.md", "---\ntitle: [a\n---\nText.\n")
    blog.write("_posts/undated.md", "---\ntitle: U\n---\nText.\n")
    moved = Moved(run, "jekyll", blog)
    assert "_posts/2024-05-02-y.md:3: this front matter cannot be read" in moved.said
    assert "_posts/undated.md:1: the name 'undated.md' has no date" in moved.said
    code, _, said = run("migrate", "jekyll", tmp_path / "none", "--to", tmp_path / "x")
    assert (code, said.count("\n")) == (2, 1)


def test_dates_in_words_and_includes_that_show_nothing(run: Run, blog: Source) -> None:
    blog.write(
        "_posts/2024-07-02-third.md",
        "---\ntitle: Third\ndate: July 2nd, 2024\n---\n{% include JB/setup %}\nText of it.\n",
    )
    blog.write("_includes/JB/setup", "{% capture x %}<!-- y -->{% endcapture %}{% assign x = 1 %}")
    moved = Moved(run, "jekyll", blog)
    assert moved.code == 0, moved.said
    page = moved.built().html("2024/07/02/third")
    assert words(page.select_one("article time")) == "July 2, 2024"
    assert "setup" not in page.get_text()
