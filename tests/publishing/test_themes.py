import re
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from termcard.institutions.actions import dress_organisation, redrawn
from termcard.institutions.models import dress_of
from termcard.people.actions import add_account, grant_role
from termcard.publishing.views.dressed_sheets import dressed
from tests.institutions.pictures import png

SHEET = re.compile(r'href="(/theme/[0-9a-f-]+\.css)"')
LOGO = re.compile(r'src="(/theme/[0-9a-f]+\.png)"')
LOOK = "/organise/units/education/look/"
TEMPLATES = Path("termcard/design/templates/design")


@pytest.fixture
def steward(host, operator):
    """The steward of the School of Education."""
    account = add_account("head@education.example", by=operator)
    grant_role(account, host, kind="steward", by=operator)
    return account


@pytest.fixture
def pages(event, series):
    """The pages of the host, its series and its event."""
    return [
        *("/hosts/education/", series.url, event.get_absolute_url()),
        *("/termcard/education/", "/termcard/education/year/", "/screen/education/"),
        *("/embed/list/?host=education", "/embed/list/?series=education-seminar"),
    ]


def test_a_unit_in_a_look_of_its_own_wears_it_on_all_that_is_its(pages, host, operator, client):
    plain = {address: client.get(address).content for address in (*pages, "/")}
    assert [address for address, page in plain.items() if b"/theme/" in page] == []
    dress_organisation(host, by=operator, accent_day="#00505a", wordmark="School of Bells")
    url = dress_of(host).sheet_url
    for address in pages:
        assert SHEET.findall(client.get(address).content.decode()) == [url], address
    assert client.get("/").content == plain["/"]
    for address in pages[:3]:
        assert 'aria-label="School of Bells, home">School of Bells</a>' in str(
            client.get(address).content.decode()
        )
    dress_organisation(host, by=operator)
    assert {address: client.get(address).content for address in plain} == plain


def test_an_institution_that_is_alone_gives_its_look_to_every_page(university, operator, client):
    dress_organisation(university, by=operator, accent_day="#00505a", logo=redrawn(png(90, 30)))
    for address in ("/", "/past/", "/nowhere/", "/signin/", "/embed/list/"):
        page = client.get(address).content.decode()
        assert len(SHEET.findall(page)) == 1, address
    page = client.get("/").content.decode()
    (picture,) = LOGO.findall(page)
    assert 'aria-label="Example University, home"' in page
    answer = client.get(picture)
    assert (answer.status_code, answer["Content-Type"]) == (200, "image/png")
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"


def test_a_sheet_says_its_colours_and_stays(host, operator, client):
    dress_organisation(host, by=operator, accent_day="#00505a")
    dress = dress_of(host)
    answer = client.get(dress.sheet_url)
    assert answer["Content-Type"] == "text/css; charset=utf-8"
    assert answer["Cache-Control"] == "public, max-age=31536000, immutable"
    assert answer.content.decode().startswith(
        f":root{{--accent-day:#00505a;--accent-night:{dress.accent_night};--tint-day:#"
    )
    other = client.get(f"{dress.sheet_url[:-12]}00000000.css")
    assert (other.content, other["Cache-Control"]) == (answer.content, "public, no-cache")


@pytest.mark.parametrize("name", ["x.css", "5c1f6b-dcb2e8.css", "x.png", "0" * 24 + ".png"])
def test_there_is_no_other_sheet_or_picture(name, client, db):
    assert client.get(f"/theme/{name}").status_code == 404


