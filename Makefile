# `make` explains itself.
PYTHON ?= python3
BIN := .venv/bin

.PHONY: help setup run test check snapshots narration pictures fuzz pages bench

help: ## this list
	@grep -hE '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*##/\t/' | expand -t 14

setup: ## a virtual environment with everything for working on the program
	$(PYTHON) -m venv .venv && $(BIN)/pip install -q -e '.[dev,voice-kokoro]'

run: ## open the interface
	$(BIN)/practice-player

test: ## the tests
	$(BIN)/pytest

check: ## lint, types, layers
	$(BIN)/ruff check . && $(BIN)/ruff format --check . && $(BIN)/mypy && $(BIN)/lint-imports

snapshots: ## picture the screens anew; look at each difference before you keep it
	$(BIN)/pytest tests/tui/test_*pictures.py --snapshot-update

narration: ## make the recordings that are missing
	$(BIN)/practice-player voice narrate --all --voice heart --out audio/heart
	$(BIN)/practice-player voice narrate --all --voice michael --out audio/michael

pictures: ## the pictures and the recording of the documents, from the real program
	$(BIN)/python docs/make_pictures.py

fuzz: ## many scripts, changed at random; WHAT=screens, recordings, renders, commands, kills, journal, keys or terminal; COUNT=20000
	nice -n 15 $(BIN)/python -m tests.fuzz $(WHAT) $(or $(COUNT),20000)

pages: ## the tables of docs/checks.md from the rules, those of the README from the practices, the schemas from the model
	$(BIN)/python docs/make_shelf.py
	$(BIN)/python docs/make_checks.py
	$(BIN)/practice-player schema > sessions/script.schema.json
	$(BIN)/practice-player schema --piece > sessions/piece.schema.json
	$(BIN)/practice-player schema --path > sessions/path.schema.json

bench: ## measured claims
	for one in startup commands cold_start shelf render memory loading live stress pacer player journal narration first_sound page; do $(BIN)/python benchmarks/$$one.py; done
