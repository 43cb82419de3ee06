# Throughline. "make" alone lists the targets.

# FTS5 is SQLite's full-text search; the mathematical functions make its SQL
# agree with PostgreSQL's. Every go command gets the tags, so that a build, a
# test and the editor see the same program and share one cache.
TAGS := sqlite_fts5,sqlite_math_functions
export GOFLAGS := $(strip $(GOFLAGS) -buildvcs=false -tags=$(TAGS))
export CGO_ENABLED := 1
# QPSG keeps SQLite from planning a statement anew at each run for the values
# bound to it, which costs more than the statement; and nobody asks it for
# statistics of its memory, which it would count under a lock.
export CGO_CFLAGS := -O2 -g0 -DSQLITE_ENABLE_QPSG -DSQLITE_DEFAULT_MEMSTATUS=0

VERSION := $(shell git describe --tags --always --dirty 2>/dev/null || echo unknown)
LDFLAGS := -s -w -X main.version=$(VERSION)

.DEFAULT_GOAL := help
MAKEFLAGS += --no-print-directory

.PHONY: help
help: ## list the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  %-8s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

# --- Use ---------------------------------------------------------------------

.PHONY: run
run: build ## build the demo world in ./data/demo and serve it at 127.0.0.1:8080
	bin/throughline demo --data ./data/demo

.PHONY: build
build: web/dist/index.html ## build bin/throughline, the web client in it
	@tools/setup.sh build
	go build -trimpath -ldflags '$(LDFLAGS)' -o bin/throughline ./cmd/throughline

# --- Check -------------------------------------------------------------------

.PHONY: test
test: web/dist/index.html ## run every test: the server on SQLite and PostgreSQL, the client, and journeys in a real browser
	@tools/test.sh

.PHONY: test-web
test-web: build ## run the client's tests and the journeys alone
	@tools/setup.sh test
	cd web && npm run --silent check && npm run --silent lint && npm test && npm run --silent journeys

.PHONY: bench-web
bench-web: build ## measure the client in a real browser against 100,000 items (long)
	@tools/setup.sh test
	@test -d data/bench-web/sqlite-load || go run ./tools/bench -engines sqlite -fill -dir data/bench-web
	cd web && npm run --silent bench

.PHONY: looks
looks: build ## every screen, light, dark and narrow: barriers, and pictures in web/test/shots to be looked at
	@tools/setup.sh test
	cd web && LOOKS=all npx vitest run --config vitest.journeys.ts test/journeys/screens.test.ts

.PHONY: check
check: format-check vet lint gen-check test ## all that a change must pass: format, vet, lint, generated files, tests

.PHONY: race
race: tools ## run every test under the race detector (slow)
	bin/tools/pg -fast -- go test -race -p 2 -timeout 60m ./...

.PHONY: vet
vet: ## run go vet
	@tools/setup.sh build
	go vet ./...

.PHONY: lint
lint: bin/golangci-lint ## run the linters (the first time builds them: some minutes)
	@tools/setup.sh build
	bin/golangci-lint run ./...

.PHONY: fmt
fmt: ## format the Go files
	@gofmt -l -w $(GOFILES)

# --- Measure -----------------------------------------------------------------

.PHONY: bench
bench: build tools ## measure speed on both databases and print the table (long)
	bin/tools/pg -- go run ./tools/bench -out docs/benchmarks.md

.PHONY: soak
soak: tools ## kill the server and cut its power again and again (long; root for the power)
	bin/tools/pg -- go run ./tools/soak
	bin/tools/pg -- go test ./internal/app -count 1 -timeout 2h -run TestConformance -v -seed 0 -requests 60000

# --- Generate ----------------------------------------------------------------

.PHONY: gen
gen: ## make the generated files anew: api/, the matrix of rights and all *.gen.*
	@tools/setup.sh build
	go generate ./...

.PHONY: golden
golden: tools ## rewrite the expected files of the tests; read the difference before you commit it
	UPDATE=1 bin/tools/pg -fast -- go test -p 2 -count 1 ./...

.PHONY: clean
clean: ## remove what was built; data folders stay
	rm -rf bin

# --- Parts of the above ------------------------------------------------------

WEB := $(shell find web/src web/public web/project.inlang web/index.html web/*.json web/*.ts -type f -not -path '*/locales/gen/*' 2>/dev/null)

# What the lock file says is installed, and nothing is written back to it. Not
# "npm ci": that refuses a lock file from a registry which lacks the packages of
# some other system.
NPM_INSTALL := npm install --no-save --no-audit --no-fund --loglevel=error

web/node_modules/.package-lock.json: web/package.json web/package-lock.json
	@tools/setup.sh web
	cd web && $(NPM_INSTALL)

web/dist/index.html: web/node_modules/.package-lock.json $(WEB)
	cd web && npm run --silent build

.PHONY: web
web: web/dist/index.html ## build the web client into web/dist

GOFILES = $(wildcard $(shell git ls-files --cached --others --exclude-standard '*.go'))

.PHONY: tools
tools:
	@tools/setup.sh test
	@go build -o bin/tools/ ./tools/pg

.PHONY: format-check
format-check:
	@bad="$$(gofmt -l $(GOFILES))"; if [ -n "$$bad" ]; then \
		echo "not formatted (make fmt mends it):"; echo "$$bad"; exit 1; fi

.PHONY: gen-check
gen-check:
	@tools/gencheck.sh

# The linters are a module of their own, so that their many dependencies stay
# out of ours; built once, and again when their version changes.
bin/golangci-lint: tools/lint/go.mod tools/lint/go.sum
	cd tools/lint && GOFLAGS= CGO_ENABLED=0 go build -trimpath -ldflags '-s -w' -o ../../bin/golangci-lint github.com/golangci/golangci-lint/v2/cmd/golangci-lint
