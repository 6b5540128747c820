"""A small world that every test may ask for: one university, its people, and one event."""

import dataclasses
from datetime import date, time

import pytest

from termcard.announcements.announcement import Announcement, Kind, Mode, Place, Reference
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session


@pytest.fixture
def announcement():
    """A seminar online, as somebody might announce it."""
    return Announcement(
        title="On bells",
        kind=Kind.SEMINAR,
        abstract="Bells; ropes, and the people who pull them (Marsh, 2019).",
        sessions=(
            Session(
                starts_on=date(2026, 12, 9),
                starts_time=time(13),
                ends_time=time(14),
                zone="Europe/London",
            ),
        ),
        mode=Mode.ONLINE,
        platform="Zoom",
        parts=(Part(honorific="Dr", name="Sam Speaks", affiliation="Example University"),),
        attendance="Ask the organiser how to take part.",
        references=(Reference(cited="Marsh, 2019"),),
        topics=("Bells",),
    )


@pytest.fixture
def in_person(announcement):
    """The same seminar in a room."""
    place = Place(name="Room 4, Elvet Hall")
    return dataclasses.replace(announcement, mode=Mode.IN_PERSON, platform="", place=place)


@pytest.fixture
def operator(db):
    """Whoever types commands on the machine itself."""
    from termcard.people.actions import local_operator

    return local_operator()


@pytest.fixture
def university(operator):
    """An institution."""
    from termcard.institutions.actions import add_organisation

    return add_organisation(
        name="Example University", slug="university", kind="institution", by=operator
    )


@pytest.fixture
def host(university, operator):
    """A department of the institution."""
    from termcard.institutions.actions import add_organisation

    return add_organisation(
        name="School of Education", slug="education", parent=university, by=operator
    )


@pytest.fixture
def other_host(university, operator):
    """Another department, of which Olive is no organiser."""
    from termcard.institutions.actions import add_organisation

    return add_organisation(
        name="Department of History", slug="history", parent=university, by=operator
    )


@pytest.fixture
def olive(host, operator):
    """Olive organises for the School of Education."""
    from termcard.people.actions import add_account, grant_role

    account = add_account("olive@education.example", by=operator)
    grant_role(account, host, by=operator)
    return account


@pytest.fixture
def rita(operator):
    """Rita reads; she has an account and no role."""
    from termcard.people.actions import add_account

    return add_account("rita@elsewhere.example", by=operator)


@pytest.fixture
def stan():
    """Stan is a stranger: nobody."""
    return


@pytest.fixture
def series(host, olive):
    """A series of the School of Education."""
    from termcard.programme.actions import add_series

    return add_series(title="Education Seminar", slug="education-seminar", host=host, by=olive)


@pytest.fixture
def event(announcement, host, olive):
    """The seminar, announced by Olive."""
    from termcard.programme.actions import announce_event

    return announce_event(announcement, host=host, by=olive)


@pytest.fixture
def told(event):
    """Return what an event tells as it stands in the database now."""
    from termcard.programme.models import Event

    def tell(one=event):
        return Event.objects.visible_to(None).with_announcement().get(pk=one.pk).announcement()

    return tell
