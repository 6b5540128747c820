"""Knows what stands in front of a name and behind it: titles, degrees, the marks of notes."""

from __future__ import annotations

import re

from termcard.announcements.prose.languages import wordlist
from termcard.announcements.prose.spans import Span

_HONORIFIC = re.compile(
    r"""(?:(?:em(?:eritus|erita|\.)\s+)?(?:the\s)?(?:
      (?:a|assoc\.?|asst\.?|associate|assistant|adj\.?|full|senior)[/\s]\s?prof(?:essor|\.)?
      |prof(?:essor(?:in|essa|e|a)?|esseure?|\.?ssa|\.in|\.)?|dr(?:\.in|\.|es|s\.)?|pd|priv\.-\s?doz\.
      |(?:(?:ao|au[sß]erord|o|apl|hon|jun|univ)\.[-\s]?\s?)+prof(?:essor(?:in)?|\.)?|apl\.|em\.|hon\.|hab\.|emeritus|emerita|emer\.
      |docteure?|dottor(?:e|essa)|doctora?(?=\s(?-i:[A-ZÀ-Þ]))|madame|monsieur|mademoiselle|señora?|mevrouw|bishop
      |sir|dame|lord|lady|baroness|revd?\.?|reverend|canon|engr\.?|barr\.|alhaji
      |capt(?:ain|\.)|col(?:onel|\.)|commander|mr\.?|mrs\.?|ms\.?|mx\.?|miss|rabbi|father|judge
      |justice|ambassador|amb\.?|shri|smt\.?|datuk|dato['’]|sheikh|mevr(?:\.|ouw)|mw\.|dhr\.
      |d\.(?!\s?\w\.)|d\.ª|dña\.?|doña|sra?\.|srta\.
      |dott\.?(?:ssa)?|(?-i:RA|RAin|MdB|MdL|MEP|MP|MSP|MdEP)|cand\.\s\w+\.|reader(?=\s(?-i:[A-Z])\w+\s(?-i:[A-Z]))|iur\.|pol\.|dra\.|lic\.|ing\.|-?ing\.|ir\.|(?:m?mag|mmag)\.|dipl\.-\w+\.?|herr|frau
      |m\.(?=\s(?-i:[A-ZÀ-Þ])[\w-]+\s(?:(?-i:[A-ZÀ-Þ])|d[eu]\s|l[ea]\s|van\s|von\s))|mm\.|mme|mlle|[bm]\.\s?(?:sc|eng|ed)\.
      |h\.\s?c\.|phil\.|med\.|rer\.\s?nat\.|jur\.|theol\.|habil\.|mult\.|maître|me(?=\s(?-i:[A-ZÀ-Þ]))
      |pr\.?(?=\s(?-i:[A-ZÀ-Þ])\w)
    )(?=[\s.]|\Z)\.?\s*)+""",
    re.IGNORECASE | re.VERBOSE,
)
# What may follow a name without saying where its bearer works: a degree, an order, pronouns.
_DEGREE = (
    r"(?:ph\.?\s?d\.?|[bm]\.?\s?(?:sc|a|phil|ed|eng|mus|litt|res|arch)\.?|d\.?\s?(?:phil|litt|sc"
    r"|ed)\.?"
    r"|m\.?\s?d\.?|ll\.?\s?[mdb]\.?|mba|msn|mph|mpa|mfa|dds|dvm|jd|edd|psyd|frcp|mrcp|hdr|rn"
    r"|frs[ecl]?|fba|fmedsci|freng|frsl|obe|mbe|cbe|kc|qc|riba"
    r"|jr\.?|sr\.?|s\.?j\.?|o\.?p\.?|o\.?s\.?b\.?|emeritus|emerita|em\.|he/him|she/her|they/them)"
)
_SUFFIX = re.compile(rf"(?:,?\s+{_DEGREE})+\Z", re.IGNORECASE)
_ONLY_SUFFIX = re.compile(rf"{_DEGREE}(?:[\s,]+{_DEGREE})*", re.IGNORECASE)
_DEGREE_NEXT = re.compile(rf"\s?{_DEGREE}(?=\s\(|\s(?:and|und|et|e|y|&)\s)", re.IGNORECASE)
_NOTE_MARKS = re.compile(r"(?<=[^\W\d_]{2})(?:[¹²³⁴-⁹*†‡§,]+|\d(?:,\s?\d)*)\Z|\s?[*†‡§]+\Z")
_PARTICLES = wordlist(
    "von van de der den du da di del della la le los las ter ten zu zur bin ibn al el"
)


def honorific_at(text: str, within: Span) -> Span | None:
    """Return the titles that a stretch begins with: "Prof. Dr."."""
    match = _HONORIFIC.match(text, within.start, within.end)
    if match is None:
        return None
    span = Span(*match.span()).trimmed(text)
    behind = text[span.end : within.end].lstrip(" .")
    return span if behind and is_capital(behind) else None


def is_capital(words: str) -> bool:
    """Say whether words begin as a name does: with a capital, or "von"."""
    return words[0].isupper() or words.split(" ", 1)[0].lower() in _PARTICLES


def is_degree(words: str) -> bool:
    """Say whether words behind a name are only degrees, orders or pronouns: "M.Sc., FRS"."""
    return _ONLY_SUFFIX.fullmatch(words.strip(" .,")) is not None


def is_before_degree(text: str, comma: int) -> bool:
    """Say whether a comma only parts a name from a degree: "Ann Vale, M.A. (Leeds)"."""
    return _DEGREE_NEXT.match(text, comma + 1) is not None


def bare_name(words: str) -> str:
    """Return a name without the degrees and the marks of notes behind it: "Wei Chen¹, PhD"."""
    return _SUFFIX.sub("", _NOTE_MARKS.sub("", words))
