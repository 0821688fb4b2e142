# What a contributor and a newcomer need. `make` alone lists it.
SHELL := /bin/bash
.DEFAULT_GOAL := help

BUILD_FLAGS ?=
SWIFT_BUILD := swift build $(BUILD_FLAGS)
RELEASE_BUILD := $(SWIFT_BUILD) -c release --static-swift-stdlib
DIST := dist
SECONDS ?= 60
SEED ?= 1
KILLS ?= 200
FAULTS_BUILD = $(SWIFT_BUILD) -c release --product tokenform && $(SWIFT_BUILD) -c release --product fault-matrix
FAULT_MATRIX = "$$($(SWIFT_BUILD) -c release --show-bin-path)/fault-matrix"

.PHONY: help setup build demo bench test browser faults faults-smoke fuzz sanitize format lint release clean lint-pipelines pull-request-flow

help: ## Show the targets
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | awk -F ':.*## ' '{printf "  make %-17s %s\n", $$1, $$2}'

setup: ## Install the Debian packages that are missing
	@.ci/install-packages

build: setup ## Build both programs for debugging
	$(SWIFT_BUILD)

demo: setup ## Build, and play the quickstart against a local sandbox
	@.ci/demo

test: ## Run every check that a contributor needs
	@.ci/install-packages jq openssl stunnel4 python3-yaml python3-jsonschema cmark-gfm zsh fish
	@$(MAKE) --no-print-directory lint
	$(SWIFT_BUILD) --build-tests --explicit-target-dependency-import-check error
	swift test --skip-build $(BUILD_FLAGS)

browser: setup ## Open HTML pages in headless Chromium and check them; screenshots go to .build/browser/
	@.ci/browser

fuzz: setup ## Fuzz what takes foreign bytes: SECONDS=60 for each target, or for one: TARGET=yaml
	@.ci/fuzz $(SECONDS) $(TARGET)

sanitize: setup ## Run the tests under the address and the thread sanitizer
	@.ci/sanitize

faults: setup ## Drive tokenform through every fault, stop it KILLS times, write docs/reliability.md
	$(FAULTS_BUILD)
	$(FAULT_MATRIX) --seed $(SEED) --kills $(KILLS) --page docs/reliability.md

faults-smoke: setup ## The same in short, for checks on every change
	$(FAULTS_BUILD)
	$(FAULT_MATRIX) --seed $(SEED) --quick --kills 6

bench: ## Measure tokenform beside its floor, into docs/performance.md; QUICK=1 for a minute, BENCH="--json FILE"
	@.ci/install-packages wrk
	for product in benchmark benchmark-floor benchmark-measure; do \
	  $(SWIFT_BUILD) -c release --product $$product || exit 1; \
	done
	for product in tokenform marketplace-sandbox; do $(RELEASE_BUILD) --product $$product || exit 1; done
	"$$($(SWIFT_BUILD) -c release --show-bin-path)/benchmark" \
	  $(if $(QUICK),--quick,--page docs/performance.md) $(BENCH)

format: ## Format all Swift files
	swift format --in-place --recursive Sources Tests Package.swift

lint: ## Check the format of all Swift files
	swift format lint --strict --recursive Sources Tests Package.swift

lint-pipelines: ## Check the examples for pipelines with the linters of their kinds
	@.ci/lint-pipelines

pull-request-flow: setup ## Play the pull-request flow of the examples against the sandbox
	@.ci/pull-request-flow

release: setup ## Build stripped programs that need no Swift toolchain, into dist/
	for product in tokenform marketplace-sandbox; do $(RELEASE_BUILD) --product $$product || exit 1; done
	mkdir -p $(DIST)
	for program in tokenform marketplace-sandbox; do \
	  strip -o $(DIST)/$$program "$$($(RELEASE_BUILD) --show-bin-path)/$$program"; \
	done
	ls -l $(DIST)

clean: ## Remove what was built
	rm -rf .build $(DIST)
