"""The words for kinds of event in the languages that are read."""

from __future__ import annotations

import re
from functools import lru_cache

from termcard.announcements.announcement import Kind
from termcard.announcements.prose.languages import fold, loose, wordlist
from termcard.announcements.prose.remembering import remembered
from termcard.announcements.prose.spans import Found, Span
from termcard.announcements.prose.status import split_status

# Earlier lines win: the particular before the general.
_WORDS: tuple[tuple[Kind, str], ...] = (
    (
        Kind.INAUGURAL_LECTURE,
        "inaugural lecture|antrittsvorlesung|lecon inaugurale|lectio magistralis|lección inaugural",
    ),
    (
        Kind.BOOK_LAUNCH,
        "book launch|book presentation|buchvorstellung|buchprasentation"
        "|presentation du livre|presentazione del libro|presentacion del libro|boekpresentatie",
    ),
    (
        Kind.DEFENCE,
        "phd defence|phd defense|thesis defence|thesis defense|dissertation defense"
        "|soutenance|disputation|viva|defence|doctoral defence|tesis doctoral|promotie"
        "|defensa de tesis"
        "|soutenance de these|discussione di tesi|dissertation defence",
    ),
    (
        Kind.READING_GROUP,
        "reading group|reading circle|book group|book discussion group|lesekreis"
        "|groupe de lecture|gruppo di lettura|grupo de lectura|leesgroep|journal club",
    ),
    (
        Kind.SCHOOL,
        "summer school|winter school|spring school|autumn school|sommerschule"
        "|ecole d'ete|scuola estiva|escuela de verano|zomerschool",
    ),
    (
        Kind.PANEL,
        "panel discussion|round table|roundtable|podiumsdiskussion|table ronde"
        "|tavola rotonda|conversatorio|mesa redonda|panel|debate|podiumsgesprach",
    ),
    (
        Kind.EXHIBITION,
        "exhibition|ausstellungseroffnung|vernissage|ausstellung|exposition|mostra|exposicion|tentoonstelling",
    ),
    (
        Kind.TOUR,
        "excursion|exkursion|excursie|escursione|field trip|wanderung|guided tour|guided "
        "tours|tours|tour|fuhrung|stadtfuhrung|visite guidee"
        "|visita guidata|visita guiada|rondleiding|guided walk|walk",
    ),
    (
        Kind.FILM,
        "film screening|film night|screening|film|filmvorfuhrung|projection|proiezione"
        "|proyeccion|filmabend",
    ),
    (Kind.CONCERT, "concert|recital|konzert|concerto|concierto|evensong|orgelkonzert"),
    (
        Kind.PERFORMANCE,
        "performance|theatre production|play|theater|auffuhrung|spectacle|spettacolo"
        "|obra de teatro|poetry reading|lesung",
    ),
    (Kind.COLLOQUIUM, "colloquium|colloquia|kolloquium|oberseminar"),
    (Kind.SYMPOSIUM, "symposium|symposion|simposio|simposium"),
    (
        Kind.WORKSHOP,
        "workshop|workshops|atelier|laboratorio|taller|study day|studientag"
        "|journee d'etude|journee d'etudes|giornata di studi|jornada|masterclass",
    ),
    (
        Kind.CONFERENCE,
        "conference|tagung|konferenz|colloque|convegno|congreso|congres|congresso"
        "|jahrestagung|kongress",
    ),
    (
        Kind.TRAINING,
        "training|training session|training course|short course|schulung|fortbildung"
        "|formation|corso|curso|cursus",
    ),
    (
        Kind.CEREMONY,
        "ceremony|graduation|congregation|feierstunde|preisverleihung|ceremonie"
        "|cerimonia|ceremonia|award ceremony|memorial service",
    ),
    (
        Kind.SEMINAR,
        "seminar|seminars|research seminar|webinar|seminaire|seminario|seminari"
        "|hauptseminar|lunchtime seminar|forschungsseminar|online-seminar|webinaire",
    ),
    (
        Kind.LECTURE,
        "lecture|lectures|public lecture|talk|guest lecture|vortrag|vorlesung"
        "|ringvorlesung|gastvortrag|conferenza|conferencia|lezing|expose|keynote|address|charla"
        "|memorial lecture|annual lecture|conference publique|evening lecture|diavortrag",
    ),
    (Kind.DISCUSSION, "discussion|conversation|in conversation|q&a|gesprach|diskussion|coloquio"),
    (
        Kind.MEETING,
        "meeting|planning meeting|assembly|general meeting|agm|sitzung|reunion"
        "|riunione|bijeenkomst|mitgliederversammlung",
    ),
    (Kind.VISIT, "visit|open day|tag der offenen tur|journee portes ouvertes|open dag"),
    (
        Kind.SOCIAL,
        "reception|party|coffee morning|social|dinner|barbecue|quiz|sommerfest|apero"
        "|welcome drinks|pizza party|networking event|borrel",
    ),
    (Kind.FAMILY, "family day|family activity|children's workshop|family workshop|family event"),
)
_RANK = {kind: rank for rank, (kind, _) in enumerate(_WORDS)}
# Words that make a kind more particular without naming a series.
_PLAIN = wordlist(
    "research public departmental department annual online virtual free lunchtime guest special "
    "weekly monthly evening afternoon morning inaugural phd doctoral postgraduate graduate invited "
    "ligne open hybrid joint internal staff student event events live upcoming "
    "next the a an our one day avis announcement notice invitation "
    "einladung zum zur aviso avviso of de "
    "one-day half-day two-day international academic scientific university college school "
    "offentlicher offentliche online-vortrag videovortrag und and"
)
_PREFIX = re.compile(
    r"(?P<prefix>[^:–—|\n]{3,70}?)(?:\s?:\s{1,3}|\s[–—|-]\s)(?P<rest>\S.{2,})", re.DOTALL
)
_SERIES_END = re.compile(
    r"\s?(?:series|en ligne|online)?\s?(?:(?:no\.?|nr\.?)?\s?\d{1,4}(?:[/–-]\d{1,4})?)?", re.I
)
_BRACKETED = re.compile(r"[\[(](?P<prefix>[^\])\n]{3,40})[\])]\s?:?\s?(?P<rest>\S.{2,})", re.DOTALL)


