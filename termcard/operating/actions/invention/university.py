"""Invents a university: its units, rooms, series and people, all named from lists of words."""

from __future__ import annotations

import json
import random
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

from termcard.announcements.parts import Part

STAFF, GUESTS = 360, 240
VARIANTS = 8
FACULTIES = {
    "Science": "Faculty of Science",
    "Health": "Faculty of Health",
    "Arts": "Faculty of Arts and Humanities",
    "Society": "Faculty of Social Sciences",
}
Details = dict[str, Any]


@dataclass(frozen=True)
class Field:
    """A subject, with the words and sentences that its events are made of.

    The sentences stand in groups of those that say the same of other things.
    """

    things: list[str]
    doings: list[str]
    topics: list[str]
    sentences: list[list[str]]

    def title(self, chance: random.Random) -> str:
        """Return a title that nobody gave yet, as far as chance has it."""
        thing, other = chance.sample(self.things, 2)
        doing = chance.choice(self.doings)
        pattern: str = chance.choice(words()["titles"])
        return pattern.format(
            things=thing,
            Things=thing[0].upper() + thing[1:],
            other=other,
            doing=doing,
            Doing=doing.capitalize(),
            number=chance.randint(3, 40),
        )


@dataclass
class University:
    """What an invented university has; units, venues and series as the actions take them.

    A unit that a `parent` names stands before those below it.
    """

    seed: int
    name: str
    slug: str
    fields: dict[str, Field]
    units: list[Details] = field(default_factory=list)
    venues: list[Details] = field(default_factory=list)
    series: list[Details] = field(default_factory=list)
    staff: list[Part] = field(default_factory=list)
    guests: list[Part] = field(default_factory=list)
    # What belongs to a unit that holds events, by its slug.
    field_of: dict[str, str] = field(default_factory=dict)
    series_of: dict[str, list[str]] = field(default_factory=dict)
    rooms_of: dict[str, list[str]] = field(default_factory=dict)

    @property
    def hosts(self) -> list[str]:
        """The slugs of the units that hold events."""
        return list(self.field_of)


@cache
def words() -> dict[str, Any]:
    """Return the lists of words that everything is made of."""
    stored = files("termcard.operating") / "demonstration" / "invention.json"
    found: dict[str, Any] = json.loads(stored.read_bytes())
    return found


def invent_university(seed: int) -> University:
    """Return the university of that seed."""
    chance = random.Random(f"university {seed}")  # noqa: S311
    town = words()["towns"][seed % len(words()["towns"])]
    made = University(
        seed=seed,
        name=f"University of {town}",
        slug=f"{town.lower().replace(' ', '-')}-{seed}",
        fields={name: _field(row, chance) for name, row in words()["fields"].items()},
    )
    _units(made, chance)
    _venues(made, town, chance)
    for slug in made.hosts:
        _series(made, slug, chance)
    _people(made, chance)
    return made


def _field(row: Mapping[str, Any], chance: random.Random) -> Field:
    groups = [[fact] for fact in row["facts"]]
    for sentence in words()["sentences"]:
        said: dict[str, None] = {}
        for _ in range(VARIANTS):
            thing, other = chance.sample(row["things"], 2)
            one = sentence.format(
                things=thing,
                other=other,
                doing=chance.choice(row["doings"]),
                number=chance.choice([7, 12, 19, 31, 40, 66, 112]),
                place=row["place"],
            )
            said[one] = None
        groups.append(list(said))
    return Field(row["things"], row["doings"], row["topics"], groups)


