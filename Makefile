# Two commands: `make serve` and `make test`. Everything else is for contributors.
VENV := .venv
BIN := $(VENV)/bin
PORT ?= 8001
PYTHON ?= python3

.PHONY: serve test build check docs lint sarif-schema clean

serve: $(VENV)/installed
	$(BIN)/kb build
	$(BIN)/kb serve --port $(PORT)

test: $(VENV)/tested-with
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/python -m docs.generate --check
	$(BIN)/kb check --ignore EVD011 --ignore FND009
	$(BIN)/pytest

build: $(VENV)/installed
	$(BIN)/kb build

check: $(VENV)/installed
	$(BIN)/kb check --ignore EVD011 --ignore FND009

docs: $(VENV)/installed
	$(BIN)/python -m docs.generate

lint: $(VENV)/tested-with
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

# The standard's schema comes in an npm package; the tests validate against it where it is.
sarif-schema:
	mkdir -p build/sarif
	cd build/sarif && npm pack --silent @microsoft/jest-sarif && tar xzf microsoft-jest-sarif-*.tgz

clean:
	rm -rf $(VENV) kb.db build *.egg-info

$(VENV)/installed: pyproject.toml
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed; set PYTHON=")'
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --editable .
	touch $@

$(VENV)/tested-with: $(VENV)/installed
	$(BIN)/python -m pip install --quiet --editable '.[test]'
	touch $@
