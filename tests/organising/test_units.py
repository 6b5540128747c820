import pytest

from termcard.institutions.actions import add_venue
from termcard.institutions.models import Organisation, Venue
from termcard.people.actions import add_account, grant_role, revoke_role
from termcard.people.models import Account, Role

UNITS = "/organise/units/"


@pytest.fixture
def stella(host, operator):
    """Stella is steward of the School of Education."""
    account = add_account("stella@education.example", by=operator)
    grant_role(account, host, by=operator, kind=Role.Kind.STEWARD)
    return account


@pytest.fixture
def signed_in(client, stella):
    client.force_login(stella)
    return client


@pytest.fixture
def desk(host):
    return f"{UNITS}{host.slug}/"


def said_after(client, address, **typed):
    answer = client.post(address, typed, follow=True)
    assert answer.status_code == 200, answer.content.decode()
    return answer.content.decode()


def test_a_steward_invites_and_revokes(signed_in, desk, host, olive, post):
    typed = {"email": "sam@elsewhere.example", "kinds": ["approver", "member"]}
    assert "is written to" in said_after(signed_in, desk, verb="invite", **typed)
    sam = Account.objects.called("sam@elsewhere.example").get()
    assert set(Role.objects.of(sam).kinds()) == {"approver", "member"}
    assert [letter.to for letter in post()] == [[sam.email]]
    role = Role.objects.of(olive).get()
    said = said_after(signed_in, desk, verb="revoke", role=role.pk)
    assert "no longer organiser" in said and not Role.objects.of(olive).exists()


def test_the_last_steward_is_asked_again(signed_in, desk, stella):
    role = Role.objects.of(stella).get()
    asked = signed_in.post(desk, {"verb": "revoke", "role": role.pk})
    assert asked.status_code == 400 and "last steward" in asked.content.decode()
    assert 'name="is_sure"' in asked.content.decode() and Role.objects.of(stella).exists()
    answer = signed_in.post(desk, {"verb": "revoke", "role": role.pk, "is_sure": "1"})
    assert answer["Location"] == UNITS and not Role.objects.of(stella).exists()


@pytest.mark.parametrize("key", ["", "x", "-1", "9" * 30, "\x00", "1\u0661"])
def test_a_role_that_is_none_is_not_revoked(key, signed_in, desk, olive):
    assert signed_in.post(desk, {"verb": "revoke", "role": key}).status_code == 302
    assert Role.objects.count() == 2


def test_a_role_on_another_unit_is_not_revoked_here(signed_in, desk, rita, other_host, operator):
    role = grant_role(rita, other_host, by=operator)
    signed_in.post(desk, {"verb": "revoke", "role": role.pk})
    assert Role.objects.of(rita).get() == role


def test_a_unit_changes_what_it_says_and_its_old_address_leads_on(signed_in, desk, host, event):
    typed = {"name": "Faculty of Education", "slug": "edu", "zone": "Europe/Paris"}
    typed |= {"introduction": "We teach.", "usual_minutes": "50"}
    said = said_after(signed_in, desk, verb="change", **typed)
    assert "Saved." in said and "Faculty of Education" in said
    host.refresh_from_db()
    assert (host.slug, host.zone, host.usual_minutes) == ("edu", "Europe/Paris", 50)
    assert signed_in.get(desk)["Location"] == f"{UNITS}edu/"
    assert "Faculty of Education" in signed_in.get(event.url).content.decode()


@pytest.mark.parametrize("wrong", [{"zone": "Nowhere"}, {"name": " \u200b"}, {"slug": "history"}])
def test_what_cannot_be_changes_nothing(wrong, signed_in, desk, host, other_host):
    typed = {"name": "Other", "slug": "other", "zone": "Europe/Paris", **wrong}
    answer = signed_in.post(desk, {"verb": "change", **typed})
    assert answer.status_code == 400 and "trouble" in answer.content.decode()
    before = (host.name, host.slug, host.zone)
    host.refresh_from_db()
    assert (host.name, host.slug, host.zone) == before