# German and Dutch words for kinds with which a longer word may end: "Forschungskolloquium".
_GERMAN = (
    r"kolloquium|seminar|vortrag|vorlesung|tagung|konzert|ausstellung|gespräch|symposium"
    r"|(?<!ein)(?<!Ein)(?<!auf)(?<!Auf)(?<!aus)(?<!durch)(?<!Durch)führung|(?<!vor)(?<!Vor)lesung"
    r"|(?<!be)sitzung|lezing|bijeenkomst|colloquium"
)


@lru_cache(maxsize=1)
def _by_word() -> tuple[re.Pattern[str], dict[str, Kind]]:
    found: dict[str, Kind] = {}
    for kind, words in _WORDS:
        for word in words.split("|"):
            found.setdefault(fold(word), kind)
    longest = sorted(found, key=lambda word: (-len(word), word))
    pattern = "|".join(loose(word) for word in longest)
    opening = (
        r"(?:online|video|probe|gast|abend|kurz|fach|fest|eröffnungs|impuls|mittags|lunch|avond"
        r"|middag|publieks|openings|slot|dies|studien|themen|dia)-?"
    )
    compound = rf"(?-i:[A-ZÄÖÜ])[a-zäöüß]{{2,24}}-?(?={_GERMAN})"
    return re.compile(
        rf"(?<![\w-])(?:{opening}|{compound})?(?P<kind>{pattern})(?![\w])", re.I
    ), found


_GOES_ON = re.compile(
    r"(?:on|about|of|in|for|with|by|zu|zum|zur|über|der|sur|de|sul|di|sobre|over|van)\b", re.I
)
# Words that are as often a verb or part of a name; they name a kind at either end of a line.
_DOUBTFUL = wordlist(
    "conference walk play address social"
    " party visit tour tours film address panel debate formation course promotie"
    " training exposition projection performance corso curso cursus"
)


@remembered
def find_kind(text: str, within: Span) -> Found[Kind] | None:
    """Return the most particular kind that is named in a stretch of text."""
    pattern, kinds = _by_word()
    best: Found[Kind] | None = None
    for match in pattern.finditer(text, within.start, within.end):
        kind = kinds.get(fold(match["kind"]))
        if kind is None or _is_doubtful(text, within, match):
            continue
        if best is None or _RANK[kind] < _RANK[best.value]:
            best = Found(value=kind, spans=(Span(*match.span()),), reason="the word for it")
    return best


