"""Parts a line at its commas, dashes, colons and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from termcard.announcements.prose.honorifics import is_before_degree
from termcard.announcements.prose.spans import Span

_SEPARATOR = re.compile(
    r"\s*(?P<mark>[,;|\t•])\s*|\s+(?P<dash>[–—-]{1,2})\s+|(?P<colon>\s?:)\s+"
    r"|(?<=[\w)”\"’»][\w)”\"’»])(?P<stop>[.])\s+(?=[A-ZÀ-Þ„“\"])"
    r"|(?<=\s\d)(?P<numbered>[.])\s+(?=[A-ZÀ-Þ])(?!Stock|O\.?G|U\.?G|Etage|Ober|Unter|Jahr)"
    r"|(?P<slash>\s/\s)"
    r"|(?<=[\w)])(?<!\band)(?<!\bby)(?<!with)(?<!\bund)(?<!\bDr)(?<!\bPD)(?<!\bMme)(?<!Herr)(?<!Frau)(?<!Prof)(?<!\bThe)(?<!\bthe)"
    r"(?<!\bvon)(?<!\bet)(?<!Canon)(?<!Revd)(?<!Professor)(?<!PROFESSOR)(?<!and the)(?<!\bmit)"
    r"(?P<person>\s+)(?=(?:Prof(?:essor)?|Dr|PD|Sir|Dame|Revd?)\b\.?\s+[A-ZÀ-Þ])"
)

# A full stop behind one of these ends nothing: "Prof. em. Ann Vale", "Dept. Physics".
_ABBREVIATED = re.compile(
    r"\b(?:a?prof|drs?|st|m[rsx]|mrs|amb|univ|inst|dept|revd?|dott|dipl|inf|ing|phil|med|nat|ph|no"
    r"|nr"
    r"|ssa|em|emer|ao|apl|habil|hab|hc|jur|theol|assoc|asst|adj|sra?|jr|dra|lic|m?mag|doz|hon|vs"
    r"|engr"
    r"|capt|col|gen|lt|sc|iur|polit?|oec|cand|eng|ed|mme|mlle|dhr|mevr|vol|ca|approx|bldg|rm|bros"
    r"|mt|ste?)\Z",
    re.IGNORECASE,
)
QUOTED = re.compile(
    r"[“„«\"]\s?(?P<double>[^“„«»\"\n]{2,220}?)\s?[”“»\"](?!\w)"
    r"|‘\s?(?P<curly>[^‘\n]{2,220}?)\s?’(?!\w)"
    r"|(?<![\w'])'\s?(?P<single>[^\n]{2,220}?)\s?[’'](?!\w)"
)


def quotations(text: str, within: Span) -> Iterator[tuple[Span, Span]]:
    """Yield each quotation in a stretch: the words alone, and with their marks."""
    for match in QUOTED.finditer(text, within.start, within.end):
        name = match.lastgroup or "double"
        inside = Span(*match.span(name)).trimmed(text, " \t\n\u00a0,")
        words = inside.cut(text)
        if (
            " " in words
            or (len(words) > 2 and words[0].isupper() and name != "single")
            or name == "single"
            and len(words) > 2
            and words[0].isupper()
            and words.isalpha()
        ):
            yield inside, Span(*match.span())


def parts_of(text: str, within: Span) -> Iterator[tuple[Span, str, bool]]:
    """Yield the pieces between separators; quotations are pieces of their own."""
    start = within.start
    mark = ""
    for inside, whole in quotations(text, within):
        if whole.start < start:
            continue
        for span, here in _unquoted(text, Span(start, whole.start)):
            yield span, here or mark, False
            mark = ""
        yield inside, mark or _mark_before(text, within, whole), True
        start, mark = whole.end, '"'
    for span, here in _unquoted(text, Span(start, within.end)):
        yield span, here or mark, False
        mark = ""


def _mark_before(text: str, within: Span, quoted: Span) -> str:
    before = text[within.start : quoted.start].rstrip()
    return before[-1] if before and before[-1] in ",:;–—-|" else '"'


def _unquoted(text: str, within: Span) -> Iterator[tuple[Span, str]]:
    start, mark = within.start, ""
    depths = _bracketed(text, within)
    for match in _SEPARATOR.finditer(text, within.start, within.end):
        if any(span.start < match.start() < span.end for span in depths):
            continue
        if match["mark"] == "," and _parts_nothing(text, match.start("mark")):
            continue
        if match["stop"] and is_abbreviated(text, match.start()):
            continue
        yield Span(start, match.start()), mark
        start = match.end()
        mark = _mark(match)
    yield Span(start, within.end), mark


def is_abbreviated(text: str, stop: int) -> bool:
    """Say whether a full stop only shortens the word before it: "Prof.", "Dept."."""
    return _ABBREVIATED.search(text[max(0, stop - 8) : stop]) is not None


def _parts_nothing(text: str, comma: int) -> bool:
    return _inside_number(text, comma) or is_before_degree(text, comma)


def _inside_number(text: str, comma: int) -> bool:
    return text[comma - 1 : comma].isdigit() and text[comma + 1 : comma + 2].isdigit()


def _mark(match: re.Match[str]) -> str:
    if match["dash"]:
        return "-"
    if match["stop"]:
        return "."
    if match["numbered"]:
        return "."
    return "w" if match["person"] else match.group().strip() or "|"


def _bracketed(text: str, within: Span) -> list[Span]:
    found, opened = [], -1
    for index in range(within.start, within.end):
        if text[index] in "([" and opened < 0:
            opened = index
        elif text[index] in ")]" and opened >= 0:
            found.append(Span(opened, index))
            opened = -1
    return found
