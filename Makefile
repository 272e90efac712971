# What one types; the work is in first_run/ (Python's standard library, nothing to install first).
PYTHON ?= python3
MAKEFLAGS += --no-print-directory
.DEFAULT_GOAL := help
.PHONY: help run test test-all mutate stop lint bench manage data-full backup restore lock

help: ## This list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

run: ## From a fresh clone to the site at http://localhost:8000 (PORT=8001, HOST=0.0.0.0, DATABASE_URL=postgis://…)
	@exec "$(PYTHON)" -m first_run run

test: ## The whole test suite, on a database of its own (ARGS="tests/routing -k ladder")
	@exec "$(PYTHON)" -m first_run test

test-all: ## Every question that `make test` asks a fortieth of (8 million; goes on where it stopped)
	@exec "$(PYTHON)" -m first_run test-all

mutate: ## How many mistakes made on purpose in the ladder its tests notice: at least 85 % (half an hour)
	@exec "$(PYTHON)" -m first_run mutate

stop: ## Stops the private database server that `make run` and `make test` leave running
	@exec "$(PYTHON)" -m first_run stop

lint: ## Every check on the code: ruff, mypy, import-linter, djlint, migrations, production settings
	@exec "$(PYTHON)" -m first_run lint

bench: ## The comparisons of benchmarks/, one line each
	@exec "$(PYTHON)" -m first_run bench

manage: ## One management command (ARGS="orient --place 77300 --disease drépanocytose --age 28")
	@exec "$(PYTHON)" -m first_run manage

data-full: ## Every rare disease, from Orphanet's files (fetched, or FILES="pack.zip en_product1.xml")
	@exec "$(PYTHON)" -m first_run data-full

backup: ## The database into a file (FILE=esmara.dump)
	@exec "$(PYTHON)" -m first_run backup

restore: ## A backup into the database (FILE=esmara.dump); what it held before is set aside
	@exec "$(PYTHON)" -m first_run restore

lock: ## The lock files of the Python packages, anew from pyproject.toml (needs uv)
	@exec "$(PYTHON)" -m first_run lock
