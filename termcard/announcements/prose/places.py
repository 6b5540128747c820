"""Tells rooms and buildings from platforms, and on site from online."""

from __future__ import annotations

import re

from termcard.announcements.announcement import Mode
from termcard.announcements.prose.languages import wordlist
from termcard.announcements.prose.remembering import remembered
from termcard.announcements.prose.spans import Found, Span

_PLATFORMS = (
    ("Microsoft Teams", r"microsoft\steams|ms[\s-]?teams|teams\.microsoft\.com|teams\.live\.com"),
    ("Zoom", r"zoom(?:\.us|\.com)?"),
    ("Google Meet", r"google\s?meet|meet\.google\.com"),
    ("Webex", r"(?:cisco\s)?webex"),
    ("BigBlueButton", r"big\s?blue\s?button|bbb"),
    ("Blackboard Collaborate", r"blackboard(?:\scollaborate)?|collaborate\sultra"),
    ("Jitsi", r"jitsi(?:\smeet)?"),
    ("Gather", r"gather\.?town"),
    ("GoToWebinar", r"gotowebinar|gotomeeting"),
    ("Skype", r"skype"),
    ("Discord", r"discord"),
    ("Crowdcast", r"crowdcast"),
    ("Hopin", r"hopin"),
    ("YouTube", r"youtube(?:\.com)?|youtu\.be"),
    ("Facebook Live", r"facebook\slive"),
    ("Twitch", r"twitch(?:\.tv)?"),
)
_PLATFORM = re.compile(
    "|".join(
        rf"(?<![\w@])(?P<p{number}>{words})(?!\w)" for number, (_, words) in enumerate(_PLATFORMS)
    ),
    re.IGNORECASE,
)
# "Teams" and "Meet" alone are names only where a platform is expected.
_SHORT_PLATFORM = re.compile(
    r"(?<!\w)(?:Teams(?=\s(?:seminar|meeting|talk|lecture|webinar|link|call)|\s?[,;)]|\s?\Z)"
    r"|(?<=via )Teams|(?<=on )Teams|(?<=par )Teams|(?<=über )Teams)(?!\w)"
)
_ONLINE = re.compile(
    r"(?<!\w)(?:on-?line|virtual(?:ly)?|webinar|live-?\s?stream(?:ed)?|en ligne|en línea|virtuell"
    r"|in linea|in diretta|in streaming|en streaming|en directo|en direct|da remoto|in remoto"
    r"|remotely|via web|web-?cast|digitale?s?|visioconférence"
    r"|à distance"
    r"|en distanciel|hybride?|zoom|videokonferenz|online-\w+)(?!\w)",
    re.IGNORECASE,
)
_HYBRID = re.compile(
    r"\bhybrid\w*\b|\bhybride\b|\balso\s(?:available\s)?(?:online|via|on\szoom)"
    r"|\band\s(?:also\s)?(?:online|via\s(?:zoom|teams)|on\szoom)"
    r"|\bin[- ]person\s(?:and|or|&|\+|/)\s(?:online|virtual)|\bonline\sand\sin[- ]person"
    r"|\bou\sen\sligne|\bund\sonline|\bsowie\sonline|\be\sonline|\banche\s(?:in\sremoto|online)"
    r"|\bboth\sin\sperson\sand",
    re.IGNORECASE,
)
_NOT_ONLINE = re.compile(
    r"\b(?:in[- ]person|physical|präsenz|on[- ]site)\sonly|\bnot\s(?:be\s)?(?:online|streamed)"
    r"|\bonly\sin[- ]person|\bno\s(?:zoom|online|stream)|\bspeaker\swill\s(?:join"
    r"|speak)\s(?:remotely|via)",
    re.IGNORECASE,
)
_PLACE_WORDS = re.compile(
    r"(?<!\w)(?:room|rm\.?|hall|theatre|theater|auditorium|building|bldg\.?|house|library"
    r"|lab(?:oratory)?|campus"
    r"|street|st\.|road|rd\.?|lane|avenue|ave\.?|square|sq\.?|place|court|yard|green|gardens?"
    r"|terrace|gate"
    r"|chapel|church|cathedral|castle|tower|museum|gallery|suite|floor|level|wing|annexe?|centre"
    r"|center"
    r"|atrium|foyer|lounge|common\sroom|studio|quad|boardroom|bar|caf[eé]|club|hotel|pavilion"
    r"|school\sof"
    r"|college|union|institut[eo]?|observatory|clubroom|parlour|lodge|barn|marquee|arts\scentre"
    r"|raum|zimmer|saal|\w*saal|\w*hörsaal|hörsaal|haus|\w*haus|gebäude|\w*gebäude|\w*straße"
    r"|\w*strasse|str\.|platz|\w*platz"
    r"|aula|bibliothek|\w*bibliothek|schloss|\w*kirche|\w*museum|\w*zentrum|\w*theater|\w*bücherei"
    r"|\w*archiv|\w*halle|\w*akademie|\w*keller|\w*schule|\w*kapelle|mensa|audimax|foyer|etage"
    r"|obergeschoss|erdgeschoss"
    r"|salle|amphi(?:théâtre)?|bâtiment|bât\.|rue|quai|place|bibliothèque|médiathèque|maison|étage"
    r"|musée"
    r"|centre|avenue|boulevard"
    r"|sala|salone|palazzo|via|viale|piazza|edificio|biblioteca|teatro|chiostro|dipartimento"
    r"|salón|calle|plaza|aulario|facultad|auditorio|paraninfo|edifici"
    r"|iglesia|capilla|ermita|archivo|convento|monasterio|parque|galería|chiesa|cappella|archivio"
    r"|galleria"
    r"|castello|villa|parco|cinema|auditorium|église|chapelle|château|théâtre|cinéma|parc|galerie"
    r"|mairie"
    r"|gymnase|kerk|kapel|schouwburg|paviljoen|stadhuis|rathaus|park|mill"
    r"|zaal|gebouw|straat|\w*straat|\w*laan|kamer|lokaal|\w*zaal|\w*gebouw)(?!\w)",
    re.IGNORECASE,
)
_ROOM_CODE = re.compile(
    r"(?<![\w@/])(?:[A-Z]{1,4}\s?\d{0,3}[-.]?\s?\d{2,4}[A-Za-z]?|(?:[A-Z]\d?"
    r"|[A-Z]{2,3})[./]\d{1,4}(?:\.\d{1,4})?"
    r"|\d{1,3}-\d{2,4}|LT\s?\d|[A-Z]{2,4}\s\d\.\d{1,3})(?!\w)"
)
_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]?\s\d[A-Z]{2}\b|\b\d{5}\b\s[A-ZÄÖÜ]")
_TO_BE_SAID = re.compile(
    r"(?:venue|room|place|location|ort|lieu)?\s?(?:tba|tbc|tbd|n\.?n\.?|to be (?:announced"
    r"|confirmed))\.?",
    re.I,
)
_NONE = re.compile(r"(?:n/?a|none|no|nein|non|-|–|—)\.?", re.I)