def test_a_steward_adds_units_below(signed_in, desk, host):
    typed = {"name": "Centre for Pedagogy", "kind": "centre"}
    assert "stands below" in said_after(signed_in, desk, verb="below", **typed)
    below = Organisation.objects.called("centre-for-pedagogy").get()
    assert below.parent == host and below.zone == host.zone
    again = signed_in.post(desk, {"verb": "below", **typed})
    assert again.status_code == 400 and "taken" in again.content.decode()


def test_a_venue_is_added_and_changed_with_the_events_there(client, olive, desk, host, in_person):
    from termcard.programme.actions import announce_event

    client.force_login(olive)
    typed = {"name": "Room 4, Elvet Hall", "access": ["step_free"]}
    choice = Venue(access=typed["access"])
    said = said_after(client, desk, verb="venue", **typed)
    assert "is added" in said and choice.access_words[0] in said
    venue = Venue.objects.get()
    event = announce_event(in_person, host=host, by=olive)
    changed = {"name": "Room 5, Elvet Hall", "directions": "Up the stairs."}
    assert "Saved." in said_after(client, f"{desk}venues/{venue.slug}/", **changed)
    venue.refresh_from_db()
    assert (venue.directions, venue.access) == ("Up the stairs.", [])
    page = client.get(event.url).content.decode()
    assert "Room 5, Elvet Hall" in page and "Room 4" not in page


def test_a_unit_has_one_venue_of_a_name(client, olive, desk, host, operator):
    add_venue(organisation=host, name="Elvet Hall", by=olive)
    add_venue(organisation=host, name="Kirk Hall", by=olive)
    client.force_login(olive)
    for address in (desk, f"{desk}venues/kirk-hall/"):
        answer = client.post(address, {"verb": "venue", "name": "Elvet Hall"})
        assert answer.status_code == 400 and "already" in answer.content.decode()
    assert sorted(venue.name for venue in Venue.objects.all()) == ["Elvet Hall", "Kirk Hall"]


def test_an_organiser_sees_who_does_what_and_grants_nothing(client, olive, stella, desk, post):
    client.force_login(olive)
    page = client.get(desk).content.decode()
    assert stella.email in page and "Invite somebody" not in page and "Revoke" not in page
    role = Role.objects.of(stella).get()
    wanted = [
        {"verb": "invite", "email": "x@y.example", "kinds": ["member"]},
        {"verb": "revoke", "role": role.pk},
        {"verb": "below", "name": "A", "kind": "centre"},
        {"verb": "change", "name": "A", "slug": "a", "zone": "Europe/Paris"},
    ]
    for typed in wanted:
        assert client.post(desk, typed).status_code == 403, typed
    assert Role.objects.count() == 2 and Organisation.objects.count() == 2 and post() == []


def test_units_of_others_are_not_found(client, signed_in, other_host, university, operator):
    venue = add_venue(organisation=other_host, name="Hall", by=operator)
    for unit in (other_host, university):
        for path in ("", f"venues/{venue.slug}/"):
            address = f"{UNITS}{unit.slug}/{path}"
            assert signed_in.get(address).status_code == 404
            assert signed_in.post(address, {"verb": "invite"}).status_code == 404
    page = signed_in.get(UNITS).content.decode()
    assert "School of Education" in page and other_host.name not in page


def test_series_without_anybody_are_shown_to_the_steward_above(
    client, series, olive, host, university, rita, operator, stella
):
    revoke_role(stella, host, by=operator, kind=Role.Kind.STEWARD)
    revoke_role(olive, host, by=operator)
    boss = add_account("boss@education.example", by=operator, is_operator=True)
    client.force_login(boss)
    for address in (UNITS, f"{UNITS}{university.slug}/"):
        page = client.get(address).content.decode()
        assert "Without anybody" in page and series.title in page
    grant_role(rita, university, by=operator)
    assert "Without anybody" not in client.get(UNITS).content.decode()
