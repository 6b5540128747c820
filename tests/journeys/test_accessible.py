import pytest
from axe_playwright_python.sync_playwright import Axe

from tests.journeys.conftest import LAPTOP, NARROW, ORGANISER, PHONE
from tests.journeys.test_organiser import SEED

KINDS = (
    *("online", "in-person", "hybrid", "cancelled", "postponed"),
    *("moved", "no-title", "all-day", "two-sessions", "seed"),
)
WITHDRAW = f"""
from termcard.people.models import Account
from termcard.programme.actions import withdraw_event
from termcard.programme.models import Event
olive = Account.objects.called("{ORGANISER}").get()
event = Event.objects.editable_by(olive).listed().in_order().last()
print(withdraw_event(event, by=olive).get_absolute_url())
"""
PUBLIC = {
    "home": "/",
    "home-filtered": "/?host=history&kind=workshop",
    "home-empty": "/?kind=tour",
    "home-refused": "/?from=2026-13-45",
    **{f"event-{kind}": f"/events/demo-{kind}/" for kind in KINDS},
    "hosts": "/hosts/",
    "host": "/hosts/education/",
    "series-index": "/series/",
    "series": "/series/demo-ten-zones/",
    "past": "/past/?year=2020",
    "search": "/search/?q=educaton",
    "search-empty": "/search/?q=zzzz",
    "month": "/calendar/",
    "month-elsewhere": "/calendar/2020/10/?zone=America/New_York",
    "week": "/calendar/2020-W42/",
    "term-card": "/termcard/education/",
    "term-card-of-series": "/termcard/education-research-seminar/",
    "year": "/termcard/computer-science/year/",
    "screen": "/screen/university/",
    "day": "/calendar/2020-10-14/?zone=Asia/Tokyo",
    "topics": "/topics/",
    "people": "/people/",
    "event-elsewhere": "/events/demo-hybrid/?zone=America/New_York",
    "missing": "/nowhere/",
    "sign-in": "/signin/",
    "styleguide": "/styleguide/",
}
# What is laid out otherwise in a wide window; for the rest axe has nothing more to see there.
WIDE_TOO = {"home", "event-seed", "host", "month", "week", "term-card", "review", "styleguide"}
PICTURED = {"home", "event-seed", "event-moved", "review"}
WIDER_THAN_THE_WINDOW = """() => {
  const wide = document.documentElement.scrollWidth > innerWidth;
  return wide ? [...document.querySelectorAll("body *")]
    .filter(each => each.getBoundingClientRect().right > innerWidth + 1)
    .map(each => each.outerHTML.slice(0, 120)) : [];
}"""


AXE = Axe().axe_script
SEVERAL = """What bells remember
Tuesday 6 October 2026, 13:00 to 14:00, Room 4
Dr Ann One

On ropes
Monday 13 October 2026, 13:00 to 14:00, Room 4
Dr Sam Sprecher
"""


def faults(page):
    """Return what axe finds wrong with the page as it is now."""
    if page.evaluate("typeof axe") == "undefined":
        page.evaluate(AXE)
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [(fault["id"], [node["html"][:150] for node in fault["nodes"]]) for fault in found]


@pytest.fixture
def check(keep_picture):
    """Check the page in a window at every width, and keep pictures of some."""

    def look(page, name):
        for width, height in (LAPTOP, NARROW):
            page.set_viewport_size({"width": width, "height": height})
            if width == NARROW[0] or name in WIDE_TOO:
                assert faults(page) == [], (name, width)
            assert page.evaluate(WIDER_THAN_THE_WINDOW) == [], (name, width)
        for size in (LAPTOP, PHONE) if name in PICTURED else ():
            page.set_viewport_size({"width": size[0], "height": size[1]})
            for scheme in ("light", "dark"):
                page.emulate_media(color_scheme=scheme)
                keep_picture(page, f"{name}-{size[0]}-{scheme}")
        page.emulate_media(color_scheme="light")
        page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})

    return look


def test_public_pages_can_be_read_by_everybody_at_every_width(open_window, site, check):
    page = open_window().page
    for name, address in {**PUBLIC, "gone": site.run(WITHDRAW)}.items():
        page.goto(address)
        check(page, name)


def test_pages_can_be_read_in_the_dark(open_window):
    page = open_window(PHONE, color_scheme="dark").page
    for address in (
        "/",
        "/events/demo-seed/",
        "/events/demo-cancelled/",
        "/signin/",
        "/styleguide/",
    ):
        page.goto(address)
        assert faults(page) == [], address


def test_the_desk_can_be_used_by_everybody_at_every_width(open_window, signed_in, check):
    page = open_window(storage_state=signed_in).page
    page.goto("/organise/read/")
    check(page, "paste")
    page.get_by_role("button", name="Read it").click()
    check(page, "paste-refused")
    page.get_by_label("The announcement").fill(SEED.replace("Zoom seminar", "Teams seminar"))
    page.get_by_label("Whose event it is").select_option(label="Department of Physics")
    page.get_by_role("button", name="Read it").click()
    check(page, "review")
    page.locator("#id_zone").fill("Europe/Durham")
    page.locator("#id_starts_on").fill("")
    page.locator("#id_people-1-role").fill("Chair")
    page.get_by_role("button", name="Accept").click()
    assert page.locator(".field .trouble").count() == 1
    page.locator("#id_people-1-role").fill("")
    page.get_by_role("button", name="Accept").click()
    assert page.locator(".field .trouble").count() == 1
    check(page, "review-refused")
    page.emulate_media(color_scheme="dark")
    assert faults(page) == []
    page.goto("/organise/proposals/")
    check(page, "proposals")
    page.goto("/organise/read/")
    page.get_by_label("The announcement").fill(SEVERAL)
    page.get_by_role("button", name="Read it").click()
    page.get_by_text("Read it again").first.click()
    check(page, "what-was-read")
    page.goto("/account/signout/")
    check(page, "sign-out")


def test_the_code_page_can_be_used_by_everybody(open_window, check):
    page = open_window().page
    page.goto("/signin/")
    page.get_by_label("mail").fill("rita@elsewhere.example")
    page.get_by_role("button", name="Send me a code").click()
    check(page, "code")
    page.get_by_label("Code").fill("ABCDEF")
    page.get_by_role("button", name="Sign in").click()
    check(page, "code-refused")
