from datetime import UTC

import pytest
from django.urls import reverse

from termcard.announcements.announcement import AccessProvision, Level, OpenTo
from termcard.programme.actions import add_series, announce_event
from termcard.programme.models import Contact, Event, Keeper, OnlinePlace
from tests.organising.pages import form_shown

pytestmark = pytest.mark.django_db
EVERYTHING = {
    "title": "On bells",
    "kind": "lecture",
    "language": "cy",
    "zone": "Europe/Paris",
    "sittings-0-starts_on": "2026-12-09",
    "sittings-0-starts_time": "13:00",
    "sittings-0-ends_time": "14:30",
    "mode": "hybrid",
    "place": "Room 4",
    "platform": "Zoom",
    "stream_url": "stream.example/bells",
    "people-0-honorific": "Dr",
    "people-0-name": "Sam Speaks",
    "people-0-role": "Reader in Campanology",
    "people-0-affiliation": "Example University",
    "people-0-part": "panelist",
    "people-0-url": "https://sam.example/",
    "people-0-biography": "Sam pulls ropes.",
    "abstract": "Bells; ropes.\r\n\r\nAnd towers (Marsh, 2019).",
    "references": "Marsh, 2019",
    "topics": "Bells, Towers",
    "attendance": "Just come.",
    "open_to": "members",
    "level": "students",
    "access": ["step_free", "captions"],
    "access_note": "Lift on the left.",
    "materials-0-title": "Slides",
    "materials-0-url": "https://slides.example/bells.pdf",
    "contact": "olive@education.example",
    "join_links": "https://zoom.us/j/91234567890?pwd=c2VjcmV0",
}


def one(account):
    return Event.objects.editable_by(account).with_announcement().get()


def test_everything_that_is_typed_is_told_and_a_draft(write, host, olive, client):
    answer = write(host=host.pk, **EVERYTHING)
    event = one(olive)
    assert answer.url == reverse("event_desk", args=[event.short_id])
    told = event.announcement()
    (sitting,) = told.sessions
    assert sitting.starts_at().isoformat() == "2026-12-09T13:00:00+01:00"
    assert (told.title, told.kind, told.language, told.mode) == (
        *("On bells", "lecture", "cy"),
        "hybrid",
    )
    assert (told.place.name, told.platform, told.stream_url) == (
        *("Room 4", "Zoom"),
        "https://stream.example/bells",
    )
    (part,) = told.parts
    assert part.line() == "Dr Sam Speaks, Reader in Campanology, Example University"
    assert (part.part, part.url, part.biography) == (
        *("panelist", "https://sam.example/"),
        "Sam pulls ropes.",
    )
    assert told.abstract == "Bells; ropes.\n\nAnd towers (Marsh, 2019)."
    assert told.topics == ("Bells", "Towers")
    assert (told.open_to, told.level) == (OpenTo.MEMBERS, Level.STUDENTS)
    assert told.access == (AccessProvision.STEP_FREE, AccessProvision.CAPTIONS)
    assert told.materials[0].title == "Slides"
    assert Contact.objects.get(event=event).words == "olive@education.example"
    client.logout()
    assert client.get(event.url).status_code == 404


def test_saving_what_the_page_shows_changes_nothing(write, change, host, olive):
    write(host=host.pk, **EVERYTHING)
    before = one(olive)
    assert change(before).status_code == 302
    assert one(olive).revision == before.revision


def test_a_join_link_is_shown_to_nobody_again(write, change, desk, host, olive):
    write(host=host.pk, **EVERYTHING)
    event = one(olive)
    page = desk.get(reverse("event_desk", args=[event.short_id])).text
    assert "zoom.us" not in page
    assert "A join link is kept" in page
    sealed = OnlinePlace.objects.get(event=event).sealed_links
    change(event, title="On ropes")
    assert OnlinePlace.objects.get(event=event).sealed_links == sealed
    change(event, remove_join_links="on")
    assert not OnlinePlace.objects.exists()


