# `make demo` and `make test` do all the set-up on a machine with Python 3.11 or newer.
# What is installed comes from the lock in requirements/; CONTRIBUTING.md says more.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
RUN = $(BIN)/python -m
SITE = example_site
OUT = $(SITE)/_build/html

.PHONY: demo test check quick-tests test-newest test-oldest serve docs builders screenshots lint lock bench bench-full clean

demo: $(VENV)/demo.stamp
	$(RUN) sphinx -W -n -q -j auto -b html $(SITE) $(OUT)
	@echo "The landing page is $(OUT)/index.html"

serve: $(VENV)/serve.stamp
	$(RUN) sphinx_autobuild --open-browser --watch sphinx_craftblog $(SITE) $(OUT)

PYTEST = -m pytest -n auto --dist loadfile --no-loadscope-reorder
test: $(VENV)/locked.stamp
	$(BIN)/python $(PYTEST) $(PYTEST_ARGS)

# Before each commit: everything that needs neither a browser nor a site of its own.
check: $(VENV)/locked.stamp
	@$(MAKE) --no-print-directory --jobs 2 --output-sync=target lint quick-tests

quick-tests: $(VENV)/locked.stamp
	$(BIN)/python $(PYTEST) -q -m "not site" tests/unit tests/integration

# What a registry has today, and the oldest that pyproject.toml allows.
test-newest: .venv-newest/stamp
	.venv-newest/bin/python $(PYTEST) $(PYTEST_ARGS)

test-oldest: .venv-oldest/stamp
	.venv-oldest/bin/python $(PYTEST) $(PYTEST_ARGS)

docs: $(VENV)/locked.stamp
	$(RUN) sphinx -W -n -q -j auto -b html docs docs/_build/html
	@echo "The documentation is docs/_build/html/index.html"

# Reading is most of the work, and all but gettext share what is read. A man page has no table
# cells over several columns, and Mermaid no JSON: not every builder can show the kitchen sink.
BUILDERS = singlehtml epub latex texinfo man text xml pseudoxml json pickle changes dummy
DOCS_BUILDERS = singlehtml epub latex text xml
builders: $(VENV)/locked.stamp
	@rm -rf $(SITE)/_build/json $(SITE)/_build/pickle  # Sphinx warns where it has written before
	@set -e; for builder in $(BUILDERS); do echo "$(SITE): $$builder"; \
	  $(RUN) sphinx -W -n -q -d $(SITE)/_build/doctrees -b $$builder $(SITE) $(SITE)/_build/$$builder; done
	$(RUN) sphinx -W -n -q -b gettext $(SITE) $(SITE)/_build/gettext
	@set -e; for builder in $(DOCS_BUILDERS); do echo "docs: $$builder"; \
	  $(RUN) sphinx -W -n -q -j auto -d docs/_build/doctrees -b $$builder docs docs/_build/$$builder; done

screenshots: $(VENV)/locked.stamp
	$(BIN)/python docs/make_screenshots.py

lint: $(VENV)/locked.stamp
	$(RUN) ruff format --check
	$(RUN) ruff check
	$(RUN) mypy
	$(BIN)/lint-imports

# The lock anew, with the newest of everything, one file for each Python.
lock: lock-3.11 lock-3.12 lock-3.13 lock-3.14

lock-3.13 lock-3.14: OVERRIDE = --override requirements/overrides.txt
lock-%: $(VENV)/uv.stamp
	$(RUN) uv pip compile --quiet --upgrade --universal --python-version $* --generate-hashes \
	  --all-extras --group build $(OVERRIDE) --custom-compile-command "make lock" \
	  --output-file requirements/$*.txt pyproject.toml

BENCH = $(BIN)/python benchmarks/run.py
bench: $(VENV)/demo.stamp
	$(BENCH) --sizes 300 --systems plain,craftblog

bench-full: $(VENV)/demo.stamp
	$(BENCH) --sizes 300,1000 --without all --json benchmarks/results.json
	$(BENCH) --sizes 10000 --repeat 1 --json benchmarks/results.json
	$(BENCH) --report benchmarks/results.json --plot docs/_static/benchmarks.svg > benchmarks/RESULTS.md

clean:
	rm -rf $(VENV) .venv-newest .venv-oldest $(SITE)/_build docs/_build

MAKE_VENV = $(PYTHON) -m venv $(@D) && $(@D)/bin/python -m pip install --quiet --upgrade pip
$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which: make demo PYTHON=python3.12"; exit 1; }
	$(MAKE_VENV)

# One file for each Python: the test, lint and docs environments together.
LOCK = requirements/$$($(BIN)/python -c 'import sys; print("%d.%d" % sys.version_info[:2])').txt
PIP = $(RUN) pip install --quiet
$(VENV)/locked.stamp: $(VENV)/pyvenv.cfg pyproject.toml $(wildcard requirements/*.txt)
	@test -f "$(LOCK)" || { echo "There is no lock for this Python; say which to take: make test PYTHON=python3.13, or try make test-newest"; exit 1; }
	$(PIP) --no-deps --require-hashes -r "$(LOCK)"
	$(PIP) --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/uv.stamp: $(VENV)/pyvenv.cfg
	$(PIP) --upgrade uv
	@touch $@

# A part of the lock, for what is no more than a build.
$(VENV)/constraints.txt: $(VENV)/pyvenv.cfg $(wildcard requirements/*.txt)
	@if test -f "$(LOCK)"; then sed -e '/--hash=/d' -e 's/ \\$$//' "$(LOCK)"; fi > $@

$(VENV)/demo.stamp $(VENV)/serve.stamp: $(VENV)/constraints.txt pyproject.toml
	$(PIP) -c $(VENV)/constraints.txt editables hatchling
	$(PIP) -c $(VENV)/constraints.txt --no-build-isolation -e '.$(if $(findstring serve,$@),[serve])'
	@touch $@

# Resolved anew in each run: what is there today is the point.
.PHONY: .venv-newest/stamp .venv-oldest/stamp
.venv-newest/stamp:
	$(MAKE_VENV)
	.venv-newest/bin/python -m pip install --quiet --upgrade --upgrade-strategy eager -e '.[test]'
	.venv-newest/bin/python -m pip install --quiet --upgrade -r requirements/overrides.txt

.venv-oldest/stamp:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info[:2] != (3, 11))' || { echo "The oldest versions go with Python 3.11: make test-oldest PYTHON=python3.11"; exit 1; }
	$(MAKE_VENV)
	.venv-oldest/bin/python -m pip install --quiet --upgrade uv
	.venv-oldest/bin/python -m uv pip compile --quiet --resolution lowest-direct --extra test --output-file .venv-oldest/requirements.txt pyproject.toml
	.venv-oldest/bin/python -m pip install --quiet -r .venv-oldest/requirements.txt
	.venv-oldest/bin/python -m pip install --quiet --no-deps -e .
