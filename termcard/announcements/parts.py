"""The people of an event, with role and affiliation as printed."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class PartKind(StrEnum):
    """What somebody does at an event: public words of the contract."""

    SPEAKER = "speaker"
    PANELIST = "panelist"
    CANDIDATE = "candidate"
    ARTIST = "artist"
    DISCUSSANT = "discussant"
    RESPONDENT = "respondent"
    GUEST = "guest"
    CHAIR = "chair"
    MODERATOR = "moderator"
    HOST = "host"
    ORGANISER = "organiser"
    SUPERVISOR = "supervisor"
    EXAMINER = "examiner"

    @property
    def display(self) -> str:
        """The word as a reader sees it: "Panellist"."""
        return "Panellist" if self is PartKind.PANELIST else self.value.capitalize()


HEARD = frozenset(
    {
        PartKind.SPEAKER,
        PartKind.PANELIST,
        PartKind.CANDIDATE,
        PartKind.ARTIST,
        PartKind.DISCUSSANT,
        PartKind.RESPONDENT,
        PartKind.GUEST,
    }
)


@dataclass(frozen=True, kw_only=True)
class Part:
    """One person's part in an event or talk, as printed.

    `name` is without academic titles ("Paul Armstrong"), `honorific` holds them ("Dr").
    """

    name: str
    honorific: str = ""
    role: str = ""
    affiliation: str = ""
    part: PartKind = PartKind.SPEAKER
    biography: str = ""
    url: str = ""

    @property
    def is_speaker(self) -> bool:
        """Whether people come to hear this person, rather than be chaired or hosted by them."""
        return self.part in HEARD

    @property
    def full_name(self) -> str:
        """The name with its academic titles: "Dr Paul Armstrong"."""
        return f"{self.honorific} {self.name}".strip()

    def line(self) -> str:
        """Return the person as a poster prints them: name, role, affiliation."""
        return ", ".join(word for word in (self.full_name, self.role, self.affiliation) if word)
