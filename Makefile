# What can be asked for: `make help`. Needs Python 3.11 to 3.13, git and make, nothing else.

VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
LOCKED := --no-deps --no-compile --require-hashes --only-binary :all:
LOCK := uv pip compile --quiet --upgrade --universal --python-version 3.11 \
	--fork-strategy fewest --generate-hashes --no-build --no-emit-index-url --no-header

# Interpreters to try, in this order; `make setup PYTHON=/path/to/python` names one.
PYTHON := python3.13 python3.12 python3.11 python3

# One empty file for each thing done, so that nothing is done twice. The first one says where
# the environment was made: its scripts hold absolute paths, so a moved folder makes a new one.
MADE := $(VENV)/.made
RUNTIME := $(VENV)/.runtime
TESTS := $(VENV)/.tests
BENCH := $(VENV)/.bench

MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.NOTPARALLEL:
.PHONY: help setup run test test-crash test-long lint check format bench bench-alerts bench-extraction bench-fetch bench-officials bench-rhythm bench-search bench-stories bench-watches soak lock wheel clean

help: ## list what can be asked for
	@awk 'BEGIN { FS = ":.*## " } /^[a-z-]+:.*## / { printf "  make %-17s %s\n", $$1, $$2 }' Makefile

setup: $(RUNTIME) ## build .venv with .venv/bin/diemtin in it
	@:

run: setup ## start the service with the sample articles; Ctrl-C ends it
	@exec $(BIN)/diemtin run --samples

# Compiled modules are kept even where the surroundings forbid it: the tests start many processes.
# Four on two processors: most of them wait half of their time, for sockets and other processes.
test: $(TESTS) ## run the tests, four at a time
	@PYTHONDONTWRITEBYTECODE= exec $(BIN)/python -m pytest --numprocesses 4 --dist worksteal

test-long: $(TESTS) ## hold search against watches on new random corpora, for some minutes
	@DIEMTIN_TEST_CORPORA=25 exec $(BIN)/python -m pytest tests/flow/search/test_agreement.py

test-crash: $(TESTS) ## kill it a thousand times, on both databases, and see that nothing is lost; half an hour
	@DIEMTIN_TEST_KILLS=1000 exec $(BIN)/python -m pytest tests/crash --numprocesses 2

lint: $(TESTS) ## check format, style, types and the direction of imports
	$(BIN)/ruff format --check --quiet .
	$(BIN)/ruff check --quiet .
	$(BIN)/mypy
	$(BIN)/lint-imports

check: lint test ## everything that must hold before a change is handed in

format: $(TESTS) ## put the code into the project's format
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(BENCH) ## run the benchmarks, with their peers in the same run
	@exec $(BIN)/python -m benchmarks.pipeline

bench-alerts: $(RUNTIME) ## measure how soon an alert is at its receiver, with a thousand watches
	@exec $(BIN)/python -m benchmarks.alerts

bench-extraction: $(BENCH) ## measure how well pages are read without a profile, with peers; PAGES=folder
	@exec $(BIN)/python -m benchmarks.extraction $(PAGES)

bench-officials: $(BENCH) ## measure how well officials and offices are found, with peers
	@$(BIN)/python -m benchmarks.officials_speed
	@$(BIN)/python -m benchmarks.officials

bench-fetch: $(RUNTIME) ## measure how quick and how polite the fetcher is, beside bare httpx
	@exec $(BIN)/python -m benchmarks.fetch

bench-rhythm: $(RUNTIME) ## simulate a day of a thousand sources, polled as they publish
	@exec $(BIN)/python -m benchmarks.rhythm

bench-search: $(BENCH) ## measure search over a million articles, with a peer; an hour, 20 GB
	@exec $(BIN)/python -m benchmarks.search

bench-stories: $(BENCH) ## measure how reprints are told from what reads alike, with peers
	@exec $(BIN)/python -m benchmarks.stories --classes

bench-watches: $(BENCH) ## measure what ten thousand watches cost an article, with peers
	@exec $(BIN)/python -m benchmarks.watches

soak: $(RUNTIME) ## load a service for an hour and see that it stays as it was; MINUTES=60
	@exec $(BIN)/python -m benchmarks.soak --minutes $(or $(MINUTES),60)

wheel: $(TESTS) ## build the wheel into dist/
	$(PIP) wheel --no-deps --no-build-isolation --wheel-dir dist .

lock: ## choose all versions anew and write them into locks/ (needs uv)
	$(LOCK) --group build --output-file locks/build.txt
	$(LOCK) pyproject.toml -c locks/build.txt --output-file locks/runtime.txt
	$(LOCK) pyproject.toml -c locks/build.txt -c locks/runtime.txt --group test \
		--output-file locks/test.txt
	$(LOCK) -c locks/test.txt --group bench --output-file locks/bench.txt

clean: ## remove what the other targets made; the archive stays
	rm -rf $(VENV) dist build .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

ifneq ($(shell test -x $(BIN)/python && cat $(MADE) 2>/dev/null),$(CURDIR))
.PHONY: $(MADE)
endif

$(MADE):
	@found= ; for python in $(PYTHON); do \
		$$python -c 'import sys; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' \
			2>/dev/null || continue; \
		found=$$python; \
		$$python -c 'import ensurepip, venv' 2>/dev/null || continue; \
		echo "Making $(VENV) with $$($$python --version) …"; \
		$$python -m venv --clear $(VENV) && pwd -P > $@; exit; \
	done; \
	if [ -n "$$found" ]; then \
		echo "$$found has no venv module: install it (on Debian and Ubuntu the package" \
			"python3-venv), then run make again." >&2; \
	else \
		echo "No Python 3.11, 3.12 or 3.13 found (tried: $(PYTHON)): install one," \
			"or name it: make setup PYTHON=/path/to/python" >&2; \
	fi; exit 1

$(RUNTIME): $(MADE) locks/build.txt locks/runtime.txt pyproject.toml
	@echo "Installing what Điểm Tin runs on …"
	@$(PIP) install $(LOCKED) -r locks/build.txt -r locks/runtime.txt
	@$(PIP) install --no-deps --no-build-isolation --editable .
	@touch $@

$(TESTS): $(RUNTIME) locks/test.txt
	@echo "Installing what the tests and checks need …"
	@$(PIP) install $(LOCKED) -r locks/test.txt
	@touch $@

$(BENCH): $(RUNTIME) locks/bench.txt
	@echo "Installing what the benchmarks compare with …"
	@$(PIP) install $(LOCKED) -r locks/bench.txt
	@touch $@
