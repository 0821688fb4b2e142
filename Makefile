# What a contributor and a newcomer need. `make` alone lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help

BUILD_FLAGS ?=
SWIFT_BUILD := swift build $(BUILD_FLAGS)
# What --version prints beside the version. Set it where there is no Git.
COMMIT ?= $(shell git rev-parse --short=12 HEAD 2>/dev/null)$(shell git diff --quiet HEAD 2>/dev/null || echo +changes)
# The programs of one commit have the same bytes wherever they are built: no path of the machine gets into them, and
# hashes of such paths neither. The loader resolves their symbols before they start.
RELEASE_BUILD = TOKENFORM_COMMIT=$(COMMIT) $(SWIFT_BUILD) -c release --static-swift-stdlib \
  -Xswiftc -file-prefix-map -Xswiftc "$(CURDIR)=." -Xcc "-ffile-prefix-map=$(CURDIR)=." \
  -Xlinker -z -Xlinker relro -Xlinker -z -Xlinker now -Xlinker --build-id=none
DIST := dist
PREFIX ?= /usr/local
BASHDIR ?= $(PREFIX)/share/bash-completion/completions
ZSHDIR ?= $(PREFIX)/share/zsh/site-functions
FISHDIR ?= $(PREFIX)/share/fish/vendor_completions.d
INSTALLED = $(addprefix $(PREFIX)/bin/,$(PROGRAMS)) $(addprefix $(PREFIX)/share/man/man1/,$(notdir $(wildcard docs/man/*.1))) \
  $(BASHDIR)/tokenform $(ZSHDIR)/_tokenform $(FISHDIR)/tokenform.fish $(PREFIX)/share/tokenform
PROGRAMS := tokenform marketplace-sandbox
SECONDS ?= 60
SEED ?= 1
KILLS ?= 200
FAULTS_BUILD = for product in tokenform network-link fault-matrix; do \
	  $(SWIFT_BUILD) -c release --product $$product || exit 1; \
	done
FAULT_MATRIX = "$$($(SWIFT_BUILD) -c release --show-bin-path)/fault-matrix"

.PHONY: help setup build demo bench test browser images faults faults-smoke fuzz sanitize format lint release clean install uninstall dist packaging reproduce lint-pipelines policy pull-request-flow

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-17s %s\n", $$1, $$2}'

setup: ## Install the Debian packages that are missing
	@.ci/install-packages

build: setup ## Build both programs for debugging
	$(SWIFT_BUILD)

demo: setup ## Build, and run the quickstart against a local sandbox
	@.ci/demo

test: ## Run every check that a contributor needs
	@.ci/install-packages jq openssl stunnel4 python3-yaml python3-jsonschema cmark-gfm strace zsh fish
	@$(MAKE) --no-print-directory lint
	$(SWIFT_BUILD) --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build $(BUILD_FLAGS)

browser: setup ## Open HTML pages in headless Chromium and check them; screenshots go to .build/browser/
	@.ci/browser

policy: setup ## Test the rules of examples/policy on plans
	@.ci/policy

images: setup ## Make the README's pictures from real output; CHECK=1 only compares them
	@.ci/images $(if $(CHECK),--check)

fuzz: setup ## Fuzz the parsers of untrusted bytes: SECONDS=60 per target, TARGET=yaml for one target
	@.ci/fuzz $(SECONDS) $(TARGET)

sanitize: setup ## Run the tests under the address and the thread sanitizer
	@.ci/sanitize

faults: setup ## Run tokenform through every fault, stop it KILLS times, and write docs/reliability.md
	$(FAULTS_BUILD)
	$(FAULT_MATRIX) --seed $(SEED) --kills $(KILLS) --page docs/reliability.md
	$(FAULT_MATRIX) --wire --page docs/reliability.md

faults-smoke: setup ## Run a short version of faults
	$(FAULTS_BUILD)
	$(FAULT_MATRIX) --seed $(SEED) --quick --kills 6
	$(FAULT_MATRIX) --wire --quick

bench: ## Measure tokenform next to its floor, and write docs/performance.md; QUICK=1 takes a minute, NETWORK=1 uses TLS (root)
	@.ci/install-packages wrk
	for product in benchmark benchmark-floor benchmark-measure network-link; do \
	  $(SWIFT_BUILD) -c release --product $$product || exit 1; \
	done
	for product in tokenform marketplace-sandbox; do $(RELEASE_BUILD) --product $$product || exit 1; done
	"$$($(SWIFT_BUILD) -c release --show-bin-path)/benchmark" \
	  $(if $(NETWORK),--network) $(if $(QUICK),--quick,--page docs/performance.md) $(BENCH)

format: ## Format all Swift files
	swift format --in-place --recursive Sources Tests Package.swift

lint: ## Check the format of all Swift files
	swift format lint --strict --recursive Sources Tests Package.swift

lint-pipelines: ## Lint the pipeline examples
	@.ci/lint-pipelines

pull-request-flow: setup ## Run the examples' pull-request flow against the sandbox
	@.ci/pull-request-flow

release: setup ## Build stripped programs that need no Swift toolchain, and completions, into dist/
	for product in $(PROGRAMS); do $(RELEASE_BUILD) --product $$product || exit 1; done
	mkdir -p $(DIST)/completions
	for program in $(PROGRAMS); do \
	  .ci/strip-program "$$($(RELEASE_BUILD) --show-bin-path)/$$program" $(DIST)/$$program || exit 1; \
	done
	for shell in bash zsh fish; do \
	  $(DIST)/tokenform completions $$shell >$(DIST)/completions/$$shell || exit 1; \
	done
	ls -l $(DIST)

$(addprefix $(DIST)/,$(PROGRAMS)):
	@$(MAKE) --no-print-directory release

install: $(addprefix $(DIST)/,$(PROGRAMS)) ## Install programs, manual, completions and examples: PREFIX=/usr/local DESTDIR=
	install -d $(addprefix $(DESTDIR),$(PREFIX)/bin $(PREFIX)/share/man/man1 $(BASHDIR) $(ZSHDIR) $(FISHDIR) $(PREFIX)/share/tokenform)
	install -m 755 $(addprefix $(DIST)/,$(PROGRAMS)) "$(DESTDIR)$(PREFIX)/bin"
	install -m 644 docs/man/*.1 "$(DESTDIR)$(PREFIX)/share/man/man1"
	install -m 644 $(DIST)/completions/bash "$(DESTDIR)$(BASHDIR)/tokenform"
	install -m 644 $(DIST)/completions/zsh "$(DESTDIR)$(ZSHDIR)/_tokenform"
	install -m 644 $(DIST)/completions/fish "$(DESTDIR)$(FISHDIR)/tokenform.fish"
	cp -R --no-preserve=ownership examples "$(DESTDIR)$(PREFIX)/share/tokenform"
	rm "$(DESTDIR)$(PREFIX)/share/tokenform/examples/policy/check" # It needs an engine for policies, which no package has.

uninstall: ## Remove what `make install` with the same PREFIX and DESTDIR installed
	rm -rf $(addprefix $(DESTDIR),$(INSTALLED))

dist: release ## Package the programs: a .deb, a tarball, an SBOM and SHA256SUMS, into dist/
	@.ci/package

packaging: setup ## Package the programs, check the packages, and try the .deb in clean roots of Debian 12 and 13
	@.ci/packaging

reproduce: setup ## Package the programs twice, in two directories, and compare the checksums
	@.ci/reproduce

clean: ## Remove what was built
	rm -rf .build $(DIST)
