"""Servers of the tests' own, started when they are wanted and gone when they are not."""

import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

IS_CI = os.environ.get("CI") == "true"


class Absent(Exception):
    """The machine lacks a program that the tests can do without."""


def chromium() -> str:
    """Return the path of the browser; raise Absent when there is none."""
    found = shutil.which("chromium") or shutil.which("chromium-browser")
    if not found:
        raise Absent("chromium is absent (make setup-services)")
    return found


@contextmanager
def postgresql() -> Iterator[str]:
    """Run a PostgreSQL cluster in a temporary folder; yield the address of its one database.

    It listens on a socket in that folder alone, and loses all in a power cut, as tests may.
    """
    tools = _postgresql_tools()
    account = _unprivileged()
    folder = Path(tempfile.mkdtemp(prefix="termcard-pg-"))
    cluster = folder / "cluster"
    try:
        if account:
            shutil.chown(folder, account["user"], account["group"])
        folder.chmod(0o755)
        quick = "-F -c full_page_writes=off -c synchronous_commit=off -c max_connections=200"
        options = f"{quick} -c listen_addresses='' -k {folder}"
        _run(
            account, tools / "initdb", "-D", cluster, "-U", "termcard", "-A", "trust", "-E", "UTF8"
        )
        start = ("start", "-w", "-l", folder / "log", "-o", options)
        _run(account, tools / "pg_ctl", "-D", cluster, *start)
        try:
            yield f"postgres://termcard@/postgres?host={folder}"
        finally:
            _run(account, tools / "pg_ctl", "-D", cluster, "stop", "-m", "immediate")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _postgresql_tools() -> Path:
    versions = sorted(
        Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: float(path.parts[-3])
    )
    on_path = shutil.which("initdb")
    if versions:
        return versions[-1].parent
    if on_path:
        return Path(on_path).parent
    raise Absent("PostgreSQL is absent (make setup-services)")


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses to run as root."""
    if os.geteuid() != 0:
        return {}
    return {"user": "postgres", "group": "postgres", "extra_groups": []}


def _run(account: dict[str, Any], *words: object) -> None:
    done = subprocess.run(
        [str(word) for word in words],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        cwd="/",
        timeout=60,
        check=False,
        **account,
    )
    if done.returncode != 0:
        raise RuntimeError(done.stderr.decode(errors="replace"))


def main(words: list[str]) -> int:
    """Run a command beside a service of its own: `postgresql COMMAND …`."""
    if words[0] != "postgresql":
        raise SystemExit("usage: python -m tests.services postgresql COMMAND …")
    try:
        with postgresql() as address:
            environment = {**os.environ, "TERMCARD_DATABASE_URL": address}
            return subprocess.run(words[1:], env=environment, check=False).returncode
    except Absent as absent:
        sys.stdout.write(f"Skipped: {absent}\n")
        return 1 if IS_CI else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
