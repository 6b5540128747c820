import dataclasses
from datetime import date, time

import pytest
import time_machine

from termcard.attending.actions.recipients import recipients_of
from termcard.people.actions import grant_role
from termcard.programme.actions import add_series, announce_event
from termcard.programme.models import Event, Series

pytestmark = pytest.mark.django_db
SAID = {
    "title": "Bells and Ropes",
    "usual_weekday": "3",
    "usual_time": "13:00",
    "usual_minutes": "90",
    "place": "Room 4",
    "open_to": "anyone",
    "contact": "bells@education.example",
}


@pytest.fixture(autouse=True)
def before_it_all():
    with time_machine.travel(date(2026, 11, 25), tick=False):
        yield


def test_a_series_is_started_and_its_grid_comes_next(desk, host):
    answer = desk.post("/organise/series/new/", {**SAID, "host": host.pk})
    assert answer["Location"] == "/organise/series/bells-and-ropes/grid/"
    series = Series.objects.get()
    assert (series.usual_weekday, series.usual_time, series.usual_minutes) == (3, time(13), 90)
    assert series.contact.words == "bells@education.example"
    assert "Bells and Ropes" in desk.get("/organise/series/").text


def test_what_is_wrong_is_said_beside_what_was_typed(desk, host, other_host):
    answer = desk.post("/organise/series/new/", {**SAID, "host": other_host.pk, "zone": "Mars"})
    assert answer.status_code == 400
    assert set(answer.context["form"].errors) == {"host"}
    answer = desk.post("/organise/series/new/", {**SAID, "host": host.pk, "zone": "Mars"})
    assert set(answer.context["form"].errors) == {"zone"}
    answer = desk.post("/organise/series/new/", {**SAID, "host": host.pk, "slug": "new"})
    assert set(answer.context["form"].errors) == {"slug"}
    assert not Series.objects.exists()


def test_another_is_started_like_one_that_is_there(desk, host, olive):
    add_series(title="Old", slug="old", host=host, by=olive, platform="Zoom", contact="Olive")
    shown = desk.get("/organise/series/new/?like=old").context["form"]
    assert shown["platform"].value() == "Zoom"
    assert shown["contact"].value() == "Olive"
    assert not shown["title"].value()


def test_a_default_says_for_how_many_it_holds_and_who_says_otherwise(
    desk, host, olive, in_person, told
):
    series = add_series(title="Old", slug="old", host=host, by=olive, place="Room 9")
    silent = dataclasses.replace(in_person, place=None, title="Silent")
    for each in (silent, in_person):
        announce_event(each, host=host, series=series, by=olive)
    form = desk.get("/organise/series/old/").context["form"]
    assert form.fields["place"].help_text == "Holds for 1 event to come. Otherwise: “On bells”."
    said = {"title": "Old", "slug": "old", "host": host.pk, "place": "Room 10"}
    answer = desk.post("/organise/series/old/", said, follow=True)
    assert "Usual room: Holds for 1 event to come. Otherwise: “On bells”." in answer.text
    event = Event.objects.get(title="Silent")
    assert told(event).place.name == "Room 10"


def test_an_earlier_address_leads_to_the_series_for_ever(desk, host, olive):
    add_series(title="Old", slug="old", host=host, by=olive)
    said = {"title": "Old", "slug": "fresh", "host": host.pk}
    assert desk.post("/organise/series/old/", said)["Location"] == "/organise/series/fresh/"
    assert desk.get("/organise/series/old/")["Location"] == "/organise/series/fresh/"
    assert desk.get("/organise/series/old/grid/?term=a")["Location"].endswith("fresh/grid/?term=a")
    assert desk.get("/series/old/")["Location"] == "/series/fresh/"


def test_questions_reach_whom_the_series_names(host, olive, announcement):
    series = add_series(
        title="Old", slug="old", host=host, by=olive, contact="bells@education.example"
    )
    event = announce_event(announcement, host=host, series=series, by=olive)
    assert recipients_of(host, event) == ["bells@education.example"]


def test_others_see_nothing_of_it(client, rita, series, other_host, operator):
    client.force_login(rita)
    assert client.get("/organise/series/").context["going_on"] == []
    assert client.get("/organise/series/new/").status_code == 403
    grant_role(rita, other_host, by=operator)
    for path in ("", "grid/"):
        assert client.get(f"/organise/series/education-seminar/{path}").status_code == 404
    answer = client.post("/organise/series/education-seminar/", {"title": "Mine"})
    assert answer.status_code == 404
