"""Finds members' join links, meeting numbers and passcodes of online meetings in free text.

A page about a talk, a recording, a stream or a form to register is not one of them.
"""

from __future__ import annotations

import bisect
import re
from collections.abc import Iterator
from urllib.parse import unquote

from termcard.announcements.found import Found
from termcard.announcements.mail_addresses import find_mail_addresses

NEAR = 400

_JOIN = re.compile(
    r"(?:zoommtg|zoomus|zoomphonecall|msteams|ms-teams|webexteams|gotomeeting|callto):/?/?\w"
    r"|skype:[^\s?]{1,64}\?(?:call|chat|join)"
    r"|zoom(?:gov)?\.(?:us|com|com\.cn)(?::\d+)?/(?:j|w|s|u|wc|my|launch)/"
    r"|zoom_us_[jwsu]_|zoom\.us_[jwsu]_"
    r"|teams\.(?:microsoft|live|cloud\.microsoft)(?:\.com|\.us)?/"
    r"(?:(?:_\#/|dl/launcher/)?(?:l/)?meet(?:up-join)?|dl/launcher|meetingoptions|v2/\?meetingjoin)"
    r"|dialin\.teams\.microsoft\.com/"
    r"|meet\.google\.com/(?:lookup/)?[a-z0-9]|hangouts\.google\.com/(?:call|hangouts)/|g\.co/meet/"
    r"|confno=\d|tel\.meet/[a-z]"
    r"|webex\.com(?:\.cn)?/(?:[^\s?]{0,80}/)?(?:j\.php|e\.php|g\.php|meet/|join/|m/|wbxmjs/"
    r"|webappng/)"
    r"|webex\.com/[^\s]{0,120}mtid="
    r"|(?:meet\.jit\.si|8x8\.vc)/[^\s/]"
    r"|(?<![\w-])jitsi(?:-?meet)?\.[\w-]+(?:\.[\w-]+)+/[^\s/]"
    r"|/bigbluebutton/api/join|/html5client/join"
    r"|/b/[a-z0-9]{3}(?:-[a-z0-9]{3}){2,3}(?![\w-])|/rooms/[a-z0-9]{3}(?:-[a-z0-9]{3}){3}(?![\w-])"
    r"|gotomeet\.me/\w|gotomeeting\.com/(?:join|meeting)|meet\.goto\.com/\w|app\.goto\.com/meeting"
    r"|gotowebinar\.com/join|join\.me/\w"
    r"|whereby\.com/(?!(?:information|blog|org|user|pricing|about)(?:[/?\#]|$))[\w-]"
    r"|bluejeans\.com/(?:\d|meet/|a2m/|play/)"
    r"|bbcollab\.com/(?:guest|collab|launch|invite)"
    r"|join\.skype\.com/\w|meet\.lync\.com/\w|chime\.aws/\d|v\.ringcentral\.com/join"
)
_TOKEN = re.compile(r"[^\s<>\"“”]+")
_NEXT_LINK = re.compile(r"(?<=[,;|(\[])(?=https?://)")
_LINK_STARTS = re.compile(
    r"(?:[a-z][a-z-]{3,15}:)?//"
    r"|(?:zoommtg|zoomus|zoomphonecall|msteams|ms-teams|webexteams|gotomeeting|callto|skype):(?=\w)"
    r"|(?<![\w.-])[\w-]+\.[\w.-]+/",
    re.IGNORECASE,
)
_ENDS = frozenset(["", *"\n\r,;.)]}"])
_CLOSING = ".,;:!?'”’»*_"
_IS = r"(?:[ \t]{0,2}(?:[:=#–-]|is\b|lautet\b)){0,2}[ \t\u00a0]{0,3}"
_NUMBER = re.compile(
    r"(?<![\w-])(?P<platform>(?:(?:zoom|teams|webex)[ \t])?)(?:"
    r"(?:meeting|webinar|conference|event|phone[ \t]conference|room|zoom)[ \t-]?(?:id|kennung)"
    rf"{_IS}\d(?:[ \u00a0-]?\d){{5,14}}"
    r"|(?:(?:meeting|webinar|conference|event)[ \t](?:number|no\.?|code)|(?P<bare>zoom))"
    rf"{_IS}\d(?:[ \u00a0-]?\d){{8,14}})#?(?!\w)",
    re.IGNORECASE,
)
_SECRET = re.compile(
    r"(?<![\w-])(?:(?P<sure>(?:meeting[ \t]|zoom[ \t])?(?:pass-?[ \t]?code|kenncode)"
    r"|(?:meeting|zoom|webinar)[ \t](?:password|pin))"
    r"|(?P<near>password|passwort|kennwort|mot[ \t]de[ \t]passe|contraseña|wachtwoord|hasło"
    r"|access[ \t]code|host[ \t]key|room[ \t]code|pin|pwd?))"
    r"(?:[ \t]{0,2}(?:[:=：]|is\b|\((?=\w))){1,2}[ \t\u00a0]{0,3}(?P<value>[^\s,;)\]}\"”]{1,64})",
    re.IGNORECASE,
)
_TAP = re.compile(
    r"\+?\d[\d-]{0,24},{1,3}\d{8,12}\#(?:[,*]{0,8}\d{0,12}\#){0,3}"
    r"(?:[ \t]+[A-Z][^\n]{0,40})?"
)
_PLATFORM = re.compile(r"zoom|teams|webex|jitsi|google meet|bigbluebutton|skype", re.IGNORECASE)


