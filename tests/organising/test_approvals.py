import dataclasses
import re

import pytest
from django.urls import reverse

from termcard.institutions.models import SpeakerRule
from termcard.programme import actions
from termcard.programme.models import Event, Submission

pytest_plugins = ["tests.programme.passage"]

PAGE = "/organise/approvals/"


@pytest.fixture
def waiting(approving_host, draft, olive):
    """The seminar, submitted by Olive with a note."""
    actions.submit_event(draft, by=olive, note="For <b>the first</b> week.")
    draft.refresh_from_db()
    return draft


@pytest.fixture
def as_ada(client, ada):
    client.force_login(ada)
    return client


def ticks(page):
    return re.findall(r'name="chosen" value="([^"]+)"', page)


def send(client, *, verb="approve", words="", chosen=None):
    chosen = ticks(client.get(PAGE).content.decode()) if chosen is None else chosen
    return client.post(PAGE, {"chosen": chosen, "verb": verb, "words": words}, follow=True)


def is_out(event):
    return Event.objects.visible_to(None).filter(pk=event.pk).exists()


def test_the_event_is_shown_as_it_will_look_beside_the_note(waiting, as_ada):
    page = as_ada.get(PAGE).content.decode()
    for words in ("On bells", "Wednesday 9 December 2026", "Dr Sam Speaks", "people who pull them"):
        assert words in page
    assert "For &lt;b&gt;the first&lt;/b&gt; week." in page


@pytest.mark.parametrize("who", ["olive", "rita"])
def test_whoever_approves_nothing_sees_nothing_and_decides_nothing(who, request, waiting, client):
    client.force_login(request.getfixturevalue(who))
    assert "On bells" not in client.get(PAGE).content.decode()
    answer = send(client, chosen=[f"{waiting.pk}-{waiting.revision}"])
    assert answer.status_code == 400
    assert not is_out(waiting)


def test_several_are_approved_at_once_the_oldest_first(
    waiting, as_ada, announcement, approving_host, olive
):
    later = actions.announce_event(announcement, host=approving_host, visibility="draft", by=olive)
    actions.submit_event(later, by=olive)
    shown = ticks(as_ada.get(PAGE).content.decode())
    assert [key.partition("-")[0] for key in shown] == [str(waiting.pk), str(later.pk)]
    page = send(as_ada).content.decode()
    assert "2 events approved" in page
    assert "Nothing waits" in page
    assert is_out(waiting) and is_out(later)


def test_returning_needs_words_and_what_was_typed_is_kept(waiting, as_ada, olive):
    answer = send(as_ada, verb="return")
    assert answer.status_code == 400
    assert "Say what is to be changed" in answer.content.decode()
    send(as_ada, verb="return", words="Who speaks?")
    assert Submission.objects.of(waiting).last().words == "Who speaks?"
    as_ada.force_login(olive)
    page = as_ada.get(reverse("event_desk", args=[waiting.short_id])).content.decode()
    assert "Returned" in page and "Who speaks?" in page
    assert "Submit for approval" in page


def test_sending_the_form_twice_decides_once(waiting, as_ada, post):
    chosen = ticks(as_ada.get(PAGE).content.decode())
    send(as_ada, chosen=chosen)
    again = send(as_ada, chosen=chosen)
    assert again.status_code == 400
    assert "meanwhile" in again.content.decode()
    assert Submission.objects.count() == 1
    assert len(post()) == 1


def test_what_was_changed_since_the_page_was_shown_is_not_approved(waiting, as_ada, olive):
    chosen = ticks(as_ada.get(PAGE).content.decode())
    told = Event.objects.visible_to(olive).with_announcement().get(pk=waiting.pk).announcement()
    actions.amend_event(waiting, dataclasses.replace(told, title="On clocks"), by=olive)
    answer = send(as_ada, chosen=chosen)
    assert answer.status_code == 400
    assert "changed this event meanwhile" in answer.content.decode()
    assert not is_out(waiting)


@pytest.mark.parametrize("chosen", [[], ["x"], ["1-1e309"], ["\0"], ["99999999999999999999-1"]])
def test_odd_ticks_decide_nothing(chosen, waiting, as_ada):
    assert send(as_ada, chosen=chosen).status_code == 400
    assert not is_out(waiting)


def test_an_organiser_submits_and_takes_back_at_the_event(approving_host, draft, olive, client):
    client.force_login(olive)
    desk = reverse("event_desk", args=[draft.short_id])
    assert "Submit for approval" in client.get(desk).content.decode()
    there = reverse("pass_event", args=[draft.short_id])
    asked = {"verb": "submit", "note": "Please.", "wished_on": "2026-12-03", "next": desk}
    page = client.post(there, asked, follow=True).content.decode()
    assert "It was submitted" in page
    (submission,) = Submission.objects.of(draft)
    assert submission.wished_from.isoformat() == "2026-12-03T00:00:00+00:00"
    client.post(there, asked)
    assert Submission.objects.count() == 1
    page = client.post(there, {"verb": "take_back", "next": desk}, follow=True).content.decode()
    assert "waits for approval no longer" in page
    assert client.post(there, {**asked, "next": "https://elsewhere.example/"})["Location"] == (
        draft.url
    )


@pytest.mark.parametrize("who", ["ada", "rita"])
def test_only_organisers_submit(who, request, approving_host, draft, client):
    client.force_login(request.getfixturevalue(who))
    there = reverse("pass_event", args=[draft.short_id])
    assert client.post(there, {"verb": "submit"}).status_code == 404
    assert not Submission.objects.exists()


def test_many_are_shown_in_as_many_queries_as_one(
    waiting, as_ada, announcement, approving_host, olive, django_assert_max_num_queries
):
    more = [
        actions.announce_event(announcement, host=approving_host, visibility="draft", by=olive)
        for _ in range(5)
    ]
    actions.submit_events(more, by=olive)
    with django_assert_max_num_queries(17):
        page = as_ada.get(PAGE).content.decode()
    assert len(ticks(page)) == 6


def test_only_stewards_say_how_a_unit_publishes(host, olive, ada, grace, client):
    there = reverse("publishing_of_unit", args=[host.slug])
    said = {"approval": "anew", "working_days": "5", "items": "Who is it?\n\nWhere?"}
    for account in (olive, ada):
        client.force_login(account)
        assert client.get(there).status_code == 404
        assert client.post(there, said).status_code == 404
    client.force_login(grace)
    assert client.post(there, {**said, "approval": "perhaps"}).status_code == 400
    client.post(there, {**said, "has_rule": "on", "is_binding": "on"})
    host.refresh_from_db()
    assert host.approval == "anew"
    assert (host.speaker_rule.items, host.speaker_rule.working_days) == (
        ["Who is it?", "Where?"],
        5,
    )
    client.post(there, said)
    assert not SpeakerRule.objects.exists()
