"""Which tags, categories, series and authors may be one too many."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from sphinx_craftblog import diagnostics
from sphinx_craftblog.checks.ages import is_new
from sphinx_craftblog.checks.finding import Finding, place_in
from sphinx_craftblog.environment.domain import blog_domain
from sphinx_craftblog.model.blog import Taxonomy, Term
from sphinx_craftblog.model.slugs import slugify

if TYPE_CHECKING:
    from sphinx.environment import BuildEnvironment

TAXONOMIES = ("tags", "categories", "series", "authors")
"""Those whose terms are looked at."""

SHARED = ("tags", "categories")
"""Those whose terms are of little use to a single post."""

LETTERS = 5
"""Fewest characters of terms that differ by one, for it to be a slip: of shorter ones, many do."""


def find_doubtful_terms(env: BuildEnvironment) -> Iterator[Finding]:
    """Terms that look like another, and those that a single post has, if that is not new."""
    domain = blog_domain(env)
    for key in TAXONOMIES:
        taxonomy = domain.blog.taxonomies[key]
        alike = dict(alike_terms(taxonomy.terms))
        for term in taxonomy.terms:
            if term in alike:
                other = alike[term]
                said = diagnostics.terms_alike(taxonomy.kind.singular, *_of(term), *_of(other))
            elif key in SHARED and len(term.posts) == 1 and not is_new(term.posts[0], domain.now):
                said = diagnostics.term_used_once(taxonomy.kind.singular, term.name)
            else:
                continue
            place = place_in(env, *_place(taxonomy, term))
            yield Finding("term", "advice", place, said.text)


def alike_terms(terms: Iterable[Term]) -> Iterator[tuple[Term, Term]]:
    """Terms that may be meant for another, with that: the one that more posts have.

    They differ by case, hyphens or a plural, or in one letter that is not the first. Takes
    time that grows with the number of letters.
    """
    by_form: dict[str, Term] = {}
    by_slip: dict[str, Term] = {}
    for term in sorted(terms, key=lambda term: (-len(term.posts), term.slug)):
        form = _form(term.name)
        slips = list(_slips(form)) if len(form) >= LETTERS else []
        other = by_form.get(form) or next(
            (by_slip[slip] for slip in slips if slip in by_slip), None
        )
        if other is not None:
            yield term, other
        by_form.setdefault(form, term)
        for slip in slips:
            by_slip.setdefault(slip, term)


def _of(term: Term) -> tuple[str, list[str]]:
    return term.name, [post.docname for post in term.posts]


def _place(taxonomy: Taxonomy, term: Term) -> tuple[str, int | None]:
    return term.posts[0].place(taxonomy.kind.key, taxonomy.kind.singular)


def _form(name: str) -> str:
    """Return what is left of a name without case, spaces, signs and the end of a plural."""
    form = slugify(name).replace("-", "")
    if len(form) < LETTERS - 1 or form.endswith(("ss", "us", "is")):
        return form
    return re.sub("(?<=.)(?:(?<=[sxz])es|ies|s|y)$", "", form)


def _slips(form: str) -> Iterator[str]:
    """Keys that a form has in common with those that one slip makes of it: another letter, one
    more, one less, or two that changed places. Numbers are no slips.
    """
    digits = re.sub(r"\D", "", form)
    for place in range(1, len(form) + 1):
        begin, end = form[:place], form[place:]
        yield f"{digits}?{begin}?{end}"
        if end:
            yield f"{digits}?{begin}?{end[1:]}"
        yield f"{digits}!{begin}!{''.join(sorted(end[:2]))}{end[2:]}"
