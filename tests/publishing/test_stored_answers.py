import dataclasses
import gzip
import random
import re
from datetime import UTC, date, datetime, timedelta

import pytest
import time_machine
from django.conf import settings as configured
from django.db import OperationalError, connection, transaction

from termcard.announcements.announcement import Mode, Place
from termcard.institutions.actions import add_organisation, add_venue
from termcard.lib.pagecache import KEEPING
from termcard.programme import actions
from termcard.programme.models import Event
from termcard.records.tasks import LATE_SECONDS, MOST_AT_ONCE, Follower
from tests.publishing.addresses import public_addresses
from tests.publishing.answering import Site
from tests.publishing.test_filters import on

pytestmark = pytest.mark.django_db(transaction=True)
NOON = datetime(2026, 11, 24, 12, tzinfo=UTC)
# They tell of the moment or the machine, and nobody keeps them.
NEVER_KEPT = {"/healthz", "/readyz", "/robots.txt"}
# Sheets take long to set, and are kept by what they show beside.
SHEETS = (".pdf", ".png")
# The other shapes of a listing are made of the same, and kept by the same subjects.
SAME_AGAIN = (".rss", ".atom")
QUESTIONS = ["/?q=bells", "/search/?q=bells", "/?zone=Asia/Tokyo", "/search.ics?q=bells"]


@pytest.fixture
def site(settings, tmp_path):
    settings.ANSWERS = tmp_path / "answers"
    return Site(settings.ANSWERS)


@pytest.fixture
def asked(found_everywhere, in_state, series, event):
    """Every public address of a world with events in every state, and some questions."""
    shown, slugs = found_everywhere
    states = ["draft", "embargoed", "unlisted", "cancelled", "withdrawn"]
    events = [shown, event, *(in_state(state, series=series) for state in states)]
    return [*light(public_addresses(events, slugs)), *QUESTIONS]


def light(addresses):
    """Return those of the addresses that are quickly made."""
    return [each for each in addresses if not each.endswith(SHEETS + SAME_AGAIN)]


# One address of each sort that shows events, in the shapes that are made each in its own way.
EACH_SORT = re.compile(
    r"/(|index\.ics|past/|sitemap-events-0\.xml|calendar/2026\S*|termcard/[^/]+/|api/v1/\S*"
    r"|(hosts|series|people|topics|venues)/([^/.]+(/|\.json))?|events/[^/.]+(/|\.ics))"
)


def each_sort(addresses):
    """Return one address of each sort that shows events."""
    return [address for address in addresses if EACH_SORT.fullmatch(address)]


def warmed(site, addresses):
    """Ask for everything once; return the addresses that are answered from store after it."""
    made = [address for address in addresses if site.ask(address).is_made]
    never = {address for address in made if site.ask(address).is_made}
    return set(addresses) - never


def test_what_is_asked_for_twice_is_made_once_and_is_the_same(site, asked):
    kept = warmed(site, asked)
    for address in asked:
        again = site.ask(address)
        assert again.same_as(site.fresh(address)) or address in NEVER_KEPT, address
        is_for_all = again.status in (200, 301, 410) and "public" in again.headers.get(
            "cache-control", ""
        )
        assert (address in kept) == is_for_all, (address, again.status)
    assert len(kept) > 60


