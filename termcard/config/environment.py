"""What can be set from outside: every TERMCARD_… variable, its meaning and its safe default."""

from __future__ import annotations

import ipaddress
import os
import secrets
import zoneinfo
from collections.abc import Sequence
from email.errors import MessageError
from email.headerregistry import Address, HeaderRegistry
from pathlib import Path
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import NoDecode, SettingsConfigDict

from termcard.config.databases import database_settings, sqlite_settings
from termcard.config.mail import mail_settings
from termcard.config.refusals import Refused
from termcard.config.single_sign_on import SingleSignOn
from termcard.config.statements import Statements

PREFIX = "TERMCARD_"
_SHORTEST_SECRET = 50
_LANGUAGES = ("en-gb", "en")

Network = ipaddress.IPv4Network | ipaddress.IPv6Network


class Misconfigured(Refused):
    """The environment says something that cannot be; one line for each such thing."""


class Environment(Statements, SingleSignOn):
    """The settings of one installation. Nothing needs to be set."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True
    )

    home: Path = Field(
        default=Path("var"),
        description="The folder for everything that is kept: the embedded database, the secret "
        "key, collected static files. Made when absent.",
    )
    base_url: str = Field(
        default="http://127.0.0.1:8000",
        description="Where the public finds this installation, without a path: the addresses in "
        "mails and calendars begin with it. When it begins with https, cookies travel over "
        "https alone. `termcard serve` fills in the address that it serves.",
    )
    secret_key: str = Field(
        default="",
        description=f"Signs sessions and links: at least {_SHORTEST_SECRET} characters that "
        "nobody can guess, the same for every process. Made at the first start, and kept in "
        "the file `secret-key` of TERMCARD_HOME, when unset.",
        repr=False,
    )
    old_secret_keys: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="Secret keys that were in use before, with commas between them: what they "
        "signed still counts, and the joining links they sealed can still be opened.",
        repr=False,
    )
    database_url: str = Field(
        default="",
        description="Where the tables are: `sqlite:///folder/file` (`sqlite:////folder/file` "
        "from the root), or `postgres://user:password@host:port/name`, with libpq's `sslmode` "
        "and the like behind a question mark. The file `termcard.sqlite3` in TERMCARD_HOME "
        "when unset.",
        repr=False,
    )
    email_url: str = Field(
        default="console:",
        description="Where mail goes: `console:` prints it, `smtp://user:password@host:port` "
        "sends it. Behind `?tls=` stands `starttls`, `tls` or `none`; unsaid, it is `tls` on "
        "port 465, `none` to this very machine, else `starttls`.",
        repr=False,
    )
    mail_from: str = Field(
        default="",
        description="The sender of every mail: `events@university.example`, or "
        "`University events <events@university.example>`. `termcard@` and the host of "
        "TERMCARD_BASE_URL when unset.",
    )
    time_zone: str = Field(
        default="Europe/London",
        description="The time zone of dates that name none, by its name in the tz database.",
    )
    language: str = Field(
        default="en-gb",
        description=f"The language of the pages: {' or '.join(_LANGUAGES)}.",
    )
    trusted_proxies: Annotated[tuple[Network, ...], NoDecode] = Field(
        default=(),
        description="The addresses or networks of the proxies in front, with commas between "
        "them: what they say in X-Forwarded-For and X-Forwarded-Proto is believed; from "
        "anybody else these are dropped.",
    )
    metrics_allow: Annotated[tuple[Network, ...], NoDecode] = Field(
        default=(ipaddress.ip_network("127.0.0.1"), ipaddress.ip_network("::1")),
        description="The addresses or networks that may read `/metrics`, with commas between "
        "them; for everybody else it is not there.",
    )
    log_format: Literal["plain", "json"] = Field(
        default="plain",
        description="How log lines are written to standard error: `plain` for people, `json` "
        "for machines, one object a line.",
    )
    log_requests: bool = Field(
        default=False,
        description="Whether every answer is logged, by the pattern of its address, and not "
        "only faults and what took longer than a second. Who asked is never logged.",
    )
    debug: bool = Field(
        default=False,
        description="For developers: show faults in full, to every visitor. Never where the "
        "public comes.",
    )

    @field_validator("base_url")
    @classmethod
    def _is_an_origin(cls, value: str) -> str:
        try:
            parts = urlsplit(value)
            host, _ = parts.hostname, parts.port
        except ValueError:
            host, parts = None, urlsplit("")
        rest = parts.path.strip("/") or parts.query or parts.fragment or parts.username
        if parts.scheme not in ("http", "https") or not host or rest:
            raise ValueError(
                "must be http:// or https:// and a host, without a path: "
                "https://events.university.example"
            )
        return f"{parts.scheme}://{parts.netloc}"

    @field_validator("secret_key")
    @classmethod
    def _is_long(cls, value: str) -> str:
        if value and len(value) < _SHORTEST_SECRET:
            raise ValueError(f"must have at least {_SHORTEST_SECRET} characters")
        return value

    @field_validator("old_secret_keys", mode="before")
    @classmethod
    def _are_keys(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        return tuple(word.strip() for word in value.split(",") if word.strip())

    @field_validator("database_url")
    @classmethod
    def _is_a_database(cls, value: str) -> str:
        if value:
            database_settings(value)
        return value

    @field_validator("email_url")
    @classmethod
    def _is_a_mail_server(cls, value: str) -> str:
        mail_settings(value)
        return value

    @field_validator("mail_from")
    @classmethod
    def _is_one_address(cls, value: str) -> str:
        if value and not _is_one_mailbox(value):
            raise ValueError("must be one address: University events <events@university.example>")
        return value

    @field_validator("time_zone")
    @classmethod
    def _is_a_zone(cls, value: str) -> str:
        if value not in zoneinfo.available_timezones():
            raise ValueError(f"is no time zone: “{value}”; one is Europe/London")
        return value

    @field_validator("language")
    @classmethod
    def _is_a_language(cls, value: str) -> str:
        if value.lower() not in _LANGUAGES:
            raise ValueError(f"must be {' or '.join(_LANGUAGES)}, not “{value}”")
        return value.lower()

    @field_validator("trusted_proxies", "metrics_allow", mode="before")
    @classmethod
    def _are_networks(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        try:
            return tuple(ipaddress.ip_network(word.strip()) for word in value.split(","))
        except ValueError:
            raise ValueError(
                "must be addresses or networks with commas between them: 127.0.0.1, 10.0.0.0/8"
            ) from None

    @property
    def is_https(self) -> bool:
        """Whether the public comes over https."""
        return self.base_url.startswith("https:")

    @property
    def hosts(self) -> list[str]:
        """The names under which this installation answers."""
        host = urlsplit(self.base_url).hostname or ""
        return list(dict.fromkeys([f"[{host}]" if ":" in host else host, *_LOCAL_HOSTS]))

    @property
    def sender(self) -> str:
        """The sender of every mail."""
        return self.mail_from or f"termcard@{urlsplit(self.base_url).hostname}"

    def database(self) -> dict[str, Any]:
        """Return Django's settings of the one database."""
        if self.database_url:
            return database_settings(self.database_url)
        return sqlite_settings(self.home / "termcard.sqlite3")


