# Two words do all: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin

# Tests start many interpreters: modules are compiled once, also where the environment says otherwise.
export PYTHONDONTWRITEBYTECODE :=

.PHONY: run test lint types contract pytest core golden pictures dimensions curves reads scores sentences fuzz bench mutants clean

run: $(VENV)/run
	$(BIN)/carbonsim run scenarios/fujian-trunk-line.yaml

# mypy takes one processor: the tests begin beside it.
test: $(VENV)/test
	$(MAKE) --jobs=2 lint types contract pytest

lint: $(VENV)/test
	$(BIN)/ruff check src tests benchmarks notebooks
	$(BIN)/ruff format --check src tests benchmarks notebooks

types: $(VENV)/test
	$(BIN)/mypy

contract: $(VENV)/test
	$(BIN)/lint-imports

pytest: $(VENV)/test
	$(BIN)/pytest -n 2 --dist worksteal

# Core tests with another Python, `make core PYTHON=python3.13`, or with LOWEST=1 on the lowest versions that
# pyproject.toml allows of libraries.
CORE := tests/core tests/scenario tests/results tests/sectors/test_contract.py tests/test_versions.py \
  tests/sectors/freight/test_equations.py tests/sectors/nev/test_equations.py tests/sectors/steel/test_melting.py \
  tests/engine/test_markets.py tests/engine/test_sampling.py tests/engine/test_pair.py
OTHER = .venv-$(shell $(PYTHON) -c 'import sys; print("%d.%d" % sys.version_info[:2])')$(if $(LOWEST),-lowest)

core:
	test -x $(OTHER)/bin/python || $(PYTHON) -m venv $(OTHER)
	$(if $(LOWEST),$(OTHER)/bin/python -m tests.lowest_versions,cat constraints.txt) > $(OTHER)/constraints.txt
	$(OTHER)/bin/python -m pip install --quiet --constraint $(OTHER)/constraints.txt --editable '.[test]'
	$(OTHER)/bin/pytest -n 2 --dist worksteal $(CORE)

# Rewrite results/ from the shipped scenarios that have something to run; a line in CHANGELOG says which headline figures moved and why.
golden: $(VENV)/run
	$(BIN)/carbonsim run --no-figures --no-page --quiet $(filter-out scenarios/world-%,$(wildcard scenarios/*.yaml))

# Pictures of README and docs, where figures, the page or results have changed.
pictures: $(VENV)/run
	$(BIN)/python docs/pictures.py

# Service curves of the swap stations of shipped scenarios, where a design or the simulation has changed.
curves: $(VENV)/run
	$(BIN)/python -m carbonsim.engine.curves

# What reads which parameter, where code reads another one than before.
reads: $(VENV)/run
	$(BIN)/python -m carbonsim.engine.reads

# Scores of forecasts of earlier years, where a sector's model or its record has changed.
scores: $(VENV)/run
	$(BIN)/python -m carbonsim.analysis.scoring

# Everything that is said of 200 scenarios by chance, read back and compared with their results; a few minutes.
SENTENCES ?= 200
sentences: $(VENV)/test
	CARBONSIM_SENTENCES=$(SENTENCES) $(BIN)/pytest -n 2 --dist worksteal tests/report/sentences

# Shipped scenarios changed by chance, 2,000 of them, and 200 short runs; some minutes, and each fault with its file.
MUTATIONS ?= 2000
RUNS ?= 200
fuzz: $(VENV)/test
	$(BIN)/python -m tests.scenario.fuzz $(MUTATIONS) $(SEED) $(RUNS)

# Speed and memory, peers beside carbonsim; takes a while and rewrites the table in benchmarks/README.md.
bench: $(VENV)/bench
	$(BIN)/python -m benchmarks.measure --write

# Do the tests notice faults? SAMPLE small ones by chance, a few hours; table and survivors come to OUT.
SAMPLE ?= 150
SEED ?= 1
OUT ?= /tmp/carbonsim-mutants-$(SEED)
mutants: $(VENV)/mutants
	$(BIN)/python -m tests.mutants --sample $(SAMPLE) --seed $(SEED) --out $(OUT)

# Give new parameters a dimension for Sobol draws, behind all that have one.
dimensions: $(VENV)/run
	$(BIN)/python -m carbonsim.engine.dimensions

$(VENV)/run: pyproject.toml
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable .
	touch $@

$(VENV)/test: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	touch $@ $(VENV)/run

$(VENV)/bench: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]'
	touch $@ $(VENV)/run

$(VENV)/mutants: pyproject.toml constraints.txt
	test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev,mutants]'
	touch $@ $(VENV)/test $(VENV)/run

clean:
	rm -rf $(VENV) $(VENV)-* .pytest_cache .mypy_cache .ruff_cache .hypothesis .import_linter_cache
