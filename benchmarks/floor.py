"""Has nginx serve the bytes that we answer with, as files: the least that an answer can cost."""

from __future__ import annotations

import shutil
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from benchmarks.server import Server

MISSING = "nginx is not installed: `WITH_NGINX=yes scripts/setup_services.sh` installs it"
_CONFIGURATION = """
daemon off; worker_processes 1; pid {home}/pid; error_log stderr crit; user root;
events {{ worker_connections 64; }}
http {{
  access_log off; default_type text/html; keepalive_requests 1000000; sendfile on;
  client_body_temp_path {home}/t; proxy_temp_path {home}/t; fastcgi_temp_path {home}/t;
  uwsgi_temp_path {home}/t; scgi_temp_path {home}/t;
  server {{ listen 127.0.0.1:{port}; root {home}/files; }}
}}
"""


@contextmanager
def nginx(home: Path, answers: Mapping[str, bytes]) -> Iterator[Server | None]:
    """Serve these bytes, each under its name; yield nothing where nginx is missing."""
    program = shutil.which("nginx") or shutil.which("nginx", path="/usr/sbin")
    if program is None:
        yield None
        return
    (home / "files").mkdir(parents=True)
    for name, content in answers.items():
        (home / "files" / name).write_bytes(content)
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port = found.getsockname()[1]
    configuration = home / "nginx.conf"
    configuration.write_text(_CONFIGURATION.format(home=home, port=port), encoding="utf-8")
    process = subprocess.Popen([program, "-c", str(configuration), "-p", str(home)])
    try:
        _wait_for(port)
        yield Server(process, port, 0.0)
    finally:
        process.terminate()
        process.wait(10)


def _wait_for(port: int) -> None:
    for _ in range(200):
        with suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
            return
        time.sleep(0.05)
    raise SystemExit("nginx did not answer.")
