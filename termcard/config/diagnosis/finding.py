"""The shape of what was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Verdict(StrEnum):
    """How bad it is."""

    OK = "ok"
    LOOK = "look"
    WRONG = "wrong"


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: what was seen, and how it is mended unless it is well."""

    name: str
    verdict: Verdict
    seen: str
    mend: str = ""


def well(name: str, seen: str) -> Finding:
    """Return that it is as it should be."""
    return Finding(name, Verdict.OK, seen)


def look(name: str, seen: str, mend: str) -> Finding:
    """Return that it may be meant so, or may not."""
    return Finding(name, Verdict.LOOK, seen, mend)


def wrong(name: str, seen: str, mend: str) -> Finding:
    """Return that it must be mended."""
    return Finding(name, Verdict.WRONG, seen, mend)
