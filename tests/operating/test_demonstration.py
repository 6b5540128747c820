"""The demonstration programme: one event of each kind, and the event of a saved page."""

import re
from collections import Counter
from datetime import UTC, date, datetime
from html import escape

import pytest
import time_machine
from django.apps import apps
from django.db.models import Count
from icalendar import Calendar

from termcard.announcements.announcement import Kind, Mode, Status
from termcard.operating.actions import load_demonstration
from termcard.operating.actions.demonstration import ORGANISER, working_day
from termcard.people.models import Account, Person
from termcard.programme.models import Contact, Event, OnlinePlace
from tests.publishing.addresses import SHAPES, public_addresses

TUESDAY = datetime(2026, 11, 24, 12, tzinfo=UTC)
NAMES = [
    "demo-online",
    "demo-in-person",
    "demo-hybrid",
    "demo-cancelled",
    "demo-postponed",
    "demo-moved",
    "demo-no-title",
    "demo-all-day",
    "demo-two-sessions",
    "demo-seed",
]


@pytest.fixture(autouse=True)
def tuesday():
    with time_machine.travel(TUESDAY, tick=True) as clock:
        yield clock


@pytest.fixture
def demonstration(db):
    assert load_demonstration() is True


@pytest.fixture
def at(demonstration, client):
    """Return (the announcement, the page) that a fixed address leads to."""

    def follow(name):
        led = client.get(f"/events/{name}/")
        assert led.status_code == 301, name
        page = client.get(led["Location"])
        assert page.status_code == 200
        short_id = led["Location"].split("/")[2].partition("-")[0]
        (event,) = Event.objects.visible_to(None).at(short_id).with_announcement()
        return event.announcement(), page.content.decode()

    return follow


def rows():
    return Counter({model: model._base_manager.count() for model in apps.get_models()})


def test_a_second_time_changes_nothing(demonstration):
    before = rows()
    stamps = list(Event.objects.values_list("pk", "revision", "changed_at"))
    assert load_demonstration() is False
    assert rows() == before
    assert list(Event.objects.values_list("pk", "revision", "changed_at")) == stamps


def test_each_fixed_address_leads_to_an_event_in_every_shape(demonstration, client):
    for name in NAMES:
        for end in (shape or "/" for shape in SHAPES):
            led = client.get(f"/events/{name}{end}")
            assert led.status_code == 301, name
            assert led["Location"].endswith(end)
            assert client.get(led["Location"]).status_code == 200


def test_each_has_its_kind(at):
    online, page = at("demo-online")
    assert (online.mode, online.platform, online.place) == (Mode.ONLINE, "Zoom", None)
    assert online.references
    in_person, _ = at("demo-in-person")
    assert (in_person.mode, in_person.platform) == (Mode.IN_PERSON, "")
    assert in_person.place.street_address and in_person.place.directions
    hybrid, _ = at("demo-hybrid")
    assert hybrid.mode is Mode.HYBRID and hybrid.place and hybrid.platform
    assert hybrid.stream_url == "https://video.example/live/rivers"
    cancelled, page = at("demo-cancelled")
    assert cancelled.status is Status.CANCELLED and cancelled.status_note
    assert "Cancelled" in page and "unwell" in page
    postponed, page = at("demo-postponed")
    assert postponed.status is Status.POSTPONED and "Postponed" in page
    untitled, page = at("demo-no-title")
    assert untitled.title is None and "Title to be announced" in page


def test_the_moved_one_says_what_it_was(at):
    moved, page = at("demo-moved")
    (earlier,) = moved.earlier
    assert moved.status is Status.CONFIRMED
    assert earlier.starts < moved.sessions[0].starts_at()
    was = earlier.starts.date()
    assert f"{was.day} {was:%B}" in page


def test_the_all_day_one_has_no_hour_and_several_days(at):
    told, _ = at("demo-all-day")
    (session,) = told.sessions
    assert session.is_all_day and session.last_day > session.starts_on


def test_the_one_of_two_sessions_has_two_with_titles(at):
    told, page = at("demo-two-sessions")
    assert [bool(session.title) for session in told.sessions] == [True, True]
    assert told.sessions[0].starts_on < told.sessions[1].starts_on
    for session in told.sessions:
        assert session.title in page


def test_the_series_of_ten_zones_has_ten(demonstration, client):
    led = client.get("/series/demo-ten-zones/")
    assert led.status_code == 301
    page = client.get(led["Location"])
    assert page.status_code == 200
    zones = Event.objects.filter(series__slug="round-the-world-colloquium").values_list(
        "sessions__zone", flat=True
    )
    assert len(set(zones)) == 10
    assert page.content.decode().count('<li class="entry') == 10


