"""Addresses of people, join links and hidden words are planted everywhere and come out nowhere."""

import dataclasses
import re
from collections import Counter
from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from termcard.announcements.announcement import (
    Announcement,
    Kind,
    Material,
    Mode,
    Place,
    Provenance,
    Reference,
)
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session, Talk
from termcard.institutions.actions import add_organisation, add_venue
from termcard.people.actions import add_account, grant_role
from termcard.programme import actions
from tests.publishing.addresses import SHAPES, public_addresses

MAIL = "canary.person@private.example"
ZOOM = "https://zoom.us/j/99912345678?pwd=CanaryPwd123"
TEAMS = "https://teams.microsoft.com/l/meetup-join/19%3ameeting_CanaryThread%40thread.v2/0"
CODE = "Passcode: CANARY987"
PLANTED = f" Write to {MAIL} or join {ZOOM} or {TEAMS} ({CODE})"
SHORT = f" ({MAIL})"
HIDDEN = "Xenolith"
CANARIES = re.compile(
    rb"canary|private\.example|private%2Eexample|zoom\.us|teams\.microsoft|99912345678|xenolith",
    re.IGNORECASE,
)


def planted(number, **details):
    """An announcement with something private in every text there is."""
    day = date(2026, 12, number + 1)
    talk = Talk(
        title=f"Talk{PLANTED}",
        abstract=f"Told{PLANTED}",
        parts=(Part(name=f"Ann One{SHORT}", role=f"Reader{SHORT}", biography=f"Born{PLANTED}"),),
    )
    session = Session(
        starts_on=day,
        starts_time=time(9),
        ends_time=time(12),
        zone="Europe/London",
        title=f"Morning{PLANTED}",
        talks=(talk, Talk(title=f"Second{SHORT}")),
    )
    said = {
        "title": f"Event {number}{PLANTED}",
        "kind": Kind.SEMINAR,
        "abstract": f"Words (Marsh, 2019).{PLANTED}\n\nMore words.{PLANTED}",
        "sessions": (session,),
        "mode": Mode.HYBRID,
        "place": Place(name=f"Room {number}{PLANTED}"),
        "platform": f"Zoom{SHORT}",
        "parts": (
            Part(
                name=f"Sam Speaks{SHORT}",
                honorific="Dr",
                role=f"Reader{PLANTED}",
                affiliation=f"University{PLANTED}",
                biography=f"Born in a tower.{PLANTED}",
            ),
        ),
        "attendance": f"Come along.{PLANTED}",
        "access_note": f"By the ramp.{PLANTED}",
        "references": (Reference(cited="Marsh, 2019", text=f"Marsh, Bells.{PLANTED}"),),
        "topics": (f"Bells{SHORT}",),
        "materials": (Material(title=f"Slides{PLANTED}", url="https://slides.example/1"),),
        "notices": (f"Filming.{PLANTED}",),
        "provenance": Provenance(name=f"A page{PLANTED}", url="https://page.example/"),
    }
    return Announcement(**{**said, **details})


@pytest.fixture
def world(operator, university, olive, rita, noon):
    """A programme full of what must stay inside; return (events, units)."""
    host = add_organisation(
        name=f"Department{SHORT}",
        slug="geology",
        parent=university,
        introduction=f"We study.{PLANTED}",
        by=operator,
    )
    add_venue(
        organisation=university,
        name="Elvet Hall",
        street_address=f"1 Elvet Road{SHORT}",
        locality=f"Durham{SHORT}",
        directions=f"Ring the bell.{PLANTED}",
        by=operator,
    )
    account = add_account(MAIL, by=operator)
    grant_role(account, host, by=operator)
    series = actions.add_series(
        title=f"Series{SHORT}",
        slug="weekly",
        host=host,
        description=f"Every week.{PLANTED}",
        attendance=f"Come.{PLANTED}",
        usual_times=f"Wednesdays{SHORT}",
        place=f"Hall{SHORT}",
        platform=f"Teams{SHORT}",
        by=account,
    )
    private = {"contact": f"Canary, {MAIL}", "join_links": (ZOOM, TEAMS, CODE)}
    hall = Place(name="Elvet Hall")
    events = [
        actions.announce_event(told, host=host, series=series, by=account, **private)
        for told in (planted(1), planted(2, place=hall), Announcement(title=f"No day{PLANTED}"))
    ]
    hidden = planted(3, title=f"{HIDDEN} in spring", abstract=f"About a {HIDDEN}.")
    for visibility in ("draft", "private"):
        events.append(
            actions.announce_event(
                hidden, host=host, series=series, by=account, visibility=visibility
            )
        )
    soon = timezone.now() + timedelta(hours=1)
    events.append(
        actions.announce_event(hidden, host=host, series=series, by=account, public_from=soon)
    )
    withdrawn = actions.announce_event(hidden, host=host, series=series, by=account)
    events.append(actions.withdraw_event(withdrawn, by=account))
    events += _changed(host, series, account, private)
    units = [("host_page", "geology"), ("host_page", "university"), ("series_page", series.slug)]
    return events, units


