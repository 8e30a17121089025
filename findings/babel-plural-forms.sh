#!/usr/bin/env bash
# Babel 2.19.0 takes its plural rules from a newer CLDR than 2.18.0. A new Spanish catalog has three forms,
# not two, and a new Arabic one has as many as before in another order: form 4, which was for 100 to 102,
# is for 11 to 99, and form 5 the other way round. Translations that are copied from a catalog of one release into one
# of the other are silently wrong, and "pybabel update" keeps the rule that a catalog has.
# Here: our catalogs keep their rules; CONTRIBUTING.md says which, and a test lists the numbers.
. "$(dirname "$0")/common.sh"
cat > "$work/forms.py" <<'PY'
import sys
from gettext import c2py
import babel
from babel.messages.catalog import Catalog
for language, numbers in {"es": (1, 2, 1_000_000), "ar": (1, 2, 3, 11, 100)}.items():
    catalog = Catalog(locale=language)
    form = c2py(catalog.plural_expr)
    print(babel.__version__, language, catalog.num_plurals, {n: form(n) for n in numbers})
PY
{
  for version in 2.18.0 2.19.0; do install "babel==$version"; "$python" "$work/forms.py"; done
} | expect "2.18.0 es 2 {1: 0, 2: 1, 1000000: 1}
2.18.0 ar 6 {1: 1, 2: 2, 3: 3, 11: 5, 100: 4}
2.19.0 es 3 {1: 0, 2: 2, 1000000: 1}
2.19.0 ar 6 {1: 1, 2: 2, 3: 3, 11: 4, 100: 5}"
