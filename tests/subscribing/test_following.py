"""Whoever asks is told once they have said that it was them; a link ends it, a look does not."""

import re

import pytest

from termcard.audiences.models import Follower, Subscription
from termcard.programme.actions import announce_event, cancel_event
from termcard.records.models import Letter

RITA = "rita@elsewhere.example"
SERIES = "/subscribe/series/education-seminar/"


def link_in(words, to):
    return re.search(rf"http://events\.example(/subscribe/{to}/\S+)", words)[1]


def test_nothing_is_told_before_it_is_confirmed(opened, postbox, series, announcement, host, olive):
    answer = opened(SERIES, address=RITA, rhythm="each")
    assert answer["Location"] == "/subscribe/asked/"
    ((to, subject, words),) = postbox.texts()
    assert (to, subject) == (RITA, "Do you want to follow Education Seminar?")
    assert "/subscribe/confirm/" in words

    announce_event(announcement, host=host, by=olive, series=series)

    assert postbox.texts() == []


def test_a_look_at_the_link_confirms_nothing(opened, postbox, client, series):
    opened(SERIES, address=RITA, rhythm="each")
    link = link_in(postbox.texts()[0][2], "confirm")

    assert client.get(link).status_code == 200
    assert not Subscription.objects.confirmed()

    own = client.post(link)["Location"]
    assert Subscription.objects.confirmed().get().follower.address == RITA
    assert "Education Seminar" in client.get(own).content.decode()
    assert not client.cookies


def test_whoever_confirmed_hears_of_what_is_new(
    follows, postbox, series, announcement, host, olive
):
    follows(SERIES)

    announce_event(announcement, host=host, by=olive, series=series)

    ((to, subject, words),) = postbox.texts()
    assert to == RITA
    assert subject == ("New: On bells, Wednesday 9 December 2026, 13:00–14:00 (Europe/London, GMT)")
    assert "When: Wednesday 9 December 2026, 13:00–14:00 (Europe/London, GMT)" in words
    assert "you follow Education Seminar" in words
    assert postbox.texts() == []


def test_mails_can_be_ended_with_one_click_and_by_no_look(
    follows, postbox, client, series, announcement, host, olive
):
    follows(SERIES)
    event = announce_event(announcement, host=host, by=olive, series=series)
    (message,) = postbox.come()
    written = message.as_bytes().decode()
    assert "List-Unsubscribe-Post: List-Unsubscribe=One-Click" in written
    link = re.search(r"^List-Unsubscribe: <http://events\.example(\S+)>\r?$", written, re.M)[1]

    assert client.get(link).status_code == 200
    assert Subscription.objects.count() == 1

    answer = client.post(
        link, {"List-Unsubscribe": "One-Click"}, HTTP_ORIGIN="https://mail.example"
    )
    assert answer.status_code == 200
    assert not Subscription.objects.exists()
    cancel_event(event, by=olive)
    assert postbox.texts() == []


def test_the_form_says_the_same_to_everybody(follows, opened, series):
    follows(SERIES)
    known = opened(SERIES, address=RITA, rhythm="each")
    unknown = opened(SERIES, address="sam@elsewhere.example", rhythm="each")
    assert known.status_code == unknown.status_code
    assert known["Location"] == unknown["Location"]


def test_who_follows_already_is_led_to_their_own_page(follows, opened, postbox, series):
    own = follows(SERIES)
    opened(SERIES, address=RITA.upper(), rhythm="weekly")

    ((_, subject, words),) = postbox.texts()
    assert subject == "What you follow"
    assert own in words
    assert Subscription.objects.get().rhythm == "each"


def test_the_link_is_sent_again_to_who_follows_and_to_nobody_else(follows, opened, postbox, series):
    own = follows(SERIES)
    for address in (RITA, "sam@elsewhere.example"):
        assert opened("/subscribe/", address=address)["Location"] == "/subscribe/asked/"
    ((to, _, words),) = postbox.texts()
    assert to == RITA
    assert own in words


@pytest.mark.parametrize(
    "address", ["a@b.example,c@d.example", '"a b"@c.example', "a@" + "b" * 320]
)
def test_what_is_not_one_address_is_refused(opened, series, address):
    assert opened(SERIES, address=address, rhythm="each").status_code == 400
    assert not Letter.objects.exists()
    assert not Follower.objects.exists()


def test_one_address_gets_few_mails_however_often_it_is_typed(opened, postbox, series, host):
    for number in range(8):
        opened(SERIES, address=f"Rita+{number}@elsewhere.example", rhythm="each")
    assert len(postbox.texts()) == 3


