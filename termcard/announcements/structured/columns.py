"""What the headings of tables and the keys of front matter mean, in six languages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import lru_cache

from termcard.announcements.announcement import Mode, Named, Place
from termcard.announcements.parts import Part, PartKind
from termcard.announcements.prose.dates import find_days, resolve
from termcard.announcements.prose.languages import fold
from termcard.announcements.prose.spans import Span
from termcard.announcements.prose.times import HourFound, find_hours
from termcard.announcements.structured.stating import Stated, people_in
from termcard.announcements.structured.values import (
    address_of,
    length_of,
    line_of,
    moment_of,
    text_of,
    zone_of,
)


class Field(StrEnum):
    """What a column or key tells of an event."""

    TITLE = "title"
    START = "start"
    DAY = "day"
    HOUR = "hour"
    END = "end"
    END_DAY = "end_day"
    END_HOUR = "end_hour"
    LENGTH = "length"
    ZONE = "zone"
    PLACE = "place"
    ROOM = "room"
    PLATFORM = "platform"
    JOIN = "join"
    SPEAKER = "speaker"
    AFFILIATION = "affiliation"
    ROLE = "role"
    CHAIR = "chair"
    ABSTRACT = "abstract"
    SERIES = "series"
    HOST = "host"
    KIND = "kind"
    TOPICS = "topics"
    URL = "url"
    OFFER = "offer"
    ATTENDANCE = "attendance"
    CONTACT = "contact"
    STATUS = "status"
    LANGUAGE = "language"
    UID = "uid"
    NAME = "name"


_WORDS = {
    Field.TITLE: "title|event|event title|event name|talk|talk title|subject|summary|titel"
    "|veranstaltung|veranstaltungstitel|thema|vortrag|titre|intitule|evenement|titolo|evento"
    "|titulo|charla|onderwerp|lezing|headline|betreff|sujet|asunto|oggetto",
    Field.START: "start|starts|begin|begins|beginn|start date time|start datetime|startdatetime"
    "|dtstart|when|start at|starts at|debut|inizio|inicio|aanvang|wann|quand|quando|cuando"
    "|wanneer|date and time|date time|datetime|datum und zeit|datum und uhrzeit"
    "|date et heure|data e ora|fecha y hora|datum en tijd",
    Field.DAY: "date|day|start date|startdate|event date|datum|tag|startdatum|jour|date de debut"
    "|data|data inizio|data di inizio|giorno|fecha|fecha de inicio|dia|dag|begindatum|dates"
    "|anfangsdatum",
    Field.HOUR: "time|start time|starttime|hour|hours|uhrzeit|zeit|startzeit|heure|horaire"
    "|heure de debut|ora|orario|ora inizio|hora|horario|hora de inicio|tijd|tijdstip"
    "|begintijd"
    "|from|von|anfangszeit|beginnzeit",
    Field.END: "end|ends|ende|fin|fine|einde|dtend|end datetime|enddatetime|ends at|end at",
    Field.END_DAY: "end date|enddate|enddatum|date de fin|data fine|data di fine|fecha de fin"
    "|einddatum|last day",
    Field.END_HOUR: "end time|endtime|endzeit|heure de fin|ora fine|hora de fin|eindtijd|to|until"
    "|bis|finish|finish time",
    Field.LENGTH: "duration|length|dauer|duree|durata|duracion|duur|minutes",
    Field.ZONE: "timezone|time zone|tz|zeitzone|fuseau horaire|fuso orario|zona horaria|tijdzone",
    Field.PLACE: "place|venue|location|where|building|ort|veranstaltungsort|gebaude|lieu|batiment"
    "|luogo|sede|lugar|ubicacion|plaats|locatie|wo|ou|dove|donde|waar",
    Field.ROOM: "room|raum|saal|horsaal|salle|aula|sala|stanza|zaal|kamer|lecture theatre",
    Field.PLATFORM: "platform|online|plattform|plateforme|piattaforma|plataforma|mode|format",
    Field.JOIN: "join link|zoom link|zoom|meeting link|teams link|join url|zugangslink"
    "|lien de connexion|online link",
    Field.SPEAKER: "speaker|speakers|presenter|presenters|lecturer|who|referent|referentin"
    "|referenten|referentinnen|vortragende|vortragender|vortragende r|sprecher|sprecherin"
    "|orateur|oratrice|orateurs|intervenant|intervenante|intervenants|conferencier|relatore"
    "|relatrice|relatori|oratore|ponente|ponentes|orador|conferenciante|spreker|sprekers|speaker s"
    "|speaker name|performer|artist|guest|talk by",
    Field.AFFILIATION: "affiliation|affiliations|institution|university|speaker affiliation"
    "|institut|hochschule|universitat|universite|etablissement|affiliazione|ente|universita"
    "|afiliacion|institucion|universidad|affiliatie|instelling|universiteit",
    Field.ROLE: "role|position|job title|funktion|fonction|ruolo|cargo|functie",
    Field.CHAIR: "chair|moderator|moderation|moderatrice|moderateur|moderatore|voorzitter|vorsitz",
    Field.ABSTRACT: "abstract|description|details|about|text|body|content|beschreibung|inhalt"
    "|zusammenfassung|resume|descriptif|descrizione|riassunto|descripcion|resumen|omschrijving"
    "|beschrijving|samenvatting|notes",
    Field.SERIES: "series|seminar series|reihe|veranstaltungsreihe|cycle|serie|ciclo|reeks"
    "|seminar|programme",
    Field.HOST: "host|organiser|organizer|organised by|department|unit|veranstalter|gastgeber"
    "|organisateur|organise par|organizzatore|organizador|organisator|institute|group|faculty",
    Field.KIND: "type|kind|category|event type|art|typ|kategorie|type d evenement|tipo|categoria"
    "|soort|categorie",
    Field.TOPICS: "topics|tags|keywords|schlagworte|mots cles|parole chiave|palabras clave"
    "|trefwoorden|categories",
    Field.URL: "url|link|website|web|page|more information|webseite|lien|site|sito|enlace|pagina",
    Field.OFFER: "registration link|booking link|tickets|ticket link|anmeldelink|booking url"
    "|registration url|lien d inscription",
    Field.ATTENDANCE: "registration|booking|admission|attendance|anmeldung|eintritt|inscription"
    "|entree|iscrizione|ingresso|inscripcion|entrada|aanmelding|toegang|audience|open to",
    Field.CONTACT: "contact|email|e mail|contact email|kontakt|mail|contatto|contacto"
    "|organiser email",
    Field.STATUS: "status|state|stand|statut|stato|estado",
    Field.LANGUAGE: "language|sprache|langue|lingua|idioma|taal|lang",
    Field.UID: "uid|id|event id|identifier|nummer|number|nr|no",
    Field.NAME: "name|nom|nome|nombre|naam",
}
WHEN = frozenset({Field.START, Field.DAY})
_SPACES = re.compile(r"[\W_]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_EMPTY = frozenset({"", "-", "–", "—", "n/a", "na", "none", "null", "nan"})


@lru_cache
def _fields() -> dict[str, Field]:
    return {word: field for field, words in _WORDS.items() for word in words.split("|")}


def field_of(heading: str) -> Field | None:
    """Return what a heading or key means, or None."""
    if len(heading) > 60:
        return None
    # The umlauts fold to one letter here, and to two where people write them so.
    plain = _SPACES.sub(" ", fold(_CAMEL.sub(" ", heading.strip()))).strip()
    return _fields().get(plain)


@dataclass(frozen=True, kw_only=True)
class Days:
    """How days without a year, or of two numbers alone, are to be read."""

    reference_date: date
    is_month_first: bool = False


def stated(cells: Mapping[Field, str], days: Days) -> Stated:
    """Return the event that the cells of a row, or the values of keys, state."""
    starts, ends, warnings = _when(cells, days)
    place, room = line_of(cells.get(Field.PLACE)), line_of(cells.get(Field.ROOM))
    where = ", ".join(word for word in dict.fromkeys((room, place)) if word)
    platform = line_of(cells.get(Field.PLATFORM))
    join = line_of(cells.get(Field.JOIN))
    language = line_of(cells.get(Field.LANGUAGE))
    named = {name: line_of(cells.get(name)) for name in (Field.SERIES, Field.HOST)}
    title, name = line_of(cells.get(Field.TITLE)), line_of(cells.get(Field.NAME))
    speaker = text_of(cells.get(Field.SPEAKER)) or (name if title else "")
    return Stated(
        title=title or name,
        starts=starts,
        ends=ends,
        length=length_of(cells.get(Field.LENGTH)),
        zone=zone_of(cells.get(Field.ZONE)),
        uid=_uid(line_of(cells.get(Field.UID))),
        url=address_of(cells.get(Field.URL)),
        abstract=text_of(cells.get(Field.ABSTRACT)),
        kind=line_of(cells.get(Field.KIND)),
        language=language if re.fullmatch(r"[A-Za-z]{2}(?:-[A-Z]{2})?", language) else "",
        status=line_of(cells.get(Field.STATUS)),
        place=Place(name=where) if where else None,
        mode=_mode(platform, where, join),
        platform="" if fold(platform) in _MODES else platform,
        parts=[*_speakers(speaker, cells), *_chairs(line_of(cells.get(Field.CHAIR)))],
        series=Named(name=named[Field.SERIES]) if named[Field.SERIES] else None,
        host=Named(name=named[Field.HOST]) if named[Field.HOST] else None,
        topics=[
            word.strip() for word in re.split("[,;]", cells.get(Field.TOPICS, "")) if word.strip()
        ],
        attendance=line_of(cells.get(Field.ATTENDANCE)),
        offer_url=address_of(cells.get(Field.OFFER)),
        contact=line_of(cells.get(Field.CONTACT)),
        join_links=[join] if join else [],
        warnings=warnings,
    )


_MODES = {
    "online": Mode.ONLINE,
    "virtual": Mode.ONLINE,
    "en ligne": Mode.ONLINE,
    "hybrid": Mode.HYBRID,
    "hybride": Mode.HYBRID,
    "hibrido": Mode.HYBRID,
    "ibrido": Mode.HYBRID,
    "in person": Mode.IN_PERSON,
    "in-person": Mode.IN_PERSON,
    "prasenz": Mode.IN_PERSON,
    "yes": Mode.ONLINE,
    "ja": Mode.ONLINE,
    "oui": Mode.ONLINE,
    "no": None,
    "nein": None,
    "non": None,
}


def _mode(platform: str, where: str, join: str) -> Mode | None:
    said = _MODES.get(fold(platform)) if fold(platform) in _MODES else None
    if said is None and (join or (platform and fold(platform) not in _MODES)):
        return Mode.HYBRID if where else Mode.ONLINE
    return Mode.HYBRID if said is Mode.ONLINE and where else said


def _uid(said: str) -> str:
    """Return an identifier that can be one anywhere; a row's bare number is none."""
    return said if "@" in said or len(said) >= 20 else ""


