"""Takes an e-mail apart (RFC 5322): its calendar, its words, and the day it was sent."""

from __future__ import annotations

import email
import email.policy
import re
from dataclasses import dataclass
from datetime import date
from email.message import Message
from email.utils import parsedate_to_datetime
from itertools import islice

from termcard.announcements.decoding import decode

MOST_PARTS = 200
_HEADER = re.compile(rb"([A-Za-z][A-Za-z0-9-]{0,60}):[ \t]?[^\r\n]*(?:\r?\n[ \t][^\r\n]*)*\r?\n")
_OF_MAIL = frozenset({b"from", b"to", b"subject", b"date", b"cc", b"reply-to", b"sender"})
_OF_PROGRAMS = frozenset(
    {b"mime-version", b"content-type", b"message-id", b"received", b"return-path", b"delivered-to"}
)
_ENVELOPE = re.compile(rb"(?:\xef\xbb\xbf)?\s{0,20}(?:From [^\r\n]{3,200}\r?\n)?")
_PREFIX = re.compile(r"(?:(?:re|fwd?|wg|aw|tr|rv|i|fw)\s*:\s*|\[[^\]]{1,40}\]\s*)+", re.IGNORECASE)


@dataclass(frozen=True, kw_only=True)
class Mail:
    """What can be read of a message; `calendar` and `html` are empty when it has none."""

    subject: str = ""
    text: str = ""
    html: str = ""
    calendar: bytes = b""
    sent_on: date | None = None

    def words(self) -> str:
        """Return the subject and the text below it, as one announcement."""
        subject = _PREFIX.sub("", self.subject, count=1).strip()
        if not subject or subject.casefold() in self.text[:2_000].casefold():
            return self.text
        return f"{subject}\n\n{self.text}"


def looks_like(source: bytes) -> bool:
    """Say whether the bytes are a message as programs keep it: headers, one of them technical."""
    begins = _ENVELOPE.match(source)
    at = begins.end() if begins else 0
    seen: set[bytes] = set()
    for _ in range(100):
        header = _HEADER.match(source, at, at + 20_000)
        if header is None:
            break
        seen.add(header[1].lower())
        at = header.end()
    is_over = source[at : at + 1] in (b"\r", b"\n", b"")
    return is_over and bool(seen & _OF_MAIL) and bool(seen & _OF_PROGRAMS)


def read(source: bytes) -> Mail:
    """Return what the message holds, of its first part of each kind.

    Raises ValueError, one sentence, for a message that cannot be taken apart.
    """
    try:
        message = email.message_from_bytes(source.lstrip(), policy=email.policy.compat32)
        parts = list(islice(message.walk(), MOST_PARTS))
    except (RecursionError, ValueError, LookupError) as error:
        raise ValueError("This e-mail cannot be taken apart.") from error
    kinds: dict[str, bytes] = {}
    for part in parts:
        kind = part.get_content_type()
        name = (part.get_filename("") or "").lower()
        if name.endswith(".ics"):
            kind = "text/calendar"
        is_attached = part.get_content_disposition() == "attachment"
        if kind not in kinds and (kind == "text/calendar" or not is_attached):
            kinds[kind] = _body(part)
    return Mail(
        subject=_subject(message),
        text=_text(kinds.get("text/plain", b"")),
        html=_text(kinds.get("text/html", b"")),
        calendar=kinds.get("text/calendar", b""),
        sent_on=_sent_on(message),
    )


def _body(part: Message) -> bytes:
    """Return the bytes of a part in UTF-8, whatever it says of its character set."""
    try:
        body = part.get_payload(decode=True)
    except (ValueError, LookupError):
        return b""
    if not isinstance(body, bytes):
        return b""
    try:
        charset = part.get_content_charset() or ""
        return body.decode(charset or "utf-8").encode() if charset else body
    except (LookupError, ValueError):
        return body


def _text(body: bytes) -> str:
    try:
        return decode(body) if body else ""
    except ValueError:
        return ""


def _subject(message: Message) -> str:
    try:
        said = email.header.decode_header(str(message.get("Subject", ""))[:1_000])
        pieces = [
            piece.decode(charset or "ascii", "replace") if isinstance(piece, bytes) else piece
            for piece, charset in said
        ]
    except (ValueError, LookupError, AssertionError, email.errors.MessageError):
        return ""
    return " ".join("".join(pieces).split())


def _sent_on(message: Message) -> date | None:
    try:
        return parsedate_to_datetime(str(message.get("Date", ""))[:100]).date()
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
