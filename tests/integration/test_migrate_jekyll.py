"""``craftblog migrate jekyll``: a blog as Jekyll takes it, made ours and built.

The texts that come of it are in ``unit/test_jekyll.py``.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from imported import PIXEL, Moved, Source, target
from sites import Built, Run, words

CONF = """
title: My notes
url: https://notes.example
baseurl: /blog
author: Ada
plugins: [jekyll-feed, jekyll-redirect-from]
paginate: 5
timezone: Europe/Berlin
collections: {recipes: {output: true}}
"""

LISTING = "---\n---\n{% for post in site.posts %}{{ post.title }}{% endfor %}\n"

SECOND = """
---
title: "A second one: with a colon"
categories: [News, Of Rome]
tags: old new
redirect_from: /was/here/
---
See [the first]({{ site.baseurl }}{% post_url 2024-05-01-first %}),
[a page]({% link about.md %}), [again](/blog/2024/05/01/first.html).

![Hill]({{ "/images/hill.png" | relative_url }}){: .wide width="50%" }
"""

CODES = """
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
"""

OWN_FEED = """
---
---
<rss>{% for post in site.posts %}
<guid isPermaLink="true">{{ post.url | prepend: site.baseurl | prepend: site.url }}</guid>
{% endfor %}</rss>
"""


@pytest.fixture(scope="module")
def moved(tmp_path_factory: pytest.TempPathFactory) -> Moved:
    source = Source(tmp_path_factory.mktemp("jekyll") / "old")
    source.write("_config.yml", CONF)
    text = "---\nlayout: post\ntitle: First\nauthor: bob\n---\nText.\n"
    source.write("_posts/2024-05-01-first.md", text)
    source.write("index.html", LISTING)
    source.write("archive.html", LISTING)
    source.write("_posts/2024-06-02-A_Second.One.markdown", SECOND)
    source.write("_posts/2024-05-02-codes.md", CODES)
    source.write("_posts/2024-05-03-h.html", "---\ntitle: H\n---\n<p>One &amp; two\n\n<p>Three\n")
    source.write("_drafts/idea.md", "---\ntitle: Idea\n---\nSecret.\n")
    source.write("_posts/2024-01-01-no.md", "---\ntitle: No\npublished: false\n---\nSecret.\n")
    source.write("_data/authors.yml", "bob: {name: Bob, web: 'https://bob.example'}\n")
    source.write("_recipes/cake.md", "---\ntitle: Cake\n---\nBake.\n")
    source.write("images/hill.png", PIXEL)
    source.write("images/a.png", PIXEL)
    source.write("about.md", "---\ntitle: About\npermalink: /about/\n---\nIt is I.\n")
    source.write("me.md", "---\ntitle: Me\n---\nI.\n")
    return Moved("jekyll", source.folder)


@pytest.fixture(scope="module")
def built(moved: Moved) -> Built:
    return moved.built()


def test_posts_pages_and_feeds_are_where_they_were(moved: Moved, built: Built) -> None:
    assert {left.partition(":")[0] for left in moved.left} == {"_posts/2024-05-02-codes.md"}
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


def test_drafts_and_unpublished_posts_stay_back(built: Built) -> None:
    assert not [name for name in built.files() if "idea" in name or "/no" in name]
    assert not any(b"Secret" in content for content in built.tree().values())


def test_authors_and_collections_have_pages(built: Built) -> None:
    assert "recipes/cake.html" in built.files()
    assert "Bob" in words(built.html("2024/05/01/first").select_one("article"))


def test_html_stays_html(built: Built) -> None:
    assert "One & two" in words(built.html("2024/05/03/h").select_one("article"))


def test_a_feed_of_the_sites_own_keeps_its_ids(tmp_path: Path) -> None:
    source = Source(tmp_path / "old")
    source.write("_config.yml", CONF.replace("jekyll-feed, ", ""))
    source.write("_posts/2024-05-01-first.md", "---\ntitle: First\n---\nText.\n")
    source.write("rss.xml", OWN_FEED)
    built = Moved("jekyll", source.folder).built()
    assert "https://notes.example/blog/2024/05/01/first.html</guid>" in built.text("rss.xml")


def test_wrong_usage_is_one_line(run: Run, tmp_path: Path) -> None:
    code, _, said = run("migrate", "jekyll", tmp_path / "none", "--to", tmp_path / "x")
    assert (code, said.count("\n")) == (2, 1)
