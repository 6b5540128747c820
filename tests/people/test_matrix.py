"""Every address there is, asked by everybody there is: who is let in, who is not."""

import dataclasses
from datetime import date

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from termcard.lib.policies import Policy, declared_addresses
from tests.publishing.addresses import TYPESET

pytestmark = pytest.mark.django_db

WHO = (
    *("stranger", "account", "member", "organiser", "approver", "steward", "keeper"),
    *("other_steward", "operator"),
)
OPERATORS = {"operator"}
STEWARDS = OPERATORS | {"steward"}
ORGANISERS = STEWARDS | {"organiser"}
KEEPERS = ORGANISERS | {"keeper"}
SIGNED_IN = set(WHO) - {"stranger"}
SEE_DRAFTS = KEEPERS | {"approver"}
# Who is let in at each address of the desk. The unit, its series and its draft are of one
# institution; the other steward is of another.
DESK = {
    **dict.fromkeys(
        (
            *("desk", "morning_mail", "approvals", "own_units", "own_series", "own_events"),
            *("enquiries", "proposals", "paste_announcement", "terms_of_units"),
            *("publishing_of_units", "account_page", "leave_everywhere"),
        ),
        SIGNED_IN,
    ),
    **dict.fromkeys(("plan_terms", "amend_term", "unit_desk", "unit_venue"), ORGANISERS),
    **dict.fromkeys(("unit_look", "publishing_of_unit"), STEWARDS),
    **dict.fromkeys(("edit_series", "hand_over", "term_grid", "undo_term_grid"), KEEPERS),
    "new_series": ORGANISERS | {"other_steward"},
    "new_event": SIGNED_IN,  # its form offers no host to whoever has none
    **dict.fromkeys(
        ("event_desk", "event_history", "undo_event_change", "event_previews", "act_on_event"),
        KEEPERS,
    ),
    # Nothing is asked about speakers where no unit says so.
    **dict.fromkeys(("speakers_of_event", "speakers_notice"), set()),
    "pass_event": KEEPERS,
    **dict.fromkeys(("answer_enquiry", "review_proposal"), ORGANISERS),
}
# Addresses that hold a draft, and answer whoever may see it.
OF_EVENTS = {"event_page", "event_calendar", "event_json", "event_text", "ask_about_event"}
# Addresses whose answer hangs on whether somebody is signed in.
OF_ACCOUNTS = {"account_login", "account_request_login_code", "account_logout"}
OF_ACCOUNTS |= {"account_confirm_login_code", "account_inactive"}
# Its own posters and cards are asked for where they are refused: making them takes long.
REFUSED = {404, 403}


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """One world for all of them: an institution, another, and somebody of each kind."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield made()
        transaction.set_rollback(True)


def made():
    from termcard.announcements.announcement import Announcement, Kind
    from termcard.announcements.sessions import Session
    from termcard.institutions import actions as institutions
    from termcard.people.actions import add_account, grant_role, local_operator
    from termcard.people.models import Role
    from termcard.programme.actions import (
        add_series,
        amend_event,
        announce_event,
        hand_over_series,
    )
    from termcard.records.models import Change

    by = local_operator()

    def unit(name, parent=None):
        slug = name.lower()
        return institutions.add_organisation(name=name, slug=slug, parent=parent, by=by)

    own, other = unit("Optics", unit("Ours")), unit("Theirs")
    people = {who: add_account(f"{who}@optics.example", by=by) for who in WHO[1:-1]}
    people["operator"] = add_account("boss@optics.example", by=by, is_operator=True)
    for kind in Role.Kind:
        grant_role(people[kind.value], own, by=by, kind=kind)
    grant_role(people["other_steward"], other, by=by, kind=Role.Kind.STEWARD)
    series = add_series(title="Light", slug="light", host=own, by=by)
    hand_over_series(series, to=people["keeper"].email, by=by)
    session = Session(starts_on=date(2031, 5, 7), zone="Europe/London")
    told = Announcement(title="On lenses", kind=Kind.SEMINAR, sessions=(session,))
    draft = announce_event(told, host=own, series=series, by=by, visibility="draft")
    public = announce_event(dataclasses.replace(told, title="On mirrors"), host=own, by=by)
    renamed = dataclasses.replace(draft.announcement(), title="On prisms")
    draft = amend_event(draft, renamed, by=by)
    change = Change.objects.of("event", draft.pk).order_by("pk").last()
    venue = institutions.add_venue(organisation=own, name="Hall", by=by)
    term = institutions.plan_term(
        own, name="Easter", starts_on=date(2031, 4, 20), ends_on=date(2031, 6, 12), by=by
    )
    return {
        "people": people,
        "own": own,
        "series": series,
        "draft": draft,
        "public": public,
        "venue": venue,
        "term": term,
        "keys": {
            **private_keys(public, own, by),
            "amend_term": term.pk,
            "undo_event_change": change.pk,
        },
    }


def private_keys(event, host, by):
    """Return the keys of a question and of a proposal that wait for the unit."""
    from termcard.attending.actions import Subject, ask
    from termcard.reading.actions import import_document

    subject = Subject(
        kind="event",
        id=event.pk,
        title="On mirrors",
        path=event.url,
        organisation=host,
        event=event,
    )
    words = {"name": "Rita", "address": "rita@elsewhere.example", "message": "Where is it?"}
    enquiry, _ = ask(subject, purpose="other", place="192.0.2.1", **words)
    read = import_document(b"Talk: Prisms\n3 June 2031, 13:00\nHall", host=host, by=by)
    return {"answer_enquiry": enquiry.pk, "review_proposal": read.proposals[0].pk}


def filled(name, pattern, address, world):
    """Return the address with what it names: of the own unit, and of its draft."""
    of_series = ("series", "grid", "hand_over")
    slug = world["series" if any(word in (name or "") for word in of_series) else "own"].slug
    words = {
        "slug": {"venue_page": world["venue"].slug}.get(name, slug),
        "venue_slug": world["venue"].slug,
        "words": world["own"].slug,
        "address": world["draft"].address,
        "short_id": world["draft"].short_id,
        "key": world["keys"].get(name, 1),
        "number": 0,
        "day": date(2031, 5, 7),
        "week": date(2031, 5, 5),
        "month": date(2031, 5, 1),
        "verb": "cancel",
    }
    wanted = pattern.pattern.converters
    if name is None:  # the API's
        return "/" + address.replace("<short_id>", world["draft"].short_id)
    return reverse(name, kwargs={each: words.get(each, "zzzzzzzz") for each in wanted})


def addresses(world):
    """Yield (name, policy, address) of every address but those of another library's tables."""
    for address, pattern in declared_addresses():
        if not address.startswith("operate/"):
            name, policy = pattern.name, pattern.callback.policy
            yield name, policy, filled(name, pattern, address, world)


