import dataclasses
from datetime import date, time
from time import process_time

import pytest
from django.core.exceptions import PermissionDenied

from termcard.announcements.announcement import Announcement, Place, Status
from termcard.announcements.icalendar.writer import write
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session
from termcard.programme.actions import announce_event
from termcard.programme.models import Event
from termcard.reading.actions import accept_proposal, import_document
from termcard.reading.models import Proposal

pytestmark = pytest.mark.django_db

BELLS = Announcement(
    uid="bells@x.example",
    title="What bells remember",
    sessions=(
        Session(
            starts_on=date(2026, 12, 9),
            starts_time=time(13),
            ends_time=time(14),
            zone="Europe/London",
        ),
    ),
    place=Place(name="Room 4"),
    parts=(Part(name="Sam Sprecher"),),
)
AGAIN = """What bells remember
Wednesday 9 December 2026, 15:00 to 16:00
Room 9
Dr Sam Sprecher, Example University
"""


@pytest.fixture
def bells(host, olive):
    """A talk that is published."""
    return announce_event(BELLS, host=host, by=olive)


def the_proposal(content, host, by):
    content = content.encode() if isinstance(content, str) else content
    (proposal,) = import_document(
        content, host=host, by=by, reference_date=date(2026, 11, 1)
    ).proposals
    return proposal


def told(event):
    return Event.objects.with_announcement().get(pk=event.pk).announcement()


def test_an_event_announced_again_is_recognised_with_what_differs(bells, host, olive):
    proposal = the_proposal(AGAIN, host, olive)
    assert proposal.duplicate_of == bells
    assert proposal.differs["Place"] == ("Room 4", "Room 9")
    assert proposal.differs["Time"] == ("13:00–14:00", "15:00–16:00")
    assert "Place: Room 9, where Room 4 was known." in proposal.news()


def test_accepting_it_changes_the_event_that_is_there(bells, host, olive):
    proposal = the_proposal(AGAIN, host, olive)
    event = accept_proposal(proposal, proposal.announcement(), by=olive)
    assert event == bells
    assert Event.objects.count() == 1
    now = told(event)
    assert (now.place.name, now.sessions[0].starts_time) == ("Room 9", time(15))
    assert now.uid == "bells@x.example"
    assert any(earlier.starts for earlier in now.earlier)


def test_it_may_be_another_event_all_the_same(bells, host, olive):
    proposal = the_proposal(AGAIN, host, olive)
    event = accept_proposal(proposal, proposal.announcement(), by=olive, as_another=True)
    assert event != bells
    assert told(bells).place.name == "Room 4"


def test_what_is_left_open_stays_as_it_is_known(bells, host, olive):
    proposal = the_proposal("What bells remember\n9 December 2026, 13:00\n", host, olive)
    accept_proposal(proposal, proposal.announcement(), by=olive)
    now = told(bells)
    assert (now.place.name, now.sessions[0].ends_time) == ("Room 4", time(14))
    assert [part.name for part in now.parts] == ["Sam Sprecher"]


def test_an_event_called_off_elsewhere_is_called_off_here_once_accepted(bells, host, olive):
    off = write([dataclasses.replace(BELLS, status=Status.CANCELLED)])
    proposal = the_proposal(off, host, olive)
    assert told(bells).status is Status.CONFIRMED
    accept_proposal(proposal, proposal.announcement(), by=olive)
    assert told(bells).status is Status.CANCELLED


def test_nobody_elses_event_is_meant_whatever_its_uid(bells, other_host, operator, olive, host):
    calendar = write([dataclasses.replace(BELLS, status=Status.CANCELLED)])
    foreign = calendar.replace(b"VERSION:2.0", b"VERSION:2.0\r\nMETHOD:CANCEL")
    proposal = the_proposal(foreign, other_host, operator)
    assert proposal.duplicate_of is None
    event = accept_proposal(proposal, proposal.announcement(), by=operator)
    assert event != bells
    assert event.uid != bells.uid
    assert told(bells).status is Status.CONFIRMED
    with pytest.raises(PermissionDenied):
        import_document(foreign, host=other_host, by=olive)


def changed_uids(prefix, number):
    return write(
        [
            dataclasses.replace(
                BELLS,
                uid=f"{prefix}-{each}@x.example",
                title=f"Talk on bell {each}",
                parts=(Part(name=f"Sam Sprecher {each}"),),
                sessions=(
                    Session(
                        starts_on=date(2026, 11, 1 + each % 28),
                        starts_time=time(9 + each % 8),
                        zone="Europe/London",
                    ),
                ),
            )
            for each in range(number)
        ]
    )


# H35
def test_a_feed_whose_uids_all_changed_is_flagged_event_by_event(host, olive):
    first = import_document(changed_uids("a", 500), host=host, by=olive)
    assert len(first.proposals) == 500
    assert not any(proposal.duplicate_of for proposal in first.proposals)
    waiting = import_document(changed_uids("b", 500), host=host, by=olive).proposals
    assert all("was read before" in " ".join(proposal.warnings) for proposal in waiting)
    for proposal in first.proposals[:20]:
        accept_proposal(proposal, proposal.announcement(), by=olive)
    began = process_time()
    again = import_document(changed_uids("c", 500), host=host, by=olive).proposals
    assert process_time() - began < 6
    assert sum(proposal.duplicate_of is not None for proposal in again) == 20
    assert Event.objects.count() == 20


def test_what_was_private_becomes_a_draft(host, olive):
    private = write([BELLS]).replace(b"CLASS:PUBLIC", b"CLASS:PRIVATE")
    proposal = the_proposal(private, host, olive)
    assert proposal.is_private
    event = accept_proposal(proposal, proposal.announcement(), by=olive)
    assert event.visibility == Event.Visibility.DRAFT
    assert not Event.objects.visible_to(None).exists()


def test_the_page_says_what_differs_and_asks(bells, host, olive, desk, decide):
    proposal = the_proposal(AGAIN, host, olive)
    page = desk.get(proposal.url).content.decode()
    assert "This event is there already" in page
    assert "Place: Room 9, where Room 4 was known." in page
    assert decide(proposal).status_code == 302
    assert told(bells).place.name == "Room 9"


def test_the_page_can_announce_another(bells, host, olive, decide):
    proposal = the_proposal(AGAIN, host, olive)
    decide(proposal, as_another="on")
    assert Event.objects.count() == 2


def test_the_page_offers_a_draft_for_what_was_private(host, olive, decide):
    private = write([BELLS]).replace(b"CLASS:PUBLIC", b"CLASS:CONFIDENTIAL")
    decide(the_proposal(private, host, olive))
    assert Event.objects.get().visibility == Event.Visibility.DRAFT


def test_an_event_that_was_dismissed_is_not_waited_for(host, olive):
    Proposal.objects.filter(pk=the_proposal(AGAIN, host, olive).pk).update(state="dismissed")
    assert the_proposal(AGAIN + "\n", host, olive).warnings == []
