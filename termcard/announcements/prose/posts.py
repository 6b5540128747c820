"""Knows the words for posts and institutions."""

from __future__ import annotations

import re

from termcard.announcements.prose.names import is_given_name

ROLE = re.compile(
    r"(?<!\w)(?:(?:associate|assistant|full|emeritus|emerita|visiting|adjunct|honorary|former"
    r"|distinguished|regius)\s)?(?:"
    r"professor(?:in)?|lecturer|reader\s+in|reader|director|co-director|fellow|head\s+of|head"
    r"|dean|researcher"
    r"|research(?:er)?\s+(?:associate|assistant|fellow|officer|scientist|director)|curator"
    r"|chair\s+of|chair\s+in|chair|editor"
    r"|student|candidate|scientist|engineer|officer|manager|president|vice-\w+|provost"
    r"|chancellor|rector|warden"
    r"|author|historian|sociologist|philosopher|physicist|biologist|chemist|economist"
    r"|archaeologist|anthropologist"
    r"|geographer|writer|poet|artist|journalist|architect|librarian|archivist|conservator"
    r"|consultant|analyst"
    r"|postdoc\w*|post-doc\w*|doctoral\s+\w+|phd\s+\w+|co-?founder|founder|ceo|principal|teacher"
    r"|tutor|lead|leader"
    r"|chief\s+\w+|minister|member|secretary|coordinator|specialist|adviser|advisor|astronomer"
    r"|mathematician"
    r"|psychologist|linguist|musician|composer|conductor|translator|professorship|\w*leiter(?:in)?"
    r"|\w*forscher(?:in)?|\w*wissenschaftler(?:in)?|\w*expert(?:e|in)"
    r"|direktor(?:in)?"
    r"|wissenschaftliche[rn]?\s+\w+|doktorand(?:in)?|dozent(?:in)?|privatdozent(?:in)?"
    r"|akademische[rn]?\s+\w+|lehrstuhl\w*"
    r"|professeure?|ma[iî]tre(?:sse)?\s+de\s+conf[ée]rences|directeur|directrice|chercheur"
    r"|chercheuse|charg[ée]e?\s+de"
    r"|doctorante?|enseignante?(?:-chercheu\w+)?|professoressa|professore|ordinari[oa]"
    r"|ricercator[ei]|ricercatrice|direttore|direttrice"
    r"|dottorand[oa]|docente|catedr[áa]tic[oa]|profesora?|investigadora?|directora?|hoogleraar"
    r"|onderzoeker|promovend(?:us|a)"
    r"|géographe|historien(?:ne)?|sociologue|philosophe|écrivain[e]?|journaliste|physicien(?:ne)?"
    r"|chimiste"
    r"|biologiste|archéologue|archiviste|architecte|anthropologue|économiste|linguiste|médecin"
    r"|ingénieure?"
    r"|poète|romanci(?:er|ère)|geologo|geologa|storico|storica|giornalista|scrittore|scrittrice"
    r"|filosof[oa]"
    r"|fisic[oa]|biolog[oa]|archeolog[oa]|poeta|historiker(?:in)?|biolog(?:e|in)|physiker(?:in)?"
    r"|chemiker(?:in)?"
    r"|soziolog(?:e|in)|autor(?:in)?|schriftsteller(?:in)?|journalist(?:in)?|archäolog(?:e|in)"
    r"|geolog(?:e|in)"
    r"|ornitholog(?:e|in)|ärztin|pfarrer(?:in)?|historiadora?|periodista|escritora?|filósof[oa]"
    r"|biólog[oa]"
    r"|oceanógraf[oa]|arquitect[oa]|historicus|historica|schrijver|schrijfster|bioloog"
    r"|dichter(?:es)?"
    r"|hoofd|universitair\s+\w+)(?!\w)",
    re.IGNORECASE,
)


INSTITUTION = re.compile(
    r"(?<!\w)(?:university|universit[äy]t?\w*|universit[éà]|universidad|universidade"
    r"|universiteit|univ\.?|college|institute?s?|institut[oe]?"
    r"|school|school of|faculty|department|dept\.?|academy|centre|center|museum|hochschule"
    r"|\w*hochschule|fakultät|akademie"
    r"|zentrum|école|ecole|faculté|laboratoire|laboratory|centro|facultad|facoltà|dipartimento"
    r"|departamento|scuola|escuela|istituto"
    r"|politecnico|polytechni\w+|council|foundation|trust|society|association|hospital|clinic"
    r"|library|archives?|press"
    r"|observatory|ministry|company|ltd|inc|gmbh|max[\s-]planck\S*|research\scouncil"
    r"|agency|bank|group|union|consortium|network|unit|hogeschool|academie|stichting|stiftung"
    r"|verein|charity|campus)(?!\w)",
    re.IGNORECASE,
)


_ACRONYM = re.compile(
    r"\b(?:CNRS|INSERM|EHESS|MIT|ETH|EPFL|UCL|LSE|UCLA|KIT|NHS|CSIC|CNR|INRAE|SOAS|KCL|TU|FU|HU"
    r"|LMU|ENS|CERN|NASA|ESA|NTNU|KTH|IIT|JNU)\b"
)


HOST = re.compile(
    r"(?<!\w)(?:university|universit\w+|universidad|college|institute?|instituto?|istituto"
    r"|school|department|faculty|academy|centre"
    r"|center|museum|\w*hochschule|fakultät|akademie|zentrum|école|faculté|laboratoire|centro"
    r"|facultad|facoltà"
    r"|dipartimento|departamento|scuola|escuela|politecnico|observatory|society)(?!\w)",
    re.IGNORECASE,
)


_CODE_NAME = re.compile(r"[A-Z]{2,6}(?:\s[A-Z][a-z]+)?\Z")


def is_host(words: str) -> bool:
    """Say whether words name an institution that can hold an event."""
    return HOST.search(words) is not None


def is_role(words: str) -> bool:
    """Say whether words are somebody's post."""
    return ROLE.search(words) is not None


def is_institution(words: str) -> bool:
    """Say whether words name an institution."""
    if INSTITUTION.search(words) or _ACRONYM.search(words):
        return True
    # "GOTO Akira" is a person whose family name is in capitals, "KIT Campus" none.
    return bool(_CODE_NAME.match(words)) and not is_given_name(words.split()[-1])
