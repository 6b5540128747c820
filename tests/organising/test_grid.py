import dataclasses
import json
from datetime import date, time

import pytest
import time_machine

from termcard.announcements.sessions import Session
from termcard.institutions.actions import close_days, plan_term
from termcard.programme.actions import (
    add_series,
    amend_event,
    announce_event,
    hand_over_series,
    hold_date,
)
from termcard.programme.models import Event, Placeholder
from tests.organising import pages

pytestmark = pytest.mark.django_db
GRID = "/organise/series/education-seminar/grid/?term=lent-2027"
FIRST = date(2027, 1, 14)


def form_shown(page):
    return pages.form_shown(page, "form.plan")


@pytest.fixture(autouse=True)
def before_it_all():
    with time_machine.travel(date(2026, 11, 25), tick=False):
        yield


@pytest.fixture
def series(host, olive):
    return add_series(
        title="Education Seminar",
        slug="education-seminar",
        host=host,
        by=olive,
        usual_weekday=3,
        usual_time=time(13),
        place="Room 4",
    )


@pytest.fixture(autouse=True)
def terms(host, series, operator):
    """Eight weeks in Michaelmas, and eight in Lent."""
    for name, first, last in (
        ("Michaelmas", date(2026, 10, 5), date(2026, 11, 27)),
        ("Lent", date(2027, 1, 11), date(2027, 3, 5)),
    ):
        plan_term(host, name=name, starts_on=first, ends_on=last, by=operator)


@pytest.fixture
def send(desk):
    """Send the grid as its page shows it, with some cells typed."""

    def do(shown=None, *, verb="save", path=GRID, **typed):
        form = shown or form_shown(desk.get(path).text)
        typed = {name.replace("_", "-", 1): words for name, words in typed.items()}
        return desk.post(path, {**form, "verb": verb, **typed})

    return do


@pytest.fixture
def shown(desk):
    return lambda: form_shown(desk.get(GRID).text)


def standing():
    return [
        (str(each), f"{each.starts_at:%d %b %H:%M}", each.visibility)
        for each in Event.objects.filter(discarded_at__isnull=True).order_by("starts_at")
    ]


def test_each_week_has_a_line_with_the_usual_day_and_hour(shown):
    form = shown()
    assert form["on-0"] == "Thu 14 Jan 2027"
    assert form["on-7"] == "Thu 4 Mar 2027"
    assert (form["at-0"], form["title-0"], form["on-8"]) == ("13:00", "", "")
    assert form["lines"] == "11"


def test_what_is_typed_becomes_drafts_and_held_dates(send, desk):
    answer = send(
        title_0="On bells",
        speakers_0="Dr Sam Speaks (Example University)",
        title_1="TBA",
        at_1="2pm",
        note_2="No seminar: reading week",
    )
    assert answer.status_code == 302
    assert standing() == [
        ("On bells", "14 Jan 13:00", "draft"),
        ("Title to be announced", "21 Jan 14:00", "draft"),
    ]
    held = Placeholder.objects.get()
    assert (held.on, held.kind, held.shown) == (
        date(2027, 1, 28), "none", "No seminar: reading week",
    )  # fmt: skip
    page = desk.get(answer["Location"])
    form = form_shown(page.text)
    assert form["speakers-0"] == "Dr Sam Speaks (Example University)"
    assert form["note-2"] == "No seminar: reading week"


def test_lines_are_changed_and_emptied(send, shown):
    send(title_0="On bells", title_1="On ropes", note_2="To be announced")
    send(title_0="On bells and ropes", on_0="15 Jan", at_0="9:30", note_2="")
    assert standing()[0] == ("On bells and ropes", "15 Jan 09:30", "draft")
    assert not Placeholder.objects.exists()
    send(title_1="", on_1="", at_1="")
    assert [each[0] for each in standing()] == ["On bells and ropes"]


