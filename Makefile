# User targets: run, test, data, lock, docs, bench, clean. The `check-` targets are parts of `test`.
SHELL := /bin/bash
.DEFAULT_GOAL := run

# Raw data are never in the repository; in development and CI they stand beside it.
ifneq ($(wildcard ../shared/data),)
export FOEDUS_DATA ?= $(abspath ../shared/data)
endif

export NO_MKDOCS_2_WARNING := 1

VENV := .venv
BIN := $(VENV)/bin
# The first interpreter that runs and is new enough; `make PYTHON=...` overrules it.
PYTHON ?= $(shell for p in python3 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$p; break; }; done)
PIP := $(BIN)/python -m pip install --disable-pip-version-check -qq
LOCK := uv pip compile --universal --python-version 3.11 --fork-strategy fewest \
	--generate-hashes --no-emit-index-url --custom-compile-command "make lock" --quiet

.PHONY: run test data lock docs bench clean check-style check-types check-imports check-docs browser

run: $(VENV)/.installed
	@$(BIN)/foedus assess CHN RUS -o china-russia.html

# Everything is checked even when something fails early; pytest comes last, so that its closing
# line ends the output, and the exit status is that of all of them together.
test: $(VENV)/.installed-dev browser
	@$(MAKE) --no-print-directory --keep-going check-style check-types check-imports check-docs; \
	checks=$$?; \
	[ $$checks = 0 ] || echo "make test: a check above failed; the tests follow" >&2; \
	$(BIN)/python -m pytest -n 2 $(PYTEST); tests=$$?; \
	exit $$((checks | tests))

data: $(VENV)/.installed
	$(BIN)/foedus data build

docs: $(VENV)/.installed-dev
	$(BIN)/python scripts/refresh_docs.py
	$(BIN)/mkdocs build --strict --quiet

bench: $(VENV)/.installed-dev
	@for b in $(wildcard benchmarks/*/__main__.py); do \
		name=$$(basename $$(dirname $$b)); echo "== $$name"; \
		$(BIN)/python -m benchmarks.$$name || exit 1; done

lock: $(VENV)/.installed
	$(PIP) uv
	$(BIN)/$(LOCK) pyproject.toml requirements-build.in --upgrade -o requirements.lock
	$(BIN)/$(LOCK) pyproject.toml requirements-build.in --upgrade --extra dev -c requirements.lock \
		-o requirements-dev.lock

clean:
	rm -rf $(VENV) site build dist china-russia.html .pytest_cache .mypy_cache .ruff_cache \
		.hypothesis .import_linter_cache
	find src tests -name __pycache__ -type d -prune -exec rm -rf {} +

check-style:
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .

check-types:
	@$(BIN)/mypy

check-imports:
	@$(BIN)/lint-imports

check-docs:
	@$(BIN)/mkdocs build --strict --quiet

browser: $(VENV)/.installed
	@scripts/browser.sh

# The package is installed editable: a change in src/ needs no new installation.
$(VENV)/.installed: requirements.lock pyproject.toml
	@[ -n "$(PYTHON)" ] || { echo "foedus needs Python 3.11 or newer; none was found." >&2; exit 1; }
	@[ -x $(BIN)/python ] || $(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Could not create $(VENV); on Debian: apt-get install python3-venv" >&2; exit 1; }
	@echo "Installing foedus into $(VENV) (once) ..."
	@$(PIP) --require-hashes --only-binary :all: -r requirements.lock
	@$(PIP) --no-deps --no-build-isolation --editable .
	@touch $@

$(VENV)/.installed-dev: requirements-dev.lock $(VENV)/.installed
	@echo "Installing what the tests need ..."
	@$(PIP) --require-hashes --only-binary :all: -r requirements-dev.lock
	@touch $@
