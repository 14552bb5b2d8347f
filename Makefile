# Made for GNU make. Nothing here needs uv except `make lock`.
PYTHON ?= python3
VENV := .venv
PY := $(VENV)/bin/python
# Three workers on two cores: one of them mostly waits, for a browser, a server or a lock. One that
# has nothing left to do takes from the others.
PYTEST := $(PY) -m pytest -n 3 --dist worksteal
PIP := $(PY) -m pip install --quiet --disable-pip-version-check
LIBRARIES_READY := $(VENV)/libraries.stamp
APP_READY := $(VENV)/app.stamp
TESTS_READY := $(VENV)/tests.stamp
DOCUMENTS_READY := $(VENV)/documents.stamp
TWINS_READY := $(VENV)/twins.stamp
LOCK := UV_CUSTOM_COMPILE_COMMAND="make lock" uv pip compile --quiet --universal \
	--python-version 3.11 --generate-hashes --no-emit-index-url

.DEFAULT_GOAL := help
.PHONY: help run serve test quick midnight thorough check fix demo bench turns sizes pictures long hostile documents newest migration lock browser

help: ## list what make can do
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | \
		awk -F ':.*## ' '{ printf "make %-9s %s\n", $$1, $$2 }'

run: $(APP_READY) ## install what the app needs and open it on this machine, port 8501
	@$(PY) -m data_access prepare
	@$(PY) -m streamlit run app.py

serve: $(TESTS_READY) ## try it as an office serves it: sign-in, PostgreSQL, TLS (PORT=8443)
	@$(PY) -m tests.served_office

# What is compiled is kept, whatever the machine says: the tests start Python hundreds of times.
# Each worker works out its numbers in one thread, as there are more workers than cores; `make
# thorough` in as many as the app does.
test quick midnight: export POLARS_MAX_THREADS := 1
test: export PYTHONDONTWRITEBYTECODE :=
test: $(TESTS_READY) browser ## run the tests, those in a browser too
	@$(PYTEST) -m "not thorough"

quick: export PYTHONDONTWRITEBYTECODE :=
quick: $(TESTS_READY) ## run the tests that need neither a browser nor long
	@$(PYTEST) -m "not browser and not slow and not often"

midnight: export DONT_FAKE_MONOTONIC := 1
midnight: $(TESTS_READY) ## run those of make quick from just before a midnight (AT="2028-02-29 23:59:30 UTC")
	@command -v faketime >/dev/null || { \
		echo "make midnight needs faketime, which is not on this machine. Install the package" \
			"\"faketime\", then run it again."; exit 1; }
	@faketime "$(or $(AT),2026-11-30 23:59:30 UTC)" $(PYTEST) -m "not browser and not slow and not often"

thorough: export PYTHONDONTWRITEBYTECODE :=
thorough: $(TESTS_READY) browser ## run every test with four times the made-up rows and every kill
	@$(PYTEST) --hypothesis-profile thorough

check: $(TESTS_READY) ## look for faults without running the app: rules, layout, types
	@$(PY) -m ruff check .
	@$(PY) -m ruff format --check .
	@$(PY) -m mypy

fix: $(TESTS_READY) ## mend the layout, and the faults that can be mended without a person
	@$(PY) -m ruff check --fix .
	@$(PY) -m ruff format .

demo: $(APP_READY) ## make the demonstration store, with invented progress and cases
	@$(PY) -m data_access demo

bench: $(TWINS_READY) browser ## measure again the figures that the documents quote (ARGS=--sign-in: as one who signed in)
	@$(PY) -m benchmarks $(ARGS)

turns: $(TESTS_READY) browser ## measure in turns with another working copy (ARGS="../other --lines day")
	@$(PY) -m benchmarks turns $(ARGS)

sizes: $(TESTS_READY) browser ## measure at 5,000, 100,000 and 1,000,000 cases (ARGS="--cases 5000")
	@$(PY) -m benchmarks sizes $(ARGS)

pictures: $(TESTS_READY) browser ## retake the pictures of the README and the documents
	@$(PY) -m benchmarks pictures

long: $(TESTS_READY) ## an hour of 20 sessions that browse, record and import (ARGS="--minutes 20")
	@$(PY) -m benchmarks long $(ARGS)

hostile: $(TESTS_READY) ## upload 2,000 hostile files while 20 readers read (ARGS="--files 200")
	@$(PY) -m benchmarks hostile $(ARGS)