@pytest.mark.parametrize("row", ["sittings", "people", "materials"])
def test_another_row_is_asked_for_and_nothing_typed_is_lost(row, desk, host, olive):
    path = reverse("new_event")
    sent = {**form_shown(desk.get(path).text), **EVERYTHING, "host": host.pk, "title": ""}
    before = int(sent[f"{row}-TOTAL_FORMS"])
    answer = desk.post(path, {**sent, "sittings-0-starts_on": "", "another": row})
    shown = form_shown(answer.text)
    assert answer.status_code == 200
    assert 'class="trouble' not in answer.text
    assert int(shown[f"{row}-TOTAL_FORMS"]) == before + 1
    for name in ("people-0-biography", "join_links", "access", "token", "topics"):
        assert shown[name] == sent[name]
    assert not Event.objects.exists()


def test_several_sittings_stand_in_order_and_one_may_last_all_day(write, host, olive, desk):
    rows = {
        "sittings-TOTAL_FORMS": "2",
        "sittings-0-starts_on": "2026-12-10",
        "sittings-1-starts_on": "2026-12-09",
        "sittings-1-starts_time": "09:00",
        "sittings-1-title": "Opening",
    }
    write(host=host.pk, title="Two days", **rows)
    first, second = one(olive).announcement().sessions
    assert (first.title, str(first.starts_on), second.is_all_day) == ("Opening", "2026-12-09", True)


@pytest.mark.parametrize(("fold", "hour"), [("0", 0), ("1", 1)])
def test_in_the_doubled_hour_it_is_asked_which_is_meant(fold, hour, write, host, olive):
    night = {
        "host": host.pk,
        "zone": "Europe/London",
        "sittings-0-starts_on": "2026-10-25",
        "sittings-0-starts_time": "01:30",
    }
    answer = write(**night)
    assert answer.status_code == 400
    assert "the clocks show this hour twice that night: which?" in answer.text
    write(**night, **{"sittings-0-starts_fold": fold})
    told = one(olive).announcement().sessions[0]
    assert told.starts_at().astimezone(UTC).hour == hour


def test_a_wall_time_that_does_not_exist_is_refused_beside_its_field(write, host):
    night = {"sittings-0-starts_on": "2026-03-29", "sittings-0-starts_time": "01:30"}
    answer = write(host=host.pk, zone="Europe/London", title="At night", **night)
    assert answer.status_code == 400
    assert "the clocks in Europe/London skip 01:30" in answer.text
    assert "At night" in answer.text
    assert not Event.objects.exists()


def test_the_same_form_sent_twice_is_one_event(desk, host, olive):
    path = reverse("new_event")
    sent = {**form_shown(desk.get(path).text), "host": host.pk, "title": "Once", "verb": "save"}
    first, second = (desk.post(path, sent).url for _ in range(2))
    assert first == second
    anew = desk.post(path, {**sent, "title": "Twice"})
    assert anew.status_code == 409
    assert "Twice" in anew.text
    assert [event.title for event in Event.objects.all()] == ["Once"]


def test_without_its_token_a_form_is_not_taken(write, host):
    assert write(host=host.pk, token="").status_code == 400
    assert not Event.objects.exists()


def test_two_who_save_at_once_lose_nothing(change, event, desk, told):
    path = reverse("event_desk", args=[event.short_id])
    before = form_shown(desk.get(path).text)
    change(event, title="On ropes", abstract="By the first.")
    answer = desk.post(path, {**before, "title": "On clappers", "place": "Room 9"})
    assert answer.status_code == 409
    for words in ("On ropes", "On clappers", "Room 9", "olive@education.example"):
        assert words in answer.text
    assert {one.label for one in answer.context["conflict"].differences} == {"Title", "Place"}
    assert told().title == "On ropes"
    shown = form_shown(answer.text)
    assert (shown["title"], shown["place"]) == ("On clappers", "Room 9")
    assert desk.post(path, {**shown, "verb": "save"}).status_code == 302
    assert (told().title, told().abstract) == ("On clappers", "By the first.")