@remembered
def find_platform(text: str, within: Span, *, is_expected: bool = False) -> Found[str] | None:
    """Return the platform named in a stretch of text, by the name it is known by.

    `is_expected` is for a place behind a date or a label, where "Teams" alone is one.
    """
    match = _PLATFORM.search(text, within.start, within.end)
    if match is not None and match.lastgroup is not None:
        if match.group()[0].islower() and not is_expected and "." not in match.group():
            return None
        name = _PLATFORMS[int(match.lastgroup[1:])][0]
        name = "Teams" if name == "Microsoft Teams" else name
        return Found(value=name, spans=(Span(*match.span()),), reason="a platform's name")
    short = _SHORT_PLATFORM.search(text, within.start, within.end)
    if short is None and is_expected:
        short = re.compile(r"(?<!\w)Teams(?!\w)").search(text, within.start, within.end)
    if short is not None:
        return Found(value="Teams", spans=(Span(*short.span()),), reason="a platform's name")
    return None


def find_online(text: str, within: Span) -> Span | None:
    """Return where a text says that one takes part online."""
    if _NOT_ONLINE.search(text, within.start, within.end):
        return None
    match = _ONLINE.search(text, within.start, within.end)
    return Span(*match.span()) if match else None


def is_hybrid(text: str, within: Span) -> bool:
    """Say whether the text offers both the room and the screen."""
    if _NOT_ONLINE.search(text, within.start, within.end):
        return False
    return _HYBRID.search(text, within.start, within.end) is not None


@remembered
def is_place(text: str, within: Span) -> bool:
    """Say whether words name a room, a building or a street."""
    for pattern in (_PLACE_WORDS, _ROOM_CODE, _POSTCODE):
        if pattern.search(text, within.start, within.end):
            return True
    return False


@remembered
def is_only_online(text: str, within: Span) -> bool:
    """Say whether a piece names only a way online: "Zoom seminar", "Online (via Teams)"."""
    if find_platform(text, within, is_expected=True) is None and find_online(text, within) is None:
        return False
    words = within.cut(text)
    if any(char.isdigit() for char in words):
        return False
    for pattern in (_PLATFORM, _ONLINE):
        words = pattern.sub(" ", words)
    rest = re.findall(r"[^\W\d_]+", words.casefold())
    return all(word in _AROUND_ONLINE for word in rest)


_AROUND_ONLINE = wordlist(
    "teams seminar lecture talk webinar meeting room event via on by at the a an in event"
    " session only "
    "über par su per uber auf using through platform plattform as microsoft ms workshop conference "
    "e mail email list participants registered registration shared sent members link links join "
    "virtuell virtuelle digital digitale im la le "
    "séminaire seminario vortrag conférence link will be sent and call video videoconference "
    "reading group colloquium discussion format als veranstaltung"
)


def is_unsaid(text: str, within: Span) -> bool:
    """Say whether the words only say that the place is not known, or that there is none."""
    words = within.cut(text).strip()
    return bool(_TO_BE_SAID.fullmatch(words) or _NONE.fullmatch(words))


def mode_of(*, has_place: bool, is_online: bool, hybrid: bool) -> Mode | None:
    """Return how one attends, from what was read; None when nothing says."""
    if hybrid or (has_place and is_online):
        return Mode.HYBRID
    if is_online:
        return Mode.ONLINE
    return Mode.IN_PERSON if has_place else None
