"""Calendars as other programs write, mail and break them, typed from what is known of each.

Each has what a person reads in it: a line for each event, start, end and title in the zone that
is stated, and how many of its events nobody could read.
"""

from dataclasses import dataclass


@dataclass(frozen=True)
class Odd:
    """A calendar, the events a person reads in it, and how many nobody can."""

    source: bytes
    events: tuple[str, ...]
    unreadable: int = 0


def outlook(*lines, head=("METHOD:PUBLISH", "X-MS-OLK-FORCEINSPECTOROPEN:TRUE")):
    return _file("-//Microsoft Corporation//Outlook 16.0 MIMEDIR//EN", head, lines)


def google(*lines, head=("CALSCALE:GREGORIAN", "METHOD:PUBLISH")):
    return _file("-//Google Inc//Google Calendar 70.9054//EN", head, lines)


def plugin(*lines, head=()):
    return _file("-//Bell Society - ECPv6.0//NONSGML v1.0//EN", head, lines)


def _file(program, head, lines):
    return [
        "BEGIN:VCALENDAR", f"PRODID:{program}", "VERSION:2.0", *head, *lines, "END:VCALENDAR", ""
    ]  # fmt: skip


def entry(*lines, uid="1@bells.example", title="Bells"):
    named = [f"UID:{uid}"] if uid else []
    titled = [f"SUMMARY:{title}"] if title is not None else []
    return ["BEGIN:VEVENT", *named, *titled, *lines, "END:VEVENT"]


def written(lines, end="\r\n", encoding="utf-8"):
    return end.join(lines).encode(encoding)


def said(*events, unreadable=0, end="\r\n", encoding="utf-8", lines=()):
    return Odd(written(lines, end, encoding), events, unreadable)


WINDOWS_ZONE = [
    "BEGIN:VTIMEZONE", "TZID:GMT Standard Time", "BEGIN:STANDARD", "DTSTART:16011028T020000",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10", "TZOFFSETFROM:+0100", "TZOFFSETTO:-0000",
    "END:STANDARD", "BEGIN:DAYLIGHT", "DTSTART:16010325T010000",
    "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3", "TZOFFSETFROM:-0000", "TZOFFSETTO:+0100",
    "END:DAYLIGHT", "END:VTIMEZONE",
]  # fmt: skip
AT_ONE = "DTSTART:20261014T120000Z"
AT_TWO = "DTEND:20261014T130000Z"
BELLS = "2026-10-14T13:00 2026-10-14T14:00 Bells"
OPEN = "2026-10-14T13:00 - Bells"
HOURS = (AT_ONE, AT_TWO)
ALARM = (
    "BEGIN:VALARM", "TRIGGER:-PT15M", "ACTION:DISPLAY", "DESCRIPTION:Reminder", "END:VALARM",
)  # fmt: skip

