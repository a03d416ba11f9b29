# kk-diff: what people run. `make help` lists it.
.PHONY: help demo test browser-test build bench clean libraries test-libraries
SHELL := /bin/sh

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1\t\2/p' Makefile

demo: build ## install what is missing, build, run a comparison and a plan check on the shipped sample
	@scripts/demo.sh

build: libraries ## the kk-diff command, optimised, in .build/release
	swift build -c release --product kk-diff

test: test-libraries ## install what is missing and run all tests (optimised build)
	swift test -c release

browser-test: build ## open the sample's reports in a headless Chromium and check them; skipped without one
	@scripts/browser-test.sh

bench: libraries ## the short benchmark; writes benchmark.json and benchmark.md
	swift run --package-path Benchmarks -c release overlay-bench --out .

libraries:
	@scripts/ensure-libraries.sh

test-libraries:
	@scripts/ensure-libraries.sh tests

clean: ## remove everything that was built
	rm -rf .build Benchmarks/.build demo-out benchmark.json benchmark.md
