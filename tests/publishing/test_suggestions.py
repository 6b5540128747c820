import re
from datetime import date

import pytest

ADDRESS = "/search/suggestions/"


def suggested(client, query):
    """Return (titles in order, how many there are in all)."""
    answer = client.get(f"{ADDRESS}?q={query}")
    assert answer.status_code == 200
    text = answer.content.decode()
    titles = re.findall(
        r'<a href="/events/[^"]+">(?:<span[^>]*>[^<]*</span> )?([^<]+?) <span', text
    )
    return [title.strip() for title in titles], int(re.search(r'data-count="(\d+)"', text)[1])


def test_the_beginning_of_a_word_suggests_what_is_to_come_first(announced, client):
    announced("Past towers", date(2026, 10, 2))
    announced("Late towers", date(2027, 3, 2))
    announced("Soon towers", date(2026, 12, 1))
    announced("Some day, towers")
    expected = ["Soon towers", "Late towers", "Some day, towers", "Past towers"]
    assert suggested(client, "tow") == (expected, 4)
    assert "Tuesday 1 December 2026" in client.get(f"{ADDRESS}?q=tow").content.decode()


def test_a_few_are_suggested_of_many(announced, client):
    for day in range(1, 9):
        announced(f"Towers {day}", date(2026, 12, day))
    assert suggested(client, "towers") == ([f"Towers {day}" for day in range(1, 7)], 8)


@pytest.mark.parametrize("query", ["", "%20", "%00", "unheard", "x" * 3000, "tow&page=x"])
def test_nothing_is_suggested_where_nothing_is_found(query, event, client):
    assert suggested(client, query) == ([], 0)


def test_suggestions_are_the_same_to_everybody_and_for_any_cache(
    announced, client, reading_as, olive
):
    announced("Towers", date(2026, 12, 1))
    announced("Towers hidden", date(2026, 12, 1), visibility="draft")
    public = client.get(f"{ADDRESS}?q=towers")
    signed_in = reading_as(olive).get(f"{ADDRESS}?q=towers")
    assert public.content == signed_in.content and b"hidden" not in public.content
    for answer in (public, signed_in):
        assert answer["Cache-Control"] == "public, no-cache"
        assert "Vary" not in answer and not answer.cookies
        assert answer["X-Robots-Tag"] == "noindex"
    again = client.get(f"{ADDRESS}?q=towers", headers={"If-None-Match": public["ETag"]})
    assert again.status_code == 304


def test_what_is_suggested_is_escaped(announced, client):
    announced("Towers <img src=x onerror=alert(1)>", date(2026, 12, 1))
    text = client.get(f"{ADDRESS}?q=towers").content.decode()
    assert "<img" not in text and "&lt;img" in text