_LOCAL_HOSTS = ("localhost", "127.0.0.1", "[::1]")


def read_environment() -> Environment:
    """Return the settings of this process, with its home made.

    Raises Misconfigured with everything that is wrong at once, one line each.
    """
    try:
        environment = Environment()
    except ValidationError as error:
        raise Misconfigured("\n".join(_in_words(error))) from None
    try:
        environment.home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Misconfigured(
            f"{PREFIX}HOME: the folder {environment.home} cannot be made ({error.strerror})"
        ) from None
    return environment


def kept_secret_key(environment: Environment) -> str:
    """Return the secret key that is set, or the one kept in the home, made at the first call.

    Its file is readable by its owner alone. Two processes that start together get one key.
    """
    if environment.secret_key:
        return environment.secret_key
    file = environment.home / "secret-key"
    try:
        if not file.exists():
            _keep_new_key(file)
        key = file.read_text(encoding="ascii").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise Misconfigured(f"{PREFIX}HOME: the key in {file} cannot be used ({error})") from None
    if len(key) < _SHORTEST_SECRET:
        raise Misconfigured(f"{PREFIX}HOME: the key in {file} is too short; delete that file")
    return key


def _keep_new_key(file: Path) -> None:
    """Write a whole key under a name of its own, then link it: nobody ever reads half a key."""
    own = file.with_name(f"{file.name}.{os.getpid()}.{secrets.token_hex(4)}")
    handle = os.open(own, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with open(handle, "w", encoding="ascii") as stream:
        stream.write(secrets.token_urlsafe(64) + "\n")
        stream.flush()
        os.fsync(stream.fileno())
    try:
        os.link(own, file)
    except FileExistsError:
        pass  # another process was first; its key is everybody's
    finally:
        own.unlink()


def _is_one_mailbox(value: str) -> bool:
    if any(ord(character) < 32 or ord(character) == 127 for character in value):
        return False
    try:
        header = HeaderRegistry()("from", value)
    except (MessageError, ValueError, IndexError):
        return False
    found: Sequence[Address] = getattr(header, "addresses", ())
    return not header.defects and len(found) == 1 and bool(found[0].username and found[0].domain)


def _in_words(error: ValidationError) -> list[str]:
    lines = []
    for fault in error.errors(include_url=False, include_input=False):
        name = f"{PREFIX}{fault['loc'][0]}".upper() if fault["loc"] else PREFIX
        words = "must be yes or no" if fault["type"].startswith("bool") else fault["msg"]
        lines.append(f"{name}: {words.removeprefix('Value error, ')}")
    return lines
