# Everything a newcomer types. Needs git, make and Python >= 3.11 with venv; the rest is fetched into this folder.

PYTHON ?= python3
UV_VERSION := 0.13.9
UV := .uv/bin/uv
BIN := .venv/bin
READY := .venv/.ready
MAKEFLAGS += --no-print-directory

.PHONY: help install try demo day test test-long check format bench papers clean
.DEFAULT_GOAL := help

help: ## Show this list
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' $(MAKEFILE_LIST) | expand -t 20

install: $(READY) ## Only create the environment in .venv (all other targets do so by themselves)

try: $(READY) ## Start a sandbox Telegram and the bot in it; prints one address to open (Ctrl-C stops)
	@$(BIN)/python -m sandbox

demo: $(READY) ## Play the whole loop as a script into out/ (DOC=path takes your own text)
	@$(BIN)/python -m sandbox.demo $(if $(DOC),--document "$(DOC)")

day: $(READY) ## Play one working day of the office: forty tasks, paper, telephone, a night (out/一天.txt)
	@$(BIN)/python -m sandbox.demo.day

# worksteal: the slow tests stand side by side, and without it one worker has them all while the others are done.
test: $(READY) ## Run the tests that need nothing but Python
	@$(BIN)/python -m pytest -m "not long" -n auto --dist worksteal

test-long: $(READY) ## Run what takes minutes or needs PostgreSQL, a browser or LibreOffice
	@$(BIN)/python -m pytest -m long
	@$(BIN)/python -m pytest tests/flows tests/e2e -m "not long" --database=postgres -n auto --dist worksteal

check: $(READY) ## Check format, lint, types and import contracts
	@$(BIN)/ruff format --check .
	@$(BIN)/ruff check .
	@$(BIN)/mypy
	@$(BIN)/lint-imports

format: $(READY) ## Put the source into the house format
	@$(BIN)/ruff check --fix-only --quiet .
	@$(BIN)/ruff format .

bench: $(READY) ## Measure six ratios into out/bench.json (ROW=4: one of them)
	@$(BIN)/python -m tests.bench $(ROW)

papers: $(READY) ## Write the shipped letterheads anew, samples into out/papers, pictures into docs/papers (needs LibreOffice)
	@$(BIN)/python -m messages.papers.building
	@$(BIN)/python -m tests.papers.printing docs/papers

clean: ## Remove the environment and everything generated; data/ stays
	@rm -rf .venv .uv out .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

# The environment, exactly as uv.lock has it. Not PHONY: it is rebuilt when the lock or the project changes.
$(READY): pyproject.toml uv.lock $(UV)
	@echo "Preparing the environment in .venv (once; again only when uv.lock changes) ..."
	@UV_PYTHON_DOWNLOADS=never $(UV) sync --frozen --quiet --compile-bytecode --python "$(PYTHON)"
	@touch $@

# A uv of our own, so that everyone resolves with the same one and nothing is installed system-wide.
$(UV):
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { \
	  echo "Python 3.11 or newer is needed, and $(PYTHON) is not."; \
	  echo "On Debian 12 or newer:  sudo apt install python3 python3-venv"; \
	  echo "If you have another one:  make $(or $(firstword $(MAKECMDGOALS)),try) PYTHON=python3.12"; exit 1; }
	@$(PYTHON) -c 'import venv, ensurepip' 2>/dev/null || { \
	  echo "Python's venv module is missing. On Debian:  sudo apt install python3-venv"; exit 1; }
	@$(PYTHON) -m venv .uv
	@.uv/bin/python -m pip install --quiet --disable-pip-version-check "uv==$(UV_VERSION)"