ODD: dict[str, Odd] = {
    # Zones
    "outlook, a zone by its Windows name": said(
        BELLS,
        lines=outlook(
            *WINDOWS_ZONE,
            *entry(
                "DTSTART;TZID=GMT Standard Time:20261014T130000",
                "DTEND;TZID=GMT Standard Time:20261014T140000",
            ),
        ),
    ),
    "exchange, a Windows name without its zone": said(
        "2026-10-14T13:00 - Bells",
        lines=outlook(*entry("DTSTART;TZID=W. Europe Standard Time:20261014T130000")),
    ),
    "outlook, a quoted zone with a colon": said(
        OPEN,
        lines=outlook(
            *entry('DTSTART;TZID="(UTC+00:00) Dublin, Edinburgh, Lisbon, London":20261014T130000')
        ),
    ),
    "exchange, a zone named Customized Time Zone": said(
        OPEN, lines=outlook(*entry("DTSTART;TZID=Customized Time Zone:20261014T130000"))
    ),
    "lotus, a zone by its offset's name": said(
        OPEN, lines=outlook(*entry("DTSTART;TZID=GMT:20261014T130000"))
    ),
    "evolution, a zone with a prefix": said(
        "2026-10-14T13:00 - Bells",
        lines=outlook(
            *entry("DTSTART;TZID=/freeassociation.sourceforge.net/Europe/Paris:20261014T130000")
        ),
    ),
    "mozilla, a zone with an old prefix": said(
        OPEN,
        lines=outlook(*entry("DTSTART;TZID=/mozilla.org/20050126_1/Europe/Berlin:20261014T130000")),
    ),
    "google, the calendar's zone alone": said(
        OPEN,
        lines=google(*entry("DTSTART:20261014T130000"), head=("X-WR-TIMEZONE:Europe/Berlin",)),
    ),
    "times that float": said(OPEN, lines=plugin(*entry("DTSTART:20261014T130000"))),
    "a zone that was renamed": said(
        OPEN, lines=plugin(*entry("DTSTART;TZID=Europe/Kiev:20261014T130000"))
    ),
    "a zone in small letters": said(
        OPEN, lines=plugin(*entry("DTSTART;TZID=europe/london:20261014T130000"))
    ),
    "a zone that is empty": said(OPEN, lines=plugin(*entry("DTSTART;TZID=:20261014T130000"))),
    "an offset after the time": said(OPEN, lines=plugin(*entry("DTSTART:20261014T130000+0100"))),
    "a zone and universal time at once": said(
        OPEN, lines=plugin(*entry("DTSTART;TZID=Europe/London:20261014T120000Z"))
    ),
    "a zone described after its events": said(
        OPEN,
        lines=plugin(*entry("DTSTART;TZID=GMT Standard Time:20261014T130000"), *WINDOWS_ZONE),
    ),
    "a zone that is not closed": said(
        OPEN,
        lines=plugin(*WINDOWS_ZONE[:-1], *entry("DTSTART;TZID=GMT Standard Time:20261014T130000")),
    ),
    # Times
    "drupal, a day without VALUE=DATE": said(
        "2026-10-14 - Bells", lines=plugin(*entry("DTSTART:20261014", "DTEND:20261015"))
    ),
    "whole days, the last of them excluded": said(
        "2026-10-14 2026-10-16 Bells",
        lines=google(*entry("DTSTART;VALUE=DATE:20261014", "DTEND;VALUE=DATE:20261017")),
    ),
    "a day that ends on itself": said(
        "2026-10-14 - Bells",
        lines=plugin(*entry("DTSTART;VALUE=DATE:20261014", "DTEND;VALUE=DATE:20261014")),
    ),
    "a length for an end": said(BELLS, lines=plugin(*entry(AT_ONE, "DURATION:PT1H"))),
    "a length in days": said(
        "2026-10-14 2026-10-15 Bells",
        lines=plugin(*entry("DTSTART;VALUE=DATE:20261014", "DURATION:P2D")),
    ),
    "exchange, a length that is negative": said(
        OPEN, lines=outlook(*entry(AT_ONE, "DURATION:PT-2H"))
    ),
    "a length and an end": said(BELLS, lines=plugin(*entry(*HOURS, "DURATION:PT2H"))),
    "an end before the start": said(OPEN, lines=plugin(*entry(AT_ONE, "DTEND:20261014T110000Z"))),
    "an end that is its start": said(OPEN, lines=plugin(*entry(AT_ONE, "DTEND:20261014T120000Z"))),
    "an end that is empty": said(OPEN, lines=plugin(*entry(AT_ONE, "DTEND:"))),
    "an end that is words": said(OPEN, lines=plugin(*entry(AT_ONE, "DTEND:late"))),
    "an end that is a day after a start with an hour": said(
        OPEN, lines=plugin(*entry(AT_ONE, "DTEND;VALUE=DATE:20261015"))
    ),
    "midnight as twenty-four": said(
        "2026-10-14T22:00 2026-10-15T00:00 Bells",
        lines=plugin(*entry("DTSTART:20261014T220000", "DTEND:20261014T240000")),
    ),
    "a time without seconds": said(OPEN, lines=plugin(*entry("DTSTART:20261014T1300"))),
    "a time with sixty seconds": said(OPEN, lines=plugin(*entry("DTSTART:20261014T130060"))),
    "a time with strokes and colons": said(
        OPEN, lines=plugin(*entry("DTSTART:2026-10-14T13:00:00"))
    ),
    "a time with a space for the T": said(OPEN, lines=plugin(*entry("DTSTART:20261014 130000"))),
    "a time with spaces around it": said(OPEN, lines=plugin(*entry("DTSTART: 20261014T130000 "))),
    "a time in small letters": said(OPEN, lines=plugin(*entry("dtstart:20261014t120000z"))),
    "a time with a fraction of a second": said(
        OPEN, lines=plugin(*entry("DTSTART:20261014T120000.000Z"))
    ),
    "no start": said(lines=plugin(*entry("DTEND:20261014T130000Z")), unreadable=1),
    "a start that is words": said(lines=plugin(*entry("DTSTART:next Tuesday")), unreadable=1),
    "a day that does not exist": said(
        lines=plugin(*entry("DTSTART:20260231T130000")), unreadable=1
    ),
    "the night the clocks skip an hour": said(
        "2026-03-29T02:30 - Bells",
        lines=plugin(*entry("DTSTART;TZID=Europe/London:20260329T013000")),
    ),
    # Lines
    "bare line feeds": said(BELLS, lines=plugin(*entry(*HOURS)), end="\n"),
    "bare carriage returns": said(BELLS, lines=plugin(*entry(*HOURS)), end="\r"),
    "doubled carriage returns": said(BELLS, lines=plugin(*entry(*HOURS)), end="\r\r\n"),
    "a blank line after each": said(BELLS, lines=plugin(*entry(*HOURS)), end="\r\n\r\n"),
    "folded in the middle of a name": said(BELLS, lines=plugin(*entry(*HOURS, title="Be\r\n lls"))),
    "folded by tabs": said(BELLS, lines=plugin(*entry(*HOURS, title="Be\r\n\tlls"))),
    "a text broken without a fold": said(
        BELLS, lines=plugin(*entry(*HOURS, "DESCRIPTION:One line", "and another line of it"))
    ),
    "a text broken before a colon": said(
        BELLS, lines=plugin(*entry(*HOURS, "DESCRIPTION:See", "the note: bring ropes"))
    ),
    "a line without a colon": said(BELLS, lines=plugin(*entry(*HOURS, "X-ALT-DESC"))),
    "a line of nothing but a colon": said(BELLS, lines=plugin(*entry(*HOURS, ":"))),
    "spaces at the ends of lines": said(
        BELLS, lines=[f"{line} " for line in plugin(*entry(*HOURS))]
    ),
    "names in small letters": said(
        BELLS,
        lines=[
            line.lower() if line.startswith(("BEGIN", "END")) else line
            for line in plugin(*entry(*HOURS))
        ],
    ),
    "a fold of 75 bytes inside a letter": Odd(
        written(plugin(*entry(*HOURS, title="Bells"))).replace(
            b"SUMMARY:", b"DESCRIPTION:caf" + b"\xc3\r\n \xa9\r\nSUMMARY:"
        ),
        (BELLS,),
    ),
    # Signs
    "a mark at the beginning": Odd(b"\xef\xbb\xbf" + written(plugin(*entry(*HOURS))), (BELLS,)),
    "two-byte characters": said(BELLS, lines=plugin(*entry(*HOURS)), encoding="utf-16"),
    "western characters": said(
        "2026-10-14T13:00 - Ghléacht Café",
        lines=plugin(*entry(AT_ONE, title="Ghléacht Café")),
        encoding="latin-1",
    ),
    "windows' quotation marks": said(
        "2026-10-14T13:00 - “Bells” – and ropes",
        lines=plugin(*entry(AT_ONE, title="“Bells” – and ropes")),
        encoding="cp1252",
    ),
    "commas that are not escaped": said(
        "2026-10-14T13:00 - Bells, ropes; and clappers",
        lines=plugin(*entry(AT_ONE, title="Bells, ropes; and clappers")),
    ),
    "commas escaped twice": said(
        "2026-10-14T13:00 - Bells\\, ropes",
        lines=plugin(*entry(AT_ONE, title="Bells\\\\, ropes")),
    ),
    "a title in HTML's signs": said(
        "2026-10-14T13:00 - Bells & ropes",
        lines=plugin(*entry(AT_ONE, title="Bells &amp; ropes")),
    ),
    "a nought in the words": said(BELLS, lines=plugin(*entry(*HOURS, "DESCRIPTION:Bring\0ropes"))),
    "a title with a break in it": said(
        "2026-10-14T13:00 - Bells and ropes",
        lines=plugin(*entry(AT_ONE, title="Bells\\nand ropes")),
    ),
    "no title": said("2026-10-14T13:00 - ?", lines=google(*entry(AT_ONE, title=None))),
    "an empty title": said("2026-10-14T13:00 - ?", lines=google(*entry(AT_ONE, title=""))),
    "a title in a language": said(
        BELLS, lines=plugin(*entry(*HOURS, "SUMMARY;LANGUAGE=en-GB:Bells", title=None))
    ),
    "a title in quoted-printable": said(
        BELLS, lines=plugin(*entry(*HOURS, "SUMMARY;ENCODING=QUOTED-PRINTABLE:Bells", title=None))
    ),
    "a description in HTML": said(
        BELLS,
        lines=outlook(*entry(*HOURS, "X-ALT-DESC;FMTTYPE=text/html:<html><body>Hi</body></html>")),
    ),
    # Components
    "no end of the calendar": said(BELLS, lines=plugin(*entry(*HOURS))[:-2]),
    "no end of the event": said(BELLS, lines=plugin(*entry(*HOURS)[:-1])),
    "no end of the first of two": said(
        BELLS,
        "2026-10-14T13:00 - Ropes",
        lines=plugin(*entry(*HOURS)[:-1], *entry(AT_ONE, uid="2", title="Ropes")),
    ),
    "an end too many": said(BELLS, lines=plugin(*entry(*HOURS), "END:VEVENT")),
    "an alarm inside": said(BELLS, lines=google(*entry(*HOURS, *ALARM))),
    "an alarm that is not closed": said(BELLS, lines=google(*entry(*HOURS, *ALARM[:-1]))),
    "an alarm's words do not count": said(BELLS, lines=google(*entry(*ALARM, *HOURS))),
    "two calendars in one file": said(
        BELLS,
        "2026-10-14T13:00 - Ropes",
        lines=plugin(*entry(*HOURS)) + plugin(*entry(AT_ONE, uid="2", title="Ropes")),
    ),
    "an event alone": said(BELLS, lines=entry(*HOURS)),
    "tasks and notes beside it": said(
        BELLS,
        lines=plugin(
            "BEGIN:VTODO",
            "UID:3",
            "SUMMARY:Buy ropes",
            "DUE:20261014T120000Z",
            "END:VTODO",
            *entry(*HOURS),
            "BEGIN:VJOURNAL",
            "SUMMARY:Rang",
            "END:VJOURNAL",
        ),
    ),  # fmt: skip
    "times of being busy": said(
        BELLS,
        lines=plugin(
            "BEGIN:VFREEBUSY", "FREEBUSY:20261014T120000Z/PT1H", "END:VFREEBUSY", *entry(*HOURS)
        ),
    ),
    "words before the calendar": Odd(
        b"Warning: mysql_connect() is deprecated\n" + written(plugin(*entry(*HOURS))), (BELLS,)
    ),
    "a page after the calendar": Odd(
        written(plugin(*entry(*HOURS))) + b"<!-- Page generated in 0.3 seconds -->", (BELLS,)
    ),
    # Identity and repeating
    "no UID": said(BELLS, lines=plugin(*entry(*HOURS, uid=None))),
    "two events without UID": said(
        BELLS,
        "2026-10-14T13:00 - Ropes",
        lines=plugin(*entry(*HOURS, uid=None), *entry(AT_ONE, uid=None, title="Ropes")),
    ),
    "one UID for two different events": said(
        BELLS,
        "2026-11-14T13:00 - Ropes",
        lines=plugin(*entry(*HOURS), *entry("DTSTART:20261114T130000Z", title="Ropes")),
    ),
    "the same event twice": said(BELLS, lines=plugin(*entry(*HOURS), *entry(*HOURS)), unreadable=1),
    "google, a changed date that moved": said(
        "2026-10-14T13:00 - Bells",
        "2026-10-22T13:00 - Bells, moved",
        lines=google(
            *entry(AT_ONE, "RRULE:FREQ=WEEKLY;COUNT=2"),
            *entry(
                "DTSTART:20261022T120000Z", "RECURRENCE-ID:20261021T120000Z", title="Bells\\, moved"
            ),
        ),
    ),
    "a changed date without its rule": said(
        "2026-10-22T13:00 - Bells",
        lines=google(*entry("DTSTART:20261022T120000Z", "RECURRENCE-ID:20261021T120000Z")),
    ),
    "dates left out, in days": said(
        "2026-10-14T13:00 - Bells",
        "2026-10-28T13:00 - Bells",
        lines=google(
            *entry(
                "DTSTART;TZID=Europe/London:20261014T130000",
                "RRULE:FREQ=WEEKLY;COUNT=3",
                "EXDATE;VALUE=DATE:20261021",
            )
        ),
    ),
    "dates left out, in another zone": said(
        "2026-10-14T13:00 - Bells",
        lines=google(
            *entry(
                "DTSTART;TZID=Europe/London:20261014T130000",
                "RRULE:FREQ=WEEKLY;COUNT=2",
                "EXDATE:20261021T120000Z",
            )
        ),
    ),
    "further dates alone": said(
        "2026-10-14T13:00 - Bells",
        "2026-11-01T13:00 - Bells",
        lines=google(
            *entry(
                "DTSTART;TZID=Europe/London:20261014T130000",
                "RDATE;TZID=Europe/London:20261101T130000",
            )
        ),
    ),
    "a rule until a day": said(
        "2026-10-14T13:00 - Bells",
        "2026-10-21T13:00 - Bells",
        lines=outlook(
            *entry("DTSTART;TZID=Europe/London:20261014T130000", "RRULE:FREQ=WEEKLY;UNTIL=20261021")
        ),
    ),
    "a rule with a stray semicolon": said(
        "2026-10-14T13:00 - Bells",
        "2026-10-21T13:00 - Bells",
        lines=plugin(
            *entry("DTSTART;TZID=Europe/London:20261014T130000", "RRULE:FREQ=WEEKLY;COUNT=2;")
        ),
    ),
    "a rule that is none": said(OPEN, lines=plugin(*entry(AT_ONE, "RRULE:sometimes"))),
    "an empty rule": said(OPEN, lines=plugin(*entry(AT_ONE, "RRULE:"))),
    # Standing
    "outlook, called off by mail": said(
        "2026-10-14T13:00 2026-10-14T14:00 Bells cancelled",
        lines=outlook(*entry(*HOURS, "STATUS:CANCELLED"), head=("METHOD:CANCEL",)),
    ),
    "called off in the title": said(
        "2026-10-14T13:00 - Bells cancelled", lines=google(*entry(AT_ONE, title="CANCELLED: Bells"))
    ),
    "outlook, called off in its own words": said(
        "2026-10-14T13:00 - Bells cancelled", lines=outlook(*entry(AT_ONE, title="Canceled: Bells"))
    ),
    "two starts": said(OPEN, lines=plugin(*entry(AT_ONE, "DTSTART:20261021T120000Z"))),
    "a status that is none": said(BELLS, lines=plugin(*entry(*HOURS, "STATUS:MAYBE"))),
    "a number that is none": said(
        BELLS, lines=plugin(*entry(*HOURS, "SEQUENCE:first", "PRIORITY:", "GEO:here"))
    ),
}
