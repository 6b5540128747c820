import dataclasses
import re
from datetime import date
from html import unescape

import pytest

from termcard.announcements.announcement import Place
from termcard.programme import actions


def test_a_list_may_stand_in_a_frame_of_any_page_and_no_other_page_may(client, event):
    framed = client.get("/embed/list/")
    assert "X-Frame-Options" not in framed.headers
    assert "frame-ancestors *" in framed["Content-Security-Policy"]
    for address in ("/", "/embed/", event.url):
        answer = client.get(address)
        assert answer["X-Frame-Options"] == "DENY"
        assert "frame-ancestors 'self'" in answer["Content-Security-Policy"]


@pytest.mark.parametrize("address", ["/embed/list/", "/embed/piece/"])
def test_it_shows_what_is_asked_for_and_as_many_lines(address, client, announced, in_state):
    in_state("draft")
    cancelled = in_state("cancelled")
    for day in range(1, 5):
        announced(f"Ropes {day}", date(2026, 12, day), topics=("Ropes",))
    page = client.get(f"{address}?n=3").content.decode()
    assert re.findall(r"Ropes \d", page) == ["Ropes 1", "Ropes 2", "Ropes 3"]
    page = client.get(address).content.decode()
    assert "Cancelled" in page
    assert cancelled.url in page
    assert "On bells" not in client.get(f"{address}?topic=ropes").content.decode()


def test_a_piece_leads_back_with_whole_addresses_and_holds_no_script(client, event):
    answer = client.get("/embed/piece/")
    page = answer.content.decode()
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert all(
        link.startswith("http://events.example/") for link in re.findall('href="(.*?)"', page)
    )
    assert "<script" not in page
    assert "style=" not in page


@pytest.mark.parametrize("question", ["n=0", "n=51", "host=nowhere", "from=x"])
def test_what_cannot_be_asked_is_refused_and_said(question, client, event):
    assert client.get(f"/embed/list/?{question}").status_code == 400
    assert client.get(f"/embed/piece/?{question}").status_code == 404
    page = client.get(f"/embed/?{question}")
    assert page.status_code == 400
    assert 'class="trouble"' in page.content.decode()


def test_the_builder_gives_pieces_that_ask_the_same(client, event, host):
    page = client.get("/embed/?host=education&n=5").content.decode()
    pieces = [unescape(each) for each in re.findall(r"<textarea[^>]*>(.*?)</textarea>", page, re.S)]
    assert 'src="http://events.example/embed/list/?host=education&amp;n=5"' in pieces[0]
    assert 'from="http://events.example/embed/piece/?host=education&amp;n=5"' in pieces[1]
    assert client.get("/embed/piece/?host=education&n=5").status_code == 200
    script = client.get("/embed/termcard.js")
    assert script["Content-Type"].startswith("text/javascript")
    assert "customElements" in script.content.decode()


def test_hostile_words_stay_words(client, announcement, host, olive):
    hostile = "\"><script>alert('x')</script>"
    told = dataclasses.replace(announcement, title=hostile, place=Place(name=hostile))
    actions.announce_event(told, host=host, by=olive)
    for address in ("/embed/list/", "/embed/piece/"):
        assert "<script>" not in client.get(address).content.decode()
