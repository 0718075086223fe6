# Ganbook: a notebook in the terminal that teaches GANs. `make help` lists what there is.

PREFIX ?= /usr/local
LESSON ?=
SETUP  ?= .ci/setup
BUILD  := .build/release
GANBOOK := $(BUILD)/ganbook
STAMP  := .build/ganbook.stamp
PEERS  := .build/peers

# Whatever a build reads. A second `make run` compares dates instead of asking SwiftPM, which takes a second to say "nothing to do".
SOURCES := Package.swift $(wildcard Package.resolved) $(shell find Sources -type f -o -type d)

ifeq ($(SETUP),no)
  setup = :
else
  setup = $(SETUP)
endif

.PHONY: run build test verify bench fuzz format install clean help packages
.DEFAULT_GOAL := help

help: ## what there is
	@echo "make run      install what is missing, build, open the notebook on the first lesson"
	@echo "make build    the same set-up, and the build alone"
	@echo "make test     the same set-up, and every test"
	@echo "make verify   run every lesson in full length and judge its claims; LESSON=04 for one"
	@echo "make bench    time the engine beside JAX and PyTorch (downloads them, several GB), and the notebook"
	@echo "make fuzz     feed the parsers with what libFuzzer makes up, SECONDS=600 each; what it finds stays in Tests/Fuzz/Corpora"
	@echo "make format   format the sources in place"
	@echo "make install  copy the built notebook to PREFIX (now $(PREFIX))"
	@echo "make clean    remove everything that was built"

packages:
	@$(setup) $(if $(filter no,$(SETUP)),,packages)

run: packages $(STAMP)
	@if [ -t 0 ] && [ -t 1 ]; then \
	  exec $(GANBOOK); \
	else \
	  echo "There is no terminal here: running lesson 04 with nobody watching. Its pictures go to the run's directory, named below."; \
	  exec $(GANBOOK) run 04; \
	fi

$(STAMP): $(SOURCES)
	@$(setup)
	swift build -c release --product ganbook
	@touch $@

build:
	@$(setup)
	swift build -c release --product ganbook
	@touch $(STAMP)

# The engine is used from one thread at a time, and its random numbers come from one stream: the tests take turns.
test:
	@$(setup)
	swift build -c release --build-tests
	swift test -c release --skip-build --no-parallel

verify: packages $(STAMP)
	$(GANBOOK) run --keep-going $(if $(LESSON),$(LESSON),$(sort $(wildcard Lessons/*.md)))

# The user's OPENBLAS_CORETYPE is honoured everywhere else; a comparison wants each library's own choice of kernels.
bench: packages $(STAMP)
	@$(setup) $(if $(filter no,$(SETUP)),,swift)
	swift build -c release --product Benchmarks
	@test -x $(PEERS)/bin/python || python3 -m venv $(PEERS) || \
	  { echo "make bench: python3 cannot make a virtual environment; install python3-venv" >&2; exit 1; }
	@$(PEERS)/bin/python -c 'import jax, torch' 2>/dev/null || $(PEERS)/bin/pip install --quiet jax numpy torch
	env -u OPENBLAS_CORETYPE $(BUILD)/Benchmarks --python $(PEERS)/bin/python
	$(PEERS)/bin/python Tests/Benchmarks/notebook_latency.py $(GANBOOK)

SECONDS ?= 600

fuzz: packages $(STAMP)
	Tests/Fuzz/run $(SECONDS)

format:
	swift format --in-place --parallel --recursive Package.swift Sources Tests

# What cells compile against: the modules whose names a cell can mention.
MODULES := GANs Tensors Networks Adversarial Datasets Figures NotebookProtocol

install: $(STAMP)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/ganbook/Modules $(DESTDIR)$(PREFIX)/share/ganbook
	install -m 755 $(GANBOOK) $(DESTDIR)$(PREFIX)/bin/ganbook
	install -m 644 $(MODULES:%=$(BUILD)/Modules/%.swiftmodule) $(DESTDIR)$(PREFIX)/lib/ganbook/Modules
	cp -R Lessons Datasets $(DESTDIR)$(PREFIX)/share/ganbook

clean:
	rm -rf .build
