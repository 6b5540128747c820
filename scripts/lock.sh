#!/usr/bin/env bash
# Pin what requirements/*.in name, with hashes and without any address of an index.
# What is pinned stays pinned; `scripts/lock.sh --upgrade` takes the newest.
set -euo pipefail
cd "$(dirname "$0")/.."

pin() { # pin NAME, with more options
    local name=$1
    shift
    .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
        --no-emit-index-url --no-emit-find-links --no-header --no-annotate "$@" \
        --output-file "requirements/$name.txt" "requirements/$name.in"
}

pin run "$@"
pin test --constraint requirements/run.txt "$@"