def test_what_only_the_other_changed_is_taken_over(change, act, event, desk, told):
    path = reverse("event_desk", args=[event.short_id])
    before = form_shown(desk.get(path).text)
    change(event, access=["step_free"], kind="lecture", **{"people-0-name": "Ann One"})
    act(event, "move", **{"sittings-0-starts_on": "2026-12-16", "zone_name": "Europe/Paris"})
    answer = desk.post(path, {**before, "abstract": "By the second."})
    assert answer.status_code == 409
    assert [one.label for one in answer.context["conflict"].differences] == ["Abstract"]
    assert desk.post(path, {**form_shown(answer.text), "verb": "save"}).status_code == 302
    after = told()
    assert (after.abstract, after.kind, after.access) == (
        *("By the second.", "lecture"),
        (AccessProvision.STEP_FREE,),
    )
    assert after.parts[0].name == "Ann One"
    sitting = after.sessions[0]
    assert (str(sitting.starts_on), sitting.zone) == ("2026-12-16", "Europe/Paris")


def test_a_series_offers_its_words_and_speaks_while_the_event_is_silent(write, host, olive):
    add_series(
        title="Bells", slug="bells", host=host, by=olive, place="Room 9", zone="Europe/Paris"
    )
    write("?series=bells", title="On ropes", mode="in-person")
    event = one(olive)
    assert (event.series.slug, event.place) == ("bells", "")
    assert event.announcement().place.name == "Room 9"


def test_a_copy_begins_with_everything_but_what_befell_it(write, event, olive, act):
    act(event, "cancel", note="Snow.")
    write(f"?copy={event.short_id}")
    (copy,) = Event.objects.editable_by(olive).apart_from(event).with_announcement()
    told, was = copy.announcement(), event.announcement()
    assert (told.title, told.abstract, told.parts) == (was.title, was.abstract, was.parts)
    assert (told.status, told.status_note, copy.visibility) == ("confirmed", "", "draft")
    assert told.sessions[0].starts_on > was.sessions[0].starts_on
    assert told.sessions[0].starts_on.weekday() == was.sessions[0].starts_on.weekday()


def test_it_leads_on_to_publishing(write, host, olive):
    answer = write(host=host.pk, title="On bells", verb="publish")
    assert answer.url == reverse("act_on_event", args=[one(olive).short_id, "publish"])


@pytest.mark.parametrize(
    "page", ["event_desk", "event_history", "event_previews", "undo", "cancel", "publish"]
)
def test_events_of_others_are_not_there(page, desk, other_host, operator, announcement):
    theirs = announce_event(announcement, host=other_host, by=operator)
    if page == "undo":
        path = reverse("undo_event_change", args=[theirs.short_id, 1])
    elif page in ("cancel", "publish"):
        path = reverse("act_on_event", args=[theirs.short_id, page])
    else:
        path = reverse(page, args=[theirs.short_id])
    assert desk.get(path).status_code == 404
    assert desk.post(path, {"title": "Mine"}).status_code in (404, 405)
    assert desk.get(reverse("new_event"), {"copy": theirs.short_id}).status_code == 404


def test_who_keeps_a_series_alone_writes_into_it_and_nowhere_else(client, rita, series, host):
    Keeper.objects.create(account=rita, series=series)
    client.force_login(rita)
    path = reverse("new_event")
    sent = {**form_shown(client.get(path).text), "host": host.pk, "title": "On bells"}
    refused = client.post(path, {**sent, "series": ""})
    assert refused.status_code == 400
    assert "Only organisers of School of Education" in refused.text
    assert client.post(path, {**sent, "series": series.pk}).status_code == 302
    assert one(rita).series == series


def test_another_department_is_no_choice(write, other_host):
    answer = write(host=other_host.pk, title="Mine")
    assert answer.status_code == 400
    assert not Event.objects.exists()


def test_more_is_posted_than_the_form_has_and_nothing_comes_of_it(change, event, told, operator):
    change(event, uid="mine", visibility="private", by="1", short_id="aaaa", series="99999")
    event.refresh_from_db()
    assert (event.visibility, event.series) == ("public", None)
