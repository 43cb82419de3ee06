#!/usr/bin/env bash
# Makes the generated files anew and fails, naming them, when that changes any.
# It compares with the files as they lie there, so it can be run before a commit.
set -euo pipefail
cd "$(dirname "$0")/.."

state() {
	git ls-files --cached --others --exclude-standard -- api/ internal/core/right/matrix.golden '*.gen.*' | sort -u |
		while read -r file; do
			[ -f "$file" ] && echo "$file $(git hash-object "$file")" || echo "$file missing"
		done
}

before=$(state)
go generate ./...
after=$(state)
[ "$before" = "$after" ] && exit 0
{
	echo "generated files were stale; they are right now, read them and commit them:"
	comm -3 <(echo "$before") <(echo "$after") | awk 'NF { print "  " $1 }' | sort -u
} >&2
exit 1
