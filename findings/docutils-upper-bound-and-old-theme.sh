#!/usr/bin/env bash
# sphinx-rtd-theme 3.1.0 asks for docutils below 0.23, and its early releases for no version at all. Who
# installs the theme beside docutils 0.23 is told of no conflict: the resolver goes back to a theme of 2021.
# Here: requirements/overrides.txt, which takes docutils 0.23 with the theme of today, whose pages come out.
. "$(dirname "$0")/common.sh"
install uv==0.13.9
printf '%s\n' 'sphinx==9.2.0' 'docutils==0.23' 'sphinx-rtd-theme<=3.1.0' > "$work/in.txt"
"$python" -m uv pip compile --quiet --no-header --no-annotate --python-version 3.13 "$work/in.txt" \
  | grep -E '^(docutils|sphinx|sphinx-rtd-theme)==' | expect "docutils==0.23
sphinx==9.2.0
sphinx-rtd-theme==0.5.1"
