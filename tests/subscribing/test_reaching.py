"""Who would be told, and who was, is said in numbers that cost the same however many follow."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from termcard.audiences.actions import ask_to_follow, confirm, receipts_of, who_would_be_told
from termcard.audiences.models.subject import find_subject, search_subject
from termcard.programme.actions import announce_event, cancel_event, publish_event
from termcard.programme.models import Event
from termcard.records.models import Letter


@pytest.fixture
def talk(in_person, host, series, olive):
    return announce_event(in_person, host=host, by=olive, series=series)


def follow(subject, number, rhythm="each", first=0):
    for each in range(first, first + number):
        asked = ask_to_follow(
            subject,
            address=f"reader{each}@elsewhere.example",
            place=f"192.0.2.{each}",
            rhythm=rhythm,
        )
        confirm(asked[0])


def fresh(event):
    return Event.objects.with_announcement().get(pk=event.pk)


def counting(ask):
    with CaptureQueriesContext(connection) as asked:
        answer = ask()
    return answer, len(asked)


def test_numbers_say_how_each_asked_and_count_everybody_once(talk):
    follow(find_subject("series", talk.series.slug), 3)
    follow(find_subject("host", "education"), 2, "daily", first=2)
    follow(find_subject("event", talk.address), 1)
    follow(search_subject("q=bells"), 1, first=9)
    told = who_would_be_told(fresh(talk), "cancelled")
    assert (told.people, told.at_once, told.daily, told.keeping) == (4, 3, 2, 1)
    assert told.searching == 1
    assert told.ways == {"series": 3, "host": 2, "event": 1}
    assert told.words().startswith(
        "4 people are told by mail (3 at once, 1 in their next bulletin)"
    )
    assert "@" not in told.words()


def test_a_draft_tells_nobody_until_it_is_published(in_person, host, series, olive):
    draft = announce_event(in_person, host=host, by=olive, series=series, visibility="draft")
    follow(find_subject("series", series.slug), 2)
    assert who_would_be_told(fresh(draft), "rescheduled").people == 0
    assert who_would_be_told(fresh(draft), "published").people == 2
    publish_event(draft, by=olive, at=timezone.now() + timedelta(days=1))
    assert who_would_be_told(fresh(draft), "rescheduled").people == 0
    publish_event(draft, by=olive)
    assert who_would_be_told(fresh(draft), "rescheduled").people == 2


def test_asking_costs_the_same_however_many_follow(talk):
    series = find_subject("series", talk.series.slug)
    follow(series, 2)
    event = fresh(talk)
    _, few = counting(lambda: who_would_be_told(event, "cancelled"))
    follow(series, 60, first=2)
    told, many = counting(lambda: who_would_be_told(event, "cancelled"))
    assert told.people == 62
    assert many == few


def test_a_receipt_says_what_became_of_the_mails(talk, postbox, olive):
    follow(find_subject("series", talk.series.slug), 3)
    follow(find_subject("host", "education"), 2, "weekly", first=5)
    postbox.come()
    cancel_event(talk, by=olive)
    postbox.come()
    receipt = receipts_of(talk)[0]
    assert receipt.verbs == ("cancelled",)
    assert (receipt.people, receipt.sent, receipt.waiting) == (5, 3, 0)
    assert receipt.bulletins_to_come == 2
    refused = Letter.objects.filter(purpose="changes", key__contains=str(receipt.batch)).first()
    Letter.objects.filter(pk=refused.pk).update(sent_at=None, given_up_at=refused.sent_at)
    receipt, queries = counting(lambda: receipts_of(talk)[0])
    assert (receipt.sent, receipt.failed) == (2, 1)
    assert queries == 3
