#!/usr/bin/env bash
# Sphinx 9.0.4: a document whose toctree names a document that does not exist is read and written again in each
# build, whatever has changed, until that document exists. A draft that is excluded has this effect on the page that
# lists it.
# Here: docs/explanation/speed.md counts such a page with those of an edit.
. "$(dirname "$0")/common.sh"
install sphinx==9.0.4
cd "$work" && mkdir site && touch site/conf.py
printf 'Site\n====\n\n.. toctree::\n\n   page\n   draft\n' > site/index.rst
printf 'Page\n====\n' > site/page.rst
build() { "$python" -m sphinx -b html site out 2>/dev/null | grep -oE '[0-9]+ added, [0-9]+ changed'; }
{ build; build; build; printf 'Draft\n=====\n' > site/draft.rst; build; build || true; } | expect "2 added, 0 changed
0 added, 1 changed
0 added, 1 changed
1 added, 1 changed
0 added, 0 changed"
