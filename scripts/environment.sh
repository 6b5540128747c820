#!/usr/bin/env bash
# Make .venv hold what requirements/run.txt or test.txt pins, and the project itself.
# Does nothing, at once, when it already does. An environment for tests also serves to run.
set -euo pipefail
cd "$(dirname "$0")/.."
kind=${1:?run or test}
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1

made_for() { # what an environment of this kind is made of
    { pwd; cat pyproject.toml "requirements/$1.txt"; } | cksum
}

is_ready() { # the stamp of this kind is true and the interpreter still starts
    [ "$(cat ".venv/made-for-$1" 2>/dev/null)" = "$(made_for "$1")" ] && .venv/bin/python -c ''
}

if is_ready "$kind" || { [ "$kind" = run ] && is_ready test; }; then
    exit 0
fi

if ! "${PYTHON:-python3}" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    echo "Termcard needs Python 3.11 or newer; name one with PYTHON=python3.12." >&2
    exit 2
fi
.venv/bin/python -c '' 2>/dev/null || "${PYTHON:-python3}" -m venv --clear .venv
rm -f .venv/made-for-*
echo "Installing what Termcard needs into .venv (once, under a minute)…" >&2
pip=(.venv/bin/python -m pip install -qq --no-warn-script-location --no-compile)
"${pip[@]}" --require-hashes --requirement "requirements/$kind.txt"
"${pip[@]}" --no-deps --no-build-isolation --no-index --editable .
made_for "$kind" >".venv/made-for-$kind"
