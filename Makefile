# Two commands matter: `make build` and `make test`. The plain commands behind each are in README.md.
# Override on the command line or in the environment: RAW_DATA_DIR, WAREHOUSE_DIR, AS_OF, DBT_TARGET,
# DBT_ARGS (for dbt build), PYTEST_ARGS, SETS (for bench-accuracy), RECORDS (for bench-scale), BENCH_ARGS,
# VARS, SEEDS and CURRENT_VARS (for policy-diff), FILE and REPLACE (for registry-export and registry-restore),
# PYTHON (3.11 or later).

SHELL := /bin/sh
.DEFAULT_GOAL := help

PYTHON ?=
DBT_ARGS ?=
PYTEST_ARGS ?=
FILE ?= registry.csv
REPLACE ?=
SETS ?=
RECORDS ?= 1000000
BENCH_ARGS ?=
export RAW_DATA_DIR ?= sample_data/raw
export WAREHOUSE_DIR ?= warehouse

VENV := .venv
BOUNCER_VENV := .venv-bouncer
SPLINK_VENV := .venv-splink
TIMED := sh scripts/timed.sh

# Tests build a warehouse of their own and leave the user's alone.
TEST_WAREHOUSE := target/test_warehouse
FOR_TEST := WAREHOUSE_DIR=$(TEST_WAREHOUSE) DBT_TARGET=duckdb

# The committed sample is read as of the day it was made, other data as of now.
SAMPLE_AS_OF := $(shell cat sample_data/as_of.txt 2>/dev/null)
AS_OF ?= $(if $(filter sample_data/raw,$(RAW_DATA_DIR)),$(SAMPLE_AS_OF))
DBT_VARS := $(if $(AS_OF),--vars '{as_of: "$(AS_OF)"}')
CURRENT_VARS ?=

.PHONY: help
help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1 \2/p' Makefile \
	    | while read -r make target text; do printf '  make %-14s %s\n' "$$target" "$$text"; done

.PHONY: build
build: setup ## Build the warehouse from the raw files and say what came out
	@mkdir -p "$$WAREHOUSE_DIR"
	@$(TIMED) "dbt build" $(VENV)/bin/dbt build $(DBT_VARS) $(DBT_ARGS)
	@$(VENV)/bin/python scripts/summary.py

.PHONY: test
test: setup setup-bouncer lint ## Check everything: lint, build, project rules, tests
	@rm -rf $(TEST_WAREHOUSE) && mkdir -p $(TEST_WAREHOUSE)
	@$(FOR_TEST) $(TIMED) "dbt build" $(VENV)/bin/dbt build $(DBT_VARS)
	@COLUMNS=180 $(TIMED) "dbt-bouncer" $(BOUNCER_VENV)/bin/dbt-bouncer run --show-all-failures
	@BUILT_WAREHOUSE_DIR=$(TEST_WAREHOUSE) \
	    $(TIMED) "pytest" $(VENV)/bin/python -m pytest -n 2 --dist loadscope --no-loadscope-reorder $(PYTEST_ARGS)

# What is parsed here is what `make test` builds: sqlfluff, which parses with a var of its own, does so aside.
.PHONY: lint
lint: setup ## Check style and parse without a warning
	@$(TIMED) "yamllint" $(VENV)/bin/yamllint --strict .
	@$(TIMED) "ruff" $(VENV)/bin/ruff check .
	@$(TIMED) "codespell" $(VENV)/bin/codespell
	@mkdir -p $(TEST_WAREHOUSE)
	@$(FOR_TEST) $(TIMED) "dbt parse" $(VENV)/bin/dbt parse --warn-error --no-partial-parse $(DBT_VARS)
	@$(FOR_TEST) DBT_TARGET_PATH=target/sqlfluff $(TIMED) "sqlfluff" $(VENV)/bin/sqlfluff lint --processes 2 \
	    $(wildcard models tests analyses)

.PHONY: policy-diff
policy-diff: setup ## Show what VARS='{…}' or SEEDS=folder would change, before it is built
	@$(VENV)/bin/python scripts/policy_diff.py $(if $(VARS),--vars '$(VARS)') \
	    $(if $(SEEDS),--seeds '$(SEEDS)') $(if $(AS_OF),--as-of '$(AS_OF)') \
	    $(if $(CURRENT_VARS),--current-vars '$(CURRENT_VARS)')

.PHONY: bench-accuracy
bench-accuracy: setup setup-splink ## Score the default policy on labelled sets (SETS=folder), beside Splink
	@$(VENV)/bin/python benchmarks/accuracy.py $(if $(SETS),--sets "$(SETS)") $(BENCH_ARGS)

.PHONY: bench-scale
bench-scale: setup setup-splink ## Time a build of RECORDS generated records, beside a floor, Splink and SciPy
	@$(VENV)/bin/python benchmarks/scale.py --records $(RECORDS) $(BENCH_ARGS)

.PHONY: docs
docs: setup ## Write target/static_index.html, the documentation of every model
	@mkdir -p "$$WAREHOUSE_DIR"
	@$(VENV)/bin/dbt docs generate --static $(DBT_VARS)
	@echo "Documentation: target/static_index.html"

.PHONY: load-postgres
load-postgres: setup ## Load the raw files into the PostgreSQL that PGHOST and the like name
	@$(VENV)/bin/python scripts/load_raw.py --raw "$$RAW_DATA_DIR"

.PHONY: registry-export
registry-export: setup ## Write the customer ids and their history to FILE=registry.csv (or .parquet)
	@$(VENV)/bin/python scripts/registry.py export "$(FILE)"

.PHONY: registry-restore
registry-restore: setup ## Read them back from FILE=…; REPLACE=yes also over a registry that is there
	@$(VENV)/bin/python scripts/registry.py restore "$(FILE)" $(if $(filter yes,$(REPLACE)),--replace)

.PHONY: setup
setup: ## Install the pinned requirements and the dbt packages, where missing
	@sh scripts/install.sh $(VENV) requirements.txt "$(PYTHON)"
	@$(VENV)/bin/python scripts/get_packages.py

.PHONY: setup-bouncer
setup-bouncer: ## Install dbt-bouncer into an environment of its own (it needs an older DuckDB)
	@sh scripts/install.sh $(BOUNCER_VENV) requirements-bouncer.txt "$(PYTHON)"

.PHONY: setup-splink
setup-splink: ## Install Splink into an environment of its own; without it the benchmarks leave it out
	@sh scripts/install.sh $(SPLINK_VENV) requirements-bench.txt "$(PYTHON)" \
	    || echo "Splink could not be installed; the benchmarks go on without it."

.PHONY: lock
lock: ## Pin the requirements anew from pyproject.toml (needs uv)
	@command -v uv > /dev/null || { echo "make lock needs uv: pip install uv" >&2; exit 1; }
	uv pip compile pyproject.toml --extra dev --universal --no-header --no-emit-index-url \
	    --upgrade --output-file requirements.txt
	uv pip compile --group bouncer --universal --no-header --no-emit-index-url \
	    --upgrade --output-file requirements-bouncer.txt
	uv pip compile --group bench --universal --no-header --no-emit-index-url \
	    --upgrade --output-file requirements-bench.txt

.PHONY: clean
clean: ## Remove what can be made again; the warehouse stays, it holds the customer ids
	rm -rf target logs dbt_packages package-lock.yml .pytest_cache .ruff_cache
	rm -rf $(VENV) $(BOUNCER_VENV) $(SPLINK_VENV)
