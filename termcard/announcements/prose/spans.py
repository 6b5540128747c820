"""Where something stands in the text, and what was read there."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Generic, TypeVar

Value_co = TypeVar("Value_co", covariant=True)


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open range of characters of the text."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        """Return the words that stand there."""
        return text[self.start : self.end]

    def trimmed(self, text: str, unwanted: str = " \t\n\u00a0") -> Span:
        """Return the span without the unwanted characters at its ends."""
        start, end = self.start, self.end
        while start < end and text[start] in unwanted:
            start += 1
        while end > start and text[end - 1] in unwanted:
            end -= 1
        return Span(start, end)

    def overlaps(self, other: Span) -> bool:
        """Say whether the two share a character."""
        return self.start < other.end and other.start < self.end

    def pair(self) -> tuple[int, int]:
        """Return the range as evidence keeps it."""
        return self.start, self.end

    def __bool__(self) -> bool:
        return self.end > self.start


@dataclass(frozen=True, slots=True, kw_only=True)
class Found(Generic[Value_co]):
    """A value that was read: where it stands, and why it was taken for what it is."""

    value: Value_co
    spans: tuple[Span, ...]
    reason: str


def without(whole: Span, taken: list[Span]) -> list[Span]:
    """Return what is left of a span when others are taken out of it, in order."""
    left, start = [], whole.start
    for span in sorted(taken):
        if span.end <= start or span.start >= whole.end:
            continue
        if span.start > start:
            left.append(Span(start, span.start))
        start = max(start, span.end)
    if start < whole.end:
        left.append(Span(start, whole.end))
    return left
