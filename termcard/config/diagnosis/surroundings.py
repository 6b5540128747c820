"""Looks at the settings, and at what they lead to outside the database."""

from __future__ import annotations

import ipaddress
import socket
import ssl
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as TooLong
from email.utils import parseaddr
from smtplib import SMTPException
from urllib.parse import urlsplit

from django.core import mail

from termcard.config.diagnosis.finding import Finding, look, well, wrong
from termcard.config.environment import Environment

_SECONDS = 5
_NO_PUBLIC_ENDS = ("localhost", "local", "internal", "test", "example", "invalid", "lan")


def base_url(environment: Environment) -> Finding:
    """Look at where the public is told to come."""
    name, url = "base-url", environment.base_url
    if is_local(urlsplit(url).hostname or ""):
        return look(
            name,
            f"{url} can be reached from this machine or network alone",
            "set TERMCARD_BASE_URL to the https address that the public uses",
        )
    if not environment.is_https:
        return wrong(
            name,
            f"{url} is not https: sessions travel in clear",
            "put a proxy that speaks https in front, and write https in TERMCARD_BASE_URL",
        )
    return well(name, f"the public comes to {url}")


def proxies(environment: Environment) -> Finding:
    """Look at whether the proxy that speaks https for us is believed."""
    name, trusted = "trusted-proxies", environment.trusted_proxies
    if environment.is_https and not trusted:
        return wrong(
            name,
            "the public comes over https, so through a proxy, and none is trusted: everybody "
            "seems to come from the proxy",
            "set TERMCARD_TRUSTED_PROXIES to the proxy's address, such as 127.0.0.1",
        )
    if any(network.num_addresses > 2**24 for network in trusted):
        return look(
            name,
            "a very large network is believed about who its visitors are",
            "name the addresses of the proxies alone in TERMCARD_TRUSTED_PROXIES",
        )
    words = ", ".join(map(str, trusted))
    return well(name, f"{words} believed" if words else "no proxy, and none is believed")


def debug(environment: Environment) -> Finding:
    """Look at whether faults are shown to every visitor."""
    if environment.debug:
        return wrong(
            "debug",
            "faults are shown to every visitor, with settings and variables",
            "unset TERMCARD_DEBUG",
        )
    return well("debug", "faults are shown to nobody")


def mail_server(environment: Environment) -> Finding:
    """Call the mail server, sign in there, and send nothing."""
    name = "mail"
    if environment.email_url == "console:":
        return look(
            name,
            "mail is printed where Termcard runs, and reaches nobody",
            "set TERMCARD_EMAIL_URL to smtp://user:password@host:port",
        )
    try:
        connection = mail.get_connection(timeout=_SECONDS)
        connection.open()
        connection.close()
    except (OSError, SMTPException, ssl.SSLError, ValueError) as error:
        return wrong(
            name,
            f"the mail server cannot be used ({type(error).__name__}: {_first_line(error)})",
            "look at TERMCARD_EMAIL_URL, its password, and the way to that server; "
            "letters wait until then",
        )
    return well(name, "the mail server answers")


def sender(environment: Environment) -> Finding:
    """Look at whether mails to our sender, such as those that bounce, could arrive."""
    name = "sender"
    domain = parseaddr(environment.sender)[1].rpartition("@")[2]
    mend = "set TERMCARD_MAIL_FROM to a mailbox of yours that somebody reads"
    if is_local(domain.strip("[]")):
        return look(name, f"{domain} receives no mail: bounces and answers are lost", mend)
    if not _is_known(domain):
        return wrong(name, f"nobody knows the host {domain}: other servers refuse its mail", mend)
    return well(name, f"mails come from {domain}")


def statements(environment: Environment) -> list[Finding]:
    """Look at what the privacy notice and the accessibility statement cannot say."""
    found = []
    for setting, whom in (
        ("privacy_contact", "whom to ask about personal data"),
        ("accessibility_contact", "whom to tell when a page cannot be used"),
    ):
        name = setting.replace("_", "-")
        mend = f"set TERMCARD_{setting.upper()}"
        is_said = bool(getattr(environment, setting))
        unsaid = look(name, f"the statement does not say {whom}", mend)
        found.append(well(name, f"it is said {whom}") if is_said else unsaid)
    day = environment.accessibility_tested_on
    found.append(
        well("accessibility-test", f"last tested on {day.isoformat()}")
        if day
        else look(
            "accessibility-test",
            "the accessibility statement has no day of the last test",
            "have the site tested, and set TERMCARD_ACCESSIBILITY_TESTED_ON",
        )
    )
    return found


def is_local(host: str) -> bool:
    """Say whether a host is one that the public cannot reach, by its name or number alone."""
    try:
        return not ipaddress.ip_address(host).is_global
    except ValueError:
        last = host.lower().rstrip(".").rpartition(".")[2]
        return "." not in host or last in _NO_PUBLIC_ENDS


def _is_known(host: str) -> bool:
    """Ask the resolver, which has no time limit of its own."""
    asking = ThreadPoolExecutor(1)
    try:
        return bool(asking.submit(socket.getaddrinfo, host, None).result(_SECONDS))
    except (OSError, UnicodeError, TooLong):
        return False
    finally:
        asking.shutdown(wait=False, cancel_futures=True)


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [""])[0][:200]
