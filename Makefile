# `make demo` and `make test` do all the set-up on a machine with Python 3.11 or newer.
PYTHON ?= python3
VENV ?= .venv
BIN = $(VENV)/bin
SITE = example_site
OUT = $(SITE)/_build/html

.PHONY: demo test serve docs builders screenshots lint bench bench-full clean

demo: $(VENV)/demo.stamp
	$(BIN)/sphinx-build -W -n -q -j auto -b html $(SITE) $(OUT)
	@echo "The landing page is $(OUT)/index.html"

serve: $(VENV)/serve.stamp
	$(BIN)/sphinx-autobuild --open-browser --watch sphinx_craftblog $(SITE) $(OUT)

test: $(VENV)/test.stamp
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder --cov --cov-report=term $(PYTEST_ARGS)

docs: $(VENV)/docs.stamp
	$(BIN)/sphinx-build -W -n -q -j auto -b html docs docs/_build/html
	@echo "The documentation is docs/_build/html/index.html"

# Reading is most of the work, and all but gettext share what is read. A man page has no table
# cells over several columns, and Mermaid no JSON: not every builder can show the kitchen sink.
BUILDERS = singlehtml epub latex texinfo man text xml pseudoxml json pickle changes dummy
DOCS_BUILDERS = singlehtml epub latex text xml
builders: $(VENV)/docs.stamp
	@rm -rf $(SITE)/_build/json $(SITE)/_build/pickle  # Sphinx warns where it has written before
	@set -e; for builder in $(BUILDERS); do echo "$(SITE): $$builder"; \
	  $(BIN)/sphinx-build -W -n -q -d $(SITE)/_build/doctrees -b $$builder $(SITE) $(SITE)/_build/$$builder; done
	$(BIN)/sphinx-build -W -n -q -b gettext $(SITE) $(SITE)/_build/gettext
	@set -e; for builder in $(DOCS_BUILDERS); do echo "docs: $$builder"; \
	  $(BIN)/sphinx-build -W -n -q -j auto -d docs/_build/doctrees -b $$builder docs docs/_build/$$builder; done

screenshots: $(VENV)/test.stamp
	$(BIN)/python docs/make_screenshots.py

lint: $(VENV)/lint.stamp
	$(BIN)/ruff format --check
	$(BIN)/ruff check
	$(BIN)/mypy
	$(BIN)/lint-imports

BENCH = $(BIN)/python benchmarks/run.py
bench: $(VENV)/demo.stamp
	$(BENCH) --sizes 300 --systems plain,craftblog

bench-full: $(VENV)/demo.stamp
	$(BENCH) --sizes 300,1000 --without all --json benchmarks/results.json
	$(BENCH) --sizes 10000 --repeat 1 --json benchmarks/results.json
	$(BENCH) --report benchmarks/results.json --plot docs/_static/benchmarks.svg > benchmarks/RESULTS.md

clean:
	rm -rf $(VENV) $(SITE)/_build docs/_build

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; say which: make demo PYTHON=python3.12"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --upgrade pip

$(VENV)/demo.stamp: $(VENV)/pyvenv.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet -e .
	@touch $@

$(VENV)/docs.stamp: $(VENV)/pyvenv.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet -e '.[docs]'
	@touch $@

$(VENV)/serve.stamp: $(VENV)/pyvenv.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet -e '.[serve]'
	@touch $@

$(VENV)/test.stamp: $(VENV)/pyvenv.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet -e '.[test]'
	@touch $@

$(VENV)/lint.stamp: $(VENV)/pyvenv.cfg pyproject.toml
	$(BIN)/python -m pip install --quiet -e '.[lint]'
	@touch $@