def everything_that_happens(world):
    """Yield (what is done, doing it): each kind of action that there is on public things."""
    olive, operator, series, host = (
        world["olive"],
        world["operator"],
        world["series"],
        world["host"],
    )
    shown, plain = world["shown"], world["plain"]

    def told(event):
        return Event.objects.visible_to(olive).with_announcement().get(pk=event.pk).announcement()

    def amended(event, **fields):
        current = Event.objects.get(pk=event.pk)
        actions.amend_event(current, dataclasses.replace(told(event), **fields), by=olive)

    def fresh(event):
        return Event.objects.get(pk=event.pk)

    yield (
        "announce",
        lambda: world.update(
            added=actions.announce_event(told(shown), host=host, series=series, by=olive)
        ),
    )
    yield (
        "announce many",
        lambda: actions.announce_events(
            [
                actions.Announcing(announcement=told(plain), host=host, visibility="public")
                for _ in range(3)
            ],
            by=olive,
        ),
    )
    yield "amend a title", lambda: amended(shown, title="On larger bells")
    yield "amend topics", lambda: amended(plain, topics=("Ropes", "Bells"))
    yield (
        "amend the place",
        lambda: amended(plain, mode=Mode.IN_PERSON, platform="", place=Place(name="Elvet Hall")),
    )
    yield (
        "move",
        lambda: actions.reschedule_event(fresh(world["added"]), on(date(2026, 12, 1)), by=olive),
    )
    yield "cancel", lambda: actions.cancel_event(fresh(world["added"]), by=olive, note="Ill.")
    yield "restore", lambda: actions.restore_event(fresh(world["added"]), by=olive)
    yield "postpone", lambda: actions.postpone_event(fresh(shown), by=olive)
    yield "restore again", lambda: actions.restore_event(fresh(shown), by=olive)
    yield "publish", lambda: actions.publish_event(fresh(world["draft"]), by=olive)
    yield "withdraw", lambda: actions.withdraw_event(fresh(world["added"]), by=olive)
    yield "put back", lambda: actions.restore_event(fresh(world["added"]), by=olive)
    yield "merge", lambda: actions.merge_events(fresh(world["added"]), fresh(shown), by=olive)
    yield "erase", lambda: actions.erase_event(fresh(world["draft"]), by=operator)
    yield (
        "rename the host",
        lambda: actions.rename_organisation(
            host, name="School of Learning", slug="learning", by=operator
        ),
    )
    yield (
        "rename the venue",
        lambda: actions.rename_venue(world["venue"], name="Old Elvet Hall", by=operator),
    )
    yield "amend the series", lambda: actions.amend_series(series, title="Learning", by=olive)
    yield (
        "start a series",
        lambda: actions.add_series(title="Another", slug="another", host=host, by=olive),
    )
    yield (
        "link a person",
        lambda: actions.link_appearances(
            "Sam Speaks", list(fresh(plain).appearances.all()), by=operator
        ),
    )
    yield (
        "part a person",
        lambda: actions.part_appearances(list(fresh(plain).appearances.all()), by=operator),
    )
    yield (
        "add an organisation",
        lambda: add_organisation(name="Institute of Ropes", slug="ropes", parent=host, by=operator),
    )
    yield "add a venue", lambda: add_venue(organisation=host, name="The Yard", by=operator)
    yield "hold a date", lambda: actions.hold_date(series, on=date(2026, 12, 3), by=olive)
    yield (
        "take out of the series",
        lambda: actions.edit_event(
            fresh(shown), actions.Edited(announcement=told(shown)), by=olive
        ),
    )
    yield "unlist", lambda: actions.unlist_event(fresh(plain), by=olive)


def test_after_every_kind_of_action_nothing_stored_differs_from_what_is_made_anew(
    site, found_everywhere, in_state, event, host, series, olive, operator
):
    shown, slugs = found_everywhere
    world = {
        "olive": olive,
        "operator": operator,
        "series": series,
        "host": host,
        "shown": shown,
        "plain": event,
        "draft": in_state("draft"),
        "venue": shown.venue,
    }
    dropped, untouched, happened = set(), set(), []
    for name, happen in everything_that_happens(world):
        events = [each for each in world.values() if isinstance(each, Event)]
        current = [Event.objects.get(pk=each.pk) for each in events]
        kept = warmed(site, [*each_sort(public_addresses(current, slugs)), *QUESTIONS])
        happen()
        happened.append(name)
        for address in kept:
            answer = site.ask(address)
            if answer.is_made:
                dropped.add(name)
            else:
                untouched.add(name)
                assert answer.same_as(site.fresh(address)), (name, address)
    assert dropped == set(happened)
    assert {"amend a title", "move", "cancel"} <= untouched  # what shows other events stays


