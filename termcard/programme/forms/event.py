"""The form of a whole event: all that can be said of it, and what is private beside it."""

from __future__ import annotations

import dataclasses
import re
import uuid
from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.forms.boundfield import BoundField

from termcard.announcements.announcement import (
    AccessProvision,
    Announcement,
    Level,
    Mode,
    OpenTo,
    Place,
)
from termcard.announcements.sessions import require_zone
from termcard.programme.forms.announcing import AnnouncementForm, common_initial
from termcard.programme.forms.materials import MOST_MATERIALS, MaterialFormSet
from termcard.programme.forms.people import MOST_WITH_MORE, FullPartFormSet
from termcard.programme.forms.sittings import MOST_SITTINGS, SittingFormSet
from termcard.programme.forms.unfinished import Unfinished, with_another_row
from termcard.programme.models import Series
from termcard.programme.querysets import SeriesQuerySet

OPEN_TO = [
    ("", "not said"),
    (OpenTo.ANYONE.value, "anyone"),
    (OpenTo.MEMBERS.value, "members of the institution"),
    (OpenTo.INVITED.value, "those who are invited"),
]
MOST_ROWS = {"sittings": MOST_SITTINGS, "people": MOST_WITH_MORE, "materials": MOST_MATERIALS}
MOST_TOPICS, MOST_LINKS, LONGEST_LINK = 30, 10, 2_000
AS_SERIES = "Empty: as the series says."
# Words that an event has from its series while it says nothing of its own.
HEARD = ("place", "platform", "attendance", "open_to")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}\Z")
_SECTIONS = (
    ("What it is", ("title", "kind", "series", "language")),
    ("When", ("zone",)),
    ("Where", ("mode", "place", "platform", "stream_url")),
    ("Who", ()),
    ("What it is about", ("abstract", "references", "topics")),
    ("Taking part", ("attendance", "open_to", "level", "access", "access_note")),
    ("To look at", ()),
    ("Kept private", ("contact", "join_links", "remove_join_links")),
)
_ROWS = {"When": "sittings", "Who": "people", "To look at": "materials"}


@dataclasses.dataclass(frozen=True, kw_only=True)
class Known:
    """What is known of an event before anybody types: the words, the series, what is private."""

    announcement: Announcement
    zone: str
    series: Series | None = None
    contact: str = ""
    has_join_links: bool = False
    revision: int = 0


@dataclasses.dataclass(frozen=True, kw_only=True)
class Section:
    """A part of the form: its heading, its fields, and what stands in rows of its own."""

    heading: str
    fields: list[BoundField]
    rows_name: str = ""
    rows: Any = None


