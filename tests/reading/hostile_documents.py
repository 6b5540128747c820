"""Inputs made to hang, crash or fill whatever reads them, made in code; each is a function."""

import base64


def entry(*lines, uid="a", starts="DTSTART:20261001T160000Z"):
    return "\r\n".join([f"UID:{uid}", "SUMMARY:Tides", *filter(None, (starts,)), *lines])


def calendar(*events, head=""):
    inside = "".join(f"BEGIN:VEVENT\r\n{each}\r\nEND:VEVENT\r\n" for each in events)
    return f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{head}{inside}END:VCALENDAR\r\n"


def repeating(rule, starts="DTSTART:20261001T160000Z", more=()):
    return lambda: calendar(entry(f"RRULE:{rule}", *more, starts=starts))


def every(name, count):
    return f"{name}=" + ",".join(map(str, range(count)))


def zoned(tzid):
    return lambda: calendar(entry(starts=f"DTSTART;TZID={tzid}:20261001T160000"))


def further(name):
    dates = [f"20{26 + number // 300:02}0101T{number % 24:02}0000" for number in range(10_000)]
    lines = [f"{name}:{','.join(dates)}" for _ in range(10)]
    return lambda: calendar(entry("RRULE:FREQ=DAILY;COUNT=9", *lines))


ZONE = (
    "BEGIN:VTIMEZONE\r\nTZID:Campus\r\nBEGIN:STANDARD\r\nDTSTART:19700101T000000\r\n"
    "RRULE:FREQ=SECONDLY\r\n{}TZOFFSETFROM:+0000\r\nTZOFFSETTO:+0100\r\nEND:STANDARD\r\n"
    "END:VTIMEZONE\r\n"
)
FULL = ";".join(["FREQ=YEARLY", every("BYHOUR", 24), every("BYMINUTE", 60), every("BYSECOND", 60)])

CALENDARS = {
    "H01 every second": repeating("FREQ=SECONDLY"),
    "H02 every minute from year 1": repeating("FREQ=MINUTELY", "DTSTART:00010101T000000Z"),
    "H03 a thousand million": repeating("FREQ=SECONDLY;COUNT=1000000000"),
    "H03 a thousand million days": repeating("FREQ=DAILY;COUNT=1000000000", "DTSTART:19000101"),
    "H04 interval zero": repeating("FREQ=DAILY;INTERVAL=0"),
    "H05 interval minus one": repeating("FREQ=DAILY;INTERVAL=-1"),
    "H05 interval beyond all": repeating("FREQ=YEARLY;INTERVAL=1000000000000000000"),
    "H06 a rule that takes all away": repeating("FREQ=DAILY", more=["EXRULE:FREQ=DAILY"]),
    "H07 every second of the year": repeating(FULL),
    "H08 the thirtieth of February": repeating("FREQ=SECONDLY;BYMONTH=2;BYMONTHDAY=30"),
    "H08 yearly on that day": repeating("FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30"),
    "H09 a thousand daily events": lambda: calendar(
        *[
            entry("RRULE:FREQ=DAILY", uid=str(number), starts="DTSTART:19000101T090000Z")
            for number in range(1_000)
        ]
    ),
    "H10 a hundred rules": lambda: calendar(entry(*["RRULE:FREQ=DAILY"] * 100)),
    "H11 further dates": further("RDATE"),
    "H11 left-out dates": further("EXDATE"),
    "H12 changed dates": lambda: calendar(
        entry("RRULE:FREQ=DAILY"),
        *[
            entry(f"RECURRENCE-ID:{2000 + number // 365}0101T{number % 24:02}00{number % 60:02}Z")
            for number in range(9_990)
        ],
    ),
    "H13 a length of years": repeating("FREQ=HOURLY", more=["DURATION:P100000D"]),
    "H13 a length beyond all": lambda: calendar(entry("DURATION:P999999999999W")),
    "H14 an end before the start": lambda: calendar(entry("DTEND:20250101T000000Z")),
    "H14 the year nought": lambda: calendar(entry(starts="DTSTART:00000101T000000Z")),
    "H14 the last year weekly": repeating("FREQ=WEEKLY", "DTSTART:99991231T235959Z"),
    "H15 no start": lambda: calendar(entry(starts="")),
    "H15 two starts": lambda: calendar(entry("DTSTART:20270101T000000Z")),
    "H16 a line of megabytes": lambda: calendar(entry("DESCRIPTION:" + "word " * 1_900_000)),
    "H16 a million folds": lambda: calendar(entry("DESCRIPTION:" + "a\r\n " * 1_000_000)),
    "H17 nested": lambda: "BEGIN:VCALENDAR\r\n" + "BEGIN:VEVENT\r\n" * 50_000,
    "H17 other things nested": lambda: "BEGIN:VCALENDAR\r\n" + "BEGIN:VALARM\r\n" * 50_000,
    "H17 only ends": lambda: "BEGIN:VCALENDAR\r\n" + "END:VEVENT\r\n" * 50_000,
    "H18 a picture": lambda: calendar(
        entry("ATTACH;ENCODING=BASE64;VALUE=BINARY:" + base64.b64encode(bytes(7_000_000)).decode())
    ),
    "H18 a picture too large": lambda: calendar(entry("ATTACH:" + "A" * 20_000_000)),
    "H19 wide characters": lambda: calendar(entry()).encode("utf-16"),
    "H19 half characters": lambda: calendar(entry("DESCRIPTION:\ud800")).encode(
        "utf-8", "surrogatepass"
    ),
    "H19 western characters": lambda: calendar(entry("LOCATION:Café")).encode("latin-1"),
    "H19 a mark and noughts": lambda: b"\xef\xbb\xbf" + calendar(entry()).encode() + b"\0\0",
    "H22 a path for a zone": zoned("../../etc/passwd"),
    "H22 a zone with nought": zoned("Europe/\0London"),
    "H22 a zone of a megabyte": zoned("A" * 1_000_000),
    "H22 a folder for a zone": zoned("America/"),
    "H22 an unknown zone": zoned("Narnia"),
    "H22 a zone that changes every second": lambda: calendar(
        entry(starts="DTSTART;TZID=Campus:20261001T160000"), head=ZONE.format("")
    ),
    "H22 a zone with many changes": lambda: calendar(
        entry(starts="DTSTART;TZID=Campus:20261001T160000"),
        head=ZONE.format("RDATE:20260101T000000\r\n" * 10_000),
    ),
    "H23 a cancellation": lambda: calendar(entry(), head="METHOD:CANCEL\r\n"),
    "a million categories": lambda: calendar(entry("CATEGORIES:" + "a," * 1_000_000)),
    "a hundred thousand equal lines": lambda: calendar(entry(*["CATEGORIES:a"] * 100_000)),
}

