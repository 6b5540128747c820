"""What each state shows where: the contract's table, line by line."""

from datetime import timedelta

import pytest
from django.urls import reverse
from icalendar import Calendar

from tests.publishing.addresses import SHAPES, shape_of

HIDDEN = ["draft", "private", "embargoed"]
SHOWN = ["unlisted", "public", "cancelled", "postponed"]
LISTED = ["public", "cancelled", "postponed"]
TAKEN_DOWN = ["withdrawn", "erased"]
UNLISTED = [*HIDDEN, "unlisted", *TAKEN_DOWN]


def lists_of(event):
    return ["/", event.hostings.get().organisation.url, event.series.url, "/past/"]


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("state", HIDDEN)
def test_what_is_hidden_answers_like_a_made_up_address(
    state, shape, in_state, reading_as, stan, rita
):
    event = in_state(state)
    for reader in (stan, rita):
        browser = reading_as(reader)
        hidden = browser.get(shape_of(event, shape))
        made_up = browser.get(reverse(SHAPES[shape], args=["zzzzzzzz-on-bells"]))
        assert hidden.status_code == made_up.status_code == 404
        assert hidden.content == made_up.content
        assert dict(hidden.headers) == dict(made_up.headers)


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("state", HIDDEN)
def test_its_organiser_sees_what_is_hidden(state, shape, in_state, reading_as, olive):
    answer = reading_as(olive).get(shape_of(in_state(state), shape))
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "private, no-store"
    assert b"On bells" in answer.content


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("state", SHOWN)
def test_what_is_shown_tells_its_title_in_every_shape(state, shape, in_state, client):
    answer = client.get(shape_of(in_state(state), shape))
    assert answer.status_code == 200
    assert "On bells" in answer.content.decode()


@pytest.mark.parametrize("state", [*SHOWN, *HIDDEN, *TAKEN_DOWN, "merged"])
def test_which_states_stand_in_lists(state, in_state, series, client):
    event = in_state(state, series=series)
    for address in lists_of(event):
        told = client.get(address).content.decode()
        is_there = f"/events/{event.short_id}" in told
        assert is_there is (state in LISTED and address != "/past/"), address


@pytest.mark.parametrize("state", [*LISTED, *UNLISTED])
def test_indexes_count_what_stands_in_lists(state, in_state, series, client):
    in_state(state, series=series)
    words = "1 event to come" if state in LISTED else "no events to come"
    assert words in client.get("/hosts/").content.decode()
    assert words in client.get("/series/").content.decode()
    assert ("1 event<" in client.get("/").content.decode()) is (state in LISTED)


@pytest.mark.parametrize("state", [*LISTED, *UNLISTED])
def test_the_archive_shows_what_was_listed(state, in_state, series, client, noon):
    event = in_state(state, series=series)
    noon.shift(timedelta(days=60))
    told = client.get("/past/").content.decode()
    # What was held back until a moment that has passed is public now.
    assert (event.short_id in told) is (state in [*LISTED, "embargoed"])


@pytest.mark.parametrize("state", [*SHOWN, "draft"])
def test_only_what_is_not_listed_asks_robots_to_stay_away(state, in_state, reading_as, olive):
    answer = reading_as(olive).get(shape_of(in_state(state)))
    is_unlisted = state in {"unlisted", "draft"}
    assert (b'<meta name="robots" content="noindex">' in answer.content) is is_unlisted


@pytest.mark.parametrize("shape", [".ics", ".json", ".txt"])
def test_the_other_shapes_ask_robots_to_stay_away_too(shape, in_state, client):
    assert client.get(shape_of(in_state("unlisted"), shape))["X-Robots-Tag"] == "noindex"
    assert "X-Robots-Tag" not in client.get(shape_of(in_state("public"), shape))


def test_an_embargo_ends_by_itself_on_every_page(in_state, series, client, noon):
    event = in_state("embargoed", series=series)
    assert client.get(shape_of(event)).status_code == 404
    noon.shift(timedelta(hours=2))
    assert client.get(shape_of(event)).status_code == 200
    for address in ("/", series.url):
        assert event.short_id in client.get(address).content.decode()


