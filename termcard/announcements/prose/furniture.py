"""Knows the parts of a page that say nothing about an event: notices, menus, stamps, buttons."""

from __future__ import annotations

import re

from termcard.announcements.prose.languages import fold, month_pattern, weekday_pattern

_WHOLE_LINES = frozenset(
    fold(line.strip())
    for line in """
    home|menu|search|skip to content|skip to main content|skip to navigation|login|log in|sign in
    back to top|^ back to top|top|share|share this|share this page|share this event|tweet|facebook
    twitter|linkedin|print|print this page|email this page|save|bookmark|like this|like
    read more|more|more info|more information|find out more|learn more|full details|details
    add to calendar|add to my calendar|add to google calendar|download ics|ical|icalendar
    export|subscribe|rss|previous|next|previous event|next event|all events|back to events
    view all events|view all|see all events|upcoming events|related events|past events
    view calendar|view full calendar|add to google|add to outlook|google calendar
    book now|register now|buy tickets|book tickets|get tickets|get directions
    directions|map|view map|show map
    events calendar|calendar|what's on|news|news & events|events|event|cookies|accept|accept all
    accept cookies|reject|manage cookies|privacy|privacy policy|accessibility|sitemap|contact us
    no comments|leave a comment|leave a reply|you are here|navigation|main menu|discover more
    zuruck|startseite|drucken|teilen|suche|nach oben|impressum|datenschutz|zur ubersicht
    accueil|imprimer|partager|rechercher|haut de page|mentions legales|retour
    stampa|condividi|cerca|torna su|imprimir|compartir|buscar|volver|inicio|terug|zoeken|delen
    """.replace("\n", "|").split("|")
    if line.strip()
)
_BEGINNINGS = re.compile(
    r"""\W{0,3}(?:
      we\suse\scookies|this\s(?:web)?site\suses\scookies|diese\swebsite\s(?:verwendet|nutzt)
      |ce\ssite\sutilise|questo\ssito\s(?:usa|utilizza)|este\ssitio\s(?:usa|utiliza)
      |download\s(?:this\sevent|the\sposter|the\sflyer|as\s)|télécharger\sl
      |add\s(?:this\s)?(?:event\s)?to\s
      (?:your\s|my\s)?calendar|the\sevents\slisted\s(?:in|on)\sthis
      |(?:first\s)?(?:posted|published|submitted|last\s(?:updated|modified|changed)|updated
      |filed\sunder)
      \s?(?:on|by|in|at|:)|(?:zuletzt\sgeändert|veröffentlicht|erstellt|stand)\s?(?:am|:)
      |(?:mis\sà\sjour|publié|posté)\s(?:le|par)|(?:actualizado|publicado|pubblicato|aggiornato)\b
      |gepubliceerd\sop|©|copyright\b|all\srights\sreserved|powered\sby|sorry,\scomments|comments\s
      (?:are\s)?closed|no\scomments?\b|tags?\s?:|categor(?:y|ies)\s?:|share\s(?:on|this|via)\b
      |(?:category|monthly)\sarchives?|springe\s(?:direkt\s)?zu|follow\sus|sign\sup\s(?:to|for)\sour
      |(?:dear|hi|hello)\s(?:all|everyone|everybody|colleagues?|friends|members|both|list|students)\b.{0,40}\Z
      |(?:dear|hi|hello|hey|hallo|liebe[r]?|lieber|chère?|caro|cara|estimad[oa]|beste|geachte)\s
      [^\s,]+(?:\s[^\s,]+)?(?:\s[^\s,]+)?[,!]\Z
      |(?:best|kind|warm)?\s?(?:wishes|regards),?\Z|(?:liebe|sehr\sgeehrte)\s.{0,60},\Z|chère?s\s.{0,40},\Z
      |(?:previous|next)\smessage\s?:|messages\ssorted\sby
      |more\s(?:information\s)?about\s|read\smore\b|you\sare\shere|menü\söffnen|skip\sto\b
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_ENDS = re.compile(
    r"[»>]\s?(?:read\s)?more\b.*|(?:in\si?calendar\sformat|view\smap|\(map\)|(?<![\w?!.…\s])»|>>)"
    r"\.?\s?\Z",
    re.IGNORECASE,
)
_STAMP = re.compile(r"\b\d\d:\d\d:\d\d\b.{0,30}\Z")
_QUOTES_LETTER = re.compile(
    r"\W{0,3}(?:on|am|le|il|el|op)\s.{6,80}\b(?:wrote|schrieb.{0,60}|a\sécrit|ha\sscritto|escribió"
    r"|schreef.{0,60})\s?:\s?\Z",
    re.IGNORECASE,
)
_GRID = re.compile(
    rf"(?:\d{{1,2}}|(?:{month_pattern()})|(?:{weekday_pattern()}))\.?|"
    r"(?:\d{1,2}(?:\s+|\Z)){4,7}|(?:[A-Za-zÀ-ÿ]{1,4}\.?(?:\s+|\Z)){7}",
    re.IGNORECASE,
)
_CRUMBS = re.compile(r"\s(?:>|»|›|/|::|→)\s")
_MASKED_CONTACT = re.compile(
    r"contact\s+for\s+(?:more\s+)?(?:further\s+)?(?:information|details)", re.I
)
_HEADS_DETAILS = re.compile(
    r"\W{0,4}(?:(?:the\s)?(?:event|key|practical|talk|seminar|lecture|booking)\s(?:details|facts"
    r"|information|info)|details\sof\sthe\s(?:event|talk|lecture|seminar)|at\sa\sglance"
    r"|the\sdetails"
    r"|when\sand\swhere|date(?:,\stime)?\sand\s(?:place|venue|location)|veranstaltungsdetails"
    r"|auf\seinen\sblick|(?:praktische|weitere)\s(?:hinweise|informationen|informatie)"
    r"|eckdaten|zeit\sund\sort|infos?(?:rmations)?\spratiques?|en\sbref|informazioni\spratiche"
    r"|in\sbreve|dettagli(?:\sdell['’]evento)?|información\spráctica|datos\sprácticos"
    r"|detalles(?:\sdel\sevento)?|praktische\sgegevens|in\shet\skort)\W{0,4}",
    re.IGNORECASE,
)
_FIELD = re.compile(r"\d{1,2}[.:h]\d\d|\b\d{4}\b")
LONGEST_FURNITURE = 400


def is_furniture(line: str) -> bool:
    """Say whether a line belongs to the page and not to any event."""
    if len(line) > LONGEST_FURNITURE:
        return False
    if _QUOTES_LETTER.match(line) or _GRID.fullmatch(line.strip()):
        return True
    if fold(line).strip(" .:!|-–•*") in _WHOLE_LINES:
        return True
    if _BEGINNINGS.match(line) or _ENDS.search(line) or _STAMP.search(line):
        return True
    return len(_CRUMBS.findall(line)) >= 2 and not _FIELD.search(line)


def heads_details(line: str) -> bool:
    """Say whether a line only heads the labelled facts below it: "Event details"."""
    return _HEADS_DETAILS.fullmatch(line) is not None


def is_contact_without_address(line: str) -> bool:
    """Say whether it is "Contact for more information", whose address the page hid."""
    match = _MASKED_CONTACT.match(line)
    return match is not None and "how to" not in line.lower()
