import pytest
from django.urls import reverse
from icalendar import Calendar

from termcard.programme.models import Event
from termcard.reading.actions import import_document
from tests.reading.pages import form_shown, troubles

pytestmark = pytest.mark.django_db

REFUSED = {
    "hour the clocks skip": (
        {"starts_on": "2026-03-29", "starts_time": "01:30", "ends_time": "03:00"},
        "Begins at",
        "skip 01:30",
    ),
    "end the clocks skip": (
        {"starts_on": "2026-03-29", "starts_time": "00:30", "ends_time": "01:30"},
        "Ends at",
        "skip 01:30",
    ),
    "hour shown twice": (
        {"starts_on": "2026-10-25", "starts_time": "01:30", "ends_time": "03:00"},
        "Which of the two",
        "twice",
    ),
    "leap second": ({"starts_time": "23:59:60"}, "Begins at", "no such hour"),
    "hour 25": ({"starts_time": "25:00"}, "Begins at", "no such hour"),
    "hour in Arabic digits": ({"starts_time": "\u0661\u0665:\u0663\u0660"}, "Begins at", "13:00"),
    "hour in words": ({"ends_time": "late"}, "Ends at", "no such hour"),
    "year 1": ({"starts_on": "0001-01-01"}, "Day", "year"),
    "year 9999": ({"starts_on": "9999-12-31"}, "Day", "year"),
    "year 9999 at the end": ({"ends_on": "9999-12-31"}, "Last day", "year"),
    "year 10000": ({"starts_on": "10000-01-01"}, "Day", "no such day"),
    "30 February": ({"starts_on": "2026-02-30"}, "Day", "no such day"),
    "day in words": ({"starts_on": "tomorrow"}, "Day", "no such day"),
    "end before start": ({"starts_time": "14:00", "ends_time": "13:00"}, "Ends at", "before"),
    "last day before first": ({"ends_on": "2026-12-08"}, "Last day", "before"),
    "ten years": ({"ends_on": "2036-12-09"}, "Last day", "more than a year"),
    "end without hour": ({"starts_time": ""}, "Ends at", "needs a start"),
    "hour without day": ({"starts_on": ""}, "Day", "needs a day"),
    "unknown zone": ({"zone": "Europe/Durham"}, "Time zone", "no such time zone"),
    "no zone": ({"zone": ""}, "Time zone", "required"),
    "zone outside": ({"zone": "../../etc/passwd"}, "Time zone", "no such time zone"),
    "zone that is a folder": ({"zone": "America/"}, "Time zone", "no such time zone"),
    "unknown kind": ({"kind": "rave"}, "Kind", "valid choice"),
    "unknown mode": ({"mode": "telepathy"}, "How one attends", "valid choice"),
    "unknown reader": ({"visibility": "embargoed"}, "Who sees it", "valid choice"),
    "unknown part": ({"people-0-part": "bell"}, "Part", "valid choice"),
}


@pytest.mark.parametrize(("typed", "label", "said"), REFUSED.values(), ids=REFUSED)
def test_what_cannot_be_is_said_beside_its_field_and_kept(typed, label, said, decide, proposal):
    answer = decide(proposal, **typed)
    page = answer.content.decode()
    assert answer.status_code == 400
    found = troubles(page)
    assert list(found) == [label]
    assert said in found[label]
    shown = form_shown(page)
    chosen = {"kind", "mode", "visibility", "people-0-part"}
    assert {name: shown[name] for name in typed if name not in chosen} == {
        name: value for name, value in typed.items() if name not in chosen
    }
    assert f">{label}</a>: " in page
    assert not Event.objects.exists()


@pytest.mark.parametrize(("fold", "moment"), [("0", "00:30"), ("1", "01:30")])
def test_in_the_doubled_hour_the_one_that_is_meant_is_kept(fold, moment, decide, proposal):
    night = {"starts_on": "2026-10-25", "starts_time": "01:30", "ends_time": "01:45"}
    assert decide(proposal, **night, starts_fold=fold).status_code == 302
    event = Event.objects.visible_to(None).get()
    assert f"{event.starts_at:%H:%M}" == moment
    assert (event.ends_at - event.starts_at).total_seconds() == 15 * 60


def test_which_of_the_two_is_asked_on_that_night_alone(decide, proposal, desk):
    assert "Which of the two" not in desk.get(proposal.url).content.decode()
    page = decide(proposal, starts_on="2026-10-25", starts_time="01:30").content.decode()
    assert form_shown(page)["starts_fold"] == ""
    page = decide(proposal, starts_on="2026-10-26", starts_time="01:30", kind="x").content.decode()
    assert "Which of the two" not in page


@pytest.mark.parametrize("zone", ["Etc/GMT+5", "Europe/Kiev", "Asia/Kathmandu", "UTC"])
def test_every_zone_of_the_list_may_be_meant(zone, decide, proposal, client):
    assert decide(proposal, zone=zone).status_code == 302
    event = Event.objects.visible_to(None).get()
    assert client.get(event.get_absolute_url()).status_code == 200
    calendar = client.get(reverse("event_calendar", args=[event.address])).content
    (read,) = Calendar.from_ical(calendar).walk("VEVENT")
    assert read["DTSTART"].dt == event.starts_at


def test_a_year_is_not_too_long(decide, proposal):
    assert decide(proposal, ends_on="2027-12-08").status_code == 302


def test_without_any_day_it_may_be_announced(decide, proposal, client):
    typed = dict.fromkeys(("starts_on", "starts_time", "ends_on", "ends_time"), "")
    assert decide(proposal, **typed).status_code == 302
    event = Event.objects.visible_to(None).get()
    for name in ("event_page", "event_calendar", "event_json", "event_text"):
        assert client.get(reverse(name, args=[event.address])).status_code == 200


@pytest.mark.parametrize(
    "when",
    [
        "29 March 2026, 01:30 to 01:45",
        "25 October 2026, 01:30 to 01:45",
        "9 December 2026, 23:59:60",
        "9 December 0001, 13:00",
        "9 December 9999, 13:00",
        "31 November 2026, 13:00",
        "9 December 2026, 14:00 to 13:00",
        "9 December 2026 to 9 December 2036",
        "\u0669 December \u0662\u0660\u0662\u0666, \u0661\u0663:\u0660\u0660",
        "9 December 2026, 13:00 (Europe/Kiev)",
        "9 December 2026, 13:00 Etc/GMT+5",
    ],
)
def test_what_is_pasted_with_odd_times_can_be_reviewed(when, host, olive, desk):
    text = f"Research Seminar: Bells and ropes\n\n{when}, Room 4, Dr Ann One, Example University"
    for proposal in import_document(text.encode(), host=host, by=olive).proposals:
        assert desk.get(proposal.url).status_code == 200
    assert desk.get("/organise/proposals/").status_code == 200
