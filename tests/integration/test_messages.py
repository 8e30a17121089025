"""Every message of the catalog, made to happen where a user meets it."""

from __future__ import annotations

import os
import re
import sys
import zlib
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError
from pathlib import Path
from typing import NamedTuple

import pytest
from sites import CONF, Site
from sphinx.errors import ConfigError, ExtensionError

from sphinx_craftblog.commands import main, search_index
from sphinx_craftblog.diagnostics import MESSAGES
from sphinx_craftblog.features import social_cards
from sphinx_craftblog.incremental.write_errors import UnwritableError


class Case(NamedTuple):
    """A small site, and what its build says: ``place: text [subtype]`` by message."""

    files: Mapping[str, str | bytes]
    says: Mapping[str, str]
    conf: str = ""
    foreign_files: tuple[str, ...] = ()
    """Files that lie in the output folder before."""


def post(keys: str = "", body: str = "Text.", heading: str = "# Title\n\n") -> str:
    """A post whose further keys begin on line 3."""
    return f"---\ndate: 2026-01-01\n{keys}---\n{heading}{body}\n"


SOURCES = Case(
    conf="""
        exclude_patterns = ["_build", "part.txt"]
        craftblog_feeds = []
        craftblog_social_cards = False
    """,
    files={
        "part.txt": "```{article}\n:draft:\n```\n",
        "posts/hills.png": "",
        "posts/hills.pdf": "",
        "posts/2026-13-01-dated.md": "# Title\n\nText.\n",
        "posts/a/_defaults.yaml": "tags: x\n",
        "posts/a/one.md": post(),
        "posts/b/_defaults.yml": "title: x\n",
        "posts/b/one.md": post(),
        "posts/archived.md": post(
            "archived: {https://a.example/pgae: https://b.example/}\n",
            "[Page](https://a.example/page)",
        ),
        "posts/alone.md": post("image_alt: Hills\n"),
        "posts/bytes.md": post(body="Caf\u00e9").encode("latin-1"),
        "posts/comments.md": post("comments: true\nnocomments: true\n"),
        "posts/drafted.md": post("draft: true\ndraft: false\n"),
        "posts/early.md": post("expires: 2025-12-31\n"),
        "posts/folder.md": post("image: a\nimage_alt: Hills\n"),
        "posts/late.md": "# Title\n---\ndate: 2026-01-01\n---\n\nText.\n",
        "posts/part.md": post("part: 1\n"),
        "posts/pdf.md": post("image: hills.pdf\nimage_alt: Hills\n"),
        "posts/renamed.md": post("redirect_from: a.html\nredirect: b.html\n"),
        "posts/stray.md": "---\ndate: 2026-01-01\n---\ndraft: true\n---\n\n# Title\n\nText.\n",
        "posts/toml.md": "+++\ndate = 2026-01-01\n+++\n\n# Title\n\nText.\n",
        "posts/code.md": post(
            "code_panel: claim.sq\n", "```{code-block} sql\n:caption: claim.sql\n\nselect 1\n```"
        ),
        "posts/empty.md": post(body=""),
        "posts/far.md": post("image: ../../hills.png\nimage_alt: Hills\n"),
        "posts/image.md": post("image: hils.png\nimage_alt: Hills\n"),
        "posts/key.md": post("tgas: x\n"),
        "posts/layout.md": post("layout: wied\n"),
        "posts/list.md": "---\n- a\n---\n# Title\n\nText.\n",
        "posts/nested.md": post(body="Text.\n\n```{include} ../part.txt\n```"),
        "posts/open.md": "---\ndate: 2026-01-01\n\n# Title\n\nText.\n",
        "posts/published.md": post("published: false\n"),
        "posts/silent.md": post("image: hills.png\n"),
        "posts/twice.md": post("tags: x\ntags: y\n"),
        "posts/undated.md": "# Title\n\nText.\n",
        "posts/untitled.md": post(heading=""),
        "posts/updated.md": post("updated: 2025-12-31\n"),
        "posts/value.md": post("featured: ture\n"),
        "posts/yaml.md": post("? [a]\n: b\n"),
    },
    says={
        "unknown_key": "posts/key.md:3: unknown front matter key 'tgas'; did you mean 'tags'? "
        "[craftblog.unknown_key]",
        "key_of_another_tool": "posts/published.md:3: 'published' is another tool's key; write "
        "'draft: true', or 'draft: false'; the post is kept back until this is clear "
        "[craftblog.unknown_key]",
        "broken_front_matter": "posts/yaml.md:3: the front matter is not valid YAML: a key is not "
        "text; the post is kept back until it is [craftblog.front_matter]",
        "front_matter_is_no_mapping": "posts/list.md:2: the front matter holds a list, not "
        "'key: value' lines; the post is kept back until it does [craftblog.front_matter]",
        "unclosed_front_matter": "posts/open.md:1: the front matter is never closed; end it with "
        "a line of three dashes. The post is kept back until then [craftblog.front_matter]",
        "repeated_key": "posts/twice.md:4: 'tags' is given twice; the one on line 3 counts "
        "[craftblog.front_matter]",
        "unknown_archived": "posts/archived.md:3: 'archived' has a copy of "
        "'https://a.example/pgae', and nothing here links to it; did you mean "
        "'https://a.example/page'? [craftblog.reference]",
        "bad_value": "posts/value.md:3: 'featured' takes true or false, not 'ture'; did you mean "
        "true? [craftblog.value]",
        "no_date": "posts/undated.md:1: the post has no date, so it is kept back as a draft; add "
        "'date: YYYY-MM-DD', or 'draft: true' if that is meant [craftblog.date]",
        "updated_before_date": "posts/updated.md:3: 'updated' (2025-12-31) is before 'date' "
        "(2026-01-01); 'updated' is left out [craftblog.date]",
        "no_title": "posts/untitled.md:1: the post has no title; begin its text with a heading or "
        "give 'title' (it is listed as 'Untitled' until then) [craftblog.title]",
        "no_body": "posts/empty.md:1: the post has no text under its title [craftblog.body]",
        "missing_image": "posts/image.md:3: the image 'hils.png' does not exist (looked for "
        "'posts/hils.png'); did you mean 'hills.png'? [craftblog.image]",
        "image_leaves_source": "posts/far.md:3: the image '../../hills.png' lies outside the "
        "source folder; copy it into the project [craftblog.image]",
        "image_without_alt": "posts/silent.md:3: 'image' has no 'image_alt'; say in a sentence "
        "what the picture shows [craftblog.image]",
        "unknown_code_panel": "posts/code.md:3: no code block has the caption or name "
        "'claim.sq'; did you mean 'claim.sql'? [craftblog.code_panel]",
        "unknown_layout": "posts/layout.md:3: 'layout' takes one of landing, post, page, wide, "
        "not 'wied'; did you mean 'wide'? [craftblog.layout]",
        "nested_article": "posts/nested.md: 'posts/nested' is kept back by an 'article' that "
        "stands in an included file; write it in the document itself [craftblog.draft]",
        "misnamed_defaults": "posts/a/_defaults.yaml:1: nobody reads '_defaults.yaml'; call it "
        "'_defaults.yml' [craftblog.defaults]",
        "wrong_encoding": "posts/bytes.md:6: the byte 0xe9 is no UTF-8; save the file as UTF-8. "
        "The document is left out until then [craftblog.source]",
        "misplaced_front_matter": "posts/late.md:3: 'date' is not read here: front matter begins "
        "on the first line, with three dashes; the post is kept back until this is clear "
        "[craftblog.front_matter]",
        "foreign_front_matter": "posts/toml.md:1: the front matter is TOML, which is not read; "
        "write 'key: value' lines between two lines of three dashes; the post is kept back until "
        "this is clear [craftblog.front_matter]",
        "stray_key": "posts/stray.md:4: 'draft' stands below the front matter, which ends on line "
        "3; the post is kept back until this is clear [craftblog.front_matter]",
        "contradicted_key": "posts/drafted.md:4: 'draft' is given twice, with another value on "
        "line 3; take one of them out; the post is kept back until this is clear "
        "[craftblog.front_matter]",
        "same_key": "posts/renamed.md:4: 'redirect' is another name of 'redirect_from', which is "
        "given too; take one of them out [craftblog.front_matter]",
        "contradicting_comments": "posts/comments.md:4: 'comments' and 'nocomments' contradict "
        "each other; 'comments' counts [craftblog.value]",
        "no_file_date": "posts/2026-13-01-dated.md:1: the post has no date: its file's name begins "
        "with '2026-13-01'; did you mean 2026-01-13?; the post is kept back until this is clear "
        "[craftblog.date]",
        "expires_before_date": "posts/early.md:3: 'expires' (2025-12-31) is not after 'date' "
        "(2026-01-01); the post is in no list [craftblog.date]",
        "image_is_folder": "posts/folder.md:3: the image 'a' is a folder; name a file in it "
        "[craftblog.image]",
        "image_is_no_picture": "posts/pdf.md:3: the image 'hills.pdf' is no picture; name one such "
        "as a PNG, JPEG, WebP or SVG [craftblog.image]",
        "alt_without_image": "posts/alone.md:3: 'image_alt' says what an image shows, and the post "
        "has no 'image' [craftblog.image]",
        "part_without_series": "posts/part.md:3: 'part' is a place in a series, and the post has "
        "no 'series' [craftblog.series]",
        "not_inherited": "posts/b/_defaults.yml:1: posts do not inherit 'title'; write it in each "
        "of them [craftblog.defaults]",
    },
)

