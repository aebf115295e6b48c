# `make run` and `make test` do all that is needed on a machine with Python 3.11 and make.
# Nothing here needs root, Node or gettext, or another network than the package registry.

PORT ?= 8000
ELASTIC_VERSION ?= 8.19.14
ELASTIC_PORT ?= 9200
ELASTIC_FOLDER ?= $(or $(PORTAL_DATA_DIR),var)/elasticsearch
ARGS ?=
OFFERS ?= 2000,100000
PYTHON ?= $(shell command -v python3.11 || command -v python3)
BIN := .venv/bin
MANAGE := $(BIN)/python manage.py
PIP := $(BIN)/python -m pip --disable-pip-version-check --no-input --quiet
CATALOGUES := $(patsubst %.po,%.mo,$(wildcard portal/locale/*/LC_MESSAGES/*.po))
TYPED := offers/actions offers/addressees.py offers/differences.py offers/entries offers/freshness.py offers/mail \
	offers/notifications.py offers/review/on_desk.py offers/door/plain_text.py offers/door/same_provider.py \
	offers/door/drafts.py offers/door/hints.py offers/door/similar_offers.py portal/signin portal/form_choices.py portal/env.py portal/health.py search \
	offers/exchange offers/imports offers/permissions.py offers/schedules offers/guards offers/received_files \
	offers/calendar_export.py offers/geo.py offers/later.py offers/view_counting.py offers/visitors.py offers/richtext.py \
	offers/websites offers/spreadsheets.py offers/previews.py offers/publishing.py offers/typography.py offers/vocabulary.py offers/words_links.py \
	home/actions home/directory.py home/event_calendar.py home/hours.py home/pagination.py home/previews.py

BENCH_OPTIONS := --override-ini=python_files=bench_*.py -p no:randomly -s

.DEFAULT_GOAL := help
.DELETE_ON_ERROR:
.PHONY: help run test quick setup demo elasticsearch bench bench-relevance bench-search lint format lock catalogues

help: ## Show what there is.
	@sed -n 's/^\([a-z-]*\):.*## /make \1|/p' $(MAKEFILE_LIST) | awk -F'|' '{printf "  %-15s %s\n", $$1, $$2}'

run: .venv/run.stamp $(CATALOGUES) ## Serve the portal with demo content on PORT (8000).
	$(MANAGE) prepare_portal --demo
	@echo "The portal is at http://localhost:$(PORT)/, its editing at http://localhost:$(PORT)/admin/"
	@echo "The mails it would send are shown at http://localhost:$(PORT)/postfach/"
	PORTAL_BASE_URL=$${PORTAL_BASE_URL:-http://localhost:$(PORT)} $(MANAGE) runserver 127.0.0.1:$(PORT)

test: setup ## Run all tests that need no other server. ARGS="tests/offers -k draft" chooses.
	$(BIN)/python -m pytest --numprocesses=auto $(ARGS)

quick: setup ## Run the tests that take no long time.
	$(BIN)/python -m pytest --numprocesses=auto -m "not slow" $(ARGS)

setup: .venv/run.stamp .venv/dev.stamp $(CATALOGUES) ## Create .venv with everything pinned.

demo: .venv/run.stamp $(CATALOGUES) ## Load the demo content (again) and index it.
	$(MANAGE) prepare_portal
	$(MANAGE) create_demo
	$(MANAGE) rebuild_search_index

elasticsearch: ## Start an Elasticsearch on loopback at ELASTIC_PORT (9200), for the other engine and its tests.
	@bash .ci/elasticsearch $(ELASTIC_VERSION) $(ELASTIC_PORT) $(ELASTIC_FOLDER)
	@echo "Stop it with: kill $$(cat $(ELASTIC_FOLDER)/pid)"

bench: setup ## Measure: queries, speed, sizes.
	$(BIN)/python -m pytest tests/benchmarks $(BENCH_OPTIONS) $(ARGS)

bench-relevance: setup ## Measure how well questions are answered. DATA=folder of sets, OUT=folder for the TREC runs.
	PORTAL_RELEVANCE_DATA="$(abspath $(DATA))" PORTAL_RELEVANCE_OUT="$(if $(OUT),$(abspath $(OUT)))" \
		$(BIN)/python -m pytest tests/benchmarks/bench_relevance.py $(BENCH_OPTIONS) $(ARGS)

bench-search: setup ## Measure the search over OFFERS=2000,100000 offers: pages, memory, index.
	PORTAL_BENCH_OFFERS="$(OFFERS)" $(BIN)/python -m pytest tests/benchmarks/bench_search.py $(BENCH_OPTIONS) $(ARGS)

lint: setup ## Check style, templates and types.
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint templates --lint --quiet
	$(BIN)/mypy $(wildcard $(TYPED))

format: setup ## Put Python code into its one form.
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

lock: setup ## Pin the newest versions that pyproject.toml allows, with hashes.
	$(BIN)/uv pip compile pyproject.toml --upgrade $(LOCK_OPTIONS) --output-file requirements/base.lock
	$(BIN)/uv pip compile pyproject.toml --group dev --upgrade $(LOCK_OPTIONS) \
		--constraints requirements/base.lock --output-file requirements/dev.lock
	echo pip | $(BIN)/uv pip compile - --upgrade $(LOCK_OPTIONS) --output-file requirements/pip.lock
	rm -f requirements/pip-*.whl
	$(PIP) download --no-deps --only-binary :all: --dest requirements --require-hashes --requirement requirements/pip.lock

LOCK_OPTIONS := --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-emit-index-url

catalogues: $(CATALOGUES)

%.mo: %.po | .venv/run.stamp
	@$(BIN)/pybabel --quiet compile --input-file $< --output-file $@

# The first lock is what serving needs, the second what tests need besides.
.venv/run.stamp: requirements/base.lock | $(BIN)/python
	$(PIP) install --require-hashes --requirement $<
	@touch $@

.venv/dev.stamp: requirements/dev.lock .venv/run.stamp
	$(PIP) install --require-hashes --requirement $<
	@touch $@

# Debian's Python has neither pip nor ensurepip, and installing them needs root; a wheel runs as it is.
$(BIN)/python:
	@test -n "$(PYTHON)" && "$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' \
		|| { echo "Python 3.11 or newer is needed; name it with: make $(MAKECMDGOALS) PYTHON=/path/to/python3.11"; exit 1; }
	@"$(PYTHON)" -m venv --without-pip .venv \
		&& $(BIN)/python $(wildcard requirements/pip-*.whl)/pip --quiet install --require-hashes \
			--no-index --find-links requirements --requirement requirements/pip.lock \
		|| { rm -rf .venv; exit 1; }
