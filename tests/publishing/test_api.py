import json
from datetime import date

import pytest

from termcard.programme import actions


@pytest.fixture
def ask(client):
    def asked(address, **headers):
        answer = client.get(f"/api/v1/{address}", headers=headers)
        return answer, json.loads(answer.content or "null")

    return asked


def test_events_are_told_as_their_own_address_tells_them(ask, event, client):
    answer, told = ask("events")
    assert (answer.status_code, told["count"], told["next"]) == (200, 1, None)
    assert told["events"] == [client.get(f"{event.url.rstrip('/')}.json").json()]
    _, alone = ask(f"events/{event.short_id}")
    assert alone == told["events"][0]


def test_the_filters_are_those_of_the_pages(ask, announced, event):
    announced("Ropes", date(2026, 12, 20), topics=("Ropes",))
    for question, titles in {
        "": ["On bells", "Ropes"],
        "topic=ropes": ["Ropes"],
        "q=ringing": [],
        "from=2026-12-15": ["Ropes"],
        "from=2026-12-01&to=2026-12-15": ["On bells"],
        "mode=in-person": [],
        "kind=seminar&host=education": ["On bells", "Ropes"],
    }.items():
        _, told = ask(f"events?{question}")
        assert [each["title"] for each in told["events"]] == titles, question


@pytest.mark.parametrize(
    ("question", "name"),
    [
        ("kind=dance", "kind"),
        ("host=nowhere", "host"),
        ("page=0", "page"),
        ("page=x", "page"),
        ("from=yesterday", "from"),
        ("from=2026-12-02&to=2026-12-01", "to"),
        ("from=0001-01-01", "from"),
    ],
)
def test_a_refusal_names_what_is_wrong(ask, event, question, name):
    answer, told = ask(f"events?{question}")
    assert answer.status_code == 422
    assert [each["loc"][-1] for each in told["detail"]] == [name]
    assert all(each["msg"] for each in told["detail"])


def test_pages_lead_to_one_another(ask, announced, monkeypatch):
    from termcard.publishing import api

    monkeypatch.setattr(api, "EVENTS_ON_A_PAGE", 2)
    for day in range(1, 6):
        announced(f"Talk {day}", date(2026, 12, day))
    titles, address = [], "events?q=talk"
    while address:
        _, told = ask(address)
        titles += [each["title"] for each in told["events"]]
        address = (told["next"] or "").partition("/api/v1/")[2]
    assert titles == [f"Talk {day}" for day in range(1, 6)]
    assert ask("events?page=9")[0].status_code == 404


@pytest.mark.parametrize(
    ("state", "status"),
    [("draft", 404), ("embargoed", 404), ("unlisted", 200), ("cancelled", 200), ("withdrawn", 410)],
)
def test_states_show_where_the_contract_says(ask, in_state, state, status):
    event = in_state(state)
    answer, told = ask(f"events/{event.short_id}")
    assert answer.status_code == status
    listed = [each["uid"] for each in ask("events")[1]["events"]]
    assert (event.uid in listed) == (state == "cancelled")
    if state == "withdrawn":
        assert "bells" not in json.dumps(told).lower()


def test_what_was_merged_leads_to_what_stays(ask, event, announcement, host, olive):
    twice = actions.announce_event(announcement, host=host, by=olive)
    actions.merge_events(twice, event, by=olive)
    answer, _ = ask(f"events/{twice.short_id}")
    assert (answer.status_code, answer["Location"]) == (301, f"/api/v1/events/{event.short_id}")


def test_hosts_and_series_say_where_they_stand(ask, host, series):
    _, told = ask("hosts")
    assert [(each["slug"], each["parent"]) for each in told["hosts"]] == [
        ("university", None),
        ("education", "university"),
    ]
    _, told = ask("series")
    assert [(each["slug"], each["host"]) for each in told["series"]] == [(series.slug, "education")]


def test_whoever_has_the_answer_is_told_so_and_other_sites_may_ask(ask, event):
    for address in ("events", f"events/{event.short_id}", "hosts", "series", "openapi.json"):
        answer, _ = ask(address)
        assert answer["Access-Control-Allow-Origin"] == "*"
        assert ask(address, **{"If-None-Match": answer["ETag"]})[0].status_code == 304


@pytest.mark.parametrize("number", [1, 3])
def test_a_page_takes_the_same_number_of_questions(
    ask, announced, number, django_assert_num_queries
):
    for day in range(1, number + 1):
        announced(f"Talk {day}", date(2026, 12, day))
    with django_assert_num_queries(9):
        ask("events")


def test_the_description_names_every_address_and_people_can_read_it(ask, client, host):
    _, told = ask("openapi.json")
    page = client.get("/api/docs").content.decode()
    assert set(told["paths"]) == {
        "/api/v1/events",
        "/api/v1/events/{short_id}",
        "/api/v1/hosts",
        "/api/v1/series",
    }
    for path in told["paths"]:
        assert path in page
    assert "inaugural_lecture" in page