def test_the_event_of_the_saved_page_is_read_right(at, client):
    told, page = at("demo-seed")
    title = "School-to-school collaboration that promotes"
    assert told.title == f"{title} sustainable, equitable and inclusive practices"
    assert (told.kind, told.mode, told.platform) == (Kind.SEMINAR, Mode.ONLINE, "Zoom")
    (session,) = told.sessions
    assert session.starts_on == date(2020, 10, 14)
    assert session.starts_at() == datetime(2020, 10, 14, 12, tzinfo=UTC)  # 13:00 in summer time
    assert session.ends_at() == datetime(2020, 10, 14, 13, tzinfo=UTC)
    (speaker,) = told.parts
    assert (speaker.honorific, speaker.name) == ("Dr", "Paul Armstrong")
    assert speaker.role == (
        "Lecturer in Education and Programme Director - MA Leadership and Management"
    )
    assert speaker.affiliation == "Manchester University"
    assert told.place is None and told.host.name == "School of Education"
    assert told.abstract.startswith("Successive governments in England")
    assert "[the enquiry form]" not in told.abstract
    assert told.attendance.startswith("This will be a virtual seminar using Zoom.")
    assert told.status is Status.CONFIRMED and told.language in ("", "en")
    assert told.references
    for reference in told.references:
        assert escape(reference.cited) in page
    short_id = Event.objects.get(title=told.title).short_id
    text = client.get(f"/events/{short_id}.ics", follow=True).content
    (entry,) = Calendar.from_ical(text).events
    assert entry.start == datetime(2020, 10, 14, 12, tzinfo=UTC)
    assert "14 October 2020" in page and "13:00" in page
    assert "Durham University" in client.get("/hosts/").content.decode()


def test_every_date_lies_around_today_whatever_the_day(demonstration):
    others = Event.objects.exclude(title__startswith="School-to-school")
    for event in others.filter(starts_at__isnull=False):
        assert abs((event.starts_at - TUESDAY).days) <= 25, event


@pytest.mark.parametrize("day", [date(2026, 11, 27), date(2026, 11, 28), date(2026, 11, 29)])
def test_working_days_pass_over_weekends(day):
    assert working_day(day, 1) == date(2026, 11, 30)
    assert working_day(day, 0) == day
    assert working_day(day, 6) == date(2026, 12, 7)
    assert working_day(day, -1) == (date(2026, 11, 26) if day.day == 27 else date(2026, 11, 27))


@pytest.mark.parametrize("moment", ["2027-03-27T12:00Z", "2026-10-24T23:30Z", "2028-02-28T12:00Z"])
def test_it_loads_around_any_date(moment, db):
    with time_machine.travel(datetime.fromisoformat(moment)):
        assert load_demonstration() is True


def test_its_organiser_may_come_in_and_nobody_else(demonstration):
    accounts = Account.objects.filter(is_active=True)
    assert [account.email for account in accounts] == [ORGANISER]
    assert not accounts[0].has_usable_password() and not accounts[0].is_superuser


def test_what_is_private_in_it_is_kept_and_shown_nowhere(demonstration, client):
    (event,) = Event.objects.filter(contact__isnull=False, online_place__isnull=False)
    others = Event.objects.exclude(pk=event.pk).order_by("pk")[:5]
    assert "olive@education.example" in Contact.objects.get(event=event).words
    assert OnlinePlace.objects.filter(event=event).exists()
    units = [("host_page", "education"), ("host_page", "university")]
    units += [("series_page", "education-research-seminar")]
    mail = re.compile(rb"[\w.+-]+@[\w-]+\.\w+")
    for address in public_addresses([event, *others], units):
        answer = client.get(address)
        assert answer.status_code == 200, address
        whole = answer.content + repr(answer.headers).encode()
        assert b"zoom.us" not in whole and b"5550001111" not in whole, address
        assert b"canary" not in whole, address
        assert mail.findall(whole) == [], address


def test_every_address_in_it_is_of_nobody(demonstration):
    emails = Account.objects.values_list("email", flat=True)
    assert all(email.endswith((".example", ".invalid")) for email in emails)


def test_the_coming_weeks_are_as_full_as_a_university_s(demonstration):
    listed = Event.objects.visible_to(None).listed()
    to_come = listed.filter(starts_at__gt=TUESDAY)
    assert to_come.count() > 40
    days = {moment.date() for moment in to_come.values_list("starts_at", flat=True)}
    assert len(days) >= 16
    assert len(set(to_come.values_list("hostings__organisation", flat=True))) >= 9
    assert len(set(to_come.values_list("series", flat=True))) > 6
    met = Person.objects.annotate(number=Count("appearances")).filter(number__gt=1)
    assert met.count() > 5