def test_other_sites_cannot_send_the_form(opened, series):
    answer = opened(SERIES, address=RITA, rhythm="each", HTTP_SEC_FETCH_SITE="cross-site")
    assert answer.status_code == 403
    assert not Follower.objects.exists()


def test_tokens_are_kept_as_hashes_and_sealed(follows, series):
    own = follows(SERIES)
    token = own.strip("/").rpartition("/")[2]
    (row,) = Follower.objects.values()
    assert token not in repr(row)
    assert Follower.objects.get().token == token


def test_one_page_changes_everything(follows, postbox, client, series, host):
    follows(SERIES)
    own = follows("/subscribe/hosts/education/")
    first, second = Subscription.objects.in_order()
    said = {f"rhythm-{first.pk}": "daily", f"rhythm-{second.pk}": "weekly"}

    client.post(own, {**said, "zone": "Asia/Tokyo", "verb": "save"})
    assert list(Subscription.objects.in_order().values_list("rhythm", flat=True)) == [
        "daily",
        "weekly",
    ]
    assert Follower.objects.get().zone == "Asia/Tokyo"

    client.post(own, {**said, "verb": f"stop-{first.pk}"})
    assert Subscription.objects.get() == second

    assert client.post(own, {"verb": "erase"}).status_code == 200
    assert not Follower.objects.exists()
    assert not Letter.objects.filter(to_address=RITA).exists()
    assert client.get(own).status_code == 404


def test_nobody_ends_what_another_follows(follows, client, series):
    own = follows(SERIES)
    follows(SERIES, "sam@elsewhere.example")
    others = Subscription.objects.get(follower__address="sam@elsewhere.example")
    token = own.strip("/").rpartition("/")[2]

    client.post(own, {"verb": f"stop-{others.pk}"})
    client.post(f"/subscribe/stop/{token}/{others.pk}/")

    assert Subscription.objects.count() == 2


def test_an_own_page_shows_no_address(follows, client, series):
    page = client.get(follows(SERIES))
    assert RITA not in page.content.decode()
    assert "r…@e….example" in page.content.decode()
    assert page["Referrer-Policy"] == "no-referrer"
    assert "no-store" in page["Cache-Control"]


def test_what_nobody_confirms_is_forgotten_within_a_week(opened, postbox, clock, series):
    from datetime import timedelta

    opened(SERIES, address=RITA, rhythm="each")
    postbox.come()
    clock.move(timedelta(days=6))
    postbox.come()
    assert Follower.objects.exists()
    clock.move(timedelta(days=2))
    postbox.come()
    assert not Follower.objects.exists()


def test_every_page_with_a_feed_leads_to_following_it_by_mail(
    client, series, host, announcement, olive
):
    event = announce_event(announcement, host=host, by=olive, series=series)
    wanted = {
        "/": "/subscribe/search/",
        "/?kind=seminar": "/subscribe/search/?kind=seminar",
        series.url: SERIES,
        host.url: "/subscribe/hosts/education/",
        "/topics/bells/": "/subscribe/topics/bells/",
        "/search/?q=bells": "/subscribe/search/?q=bells",
        "/follow/?series=education-seminar": SERIES,
        event.url: f"/subscribe/events/{event.address}/",
    }
    for page, path in wanted.items():
        assert f'href="{path}"' in client.get(page).content.decode(), page
        assert client.get(path).status_code == 200


def test_what_is_not_there_cannot_be_followed(client, series, in_person, host, olive):
    from termcard.programme.actions import withdraw_event

    draft = announce_event(in_person, host=host, by=olive, visibility="draft")
    gone = withdraw_event(announce_event(in_person, host=host, by=olive), by=olive)
    for path in (
        f"/subscribe/events/{draft.address}/",
        f"/subscribe/events/{gone.address}/",
        "/subscribe/topics/physics/",
        "/subscribe/people/nobody/",
        "/subscribe/series/nothing/",
        "/subscribe/confirm/zzzz/",
        "/subscribe/own/zzzz/",
        "/subscribe/stop/zzzz/all/",
    ):
        assert client.get(path).status_code == 404
        assert client.post(path).status_code == 404


def test_a_lost_key_costs_old_links_and_no_mail(
    follows, postbox, client, settings, series, announcement, host, olive
):
    old = follows(SERIES)
    calendar = Follower.objects.get().calendar_token
    settings.SEALING_KEYS = ["another key than before"]
    announce_event(announcement, host=host, by=olive, series=series)

    ((_, _, words),) = postbox.texts()
    own = link_in(words, "own")
    assert client.get(old).status_code == 404
    assert client.get(own).status_code == 200
    assert client.get(f"/subscribe/calendar/{calendar}.ics").status_code == 404