def _speakers(said: str, cells: Mapping[Field, str]) -> list[Part]:
    parts = people_in(said) if said and fold(said) not in _EMPTY else []
    if len(parts) == 1:
        one = parts[0]
        affiliation = one.affiliation or line_of(cells.get(Field.AFFILIATION))
        role = one.role or line_of(cells.get(Field.ROLE))
        parts = [Part(name=one.name, honorific=one.honorific, role=role, affiliation=affiliation)]
    return parts


def _chairs(said: str) -> list[Part]:
    return people_in(said, PartKind.CHAIR) if said else []


When = tuple[date | datetime | None, date | datetime | None, list[str]]


def _when(cells: Mapping[Field, str], days: Days) -> When:
    first = line_of(cells.get(Field.START) or cells.get(Field.DAY))
    starts, last, hours, warnings = _read_day(first, days)
    if isinstance(starts, datetime):
        return starts, _end_after(starts, cells, days), warnings
    if starts is None and Field.START in cells and Field.DAY in cells:
        starts, last, _, warnings = _read_day(line_of(cells[Field.DAY]), days)
        hours = hours or _hours(first)
    hours = _hours(line_of(cells.get(Field.HOUR))) or hours
    if starts is None or isinstance(starts, datetime):
        return starts, None, warnings
    if not hours:
        ends = _day_of(line_of(cells.get(Field.END_DAY) or cells.get(Field.END)), days)
        return starts, ends or last, warnings
    begins = datetime.combine(starts, hours[0].start)
    if hours[0].end is not None:
        over = starts + timedelta(days=1) if hours[0].ends_next_day else last or starts
        return begins, datetime.combine(over, hours[0].end), warnings
    return begins, _end_after(begins, cells, days) or last, warnings


