import dataclasses

import pytest
from django.apps import apps
from django.core.exceptions import PermissionDenied, ValidationError

from termcard.announcements.announcement import Material, Place, Provenance, Reference
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Talk
from termcard.programme import actions
from termcard.programme.models import Event
from termcard.records.models import Change

CANARY = "Xanthippe"


@pytest.fixture
def telling(announcement, host, series, olive):
    """An event that says the canary's name wherever an event says anything."""
    part = Part(
        name=CANARY,
        role=CANARY,
        affiliation=CANARY,
        biography=CANARY,
        url=f"https://{CANARY}.example",
    )
    talk = Talk(title=CANARY, abstract=CANARY, parts=(part,))
    words = dataclasses.replace(
        announcement,
        title=CANARY,
        abstract=CANARY,
        sessions=(dataclasses.replace(announcement.sessions[0], title=CANARY, talks=(talk,)),),
        status_note=CANARY,
        topics=(CANARY,),
        place=Place(name=CANARY),
        platform=CANARY,
        stream_url=f"https://{CANARY}.example",
        parts=(part,),
        attendance=CANARY,
        access_note=CANARY,
        references=(Reference(cited=CANARY),),
        materials=(Material(title=CANARY, url=f"https://{CANARY}.example"),),
        notices=(CANARY,),
        provenance=Provenance(name=CANARY, url=f"https://{CANARY}.example"),
    )
    event = actions.announce_event(
        words,
        host=host,
        series=series,
        by=olive,
        contact=CANARY,
        join_links=["https://zoom.us/j/5550001111?pwd=secret"],
    )
    amended = dataclasses.replace(event.announcement(), title=f"{CANARY} again", place=None)
    return actions.amend_event(event, amended, by=olive)


def everything_stored():
    rows = [
        row
        for model in apps.get_models()
        if model._meta.db_table != "topic"
        for row in model.objects.values()
    ]
    return str(rows)


def test_no_word_and_no_person_is_left(telling, operator):
    assert CANARY in everything_stored()
    actions.erase_event(telling, by=operator)
    assert CANARY not in everything_stored()
    assert not hasattr(Event.objects.get(pk=telling.pk), "online_place")


def test_its_tombstone_stays(telling, told, operator, client):
    before = told(telling)
    erased = actions.erase_event(telling, by=operator)
    after = told(telling)
    assert after == erased.announcement()
    assert (after.uid, after.title) == (before.uid, "Event withdrawn")
    assert after.revision == before.revision + 1
    assert [(each.uid, each.starts_at()) for each in after.sessions] == [
        (each.uid, each.starts_at()) for each in before.sessions
    ]
    assert client.get(f"/events/{telling.short_id}-any/").status_code == 410
    assert b"CANCELLED" in client.get(f"/events/{telling.short_id}-withdrawn.ics").content
    assert not Event.objects.visible_to(None).listed().filter(pk=telling.pk).exists()


def test_it_is_erased_once_and_never_restored(telling, olive, operator):
    actions.erase_event(telling, by=operator)
    actions.erase_event(telling, by=operator)
    assert Change.objects.of("event", telling.pk).filter(verb="erased").count() == 1
    for change in (actions.restore_event, actions.cancel_event, actions.publish_event):
        with pytest.raises(ValidationError, match="erased"):
            change(telling, by=olive)


def test_only_operators_erase(telling, olive):
    with pytest.raises(PermissionDenied):
        actions.erase_event(telling, by=olive)
    assert CANARY in everything_stored()