BLOG = Case(
    conf="""
        craftblog_authors = {"ada": ("Ada",)}
        craftblog_categories = {"notes": {"name": "Notes"}}
        craftblog_vocabulary = "closed"
        craftblog_only_series = "Queus"
        craftblog_comments = {"provider": "mastodon", "host": "mastodon.social"}
        craftblog_redirects = {"gone.html": "posts/frist"}
    """,
    foreign_files=(
        "_static/craftblog-comments.js",
        "blog/atom.xml",
        "old.html",
        "_images/social/posts/first.png",
    ),
    files={
        "index.md": "# Home\n\n```{featured}\n```\n",
        "blog/tag/Python.md": "---\norphan: true\n---\n# Snakes\n",
        "posts/author.md": post("author: aad\n"),
        "posts/bell.md": post(body="A bell \x07 rings."),
        "posts/category.md": post("category: Ntoes\n"),
        "posts/comments.md": post("comments: https://example.org/1\n"),
        "posts/empty.md": post("tags: [one, '']\n"),
        "posts/ethiopic.md": post(heading="# \u1200\n\n"),
        "posts/featured-1.md": post("featured: true\n"),
        "posts/featured-2.md": post("featured: true\n").replace("-01-01", "-02-01"),
        "posts/first.md": post("tags: a b\nseries: Queues\npart: 1\n"),
        "posts/own.md": post("redirect_from: posts/own.html\n"),
        "posts/python-1.md": post("tags: Python\n"),
        "posts/python-2.md": post("tags: [Python, a-b]\n"),
        "posts/python-3.md": post("tags: python\n"),
        "posts/redirect.md": post("redirect_from: old.html\n"),
        "posts/series-1.md": post("series: Queues\npart: 1\n"),
        "posts/series-3.md": post("series: Queues\npart: 3\n"),
        "posts/series.md": post("series: Queues\n"),
        "posts/wild.md": post("redirect_from: a/*\n"),
    },
    says={
        "unknown_author": "posts/author.md:3: author 'aad' is not in craftblog_authors; did you "
        "mean 'ada'? [craftblog.author]",
        "empty_term": "posts/empty.md:3: 'tags' holds an empty name; it is left out "
        "[craftblog.term]",
        "term_spellings": "posts/python-3.md:3: tag 'python' is also written 'Python'; they are "
        "one, shown as 'Python' [craftblog.term]",
        "undeclared_term": "posts/category.md:3: category 'Ntoes' is not declared in "
        "craftblog_categories; did you mean 'Notes'? [craftblog.term]",
        "unknown_series": "conf.py:10: no post is in the series 'Queus'; did you mean 'Queues'? "
        "[craftblog.term]",
        "term_collision": "posts/first.md:3: tag 'a b' and tag 'a-b' both have the address "
        "'a-b'; 'a b' gets 'a-b-2' (declare a slug in craftblog_tags to choose) "
        "[craftblog.collision]",
        "missing_part": "posts/series-3.md:4: this part of the series 'Queues' comes after part "
        "1, so part 2 is missing; number the parts 1, 2, 3, … without a gap [craftblog.series]",
        "doubled_part": "posts/series-1.md:4: 'posts/first' is part 1 of the series 'Queues' too; "
        "give each part once [craftblog.series]",
        "no_part": "posts/series.md:3: other posts of the series 'Queues' have a 'part' and this "
        "one has none, so it comes last; the next free one is 4 [craftblog.series]",
        "several_featured": "posts/featured-1.md:3: 'posts/featured-1' also has 'featured: "
        "true'; the newest, 'posts/featured-2', is shown. Take the key out here, or give the "
        "directive ':limit:' [craftblog.featured]",
        "bad_redirect": "posts/wild.md:3: 'redirect_from' takes addresses within this site, such "
        "as 'old/name.html', not 'a/*': there are no wildcards; name each address "
        "[craftblog.redirect]",
        "unknown_destination": "conf.py:12: craftblog_redirects leads 'gone.html' to "
        "'posts/frist', and there is no such page; did you mean 'posts/first'? "
        "[craftblog.redirect]",
        "redirect_taken": "posts/own.md:3: 'posts/own.html' is the post's own address, so nothing "
        "leads away from there; take it out here [craftblog.redirect]",
        "alike_files": "blog/tag/Python.md: 'blog/tag/Python.html' and 'blog/tag/python.html' are "
        "one file where case does not count (Windows, macOS), so one would be lost there; rename "
        "one of them [craftblog.collision]",
        "redirect_onto_stranger": "posts/redirect.md:3: 'old.html' cannot lead here: the output "
        "folder has a file 'old.html' that is not of this blog. Remove it, or take the address "
        "out here [craftblog.redirect]",
        "no_thread": "posts/comments.md:3: 'comments' takes the URL of a thread at mastodon such "
        "as 'https://mastodon.social/@ada/113456789012345678', not 'https://example.org/1'; the "
        "post has no comments until then [craftblog.comments]",
        "feed_onto_stranger": "no feed: the output folder has a file 'blog/atom.xml' that is not "
        "of this blog. Remove it, or take its format out of craftblog_feeds [craftblog.feeds]",
        "forbidden_characters": "posts/bell.md: the text has characters that no feed can hold "
        "(U+0007); feeds go without them [craftblog.characters]",
        "undrawable": "posts/ethiopic.md: no font of the social cards has '\u1200' (U+1200), so "
        "the post gets none; give it an 'image', or set craftblog_social_cards = False "
        "[craftblog.social_cards]",
        "card_onto_stranger": "posts/first.md: no social card: the output folder has a file "
        "'_images/social/posts/first.png' that is not of this blog. Remove it, or give the post "
        "an 'image' [craftblog.social_cards]",
    },
)

