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

.PHONY: run build test verify bench interop fuzz format install clean help packages
.DEFAULT_GOAL := help

help: ## what there is
	@echo "make run      install what is missing, build, open the notebook on the first lesson"
	@echo "make build    the same set-up, and the build alone"
	@echo "make test     the same set-up, and every test"
	@echo "make verify   run every lesson in full length and judge its claims; LESSON=04 for one"
	@echo "make bench    time the engine beside JAX and PyTorch (downloads them, several GB), and the notebook"
	@echo "make interop  compare values and gradients with PyTorch, files with safetensors, exports with nbformat, Chromium and SwiftPM (downloads as for bench)"
	@echo "make fuzz     feed the parsers with what libFuzzer makes up, SECONDS=600 each, FUZZER=png for one; what it finds stays in Tests/Fuzz/Corpora"
	@echo "make format   format the sources in place"
	@echo "make install  copy the built notebook, its manual and completions for bash, zsh and fish to PREFIX (now $(PREFIX))"
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
	@Tests/all

verify: packages $(STAMP)
	$(GANBOOK) run --keep-going $(if $(LESSON),$(LESSON),$(sort $(wildcard Lessons/*.md)) $(sort $(wildcard Lessons/museum/*.md)))

# Python with the libraries that Ganbook is compared with: several GB, fetched once.
PEER := $(PEERS)/bin/python
$(PEERS)/ready:
	@test -x $(PEER) || python3 -m venv $(PEERS) || \
	  { echo "make: python3 cannot make a virtual environment; install python3-venv" >&2; exit 1; }
	@$(PEER) -c 'import jax, torch, safetensors' 2>/dev/null || $(PEERS)/bin/pip install --quiet jax numpy torch safetensors
	@touch $@

# The user's OPENBLAS_CORETYPE is honoured everywhere else; a comparison wants each library's own choice of kernels. BENCH passes options on,
# such as BENCH="--steps mlp,dcgan-32 --threads 2 --rounds 1".
BENCH ?=
bench: packages $(STAMP) $(PEERS)/ready
	@$(setup) $(if $(filter no,$(SETUP)),,swift)
	swift build -c release --product Benchmarks
	env -u OPENBLAS_CORETYPE $(BUILD)/Benchmarks --python $(PEER) $(BENCH)
	$(PEER) Tests/Benchmarks/notebook_latency.py $(GANBOOK)

# The committed cases run in `make test`. Here they are made anew, with other numbers and larger shapes, and files go to Python and back.
INTEROP := .build/interop
interop: $(PEERS)/ready
	@$(setup)
	swift build -c release --build-tests
	@mkdir -p $(INTEROP)
	@set -e; for cases in "1 3" "2 5" "3 8"; do set -- $$cases; echo "cases of seed $$1, scale $$2"; \
	  $(PEER) -B Tests/Interop/make_cases.py $(INTEROP)/cases.json --seed $$1 --scale $$2; \
	  GANBOOK_INTEROP_CASES=$(INTEROP)/cases.json swift test -c release --skip-build --no-parallel --filter AgreementTests.AgreementTests; done
	$(PEER) -B Tests/Interop/safetensors_files.py write $(INTEROP)/python.safetensors --seed 7
	GANBOOK_INTEROP_FOLDER=$(INTEROP) swift test -c release --skip-build --no-parallel --filter AgreementTests.SafetensorsTests
	$(PEER) -B Tests/Interop/safetensors_files.py check $(INTEROP)/python.safetensors $(INTEROP)/ganbook.safetensors
	$(PEER) -c 'import nbconvert, nbformat' 2>/dev/null || $(PEERS)/bin/pip install --quiet nbconvert nbformat
	$(PEER) -B Tests/Interop/check_exports.py $(GANBOOK) $(INTEROP)/exports 00 03 --packages 04 average-left-behind

SECONDS ?= 600
FUZZER  ?=

fuzz: packages $(STAMP)
	Tests/Fuzz/run $(SECONDS) $(FUZZER)

format:
	swift format --in-place --parallel --recursive Package.swift Sources Tests

# What cells compile against: the modules whose names a cell can mention, and their docstrings.
MODULES := GANs Tensors Networks Adversarial Datasets Figures NotebookProtocol

# The pages for `man` and the shells' completions are made from the command line's own definition.
MANUAL := .build/manual/ganbook.1
$(MANUAL): $(STAMP)
	@mkdir -p $(@D)
	swift package -c release --allow-writing-to-package-directory generate-manual --output-directory $(CURDIR)/$(@D)

install: $(STAMP) $(MANUAL)
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/lib/ganbook/Modules $(DESTDIR)$(PREFIX)/share/ganbook
	install -m 755 $(GANBOOK) $(DESTDIR)$(PREFIX)/bin/ganbook
	install -m 644 $(MODULES:%=$(BUILD)/Modules/%.swiftmodule) $(MODULES:%=$(BUILD)/Modules/%.swiftdoc) $(DESTDIR)$(PREFIX)/lib/ganbook/Modules
	cp -R Lessons Datasets $(DESTDIR)$(PREFIX)/share/ganbook
	install -d $(addprefix $(DESTDIR)$(PREFIX)/share/,man/man1 bash-completion/completions zsh/site-functions fish/vendor_completions.d)
	install -m 644 $(MANUAL) $(DESTDIR)$(PREFIX)/share/man/man1/ganbook.1
	$(GANBOOK) --generate-completion-script bash > $(DESTDIR)$(PREFIX)/share/bash-completion/completions/ganbook
	$(GANBOOK) --generate-completion-script zsh > $(DESTDIR)$(PREFIX)/share/zsh/site-functions/_ganbook
	$(GANBOOK) --generate-completion-script fish > $(DESTDIR)$(PREFIX)/share/fish/vendor_completions.d/ganbook.fish

clean:
	rm -rf .build