def _changed(host, series, account, private):
    """Events to which everything happened, each time with something private said."""
    first, second, third, past = (
        actions.announce_event(planted(number), host=host, series=series, by=account, **private)
        for number in (5, 6, 7, 8)
    )
    actions.cancel_event(first, by=account, note=f"Ill.{PLANTED}")
    actions.postpone_event(second, by=account, note=f"Strike.{PLANTED}")
    later = dataclasses.replace(planted(20).sessions[0], title=f"New{PLANTED}")
    third = actions.reschedule_event(third, [later], by=account, note=f"Moved.{PLANTED}")
    wanted = planted(20, sessions=(later,), place=Place(name=f"Elsewhere{PLANTED}"))
    third = actions.amend_event(third, wanted, by=account)
    over = dataclasses.replace(later, starts_on=date(2026, 10, 1))
    past = actions.reschedule_event(past, [over], by=account)
    return [first, second, third, past]


# Packed, so that nothing could be seen in them; they are set from what the pages show.
SHEETS = (".pdf", ".png")
MOST_QUESTIONS = 12


def crawl(client, addresses):
    """Yield (address, answer) of every address, and of what their pages lead to.

    Of one page with many questions the first dozen are asked: each day has its own of each feed.
    """
    questions = Counter()
    waiting = [address for address in addresses if not address.endswith(SHEETS)]
    seen = set(addresses)
    while waiting:
        address = waiting.pop()
        answer = client.get(address)
        yield address, answer
        found = {answer["Location"]} if answer.has_header("Location") else set()
        if "html" in answer["Content-Type"]:
            text = answer.content.decode().replace("&amp;", "&")
            found |= set(re.findall(r'(?:href|src|action)="([^"#]+)', text))
        for link in sorted(found):
            link = f"{address.partition('?')[0]}{link}" if link.startswith("?") else link
            if link.partition("?")[0].endswith(SHEETS):
                continue
            if link.startswith("/") and not link.startswith("/static/") and link not in seen:
                seen.add(link)
                path, asks, _ = link.partition("?")
                questions[path] += bool(asks)
                if questions[path] <= MOST_QUESTIONS:
                    waiting.append(link)


def leaks(answer):
    """Return what an answer tells that it must not."""
    whole = answer.content + repr(answer.headers).encode() + answer.cookies.output().encode()
    return [whole[max(0, one.start() - 60) : one.end() + 40] for one in CANARIES.finditer(whole)]


def test_nothing_private_stands_in_any_public_answer(world, client, rita):
    events, units = world
    queries = [
        "/?host=geology",
        "/?from=2026-01-01",
        "/past/?year=2026",
        "/?kind=opera",
    ]
    addresses = [
        *public_addresses(events, units, pages_only=False),
        *queries,
        "/signin/",
        "/account/signout/",
    ]
    for reader in (None, rita):
        if reader:
            client.force_login(reader)
        reached = 0
        for address, answer in crawl(client, addresses):
            assert answer.status_code < 500, address
            assert leaks(answer) == [], address
            reached += answer.status_code == 200
        assert reached > len(SHAPES) * 7 + 8


def test_what_is_public_is_told_all_the_same(world, client):
    events, _ = world
    page = client.get(events[0].url).content.decode()
    for words in (
        "Event 1",
        "Sam Speaks",
        "Born in a tower.",
        "Come along.",
        "More words.",
        "Told",
    ):
        assert words in page, words
    text = client.get(events[0].url[:-1] + ".ics").content.decode().replace("\r\n ", "")
    assert "Come along." in text


def test_a_join_link_among_the_web_addresses_is_not_told(host, olive, client):
    told = planted(
        1,
        stream_url=ZOOM,
        references=(Reference(cited="Marsh, 2019", url=ZOOM),),
        materials=(Material(title="Join", url=TEAMS),),
        parts=(Part(name="Sam Speaks", url=f"https://sam.example/?mail={MAIL}"),),
    )
    event = actions.announce_event(told, host=host, by=olive)
    for address in public_addresses([event]):
        assert leaks(client.get(address)) == [], address


def test_a_citation_that_holds_an_address_is_not_told(host, olive, client):
    told = planted(1, references=(Reference(cited=f"Marsh, {MAIL}"),))
    event = actions.announce_event(told, host=host, by=olive)
    for address in public_addresses([event]):
        assert leaks(client.get(address)) == [], address


def test_a_renamed_host_or_venue_tells_no_address(world, university, operator, client):
    from termcard.institutions.models import Organisation, Venue

    events, units = world
    host = Organisation.objects.get(slug="geology")
    actions.rename_organisation(host, by=operator, name=f"Faculty{SHORT}")
    actions.rename_venue(Venue.objects.get(), by=operator, name=f"Old Hall{SHORT}")
    for address in public_addresses(events, units):
        assert leaks(client.get(address)) == [], address


def test_an_embargo_that_ends_lets_the_words_out_and_nothing_else(world, client, noon):
    events, units = world
    noon.move_to(datetime(2026, 11, 24, 14, tzinfo=UTC))
    home = client.get("/")
    assert home.content.count(HIDDEN.encode()) == 1
    for address in public_addresses(events, units):
        answer = client.get(address)
        assert all(HIDDEN.lower().encode() in leak.lower() for leak in leaks(answer)), address
