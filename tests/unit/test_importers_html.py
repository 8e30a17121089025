"""HTML of other tools, made MyST."""

from __future__ import annotations

import pytest

from sphinx_craftblog.importers.common.html import Converter
from sphinx_craftblog.importers.common.wordpress_text import Shortcodes


def markdown(html: str) -> str:
    return Converter(lambda link: link).convert(html)


def classic(html: str) -> str:
    """What the classic editor's text becomes, which has no paragraphs."""
    return Converter(lambda link: link).convert(html, by_blank_lines=True)


def test_the_classic_editor_parts_paragraphs_by_blank_lines() -> None:
    text = "One\ntwo\n\nThree <em>four</em>\n\n<ul>\n<li>a</li>\n</ul>\nfive\n<pre>a\n\nb</pre>"
    assert classic(text) == ("One\\\ntwo\n\nThree *four*\n\n- a\n\nfive\n\n```text\na\n\nb\n```")


def test_shortcodes() -> None:
    expand = Shortcodes(lambda _: []).expanded
    assert classic(expand('[code lang="php"]\nif (a &lt; b) {\n\n}\n[/code]')) == (
        "```php\nif (a < b) {\n\n}\n```"
    )
    assert classic(expand("[python]x < 1[/python]")) == "```python\nx < 1\n```"
    caption = '[caption align="alignleft"]<img src="/a.png" alt="A" /> Said[/caption]'
    assert classic(expand(caption)) == (":::{figure} /a.png\n:alt: A\n:align: left\n\nSaid\n:::")
    assert classic(expand("[embed]https://v.example/1[/embed]")) == "<https://v.example/1>"
    assert classic(expand("[[gallery]] and [sic]")) == "\\[gallery] and \\[sic]"


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p><b>Note:</b>then</p>", "<strong>Note:</strong>then"),
        ("<p>H<sub>2</sub>O</p>", "H{sub}`2`O"),
        ("<p><code>a`b|c</code></p>", "``a`b|c``"),
        ("<ul><li>a<ol><li>b</li></ol></li></ul>", "- a\n  1. b"),
        ("<blockquote><p>a</p><cite>b</cite></blockquote>", "> a\n>\n> — b"),
        ('<a href="tel:1">t</a>', '<a href="tel:1">t</a>'),
        ('<p><a href="#no">t</a></p>', "t"),
        ("<dl><dt>a</dt><dd>b</dd></dl>", "a\n:   b"),
        ("<p>a</p><hr><hr><h2>b</h2><hr><p>c</p>", "a\n\n---\n\n## b\n\nc"),
        ("<pre><code class='language-nope'>x</code></pre>", "```text\nx\n```"),
        ("<pre><code>```</code></pre>", "````text\n```\n````"),
        (
            "<table><tr><th>a</th></tr><tr><td>b|c</td></tr></table>",
            "| a |\n| --- |\n| b\\|c |",
        ),
        (
            "<table><tr><td>a</td><td>b</td></tr><tr><td><p>c</p><p>d</p></td></tr></table>",
            ":::{list-table}\n* - a\n  - b\n* - c\n\n    d\n  -\n:::",
        ),
        (
            "<table><tr><td colspan='2'>a</td></tr></table>",
            '```{raw} html\n<table><tr><td colspan="2">a</td></tr></table>\n```',
        ),
        (
            "<details><summary>s</summary><h3>t</h3></details>",
            "<details><summary>s</summary>\n\n**t**\n\n</details>",
        ),
        ("<script>alert(1)</script><p>a</p>", "a"),
        ("<![if !mso]><p>a</p><![endif]--><![", "a"),
        ("<!--[if mso]>x<![endif]--><p>a</p>", "a"),
        ("<a href='http://['>a</a>", "[a](http://[)"),
    ],
)
def test_html_as_markdown(html: str, text: str) -> None:
    assert markdown(html) == text
