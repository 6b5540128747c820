import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from termcard.people.actions import grant_role
from termcard.programme import actions
from termcard.programme.models import Event
from termcard.records.models import Change


@pytest.fixture
def rita(rita, other_host, operator):
    """Rita organises for the other department."""
    grant_role(rita, other_host, by=operator)
    return rita


@pytest.fixture
def asked(announcement, host, other_host, olive):
    """An event whose announcement names the other department as a co-host."""
    announcing = actions.Announcing(announcement=announcement, host=host, co_hosts=[other_host])
    return actions.announce_events([announcing], by=olive)[0]


def co_hosts(told, event):
    return [named.name for named in told(event).co_hosts]


def listed_at(organisation):
    return Event.objects.visible_to(None).listed().hosted_within(organisation).exists()


def verbs(event):
    return [change.verb for change in Change.objects.of("event", event.pk).order_by("pk")]


def test_it_shows_once_it_has_accepted(asked, other_host, rita, told):
    assert (co_hosts(told, asked), listed_at(other_host)) == ([], False)
    accepted = actions.accept_hosting(asked, other_host, by=rita)
    assert (co_hosts(told, asked), listed_at(other_host)) == (["Department of History"], True)
    assert accepted.announcement() == told(asked)
    assert told(asked).revision == 1
    actions.accept_hosting(asked, other_host, by=rita)
    assert verbs(asked) == ["announced", "hosting_accepted"]


@pytest.mark.parametrize("has_accepted", [True, False])
def test_it_declines_before_or_after(has_accepted, asked, other_host, rita, told):
    if has_accepted:
        actions.accept_hosting(asked, other_host, by=rita)
    actions.decline_hosting(asked, other_host, by=rita)
    assert (co_hosts(told, asked), listed_at(other_host)) == ([], False)
    assert verbs(asked)[-1] == "hosting_declined"
    with pytest.raises(ValidationError, match="not asked"):
        actions.accept_hosting(asked, other_host, by=rita)


@pytest.mark.parametrize("answer", [actions.accept_hosting, actions.decline_hosting])
def test_nobody_answers_for_another_or_for_the_owner(answer, asked, host, other_host, olive):
    with pytest.raises(PermissionDenied):
        answer(asked, other_host, by=olive)
    with pytest.raises(ValidationError, match="not asked"):
        answer(asked, host, by=olive)
    assert verbs(asked) == ["announced"]


def test_one_that_the_announcer_also_organises_has_accepted(
    announcement, host, other_host, olive, operator, told
):
    grant_role(olive, other_host, by=operator)
    announcing = actions.Announcing(announcement=announcement, host=host, co_hosts=[other_host])
    (event,) = actions.announce_events([announcing], by=olive)
    assert co_hosts(told, event) == ["Department of History"]
