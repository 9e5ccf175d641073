# Needs only Python 3.11 or newer, pip and make.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
RUN := $(VENV)/.run
DEV := $(VENV)/.dev
DIST := $(CURDIR)/$(VENV)/dist
ISSUED := $(CURDIR)/$(VENV)/issued
SUPPLY := $(CURDIR)/$(VENV)/supply

.PHONY: briefing test check conformance fuzz bench lowest dist offline sbom audit clean

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
	$(BIN)/python tests/bench/table.py

lowest: | $(BIN)/python  ## the seeds at the lowest versions pyproject.toml admits, from a wheel
	$(PYTHON) -m venv $(VENV)/lowest
	$(BIN)/python tests/structure/lower_bounds.py > $(VENV)/lowest.txt
	$(VENV)/lowest/bin/python -m pip install --quiet --constraint $(VENV)/lowest.txt '.[all]'
	cd $(VENV)/lowest && bin/make-briefing $(CURDIR)/seeds -o out --format pdf,html,docx,xlsx,md,json && bin/make-briefing verify out/*/briefing.pdf --sources $(CURDIR)/seeds

dist: $(DEV)  ## sdist and wheel, the same bytes from the same commit: made twice and compared
	rm -rf $(DIST) $(DIST).again
	export SOURCE_DATE_EPOCH=$$(git log -1 --format=%ct 2>/dev/null || echo 1735689600) && \
	  $(BIN)/python -m build --no-isolation --outdir $(DIST) . >/dev/null && $(BIN)/python -m build --no-isolation --outdir $(DIST).again . >/dev/null
	diff -r $(DIST) $(DIST).again && rm -rf $(DIST).again && cd $(DIST) && sha256sum *

offline: dist  ## everything into a folder of wheels; installed from it alone, the seeds built and proved in an empty folder
	rm -rf $(ISSUED) && mkdir -p $(ISSUED)
	$(BIN)/python -m pip wheel --quiet --constraint constraints.txt --wheel-dir $(ISSUED)/wheels "$$(ls $(DIST)/*.whl)[all]"
	$(PYTHON) -m venv $(ISSUED)/venv && mkdir $(ISSUED)/empty && cp -r seeds $(ISSUED)/sources
	PIP_CONFIG_FILE=/dev/null $(ISSUED)/venv/bin/python -m pip install --quiet --no-index -f $(ISSUED)/wheels 'make-briefing[all]'
	cd $(ISSUED)/empty && ../venv/bin/make-briefing ../sources -o out --format pdf,html,docx,xlsx,md,json && ../venv/bin/make-briefing verify out/*/briefing.pdf --sources ../sources

$(SUPPLY): constraints.txt pyproject.toml
	rm -rf $(SUPPLY) && $(PYTHON) -m venv $(SUPPLY) && $(PYTHON) -m venv $(SUPPLY)/run
	$(SUPPLY)/bin/python -m pip install --quiet 'cyclonedx-bom>=7,<8' 'pip-audit>=2.10,<3'
	$(SUPPLY)/run/bin/python -m pip install --quiet --constraint constraints.txt '.[all]'
	$(SUPPLY)/run/bin/python -m pip uninstall --quiet --yes setuptools pip

sbom: $(SUPPLY)  ## out/sbom.cdx.json: what an installation brings along (CycloneDX)
	$(SUPPLY)/bin/cyclonedx-py environment --pyproject pyproject.toml --output-reproducible --validate -o out/sbom.cdx.json $(SUPPLY)/run/bin/python

audit: $(SUPPLY)  ## known faults of what an installation brings along; says what could not be looked up
	$(PYTHON) tests/structure/audit.py $(SUPPLY)/bin/pip-audit "$$($(SUPPLY)/run/bin/python -c 'import sysconfig; print(sysconfig.get_path("purelib"))')"

clean:
	rm -rf $(VENV)