def browser_of(world, who):
    client = Client(raise_request_exception=False)
    if who != "stranger":
        client.force_login(world["people"][who])
    return client


def fault(who, name, policy, answer, stranger):
    """Return what is wrong with an answer; nothing when it is as it ought to be."""
    status = answer.status_code
    led = answer.get("Location", "").startswith("/signin/")
    if status >= 500:
        return "fails"
    if policy is Policy.ANYONE:
        sees = name in OF_EVENTS and who in SEE_DRAFTS
        wanted = {200} if sees else {200, 302} if name in OF_ACCOUNTS else {stranger}
        return "" if status in wanted else f"answers {status}, not {wanted}"
    if policy is Policy.PROGRAM:
        return "" if status == 401 else f"answers {status} to whoever shows no token"
    if who == "stranger":
        return "" if led else "does not lead a stranger to sign in"
    if policy is Policy.OPERATOR:
        return "" if (status == 403) is (who != "operator") else f"answers {status}"
    if status == 405:  # only forms are sent there
        return ""
    is_in = status not in REFUSED and not led
    return "" if is_in is (who in DESK[name]) else f"{'lets in' if is_in else 'refuses'} them"


def test_every_address_of_the_desk_stands_in_the_table(world):
    declared = {name for name, policy, _ in addresses(world) if policy is Policy.SIGNED_IN}
    assert declared ^ set(DESK) == set()


@pytest.mark.parametrize("who", WHO)
def test_everybody_is_let_in_where_they_may_and_nowhere_else(who, world):
    client, nobody, wrong = browser_of(world, who), Client(), []
    for name, policy, address in addresses(world):
        if name in TYPESET and who in SEE_DRAFTS:
            continue  # others are refused; making a sheet for those who are not takes long
        known = world.setdefault("strangers", {})
        if policy is Policy.ANYONE and address not in known:
            known[address] = nobody.get(address).status_code
        if found := fault(who, name, policy, client.get(address), known.get(address)):
            wrong.append(f"{address} {found}")
    assert wrong == []


@pytest.mark.parametrize("who", ["account", "member", "other_steward"])
def test_nobody_writes_where_they_may_not_read(who, world):
    client, wrong = browser_of(world, who), []
    for name, policy, address in addresses(world):
        if policy is Policy.SIGNED_IN and who not in DESK[name]:
            status = client.post(address, {"verb": "invite"}).status_code
            wrong += [] if status in {*REFUSED, 405} else [f"{address} answers {status}"]
    assert wrong == []