class EventForm(AnnouncementForm, Unfinished):
    """All that can be said of an event, with its sittings, people and materials in rows."""

    language = forms.CharField(
        required=False, max_length=20, label="Language", help_text="Such as en, fr, cy."
    )
    stream_url = forms.URLField(
        required=False,
        max_length=1000,
        assume_scheme="https",
        label="Public stream",
        help_text="An address that everybody may open. A link for members belongs below.",
    )
    topics = forms.CharField(
        required=False, max_length=2_000, label="Topics", help_text="With commas between."
    )
    open_to = forms.ChoiceField(required=False, choices=OPEN_TO, label="Who may come")
    level = forms.ChoiceField(
        required=False,
        choices=[("", "not said"), *((each.value, each.value) for each in Level)],
        label="For whom it is meant",
    )
    access = forms.MultipleChoiceField(
        required=False,
        choices=[(each.value, each.display) for each in AccessProvision],
        label="Access",
        widget=forms.CheckboxSelectMultiple,
    )
    access_note = forms.CharField(required=False, max_length=500, label="More on access")
    contact = forms.CharField(
        required=False,
        max_length=500,
        label="Whom questions reach",
        help_text="An address or a name. Readers write by a form and never see it.",
    )
    join_links = forms.CharField(
        required=False,
        max_length=MOST_LINKS * LONGEST_LINK,
        label="Join links",
        widget=forms.Textarea(attrs={"rows": 2, "autocomplete": "off"}),
    )
    remove_join_links = forms.BooleanField(required=False, label="Keep no join link any longer")
    revision = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput()
    )
    token = forms.UUIDField(required=False, widget=forms.HiddenInput())

    def __init__(self, posted: Any = None, *, known: Known, offered: SeriesQuerySet) -> None:
        self.known, self.told = known, known.announcement
        super().__init__(posted, initial=_initial(known), label_suffix="")
        self.fields["series"].queryset = offered  # type: ignore[attr-defined]
        zone = str(self["zone"].value() or "")
        self.sittings = SittingFormSet(posted, sessions=self.told.sessions, zone=zone)
        self.people = FullPartFormSet(posted, parts=self.told.parts)
        self.materials = MaterialFormSet(posted, materials=self.told.materials)
        self._say_what_is_kept()

    @classmethod
    def with_another(
        cls, posted: Any, name: str, *, known: Known, offered: SeriesQuerySet
    ) -> EventForm:
        """Return the form as typed, with one more row of those that are named; nothing is judged.

        Another name adds no row.
        """
        more = with_another_row(posted, name, MOST_ROWS[name]) if name in MOST_ROWS else posted
        form = cls(more, known=known, offered=offered)
        form.leave_unfinished()
        if name in MOST_ROWS:
            getattr(form, name).begin_in_last()
        return form

    def leave_unfinished(self) -> None:
        """Say nothing yet of what is wrong."""
        self.is_unfinished = True
        for rows in self.all_rows():
            rows.leave_unfinished()

    def sections(self) -> Iterator[Section]:
        """Yield the parts of the form in the order in which one fills it in."""
        for heading, names in _SECTIONS:
            rows_name = _ROWS.get(heading, "")
            yield Section(
                heading=heading,
                fields=[self[name] for name in names if name in self.fields],
                rows_name=rows_name,
                rows=getattr(self, rows_name) if rows_name else None,
            )

    def all_rows(self) -> list[Any]:
        """Return what stands in rows of its own."""
        return [self.sittings, self.people, self.materials]

    def fields_in_trouble(self) -> Iterator[BoundField]:
        """Yield the fields, those in rows too, beside which something is said."""
        for form in (self, *(form for rows in self.all_rows() for form in rows.forms)):
            yield from (field for field in form if field.errors)

    def rows_are_valid(self) -> bool:
        """Say whether sittings, people and materials can be taken as they stand."""
        are_valid = [rows.is_valid() for rows in self.all_rows()]
        return all(are_valid)

    def clean_zone(self) -> str:
        """Refuse a zone that is in no list."""
        zone: str = self.cleaned_data["zone"]
        try:
            require_zone(zone)
        except ValueError:
            words = "There is no such time zone. Write it as Europe/London."
            raise ValidationError(words) from None
        return zone

    def clean_language(self) -> str:
        """Refuse what is no tag of a language (RFC 5646)."""
        language: str = self.cleaned_data["language"]
        if language and not _LANGUAGE.match(language):
            raise ValidationError("Write the language as a tag, such as en or pt-BR.")
        return language

    def clean_topics(self) -> tuple[str, ...]:
        """Return each topic once, in the order typed."""
        words = (" ".join(each.split()) for each in self.cleaned_data["topics"].split(","))
        topics = tuple(dict.fromkeys(filter(None, words)))
        if len(topics) > MOST_TOPICS or any(len(each) > 100 for each in topics):
            raise ValidationError(f"At most {MOST_TOPICS} topics of at most 100 characters.")
        return topics

    def clean_join_links(self) -> tuple[str, ...]:
        """Return the addresses, one a line."""
        lines = [line.strip() for line in self.cleaned_data["join_links"].splitlines()]
        links = tuple(dict.fromkeys(filter(None, lines)))
        if not all(link.startswith(("https://", "http://")) for link in links):
            raise ValidationError("One address a line, each beginning with https://.")
        if len(links) > MOST_LINKS or any(len(link) > LONGEST_LINK for link in links):
            raise ValidationError(f"At most {MOST_LINKS} addresses.")
        return links

    def corrected(self, said: dict[str, Any]) -> Announcement:
        """Return the event as typed; raise ValueError naming the field."""
        said.update(self._as_the_series_says(said))
        return dataclasses.replace(
            self.told,
            **self.common_words(said),
            sessions=self.sittings.sessions_told(),
            language=said["language"],
            stream_url=said["stream_url"],
            topics=said["topics"],
            open_to=OpenTo(said["open_to"]) if said["open_to"] else None,
            level=Level(said["level"]) if said["level"] else None,
            access=tuple(each for each in AccessProvision if each.value in said["access"]),
            access_note=said["access_note"],
            materials=self.materials.materials_told(),
        )

    def place_told(self, name: str) -> Place | None:
        """Return the place of that name; what is known of another place is not said of it."""
        if self.told.place is not None and self.told.place.name == name:
            return self.told.place
        return Place(name=name) if name else None

    def private(self) -> dict[str, Any]:
        """Return what is kept beside the event; join links are None where they stay as they are."""
        said = self.cleaned_data
        links = said["join_links"] or (() if said.get("remove_join_links") else None)
        return {"contact": said["contact"], "join_links": links}

    def submitted_token(self) -> uuid.UUID | None:
        """Return the token that says which form was sent, if it is one."""
        token: uuid.UUID | None = self.cleaned_data.get("token")
        return token

    def _as_the_series_says(self, said: dict[str, Any]) -> dict[str, str]:
        """Return the words that the chosen series says where the event says nothing of its own.

        What only the series before it said, the new one says otherwise.
        """
        series, was = said["series"], self.known.series
        if series is None:
            return {}
        now, before = _defaults(series, said["mode"]), _defaults(was, said["mode"]) if was else {}
        return {
            name: now[name]
            for name in HEARD
            if now[name] and said[name] in ("", before.get(name, ""))
        }

    def _say_what_is_kept(self) -> None:
        if self.known.series is not None:
            for name in ("place", "platform", "attendance"):
                self.fields[name].help_text = AS_SERIES
        self.fields["place"].widget.attrs["list"] = "venues"
        links = self.fields["join_links"]
        links.help_text = "Never shown to anybody else; kept sealed. One a line."
        if self.known.has_join_links:
            links.help_text = "A join link is kept, sealed. What is typed here takes its place."
        else:
            del self.fields["remove_join_links"]


def _defaults(series: Series, mode: str) -> dict[str, str]:
    usual = series.place or (series.venue.name if series.venue else "")
    return {
        "place": "" if mode == Mode.ONLINE else usual,
        "platform": "" if mode == Mode.IN_PERSON else series.platform,
        "attendance": series.attendance,
        "open_to": series.open_to,
    }


def _initial(known: Known) -> dict[str, Any]:
    told = known.announcement
    return {
        **common_initial(told),
        "zone": told.sessions[0].zone if told.sessions else known.zone,
        "series": known.series.pk if known.series else None,
        "language": told.language,
        "stream_url": told.stream_url,
        "topics": ", ".join(told.topics),
        "open_to": told.open_to.value if told.open_to else "",
        "level": told.level.value if told.level else "",
        "access": [each.value for each in told.access],
        "access_note": told.access_note,
        "contact": known.contact,
        "revision": known.revision,
        "token": uuid.uuid4(),
    }
