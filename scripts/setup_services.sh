#!/usr/bin/env bash
# Install what only some tests need from Debian: chromium, PostgreSQL, Redis. Skips what is there.
# WITH_NGINX=yes also installs nginx, beside which `make bench` measures.
set -euo pipefail

missing=()
command -v chromium >/dev/null || missing+=(chromium)
compgen -G '/usr/lib/postgresql/*/bin/initdb' >/dev/null || missing+=(postgresql)
command -v redis-server >/dev/null || missing+=(redis-server)
[ -z "${WITH_NGINX:-}" ] || command -v nginx >/dev/null || missing+=(nginx)
[ ${#missing[@]} -eq 0 ] && exit 0

if ! command -v apt-get >/dev/null || [ "$(id -u)" -ne 0 ]; then
    echo "As root, on Debian: apt-get install ${missing[*]}" >&2
    exit 2
fi
echo "Installing ${missing[*]}…" >&2
export DEBIAN_FRONTEND=noninteractive
log=$(mktemp)
{
    apt-get update &&
        # The tests start a cluster of their own: Debian need not start one.
        mkdir -p /etc/postgresql-common/createcluster.d &&
        echo 'create_main_cluster = false' >/etc/postgresql-common/createcluster.d/no-main.conf &&
        apt-get install --yes --no-install-recommends "${missing[@]}"
} >"$log" 2>&1 </dev/null || { tail -n 30 "$log" >&2; exit 1; }
