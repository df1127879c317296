# From the page to the published data. `make help` lists the targets.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
PIP := $(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r

# make all OFFLINE=1 | STRICT=1 | SOURCES="kent-vru ..." | SOURCES=kent-vru ACCEPT="reason"
OFF := 0 no off false
BUILD_FLAGS := $(if $(filter-out $(OFF),$(OFFLINE)),--offline) $(if $(filter-out $(OFF),$(STRICT)),--strict)
export ACCEPT

.PHONY: help all scrape history test lint coverage bench docs lock standards clean

help: ## list the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | expand -t 12

all: .venv/run.stamp ## scrape, extract, normalise, validate and publish every source (OFFLINE=1, STRICT=1, SOURCES="ID ...", and for one of them ACCEPT="reason")
	@$(PYTHON) -m pipeline.build $(BUILD_FLAGS) $(SOURCES)

scrape: .venv/run.stamp ## only bring the pages home, into raw/
	@$(PYTHON) -m pipeline.build --scrape-only $(SOURCES)

history: .venv/run.stamp ## rebuild every release in order, from the snapshots in raw/ alone, into build/history/
	@$(PYTHON) -m pipeline.build --history $(SOURCES)

test: .venv/dev.stamp ## run the whole test suite (as root on Debian, it installs Chromium by apt-get where there is none)
	@$(PYTHON) -m tests.browser.chromium
	@$(PYTHON) -m pytest -n auto

lint: .venv/dev.stamp ## ruff and mypy strict
	@$(PYTHON) -m ruff check --quiet .
	@$(PYTHON) -m ruff format --quiet --check .
	@$(PYTHON) -m mypy

coverage: .venv/dev.stamp ## every branch of the parsers in pipeline/values/ is tested
	@$(PYTHON) -m coverage run -m pytest tests/pipeline/values tests/pipeline/test_normalise.py pipeline/values
	@$(PYTHON) -m coverage report --skip-covered

bench: .venv/dev.stamp ## measure, print and write docs/benchmarks.md
	@$(PYTHON) -m benchmarks

docs: .venv/run.stamp ## write the generated pages in docs/ again
	@$(PYTHON) -m pipeline.docs

lock: .venv/dev.stamp ## resolve the dependencies again and pin them with hashes
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check pip-tools
	@$(PYTHON) -m piptools compile $(LOCK_FLAGS) --output-file requirements.lock pyproject.toml
	@$(PYTHON) -m piptools compile $(LOCK_FLAGS) --allow-unsafe --extra dev --constraint requirements.lock \
		--output-file requirements-dev.lock pyproject.toml
LOCK_FLAGS := --quiet --upgrade --strip-extras --no-header --generate-hashes --no-emit-index-url --no-emit-find-links

standards: .venv/run.stamp ## fetch the official HSDS schemas at pinned commits, for the official checks
	@$(PYTHON) -m standards

clean: ## remove what can be made again: build/, caches; not .venv, raw/ or output/
	@rm -rf build .pytest_cache .mypy_cache .ruff_cache .hypothesis .coverage
	@find . -name __pycache__ -not -path './.venv/*' -prune -exec rm -rf {} +

.venv/run.stamp: requirements.lock
	@test -x $(PYTHON) || python3 -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Python 3.11 or newer is needed, and \`python3\` is $$(python3 --version 2>&1)." >&2; exit 1; }
	@echo "Setting up .venv (once; some minutes) ..."
	@test -x $(PYTHON) || python3 -m venv .venv
	@$(PIP) requirements.lock
	@$(PYTHON) -m compileall -q pipeline
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	@echo "Setting up the tools for developing ..."
	@$(PIP) requirements-dev.lock
	@touch $@
