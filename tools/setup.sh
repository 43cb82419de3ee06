#!/usr/bin/env bash
# Sees to it that what the build and the tests need is there: says nothing when
# it is, installs it where it can (apt-get, as root), and otherwise says what to
# do. May be run any number of times.
#
#   tools/setup.sh build    a C compiler with its headers, for SQLite
#   tools/setup.sh web      Node.js with npm, for the web client
#   tools/setup.sh test     all that, a PostgreSQL server, a browser, the file
#                           system tools of the power-cut test, and a font
set -euo pipefail

need=${1:-test}
case "$need" in
build | web | test) ;;
*)
	echo "usage: tools/setup.sh build|web|test" >&2
	exit 2
	;;
esac

# Administrators' programs are not on everybody's PATH.
PATH="$PATH:/usr/sbin:/sbin"

have_compiler() {
	printf '#include <stdlib.h>\n' | "${CC:-gcc}" -E - >/dev/null 2>&1
}

have_postgres() {
	command -v initdb >/dev/null 2>&1 && return 0
	local dir
	for dir in /usr/lib/postgresql*/*/bin /usr/lib/postgresql*/bin /usr/pgsql-*/bin \
		/opt/homebrew/opt/postgresql*/bin /usr/local/opt/postgresql*/bin; do
		[ -x "$dir/initdb" ] && [ -x "$dir/postgres" ] && return 0
	done
	return 1
}

have_node() {
	command -v npm >/dev/null 2>&1 && [ "$(node -p 'process.versions.node.split(".")[0]' 2>/dev/null || echo 0)" -ge 20 ]
}

have_browser() {
	[ -n "${CHROMIUM:-}" ] || command -v chromium >/dev/null 2>&1 || command -v google-chrome >/dev/null 2>&1 || command -v chromium-browser >/dev/null 2>&1
}

required=() # without these it does not go on
wanted=()   # without these single tests are skipped, and say so
[ "$need" = web ] || have_compiler || required+=(gcc libc6-dev)
[ "$need" = build ] || have_node || required+=(nodejs npm)
if [ "$need" = test ]; then
	have_browser || required+=(chromium)
	have_postgres || required+=(postgresql)
	if [ "$(uname -s)" = Linux ]; then
		command -v xfs_io >/dev/null 2>&1 || wanted+=(xfsprogs)
		command -v mkfs.ext4 >/dev/null 2>&1 || wanted+=(e2fsprogs)
		# Letters that the built-in fonts lack.
		[ -e /usr/share/fonts/truetype/droid/DroidSansFallbackFull.ttf ] || wanted+=(fonts-droid-fallback)
	fi
fi
packages=(${required[@]+"${required[@]}"} ${wanted[@]+"${wanted[@]}"})
[ ${#packages[@]} -gt 0 ] || exit 0

if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null 2>&1; then
	log=$(mktemp)
	trap 'rm -f "$log"' EXIT
	echo "setup: installing ${packages[*]} (apt-get); once on this machine" >&2
	export DEBIAN_FRONTEND=noninteractive
	install=(apt-get install -y --no-install-recommends "${packages[@]}")
	# The lists of a fresh image are empty or old; fetch them when that shows.
	if "${install[@]}" >"$log" 2>&1 || { apt-get update >>"$log" 2>&1 && "${install[@]}" >>"$log" 2>&1; }; then
		exit 0
	fi
	tail -n 20 "$log" >&2
	echo "setup: apt-get could not install ${packages[*]}; its last words are above" >&2
else
	cat >&2 <<TEXT
setup: missing: ${packages[*]} (names as in Debian and Ubuntu)
  Debian, Ubuntu:  sudo apt-get install ${packages[*]}
  Fedora:          sudo dnf install gcc glibc-devel postgresql-server xfsprogs e2fsprogs
  macOS:           xcode-select --install; brew install postgresql
TEXT
fi
if [ ${#required[@]} -eq 0 ]; then
	echo "setup: going on without; the tests that need them will be skipped" >&2
	exit 0
fi
exit 1
