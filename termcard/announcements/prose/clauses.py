"""Reads who, what and where from a sentence: "On 3 June Ann Vale speaks about “Canals”"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain

from termcard.announcements.parts import PartKind
from termcard.announcements.prose.honorifics import honorific_at
from termcard.announcements.prose.kinds import find_kind
from termcard.announcements.prose.languages import fold, months, weekdays, wordlist
from termcard.announcements.prose.names import is_given_name
from termcard.announcements.prose.parting import quotations
from termcard.announcements.prose.people import PersonFound, opens_with_name, read_people
from termcard.announcements.prose.phrases import name_at
from termcard.announcements.prose.places import is_place
from termcard.announcements.prose.posts import is_institution, is_role
from termcard.announcements.prose.spans import Span

_WORD = re.compile(r"[^\W\d_][\w'’-]*\.?")
_PARTICLE = r"(?:von|van|de|der|den|la|le|di|da|du|del|della|dos|zu|ter|bin|al|y)"
_NAME = re.compile(
    rf"(?:[A-Z]\.[\s-]?){{0,3}}[A-ZÀ-ÞĀ-Ž][\w'’-]+(?:\s(?:(?:[A-Z]\.\s?)+|(?:{_PARTICLE}\s){{1,2}}"
    rf"(?=[A-ZÀ-Þ])|(?=[A-ZÀ-ÞĀ-Ž][\w'’-]))(?:[A-ZÀ-ÞĀ-Ž][\w'’-]+)?){{0,4}}"
)
_OF = re.compile(
    r",?\s(?:of|from|at|von\sder|vom|von|dell['’]|della|del|der|de\sl['’]|de\sla|des|du|de|da"
    r"|di|van\sde|van\shet|van|aan\sde|an\sder|à\sl['’]|à\sla)\s?(?:the\s)?",
    re.IGNORECASE,
)
_POST = re.compile(
    r",\s(?:the\s|an?\s|who\sis\s)?(?P<post>[^,.;()\n“\"«„]{3,110}?)(?=[,.;)]|\s(?:will|gives"
    r"|speaks"
    r"|talks|donnera|hält|spricht|looks|is\sthis)\b|\Z)"
)
_AT = re.compile(
    r"\s(?:at|of|from|à\sl['’]|à\sla|au|de\sl['’]|an\sder|am|dell['’]|all['’]|alla|al"
    r"|presso(?:\sl['’])?"
    r"|de\sla|en\sla|aan\sde|bij\sde|at\sthe|of\sthe)\s?(?:the\s)?",
    re.IGNORECASE,
)
_TOWN = re.compile(r"\s(?:in|zu|at|a|à|en|te)\s[A-ZÀ-Þ][\w'’-]+(?![\w\s]*\d)")
_NOT_HEARD_BEFORE = re.compile(
    r"(?:moderated|chaired|organi[sz]ed|convened|hosted|introduced|sponsored|moderiert|geleitet"
    r"|presented\sin\smemory|edited|translated|contact|e-?mail|thanks\sto|works?\sof|life\sof"
    r"|work\swith|with\smusic\sby|moderatrice\ssarà|moderatore\ssarà|(?:kolloquium|seminar|reihe"
    r"|series|cycle)\s(?:von|of|by))\b[^.]{0,25}\Z",
    re.IGNORECASE,
)
_QUOTED_PERSON = re.compile(
    r"\s?(?:\([^)]*\)|,[^,]{3,80},)?\s(?:said|says|added|adds|commented|sagte?|who\s(?:runs"
    r"|organi[sz]es)"
    r"|organi[sz]es|chairs|will\s(?:chair|moderate|introduce|preside)|moderates|invites|runs)\b",
    re.IGNORECASE,
)
_TITLED = re.compile(
    r"(?<!\w)(?:about|on|über|zum\sthema|unter\sdem\stitel|mit\sdem\s(?:thema|titel)|sur|intitulée?"
    r"|entitled|titled|called|dal\stitolo|titulad[oa]|titulará|sobre|over|getiteld|parlerà\sdi"
    r"|hablará\sde|disertará\ssobre|evocherà|évoquera|présentera|with|mit|con|avec|met)\s?:?\s?\Z",
    re.IGNORECASE,
)


_SERIES_BEFORE = re.compile(
    r"(?:reihe|series|zyklus|cycle|ciclo|festival|program\w*|reeks|rassegna|seminari|colloquium)"
    r"(?:\s(?:de|di|des|der|von|of)\s\w+)?(?:\s(?:called|entitled|intitulée?|intitolat[oa]"
    r"|dal\stitolo"
    r"|titulad[oa]|namens|mit\sdem\stitel))?\s?\Z",
    re.IGNORECASE,
)


def series_in(text: str, clause: Span) -> Span | None:
    """Return the name of a series that a sentence quotes: the lecture series “Cold Light”."""
    for inside, whole in quotations(text, clause):
        if _SERIES_BEFORE.search(text[max(0, whole.start - 60) : whole.start]):
            return inside
    return None


def title_in(text: str, clause: Span) -> Span | None:
    """Return the title that a clause quotes: one behind "about" before any other."""
    first = None
    for inside, whole in quotations(text, clause):
        if _SERIES_BEFORE.search(text[max(0, whole.start - 60) : whole.start]):
            continue
        if _TITLED.search(text[max(clause.start, whole.start - 40) : whole.start]):
            return inside
        first = first or inside
    return first


def people_in(text: str, clause: Span) -> list[PersonFound]:
    """Return who is to speak in a clause, with post and institution; at most one group."""
    quoted = [whole for _, whole in quotations(text, clause)]
    found: list[PersonFound] = []
    stop = clause.start
    for start in _beginnings(text, clause):
        if start < stop or any(span.start <= start < span.end for span in quoted):
            continue
        person = named_at(text, start, clause.end)
        if person is None:
            continue
        if _is_not_heard(text, clause, person):
            stop = person.spans[-1].end
            continue
        if found and not _goes_on(text, stop, start):
            break
        person, stop = _with_more(text, person, clause.end)
        found.append(person)
        stop = _take_next(text, stop, clause.end, found)
    return found or _unknown(text, clause, quoted)


def _unknown(text: str, clause: Span, quoted: list[Span]) -> list[PersonFound]:
    """Return who gives the title that a clause quotes, by capitals alone when no name is known."""
    if title_in(text, clause) is None:
        return []
    for match in _CAPITALS.finditer(text, clause.start, clause.end):
        words = match["name"].split()
        while len(words) > 1 and (_is_no_surname(words[0]) or fold(words[0]) in _ARTICLES):
            words = words[1:]
        start = match.end("name") - len(" ".join(words))
        is_free = not any(span.overlaps(Span(start, match.end("name"))) for span in quoted)
        if len(words) < 2 or not is_free or _is_part_of_name(text, clause, start):
            continue
        person = named_at(text, start, match.end("name"))
        if person is None or _is_not_heard(text, clause, person) or is_role(person.name):
            continue
        person, _ = _with_more(text, person, clause.end)
        return [person]
    return []


_ARTICLES = wordlist("el la le il lo los las les der die das den dem the am im vom zum on de het")
_CAPITALS = re.compile(
    rf"(?<![\w“«„‘\"'])(?P<name>[A-ZÀ-ÞĀ-Ž][a-zà-ÿā-ž'’-]+(?:-[A-ZÀ-Þ][a-zà-ÿ]+)?(?:\s(?:{_PARTICLE}\s){{0,2}}"
    rf"[A-ZÀ-ÞĀ-Ž][\w'’-]+){{1,4}})"
)
_IN_NAME = re.compile(
    r"(?:series|reihe|ciclo|cycle|reeks|institut\w*|universi\w+|college|school|faculty|department"
    r"|lecture"
    r"|club|society|verein|association|centre|center|museum|library|hall|room|palazzo|via|calle|rue"
    r"|in|at|im|nell['’]|all['’]|à|presso)\s(?:(?:de|di|of|the|des|der|für|la|el)\s){0,2}\Z",
    re.IGNORECASE,
)


def _is_part_of_name(text: str, clause: Span, start: int) -> bool:
    """Say whether capitals only go on with an institution's or a place's name."""
    return _IN_NAME.search(text[max(clause.start, start - 40) : start]) is not None


def _take_next(text: str, stop: int, end: int, found: list[PersonFound]) -> int:
    """Add whom "and" joins to a person, though no known name; return where it ends."""
    joint = _AND_NAME.match(text, stop, end)
    if joint is None:
        return stop
    person = named_at(text, joint.end(), end)
    if person is None or len(person.name.split()) > 4:
        return stop
    person, stop = _with_more(text, person, end)
    found.append(person)
    return stop


def _goes_on(text: str, stop: int, start: int) -> bool:
    between = fold(text[stop:start]).strip()
    if talks_with(between, 0, len(between)):
        return True
    return between in ("and", ",", "&", "und", "et", "e", "y", "en", ", and", "sowie", "with")


_TALKS_WITH = re.compile(
    r"[\s,]*(?:(?:is|will\sbe)\s)?(?:in\s(?:conversation|discussion|dialogue)\swith|talks\s(?:to"
    r"|with)"
    r"|will\stalk\s(?:to|with)|speaks\s(?:to|with)|interviews|(?:is\s)?interviewed\sby"
    r"|im\sgesprach\smit|spricht\smit|diskutiert\smit|en\s(?:conversation|dialogue)\savec"
    r"|dialoga\scon|in\sdialogo\scon|conversa\scon|en\sconversacion\scon|dialogue\savec"
    r"|in\sgesprek\smet)"
)


def talks_with(text: str, start: int, stop: int) -> bool:
    """Say whether words behind a name lead to a second one: "in conversation with"."""
    return _TALKS_WITH.match(text, start, stop) is not None


_SPEAKS = re.compile(
    r"\s(?:(?:will|is\sto|who\swill)\s(?:\w+\s)?(?:give|speak|present|talk|deliver|discuss|lecture"
    r"|read|ask"
    r"|address|open|tell|explain|explore|show|lead)|gives|speaks|presents|talks|delivers|lectures"
    r"|discusses"
    r"|présentera|parlera|donnera|interviendra|évoquera|racontera|présente|de\snous\s\w+er"
    r"|spricht|hält|referiert|berichtet|stellt|erzählt|liest"
    r"|parlerà|terrà|presenterà|racconterà|interverrà|parla|presenta"
    r"|hablará|impartirá|presentará|ofrecerá|disertará|habla|imparte"
    r"|spreekt|houdt|vertelt|geeft)\b"
)
_NAMED = re.compile(
    rf"(?P<name>(?:[A-Z]\.[\s-]?){{0,3}}[A-ZÀ-ÞĀ-Ž][\w'’-]+(?:\s(?:(?:[A-Z]\.\s?)"
    rf"|(?:{_PARTICLE}\s){{1,2}})?"
    rf"[A-ZÀ-ÞĀ-Ž][\w'’-]+){{1,3}})(?:\s?\([^()]{{2,70}}\)|,\s[^,.;“”\"«»]{{3,90}},)?\Z"
)
_AND_NAME = re.compile(r",?\s(?:and|&|und|et|e|y|en|sowie)\s(?=[A-ZÀ-ÞĀ-Ž][\w'’.-]+\s[A-ZÀ-ÞĀ-Ž])")
_GIVEN_BY = re.compile(
    r"(?:welcomes?(?:\sback)?|featuring|featured|accueille|reçoit|ospita|ospite|begrüßt|ontvangt"
    r"|lecture|talk|reading|seminar|presentation|paper|recital|workshop|address|keynote|vortrag"
    r"|lesung|conférence|exposé|intervention|conferenza|conferencia|charla|lezing|evening"
    r"|afternoon|conversation|discussion|panel|walk|abend|soirée|serata|speaker\sis"
    r"|speaker\swill\sbe)\s(?:(?:is|will\sbe|to\sbe)\s)?(?:(?:given|led|held|presented"
    r"|delivered)\s)?"
    r"(?:by|from|with|von|mit|par|di|de|van|door)?\s?(?:the\s"
    r"|an?\s)?(?:(?-i:[a-zà-ÿ])[\w-]+\s){0,4}"
    r"(?=(?-i:[A-ZÀ-Þ])[\w'’-]+\s(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)


_BY_POST = re.compile(
    r"\s(?:by|door|von)\s(?:the\s|an?\s|de\s|der\s"
    r"|dem\s)?(?:[a-zà-ÿ][\w-]+\s){1,3}(?=[A-ZÀ-Þ][\w'’-]+\s[A-ZÀ-Þ])"
)


def _beginnings(text: str, clause: Span) -> list[int]:
    """Return where a name may begin: at a title, a given name, or behind "a lecture by"."""
    starts = {match.end() for match in _GIVEN_BY.finditer(text, clause.start, clause.end)}
    starts |= set(_speaking(text, clause))
    starts |= {match.end() for match in _BY_POST.finditer(text, clause.start, clause.end)}
    return sorted(starts | set(_known_beginnings(text, clause)))


def _speaking(text: str, clause: Span) -> Iterator[int]:
    """Yield where a name begins behind which somebody speaks: "Zorbla Quenn (Leeds) will talk"."""
    for verb in _SPEAKS.finditer(text, clause.start, clause.end):
        before = _NAMED.search(text[max(clause.start, verb.start() - 160) : verb.start()])
        if before is not None:
            begin = max(clause.start, verb.start() - 160) + before.start("name")
            first = before["name"].split()[0]
            yield begin + (len(first) + 1 if is_role(first) else 0)


def _is_month(text: str, word: re.Match[str]) -> bool:
    """Say whether "May" or "April" is the month of a day and no given name."""
    beside = text[max(0, word.start() - 4) : word.start()] + text[word.end() : word.end() + 3]
    return fold(word.group()) in months() and any(char.isdigit() for char in beside)


def _known_beginnings(text: str, clause: Span) -> Iterator[int]:
    for match in _WORD.finditer(text, clause.start, clause.end):
        if _is_month(text, match):
            continue
        if (
            honorific_at(text, Span(match.start(), clause.end)) is not None
            or match.group()[0].isupper()
            and is_given_name(match.group())
        ):
            yield match.start()


def named_at(text: str, start: int, stop: int) -> PersonFound | None:
    """Return the person whose name begins right here."""
    honorific = honorific_at(text, Span(start, stop))
    begin = honorific.end if honorific else start
    while begin < stop and text[begin] in " .":
        begin += 1
    match = _NAME.match(text, begin, stop)
    if match is None:
        return None
    words = _before_institution(match.group().split())
    while len(words) > 1 and (_is_no_surname(words[-1]) or words[-1].islower()):
        words.pop()
    if len(words) < 2 and honorific is None:
        return None
    length = len(match.group()[: match.group().rfind(words[-1]) + len(words[-1])])
    span = Span(start, match.start() + length)
    if is_institution(" ".join(words)) or (is_place(text, span) and honorific is None):
        return None
    people = read_people(text, span)
    return people[0] if len(people) == 1 else None


_LED = re.compile(
    r"\b(?:(?P<moderator>moderat(?:ed|ion)|moderiert|modérée?|animée?|moderat[oa]|moderad[oa])"
    r"|(?P<chair>chair(?:ed)?|introduced|présidée?|presiedut[oa]|presidid[oa])|(?P<host>hosted)"
    r"|(?P<organiser>organi[sz]ed|convened|organisiert|organisée?|organizzat[oa]|organizad[oa])"
    r"|(?P<artist>conducted|dirigée?|dirett[oa]|dirigid[oa])"
    r"|(?P<respondent>respon(?:se|dent))|(?P<discussant>discussant|comments?|discussed))"
    r"(?:\s(?:by|from|von|par|da|por|door)\s|\s?:\s)(?=(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)


# In Italian and Spanish the verb stands first: "Introduce Ann Vale", "Modera: Bo Lind".
_LEADS = re.compile(
    r"(?:(?<=[.;,(–—-]\s)|\A)(?:(?P<moderator>modera(?:no|n)?)"
    r"|(?P<chair>introducono|introduce|coordina(?:no)?|presiede|preside|presentan?o?"
    r"|conduce))\s?:?\s"
    r"(?=(?-i:[A-ZÀ-Þ])\S+\s(?-i:[A-ZÀ-Þ]))",
    re.IGNORECASE,
)


def led_by(text: str, within: Span) -> list[tuple[Span, PersonFound]]:
    """Return who leads, hosts or answers by a line's own words, each with where that is said."""
    found = []
    for match in chain(
        _LED.finditer(text, within.start, within.end),
        _LEADS.finditer(text, within.start, within.end),
    ):
        person = named_at(text, match.end(), within.end)
        if person is not None and match.lastgroup is not None:
            person, end = _with_more(text, person, within.end)
            person = replace(person, part=PartKind(match.lastgroup))
            start = match.start()
            while start > within.start and text[start - 1] in " ,;(–—-":
                start -= 1
            found.append((Span(start, end), person))
    return found


