# kk-diff: what people run. `make help` lists it.
.PHONY: help demo test browser-test build bench bench-test bench-program bench-inputs bench-baseline bench-peers bench-all qgis-test clean libraries \
	test-libraries
SHELL := /bin/sh
BENCH := Benchmarks/.build/release/kk-bench
COMMIT := $(shell git rev-parse --short HEAD 2>/dev/null || echo unknown)

# A program that carries the Swift runtime in itself starts faster and runs where Swift is not installed; not every
# toolchain has the libraries for it.
SWIFT_HOME := $(shell dirname "$$(dirname "$$(readlink -f "$$(command -v swift)")")" 2>/dev/null)
STATIC := $(if $(wildcard $(SWIFT_HOME)/lib/swift_static/linux/static-stdlib-args.lnk),--static-swift-stdlib)

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

demo: build ## install what is missing, build, run a comparison and a plan check on the shipped sample
	@scripts/demo.sh

build: libraries ## the kk-diff command, optimised, in .build/release
	swift build -c release $(STATIC) --product kk-diff

test: test-libraries ## install what is missing and run all tests (optimised build)
	swift test -c release

browser-test: build ## open the sample's reports in a headless Chromium and check them; skipped without one
	@scripts/browser-test.sh

bench: bench-program ## the short benchmark with verdicts; writes benchmark.json and benchmark.md
	$(BENCH) ci --out . --commit $(COMMIT)

bench-test: ## test the benchmark's gate
	swift test --package-path Benchmarks/Gate

bench-program: libraries
	swift build --package-path Benchmarks -c release $(STATIC)

bench-inputs: bench-program ## make the benchmark's inputs (about 700 MB, in Benchmarks/inputs)
	$(BENCH) inputs S M L many-small few-huge catalogue

bench-baseline: bench-program build ## take a new baseline for this kind of machine, and print what changed
	$(BENCH) ci --rewrite-baseline --commit $(COMMIT)

bench-peers: bench-program ## install other tools into Benchmarks/peers/.venv and time them on the S files
	Benchmarks/peers/install.sh
	$(BENCH) inputs S
	Benchmarks/peers/with-postgis.sh Benchmarks/peers/.venv/bin/python Benchmarks/peers/run.py S --out Benchmarks/results/peers-S.json
	$(BENCH) table Benchmarks/results/peers-S.json

bench-all: bench-program build ## everything the README's table shows, on a quiet machine (about 25 minutes)
	Benchmarks/run-all.sh $(COMMIT)

qgis-test: build ## open and draw the QGIS projects in QGIS itself, when it is installed
	@scripts/qgis-test.sh

libraries:
	@scripts/ensure-libraries.sh

test-libraries:
	@scripts/ensure-libraries.sh tests

clean: ## remove everything that was built
	rm -rf .build Benchmarks/.build Benchmarks/Gate/.build demo-out benchmark.json benchmark.md
