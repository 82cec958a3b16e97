# The commands of the project. `make` alone lists them.

PORT ?= 8000
CASES ?=
PYTHON ?=
ARGS ?=
PY := .venv/bin/python
NO_DATABASE := DATABASE_URL=sqlite://:memory:
FOR_CHECKS := INSAF_ENV=test INSAF_VAR=var/check $(NO_DATABASE)
FOR_DEPLOY_CHECK := INSAF_ENV=production INSAF_VAR=var/check $(NO_DATABASE) ALLOWED_HOSTS=insaf.example \
	SECRET_KEY=only-for-this-check-0123456789-abcdefghijklmnopqrstuvwxyz FIELD_KEYS=only-for-this-check-9876543210-zyxwvutsrq

.PHONY: help demo test test-all quick mutants same check lint types bench lock messages tables build catalogues packages-to-run packages-to-test
.DELETE_ON_ERROR:
.NOTPARALLEL:

help:
	@sed -n 's/^\([a-z-]*\):.*## /make \1\t/p' $(MAKEFILE_LIST)

demo: build packages-to-run $(if $(SSO),.venv/for-tests) ## set up and serve everything with the demo world on PORT (8000), with CASES past cases; SSO=yes adds single sign-on; Ctrl-C stops it
	@CASES=$(CASES) $(PY) .make/prepare.py
	@SSO=$(SSO) exec $(PY) .make/serve.py $(PORT)

test: .venv/for-tests node_modules/.package-lock.json catalogues packages-to-test ## set up and run all tests; ARGS= for pytest
	@$(PY) .make/test.py $(ARGS)

test-all: .venv/for-tests node_modules/.package-lock.json catalogues packages-to-test ## the same and the long tests; takes hours
	@$(PY) .make/test.py --all $(ARGS)

quick: .venv/for-tests node_modules/.package-lock.json catalogues packages-to-run ## lint and run the tests nearest to what changed, within 90 seconds
	@$(PY) .make/quick.py

mutants: .venv/for-tests catalogues ## which small wrong changes of the plain rules no test notices; takes minutes
	@$(PY) -m pytest -q -n auto -m large tests/mutants $(ARGS)

same: .venv/for-tests node_modules/.package-lock.json catalogues packages-to-run ## compare what users and machines see with another commit; ARGS="--base COMMIT", else preview-last
	@PYTHONPATH=.make $(PY) -m same $(ARGS)

check: lint types ## lint, types, import contracts, migrations, translations, deploy check

types: .venv/for-tests
	.venv/bin/mypy

lint: .venv/for-tests node_modules/.package-lock.json catalogues
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/djlint site/templates --check
	PYTHONPATH=.:site .venv/bin/lint-imports --no-cache
	$(FOR_CHECKS) $(PY) manage.py makemigrations --check --dry-run
	$(PY) .make/messages.py --check
	$(FOR_DEPLOY_CHECK) $(PY) -W ignore manage.py check --deploy --fail-level WARNING

bench: .venv/for-tests node_modules/.package-lock.json catalogues packages-to-run ## measure what the issues promise in figures, on PostgreSQL; ARGS="--only screens"
	@PYTHONPATH=.:site $(PY) -m tests.bench $(ARGS)

build: .venv/to-run node_modules/.package-lock.json catalogues ## set up what a server needs: Python and front-end packages, translations

messages: .venv/to-run ## take new sentences into the catalogues
	@$(PY) .make/messages.py

tables: .venv/to-run ## print the processes of a new installation into ARCHITECTURE.md
	@PYTHONPATH=.:site DJANGO_SETTINGS_MODULE=portal.settings $(FOR_CHECKS) $(PY) .make/process_tables.py

lock: .venv/for-tests ## write the locks of the Python and front-end packages anew
	@$(PY) .make/lock.py

.venv/bin/python:
	@python=$$(.make/find-python $(PYTHON)) && echo "Setting up with $$python" && "$$python" -m venv .venv

.venv/to-run: requirements.lock .venv/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check --require-hashes -r $<
	@touch $@

# Python compiles what is used when it is first used: of what tests need less than half ever is.
.venv/for-tests: requirements-dev.lock .venv/bin/python
	$(PY) -m pip install --quiet --disable-pip-version-check --no-compile --require-hashes -r $<
	@touch .venv/to-run $@

node_modules/.package-lock.json: package.json package-lock.json .npmrc | .venv/bin/python
	$(PY) .make/front_end.py
	@touch $@

catalogues: | .venv/bin/python
	@$(PY) .make/compile_messages.py

packages-to-run: | .venv/bin/python
	@$(PY) .make/system_packages.py pango libmagic ffmpeg

packages-to-test: | .venv/bin/python
	@$(PY) .make/system_packages.py pango libmagic ffmpeg exiftool chromium nginx faketime