_OF_WORDS = frozenset(["von", "vom", "der", "van", "de", "del", "della", "di", "du", "of"])


def _before_institution(words: list[str]) -> list[str]:
    """Cut "Anna de Wit van de Universiteit Westdam" before the institution."""
    for number, word in enumerate(words):
        is_of = number > 1 and fold(word) in _OF_WORDS and not all(map(is_given_name, words[:2]))
        if is_of and any(map(is_institution, words[number:])):
            return words[:number]
        if number and is_institution(word.strip(",.")) and len(word) > 4:
            return words[:number]
    return words


def _is_no_surname(word: str) -> bool:
    folded = fold(word).strip(".,'’")
    if word in _OPENINGS:
        return True
    return folded in months() or (folded in weekdays() and len(folded) > 3) or _is_kind(word)


_OPENINGS = wordlist("We I The In On At A An This That It If Is Are Can Our My When Why How")


def _is_kind(word: str) -> bool:
    return find_kind(word, Span(0, len(word))) is not None


def _is_not_heard(text: str, clause: Span, person: PersonFound) -> bool:
    first, last = person.spans[0].start, person.spans[-1].end
    before = text[max(clause.start, first - 60) : first]
    if _NOT_HEARD_BEFORE.search(before):
        return True
    return _QUOTED_PERSON.match(text, last, clause.end) is not None