DIRECTIVES = Case(
    conf="""
        nitpicky = True
        myst_enable_extensions = ["dollarmath"]
        craftblog_comments = {"provider": "giscus", "repo": "a/b", "repo_id": "R_1", \
"category": "C", "category_id": "D_1"}
        craftblog_social_cards = {"logo": "logo.png"}
    """,
    foreign_files=("_static/craftblog-comments.js",),
    files={
        "logo.png": "no picture",
        "posts/queue.md": post("tags: Python\nlanguage: de\n"),
        "posts/draft.md": post("draft: true\n"),
        "index.md": """
            # Home

            ```{post-list}
            :tgas: x
            :sort: oldset
            :limit: few
            :tags: Pyhton
            ```
            ```{post-list}
            :paginate:
            :limit: 3
            :sort: title
            ```
            ```{post-list}
            :paginate:
            ```
            ```{hero} Notes
            ```
            ```{featured} posts/quue
            ```
            ```{featured} posts/draft
            ```
            ```{read-time} posts/quue
            ```
            ```{read-time} posts/draft
            ```
            ```{post-list}
            :category:
            :offset: 1
            :offset: 2
            ```
            ```{post-list}
            :language: dee
            ```

            {blog:post}`posts/draft`

            {blog:tag}`Pyhton`

            $$\\nosuchcommand$$
            """,
    },
    says={
        "unknown_option": "index.md:4: 'post-list' has no option 'tgas'; did you mean 'tags'? "
        "[craftblog.option]",
        "unknown_choice": "index.md:5: ':sort:' takes one of newest, oldest, updated, title, not "
        "'oldset'; did you mean 'oldest'? [craftblog.option]",
        "bad_number": "index.md:6: ':limit:' takes a whole number, 1 or more, not 'few' "
        "[craftblog.option]",
        "unknown_term": "index.md:7: no post has the tag 'Pyhton', so nothing is shown for it; did "
        "you mean 'Python'? [craftblog.term]",
        "not_with_paginate": "index.md:11: ':paginate:' shows every post, so ':limit:' is left "
        "out; filter the posts instead [craftblog.option]",
        "paginate_is_by_date": "index.md:12: ':paginate:' numbers pages from the oldest post, so "
        "':sort: title' is left out; the list is newest first [craftblog.option]",
        "second_paginate": "index.md:15: another list of this document has ':paginate:'; this one "
        "stays on one page [craftblog.option]",
        "second_title": "index.md:17: the document has a title already, so 'Notes' is left out; "
        "take away one of them [craftblog.option]",
        "unknown_post": "index.md:19: 'posts/quue' is not a published post; did you mean "
        "'posts/queue'? [craftblog.reference]",
        "post_is_held_back": "index.md:21: the post 'posts/draft' is a draft or not yet due, so "
        "nothing is shown [craftblog.reference]",
        "unknown_document": "index.md:23: no document 'posts/quue'; did you mean 'posts/queue'? "
        "[craftblog.reference]",
        "document_is_held_back": "index.md:25: the post 'posts/draft' is a draft or not yet due, "
        "so it has no reading time [craftblog.reference]",
        "empty_filter": "index.md:28: ':category:' names nothing; the list stays empty "
        "[craftblog.term]",
        "repeated_option": "index.md:29: ':offset:' is given twice; the one on line 30 counts "
        "[craftblog.option]",
        "unknown_language": "index.md:32: no post says 'language: dee'; did you mean 'de'?; the "
        "list stays empty [craftblog.term]",
        "link_to_unpublished": "index.md:36: the post 'posts/draft' is a draft or not yet due, so "
        "there is no link to it [craftblog.reference]",
        "unknown_target": "index.md:38: no tag 'Pyhton'; did you mean 'Python'? "
        "[craftblog.reference]",
        "bad_equation": "index.md:40: the equation \\nosuchcommand cannot be written as MathML "
        "(…); shown as TeX. html_math_renderer = 'mathjax' shows it, with a script from another "
        "host [craftblog.math]",
        "comments_onto_stranger": "no comments are loaded: the output folder has a file "
        "'_static/craftblog-comments.js' that is not of this blog. Remove it, or take its folder "
        "into html_static_path if it is yours [craftblog.comments]",
        "unreadable_logo": "the logo 'logo.png' is no PNG or JPEG that can be read, so social "
        "cards go without it; name one in craftblog_social_cards = {'logo': …} [craftblog.image]",
    },
)

