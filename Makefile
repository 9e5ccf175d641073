# Needs only Python 3.11 or newer, pip and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run
DEV := $(VENV)/.dev

.PHONY: briefing test check bench conformance fuzz clean

$(BIN)/python:
	$(PYTHON) -m venv $(VENV)

$(RUN): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(DEV): pyproject.toml constraints.txt | $(BIN)/python
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@ $(RUN)

briefing: $(RUN)  ## the briefing of ./seeds into ./out
	$(BIN)/make-briefing

check: $(DEV)  ## the static part: format, lint, types, import contracts
	$(BIN)/ruff format --check src tests fonts
	$(BIN)/ruff check src tests fonts
	$(BIN)/mypy
	PATH="$(CURDIR)/$(BIN):$$PATH" $(BIN)/lint-imports

test: check  ## everything that must hold
	$(BIN)/python -m pytest
	$(BIN)/make-briefing --quiet

bench: $(DEV)  ## ratios in one run; never a test
	for file in tests/bench/bench_*.py; do $(BIN)/python $$file; done

conformance: briefing $(DEV)  ## PDF/UA-1 and PDF/A-3a of the seeds' briefing
	$(BIN)/python tests/conformance.py out/*/briefing.pdf

fuzz: $(DEV)  ## the property tests with many more examples
	$(BIN)/python -m pytest -m "not slow" --hypothesis-profile=fuzz tests

clean:
	rm -rf $(VENV) out/* out/.issues
