# CM Desktop: `make run` and `make test` are all a fresh machine needs.
# Needs Python 3.11 or newer (PYTHON=... to choose one); system packages are installed as root or through sudo.

PYTHON ?= python3
UV_VERSION := 0.13.9
VENV := .venv
BIN := $(VENV)/bin
# A stamp is named after what was installed and where, so that setting up again costs nothing until one of them changes.
KEY := $(shell { pwd; cat pyproject.toml requirements*.lock; } | cksum | tr ' ' -)
PIP := $(BIN)/python -m pip --disable-pip-version-check -qq

LOCK := $(BIN)/uv pip compile --quiet --upgrade --universal --python-version 3.11 --generate-hashes \
	--no-emit-index-url --no-emit-find-links --no-annotate --custom-compile-command "make lock"

# SQL is built in the store alone (B608): names of tables and columns are constants there, values are always bound.
BANDIT := $(BIN)/bandit --quiet --severity-level medium

.PHONY: help setup venv run test check audit pytest words pictures golden bench torture quality package lock clean
.DEFAULT_GOAL := help
.NOTPARALLEL:

help: ## Show this list
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile | expand -t 16

setup: $(VENV)/.run-$(KEY) ## Set up what the program needs

run: setup ## Set up, and open the program on its practice page
	@$(BIN)/python -m cm_desktop demo

test: setup $(VENV)/.dev-$(KEY) check audit pytest ## Set up, and check everything

check: setup $(VENV)/.dev-$(KEY) ## Lint, formatting, types, layers, weaknesses
	$(BIN)/ruff check --quiet --output-format concise
	$(BIN)/ruff format --check --quiet
	$(BIN)/mypy --no-error-summary
	$(BIN)/lint-imports --no-logo --no-cache
	$(BANDIT) --exclude cm_desktop/store --recursive cm_desktop tools
	$(BANDIT) --skip B608 --recursive cm_desktop/store

audit: setup $(VENV)/.dev-$(KEY) ## Whether a vulnerability is known of a dependency; says so where that cannot be known
	@$(BIN)/python tools/audit.py

# A file's tests stay together, with what they start once; those that use force take every core by themselves.
pytest: setup $(VENV)/.dev-$(KEY) ## The tests, the quick ones first
	$(BIN)/pytest -q -n auto --dist loadfile -m "not e2e and not outside and not reliability"
	$(BIN)/pytest -q -n auto --dist loadfile -m e2e
	$(BIN)/pytest -q -m outside
	$(BIN)/pytest -q -m reliability

words: setup $(VENV)/.dev-$(KEY) ## After changing a sentence: renew, check and compile the French catalogues
	$(BIN)/python tools/words.py
	$(BIN)/pytest -q tests/unit/test_translations.py

pictures: setup $(VENV)/.dev-$(KEY) ## Take the pictures of the documentation again, and all screens into docs/pictures/all
	$(BIN)/python docs/pictures/make.py
	$(BIN)/python -m tools.pictures.album docs/pictures/all
	$(BIN)/python -m tools.pictures.album --fine docs/pictures/all

golden: setup $(VENV)/.dev-$(KEY) ## Take the pictures that the tests compare the window with again: look at them before you commit
	$(BIN)/python -m tools.pictures.golden

bench: setup $(VENV)/.dev-$(KEY) ## Measure speed and memory
	@missed=; for measure in benchmarks/bench_*.py; do \
		$(BIN)/python -m benchmarks.$$(basename $$measure .py) || missed="$$missed $$measure"; \
	done; test -z "$$missed" || { echo "Missed what was asked:$$missed"; exit 1; }

torture: setup $(VENV)/.dev-$(KEY) ## Use force on it for hours, from where that stopped; totals in benchmarks/torture.tsv
	$(BIN)/python -m tests.reliability.torture

quality: setup $(VENV)/.dev-$(KEY) ## How well the rules find what they should, category by category
	@$(BIN)/python tools/quality.py

package: setup $(VENV)/.dev-$(KEY) $(VENV)/.package-$(KEY) ## Build a folder in dist/ that runs without Python, weigh it and try it
	$(BIN)/python -m PyInstaller --noconfirm --clean --log-level WARN --distpath dist --workpath build build.spec
	@$(BIN)/python -m tools.package.weight dist/cm-desktop
	$(BIN)/pytest -q tests/packaging/built_program.py

lock: $(VENV)/.dev-$(KEY) ## Resolve the dependencies again, for all systems, with hashes
	$(PIP) install uv==$(UV_VERSION)
	$(LOCK) --group install --output-file requirements.lock pyproject.toml
	$(LOCK) --group dev --constraints requirements.lock --output-file requirements-dev.lock pyproject.toml
	$(LOCK) --group package --constraints requirements-dev.lock --output-file requirements-package.lock

clean: ## Remove what was set up and built
	rm -rf $(VENV) build dist .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache

$(VENV)/.run-$(KEY):
	@$(BIN)/python -m pip --version >/dev/null 2>&1 || $(MAKE) --no-print-directory venv
	@echo "Installing what the program needs (a minute the first time)"
	@$(PYTHON) -m cm_desktop.ui.system_libraries --install
	@$(PIP) install --require-hashes --requirement requirements.lock
	@$(PIP) install --no-deps --no-index --no-build-isolation --editable .
	@rm -f $(VENV)/.run-* && touch $@

$(VENV)/.dev-$(KEY): $(VENV)/.run-$(KEY)
	@echo "Installing what the tests need"
	@$(PIP) install --require-hashes --requirement requirements-dev.lock
	@rm -f $(VENV)/.dev-* && touch $@

$(VENV)/.package-$(KEY): $(VENV)/.dev-$(KEY)
	@echo "Installing what builds the package"
	@$(PIP) install --require-hashes --requirement requirements-package.lock
	@rm -f $(VENV)/.package-* && touch $@

venv: # Debian and Ubuntu keep ensurepip in a package of its own
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "CM Desktop needs Python 3.11 or newer"; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || $(PYTHON) -m cm_desktop.ui.system_libraries --install \
		"$$($(PYTHON) -c 'import sys; print("python%d.%d-venv" % sys.version_info[:2])')"
	@$(PYTHON) -m venv --clear $(VENV)