CONFIGURATION = Case(
    conf="""
        html_baseurl = ""
        craftblog_autors = {}
        craftblog_share = ["mastodon"]
        craftblog_llms_txt = True
        html_theme_options = {
            "acent": "#123456",
            "accent": "#7aa2f7",
            "social_links": {"rss": True},
            "header_links": [{"title": "About", "url": "abuot"}],
            "logo_dark": "drak.svg",
        }
        craftblog_posts = ["posts/**", "post/*"]
    """,
    files={
        "dark.svg": "<svg/>",
        "about.md": "---\norphan: true\n---\n# About\n",
        "posts/one.md": post(),
    },
    says={
        "unknown_setting": "conf.py:8: unknown setting 'craftblog_autors'; did you mean "
        "'craftblog_authors'? [craftblog.unknown_setting]",
        "idle_glob": "conf.py:18: no document is at 'post/*' of craftblog_posts; did you mean "
        "'posts/**'? [craftblog.posts]",
        "no_base_for_feeds": "no feeds: their addresses are whole, and html_baseurl is not set. It "
        "takes a URL such as 'https://example.org/'; craftblog_feeds = [] makes none on purpose "
        "[craftblog.feeds]",
        "no_base_for_sharing": "no links to share posts: their addresses are whole, and "
        "html_baseurl is not set. It takes a URL such as 'https://example.org/'; craftblog_share "
        "= [] makes none on purpose [craftblog.share]",
        "no_base_for_llms_txt": "no addresses in llms.txt: their addresses are whole, and "
        "html_baseurl is not set. It takes a URL such as 'https://example.org/'; "
        "craftblog_llms_txt = False makes none on purpose [craftblog.llms_txt]",
        "unknown_theme_option": "conf.py:12: the theme has no option 'acent'; did you mean "
        "'accent'? [craftblog.theme_option]",
        "weak_accent": "conf.py:13: html_theme_options['accent']: '#7aa2f7' is hard to read in the "
        "light scheme (its contrast is 2.2, and text needs 4.5); '#466ab9', the nearest of its hue "
        "that is not, is used [craftblog.theme_option]",
        "no_feeds_to_link": "conf.py:14: html_theme_options['social_links']: 'rss' leads to the "
        "page about feeds, and the blog has no feeds; it is left out [craftblog.theme_option]",
        "unknown_page": "conf.py:15: html_theme_options['header_links']: no document or page "
        "'abuot'; did you mean 'about'?; it is left out [craftblog.theme_option]",
        "missing_logo": "conf.py:16: html_theme_options['logo_dark']: the file 'drak.svg' does not "
        "exist (paths are from conf.py); did you mean 'dark.svg'? [craftblog.theme_option]",
    },
)

