import pytest

from termcard.people.models import Account
from termcard.programme.actions import hand_over_series
from termcard.programme.models import Keeper

NEXT = "nora@education.example"


@pytest.fixture
def address(series):
    return f"/organise/series/{series.slug}/hand-over/"


def test_an_organiser_hands_over_and_the_successor_finds_everything(
    client, olive, series, address, post
):
    client.force_login(olive)
    page = client.get(address).content.decode()
    assert "I keep it no longer" not in page
    assert address in client.get(f"/organise/series/{series.slug}/").content.decode()
    said = client.post(address, {"email": NEXT}, follow=True).content.decode()
    assert "is written to" in said and said.count(NEXT) >= 2
    assert len(post()) == 1
    client.force_login(Account.objects.called(NEXT).get())
    for path in ("/organise/series/", address, f"/organise/series/{series.slug}/grid/"):
        assert series.title in client.get(path).content.decode()


def test_a_keeper_hands_over_and_leaves(client, olive, rita, series, address):
    hand_over_series(series, to=rita.email, by=olive)
    client.force_login(rita)
    answer = client.post(address, {"email": NEXT, "is_leaving": "on"})
    assert (answer.status_code, answer["Location"]) == (302, "/organise/series/")
    assert client.get(address).status_code == 404
    assert [each.account.email for each in Keeper.objects.active()] == [NEXT]


def test_an_organiser_ends_what_somebody_keeps(client, olive, rita, series, address):
    keeper = hand_over_series(series, to=rita.email, by=olive)
    client.force_login(olive)
    said = client.post(address, {"end": keeper.pk}, follow=True).content.decode()
    assert f"{rita.email} keeps it no longer" in said
    assert not Keeper.objects.active().exists()
    assert client.post(address, {"end": keeper.pk}).status_code == 400


@pytest.mark.parametrize("email", ["", "nonsense", "a@b.example, c@d.example", "\x00@b.example"])
def test_what_is_no_address_is_said_and_kept(email, client, olive, series, address, post):
    client.force_login(olive)
    answer = client.post(address, {"email": email})
    assert answer.status_code == 400 and "trouble" in answer.content.decode()
    assert not Keeper.objects.exists() and post() == []


def test_others_find_no_such_page(client, rita, address):
    client.force_login(rita)
    assert client.get(address).status_code == 404
    assert client.post(address, {"email": rita.email}).status_code == 404
    assert not Keeper.objects.exists()