def test_what_was_read_before_a_change_is_not_kept_after_it(site, event, olive):
    real = site.application.application

    def changed_meanwhile(environ, start_response):
        answer = real(environ, start_response)
        actions.cancel_event(Event.objects.get(pk=event.pk), by=olive)
        return answer

    site.application.application = changed_meanwhile
    site.ask(event.url)
    site.application.application = real
    assert b"Cancelled" in site.ask(event.url).content


def test_what_is_rolled_back_touches_nothing(site, event, olive):
    kept = warmed(site, ["/", event.url])
    with pytest.raises(RuntimeError), transaction.atomic():
        actions.cancel_event(event, by=olive)
        raise RuntimeError
    assert not any(site.ask(address).is_made for address in kept)


@pytest.mark.parametrize("order", [("olive", "stan", "rita", "stan")])
def test_nobody_is_answered_with_what_another_may_see(
    order, site, asked, in_state, host, olive, rita, reading_as
):
    cookies = {"stan": ""}
    for name, account in (("olive", olive), ("rita", rita)):
        session = reading_as(account).cookies[configured.SESSION_COOKIE_NAME].value
        cookies[name] = f"{configured.SESSION_COOKIE_NAME}={session}"
    seen = {}
    for reader in order:
        for address in asked:
            headers = {"HTTP_COOKIE": cookies[reader]} if cookies[reader] else {}
            seen[reader, address] = site.ask(address, **headers)
    for address in asked:
        if address in NEVER_KEPT:
            continue
        assert seen["stan", address].same_as(site.fresh(address)), address
        for reader in ("olive", "rita"):
            assert seen[reader, address].is_made, address
    drafts = [address for address in asked if seen["stan", address].status == 404]
    assert any(seen["olive", address].status == 200 for address in drafts)


HEADERS_OF_OTHERS = {
    "HTTP_ACCEPT_LANGUAGE": "de",
    "HTTP_ACCEPT": "application/json",
    "HTTP_USER_AGENT": "Elsewhere/1.0",
    "HTTP_REFERER": "https://elsewhere.example/",
    "HTTP_X_REQUESTED_WITH": "XMLHttpRequest",
    "HTTP_HX_REQUEST": "true",
    "HTTP_COOKIE": "consent=statistics; zone=Asia/Tokyo; csrftoken=abc",
    "HTTP_X_FORWARDED_HOST": "evil.example",
    "HTTP_X_ORIGINAL_URL": "/organise/",
    "HTTP_ORIGIN": "https://evil.example",
}


def test_no_header_of_one_reader_changes_what_another_is_shown(site, asked):
    for address in asked:
        site.ask(address, **HEADERS_OF_OTHERS)
    for address in asked:
        if address not in NEVER_KEPT:
            assert site.ask(address).same_as(site.fresh(address)), address


def test_another_host_is_another_address(site, event):
    site.ask(event.url)
    assert site.ask(event.url, HTTP_HOST="evil.example").status == 400
    assert site.ask(event.url).status == 200


@pytest.mark.parametrize("conditions", [{}, {"HTTP_IF_NONE_MATCH": '"other"'}])
def test_a_question_with_conditions_or_for_the_head_keeps_the_whole(conditions, site, event):
    head = site.ask(event.url, method="HEAD", **conditions)
    assert (head.status, head.content) == (200, b"")
    whole = site.ask(event.url)
    assert not whole.is_made
    assert int(head.headers["content-length"]) == len(whole.content) > 0
    assert head.headers == whole.headers


@pytest.mark.parametrize("encoding", ["", "gzip, br"])
def test_whoever_has_the_bytes_is_told_so_from_store(encoding, site, asked):
    extra = {"HTTP_ACCEPT_ENCODING": encoding} if encoding else {}
    for address in warmed(site, asked):
        full = site.ask(address, **extra)
        if full.status != 200:
            continue
        short = site.ask(address, HTTP_IF_NONE_MATCH=full.headers["etag"], **extra)
        assert (short.status, short.content, short.is_made) == (304, b"", False), address
        for name in ("etag", "cache-control", "vary", "last-modified"):
            assert short.headers.get(name) == full.headers.get(name), (address, name)
        if "last-modified" in full.headers:
            since = {"HTTP_IF_MODIFIED_SINCE": full.headers["last-modified"], **extra}
            assert site.ask(address, **since).status == 304
        assert site.ask(address, HTTP_IF_NONE_MATCH='"other"', **extra).status == 200