BOMB = "".join(
    f"<!ENTITY {name} '{f'&{below};' * 10}'>"
    for below, name in zip("abcdefgh", "bcdefghi", strict=True)
)
PAGE = "<!doctype html><html><body><h1>Tides</h1><p>14 October 2026, 13:00</p>{}</body></html>"

TEXTS = {
    "H20 a page": lambda: PAGE.format(""),
    "H20 an object": lambda: '{"a": 1}',
    "H28 a bomb of entities": lambda: (
        f"<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'>{BOMB}]>"
        "<rss><channel><item><title>&i;</title></item></channel></rss>"
    ),
    "H28 an entity from outside": lambda: (
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/passwd'>]>"
        "<rss><channel><item><title>&x;</title></item></channel></rss>"
    ),
    "H28 a description from outside": lambda: (
        "<?xml version='1.0'?><!DOCTYPE rss SYSTEM 'http://127.0.0.1:9/x.dtd'><rss></rss>"
    ),
    "H28 an attribute of megabytes": lambda: f"<rss a='{'x' * 9_000_000}'/>",
    "H29 a million rows": lambda: "Title,Date\n" + "a,2026-10-01\n" * 760_000,
    "H29 a cell of megabytes": lambda: "Title,Date\n" + "a" * 9_900_000 + ",2026-10-01\n",
    "H29 a formula": lambda: "Title,Date\n=cmd|'/c calc'!A0,2026-10-01\n",
    "H29 an open quote": lambda: 'Title,Date\n"' + "a,2026-10-01\n" * 300_000,
    "H29 from a spreadsheet": lambda: "Titel;Datum\nTides;1.10.2026\n".encode("utf-16"),
    "H34 five megabytes of script": lambda: PAGE.format(f"<script>{'x=1;' * 1_250_000}</script>"),
    "H34 tables in tables": lambda: PAGE.format("<table><tr><td>" * 10_000),
    "H38 forty thousand blocks": lambda: PAGE.format("<div>" * 40_000),
    "H38 lists in lists": lambda: PAGE.format("<ul><li>" * 16_000),
    "H38 a word of a megabyte": lambda: "Tides\n14 October 2026\n" + "a" * 1_000_000,
    "H38 brackets": lambda: "Tides\n14 October 2026\n" + "[" * 100_000,
    "objects in objects": lambda: '{"a":' * 1_000_000,
    "lists in lists": lambda: "[" * 5_000_000,
    "a number without end": lambda: '{"results": ' + "9" * 5_000_000 + "}",
    "numbers without end": lambda: "[" + "1," * 4_900_000 + "1]",
    "markup for programs": lambda: PAGE.format(
        '<div itemscope itemtype="https://schema.org/Event"><p itemprop="name">x</p></div>' * 2_000
    ),
    "scripts for programs": lambda: PAGE.format(
        '<script type="application/ld+json">{"@type":"Event","startDate":"2026-10-01"}</script>'
        * 5_000
    ),
    "a mail in a mail": lambda: (
        "From: a@x.example\nMessage-ID: <1@x.example>\n"
        + "Content-Type: message/rfc822\n\nFrom: a@x.example\n" * 20_000
    ),
    "a mail of many parts": lambda: (
        "From: a@x.example\nMessage-ID: <1@x.example>\nMIME-Version: 1.0\n"
        "Content-Type: multipart/mixed; boundary=b\n\n" + "--b\n\nwords\n" * 100_000
    ),
}
