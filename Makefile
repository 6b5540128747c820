# Everything that is done with this repository. Needs python3 (3.11 or newer) with venv, and make.
PORT ?= 8000
PYTHON ?= python3
BIN := .venv/bin
export PYTHON

.PHONY: help run test install setup-services check fix bench bench-reader soak docs lock

help:  ## Say what can be made
	@grep -hE '^[a-z-]+:.*##' Makefile | sed -E 's/^([a-z-]+):.*## /\1\t/' | expand -t 18

run:  ## Serve the demonstration programme (PORT=8000)
	@scripts/environment.sh run
	@exec $(BIN)/termcard serve --demo --port $(PORT)

test:  ## Run every test, on SQLite and on PostgreSQL
	@scripts/environment.sh test
	@scripts/test.sh

install:  ## Make .venv with all that the tests and checks need
	@scripts/environment.sh test

setup-services:  ## Install what only some tests need: chromium, PostgreSQL, Redis (Debian, as root)
	@scripts/setup_services.sh

check: install  ## Lint, types, import contracts, templates, migrations, docs; no tests
	@scripts/check.sh

fix: install  ## Mend what can be mended without thinking
	@$(BIN)/ruff check --quiet --fix .
	@$(BIN)/ruff format --quiet .
	@git ls-files -z 'termcard/*.html' | xargs -0 -r $(BIN)/djade --target-version 5.2 || true

bench: install  ## Measure how fast it is (EVENTS=2000)
	@$(BIN)/python -m benchmarks

bench-reader: install  ## Score the reader on every labelled text, and time it
	@$(BIN)/python -m benchmarks.reader

soak: install  ## Run what only shows for long: property tests, 100,000 odd requests, a thousand kills
	@$(BIN)/python scripts/soak.py

docs: install  ## Write the reference pages that come from the code, and check all links
	@$(BIN)/python scripts/write_docs.py
	@$(BIN)/python scripts/check_docs.py

lock: install  ## Pin the newest allowed versions in requirements/*.txt
	@scripts/lock.sh --upgrade
