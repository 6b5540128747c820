#!/usr/bin/env bash
# Run the whole suite on SQLite, then on PostgreSQL the part that touches the database.
# Arguments go to pytest: `scripts/test.sh tests/programme -k moved`.
set -euo pipefail
cd "$(dirname "$0")/.."
pytest=(.venv/bin/python -m pytest)

echo "On SQLite:"
"${pytest[@]}" "$@"

echo "On PostgreSQL, the tests that touch the database:"
.venv/bin/python -m tests.services postgresql "${pytest[@]}" -m "not browser" "$@"
