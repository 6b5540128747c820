"""Addresses that were ever public lead on for ever."""

import dataclasses

import pytest
from django.urls import reverse

from termcard.programme import actions
from termcard.records.actions import point_address
from tests.publishing.addresses import SHAPES, shape_of


@pytest.mark.parametrize("shape", SHAPES)
@pytest.mark.parametrize("words", ["", "-", "-other-words", "-ON-BELLS", "-on-bells-", "_x"])
def test_other_words_lead_to_the_right_ones_and_keep_the_query(shape, words, event, client):
    address = reverse(SHAPES[shape], args=[f"{event.short_id}{words}"])
    answer = client.get(address + "?from=a+mail&x=%26")
    if words == "_x":  # that is another id
        assert answer.status_code == 404
        return
    assert answer.status_code == 301
    assert answer["Location"] == shape_of(event, shape) + "?from=a+mail&x=%26"
    assert client.get(answer["Location"]).status_code == 200


def test_the_short_id_decides(event, announcement, host, olive, client):
    other = actions.announce_event(
        dataclasses.replace(announcement, title="On clocks"), host=host, by=olive
    )
    answer = client.get(shape_of(event, words=other.words))
    assert answer["Location"] == event.url
    assert client.get(f"/events/{other.words}/").status_code == 404


def test_an_event_without_a_title_goes_by_its_kind(announcement, host, olive, client):
    event = actions.announce_event(
        dataclasses.replace(announcement, title=None), host=host, by=olive
    )
    assert event.url.endswith("-seminar/")
    assert client.get(event.url).status_code == 200


def test_a_new_title_leads_on_from_the_old_one_and_back(event, olive, told, client):
    old = event.url
    actions.amend_event(event, dataclasses.replace(told(), title="On clocks"), by=olive)
    assert client.get(old)["Location"].endswith("-on-clocks/")
    actions.amend_event(event, dataclasses.replace(told(), title="On bells"), by=olive)
    assert client.get(old).status_code == 200
    # A browser that kept the first redirect would else go round in a circle.
    assert client.get(shape_of(event, words="on-clocks"))["Cache-Control"] == "public, no-cache"


@pytest.mark.parametrize("shape", SHAPES)
def test_a_name_beside_the_ids_leads_to_its_event(shape, event, client):
    point_address("events", "autumn-lecture", subject_kind="event", subject_id=event.pk)
    answer = client.get(reverse(SHAPES[shape], args=["autumn-lecture"]) + "?x=1")
    assert (answer.status_code, answer["Location"]) == (301, shape_of(event, shape) + "?x=1")


def test_a_name_beside_the_ids_tells_nothing_of_what_is_hidden(in_state, reading_as, olive, rita):
    event = in_state("draft")
    point_address("events", "autumn-lecture", subject_kind="event", subject_id=event.pk)
    made_up = reading_as(None).get("/events/winter-lecture/").content
    for reader in (None, rita):
        answer = reading_as(reader).get("/events/autumn-lecture/")
        assert (answer.status_code, answer.content) == (404, made_up)
    led = reading_as(olive).get("/events/autumn-lecture/")
    assert (led.status_code, led["Cache-Control"]) == (301, "private, no-store")


def test_a_renamed_host_leads_on_for_ever(host, operator, client):
    for slug in ("learning", "teaching"):
        actions.rename_organisation(host, by=operator, name="School of Learning", slug=slug)
    for old in ("education", "learning"):
        answer = client.get(f"/hosts/{old}/?page=2")
        assert (answer.status_code, answer["Location"]) == (301, "/hosts/teaching/?page=2")
    actions.rename_organisation(host, by=operator, name="School of Education", slug="education")
    assert client.get("/hosts/education/").status_code == 200
    assert client.get("/hosts/teaching/")["Location"] == "/hosts/education/"


def test_a_renamed_series_leads_on_for_ever(series, olive, client):
    for slug in ("lunch", "tea"):
        actions.amend_series(series, by=olive, slug=slug)
    for old in ("education-seminar", "lunch"):
        answer = client.get(f"/series/{old}/?x=1")
        assert (answer.status_code, answer["Location"]) == (301, "/series/tea/?x=1")


def test_words_of_a_series_are_no_address_of_a_host(series, host, operator, olive, client):
    assert client.get(f"/hosts/{series.slug}/").status_code == 404
    actions.amend_series(series, by=olive, slug="lunch")
    assert client.get("/hosts/education-seminar/").status_code == 404
    actions.rename_organisation(host, by=operator, name="Learning", slug="learning")
    assert client.get("/series/education/").status_code == 404


@pytest.mark.parametrize(
    "path",
    ["/nothing/", "/events/", "/events/zzzzzzzz/", "/hosts/none/", "/series/none/", "/index.exe"],
)
@pytest.mark.django_db
def test_what_never_was_is_not_found(path, client):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "There is no such page" in answer.content.decode()
    assert answer["Cache-Control"] == "no-store"


@pytest.mark.parametrize("page", ["page", "past", "hosts", "series"])
def test_a_missing_slash_is_put_there_with_the_query(page, event, client):
    path = event.url.rstrip("/") if page == "page" else f"/{page}"
    answer = client.get(path + "?x=1")
    assert (answer.status_code, answer["Location"]) == (301, path + "/?x=1")
