"""A stretch of text in which something was found, and what it says."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, order=True)
class Found:
    """The half-open range of characters, and the thing itself without disguise."""

    start: int
    end: int
    value: str