CASES = {
    "sources": SOURCES,
    "blog": BLOG,
    "directives": DIRECTIVES,
    "configuration": CONFIGURATION,
}

WRONG = {
    "refused": 'craftblog_vocabulary = "close"',
    "unknown_default_author": 'craftblog_authors = {"ada": ("Ada",)}; '
    'craftblog_default_author = "aad"',
}
REFUSED = {
    "refused": "craftblog_vocabulary takes 'open' or 'closed', not 'close'; did you mean 'closed'?",
    "unknown_default_author": "craftblog_default_author takes a key of craftblog_authors, not "
    "'aad'; did you mean 'ada'?",
}
"""How settings are refused, by the message."""

COMMANDS = {
    "unknown_command": "craftblog: no command 'chekc'; did you mean 'check'?; ",
    "wrong_usage": "; 'craftblog check --help' says what it takes",
    "no_blog": "craftblog: '{folder}/conf.py' is not a blog's; add 'sphinx_craftblog' to its "
    "extensions",
    "failed_configuration": "craftblog: {folder}/conf.py:2 cannot be read: RuntimeError: by "
    "mistake",
    "existing_files": "craftblog: '{folder}' has conf.py, index.md already; '--overwrite' writes "
    "over them",
    "bad_url": "craftblog: '--url' takes an address such as 'https://me.example/', not "
    "'me.example'",
    "existing_file": "craftblog: '{folder}/posts/one.md' exists, and stays as it is",
    "bad_date": "craftblog: '--date' takes a date such as 2026-03-01, not '2026-13-01'; did you "
    "mean 2026-01-13?",
    "unknown_schedule": "craftblog: '--schedule' takes a day and, if wanted, a time such as "
    "'tuesday 09:00', not 'tusday'; did you mean 'tuesday'?",
    "failed_template": "craftblog: the template craftblog/new-post.md:1 cannot be used: ",
    "unusable_file": "craftblog: '{folder}' cannot be used: ",
    "no_autobuild": "craftblog: sphinx-autobuild is not installed; 'pip install "
    '"sphinx-craftblog[serve]"\' installs it',
    "no_port": "craftblog: no free port at '192.0.2.1' from 8000 on; '--port' takes another number",
    "leak": "shows the title 'A zebra in PostgreSQL' of 'posts/zebra', which is a draft",
    "address_gone": "the address 'old.html' is in the earlier inventory, and no file is there now; "
    "the nearest page is 'posts/old.html'",
    "broken_link": "a link leads to 'posts/oldd.html', and no file is there; the nearest page is "
    "'posts/old.html'",
    "unknown_anchor": "a link leads to the part 'odl' of 'posts/old.html', which has none of that "
    "name; did you mean 'old'?",
    "image_says_nothing": "the picture 'hills.png' has no text for those who do not see it",
    "term_used_once": "no other post has the tag 'Once'",
    "terms_alike": "the tag 'Zebra' of 'posts/a' looks like 'Zebras' of 'posts/b', 'posts/c'",
    "unlinked_post": "no other page's text leads to this post",
    "stale_post": "last revised on 2026-01-01",
    "bad_duration": "craftblog: '--stale-after' takes a number of days, weeks, months or years "
    "such as 90d, 6w, 18m or 2y, not 'three years'",
    "failed_example": "the example '1 + 1' gives '2', not '3'",
    "broken_session": "the Python sessions in this post cannot be run: ",
    "gone_link": "a link leads to 'http://127.0.0.1:1/', which does not answer as it should: ",
    "unknown_check": "craftblog: no check 'lnik'; did you mean 'link'?",
    "unreadable_inventory": "the earlier inventory cannot be read (",
    "no_configuration": "craftblog: no conf.py in '{folder}'; name the folder that sphinx-build is "
    "given",
    "no_output": "craftblog: no folder '{folder}/nowhere'; '--output' takes the one that a build "
    "has written",
    "failed_build": "craftblog: the build failed: ",
    "no_folder_to_index": "craftblog: no folder '{folder}'; name the one that sphinx-build has "
    "written",
    "nothing_to_index": "craftblog: no page in '{folder}' is marked for the search; set "
    "craftblog_search = 'pagefind', build the site, and name the folder of that build",
    "no_pagefind": "craftblog: Pagefind is not installed; 'pip install "
    '"sphinx-craftblog[pagefind]"\' installs it',
    "index_onto_stranger": "craftblog: '{folder}/pagefind' is not an index of Pagefind's, so it "
    "stays as it is; remove it",
    "failed_index": "craftblog: Pagefind has failed: ",
}
"""What commands say, without the reasons of others; the tests below make it happen by these
names."""


