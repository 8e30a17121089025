# Sourced by each finding: a temporary folder, an environment in it, a comparison.
set -euo pipefail
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python="$work/venv/bin/python"

install() { # PACKAGE==VERSION ...
  [ -d "$work/venv" ] || "${PYTHON:-python3}" -m venv "$work/venv"
  "$python" -m pip install --quiet --disable-pip-version-check "$@" 2>"$work/pip.log" || { cat "$work/pip.log"; exit 1; }
}

expect() { # what was seen when the finding was written; what is seen now comes on standard input
  if diff -u <(printf '%s\n' "$1") - ; then echo "As it was: ${0##*/}"; else echo "Changed: ${0##*/}"; exit 1; fi
}