def _units(made: University, chance: random.Random) -> None:
    root = {"name": made.name, "slug": made.slug, "kind": "institution", "parent": None}
    root["introduction"] = "An invented university: none of its people and events exist."
    made.units.append(root)
    for short, name in FACULTIES.items():
        slug = f"{made.slug}-{short.lower()}"
        unit = {"name": name, "slug": slug, "kind": "faculty", "parent": made.slug}
        made.units.append(unit)
    for key, row in words()["fields"].items():
        slug, name = f"{made.slug}-{key}", row["unit"]
        kind = "school" if "School" in name else "department"
        above = f"{made.slug}-{row['above'].lower()}"
        about = ", ".join(row["things"][:3])
        made.units.append(
            {
                "name": name,
                "slug": slug,
                "kind": kind,
                "parent": above,
                "mark": chance.randint(1, 8),
                "introduction": f"We work on {about}, and on what nobody has thought of yet.",
            }
        )
        made.field_of[slug] = key
    for number, (name, kind, key) in enumerate(words()["centres"]):
        slug, above = f"{made.slug}-centre-{number + 1}", f"{made.slug}-{key}"
        parent = above if number % 2 else made.slug
        unit = {"name": name, "slug": slug, "kind": kind, "parent": parent}
        made.units.append({**unit, "mark": chance.randint(1, 8)})
        made.field_of[slug] = key


def _venues(made: University, town: str, chance: random.Random) -> None:
    buildings = sorted({row["place"] for row in words()["fields"].values()})
    for number, building in enumerate(buildings):
        access = chance.sample(["step_free", "hearing_loop", "quiet_space"], chance.randint(0, 3))
        for room in chance.sample(words()["lines"]["rooms"], 3):
            venue: Details = {
                "name": f"{building}, {room}",
                "street_address": f"{7 + 4 * number} Weir Lane",
                "locality": town,
                "postal_code": f"XX{number + 1} {chance.randint(1, 9)}QZ",
                "country": "GB",
                "directions": f"Ten minutes from the station by foot; {room} is signed inside.",
                "access": sorted(access),
            }
            made.venues.append(venue)
    for slug, key in made.field_of.items():
        home = words()["fields"][key]["place"]
        made.rooms_of[slug] = [
            venue["name"] for venue in made.venues if venue["name"].startswith(home)
        ]


def _series(made: University, slug: str, chance: random.Random) -> None:
    """Start two or three series of a unit, each with what its events usually say."""
    name = next(unit["name"] for unit in made.units if unit["slug"] == slug)
    subject = name.removeprefix("Department of ").removeprefix("School of ")
    kept = made.series_of.setdefault(slug, [])
    for title in chance.sample(words()["lines"]["series"], chance.randint(2, 3)):
        day = chance.choice(["Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays"])
        hour = chance.choice(["12:15", "13:00", "14:00", "16:00", "17:30"])
        row: Details = {
            "title": f"{subject}: {title}",
            "slug": f"{slug}-{title.lower().replace(' ', '-')}",
            "host": slug,
            "usual_times": f"{day} at {hour}, in term",
            "usual_minutes": chance.choice([None, 60, 90]),
            "attendance": chance.choice(words()["lines"]["attendance"]),
            "open_to": chance.choice(["anyone", "anyone", "members"]),
            "platform": chance.choice(["Zoom", "Teams", ""]),
            "place": chance.choice(made.rooms_of[slug]),
        }
        made.series.append(row)
        kept.append(row["slug"])


def _people(made: University, chance: random.Random) -> None:
    named = dict.fromkeys(words()["full_names"])
    while len(named) < STAFF + GUESTS:
        named[f"{chance.choice(words()['first'])} {chance.choice(words()['last'])}"] = None
    names = list(named)
    chance.shuffle(names)
    units = {unit["slug"]: unit["name"] for unit in made.units}
    for number, name in enumerate(names):
        is_staff = number < STAFF
        home = units[chance.choice(made.hosts)]
        subject = home.rpartition(" of ")[2].rpartition(" for ")[2]
        person = Part(
            name=name,
            honorific=chance.choice(["Dr", "Dr", "Professor", ""]),
            role=chance.choice(words()["lines"]["roles"]).format(subject=subject),
            affiliation=home if is_staff else chance.choice(words()["universities"]),
        )
        (made.staff if is_staff else made.guests).append(person)
