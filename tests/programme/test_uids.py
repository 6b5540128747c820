import dataclasses
from datetime import date, time

import pytest

from termcard.announcements.sessions import Session
from termcard.programme import actions
from termcard.programme.models import Event
from termcard.programme.models import Session as SessionRow


def sitting(day, uid="", hour=10):
    return Session(
        starts_on=date(2026, 12, day),
        starts_time=time(hour),
        ends_time=time(hour + 1),
        zone="Europe/London",
        uid=uid,
    )


@pytest.fixture
def announced(announcement, host, olive):
    """Announce events, each given as (its UID, its sittings)."""

    def announce(*wishes):
        announcings = [
            actions.Announcing(
                announcement=dataclasses.replace(announcement, uid=uid, sessions=tuple(sessions)),
                host=host,
            )
            for uid, sessions in wishes
        ]
        return actions.announce_events(announcings, by=olive)

    return announce


def uids(event):
    return [row.uid for row in event.sessions.order_by("position")]


def every_uid_is_one():
    events = dict(Event.objects.values_list("pk", "uid"))
    rows = list(SessionRow.objects.values_list("uid", "event_id", "position"))
    assert len({uid for uid, _, _ in rows}) == len(rows)
    owners = {uid: pk for pk, uid in events.items()}
    assert [
        (uid, owners[uid], place)
        for uid, pk, place in rows
        if uid in owners and (owners[uid], 0) != (pk, place)
    ] == []


def test_uids_that_nobody_has_are_kept(announced):
    (event,) = announced(("a", [sitting(1, "a"), sitting(2, "b")]))
    assert (event.uid, uids(event)) == ("a", ["a", "b"])


def test_the_first_sitting_goes_by_the_uid_of_its_event(announced):
    (event,) = announced(("", [sitting(1), sitting(2)]))
    first, second = uids(event)
    assert first == event.uid
    assert second not in {"", event.uid}


def test_no_other_sitting_goes_by_the_uid_of_its_event(announced):
    (event,) = announced(("a", [sitting(1, "b"), sitting(2, "a")]))
    assert event.uid == "a"
    assert uids(event)[0] == "b"
    assert uids(event)[1] not in {"a", "b"}


@pytest.mark.parametrize("is_one_batch", [True, False])
@pytest.mark.parametrize(
    "second",
    [
        ("a", [sitting(3, "a"), sitting(4, "b")]),
        ("b", [sitting(3)]),
        ("", [sitting(3, "a")]),
        ("", [sitting(3), sitting(4, "b")]),
        ("c", [sitting(3, "c"), sitting(4, "c")]),
    ],
)
def test_what_another_event_or_its_sittings_claimed_is_not_given_again(
    announced, second, is_one_batch
):
    first = ("a", [sitting(1, "a"), sitting(2, "b")])
    if is_one_batch:
        announced(first, second)
    else:
        announced(first)
        announced(second)
    every_uid_is_one()
    claimed = Event.objects.get(uid="a")
    assert uids(claimed) == ["a", "b"]


def test_sittings_at_one_hour_are_kept_apart_and_told(announced, told):
    for _ in range(8):
        (event,) = announced(("", [sitting(1), sitting(1), sitting(1)]))
        assert len(told(event).sessions) == len({*uids(event)}) == 3
        assert event.uid in uids(event)


def test_a_sitting_added_before_others_goes_by_the_uid_of_the_event(announced, olive):
    (event,) = announced(("a", [sitting(8, "a"), sitting(9, "b")]))
    actions.reschedule_event(event, [sitting(1), sitting(8, "a"), sitting(9, "b")], by=olive)
    first, second, third = uids(event)
    assert (first, third) == ("a", "b")
    assert second not in {"", "a", "b"}


def test_moved_sittings_keep_their_uids_in_order(announced, olive):
    (event,) = announced(("a", [sitting(8, "a"), sitting(9, "b")]))
    actions.reschedule_event(event, [sitting(15), sitting(16)], by=olive)
    assert uids(event) == ["a", "b"]


def test_moving_claims_no_uid_of_another_event(announced, olive):
    ours, theirs = announced(("a", [sitting(8)]), ("b", [sitting(8), sitting(9, "c")]))
    wished = [sitting(15, "b"), sitting(16, "c"), sitting(17, "d"), sitting(18, "d")]
    actions.reschedule_event(ours, wished, by=olive)
    assert len({*uids(ours)}) == 4
    assert uids(ours)[2] == "d"
    assert uids(theirs) == ["b", "c"]
    every_uid_is_one()
