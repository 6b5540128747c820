import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from termcard.programme import actions
from termcard.programme.models import Event
from termcard.records.actions import point_address
from termcard.records.models import Change


@pytest.fixture
def twin(announcement, host, olive):
    return actions.announce_event(announcement, host=host, by=olive)


def verbs(event):
    return [change.verb for change in Change.objects.of("event", event.pk).order_by("pk")]


@pytest.mark.parametrize("ending", ["/", ".ics", ".json", ".txt"])
def test_its_addresses_lead_to_the_one_that_stays(ending, twin, event, olive, client):
    point_address("events", "bells", subject_kind="event", subject_id=twin.pk)
    actions.merge_events(twin, event, by=olive)
    for address in (twin.address, "bells"):
        answer = client.get(f"/events/{address}{ending}")
        assert answer.status_code == 301
        assert answer.url == f"/events/{event.address}{ending}"


def test_lists_show_the_one_that_stays(twin, event, olive):
    actions.merge_events(twin, event, by=olive)
    assert list(Event.objects.visible_to(None).listed()) == [event]
    assert verbs(twin) == ["announced", "merged"]
    assert verbs(event) == ["announced", "took_over"]


def test_what_was_merged_before_leads_on(twin, event, announcement, host, olive, client):
    last = actions.announce_event(announcement, host=host, by=olive)
    actions.merge_events(twin, event, by=olive)
    actions.merge_events(event, last, by=olive)
    assert client.get(twin.url).url == last.url


def test_a_duplicate_is_changed_no_more(twin, event, olive):
    actions.merge_events(twin, event, by=olive)
    for change in (actions.cancel_event, actions.withdraw_event, actions.publish_event):
        with pytest.raises(ValidationError, match="merged"):
            change(twin, by=olive)
    with pytest.raises(ValidationError, match="merged"):
        actions.merge_events(event, twin, by=olive)


def test_what_people_can_see_does_not_lead_where_they_see_nothing(event, announcement, host, olive):
    draft = actions.announce_event(announcement, host=host, by=olive, visibility="draft")
    with pytest.raises(ValidationError, match="published"):
        actions.merge_events(event, draft, by=olive)
    actions.merge_events(draft, event, by=olive)


def test_an_event_is_merged_neither_into_itself_nor_into_one_that_is_gone(twin, event, olive):
    with pytest.raises(ValidationError, match="itself"):
        actions.merge_events(event, event, by=olive)
    actions.withdraw_event(event, by=olive)
    with pytest.raises(ValidationError, match="restored"):
        actions.merge_events(twin, event, by=olive)


def test_only_organisers_of_both_merge_them(event, announcement, other_host, olive, operator):
    theirs = actions.announce_event(announcement, host=other_host, by=operator)
    for pair in ((event, theirs), (theirs, event)):
        with pytest.raises(PermissionDenied):
            actions.merge_events(*pair, by=olive)
