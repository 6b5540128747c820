from datetime import timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.urls import reverse
from django.utils import timezone

from termcard.institutions.models import Organisation
from termcard.people.models import Role
from termcard.programme.actions import (
    announce_event,
    discard_event,
    show_to_members,
    withdraw_event,
)
from termcard.programme.models import Event
from termcard.records.models import Change

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(announcement, host, olive):
    return announce_event(announcement, host=host, by=olive, visibility="draft")


def test_a_draft_is_published_at_once(act, draft, client):
    act(draft, "publish")
    client.logout()
    assert client.get(draft.url).status_code == 200


def test_a_draft_is_published_at_a_moment_and_held_back_again(act, draft, desk):
    with time_machine.travel("2026-11-25T10:00:00Z", tick=False):
        act(draft, "publish", day="2026-12-01", hour="09:00")
        draft.refresh_from_db()
        assert draft.public_from.isoformat() == "2026-12-01T09:00:00+00:00"
        page = desk.get(reverse("event_desk", args=[draft.short_id])).text
        assert "Held until 1 December 2026, 09:00" in page
        act(draft, "hold")
    draft.refresh_from_db()
    assert (draft.visibility, draft.public_from) == ("draft", None)


@pytest.mark.parametrize(
    "typed",
    [
        {"hour": "09:00"},
        {"day": "2026-02-30"},
        {"day": "2027-03-28", "hour": "01:30"},
        {"day": "9999-12-31", "hour": "23:59"},
        {"day": "0001-01-01"},
    ],
)
def test_a_moment_that_is_none_publishes_nothing(typed, act, draft):
    answer = act(draft, "publish", **typed)
    assert answer.status_code == 400
    draft.refresh_from_db()
    assert draft.visibility == "draft"


def test_where_somebody_approves_first_it_is_submitted(desk, draft, host):
    Organisation.objects.filter(pk=host.pk).update(approval="once")
    path = reverse("act_on_event", args=[draft.short_id, "publish"])
    assert "Submit it for approval" in desk.get(path).text
    assert desk.post(path, {}).status_code == 400
    draft.refresh_from_db()
    assert draft.visibility == "draft"


def test_an_event_is_shown_by_its_address_alone(act, event, client):
    act(event, "unlist")
    client.logout()
    assert client.get(event.url).status_code == 200
    assert "On bells" not in client.get("/").text


def test_a_draft_is_shown_to_members_alone_and_held_back_again(act, draft, client, rita, host):
    act(draft, "members")
    Role.objects.create(account=rita, organisation=host, kind="member")
    client.force_login(rita)
    assert client.get(draft.url).status_code == 200
    client.logout()
    assert client.get(draft.url).status_code == 404


def test_what_is_out_is_not_kept_for_members(event, olive):
    with pytest.raises(ValidationError):
        show_to_members(event, by=olive)


def test_an_event_is_moved_with_a_sentence(act, event, told):
    answer = act(
        event, "move", note="The hall is being painted.", **{"sittings-0-starts_on": "2026-12-16"}
    )
    assert answer.status_code == 302
    assert str(told().sessions[0].starts_on) == "2026-12-16"
    assert told().status_note == "The hall is being painted."
    assert len(told().earlier) == 1


def test_who_moves_what_somebody_else_moved_is_told(act, desk, event, told):
    path = reverse("act_on_event", args=[event.short_id, "move"])
    from tests.organising.pages import form_shown

    before = form_shown(desk.get(path).text)
    act(event, "move", **{"sittings-0-starts_on": "2026-12-16"})
    answer = desk.post(path, {**before, "sittings-0-starts_on": "2026-12-17"})
    assert answer.status_code == 400
    assert "Somebody else changed this event meanwhile" in answer.text
    assert str(told().sessions[0].starts_on) == "2026-12-16"


def test_to_no_day_nothing_is_moved(act, event, told):
    typed = {"sittings-0-starts_on": "", "sittings-0-starts_time": "", "sittings-0-ends_time": ""}
    assert act(event, "move", **typed).status_code == 400
    assert len(told().sessions) == 1


@pytest.mark.parametrize(("verb", "status"), [("cancel", "cancelled"), ("postpone", "postponed")])
def test_an_event_is_called_off_with_a_sentence_and_restored(verb, status, act, event, told):
    act(event, verb, note="Snow.")
    assert (told().status, told().status_note) == (status, "Snow.")
    act(event, "restore")
    assert told().status == "confirmed"


def test_an_event_is_withdrawn_and_restored(act, event, client, desk):
    act(event, "withdraw")
    assert client.get(event.url).status_code == 410
    act(event, "restore")
    assert client.get(event.url).status_code == 200


def test_a_draft_is_discarded_and_found_again(act, draft, desk):
    answer = act(draft, "discard")
    assert answer.url == reverse("own_events")
    assert "On bells" not in desk.get(answer.url).text
    assert "On bells" in desk.get(answer.url, {"state": "discarded"}).text
    act(draft, "take-up")
    assert "On bells" in desk.get(answer.url).text


@pytest.mark.parametrize("verb", ["discard", "hold", "restore", "take-up"])
def test_what_cannot_be_done_as_it_stands_is_not(verb, desk, event):
    path = reverse("act_on_event", args=[event.short_id, verb])
    assert desk.post(path, {}).status_code == 302
    event.refresh_from_db()
    assert (event.visibility, event.revision) == ("public", 0)


