# Thin on purpose: each target is a line or two; what it does lives in the tools it calls.
# A distribution's own Python is built with optimisations: a fifth less processor than one that was built by hand.
USABLE := import ensurepip, sys, venv; sys.exit(sys.version_info < (3, 11))
SYSTEM := $(realpath $(shell PATH="$$(getconf PATH)" command -v python3))
PYTHON ?= $(shell $(or $(SYSTEM),false) -c '$(USABLE)' 2>/dev/null && echo $(SYSTEM) || echo python3)
BIN := .venv/bin
CORE := questionnaires scoring app.state.lifecycle
CORE_TESTS := $(addprefix tests/unit/,questionnaires scoring interchange test_lifecycle.py)
# Where somebody turned it off, each process would compile everything anew.
export PYTHONDONTWRITEBYTECODE :=
.DEFAULT_GOAL := help
.PHONY: help install prepare run test test-all check static core bench faults mutants simulate house lock

help: ## show what can be done here
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

install: .venv/installed ## make the environment (.venv) with the exact versions of constraints.txt

PIP := $(BIN)/python -m pip install --quiet --disable-pip-version-check --no-deps

# In two halves beside each other: pip works with one core.
.venv/installed: constraints.txt pyproject.toml
	$(PYTHON) -m venv .venv
	printf '%s\n' 0 1 | xargs -P 2 -I N sh -c "awk '/^[^ ]/ { n++ } n % 2 == N' constraints.txt > .venv/half-N.txt && $(PIP) --no-compile --require-hashes -r .venv/half-N.txt"
	$(PIP) --no-build-isolation --editable .
	@touch $@

run: install ## example data and a server on this machine; prints where to go and how to sign in
	$(BIN)/samenhang example

# Each part of the tests says what it took.
SHELL := bash
timed = TIMEFORMAT='-- $(1): %1R s, of processor %1U + %1S s'; time

test: ## everything that the tests need, then all checks and all tests: ten minutes on two cores
	@$(call timed,installing) $(MAKE) --no-print-directory -j2 install prepare
	@$(call timed,static checks and the core) $(MAKE) --no-print-directory -j2 static core
	@$(call timed,everything else) $(BIN)/pytest -q -n auto tests $(CORE_TESTS:%=--ignore=%)

test-all: ## the long form: every combination on both databases, real files, every visit
	SAMENHANG_TESTS=all $(MAKE) --no-print-directory test

prepare: ## PostgreSQL and Chromium for the tests, where they can be installed
	@$(PYTHON) -m tests.prepare

check: static ## format, lint, types, contracts, templates, guards
	$(BIN)/pytest -q -n auto tests/guards

static: install
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache
	$(BIN)/djlint app --lint --quiet

core: install
	$(BIN)/pytest -q -n auto $(CORE_TESTS) $(CORE:%=--cov=%) --cov-branch --cov-report=term:skip-covered --cov-fail-under=100

bench: install ## the performance goals, as ratios measured in one run
	$(BIN)/python -m tests.benchmarks

faults: install ## kill -9 of the server while people save: nothing acknowledged may be lost
	$(BIN)/python -m tests.faults

mutants: install ## protections switched off one by one, and which test notices; a quarter of an hour
	$(BIN)/python -m tests.mutants

simulate: install ## how often two noisy rounds show a change that is none, and miss a real one
	$(BIN)/python -m tests.simulation

house: install ## how much code there is, in how many places, and how much of it is ceremony
	$(BIN)/python -m tests.house

lock: ## write constraints.txt anew from pyproject.toml (needs pip-tools)
	pip-compile --quiet --generate-hashes --no-header --no-annotate --strip-extras --allow-unsafe --no-emit-index-url --no-emit-find-links --no-emit-trusted-host --extra dev --output-file constraints.txt pyproject.toml
