#!/usr/bin/env bash
# Runs every test, on SQLite and on a PostgreSQL server of its own, and ends
# with one line: N passed, N failed, N skipped. The Makefile sets the build's
# flags; call it as "make test".
set -uo pipefail
cd "$(dirname "$0")/.."

tools/setup.sh test || exit 1
go build -o bin/tools/ ./tools/pg ./tools/testsum || exit 1

# The quick checks come first: their complaint is on the screen while the long
# run goes on. A failure of vet counts in the closing line; the architecture
# test is counted there anyway, as one of the tests.
failed=()
go vet ./... || failed+=("go vet")
rules=$(go test ./internal 2>&1) || echo "$rules"
(cd web && npm run --silent check) || failed+=("web: types")
(cd web && npm run --silent lint) || failed+=("web: lint")
go build -o bin/throughline ./cmd/throughline || exit 1 # what the browser's journeys visit

# A signal ends pg, which ends the tests and its server.
# The client's tests and the server's run side by side: either leaves half of the
# machine idle. What they say is told one after the other, lines unbroken.
client=$(mktemp)
trap 'rm -f "$client"' EXIT
{
	(cd web && npx vitest run --reporter=./test/reporter.ts 2>/dev/null) >"$client" &
	bin/tools/pg -fast -- go test -json -p 2 -timeout 20m ./...
	wait
	cat "$client"
	(cd web && PICTURES=no npx vitest run --config vitest.journeys.ts --reporter=./test/reporter.ts 2>/dev/null)
} | bin/tools/testsum -failed "$(IFS=,; echo "${failed[*]-}")"
