#!/usr/bin/env bash
# Every check that is not a test. Runs them all and says at the end which failed.
set -uo pipefail
cd "$(dirname "$0")/.."
home=$(mktemp -d)
trap 'rm -rf "$home"' EXIT
export TERMCARD_HOME=$home PYTHONWARNINGS=ignore::DeprecationWarning
bin=.venv/bin
failed=()

check() { # check NAME COMMAND…
    local name=$1
    shift
    "$@" >"$home/said" 2>&1 && return
    failed+=("$name")
    printf '\n--- %s\n' "$name"
    cat "$home/said"
}

templates() {
    local found
    mapfile -t found < <(git ls-files 'termcard/*.html')
    [ ${#found[@]} -eq 0 ] || $bin/djade --check --target-version 5.2 "${found[@]}"
}

deployed() { # the settings of a real installation give Django nothing to warn about
    TERMCARD_BASE_URL=https://events.example $bin/python manage.py check --deploy --fail-level WARNING
}

check 'ruff check (make fix mends much)' $bin/ruff check .
check 'ruff format (make fix)' $bin/ruff format --check .
check 'types' $bin/mypy
check 'import contracts' $bin/lint-imports
check 'templates (make fix)' templates
check 'system check' $bin/python manage.py check --fail-level WARNING
check 'system check of a deployment' deployed
check 'migrations' $bin/python manage.py makemigrations --check --dry-run
check 'docs (make docs writes the generated pages)' $bin/python scripts/check_docs.py

if [ ${#failed[@]} -gt 0 ]; then
    printf '\nFailed: %s\n' "${failed[*]}" >&2
    exit 1
fi
echo "All checks pass."
