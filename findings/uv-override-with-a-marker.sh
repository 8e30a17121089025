#!/usr/bin/env bash
# uv 0.13.9: an override with a marker takes the package away wherever the marker does not hold. One might
# expect the requirement of its dependents to hold there. The file that is made cannot be imported from.
# Here: the overrides of requirements/ are given only for the Pythons that they are meant for.
. "$(dirname "$0")/common.sh"
install uv==0.13.9
echo 'sphinx==9.0.4' > "$work/in.txt"
echo 'docutils>=0.23 ; python_version >= "3.13"' > "$work/overrides.txt"
resolve() { "$python" -m uv pip compile --quiet --no-header --no-annotate --python-version 3.11 "$work/in.txt" "$@"; }
{
  resolve | grep -c '^docutils=='
  resolve --override "$work/overrides.txt" | grep -c '^docutils==' || true
} | expect "1
0"