documents: $(DOCUMENTS_READY) ## open every document in LibreOffice, and look through every PDF
	@$(PY) -m benchmarks documents

# All else stays as pinned, unless the release needs another.
newest: ## try the newest release of Streamlit in .venv-newest, or another (VERSION=1.66.1)
	@rm -rf .venv-newest
	@$(MAKE) --no-print-directory VENV=.venv-newest browser
	@.venv-newest/bin/python -m pip install --quiet --disable-pip-version-check --upgrade \
		"streamlit[auth]$(if $(VERSION),==$(VERSION))"
	@.venv-newest/bin/python -m streamlit version
	@.venv-newest/bin/python -m pytest -n 3 --dist worksteal -m "every_page or not thorough" \
		tests/browser/test_every_page.py tests/ui tests/pages

migration: $(TESTS_READY) ## write the migration to the tables as declared (NAME="Saved views")
	@$(PY) -m data_access.migrations $(NAME)

lock: ## pin again what the four .in files ask for (needs uv; ARGS=--upgrade for newer releases)
	@command -v uv >/dev/null || { \
		echo "make lock needs uv, which is not on this machine. Install uv, then run it again."; exit 1; }
	@$(LOCK) $(ARGS) requirements.in -o requirements.txt
	@$(LOCK) $(ARGS) requirements-dev.in -o requirements-dev.txt
	@$(LOCK) $(ARGS) requirements-documents.in -o requirements-documents.txt
	@$(LOCK) $(ARGS) requirements-twins.in -o requirements-twins.txt

browser: $(TESTS_READY) ## find Chromium for the browser tests, or install it
	@if command -v chromium >/dev/null || test -x /usr/bin/chromium; then exit 0; fi; \
	if test "$$(id -u)" = 0 && command -v apt-get >/dev/null; then \
		echo "Installing Chromium with apt."; \
		apt-get update -qq && DEBIAN_FRONTEND=noninteractive \
			apt-get install -qq -y --no-install-recommends chromium >/dev/null && exit 0; \
	fi; \
	echo "Installing the Chromium of Playwright."; \
	$(PY) -m playwright install chromium && exit 0; \
	echo "The browser tests need Chromium. It is not on this machine and could not be installed."; \
	echo "Install the package \"chromium\" (or ask somebody who may), then run make test again."; \
	exit 1

# Made anew when a pinned file changes: what is no longer asked for must not linger.
$(LIBRARIES_READY): requirements.txt
	@command -v $(PYTHON) >/dev/null || { \
		echo "There is no $(PYTHON) here. Install Python 3.11 or newer, or name one:"; \
		echo "    make run PYTHON=/path/to/python3"; exit 1; }
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "This needs Python 3.11 or newer, and $(PYTHON) is $$($(PYTHON) --version 2>&1)."; \
		echo "Name a newer one: make run PYTHON=/path/to/python3"; exit 1; }
	@test ! -L $(VENV) || { \
		echo "$(VENV) is a link, and another copy may work with what it leads to. Take it away first."; \
		exit 1; }
	@$(PYTHON) -m venv --clear $(VENV) || { \
		echo "The folder $(VENV) could not be made. On Debian and Ubuntu, install python3-venv first."; \
		exit 1; }
	@echo "Installing what the app needs in $(VENV); this takes a minute the first time."
	@$(PIP) -r requirements.txt
	@touch $@

# What the app draws in the browser itself: a folder has no hash that requirements.txt could pin.
$(APP_READY): $(LIBRARIES_READY) components/pyproject.toml $(wildcard components/rasso_components/*.* components/rasso_components/assets/*)
	@$(PIP) --no-deps --force-reinstall ./components
	@touch $@

$(TESTS_READY): requirements-dev.txt $(APP_READY)
	@echo "Installing what the tests need."
	@$(PIP) -r requirements-dev.txt
	@touch $@

$(DOCUMENTS_READY): requirements-documents.txt $(TESTS_READY)
	@echo "Installing what checks documents."
	@$(PIP) -r requirements-documents.txt
	@touch $@

# Apart from all else, as Dash would add itself to every run of pytest.
$(TWINS_READY): requirements-twins.txt $(TESTS_READY)
	@echo "Installing the other tools that make bench compares with."
	@$(PIP) --upgrade --target $(VENV)/twins -r requirements-twins.txt
	@touch $@
