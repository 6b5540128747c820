import pytest
from django.db import connection
from django.db.utils import OperationalError


@pytest.mark.django_db
@pytest.mark.parametrize(("address", "words"), [("/healthz", "alive\n"), ("/readyz", "ready\n")])
def test_it_says_that_it_is_well(address, words, client):
    answer = client.get(address)
    assert (answer.status_code, answer.content.decode()) == (200, words)
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    assert answer["Cache-Control"] == "no-store"
    assert not answer.cookies


def test_being_alive_asks_no_database(client):
    # Without the database fixture, any query would be refused.
    assert client.get("/healthz").status_code == 200


@pytest.mark.django_db
def test_it_says_when_the_database_does_not_answer_and_tells_no_more(client):
    def refuse(execute, sql, params, many, context):
        raise OperationalError("connection to server at 10.0.0.7 failed for user secret")

    with connection.execute_wrapper(refuse):
        answer = client.get("/readyz")
        alive = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.content.decode() == "the database does not answer\n"
    assert alive.status_code == 200


@pytest.mark.parametrize("address", ["/healthz", "/readyz", "/robots.txt"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_they_are_read_and_nothing_else(method, address, client):
    assert client.generic(method, address).status_code == 405


def test_robots_stay_away_from_the_desks_and_nothing_else(client):
    from urllib.robotparser import RobotFileParser

    answer = client.get("/robots.txt")
    assert answer["Content-Type"] == "text/plain; charset=utf-8"
    robots = RobotFileParser()
    robots.parse(answer.content.decode().splitlines())
    for shown in ("/", "/past/", "/hosts/", "/events/zzzzzzzz-on-bells/", "/series/x.ics"):
        assert robots.can_fetch("Any", f"http://events.example{shown}"), shown
    for desk in ("/organise/", "/organise/read/", "/operate/", "/signin/", "/account/signout/"):
        assert not robots.can_fetch("Any", f"http://events.example{desk}"), desk
