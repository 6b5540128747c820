"""Knows the parts of a page whose dates announce nothing: deadlines, minutes, opening hours."""

from __future__ import annotations

import re

from termcard.announcements.prose.layout import Block, BlockKind

LONGEST_HEAD = 60
MOST_DUE = 40
_HEADS_DUES = re.compile(
    r"\W{0,4}(?:(?:upcoming|important|key|grant|funding|application|submission|other|all|next)\s)*"
    r"(?:deadlines?|closing\sdates?|due\sdates?|important\sdates|key\sdates"
    r"|dates\sfor\syour\sdiary:\sdeadlines"
    r"|opening\s(?:hours|times)|library\shours|funding(?:\sopportunities)?|vacancies|jobs"
    r"|job\sopportunities|calls?(?:\sfor\s(?:papers|proposals|applications|abstracts))"
    r"|congratulations|past\s(?:events|seminars|talks)"
    r"|previous\s(?:events|seminars|talks)|archive"
    r"|(?:bewerbungs|einreichungs|anmelde)?fristen|termine\sund\sfristen|wichtige\stermine"
    r"|öffnungszeiten|sprechzeiten|stellen(?:ausschreibungen|angebote)?|ausschreibungen"
    r"|vergangene\s(?:veranstaltungen|vorträge|termine)"
    r"|échéances|dates\slimites|dates\simportantes|calendrier\sdes\séchéances"
    r"|horaires\sd['’]ouverture"
    r"|appels?(?:\sà\s\w+)?|offres?\sd['’]emploi|bourses|événements\spassés"
    r"|scadenze|date\simportanti|orari(?:\sdi\sapertura)?|bandi|eventi\spassati"
    r"|plazos|fechas\s(?:límite|importantes|clave)|convocatorias|becas|horarios?\sde\s(?:apertura"
    r"|atención)"
    r"|eventos\spasados|openingstijden|vacatures|belangrijke\sdata)\s?:?\W{0,4}",
    re.IGNORECASE,
)
_PAST_PAPER = re.compile(
    r"\W{0,4}(?:(?:draft|unconfirmed|confirmed|approved)\s)?(?:minutes\s(?:of|from)\s"
    r"|(?:ergebnis|sitzungs|verlaufs)?protokoll\s(?:der|des|zur|vom|über)|(?:procès-verbal"
    r"|compte[\s-]rendu)"
    r"\s(?:de|du|des)\s|verbale\s(?:della|del|dell)|acta\s(?:de\sla|del|de)\s|notulen\s(?:van"
    r"|der)\s)",
    re.IGNORECASE,
)
_CALL = re.compile(
    r"\W{0,4}(?:call\sfor\s(?:papers|abstracts|proposals|applications|nominations|contributions"
    r"|participation)|calls\sfor\s|vacanc(?:y|ies)\b|job\s(?:vacancy|opening|offer)"
    r"|stellenausschreibung|ausschreibung\b|appel\sà\s(?:communications?|contributions?"
    r"|candidatures?"
    r"|projets?|articles?)|offre\sd['’]emploi|bando\s(?:di|per)|avviso\sdi\sselezione"
    r"|convocatoria\s(?:de|para)\s(?:becas?|ayudas?|plazas?|proyectos?|artículos|comunicaciones"
    r"|premios?)"
    r"|vacature\b|oproep\b)",
    re.IGNORECASE,
)
_IS_DUE = re.compile(
    r"\W{0,3}(?:deadlines?\b|closing\sdate\b|last\s(?:day|date)\s(?:to|for)\b"
    r"|call\sfor\s(?:papers|abstracts|proposals|applications|nominations|contributions"
    r"|participation)|(?:abstract|paper|proposal|application)s?\s(?:submission|deadline)"
    r"|submissions?\s(?:deadline|due"
    r"|closes?)|notification\sof|camera[- ]ready|registration\s(?:opens|closes|deadline)"
    r"|applications?\s(?:close|due|open)"
    r"|(?:bewerbungs|einreichungs|anmelde|abgabe|rückmelde)(?:frist|schluss)|frist\b"
    r"|einsendeschluss"
    r"|date\slimite|clôture\sdes|appel\sà\s|scadenza|termine\sultimo|fecha\slímite|plazo\s(?:de"
    r"|para)"
    r"|cierre\sde|convocatoria\s|inschrijving\ssluit|uiterste\s)",
    re.IGNORECASE,
)


def is_due(words: str) -> bool:
    """Say whether a title names a deadline or a call: "Closing date for nominations"."""
    return _IS_DUE.match(words) is not None


def without_dues(text: str, groups: tuple[Block, ...]) -> tuple[Block, ...]:
    """Return the groups of a page, those under a heading for deadlines and the like as furniture.

    The first heading of another kind ends such a part. Minutes and calls announce nothing.
    """
    if _is_past_paper(text, groups):
        return tuple(_quiet(group) for group in groups)
    kept: list[Block] = []
    is_due = False
    for group in groups:
        children = []
        for number, block in enumerate(group.children):
            if _heads_dues(text, group, number):
                is_due = True
            elif is_due and _ends_dues(text, group, number):
                is_due = False
            children.append(_as_furniture(block) if is_due else block)
        kept.append(_with(group, tuple(children)))
    return tuple(kept)


def _is_past_paper(text: str, groups: tuple[Block, ...]) -> bool:
    leaves = [leaf for group in groups[:3] for leaf in group.leaves()][:3]
    if leaves and _CALL.match(text, leaves[0].span.start, leaves[0].span.end):
        return True
    return any(_PAST_PAPER.match(text, leaf.span.start, leaf.span.end) for leaf in leaves)


def _heads_dues(text: str, group: Block, number: int) -> bool:
    block = group.children[number]
    span = block.span
    if span.end - span.start > LONGEST_HEAD or group.is_row:
        return False
    if block.kind is BlockKind.LABELLED and block.value and not _is_below(block):
        return False
    return _HEADS_DUES.fullmatch(text, span.start, span.end) is not None


def _is_below(block: Block) -> bool:
    """Say whether a label's value stands on the line below it."""
    return block.value is not None and block.value.start > block.span.end


def _ends_dues(text: str, group: Block, number: int) -> bool:
    """Say whether a short line heads the next part: alone, or above the lines of its group."""
    block = group.children[number]
    words = block.span.cut(text)
    is_first = number == 0 and not group.is_row
    if not is_first or block.kind is not BlockKind.HEADING or len(words) > LONGEST_HEAD:
        return False
    begun = text[text.rfind("\n", 0, block.span.start) + 1 : block.span.start].strip()
    return not begun and words[:1].isupper() and not any(char.isdigit() for char in words)


def _quiet(group: Block) -> Block:
    return _with(group, tuple(_as_furniture(block) for block in group.children))


def _with(group: Block, children: tuple[Block, ...]) -> Block:
    return Block(kind=group.kind, span=group.span, children=children, is_row=group.is_row)


def _as_furniture(block: Block) -> Block:
    return Block(kind=BlockKind.FURNITURE, span=block.span)
