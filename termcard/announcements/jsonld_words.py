"""The words of schema.org that stand for ours: types, statuses, modes."""

from __future__ import annotations

from typing import Any

from termcard.announcements.announcement import Kind, Mode, Status

SCHEMA = "https://schema.org/"

TYPES = {
    Kind.SEMINAR: "EducationEvent",
    Kind.LECTURE: "EducationEvent",
    Kind.INAUGURAL_LECTURE: "EducationEvent",
    Kind.COLLOQUIUM: "EducationEvent",
    Kind.WORKSHOP: "EducationEvent",
    Kind.CONFERENCE: "EducationEvent",
    Kind.SYMPOSIUM: "EducationEvent",
    Kind.DEFENCE: "EducationEvent",
    Kind.READING_GROUP: "EducationEvent",
    Kind.PANEL: "EducationEvent",
    Kind.DISCUSSION: "EducationEvent",
    Kind.TRAINING: "EducationEvent",
    Kind.SCHOOL: "EducationEvent",
    Kind.EXHIBITION: "ExhibitionEvent",
    Kind.FILM: "ScreeningEvent",
    Kind.PERFORMANCE: "TheaterEvent",
    Kind.CONCERT: "MusicEvent",
    Kind.BOOK_LAUNCH: "LiteraryEvent",
    Kind.SOCIAL: "SocialEvent",
    Kind.FAMILY: "ChildrensEvent",
}
KINDS = {
    "ExhibitionEvent": Kind.EXHIBITION,
    "ScreeningEvent": Kind.FILM,
    "TheaterEvent": Kind.PERFORMANCE,
    "MusicEvent": Kind.CONCERT,
    "LiteraryEvent": Kind.BOOK_LAUNCH,
    "SocialEvent": Kind.SOCIAL,
    "ChildrensEvent": Kind.FAMILY,
}
STATUSES = {
    Status.CONFIRMED: "EventScheduled",
    Status.TENTATIVE: "EventScheduled",
    Status.CANCELLED: "EventCancelled",
    Status.POSTPONED: "EventPostponed",
}
RESCHEDULED = "EventRescheduled"
MODES = {
    Mode.IN_PERSON: "OfflineEventAttendanceMode",
    Mode.ONLINE: "OnlineEventAttendanceMode",
    Mode.HYBRID: "MixedEventAttendanceMode",
}
UNKNOWN_TITLE = "Title to be announced"
UNKNOWN_PLACE = "Place to be announced"
UNNAMED_PLATFORM = "Online"


def stand_in(kind: Kind, series: str, host: str) -> str:
    """Return the description of an event that has no abstract yet: "Seminar. Series: Logic."."""
    said = [f"{kind.display}."]
    said += [f"Series: {series}."] if series else []
    said += [f"Host: {host}."] if host else []
    return " ".join(said)


def without_blanks(thing: dict[str, Any]) -> dict[str, Any]:
    """Return the thing without properties that say nothing."""
    return {name: value for name, value in thing.items() if value not in (None, "", [], {})}
