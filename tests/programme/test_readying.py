import dataclasses

import pytest
from django.core.exceptions import PermissionDenied

from termcard.institutions.models import Organisation
from termcard.programme.actions import announce_event
from termcard.programme.actions.readying import publish_ready
from termcard.programme.models import Event, Submission


@pytest.fixture
def drafts(announcement, host, series, olive):
    """A draft that is ready, and one whose title is still to be announced."""
    untitled = dataclasses.replace(announcement, title=None)
    return [
        announce_event(told, host=host, series=series, by=olive, visibility="draft")
        for told in (announcement, untitled)
    ]


def out():
    return [event.title for event in Event.objects.visible_to(None)]


def test_drafts_that_are_ready_are_published(drafts, series, olive, rita):
    keys = [event.pk for event in drafts]
    with pytest.raises(PermissionDenied):
        publish_ready(series, keys, by=rita)
    assert out() == []
    published, submitted = publish_ready(series, keys, by=olive)
    assert (len(published), submitted, out()) == (1, [], ["On bells"])


def test_where_somebody_approves_they_are_submitted(drafts, series, host, olive):
    Organisation.objects.filter(pk=host.pk).update(approval=Organisation.Approval.ONCE)
    published, submitted = publish_ready(series, [event.pk for event in drafts], by=olive)
    assert (published, len(submitted), out()) == ([], 1, [])
    assert Submission.objects.waiting().count() == 1
