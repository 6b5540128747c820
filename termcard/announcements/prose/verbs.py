"""The verbs by which a sentence tells: what is to come, what is over, and what is due."""

from __future__ import annotations

import re

ANNOUNCES = re.compile(
    r"(?<!\w)(?:will\s(?:\w+\s){0,2}(?:be|lead|guide|explore|explain|introduce|launch|screen|share"
    r"|describe|look|show|ask|giving|speaking|presenting|talking|reading|joining|take"
    r"|give|speak|present|talk|host|hold|deliver|discuss"
    r"|read"
    r"|begin|start|meet|open|tell|perform)|takes?\splace|is\s(?:being\s)?held|to\sbe\sheld"
    r"|is\sscheduled|meets?|invites?|is\spleased|speaks?|perform|performs|plays?|opens|gives"
    r"|presents|talks|reads|shows|hears|lectures"
    r"|(?:is|are)\s(?:on|at|by|today|tomorrow|this|next)|[Jj]oin\sus|[Rr]eminder|[Tt]here\s(?:is"
    r"|will\sbe)"
    r"|öffnet|veranstaltet|präsentiert|gastiert|feiert|ouvre|reçoit|organise|ospita|apre|organizza"
    r"|abre|organiza|recibe|organiseert|ontvangt|presenteert"
    r"|findet|finden|bildet|macht|folgen|spricht|hält|lädt|laden|startet|eröffnet|referiert"
    r"|beschäftigt|folgt"
    r"|beschließt"
    r"|aura\slieu|auront\slieu|se\stiendra|donnera|interviendra|parlera|présentera|évoquera"
    r"|soutiendra|animera|accueille|propose"
    r"|si\sterrà|si\ssvolgerà|avrà\sluogo|terrà|vedrà|parlerà|presenterà|concluderà|interverrà"
    r"|abrirá|cerrará|inaugurará|clausurará|comenzará|continuará|será\sel\sturno|intervendrá"
    r"|aprirà|chiuderà|inaugurerà|proseguirà|sarà\sla\svolta|si\scomincia|si\schiude|si\sparte"
    r"|viendra|réunira|accueillera|recevra|dialoguera|welcomes|hosts|holds|ouvrira|clôturera"
    r"|débutera|suivra|inaugurera|opent|sluit\saf|afsluit"
    r"|tendrá\slugar|se\scelebrará|impartirá|hablará|disertará|ofrecerá|acoge|presentará"
    r"|vindt|vinden|spreekt|houdt|geeft)(?!\w)"
)
PAST = re.compile(
    r"(?<!\w)(?:was|were|came|ended|welcomed|thanked|showed|heard|spoke|gave|drew|visited"
    r"|took\splace|attended|told\sus|won|opened"
    r"|celebrated|wurde|fand|sprach|war|hielt|a\seu\slieu|a\sété|était|è\sstat[oa]|fue|tuvo\slugar"
    r"|vond|sprak)(?!\w)"
)
FUTURE = re.compile(
    r"(?<!\w)(?:will|is\sto|are\sto|shall|wird|werden|aura|donnera|parlera|présentera|terrà|parlerà"
    r"|vedrà|impartirá|hablará|tendrá|zal|zullen)(?!\w)"
)
DUE = re.compile(
    r"(?<!\w)(?:deadline|by\s(?:the\s)?(?:end\sof\s)?\d|by\s[A-Z][a-z]+\s\d|due(?!\sto\s(?:take|be"
    r"|give|speak|open|begin|start)\b)|submit(?:ted)?"
    r"|notification|closes?\son|register|bookings?|abstracts?\sof|proposals?|please\stell|rsvp"
    r"|subscriptions|bis\szum|spätestens|avant\sle|entro\sil|antes\sdel|uiterlijk"
    r"|anmeldung|bekannt\sgegeben|proposed|we\sare\s(?:still\s)?planning|held\sfor\sthe\snights"
    r"|sprechstunde\w*|office\shours?|opening\shours|öffnungszeiten|geschlossen|closed?\b|close\sat"
    r"|takes?\sup\s(?:\w+\s){0,2}(?:post|role|position|duties|office|appointment)"
    r"|prend\w*\sses\sfonctions|tomará\sposesión|assumerà\sl['’]incarico"
    r"|resterà\schius\w+|chius[oa]\s(?:da|dal|il|per)|rester\w*\sfermée?|fermée?\s(?:du|le|pour)"
    r"|permanecerá\scerrad[oa]|cerrad[oa]\s(?:del|el|por)|gesloten|vanno\sconsegnat\w+"
    r"|which\syou\sprefer|all\sbookings)(?!\w)",
    re.IGNORECASE,
)
IS = re.compile(
    r"(?<!\w)(?:is|are|was|were|will|has|have|had|been|can|must|wird|werden|ist|sind|war|findet"
    r"|finden"
    r"|est|sont|sera|aura|était|è|sono|sarà|si|es|son|será|se|wordt|worden|zijn|vindt|takes?"
    r"|gave|gives)(?!\w)"
)
EVERY = re.compile(
    r"(?<!\w)(?:all|every|each|talks\s(?:begin|are)|meets|series|usually|days\s(?:at|from)|jeweils"
    r"|immer|tous|ogni|todos)(?!\w)",
    re.IGNORECASE,
)


_QUOTED = re.compile(
    r"“[^”]*[”“]|„[^“”]*[“”]|«[^»]*»|\"[^\"]*\"|‘[^’]*’(?!\w)|(?<!\w)'[^'\n]{3,200}'(?!\w)"
)


def unquoted(words: str) -> str:
    """Return words without what stands in quotation marks."""
    return _QUOTED.sub(" ", words)


def tells(words: str) -> bool:
    """Say whether words hold a verb, as a sentence does and a row of facts does not."""
    return bool(IS.search(words) or ANNOUNCES.search(words) or PAST.search(words))