@pytest.mark.parametrize(
    ("state", "word"), [("cancelled", "Cancelled"), ("postponed", "Postponed")]
)
def test_what_does_not_take_place_says_so_on_page_and_lists(state, word, in_state, series, client):
    event = in_state(state, series=series)
    for address in (event.url, "/", series.url):
        assert word in client.get(address).content.decode(), address


def test_calendars_say_the_status_in_their_own_words(in_state, client):
    told = {state: client.get(shape_of(in_state(state), ".ics")).content for state in SHOWN}
    (cancelled,) = Calendar.from_ical(told["cancelled"]).events
    (postponed,) = Calendar.from_ical(told["postponed"]).events
    assert (cancelled["STATUS"], postponed["STATUS"]) == ("CANCELLED", "TENTATIVE")
    assert cancelled["SUMMARY"].startswith("Cancelled: On bells")
    assert postponed["SUMMARY"].startswith("Postponed: On bells")
    assert b"STATUS:CANCELLED" not in told["public"] + told["unlisted"]


@pytest.mark.parametrize("state", TAKEN_DOWN)
def test_what_was_taken_down_is_gone_at_every_words_it_had(
    state, in_state, client, reading_as, olive
):
    event = in_state(state)
    for words in ("on-bells", "withdrawn", "other"):
        answer = client.get(shape_of(event, words=words))
        assert answer.status_code == 410, words
        told = answer.content.decode()
        assert "taken down" in told and "noindex" in told
        assert "bells" not in told.lower() and "Sam" not in told
    assert reading_as(olive).get(shape_of(event, words="on-bells")).status_code == 410


@pytest.mark.parametrize("state", TAKEN_DOWN)
def test_calendars_keep_a_tombstone_without_words(state, in_state, client):
    event = in_state(state)
    answer = client.get(shape_of(event, ".ics", words="on-bells"))
    assert answer.status_code == 200
    (entry,) = Calendar.from_ical(answer.content).events
    assert (entry["UID"], entry["STATUS"]) == (event.uid, "CANCELLED")
    for word in (b"bells", b"Sam", b"Zoom", b"Education", b"organiser"):
        assert word not in answer.content, word


@pytest.mark.parametrize("shape", [".json", ".txt"])
@pytest.mark.parametrize("state", TAKEN_DOWN)
def test_the_other_shapes_of_what_was_taken_down_are_gone(state, shape, in_state, client):
    answer = client.get(shape_of(in_state(state), shape))
    assert answer.status_code == 410
    assert b"bells" not in answer.content.lower() and b"Sam" not in answer.content


@pytest.mark.parametrize("shape", SHAPES)
def test_what_was_merged_leads_to_the_survivor(shape, in_state, client):
    event = in_state("merged")
    answer = client.get(shape_of(event, shape) + "?from=mail")
    assert answer.status_code == 301
    assert answer["Location"] == shape_of(event.merged_into, shape) + "?from=mail"
    assert client.get(answer["Location"]).status_code == 200


def test_what_was_merged_into_something_hidden_leads_nowhere(in_state, client):
    event = in_state("merged")
    event.merged_into.visibility = "draft"
    event.merged_into.save()
    assert client.get(shape_of(event)).status_code == 404


def test_a_draft_that_was_erased_was_never_there(in_state, client, operator):
    from termcard.programme.actions import erase_event

    event = in_state("draft")
    erase_event(event, by=operator)
    assert client.get(shape_of(event)).status_code == 404
    assert client.get(shape_of(event, ".ics")).status_code == 404


def test_what_is_restored_is_there_again_under_the_words_it_had(in_state, client, olive):
    from termcard.programme.actions import restore_event

    event = in_state("withdrawn")
    restore_event(event, by=olive)
    assert client.get(shape_of(event, words="on-bells")).status_code == 200