def test_who_takes_packed_bytes_gets_the_same_packed(site, event):
    plain = site.ask("/index.ics")
    packed = site.ask("/index.ics", HTTP_ACCEPT_ENCODING="gzip")
    assert packed.headers["content-encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content
    assert "Accept-Encoding" in packed.headers["vary"]
    assert packed.headers["etag"] == f"W/{plain.headers['etag']}"
    assert not packed.is_made


def test_what_is_packed_already_is_not_packed_again(site):
    packed = random.Random("packed").randbytes(5_000)

    def sheet(environ, start_response):
        keeping = environ[KEEPING]
        keeping.subjects, keeping.until = frozenset({"listing"}), NOON + timedelta(days=1)
        headers = [("Content-Type", "application/pdf"), ("Cache-Control", "public, no-cache")]
        start_response("200 OK", headers)
        return [packed]

    site.application.application = sheet
    for _ in range(2):
        answer = site.ask("/sheet.pdf", HTTP_ACCEPT_ENCODING="gzip")
        assert answer.content == packed
        assert "content-encoding" not in answer.headers
    assert site.store.find("http://events.example/sheet.pdf?").content == packed


def test_a_day_and_the_end_of_an_event_come_on_time(site, announced):
    event = announced("Tonight", date(2026, 11, 24))  # from one to two
    warmed(site, ["/", event.url, "/index.ics"])
    with time_machine.travel(NOON + timedelta(hours=1, minutes=1), tick=False):
        warmed(site, ["/"])
    with time_machine.travel(NOON + timedelta(hours=1, minutes=59), tick=False):
        assert not site.ask("/").is_made
        assert b"Tonight" in site.ask("/").content
    with time_machine.travel(NOON + timedelta(hours=2, seconds=1), tick=False):
        assert b"Tonight" not in site.ask("/").content
        assert not site.ask(event.url).is_made
        warmed(site, ["/calendar/2026/11/"])
    with time_machine.travel(NOON + timedelta(hours=11, minutes=59), tick=False):
        assert not site.ask("/calendar/2026/11/").is_made
    with time_machine.travel(NOON + timedelta(hours=12), tick=False):
        assert site.ask("/calendar/2026/11/").is_made


def test_what_was_held_back_stands_on_time_where_it_is_related(site, announced, in_state, series):
    first = announced("First", date(2026, 12, 2), series=series)
    in_state("embargoed", series=series)  # for an hour
    warmed(site, ["/", first.url])
    with time_machine.travel(NOON + timedelta(hours=1, seconds=5), tick=False):
        assert b"On bells" in site.ask(first.url).content
        assert b"On bells" in site.ask("/").content


def test_the_file_may_be_deleted_at_any_moment(site, event, olive):
    warmed(site, ["/", event.url])
    site.store.file.unlink()
    assert site.ask(event.url).is_made
    assert not site.ask(event.url).is_made
    actions.cancel_event(event, by=olive)
    assert b"Cancelled" in site.ask(event.url).content


def test_a_broken_file_begins_anew(site, event):
    warmed(site, ["/"])
    for file in site.store.file.parent.iterdir():
        file.write_bytes(b"not a database" * 1000)
    other = Site(site.store.file.parent)
    assert other.ask("/").status == 200
    assert other.ask("/").status == 200
    assert not other.ask("/").is_made


def test_where_nothing_can_be_stored_everything_is_made(settings, tmp_path, event):
    (tmp_path / "file").write_text("in the way")
    settings.ANSWERS = tmp_path / "file"
    site = Site(settings.ANSWERS)
    assert [site.ask("/").is_made for _ in range(2)] == [True, True]
    assert site.ask("/").status == 200


@pytest.fixture
def away(site):
    """Let the database be away, as Django tells it."""

    def fail(execute, sql, params, many, context):
        raise OperationalError("no connection")

    def go():
        return connection.execute_wrapper(fail)

    return go


def test_without_the_database_what_was_good_is_shown_and_says_so(site, event, olive, away):
    warmed(site, ["/", event.url])
    actions.cancel_event(event, by=olive)
    with away():
        page = site.ask("/")
        assert page.status == 200
        assert "Nothing new can be shown just now" in page.content.decode()
        assert "12:00 UTC on 24 November" in page.content.decode()
        assert page.headers["cache-control"] == "no-store"
        assert page.headers["warning"].startswith("110")
        assert "etag" not in page.headers
        assert site.ask("/hosts/").status == 500  # nobody ever asked for it
    assert b"Cancelled" in site.ask(event.url).content
    with time_machine.travel(NOON + timedelta(hours=25), tick=False), away():
        assert site.ask("/").status == 500


def test_without_the_database_what_is_good_goes_on(site, event, away):
    warmed(site, ["/", event.url, "/index.ics"])
    with away():
        for address in ("/", event.url, "/index.ics"):
            answer = site.ask(address)
            assert (answer.status, answer.is_made) == (200, False)


@pytest.fixture
def elsewhere(settings, olive):
    """Do something on another machine, which tells this one nothing."""

    def happen(action, *args):
        here, settings.ANSWERS = settings.ANSWERS, None
        try:
            return action(*args, by=olive)
        finally:
            settings.ANSWERS = here

    return happen


def test_what_happens_on_another_machine_is_followed(site, event, elsewhere):
    follower = Follower(site.store)
    follower.look()
    warmed(site, ["/", event.url])
    elsewhere(actions.cancel_event, event)
    assert not site.ask(event.url).is_made
    follower.look()
    assert b"Cancelled" in site.ask(event.url).content
    warmed(site, ["/", event.url])
    follower.look()
    assert not site.ask(event.url).is_made


def test_a_change_that_was_dropped_for_is_not_dropped_for_again(site, event, olive):
    follower = Follower(site.store)
    follower.look()
    actions.cancel_event(event, by=olive)
    warmed(site, ["/", event.url])
    follower.look()
    Follower(site.store)
    assert not site.ask("/").is_made


def test_a_change_that_shows_late_is_followed_although_later_ones_were_seen(
    site, event, series, elsewhere
):
    now = [0.0]
    follower = Follower(site.store, clock=lambda: now[0])
    follower.look()
    late = elsewhere(actions.cancel_event, event).pk
    change = _last_change()
    change_touched = change.touched
    change.delete()  # as if its transaction were still open
    elsewhere(actions.amend_series, series)  # and this one's is not
    follower.look()
    warmed(site, ["/", event.url])
    now[0] += LATE_SECONDS - 1
    change.touched = change_touched
    change.save(force_insert=True)
    follower.look()
    assert site.ask(event.url).is_made
    assert late


def test_of_very_many_changes_everything_goes_and_once_more_later(site, event, olive, elsewhere):
    now = [0.0]
    follower = Follower(site.store, clock=lambda: now[0])
    follower.look()
    now[0] += LATE_SECONDS + 1
    follower.look()
    warmed(site, ["/"])
    change = _last_change()
    many = [type(change)(**{**_columns(change), "touched": ""}) for _ in range(MOST_AT_ONCE + 1)]
    type(change).objects.bulk_create(many)
    follower.look()
    assert site.ask("/").is_made
    now[0] += LATE_SECONDS
    follower.look()
    assert site.ask("/").is_made


def test_a_process_that_begins_trusts_nothing_from_before(site, event):
    warmed(site, ["/"])
    Follower(site.store).look()
    assert site.ask("/").is_made


def _last_change():
    from termcard.records.models import Change

    return Change.objects.order_by("-pk").first()


def _columns(row):
    names = ("subject_kind", "subject_id", "verb", "is_loud", "by_account_id")
    return {name: getattr(row, name) for name in names}


def test_a_search_made_anew_finds_anew(site, event, operator):
    from termcard.programme.models import SearchEntry

    SearchEntry.objects.all().delete()
    assert b"On bells" not in site.ask("/search/?q=bells").content
    actions.rebuild_search()
    assert b"On bells" in site.ask("/search/?q=bells").content
