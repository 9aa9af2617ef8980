# The front door of the workbook. Needs Python 3.11 or newer, make and git; everything else is fetched into this folder.
#
#   make lab          open the workbook (make lab LANGUAGE=en for English)
#   make instructor   open the whole course with nbgrader's tools
#   make build        write the notebooks again after a lesson, a case or a word was changed
#   make release      hand nbgrader's trainee copies over anew, after make build
#   make check        style, types, imports, and whether the notebooks are up to date
#   make quick        check, and every test that needs neither a browser nor nbgrader's own commands
#   make test         everything
#   make mutants      take every condition, exception and date of every rule away once; print what no test notices
#   make bench        what things cost, beside the limits they are held against

UV_VERSION := 0.13.9
PYTHON ?= python3

# Many systems set LANGUAGE for programs in general; only a LANGUAGE given to make is meant for us.
ifneq ($(origin LANGUAGE),command line)
LANGUAGE := zh
endif

ifeq ($(OS),Windows_NT)
TOOLS := .tools/Scripts
else
TOOLS := .tools/bin
endif
UV := $(TOOLS)/uv
# Offices often have certificates of their own, and pip takes the machine's too.
export UV_SYSTEM_CERTS ?= true
RUN := $(UV) run --no-sync

.PHONY: lab instructor build release check quick test mutants bench environment

lab: environment
	$(RUN) workbook lab --language $(LANGUAGE)

instructor: environment
	$(RUN) workbook lab --instructor --language $(LANGUAGE)

build: environment
	$(RUN) workbook build

release: build
	$(RUN) workbook release

check: environment
	$(RUN) ruff check
	$(RUN) mypy
	$(RUN) lint-imports
	$(RUN) workbook build --check

quick: check
	$(RUN) pytest -n auto -m "not slow and not browser"

test: quick
	$(RUN) pytest -n auto --dist loadfile -m "slow and not browser"
	$(RUN) pytest -m browser

mutants: environment
	$(RUN) python -m tests.mutants

bench: environment
	$(RUN) python -m tests.bench

environment: $(TOOLS)/.uv-$(UV_VERSION)
	$(UV) sync --frozen --quiet

$(TOOLS)/.uv-$(UV_VERSION):
	$(PYTHON) -m venv .tools
	$(TOOLS)/python -m pip install --quiet --disable-pip-version-check uv==$(UV_VERSION)
	@touch $@
