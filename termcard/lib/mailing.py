"""Builds every mail, and hands it to the mail server: the one way out."""

from __future__ import annotations

import hashlib
import html
import re
import smtplib
import uuid
from contextlib import suppress
from dataclasses import dataclass
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import format_datetime, parseaddr
from types import TracebackType
from typing import Any, Self

from django.conf import settings
from django.core import mail

from termcard.lib.wording import plain_line

LONGEST_SUBJECT = 200
_LONGEST_PLAIN_LINE = 900  # RFC 5322, section 2.1.1, allows 998
_LONGEST_REFUSAL = 200
_SECONDS_TO_TAKE_A_MAIL = 600  # RFC 5321, section 4.5.3.2.6
_ADDRESS = re.compile(r"<?[^\s<>]*@[^\s<>]*>?")
# RFC 3463: 5.1 is about the address, 5.2 about the mailbox; 5.7 and the rest about us or the way.
_ENHANCED = re.compile(r"\s*5\.(\d{1,3})\.\d{1,3}\b")
_ABOUT_THE_RECIPIENT = {"1", "2"}
_METHOD = re.compile(r"^METHOD:([A-Z]+)\r?$", re.MULTILINE)
_NO_SUCH_MAILBOX = {550, 551, 553}


@dataclass(frozen=True)
class Mail:
    """Everything that makes a mail: built again from the same, it is the same to the byte."""

    to: str
    subject: str
    text: str
    message_id: str
    written_at: datetime
    reply_to: str = ""
    unsubscribe_url: str = ""
    calendar: str = ""


class _Written(EmailPolicy):
    """Leaves the address that ends such mails whole, which would else be folded into pieces."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        if name == "List-Unsubscribe":
            return f"{name}: {value}{self.linesep}".encode("ascii")
        folded: bytes = super().fold_binary(name, value)
        return folded


class Unreachable(Exception):
    """No mail can be sent at all now: the server is away, or is not to be trusted."""


class NotTaken(Exception):
    """The server did not take this mail; when `is_final`, it never will for this person."""

    def __init__(self, words: str, *, is_final: bool = False, is_cut_off: bool = False) -> None:
        super().__init__(words)
        self.is_final = is_final
        self.is_cut_off = is_cut_off


def new_message_id() -> str:
    """Return a Message-ID that no other mail has (RFC 5322, section 3.6.4)."""
    _, sender = parseaddr(settings.DEFAULT_FROM_EMAIL)
    return f"<{uuid.uuid4().hex}@{sender.rpartition('@')[2]}>"


def subject_line(words: str) -> str:
    """Return words on one line, cut to the length of a subject, that nobody reads as encoded."""
    line = plain_line(words).replace("=?", "= ?")
    return line if len(line) <= LONGEST_SUBJECT else f"{line[: LONGEST_SUBJECT - 1].rstrip()}…"


def written(letter: Mail) -> EmailMessage:
    """Return the mail as it travels: plain text from our one sender to one person.

    With a calendar it is laid out as calendar programs understand it (RFC 6047, section 2.4):
    the first part says the same in words and to the program, the second is a file.
    """
    message = EmailMessage(policy=_Written(linesep="\r\n"))
    message["From"] = settings.DEFAULT_FROM_EMAIL
    message["To"] = Address(addr_spec=letter.to)
    if letter.reply_to:
        message["Reply-To"] = Address(addr_spec=letter.reply_to)
    message["Subject"] = subject_line(letter.subject)
    message["Date"] = format_datetime(letter.written_at)
    message["Message-ID"] = letter.message_id
    # RFC 3834, section 5: so that no absence notice answers a machine.
    message["Auto-Submitted"] = "auto-generated"
    if letter.unsubscribe_url:  # RFC 8058, section 3.1
        message["List-Unsubscribe"] = f"<{letter.unsubscribe_url}>"
        message["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    message.set_content(letter.text, cte=_encoding(letter.text))
    if letter.calendar:
        _enclose(message, letter)
    return message


def _enclose(message: EmailMessage, letter: Mail) -> None:
    """Add the calendar: to the program where it has a method, and as a file."""
    calendar = letter.calendar.replace("\r\n", "\n").replace("\n", "\r\n").encode()
    found = _METHOD.search(letter.calendar)
    told = {"charset": "utf-8", **({"method": found[1]} if found else {})}
    lines = html.escape(letter.text).replace("\n", "<br>\n")
    message.add_alternative(f"<p>{lines}</p>\n", subtype="html", cte="quoted-printable")
    if found:
        message.add_alternative(calendar, maintype="text", subtype="calendar", params=told)
    message.add_attachment(
        calendar, maintype="text", subtype="calendar", filename="event.ics", params=told
    )
    # Drawn from the Message-ID, so that a mail written again is the same to the byte.
    digest = hashlib.sha256(letter.message_id.encode()).hexdigest()[:24]
    for number, each in enumerate(message.walk()):
        if each.is_multipart():
            each.set_boundary(f"=_{number}_{digest}")


def _encoding(text: str) -> str:
    """Readable as it stands where that travels safely; never base64, which filters dislike."""
    is_plain = text.isascii() and all(len(x) < _LONGEST_PLAIN_LINE for x in text.split("\n"))
    return "7bit" if is_plain else "quoted-printable"


class _Carried(mail.EmailMessage):
    """Lets Django's mail backends carry a mail that we wrote."""

    def __init__(self, letter: Mail) -> None:
        super().__init__(
            subject=letter.subject,
            body=letter.text,
            to=[letter.to],
            reply_to=[letter.reply_to] if letter.reply_to else None,
            headers={"Message-ID": letter.message_id},
        )
        self._written = _Bytes(written(letter).as_bytes())

    def message(self, **kwargs: Any) -> Any:
        return self._written


