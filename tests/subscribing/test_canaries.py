"""Nobody sees who follows what: no page, feed, log, list of operators or mail of others."""

import logging

import pytest

from termcard.audiences.models import Follower
from termcard.operating.tasks import Worker
from termcard.people.actions import add_account
from termcard.programme.actions import announce_event, cancel_event
from termcard.records.models import Change, Letter
from tests.publishing.addresses import public_addresses

CANARY = "canary.rita@secluded.example"
PLACES = ("/operate/", "/organise/", "/organise/enquiries/", "/metrics", "/subscribe/")


@pytest.fixture
def followed(follows, postbox, in_person, host, series, olive):
    """Rita follows a series and keeps a talk of it, which is then called off."""
    event = announce_event(in_person, host=host, by=olive, series=series)
    follows("/subscribe/series/education-seminar/", CANARY)
    own = follows(f"/subscribe/events/{event.address}/", CANARY, day_before="on")
    cancel_event(event, by=olive)
    postbox.come()
    return event, own


@pytest.mark.parametrize("who", ["stan", "olive", "boss"])
def test_no_answer_to_anybody_shows_a_follower(
    who, followed, client, olive, operator, series, host
):
    event, own = followed
    boss = add_account("boss@education.example", by=operator, is_operator=True)
    accounts = {"olive": olive, "boss": boss}
    if who in accounts:
        client.force_login(accounts[who])
    units = [("host_page", host.slug), ("series_page", series.slug)]
    tables = [f"/operate/records/{table}/" for table in ("change", "letter", "slot", "address")]
    letters = [f"/operate/records/letter/{row.pk}/change/" for row in Letter.objects.all()]
    pages = [*public_addresses([event], units), *PLACES, *tables, *letters]
    for address, answer in ((page, client.get(page)) for page in pages):
        assert b"secluded" not in answer.content, address
        assert b"canary.rita" not in answer.content, address
    follower = Follower.objects.get()
    calendar = client.get(f"/subscribe/calendar/{follower.calendar_token}.ics")
    for answer in (client.get(own), calendar):
        assert answer.status_code == 200
        assert b"secluded" not in answer.content


def test_neither_changes_nor_logs_name_a_follower(followed, caplog):
    caplog.set_level(logging.DEBUG)
    with Worker() as worker:
        worker.run_until_quiet()
    assert not [change for change in Change.objects.all() if "secluded" in repr(vars(change))]
    assert "secluded" not in caplog.text
