#!/usr/bin/env bash
# Run the whole suite on SQLite, then on PostgreSQL the part that touches the database.
# Arguments go to pytest: `scripts/test.sh tests/programme -k moved`.
set -uo pipefail
cd "$(dirname "$0")/.."
pytest=(.venv/bin/python -m pytest)

echo "On SQLite:"
"${pytest[@]}" "$@"
sqlite=$?

echo "On PostgreSQL, the tests that touch the database:"
.venv/bin/python -m tests.services postgresql "${pytest[@]}" -m "not browser" "$@"
postgresql=$?
# 5 is pytest's word for "none of these tests touches the database".
if [ $# -gt 0 ] && [ $postgresql -eq 5 ]; then postgresql=0; fi

[ $sqlite -eq 0 ] && [ $postgresql -eq 0 ]