def test_a_line_with_an_error_keeps_what_was_typed_and_nothing_is_saved(send):
    answer = send(title_0="On bells", title_1="On ropes", at_1="noonish", place_2="Room 9")
    assert answer.status_code == 400
    form = form_shown(answer.text)
    assert (form["title-0"], form["at-1"], form["place-2"]) == ("On bells", "noonish", "Room 9")
    lines = answer.context["grid"].lines
    assert [bool(line.troubles) for line in lines[:3]] == [False, True, True]
    assert standing() == []
    assert send(form, at_1="12:00", place_2="").status_code == 302
    assert len(standing()) == 2


def test_sent_twice_it_makes_no_event_twice(send, shown):
    form = shown()
    send(form, title_0="On bells")
    answer = send(form, title_0="On bells")
    assert answer.status_code == 302
    assert len(standing()) == 1


def test_what_somebody_else_wrote_meanwhile_is_shown_and_nothing_is_lost(send, shown, olive):
    send(title_0="On bells", place_0="Room 9")
    form = shown()
    event = Event.objects.get()
    draft = event.announcement()
    amend_event(event, dataclasses.replace(draft, title="Theirs"), by=olive)
    hold_date(event.series, on=date(2027, 1, 21), by=olive)
    answer = send(form, title_0="Mine", title_1="New")
    assert answer.status_code == 400
    again = form_shown(answer.text)
    assert "Title: somebody wrote “Theirs” meanwhile." in answer.text
    assert (again["title-0"], again["place-0"], again["note-1"]) == (
        "Mine",
        "Room 9",
        "To be announced",
    )
    assert standing() == [("Theirs", "14 Jan 13:00", "draft")]
    assert send(again).status_code == 302
    assert [each[0] for each in standing()] == ["Mine", "New"]


def test_lines_that_nobody_touched_leave_what_others_wrote(send, shown, olive):
    send(title_0="On bells")
    form = shown()
    event = Event.objects.get()
    amend_event(event, dataclasses.replace(event.announcement(), title="Theirs"), by=olive)
    assert send(form, title_1="New").status_code == 302
    assert [each[0] for each in standing()] == ["Theirs", "New"]


def test_what_was_saved_is_undone_by_its_button(send, desk):
    send(title_0="On bells")
    saved = send(title_0="On ropes", title_1="New")["Location"]
    page = desk.get(saved)
    assert "Undo what was just saved" in page.text
    batch = str(page.context["batch"])
    answer = desk.post(GRID.replace("/grid/", "/grid/undo/"), {"batch": batch})
    assert [each[0] for each in standing()] == ["On bells"]
    assert "Undo what was just saved" in desk.get(answer["Location"]).text
    answer = desk.post(GRID.replace("/grid/", "/grid/undo/"), {"batch": "x"}, follow=True)
    assert "no such batch" in answer.text


def test_empty_weeks_are_filled_as_drafts_or_held(send, university, operator):
    closed = date(2027, 1, 28)
    close_days(university, starts_on=closed, ends_on=closed, words="Snow", by=operator)
    send(title_0="On bells")
    send(verb="fill", **{"fill_first": "1", "fill_last": "4", "fill_what": "drafts"})
    assert [each[1] for each in standing()] == ["14 Jan 13:00", "21 Jan 13:00", "04 Feb 13:00"]
    send(verb="fill", **{"fill_first": "5", "fill_last": "8", "fill_what": "held"})
    assert Placeholder.objects.count() == 4
    answer = send(verb="fill", **{"fill_first": "x", "fill_last": "8", "fill_what": "held"})
    assert answer.status_code == 400


@pytest.mark.parametrize("words", [{}, {"copy_with_words": "on"}])
def test_another_term_is_copied_week_by_week(send, words):
    last = GRID.replace("lent-2027", "michaelmas-2026")
    send(path=last, title_0="On bells", on_1="Tue 13 Oct", at_1="15:00", title_1="On ropes")
    send(title_0="There already")
    send(verb="copy", copy_source="michaelmas-2026", **words)
    title = "On ropes" if words else "Title to be announced"
    assert standing()[2:] == [
        ("There already", "14 Jan 13:00", "draft"),
        (title, "19 Jan 15:00", "draft"),
    ]


