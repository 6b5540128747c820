"""Knows the words that tell somebody's part at an event: "(chair)", "rapporteur", "Betreuerin"."""

from __future__ import annotations

import re

from termcard.announcements.parts import PartKind

# One kind a line, in the languages that are read; the first that fits is taken.
_WORDS: tuple[tuple[PartKind, str], ...] = (
    (
        PartKind.SUPERVISOR,
        r"(?:thesis\s|co-?)?supervisors?|(?:co-?)?dire(?:ct(?:eur|rice))\sde\s(?:la\s)?th[èe]se"
        r"|co-?dire(?:ct(?:eur|rice))|encadrante?|(?:erst|zweit)?betreuer(?:in)?|(?:co)?promotor"
        r"|advis[eo]r|director[a]?\sde\s(?:la\s)?tesis|tutor[ae]?\sdella\stesi",
    ),
    (
        PartKind.EXAMINER,
        r"(?:pré-)?rapporteure?|rapportrice|examinat(?:eur|rice)|(?:(?:external"
        r"|internal)\s)?examiners?"
        r"|(?:erst|zweit)?gutachter(?:in)?|(?:first\s|second\s|faculty\s)?opponent"
        r"|membre(?:\sdu\sjury)?|reviewer|committee\smember|vocal|commissario",
    ),
    (
        PartKind.CHAIR,
        r"(?:session\s|panel\s)?chair(?:person|man|woman)?|vorsitz(?:ende[rn]?)?"
        r"|président[e]?(?:\sdu\sjury)?|presidente?(?:ssa)?|voorzitter|leitung",
    ),
    (
        PartKind.MODERATOR,
        r"moderators?(?:in)?|moderation|modérat(?:eur|rice|ion)|moderat(?:ore|rice)|moderador[a]?"
        r"|facilitators?|gespreksleid(?:er|ster)|interviewers?",
    ),
    (
        PartKind.DISCUSSANT,
        r"discussants?|diskutant(?:in|en)?|discutante?s?|commentators?|kommentar|discussione",
    ),
    (PartKind.RESPONDENT, r"respondents?|response|réponse|replica"),
    (
        PartKind.ORGANISER,
        r"(?:co-?)?organi[sz]ers?|conven[eo]rs?|organisat(?:eur|rice)s?|organizzat(?:ore|rice)"
        r"|organisator(?:in)?",
    ),
    (PartKind.HOST, r"hosts?"),
    (PartKind.CANDIDATE, r"candidat(?:e|o|a)?|kandidat(?:in)?|doktorand(?:in)?|doctorante?"),
)
_PART = re.compile(
    "|".join(rf"(?P<p{number}>{words})" for number, (_, words) in enumerate(_WORDS)), re.IGNORECASE
)


def part_told(words: str) -> PartKind | None:
    """Return the part that words behind a name tell, when they tell nothing else."""
    match = _PART.fullmatch(words.strip(" .,()[]"))
    if match is None or match.lastgroup is None:
        return None
    return _WORDS[int(match.lastgroup[1:])][0]
