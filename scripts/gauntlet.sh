#!/usr/bin/env bash
# Run the clients and validators of ../shared/gauntlet, where they are, against the demonstration.
# Arguments: a regular expression of checks to run (all). GAUNTLET_FAST=1 leaves out the slow ones.
set -uo pipefail
cd "$(dirname "$0")/.."
gauntlet=../shared/gauntlet/gauntlet.sh
only=${1:-.}
port=${PORT:-8151}
base=http://127.0.0.1:$port
kinds=(online in-person hybrid cancelled postponed moved no-title all-day two-sessions seed)

if [ ! -f "$gauntlet" ]; then
    echo "There is no gauntlet beside this repository: nothing was run."
    exit 0
fi

home=$(mktemp -d)
TERMCARD_HOME=$home .venv/bin/termcard serve --demo --port "$port" >"$home/log" 2>&1 &
server=$!
trap 'kill "$server" 2>/dev/null; wait "$server" 2>/dev/null; rm -rf "$home"' EXIT
for _ in $(seq 120); do
    curl -fs -o /dev/null "$base/readyz" && break
    kill -0 "$server" 2>/dev/null || { cat "$home/log"; exit 1; }
    sleep 1
done

where() {  # the path to which the name of a demonstration event or series leads
    curl -fsS -L -o /dev/null -w '%{url_effective}' "$base$1" | sed "s|^$base||"
}

failed=0 runs=0
run() {  # page, calendar, feed, checks
    echo "== $1 $2 $3"
    runs=$((runs + 1))
    bash "$gauntlet" "$base" "$1" "$2" "$3" "${4:-$only}" || failed=$((failed + 1))
}

page=/
for kind in "${kinds[@]}"; do
    page=$(where "/events/demo-$kind/")
    run "$page" "${page%/}.ics" /index.rss
done
zones=$(where /series/demo-ten-zones/)
for listing in "${zones%/}" /hosts/education /index; do
    calendars='^(http|ics|client|peer|feed)'
    run "$page" "$listing.ics" "$listing.rss" "$calendars"
    run "$page" "$listing.ics" "$listing.atom" '^feed'
    run "$page" "$listing.ics" "$listing.json" '^feed-feedparser'
done

echo "$failed of $runs runs had failures"
[ "$failed" = 0 ]
