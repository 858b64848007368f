# The two commands are `make demo` and `make test`; each installs what it lacks and says so.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.PHONY: help demo test build web bench fmt clean

help:
	@echo "make demo    real agent runs, recorded, judged and shown in the browser (Ctrl-C ends it)"
	@echo "make test    every test: .NET, web, browser"
	@echo "make build   the fabrik command with its web UI"
	@echo "make bench   benchmarks; writes bench/results.json and docs/benchmarks.md"
	@echo "make fmt     formats C# and TypeScript"

build: web
	@eng/say "building fabrik (.NET, Release)"
	@dotnet build src/Fabrik.Cli -c Release -v quiet --nologo -clp:NoSummary
	@eng/precompile
	@touch artifacts/.built

web:
	@eng/web build

demo: build
	@eng/need node
	@exec ./fabrik demo

test:
	@eng/test

bench: build
	@eng/bench

fmt:
	@dotnet format Fabrik.slnx
	@eng/web format

clean:
	@rm -rf artifacts web/dist
