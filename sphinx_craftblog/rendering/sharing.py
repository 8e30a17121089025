"""Links under a post by which readers share it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sphinx_craftblog import diagnostics
from sphinx_craftblog.diagnostics.reporting import report
from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.environment.output import absolute_url, makes_pages
from sphinx_craftblog.i18n import translate
from sphinx_craftblog.model.post import Post
from sphinx_craftblog.model.sharing import SERVICES
from sphinx_craftblog.rendering.cards import Link

if TYPE_CHECKING:
    from sphinx.application import Sphinx
    from sphinx.builders import Builder


def share_links(post: Post, builder: Builder) -> tuple[Link, ...]:
    """The links of a post that readers can see, if its address is known."""
    domain = blog_domain(builder.env)
    own = absolute_url(builder, post.docname)
    if not makes_pages(builder) or not own or not domain.is_public(post):
        return ()
    url, title = post.canonical_url or own, " ".join(post.title.split())
    services = (SERVICES[name] for name in domain.options.share)
    return tuple(
        Link(translate(service.name), service.link(title=title, url=url)) for service in services
    )


def report_no_address(app: Sphinx, env: object) -> list[str]:
    """``env-updated``: say why there are no links."""
    domain = blog_domain(app.env)
    has_links = domain.options.share and domain.blog.published and makes_pages(app.builder)
    if has_links and not domain.site_url:
        report([diagnostics.no_base_for_sharing(app.config.html_baseurl).at("")])
    return []
