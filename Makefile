# Touchbase's commands. They need Python 3.11 or later (with venv), make and git; everything else is fetched into .venv.
# PYTHON=/path/to/python3 chooses an interpreter; demo: PORT=8765, BROWSER=none, FRESH=1; test: JOBS=4 processes.

# The system's own first: pyenv builds its Pythons without the compiler's optimizations, which costs a fifth of the speed.
PYTHON ?= /usr/bin/python3 python3 python3.14 python3.13 python3.12 python3.11 python
JOBS ?= 4
UV_VERSION := 0.13.9

# uv installs into .venv and nowhere else, with the Python that make has chosen, whatever the caller's shell has set.
export UV_PROJECT_ENVIRONMENT := .venv
export UV_PYTHON := .venv/bin/python
unexport VIRTUAL_ENV
# Many processes start here; each would compile all of its modules again.
unexport PYTHONDONTWRITEBYTECODE

# A .venv whose Python is gone (upgraded away) or which was made in another folder (moved, copied) is made anew.
$(shell [ ! -d .venv ] || { grep -qsF '$(CURDIR)/' .venv/bin/pip && .venv/bin/python -c ''; } 2>/dev/null || rm -rf .venv)

.DEFAULT_GOAL := help
.PHONY: help demo run doctor test lint format

help: ## Say what can be made
	@sed -n 's/^\([a-z]*\):.*## /  make \1	/p' Makefile

demo: .venv/installed ## Try Touchbase on a practice workspace in the browser; no Slack needed
	@exec .venv/bin/python -m practice

run: .venv/installed ## Connect to your Slack with the settings in .env
	@exec .venv/bin/touchbase run

doctor: .venv/installed ## Check settings, tokens, scopes and database, and say what to do
	@exec .venv/bin/touchbase doctor --slack

test: .venv/installed-dev ## Check everything: style, types, import rules, tests
	@$(MAKE) --no-print-directory -j2 lint tests/__pycache__
	.venv/bin/python -m pytest -n $(JOBS) --dist loadfile --no-loadscope-reorder

lint: .venv/installed-dev ## Check style, types and import rules only
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports

# In a new clone each process would compile all tests for itself, at the same time as the others. What fails, the tests say.
tests/__pycache__: | .venv/installed-dev
	@.venv/bin/python -m pytest --collect-only -q >/dev/null 2>&1 || true

format: .venv/installed-dev ## Bring the code into its usual form
	.venv/bin/ruff check --fix
	.venv/bin/ruff format

# The stamps keep a second run from asking uv again. An install without the development tools removes them, hence its stamp.
.venv/installed: pyproject.toml uv.lock | .venv/uv-$(UV_VERSION)
	@rm -f .venv/installed-dev
	.venv/bin/uv sync --quiet --frozen --group practice
	@touch $@

.venv/installed-dev: pyproject.toml uv.lock | .venv/uv-$(UV_VERSION)
	.venv/bin/uv sync --quiet --frozen --group dev
	@touch .venv/installed $@

.venv/uv-$(UV_VERSION):
	@found=; version=; for python in $(PYTHON); do \
	    version=$$("$$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue; \
	    found="$$found $$python ($$version)"; \
	    "$$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || continue; \
	    if ! "$$python" -c 'import ensurepip, venv' 2>/dev/null; then \
	        found="$$found without venv (on Debian or Ubuntu: apt install python$$version-venv)"; continue; \
	    fi; \
	    echo "Setting up .venv with $$python ($$version)"; \
	    "$$python" -m venv --clear .venv && .venv/bin/python -m pip install --quiet uv==$(UV_VERSION) && exec touch $@; \
	    exit 1; \
	done; \
	echo "Touchbase needs Python 3.11 or later with venv. Found:$${found:- none}. If yours is elsewhere: make PYTHON=/path/to/python3 ..." >&2; \
	exit 1