def find_links_that_hold_addresses(text: str) -> list[Found]:
    """Return where web addresses stand that hold a mail address, and that address."""
    found: list[Found] = []
    if "@" not in text and "%40" not in text:
        return found
    for link in _links(text):
        if "@" in link.value or "%40" in link.value:
            inside = find_mail_addresses(unquote(link.value))
            found += [Found(link.start, link.end, one.value) for one in inside[:1]]
    return found


def find_join_details(text: str) -> list[Found]:
    """Return join links, meeting numbers and passcodes, in order, each as it stands."""
    found = [link for link in _links(text) if is_join_link(link.value)]
    found += [_whole(match) for match in _TAP.finditer(text)] if "#" in text else []
    found += [_number(match) for match in _NUMBER.finditer(text)]
    near = [one.start for one in found] + [match.start() for match in _PLATFORM.finditer(text)]
    found += _secrets(text, sorted(near))
    return _without_overlaps(found)


def is_join_link(link: str) -> bool:
    """Say whether whoever has this link can join the meeting; wrapped links count too."""
    for _ in range(3):
        if _JOIN.search(link.lower()) is not None:
            return True
        inner = unquote(link)
        if inner == link:
            return False
        link = inner
    return False


def _links(text: str) -> Iterator[Found]:
    for token in _TOKEN.finditer(text):
        if "/" not in token[0] and ":" not in token[0]:
            continue
        start = token.start()
        for piece in _NEXT_LINK.split(token[0]):
            if (begins := _LINK_STARTS.search(piece)) is not None:
                link = _trimmed(piece[begins.start() :])
                if link:
                    yield Found(start + begins.start(), start + begins.start() + len(link), link)
            start += len(piece)


def _trimmed(link: str) -> str:
    """Leave out what ends the sentence or closes a bracket that the link did not open."""
    if link[-1].isalnum():
        return link
    end = len(link)
    opened = {")": link.count("("), "]": link.count("["), "}": link.count("{")}
    closed = {mark: link.count(mark) for mark in opened}
    while end:
        mark = link[end - 1]
        if mark in opened and closed[mark] > opened[mark]:
            closed[mark] -= 1
        elif mark not in _CLOSING:
            break
        end -= 1
    return link[:end]


def _secrets(text: str, near: list[int]) -> Iterator[Found]:
    for match in _SECRET.finditer(text):
        value = match["value"].rstrip(_CLOSING)
        end = match.start("value") + len(value)
        follows = text[end : end + 8].lstrip(" \t\u00a0")[:1]
        # "Passcode: sent to members" holds none: a word alone counts when the phrase ends there.
        is_value = any(char.isdigit() for char in value) or follows in _ENDS
        is_ours = match["sure"] is not None or _is_near(match.start(), near)
        if value and is_value and is_ours:
            yield Found(match.start(), end, text[match.start() : end])


def _is_near(position: int, sorted_positions: list[int]) -> bool:
    at = bisect.bisect_left(sorted_positions, position - NEAR)
    return at < len(sorted_positions) and sorted_positions[at] <= position + NEAR


def _whole(match: re.Match[str]) -> Found:
    return Found(match.start(), match.end(), match[0].strip())


def _number(match: re.Match[str]) -> Found:
    """Leave the platform's name: that a meeting is on Zoom is no secret."""
    start = match.end("bare") if match["bare"] else match.end("platform")
    start += len(match.string[start : match.end()]) - len(
        match.string[start : match.end()].lstrip()
    )
    return Found(start, match.end(), match.string[start : match.end()])


def _without_overlaps(found: list[Found]) -> list[Found]:
    kept: list[Found] = []
    for one in sorted(found):
        if not kept or one.start >= kept[-1].end:
            kept.append(one)
    return kept
