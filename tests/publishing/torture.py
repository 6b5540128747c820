"""Makes up requests that no browser sends, of every address there is; the same of each seed."""

import random
import re
from dataclasses import dataclass, field
from urllib.parse import quote, unquote_to_bytes

from termcard.announcements.announcement import Kind
from termcard.lib.policies import declared_addresses

# Percent-encoded, as it stands in an address.
ODD = [
    *("", "%00", "a%00b", "%", "%%", "%zz", "%u0041", "%ff%fe", "%c0%80", "%ed%a0%80", "%f4%90"),
    *("'", "%22", "'%22%60--", "%25_%5C", "%5c%5c", "%25s%25n%25x", "*", "%28%28%28", "%5b%5d"),
    *("-1", "0", "-0", "1e309", "NaN", "Infinity", "0x10", "1_000", "+1", "1.5", "9" * 19),
    *("9" * 30, "9" * 400, "9" * 5000, "-" + "9" * 30, "%D9%A1%D9%A2", "%E2%91%A0", "%C2%B2"),
    *("0000-01-01", "0001-01-01", "9999-12-31", "9999-12-31T23:59-14:00", "2026-02-30"),
    *("0001-01-01T00:00%2B14:00", "1000-01-01", "9000-12-31", "10000-01-01", "2026-13-01"),
    *("-2026-01-01", "2026-W53", "2026-W54", "0000/01", "0001/01", "9999/12", "2026/00"),
    *("2026-12-09", "09/12/2026", "20261209", "today", "0", "999", "1000", "9000", "9999"),
    *("../../../etc/passwd", "%2e%2e%2f%2e%2e%2f", "/etc/passwd", "Europe", "Europe/", "America/"),
    *("Europe/London%00", "posixrules", "localtime", "right/UTC", "Etc/GMT%2B5", "europe/london"),
    *("tzdata.zi", "zone.tab", "Europe//London", "./UTC", "UTC/..", "%2e", "con", "Factory"),
    *("%3Cscript%3Ealert(1)%3C/script%3E", "%7B%7B7*7%7D%7D", "$%7Bjndi:x%7D", "=1%2B1"),
    *("%0d%0aSet-Cookie:%20a=b", "%0a", "%09", "%0b", "%1b%5b31m", "%7f", "%e2%80%a8", "%c2%85"),
    *("%e2%80%ae", "%ef%bb%bf", "%e2%80%8b", "%f0%9f%94%94", "e" + "%cc%81" * 500, "%C3%9F"),
    *("x" * 300, "x" * 3000, "x" * 10_000, "%22" * 2000, "a+" * 5000, "%25" * 3000, "*+" * 300),
    *("%22bells", "%22bells%22", "bells%22%20OR%201", "NOT+bells", "bells+NEAR+ropes", "title:x"),
    *("%E2%80%9Cbells%E2%80%9D", "%7B%22%24gt%22:%5B%5D%7D", "[]", "null", "true", "None"),
    *("//elsewhere.example", "%5c%5celsewhere.example", "javascript:alert(1)", "http://[::1"),
]
NAMES = [
    *("host", "series", "kind", "topic", "mode", "audience", "access", "q", "from", "to", "page"),
    *("year", "zone", "next", "preview", "document", "days", "shape", "limit", "sort", "lang"),
    *("host[]", "pk__in", "id__exact", "o", "e", "p", "_popup", "csrfmiddlewaretoken", "%00", ""),
]
FITTING = {
    "q": ["bells", "bel", "towres", "%22On+bells%22", "sam+speaks"],
    "kind": [kind.value for kind in Kind],
    "mode": ["online", "in-person", "hybrid"],
    "audience": ["anyone", "members", "invited"],
    "access": ["step_free", "captions", "hearing_loop"],
    "from": ["2026-01-01", "2026-12-09", "1000-01-01", "today"],
    "to": ["2026-12-31", "2027-12-09", "9000-12-31", "today"],
    "page": ["1", "2", "100000"],
    "year": ["2026", "1000", "9000"],
    "zone": ["Asia/Tokyo", "Pacific/Apia", "Africa/Monrovia", "UTC", "Etc/GMT-14", "EST5EDT"],
    "day": ["2026-12-09", "2026-11-24", "1000-01-01", "9000-12-31"],
    "week": ["2026-W50", "1000-W01", "9001-W01", "2026-W53"],
    "month": ["2026/12", "1000/01", "9000/12"],
    "int": ["0", "1"],
}
HEADERS = {
    "HTTP_ACCEPT": [
        "",
        "text/calendar",
        "*/*;q=x",
        "text/html;q=" + "9" * 400,
        "\x00",
        "a/b,,,;;=",
    ],
    "HTTP_ACCEPT_LANGUAGE": ["", "de", "../../x", "x" * 5000, "en;q=nan", "*"],
    "HTTP_IF_NONE_MATCH": ["*", '"', 'W/"x", "y"', "W/" * 3000, "\xff"],
    "HTTP_IF_MODIFIED_SINCE": [
        "0",
        "Thu, 01 Jan 1970 00:00:00 GMT",
        "Fri, 31 Dec 9999 23:59:59 GMT",
        "Tue, 99 Nov 2026 25:61:61 GMT",
        "Sunday, 06-Nov-00 08:49:37 GMT",
        "Sun Nov  6 08:49:37 0000",
    ],
    "HTTP_RANGE": ["bytes=0-0", "bytes=-1", "bytes=9-1", "x"],
    "HTTP_COOKIE": [
        "zone=../../x",
        "sessionid=\x00",
        "csrftoken=" + "x" * 4000,
        "=;=;",
        "consent=9",
    ],
    "HTTP_HX_REQUEST": ["true"],
    "HTTP_ORIGIN": ["null", "https://elsewhere.example"],
    "HTTP_SEC_FETCH_SITE": ["cross-site"],
    "HTTP_X_FORWARDED_FOR": ["127.0.0.1, x", "::1", "\xff"],
    "HTTP_REFERER": ["javascript:x", "http://[::1"],
    "CONTENT_TYPE": ["multipart/form-data", "application/json; charset=utf-7", "x" * 3000],
    "CONTENT_LENGTH": ["-1", "9" * 30, "x"],
}
_HELD = re.compile(r"<(?:(\w+):)?(\w+)>|\(\?P<(\w+)>[^)]*\)")


