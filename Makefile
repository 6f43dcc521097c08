# Two commands are all a newcomer needs: `make demo` and `make test`. Both set themselves up.
.DEFAULT_GOAL := help
.PHONY: help demo test check bench bench-5m live-test docs format clean

python := .venv/bin/python

help: ## Show these lines
	@grep -E '^[a-z0-9%-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 10

.venv/ready: pyproject.toml scripts/virtual-environment scripts/system-packages
	@echo "Setting up .venv; the first time it takes a minute or two." >&2
	@sh scripts/system-packages
	@sh scripts/virtual-environment

.venv/test-tools: .venv/ready scripts/system-packages scripts/node-tools tests/engines/node_tools/package-lock.json
	@sh scripts/system-packages tests
	@sh scripts/node-tools
	@touch $@

demo: .venv/ready ## Import the bundled exports, fill a client's workbook, draw its dashboard
	@$(python) -m kpicells demo --out demo-out

test: .venv/test-tools ## Run the tests
	@$(python) -m pytest -n auto

check: .venv/ready ## Format, lint and types
	@$(python) -m ruff format --check .
	@$(python) -m ruff check .
	@$(python) -m mypy

bench: .venv/ready ## Measure speed and memory against straightforward code, side by side; takes minutes
	@$(python) -m bench

bench-5m: .venv/ready ## Only the import of five million rows; pandas needs four gigabytes for it
	@$(python) -m bench import_5m

soak-%: .venv/ready ## Long trials: kills (of a refresh), imports (of damaged files), fleet (of 1,000 sheets), review (of made-up clients)
	@$(python) -m tests.soaks.$*

live-test: .venv/ready ## Try Google itself, with an account: make live-test SHEET_URL=https://...
	@SHEET_URL="$(SHEET_URL)" $(python) -m tests.live_google

docs: .venv/ready ## Build the reference site from the catalogue, in both languages
	@$(python) -m docs.reference --out build/reference

format: .venv/ready ## Format the code and sort its imports
	@$(python) -m ruff format .
	@$(python) -m ruff check --fix .

clean: ## Remove the virtual environment and everything generated
	@rm -rf .venv .typing tests/engines/node_tools/node_modules demo-out build dist *.egg-info
