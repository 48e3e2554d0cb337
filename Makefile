# `make help` lists what there is. ARTICLES_DIR and WAREHOUSE_DIR point every command at other folders.
SHELL := /bin/sh
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.SILENT:

PYTHON ?= python3
PORT ?= 3000
DOCS_PORT ?= 8080
VENV := .venv
BIN := $(CURDIR)/$(VENV)/bin
READY := $(VENV)/.ready
BENCH := .venv-bench
COMPILE := uv pip compile --quiet pyproject.toml --universal --python-version 3.11 --generate-hashes \
  --no-emit-index-url --no-emit-find-links --no-header --no-annotate

# No tool sends usage statistics.
export DO_NOT_TRACK = 1
export DAGSTER_DISABLE_TELEMETRY = 1

.PHONY: help warehouse fetch test lint evaluate calibrate annotate bench dev docs query lock clean

help: ## list the commands
	grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z]+):.*## (.*)/make \1\t\2/' | expand -t 18

warehouse: $(READY) ## run the whole flow on ARTICLES_DIR and publish WAREHOUSE_DIR/diplomacy.duckdb
	$(BIN)/python -m orchestration refresh

fetch: $(READY) ## read the sources of seeds/sources (SOURCE=… DAY=… UNTIL=…); needs FETCH_CONTACT
	$(BIN)/python -m orchestration fetch $(if $(SOURCE),--source $(SOURCE)) $(if $(DAY),--day $(DAY)) $(if $(UNTIL),--until $(UNTIL))

test: lint ## linters, type check, Dagster and dbt validation, all tests
	$(BIN)/python -m pytest -n auto --dist loadfile --no-loadscope-reorder $(PYTEST_OPTIONS)

lint: $(READY) ## linters, type check, and validation of the Dagster and dbt projects
	PATH="$(BIN):$$PATH" sh .ci/lint

evaluate: $(READY) ## score the annotated articles (OPTIONS='--fast --language ru' …; ACCEPT=reason records a fall)
	$(BIN)/python -m orchestration evaluate $(OPTIONS) $(if $(ACCEPT),--accept "$(ACCEPT)")

calibrate: $(READY) ## fit the weights of confidence (seeds/confidence.yaml) on the annotated articles anew
	$(BIN)/python -m orchestration calibrate

annotate: $(READY) ## show what the extractor sees in FILE=…, and why (OPTIONS='--published 2025-08-07', --html)
	if [ -z "$(FILE)" ]; then echo "error: say which file: make annotate FILE=…" >&2; exit 1; fi
	$(BIN)/python -m orchestration annotate "$(FILE)" $(OPTIONS)

bench: $(BENCH)/.ready ## measure speed beside others: language, pages, archives, documents, resolution (OPTIONS='archives' for one)
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BENCH)/bin/python -m tests.bench $(OPTIONS)

dev: $(READY) ## Dagster's UI on 127.0.0.1:3000 (PORT=…), with schedule and sensor
	PATH="$(BIN):$$PATH" $(BIN)/dagster dev --host 127.0.0.1 --port $(PORT)

docs: $(READY) ## build the dbt docs site as one page and serve it on 127.0.0.1:8080 (DOCS_PORT=…)
	$(BIN)/python -m orchestration docs --port $(DOCS_PORT)

query: $(READY) ## open the published warehouse read-only in DuckDB's shell
	file="$${WAREHOUSE_DIR:-warehouse}/diplomacy.duckdb"; \
	if [ ! -f "$$file" ]; then echo "error: there is no $$file yet; run \`make warehouse\`" >&2; exit 1; fi; \
	exec $(BIN)/duckdb -readonly "$$file"

lock: $(READY) ## write requirements.lock and requirements-bench.lock anew from pyproject.toml (needs uv)
	command -v uv >/dev/null || { echo "error: uv is needed to resolve requirements.lock: pip install uv" >&2; exit 1; }
	$(COMPILE) --extra dev --output-file requirements.lock
	$(COMPILE) --extra bench --constraints requirements.lock --output-file requirements-bench.lock

clean: ## remove environments, caches and logs; the warehouse's data stay (ids given, pages fetched: rm -r warehouse)
	rm -rf $(VENV) $(BENCH) warehouse/dagster warehouse/dbt warehouse/docs warehouse/logs dbt_project/target \
	  dbt_project/logs .mypy_cache .ruff_cache .pytest_cache .hypothesis .tmp_dagster_home_*
	find orchestration tests -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): requirements.lock
	command -v $(PYTHON) >/dev/null || { echo "error: $(PYTHON) is not there; install Python 3.11 or newer, or say PYTHON=…" >&2; exit 1; }
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
	  echo "error: Python 3.11 or newer is needed, but $(PYTHON) is $$($(PYTHON) -V 2>&1); say PYTHON=…" >&2; exit 1; }
	$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || { \
	  echo "error: $(PYTHON) cannot make environments; on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	echo "Setting up $(VENV) (once; about two minutes) …"
	rm -rf $(VENV)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements.lock
	touch $@

$(BENCH)/.ready: requirements-bench.lock | $(READY)
	echo "Setting up $(BENCH) (once; about two minutes) …"
	rm -rf $(BENCH)
	$(PYTHON) -m venv $(BENCH)
	$(BENCH)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-bench.lock
	touch $@