@dataclass
class Asked:
    """One request: its path and query, percent-encoded, and what else WSGI is told."""

    path: str
    query: str = ""
    method: str = "GET"
    extra: dict = field(default_factory=dict)

    def __str__(self):
        shown = f"{self.method} {self.path[:200]}?{self.query[:300]}"
        return f"{shown} {str(self.extra)[:200]}" if self.extra else shown

    def environ(self):
        """Return what WSGI servers make of it (PEP 3333)."""
        path = unquote_to_bytes(self.path).decode("latin-1")
        return {**self.extra, "PATH_INFO": path, "QUERY_STRING": self.query}


class Torture:
    """Makes up requests; `known` are words that lead somewhere, by the name of what holds them."""

    def __init__(self, seed, known):
        self.draw = random.Random(seed)
        self.known = {**FITTING, **known}
        self.patterns = [str(address) for address, _ in declared_addresses()]

    def requests(self, number):
        """Yield so many requests; each address has its turn."""
        for turn in range(number):
            # Desks of other libraries are many addresses alike: they come by less often.
            pattern = self.patterns[turn % len(self.patterns)]
            if pattern.startswith("operate/") and self.draw.random() < 0.8:
                pattern = self.draw.choice([one for one in self.patterns if "operate" not in one])
            yield self._asked(pattern)

    def _asked(self, pattern):
        path = _HELD.sub(self._held, pattern)
        path = "/" + path.replace("^", "").replace("$", "").replace(".*", "x")
        if self.draw.random() < 0.1:
            path = self._bent(path)
        method = "HEAD" if self.draw.random() < 0.1 else "GET"
        return Asked(path=path, query=self._query(), method=method, extra=self._extra())

    def _held(self, found):
        kind, name = found[1] or "path", found[2] or found[3]
        fitting = self.known.get(kind if kind in ("day", "week", "month", "int") else name, [])
        if fitting and self.draw.random() < 0.7:
            return quote(self.draw.choice(fitting), safe="/%")
        return self.draw.choice(ODD)

    def _bent(self, path):
        place = self.draw.randrange(len(path) + 1)
        odd = self.draw.choice([*ODD, "/", "//", "/./", "/../", "%2f", ";x=1", ".", " ", "%20"])
        return path[:place] + odd + (path[place:] if self.draw.random() < 0.7 else "")

    def _query(self):
        if self.draw.random() < 0.05:
            return self.draw.choice([*ODD, "&=;page=1", "&" * 900, "a=1&" * 900, "=&==&=", "?"])
        pairs = []
        for _ in range(self.draw.choice((0, 1, 1, 2, 3, 5))):
            name = self.draw.choice(NAMES)
            times = self.draw.choice((1, 1, 1, 1, 2, 20))
            pairs += [f"{name}={self._value(name)}" for _ in range(times)]
        return "&".join(pairs)

    def _value(self, name):
        fitting = self.known.get(name, [])
        return self.draw.choice(fitting if fitting and self.draw.random() < 0.5 else ODD)

    def _extra(self):
        if self.draw.random() < 0.85:
            return {}
        name = self.draw.choice(list(HEADERS))
        return {name: self.draw.choice(HEADERS[name])}