def _end_after(starts: datetime, cells: Mapping[Field, str], days: Days) -> date | datetime | None:
    said = line_of(cells.get(Field.END_HOUR) or cells.get(Field.END))
    whole, _, at, _ = _read_day(line_of(cells.get(Field.END_DAY)), days)
    if isinstance(whole, datetime):
        return whole
    day = whole
    if day is not None and at and not said:
        return datetime.combine(day, at[0].start, starts.tzinfo)
    ends, _, hours, _ = _read_day(said, days)
    if isinstance(ends, datetime):
        return ends
    hours = hours or _hours(said)
    if hours:
        over = day or ends or starts.date()
        return datetime.combine(over, hours[0].start, starts.tzinfo)
    return day or ends


def _read_day(
    said: str, days: Days
) -> tuple[date | datetime | None, date | None, list[HourFound], list[str]]:
    """Return the day or moment that a cell says, its last day, its hours, and what is odd."""
    moment = moment_of(said) if said else None
    if moment is not None:
        is_midnight = isinstance(moment, datetime) and (moment.hour, moment.minute) == (0, 0)
        if is_midnight and isinstance(moment, datetime) and moment.tzinfo is None:
            moment = moment.date()  # spreadsheets write a day so
        return moment, None, [], []
    whole = Span(0, len(said))
    found = find_days(said, whole, month_first=days.is_month_first)
    if not found:
        return None, None, [], []
    day = resolve(found[0], reference_date=days.reference_date)
    if isinstance(day, str):
        return None, None, [], [f"{day}."]
    taken = [one.span for one in found]
    hours = find_hours(said, whole, taken=taken)
    return day.first, day.last, hours, [f"{warning}." for warning in day.warnings]


def _day_of(said: str, days: Days) -> date | None:
    at = _read_day(said, days)[0]
    return at.date() if isinstance(at, datetime) else at


def _hours(said: str) -> list[HourFound]:
    said = re.sub(r"^(\d{1,2}:\d\d):\d\d$", r"\1", said)
    return find_hours(said, Span(0, len(said)), taken=[], is_expected=True) if said else []
