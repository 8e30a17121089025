#!/usr/bin/env bash
# sphinxcontrib-mermaid 2.1.1 with Sphinx 9.0.4: the builders json and pickle, which are HTML builders without
# pages, end in an error of a handler once mermaid_use_local names a script of the site's own: the function that
# finds the address of a file takes other arguments there than in the html builder.
# Here: the documentation is built with no json (Makefile), and docs/reference/builders.md says so.
. "$(dirname "$0")/common.sh"
install sphinx==9.0.4 sphinxcontrib-mermaid==2.1.1
cd "$work" && mkdir site
mkdir site/_static && touch site/_static/mermaid.mjs
printf '%s\n' 'extensions = ["sphinxcontrib.mermaid"]' 'mermaid_use_local = "mermaid.mjs"' 'html_static_path = ["_static"]' > site/conf.py
printf 'Site\n====\n\n.. mermaid::\n\n   graph LR; a --> b\n' > site/index.rst
for builder in html json pickle; do
  if "$python" -m sphinx -q -b "$builder" site "out/$builder" >said.txt 2>&1; then echo "$builder: built"
  elif grep -q "unexpected keyword argument" said.txt; then echo "$builder: a handler raised"
  else echo "$builder: failed"; fi
done | expect "html: built
json: a handler raised
pickle: a handler raised"
