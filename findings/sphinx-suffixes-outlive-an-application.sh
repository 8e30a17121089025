#!/usr/bin/env bash
# Sphinx 9.0.4: an extension that adds a source suffix changes the default of source_suffix for the whole
# process. A project built after one that has MyST, in the same process, counts its README.md as a document,
# for which it has no parser, and does not build.
# So does any default that is a list or a dict: the PyData theme leaves its templates in templates_path.
# Here: tests/conftest.py puts the defaults back after each test.
. "$(dirname "$0")/common.sh"
install sphinx==9.0.4 myst-parser==5.2.0
cd "$work" && mkdir notes manual
echo 'extensions = ["myst_parser"]' > notes/conf.py
echo '# Notes' > notes/index.md
touch manual/conf.py
printf 'Manual\n======\n' > manual/index.rst
echo '# For those who work on it' > manual/README.md
cat > build.py <<'PY'
import io, sys
from sphinx.application import Sphinx
from sphinx.errors import SphinxError
for name in sys.argv[1:]:
    quiet = {"status": None, "warning": io.StringIO()}
    app = Sphinx(name, name, f"out/{name}", f"out/{name}/doctrees", "html", **quiet)
    try:
        app.build()
        print(name, sorted(app.env.found_docs))
    except SphinxError:
        print(name, sorted(app.env.found_docs), "no parser")
PY
{ "$python" build.py manual; "$python" build.py notes manual; } | expect "manual ['index']
notes ['index']
manual ['README', 'index'] no parser"
