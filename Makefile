# Two commands do everything: `make run` and `make test`.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
READY := $(VENV)/.ready
DATA ?= ../shared/ner
SECONDS ?= 60
INPUTS ?= 1000000
SEED ?= 0

.PHONY: run test install check slow fuzz soak quality bench train constraints clean

run: $(READY)  ## process seeds/ into var/ and say what was found
	$(BIN)/dateline run seeds --home var

test: $(READY)  ## the default tests, in as many processes as there are cores: under ten minutes on two
	$(BIN)/python -m pytest --numprocesses logical --maxprocesses 4 --dist loadgroup

install: $(READY)  ## the set-up alone

check: $(READY)  ## style, types, floors of the house
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

slow: $(READY)  ## what takes longer: browser, kills, random histories
	$(BIN)/python -m pytest -m slow

fuzz: $(READY)  ## damaged files for each reader, cleaning and extraction: make fuzz SECONDS=600 SEED=1
	$(BIN)/python -m tests.fuzz --seconds $(SECONDS) --inputs $(INPUTS) --seed $(SEED)

soak: $(READY)  ## what takes an hour: long histories, ten minutes of fuzz each
	$(BIN)/python -m pytest -m soak
	$(BIN)/python -m tests.fuzz --seconds 600 --seed 1

quality: $(READY)  ## scores on the labelled cases, held against their floors
	$(BIN)/python -m tests.quality

bench: $(READY)  ## benchmarks, as ratios taken in one run
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[bench]'
	$(BIN)/python -m benchmarks

train: $(READY)  ## train the embedded pipeline again: make train DATA=folder
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[train]'
	$(BIN)/python -m training --data $(DATA)

constraints: $(READY)  ## pin what is installed now
	$(BIN)/python -m pip freeze --exclude-editable > constraints.txt

clean:  ## take away the environment and the example home
	rm -rf $(VENV) var

$(READY): pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Dateline needs Python 3.11 or newer; name one: make PYTHON=python3.11"; exit 1; }
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --constraint constraints.txt --editable '.[dev]'
	@touch $@