def test_all_that_are_ready_are_published(send):
    send(title_0="On bells", speakers_0="Sam Speaks", title_1="TBA")
    answer = send(verb="publish", title_2="On ropes", speakers_2="Ann One")
    assert answer.status_code == 302
    assert [each[2] for each in standing()] == ["public", "draft", "public"]


def test_the_id_of_an_event_of_another_series_is_refused(send, shown, host, olive, announcement):
    other = add_series(title="Other", slug="other", host=host, by=olive)
    theirs = announce_event(announcement, host=host, series=other, by=olive)
    form = shown()
    seen = [theirs.pk, 0, None, ["", "", "", "", "", ""]]
    form["was-0"] = json.dumps(seen)
    assert send(form, title_0="Mine", on_0="14 Jan").status_code == 403
    assert Event.objects.get(pk=theirs.pk).title == "On bells"


@pytest.mark.parametrize("seen", ["", "[]", "[1]", "[true, 1, null, []]", "[" * 9_000, '{"a": 1}'])
def test_what_no_page_of_ours_sends_is_refused(seen, send, shown):
    form = shown()
    form["was-0"] = seen
    assert send(form).status_code == 400
    assert send({**shown(), "lines": "9999"}).status_code == 400
    assert send({**shown(), "token": "x"}).status_code == 400


def test_what_a_line_cannot_hold_is_shown_and_left_alone(
    send, desk, series, host, olive, in_person
):
    days = (FIRST, date(2027, 1, 15))
    sessions = tuple(
        Session(starts_on=day, starts_time=time(13), zone="Europe/London") for day in days
    )
    told = dataclasses.replace(in_person, sessions=sessions)
    event = announce_event(told, host=host, series=series, by=olive)
    page = desk.get(GRID)
    assert f"/organise/events/{event.short_id}/" in page.text
    assert "title-0" not in form_shown(page.text)


def test_advice_stands_beside_the_line(send, desk, other_host, operator, in_person):
    at = Session(starts_on=FIRST, starts_time=time(13), zone="Europe/London")
    told = dataclasses.replace(in_person, sessions=(at,))
    other = announce_event(told, host=other_host, by=operator)
    page = desk.get(GRID)
    assert "The room is taken" not in page.text
    send(title_0="On ropes", speakers_0="Sam Speaks", place_0="room 4, elvet hall")
    page = desk.get(GRID)
    assert "The room is taken by “On bells”, 13:00." in page.text
    assert "Sam Speaks also speaks then" in page.text
    assert f'href="{other.url}"' in page.text


@pytest.mark.parametrize("number", [1, 3, 8])
def test_it_asks_no_more_for_more_lines(number, send, desk, django_assert_num_queries):
    send(**{f"title_{place}": "On bells" for place in range(number)})
    with django_assert_num_queries(34):
        desk.get(GRID)


def test_without_terms_there_are_thirteen_weeks(desk, host):
    host.terms.all().delete()
    form = form_shown(desk.get(GRID).text)
    assert form["on-0"] == "Thu 26 Nov 2026"
    assert form["lines"] == "16"


def test_who_keeps_the_series_plans_it_and_changes_what_it_says(client, series, olive, rita, host):
    hand_over_series(series, to=rita.email, by=olive)
    client.force_login(rita)
    form = {**form_shown(client.get(GRID).text), "verb": "save", "title-0": "On bells"}
    assert client.post(GRID, form).status_code == 302
    assert standing() == [("On bells", "14 Jan 13:00", "draft")]
    said = {"title": "Bells", "host": host.pk, "slug": series.slug, "place": "Room 4"}
    assert client.post("/organise/series/education-seminar/", said).status_code == 302
    series.refresh_from_db()
    assert series.title == "Bells"