def _with_more(text: str, person: PersonFound, stop: int) -> tuple[PersonFound, int]:
    """Add the institution or the post that stands right behind a name."""
    end = person.spans[-1].end
    bracket = re.compile(r"\s?\([^()]{2,90}\)").match(text, end, stop)
    if bracket is not None:
        read = read_people(text, Span(person.spans[0].start, bracket.end()))
        return (read[0] if len(read) == 1 else person), bracket.end()
    if of := _OF.match(text, end, stop):
        span = name_at(text, of.end(), stop, [])
        if span is not None and is_institution(span.cut(text)):
            town = _TOWN.match(text, span.end, stop)
            span = Span(span.start, town.end()) if town else span
            affiliation = " ".join(span.cut(text).split())
            return replace(person, affiliation=affiliation, spans=(*person.spans, span)), span.end
    post = _POST.match(text, end, stop)
    if post is not None and not opens_with_name(text, Span(*post.span("post"))):
        return _with_post(text, person, Span(*post.span("post"))), post.end()
    return person, end


def _with_post(text: str, person: PersonFound, post: Span) -> PersonFound:
    words = " ".join(post.cut(text).split())
    at = _AT.search(text, post.start, post.end)
    if at is not None and is_institution(text[at.end() : post.end]):
        role = Span(post.start, at.start())
        return replace(
            person,
            role=role.cut(text) if is_role(words) else "",
            affiliation=" ".join(text[at.end() : post.end].split()),
            spans=(*person.spans, role, Span(at.end(), post.end)),
        )
    institution = re.match(r"(?:of|from|de\sl[a'’]|von\sder|vom)\s?(?P<where>.+)", words)
    if institution and is_institution(words):
        return replace(person, affiliation=institution["where"], spans=(*person.spans, post))
    if is_institution(words) and not is_role(words):
        return replace(person, affiliation=words, spans=(*person.spans, post))
    if is_role(words):
        return replace(person, role=words, spans=(*person.spans, post))
    return person
