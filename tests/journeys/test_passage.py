from tests.journeys.conftest import LAPTOP, ORGANISER
from tests.journeys.test_event_desk import check

# A unit of its own, so that other journeys publish as before.
SUBMITTED = f"""
import datetime
from termcard.announcements.announcement import Announcement, Kind, Mode
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session
from termcard.institutions.actions import add_organisation, ask_approval, rule_speakers
from termcard.institutions.models import Organisation
from termcard.people.actions import grant_role, local_operator
from termcard.people.models import Account, Role
from termcard.programme.actions import announce_event, hold_date, submit_event, add_series
by = local_operator()
olive = Account.objects.called("{ORGANISER}").get()
root = Organisation.objects.institutions().first()
unit = add_organisation(name="Institute of Bells", slug="bells", parent=root, by=by)
grant_role(olive, unit, by=by, kind=Role.Kind.STEWARD)
ask_approval(unit, "once", by=by)
rule_speakers(unit, items=["Who is it?", "Which room?"], by=by)
day = datetime.date.today() + datetime.timedelta(days=9)
series = add_series(title="Bell Seminar", slug="bell-seminar", host=unit, by=by)
hold_date(series, on=day + datetime.timedelta(days=7), by=by)
def told(title):
    return Announcement(
        title=title, kind=Kind.SEMINAR, mode=Mode.ONLINE, platform="Zoom", abstract="On bells.",
        sessions=(Session(starts_on=day, starts_time=datetime.time(13), zone="Europe/London"),),
        parts=(Part(name="Sam Speaks", affiliation="Elsewhere University"),))
for title in ("What bells remember", None):
    event = announce_event(told(title), host=unit, visibility="draft", by=olive)
    if title:
        submit_event(event, by=olive, note="For the open week.")
        print(event.short_id)
"""


def test_an_event_goes_from_draft_to_published(open_window, signed_in, site):
    short_id = site.run(SUBMITTED)
    page = open_window(LAPTOP, storage_state=signed_in).page
    page.goto("/organise/")
    check(page, "today")
    page.emulate_media(color_scheme="dark")
    page.get_by_role("link", name="Look at it: What bells remember").first.click()
    check(page, "approvals")
    for name in ("", "notice/"):
        page.goto(f"/organise/speakers/{short_id}/{name}")
        check(page, f"speakers {name}")
    page.goto("/organise/publishing/bells/")
    check(page, "publishing")

    page.goto("/organise/")
    page.get_by_role("navigation", name="The desk").get_by_role("link", name="Approvals").click()
    page.get_by_role("button", name="Return the ticked").click()
    assert page.get_by_role("alert").inner_text() == "Say what is to be changed."
    page.get_by_label("Tick this: What bells remember").check()
    page.get_by_label("Words").fill("Gladly.")
    page.get_by_role("button", name="Approve the ticked").click()
    assert page.get_by_text("1 event approved").is_visible()
    stranger = open_window().page
    stranger.goto("/hosts/bells/")
    assert stranger.get_by_text("What bells remember").first.is_visible()