def test_a_steward_looks_first_and_then_saves(steward, host, reading_as):
    browser = reading_as(steward)
    sent = {"accent_day": "#00505a", "wordmark": "Bells"}
    picture = SimpleUploadedFile("bell.png", png(120, 40))
    page = browser.post(LOOK, {**sent, "logo": picture, "look": "1"}).content.decode()
    assert "Not saved yet" in page
    assert dress_of(host) is None
    assert len(SHEET.findall(page)) == 1
    looked = re.search(r'name="looked" value="([0-9a-f]{24})"', page)[1]
    assert set(LOGO.findall(page)) == {f"/theme/{looked}.png"}
    assert browser.get(f"/theme/{looked}.png").status_code == 200
    answer = browser.post(LOOK, {**sent, "looked": looked, "save": "1"})
    assert answer["Location"] == LOOK
    assert "looks like this now" in browser.get(LOOK).content.decode()
    assert (dress_of(host).logo, dress_of(host).accent_day) == (looked, "#00505a")
    browser.post(LOOK, {**sent, "save": "1"})
    assert dress_of(host).logo == looked
    browser.post(LOOK, {**sent, "takes_off_logo": "on", "save": "1"})
    assert (dress_of(host).logo, dress_of(host).wordmark) == ("", "Bells")


@pytest.mark.parametrize("verb", ["look", "save"])
def test_what_cannot_be_read_is_refused_beside_its_field(verb, steward, host, reading_as):
    picture = SimpleUploadedFile("bell.png", b"<html>")
    sent = {"accent_day": "#ffcc00", "wordmark": "Bells", "logo": picture, verb: "1"}
    answer = reading_as(steward).post(LOOK, sent)
    page = answer.content.decode()
    assert answer.status_code == 400
    assert re.search(r'id="id_accent_day_error"><li>#ffcc00 has a contrast of 1\.4 to 1', page)
    assert "A logo is a PNG or an SVG file." in page
    assert 'value="Bells"' in page
    assert dress_of(host) is None


def test_whoever_is_no_steward_there_finds_no_such_page(steward, other_host, olive, reading_as):
    for account, slug in ((olive, "education"), (steward, "history"), (steward, "none")):
        address = reverse("unit_look", args=[slug])
        assert reading_as(account).get(address).status_code == 404
        assert reading_as(account).post(address, {"save": "1"}).status_code == 404


def test_sheets_are_told_the_look(host, operator):
    assert dressed({"accent": "#111111"}, None) == {"accent": "#111111"}
    dress_organisation(host, by=operator, accent_day="#00505a", logo=redrawn(png(90, 30)))
    told = dressed({"accent": "#111111"}, dress_of(host))
    assert (told["accent"], told["logo_words"]) == ("#00505a", host.name)
    assert told["logo"].startswith("<svg")


def test_a_poster_in_a_look_differs_from_one_without(event, host, operator, client):
    address = f"/events/{event.address}"
    shapes = [f"{address}.pdf", f"{address}.pdf?design=field", f"{address}.png"]
    before = [client.get(shape).content for shape in shapes]
    dress_organisation(host, by=operator, accent_day="#00505a", logo=redrawn(png(90, 30)))
    after = [client.get(shape) for shape in shapes]
    assert [answer.status_code for answer in after] == [200] * 3
    assert [one == other.content for one, other in zip(before, after, strict=True)] == [False] * 3


def included(name, met):
    """Gather the names of the pieces that a template is made of, however deep."""
    for piece in re.findall(r'"design/(_\w+)\.html"', name.read_text()):
        if piece not in met:
            met.add(piece)
            included(TEMPLATES / f"{piece}.html", met)
    return met


def test_the_styleguide_shows_every_piece_of_which_pages_are_made(client, db):
    guide = Path("termcard/publishing/templates/publishing/styleguide.html")
    shown = included(guide, included(TEMPLATES / "page.html", {"_date"}))
    # The desk's own lines, and two that only place what is shown.
    beside = {"_desk", "_refused", "_zone_leaf"}
    assert {path.stem for path in TEMPLATES.glob("_*.html")} - shown == beside
    answer = client.get("/styleguide/")
    assert (answer.status_code, answer["X-Robots-Tag"]) == (200, "noindex")
    page = answer.content.decode()
    states = ("Cancelled", "Postponed", "Provisional", "Moved", "New place", "Full")
    assert [word for word in states if f'class="state">{word}<' not in page] == []
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert sorted(ids) == sorted(set(ids))