class _Bytes:
    """A written mail, as the backends ask for it."""

    def __init__(self, content: bytes) -> None:
        self._content = content

    def as_bytes(self, unixfrom: bool = False, linesep: str = "\n") -> bytes:
        lines = self._content.replace(b"\r\n", b"\n")
        return lines.replace(b"\n", linesep.encode())

    def get_charset(self) -> None:
        """Say that it is UTF-8, of which ASCII is a part."""


class Sender:
    """One conversation with the mail server, for as many mails as there are.

    Opened at the first mail, and again after it broke. Server and TLS are Django's settings; a
    certificate that cannot be verified is a server that cannot be reached: nothing is ever
    sent in clear instead.
    """

    def __init__(self) -> None:
        self._connection: Any = mail.get_connection()
        self._is_open = False

    def __enter__(self) -> Self:
        """Begin; the server is called at the first mail."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Take leave of the server."""
        self.hang_up()

    def send(self, letter: Mail) -> None:
        """Hand one mail over; returns when the server has taken it.

        Raises Unreachable when no mail can be sent now, NotTaken when this one cannot.
        """
        try:
            carried = _Carried(letter)
        except (ValueError, TypeError) as error:
            raise NotTaken(f"cannot be written: {type(error).__name__}") from error
        self._open()
        try:
            self._connection.send_messages([carried])
        except smtplib.SMTPRecipientsRefused as error:
            code, words = next(iter(error.recipients.values()))
            raise self._not_taken(code, words, is_about_recipient=True) from error
        except smtplib.SMTPResponseException as error:
            raise self._not_taken(error.smtp_code, error.smtp_error) from error
        except (OSError, ValueError) as error:  # cut off, timed out
            self.hang_up()
            raise NotTaken(_in_words(error), is_cut_off=True) from error

    def hang_up(self) -> None:
        """Close the conversation, if there is one."""
        self._is_open = False
        with suppress(OSError):
            self._connection.close()

    def _open(self) -> None:
        if self._is_open:
            return
        try:
            self._connection.open()
        except (OSError, ValueError) as error:
            self.hang_up()
            raise Unreachable(_in_words(error)) from error
        self._is_open = True
        # Some look long at a mail before they take it. Who hangs up early sends it again.
        server = getattr(self._connection, "connection", None)
        if isinstance(server, smtplib.SMTP) and server.sock is not None:
            server.sock.settimeout(_SECONDS_TO_TAKE_A_MAIL)

    def _not_taken(
        self, code: int, words: bytes | str, *, is_about_recipient: bool = False
    ) -> NotTaken:
        said = words.decode(errors="replace") if isinstance(words, bytes) else words
        if code == 421:  # RFC 5321, section 3.8: the server is closing
            self.hang_up()
        is_final = is_about_recipient and _is_final(code, said)
        return NotTaken(_short(f"{code} {said}"), is_final=is_final, is_cut_off=code == 421)


def _is_final(code: int, words: str) -> bool:
    """Say whether a refused recipient is refused for good, and not our server or our name."""
    enhanced = _ENHANCED.match(words)
    if enhanced:
        return code >= 500 and enhanced[1] in _ABOUT_THE_RECIPIENT
    return code in _NO_SUCH_MAILBOX


def _in_words(error: Exception) -> str:
    if isinstance(error, smtplib.SMTPResponseException):
        said = error.smtp_error
        words = said.decode(errors="replace") if isinstance(said, bytes) else said
        return _short(f"{type(error).__name__}: {error.smtp_code} {words}")
    return _short(f"{type(error).__name__}: {error}")


def _short(words: str) -> str:
    """Return what a server said without the address it was about, and not all of it."""
    return _ADDRESS.sub("…", plain_line(words))[:_LONGEST_REFUSAL]