def _is_doubtful(text: str, within: Span, match: re.Match[str]) -> bool:
    if fold(match.group()) not in _DOUBTFUL:
        return False
    before = text[within.start : match.start()].strip()
    behind = text[match.end() : within.end].strip()
    if not behind or behind[0] in ":,(–—-|.":
        return False
    return bool(before) or _GOES_ON.match(behind) is None


@remembered
def is_kind_alone(text: str, within: Span) -> bool:
    """Say whether nothing but a kind is said: "Public Lecture", "Vortrag"."""
    found = find_kind(text, within)
    return found is not None and _is_plain(text, within, found.spans[0])


def split_prefix(text: str, within: Span) -> tuple[Found[Kind] | None, Span | None, Span] | None:
    """Take a kind off the front of a title: "Research Seminar: On Bells".

    Returns the kind, the whole prefix when it names a series ("Example Fellows' Seminar"), and
    where the title itself stands; None when no kind stands in front.
    """
    for pattern in (_BRACKETED, _PREFIX):
        match = pattern.match(text, within.start, within.end)
        if match is None:
            continue
        prefix = Span(*match.span("prefix")).trimmed(text)
        kind = find_kind(text, prefix)
        rest = Span(*match.span("rest")).trimmed(text)
        if _GENERAL.fullmatch(text, prefix.start, prefix.end):
            return None, None, rest
        if kind is None and _GROUP_END.search(text[prefix.start : prefix.end]):
            return None, prefix, rest
        if kind is None or not _is_short(text, prefix):
            continue
        series = None if _is_plain(text, prefix, kind.spans[0]) else prefix
        if series is not None and not _ends_with_kind(text, prefix, kind.spans[0]):
            continue
        return kind, series, rest
    return None


_GENERAL = re.compile(
    r"(?:evento?|veranstaltung|événement|anlass|evenement|save the date|reminder"
    r"|announcement|invitation"
    r"|einladung|ankündigung|aviso|avviso|annonce|no\.\s?[\d-]+|nr\.\s?[\d-]+|[a-z]+-list)",
    re.IGNORECASE,
)
_GROUP_END = re.compile(
    r"\s(?:group|society|club|circle|forum|network|series|programme|gruppe|kreis|verein|gruppo"
    r"|cercle|groupe|grupo|kring|section|association"
    r"|lunch|brown\sbag|tea|breakfast|café|cafe|werkstatt|runde|stammtisch|abende?|soirées?|hour"
    r"|nights?)\Z",
    re.IGNORECASE,
)


def _ends_with_kind(text: str, prefix: Span, kind: Span) -> bool:
    """Say whether a name ends as a series' does: "Example Fellows' Seminar", "Bell Lecture 3"."""
    behind = text[kind.end : prefix.end]
    if not _SERIES_END.fullmatch(behind):
        return False
    is_short = len(prefix.cut(text).split()) <= 5 and text[prefix.start].isupper()
    return text[kind.start].isupper() or is_short


def _is_short(text: str, prefix: Span) -> bool:
    return len(prefix.cut(text).split()) <= 8 and text[prefix.start] not in "\"'‘“„«"


def _is_plain(text: str, within: Span, kind: Span) -> bool:
    rest = text[within.start : kind.start] + " " + text[kind.end : within.end]
    rest = _by_word()[0].sub(" ", fold(rest))
    return all(word in _PLAIN for word in re.findall(r"[\w'-]+", fold(rest)))


_NUMBERING = re.compile(
    r"(?P<what>[^\W\d_]{3,20})\s?(?:no\.?|nr\.?|n\.|n°|#)?\s?(?:\d{1,3}"
    r"|[IVX]{1,5})\.?(?:\s?[–—:-].{0,30})?",
    re.I,
)
_COUNTED = wordlist(
    "week woche semaine settimana semana session sitzung seance sesion part teil partie parte talk "
    "lecture day tag jour giorno dia abend evening soiree serata termin incontro encuentro "
    "rencontre"
)


def is_numbering(text: str, within: Span) -> bool:
    """Say whether a line only counts events: "Lecture 2", "Conférence 3 – ANNULÉE"."""
    if within.end - within.start > 50:
        return False
    _, rest = split_status(text, within)
    match = _NUMBERING.fullmatch(text, rest.start, rest.end)
    if match is None or match.end("what") + 8 < rest.end:
        return False
    what = Span(*match.span("what"))
    return fold(match["what"]) in _COUNTED or find_kind(text, what) is not None