def test_every_message_has_a_test() -> None:
    said = [name for case in CASES.values() for name in case.says]
    said += [*REFUSED, "theme_without_extension", "no_extra_for_cards", *COMMANDS]
    said += ["not_a_file", "files_not_written", "cannot_write"]
    assert sorted(said) == sorted(MESSAGES)
    source = Path(__file__).read_text(encoding="utf-8")
    asked = re.findall(r"\bsaid\(((?:\s*\"[\w ]+\")+)", source)
    assert set(re.findall(r"\w+", " ".join(asked))) == set(COMMANDS)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_messages_of_a_build(site: Site, case: Case) -> None:
    site.configure(case.conf)
    for name, content in case.files.items():
        if isinstance(content, bytes):
            site.write(name, "").write_bytes(content)
        else:
            site.write(name, content)
    for name in case.foreign_files:
        site.write(f"_build/html/{name}", "of somebody else")
    log = re.sub(r"\x1b\[[0-9;]*m", "", site.build().log).replace(f"{site.folder}/", "")
    log = re.sub(r"(?<=as MathML )\(.*\)", "(…)", log)  # in the words of docutils
    lines = [line.replace("WARNING: ", "", 1) for line in log.splitlines() if line.strip()]
    unheard = sorted(set(case.says.values()) - set(lines))
    assert (unheard, sorted(set(lines) - set(case.says.values()))) == ([], [])
    assert len(lines) == len(case.says)
    for name, said in case.says.items():
        assert said.endswith(f" [craftblog.{MESSAGES[name].subtype}]")


