"""Blogs as Jekyll takes them: the texts that come of them, and what is said."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from imported import PIXEL, Moved, Source

from sphinx_craftblog.importers import NoSiteError

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


def moved(blog: Source) -> Moved:
    return Moved("jekyll", blog.folder)


@pytest.mark.parametrize(
    ("permalink", "path", "builder"),
    [
        ("pretty", "news/2024/05/01/first.md", "dirhtml"),
        ("none", "news/first.md", "html"),
        ("/:year/:i_month/:short_day/:slug/", "2024/5/Wed/first.md", "dirhtml"),
        ("/p/:title:output_ext", "p/first.md", "html"),
        ("ordinal", "news/2024/122/first.md", "html"),
    ],
)
def test_permalinks(blog: Source, permalink: str, path: str, builder: str) -> None:
    blog.write("_config.yml", f"{CONF}permalink: {permalink}\n")
    blog.write("_posts/2024-05-01-first.md", "---\ntitle: First\ncategory: News\n---\nText.\n")
    found = moved(blog)
    assert f"sphinx-build -b {builder}" in found.text("conf.py")
    assert path in found.files


def test_liquid_is_worked_out_or_stands_out(blog: Source) -> None:
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
    found = moved(blog)
    text = found.text("2024/05/02/codes.md")
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
    assert len(found.left) == 2
    assert found.left[0].startswith("_posts/2024-05-02-codes.md:6: Liquid's 'site.unknown'")
    assert found.left[1].startswith("_posts/2024-05-02-codes.md:17: Liquid's 'include'")


def test_a_draft_and_what_is_not_published_are_drafts(blog: Source) -> None:
    blog.write("_drafts/idea.md", "---\ntitle: Idea\n---\nSecret.\n")
    blog.write("_posts/2024-01-01-no.md", "---\ntitle: No\npublished: false\n---\nSecret.\n")
    found = moved(blog)
    texts = [found.text(path) for path in found.files if path.endswith(("idea.md", "no.md"))]
    assert len(texts) == 2
    assert all("\ndraft: true\n" in text for text in texts)


def test_authors_defaults_and_collections(blog: Source) -> None:
    settings = """
    collections: {recipes: {output: true}}
    defaults:
      - scope: {path: "", type: posts}
        values: {author: bob, image: /x.png}
    """
    blog.write("_config.yml", CONF + re.sub(r"(?m)^    ", "", settings))
    blog.write("_data/authors.yml", "bob: {name: Bob, web: 'https://bob.example'}\n")
    blog.write("_recipes/cake.md", "---\ntitle: Cake\n---\nBake.\n")
    found = moved(blog)
    assert '"bob": {"name": "Bob", "url": "https://bob.example"}' in found.text("conf.py")
    assert "recipes/cake.md" in found.files
    assert "author: bob\n" in found.text("2024/05/01/first.md")


def test_what_cannot_be_read_is_named(blog: Source) -> None:
    blog.write("_posts/2024-05-02-y.md", "---\ntitle: [a\n---\nText.\n")
    blog.write("_posts/undated.md", "---\ntitle: U\n---\nText.\n")
    found = moved(blog)
    assert found.says("_posts/2024-05-02-y.md:3: this front matter cannot be read")
    assert found.says("_posts/undated.md:1: the name 'undated.md' has no date")


def test_what_is_no_site_is_refused(tmp_path: Path) -> None:
    with pytest.raises(NoSiteError, match="is no site of Jekyll"):
        Moved("jekyll", tmp_path / "none")


def test_dates_in_words_and_includes_that_show_nothing(blog: Source) -> None:
    blog.write(
        "_posts/2024-07-02-third.md",
        "---\ntitle: Third\ndate: July 2nd, 2024\n---\n{% include JB/setup %}\nText of it.\n",
    )
    blog.write("_includes/JB/setup", "{% capture x %}<!-- y -->{% endcapture %}{% assign x = 1 %}")
    found = moved(blog)
    assert found.left == []
    text = found.text("2024/07/02/third.md")
    assert "\ndate: 2024-07-02\n" in text
    assert "setup" not in text
