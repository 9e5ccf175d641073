# Needs only Python 3.11 or newer, pip and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run
DEV := $(VENV)/.dev

.PHONY: briefing test check conformance fuzz bench lowest clean

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

fuzz: $(DEV)  ## the property tests with many more examples
	$(BIN)/python -m pytest --hypothesis-profile=fuzz tests

conformance: $(DEV)  ## PDF/UA-1 and PDF/A-3a by two validators; BRIEFING_VERAPDF names the second (tests/conformance/README.md)
	$(BIN)/python tests/conformance/run.py

bench: $(DEV)  ## ratios measured in one run; BRIEFING_CORPUS names a folder of reports
	$(BIN)/python tests/bench/start.py
	$(BIN)/python tests/bench/build.py
	$(BIN)/python tests/bench/extraction.py
	$(BIN)/python tests/bench/typesetting.py

lowest: | $(BIN)/python  ## the seeds at the lowest versions pyproject.toml admits, from a wheel
	$(PYTHON) -m venv $(VENV)/lowest
	$(BIN)/python tests/structure/lower_bounds.py > $(VENV)/lowest.txt
	$(VENV)/lowest/bin/python -m pip install --quiet --constraint $(VENV)/lowest.txt '.[all]'
	cd $(VENV)/lowest && bin/make-briefing $(CURDIR)/seeds -o out --format pdf,html,docx,xlsx,md,json && bin/make-briefing verify out/*/briefing.pdf --sources $(CURDIR)/seeds

clean:
	rm -rf $(VENV)
