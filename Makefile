# `make site` builds the site, `make test` tests the project, `make quick` what can be tested while one waits.
# Each installs what it needs into .venv.

PYTHON ?= python3
VENV := .venv
RUN := $(VENV)/bin/python
PIP := $(RUN) -m pip install --quiet --disable-pip-version-check --require-hashes

.PHONY: site test quick bench fuzz serve lock clean

site: $(VENV)/site.installed
	$(RUN) build.py

serve: $(VENV)/site.installed
	$(RUN) build.py serve

test: $(VENV)/test.installed
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m mypy
	$(RUN) -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder
	$(RUN) build.py check

quick: $(VENV)/test.installed
	$(RUN) -m ruff format --check .
	$(RUN) -m ruff check .
	$(RUN) -m pytest --numprocesses 2 --dist worksteal -m "not slow"

bench: $(VENV)/test.installed
	$(RUN) tests/bench.py $(PARTS)

fuzz: $(VENV)/test.installed
	FUZZ=$(FUZZ) $(RUN) tests/fuzz.py

lock: $(VENV)/test.installed
	$(RUN) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml -o requirements.lock
	$(RUN) -m uv pip compile --quiet --universal --generate-hashes --no-emit-index-url --no-annotate --no-header pyproject.toml --group test -c requirements.lock -o requirements-test.lock

clean:
	rm -rf $(VENV) site

$(VENV)/created:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { echo "Python 3.11 or newer is needed; try: make PYTHON=python3.12 site"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	@touch $@

$(VENV)/site.installed: requirements.lock $(VENV)/created
	$(PIP) -r requirements.lock
	@touch $@

$(VENV)/test.installed: requirements-test.lock $(VENV)/site.installed
	$(PIP) -r requirements-test.lock
	@touch $@