def test_an_unknown_verb_is_not_there(desk, event):
    assert desk.get(reverse("act_on_event", args=[event.short_id, "fly"])).status_code == 404


def test_what_was_taken_down_has_no_form(desk, event, olive):
    withdraw_event(event, by=olive)
    page = desk.get(reverse("event_desk", args=[event.short_id]))
    assert page.status_code == 200
    assert 'name="title"' not in page.text
    answer = desk.post(reverse("event_desk", args=[event.short_id]), {"title": "On ropes"})
    event.refresh_from_db()
    assert event.title == "On bells"
    assert answer.status_code == 200


def test_its_history_says_who_did_what_and_undoes_it(act, change, desk, event, told):
    change(event, title="On ropes", **{"people-0-name": "Ann One"})
    act(event, "cancel", note="Snow.")
    path = reverse("event_history", args=[event.short_id])
    page = desk.get(path).text
    for words in ("olive@education.example", "cancelled", "Snow.", "On ropes", "Ann One"):
        assert words in page
    change_of_words = Change.objects.of("event", event.pk).filter(verb="amended").get()
    undo = reverse("undo_event_change", args=[event.short_id, change_of_words.pk])
    assert "On bells" in desk.get(undo).text
    assert desk.post(undo).url == path
    assert told().title == "On bells"
    assert told().parts[0].name == "Sam Speaks"
    again = desk.post(undo)
    assert again.status_code == 400
    assert "changed again since" in again.text


def test_a_change_of_another_event_is_not_undone_here(desk, event, draft):
    change = Change.objects.of("event", draft.pk).first()
    path = reverse("undo_event_change", args=[event.short_id, change.pk])
    assert desk.get(path).status_code == 404


def test_a_link_shows_a_draft_until_it_is_revoked(desk, draft, client, host):
    path = reverse("event_previews", args=[draft.short_id])
    page = desk.post(path, {"words": "For Sam", "days": "7"})
    address = page.context["address"]
    token = address.partition("?preview=")[2]
    client.logout()
    shown = client.get(draft.url, {"preview": token})
    assert shown.status_code == 200
    assert "On bells" in shown.text
    assert (shown["Cache-Control"], shown["X-Robots-Tag"], shown["Referrer-Policy"]) == (
        *("private, no-store", "noindex"),
        "no-referrer",
    )
    assert token not in shown.text
    missing = client.get(draft.url)
    for wrong in ({"preview": token[:-1]}, {"preview": ""}, {"preview": "x" * 5000}):
        answer = client.get(draft.url, wrong)
        assert (answer.status_code, answer.content) == (404, missing.content)


def test_a_revoked_or_expired_link_shows_nothing(desk, draft, client, olive):
    path = reverse("event_previews", args=[draft.short_id])
    address = desk.post(path, {"days": "7"}).context["address"]
    with time_machine.travel(timezone.now() + timedelta(days=8)):
        client.logout()
        assert client.get(draft.url, {"preview": address.partition("=")[2]}).status_code == 404
    client.force_login(olive)
    link = draft.preview_links.get()
    desk.post(path, {"revoke": link.pk})
    client.logout()
    assert client.get(draft.url, {"preview": address.partition("=")[2]}).status_code == 404


def test_a_link_leads_to_the_page_once_everybody_sees_it(desk, draft, act, client):
    path = reverse("event_previews", args=[draft.short_id])
    token = desk.post(path, {"days": "7"}).context["address"].partition("=")[2]
    act(draft, "publish")
    client.logout()
    answer = client.get(draft.url, {"preview": token})
    assert (answer.status_code, answer["Location"]) == (302, draft.url)


def test_nobody_makes_a_link_to_what_everybody_sees(desk, event):
    answer = desk.post(reverse("event_previews", args=[event.short_id]), {"days": "7"})
    assert answer.status_code == 400
    assert not event.preview_links.exists()


def test_a_discarded_draft_is_no_longer_previewed(desk, draft, client, olive):
    path = reverse("event_previews", args=[draft.short_id])
    token = desk.post(path, {"days": "7"}).context["address"].partition("=")[2]
    discard_event(draft, by=olive)
    client.logout()
    assert client.get(draft.url, {"preview": token}).status_code == 404
    assert Event.objects.count() == 1


def test_readers_see_what_was_changed_last_once_something_was(change, act, event, client):
    assert "Updated on" not in client.get(event.url).text
    change(event, abstract="Bells, anew.", **{"people-0-name": "Ann One"})
    assert "abstract, people." in client.get(event.url).text.partition("Updated on")[2]
    change(event, contact="olive@education.example")
    assert "abstract, people." in client.get(event.url).text.partition("Updated on")[2]
    act(event, "move", **{"sittings-0-starts_on": "2026-12-16"})
    assert "2026: time." in client.get(event.url).text.partition("Updated on")[2]


def test_the_desk_says_in_numbers_who_is_told_and_nobody_of_what_is_over(desk, event, olive):
    page = f"/organise/events/{event.short_id}/cancel/"
    assert "Nobody follows this yet, so nobody is told." in desk.get(page).text
    with time_machine.travel(event.ends_at + timedelta(days=1)):
        desk.force_login(olive)
        assert "It is over: nobody is told" in desk.get(page).text