def test_cards_without_the_extra(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(name: str) -> str:
        raise PackageNotFoundError(name)

    site.configure('craftblog_social_cards = {"accent": "#0b5cad"}')
    site.post("one")
    monkeypatch.setattr(social_cards, "version", missing)
    (warning,) = site.build().warnings
    assert warning.type == "craftblog.social_cards"
    assert warning.text.startswith("no social cards are drawn: 'pillow' is not installed, which ")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes on Windows")
def test_a_pipe_in_the_place_of_a_source(site: Site) -> None:
    site.post("one")
    os.mkfifo(site.folder / "posts/pipe.md")
    (warning,) = site.build().warnings
    assert (warning.file, warning.type) == ("pipe.md", "craftblog.source")
    assert warning.text == MESSAGES["not_a_file"].example()


def test_output_that_cannot_be_written(site: Site) -> None:
    site.post("one")
    out = site.folder / "_build/html"
    (out / "posts/one.html").mkdir(parents=True)
    warning = site.build().warnings[-1]
    assert warning.type == "craftblog.output"
    assert warning.text.startswith("the output is not complete: a file could not be written, as ")
    (out / "blog/atom.xml").unlink()
    (out / "blog/atom.xml").mkdir()
    site.post("one", "Edited.")
    with pytest.raises(UnwritableError, match="the output cannot be written: "):
        site.build()


@pytest.mark.parametrize("name", REFUSED)
def test_messages_that_stop_a_build(site: Site, name: str) -> None:
    site.configure(WRONG[name])
    with pytest.raises(ConfigError) as caught:
        site.build()
    assert str(caught.value) == f"{site.folder}/conf.py:6: {REFUSED[name]}"


def test_the_theme_without_the_extension(site: Site) -> None:
    site.write("conf.py", CONF.replace('["sphinx_craftblog"]', '["myst_parser"]'))
    with pytest.raises(ExtensionError) as caught:
        site.build()
    assert MESSAGES["theme_without_extension"].example() in str(caught.value)


def said(names: str, folder: Path, capsys: pytest.CaptureFixture[str], *arguments: str) -> None:
    """Run a command, and look for messages in what it says."""
    try:
        code: object = main(arguments)
    except SystemExit as end:
        code = end.code
    assert code != 0
    captured = capsys.readouterr()
    for name in names.split():
        wanted = COMMANDS[name].replace("{folder}", str(folder))
        assert wanted in captured.out + captured.err, (name, captured)


def test_messages_of_every_command(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    said("unknown_command", tmp_path, capsys, "chekc")
    said("wrong_usage", tmp_path, capsys, "check", "--format")
    said("no_configuration", tmp_path, capsys, "list", str(tmp_path))
    said("no_configuration", tmp_path, capsys, "migrate", "ablog", str(tmp_path))
    (tmp_path / "conf.py").write_text("", encoding="utf-8")
    said("no_blog", tmp_path, capsys, "list", str(tmp_path))
    (tmp_path / "conf.py").write_text("\nraise RuntimeError('by mistake')\n", encoding="utf-8")
    said("failed_configuration", tmp_path, capsys, "list", str(tmp_path))


def test_messages_of_the_commands_that_make_files(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.post("one")
    folder = site.folder
    said("existing_files", folder, capsys, "init", str(folder))
    said("bad_url", folder, capsys, "init", str(folder / "new"), "--url", "me.example")
    new = ("new", "One", "--source", str(folder))
    said("bad_date", folder, capsys, *new, "--date", "2026-13-01")
    said("unknown_schedule", folder, capsys, *new, "--schedule", "tusday")
    site.configure('exclude_patterns = ["_build", "posts/one.md"]')
    said("existing_file", folder, capsys, *new)
    said("unusable_file", folder, capsys, "schema", str(folder), "--output", str(folder))
    site.configure('templates_path = ["own"]')
    site.write("own/craftblog/new-post.md", "{{ title")
    said("failed_template", folder, capsys, *new)


def test_messages_of_the_preview(
    site: Site, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    for needed in ("sphinx_autobuild", "uvicorn"):
        pytest.importorskip(needed, reason="the extra 'serve' is not installed")
    monkeypatch.setenv("XDG_CACHE_HOME", str(site.folder / "_cache"))
    serve = ("serve", str(site.folder))
    said("no_port", site.folder, capsys, *serve, "--host", "192.0.2.1")  # of nobody
    monkeypatch.setitem(sys.modules, "uvicorn", None)
    said("no_autobuild", site.folder, capsys, *serve)


def test_messages_of_the_check(site: Site, capsys: pytest.CaptureFixture[str]) -> None:
    site.configure('craftblog_earlier_inventory = "objects.inv"')
    site.post("zebra", heading="A zebra in PostgreSQL", draft="true")
    site.post("old")
    folder, output = site.folder, site.folder / "_out"
    site.write("_out/posts/old.html", "<p id=old>Old</p>")
    site.write(
        "_out/index.html",
        '<p>A zebra in PostgreSQL</p><a href="posts/oldd.html"></a><a href="posts/old.html#odl">',
    )
    check = ("check", str(folder), "--output", str(output))
    said("leak unreadable_inventory broken_link unknown_anchor", folder, capsys, *check)
    head = b"# Sphinx inventory version 2\n# Project: Notes\n# Version: 1\n# zlib\n"
    entry = zlib.compress(b"old std:doc -1 old.html Old\n")
    (folder / "objects.inv").write_bytes(head + entry)
    said("address_gone", folder, capsys, *check, "--only", "address")
    said("unknown_check", folder, capsys, "check", str(folder), "--only", "lnik")
    said("no_output", folder, capsys, "check", str(folder), "--output", str(folder / "nowhere"))
    site.configure("def setup(app):\n    raise RuntimeError('by mistake')")
    said("failed_build", folder, capsys, "check", str(folder))
    site.remove("conf.py")
    said("no_configuration", folder, capsys, "check", str(folder))


def test_messages_of_checks_that_look_at_posts(
    site: Site, capsys: pytest.CaptureFixture[str]
) -> None:
    site.post("a", "![](hills.png)", tags="[Once, Zebra]")
    site.post("b", "```python\n>>> 1 + 1\n3\n```", tags="[Zebras]")
    site.post("c", "```python\n>>> 1\n>>>1\n```", tags="[Zebras]")
    site.post("d", "[Gone](http://127.0.0.1:1/)")  # where nobody listens
    names = (
        *("check", str(site.folder), "--stale-after", "90d", "--external", "--doctest"),
        *("--output", str(site.folder)),
    )
    said(
        "image_says_nothing term_used_once terms_alike unlinked_post stale_post failed_example "
        "broken_session gone_link",
        site.folder,
        capsys,
        *names,
    )
    said("bad_duration", site.folder, capsys, "check", "--stale-after", "three years")


MARKED = b"<main data-pagefind-body>Text</main>"
"""A page that is in the search."""


def test_messages_of_the_search_index(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "html"
    said("no_folder_to_index", folder, capsys, "search-index", str(folder))
    folder.mkdir()
    said("nothing_to_index", folder, capsys, "search-index", str(folder))
    (folder / "index.html").write_bytes(MARKED)
    monkeypatch.setitem(sys.modules, "pagefind", None)
    said("no_pagefind", folder, capsys, "search-index", str(folder))


def test_messages_of_pagefind(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    service = pytest.importorskip("pagefind.service", reason="Pagefind is not installed")
    if service.get_executable() is None:
        pytest.skip("Pagefind's binary is not installed")
    folder = tmp_path / "html"
    (folder / "pagefind").mkdir(parents=True)
    (folder / "index.html").write_bytes(MARKED)
    said("index_onto_stranger", folder, capsys, "search-index", str(folder))
    (folder / "pagefind").rmdir()
    monkeypatch.setattr(search_index, "FOLDER", "--no-such-option")
    said("failed_index", folder, capsys, "search-index", str(folder))
