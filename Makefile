# From the page to the published data. `make help` lists the targets.
.DEFAULT_GOAL := help
PYTHON := .venv/bin/python
export PYTHONHASHSEED := 0

.PHONY: help
help: ## list the targets
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 12

.venv/run.stamp: requirements.lock
	@echo "Setting up .venv ..."
	@test -x $(PYTHON) || python3 -m venv .venv
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	@touch $@

.venv/dev.stamp: requirements-dev.lock .venv/run.stamp
	@$(PYTHON) -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements-dev.lock
	@touch $@

.PHONY: test
test: .venv/dev.stamp ## run the whole test suite
	@$(PYTHON) -m pytest

.PHONY: lint
lint: .venv/dev.stamp ## ruff and mypy strict
	@$(PYTHON) -m ruff check .
	@$(PYTHON) -m ruff format --check .
	@$(PYTHON) -m mypy
