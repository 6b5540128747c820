"""Reads a mail server's address into Django's settings."""

from __future__ import annotations

from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

_HERE = {"localhost", "127.0.0.1", "::1"}
_TLS = ("starttls", "tls", "none")
_WAYS = "write console: or smtp://user:password@host:port?tls=starttls"


def mail_settings(url: str) -> dict[str, Any]:
    """Return Django's EMAIL_… settings for `console:` or an `smtp:` address.

    `tls` is starttls, tls (from the first byte) or none. Unsaid, it is tls on port 465, none
    to this very machine, and otherwise starttls: mail is never sent in clear by oversight.
    Raises ValueError, in words for whoever wrote the address.
    """
    if url == "console:":
        return {"EMAIL_BACKEND": "django.core.mail.backends.console.EmailBackend"}
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        raise ValueError(f"is no address of a mail server; {_WAYS}") from None
    options = dict(parse_qsl(parts.query, keep_blank_values=True))
    tls = options.pop("tls", _usual_tls(parts.hostname or "", port))
    if parts.scheme != "smtp" or not parts.hostname or options or tls not in _TLS:
        raise ValueError(f"names no mail server that can be used; {_WAYS} (or tls, or none)")
    return {
        "EMAIL_BACKEND": "django.core.mail.backends.smtp.EmailBackend",
        "EMAIL_HOST": parts.hostname,
        "EMAIL_PORT": port or {"starttls": 587, "tls": 465, "none": 25}[tls],
        "EMAIL_HOST_USER": unquote(parts.username or ""),
        "EMAIL_HOST_PASSWORD": unquote(parts.password or ""),
        "EMAIL_USE_TLS": tls == "starttls",
        "EMAIL_USE_SSL": tls == "tls",
        # No page waits for it, and some servers let everybody wait before they say a word.
        "EMAIL_TIMEOUT": 30,
    }


def _usual_tls(host: str, port: int | None) -> str:
    if port == 465:
        return "tls"
    return "none" if host in _HERE else "starttls"
