from datetime import date
from pathlib import Path

from icalendar import Calendar

from termcard.operating.actions.demonstration import working_day
from tests.journeys.conftest import LAPTOP, PHONE

FOCUSED = """() => {
  const style = getComputedStyle(document.activeElement);
  return {tag: document.activeElement.tagName, style: style.outlineStyle,
          width: parseFloat(style.outlineWidth)};
}"""


def tomorrows(page):
    """Return the links of the next working day's events in the list."""
    day = working_day(date.today(), 1).isoformat()
    return page.locator(f".day:has(time[datetime='{day}']) .entry h3 a")


def in_sight(page, locator):
    """Whether it stands in the window without scrolling."""
    box = locator.bounding_box()
    return box["y"] >= 0 and box["y"] + box["height"] <= page.viewport_size["height"]


def test_tomorrows_talk_is_found_read_and_put_into_a_calendar(open_window):
    reader = open_window()
    page = reader.page
    page.goto("/")
    link = tomorrows(page).first
    assert in_sight(page, link)
    title = link.inner_text()
    link.click()
    assert page.get_by_role("heading", level=1).inner_text() == title
    for words in ("When", "Where", "Who", "How to take part"):
        assert in_sight(page, page.get_by_text(words, exact=True).first), words
    with page.expect_download() as download:
        page.get_by_role("link", name="Add to calendar").click()
    (event,) = Calendar.from_ical(Path(download.value.path()).read_bytes()).walk("VEVENT")
    assert event["SUMMARY"].startswith(title)
    assert event["DTSTART"].dt.date() == working_day(date.today(), 1)
    assert reader.stored() == []
    assert reader.asked_elsewhere() == []
    assert reader.complaints == []


def test_on_a_phone_the_facts_come_first(open_window):
    page = open_window(PHONE).page
    page.goto("/")
    assert in_sight(page, tomorrows(page).first)
    tomorrows(page).first.click()
    for words in ("When", "Where", "Who"):
        assert in_sight(page, page.get_by_text(words, exact=True).first), words


def test_the_event_of_the_saved_page_is_there(open_window):
    page = open_window().page
    page.goto("/events/demo-seed/")
    assert "-school-to-school-collaboration-" in page.url
    words = page.locator("article").inner_text()
    for said in (
        "School-to-school collaboration",
        "14 October 2020",
        "13:00",
        "14:00",
        "Zoom",
        "Dr Paul Armstrong",
        "Manchester University",
        "Greaney and Higham, 2018",
    ):
        assert said in words, said


def test_a_cancelled_event_says_so_before_anything_else(open_window):
    page = open_window().page
    page.goto("/events/demo-cancelled/")
    notice = page.get_by_text("This event will not take place.")
    assert in_sight(page, notice)
    heading = page.get_by_role("heading", level=1)
    assert notice.bounding_box()["y"] < heading.bounding_box()["y"]


def test_without_script_one_filters_by_the_sentence_and_reads_the_past(open_window):
    reader = open_window(LAPTOP, java_script_enabled=False)
    page = reader.page
    page.goto("/")
    every = page.locator(".entry").count()
    page.get_by_label("Department", exact=True).select_option(label="Department of History")
    page.get_by_role("button", name="Show").click()
    assert "host=history" in page.url
    hosts = page.locator(".entry .mark").all_inner_texts()
    assert 0 < len(hosts) < every
    assert set(hosts) == {"Department of History"}
    chosen = page.get_by_label("Department", exact=True).locator("option:checked")
    assert chosen.inner_text() == "Department of History"
    page.get_by_role("link", name="Past", exact=True).click()
    page.get_by_role("link", name="2020").click()
    page.get_by_role("link", name="School-to-school collaboration that").click()
    assert page.get_by_role("heading", level=1).is_visible()
    assert page.get_by_role("link", name="Add to calendar").is_visible()
    assert reader.context.cookies() == []
    assert reader.complaints == []


def test_a_keyboard_is_enough(open_window):
    page = open_window().page
    page.goto("/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to the page")
    assert skip.evaluate("link => link === document.activeElement")
    assert in_sight(page, skip)
    for _ in range(14):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        assert focused["tag"] in {"A", "SELECT", "BUTTON", "SUMMARY", "INPUT"}
        assert focused["style"] != "none" and focused["width"] >= 2, focused
    page.goto("/")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    inside = "document.activeElement.closest('main') !== null"
    assert page.evaluate(inside)


def test_what_is_changed_beside_the_site_shows_at_once(open_window, site):
    page = open_window().page
    page.goto("/events/demo-hybrid/")
    address = page.url
    page.goto(address)
    site.run(
        "from termcard.people.actions import local_operator\n"
        "from termcard.programme import actions\n"
        "from termcard.programme.models import Event\n"
        f"event = Event.objects.get(short_id='{address.split('/')[-2].partition('-')[0]}')\n"
        "actions.cancel_event(event, by=local_operator(), note='The lift is broken.')"
    )
    page.goto(address)
    assert page.get_by_text("The lift is broken.").first.is_visible()
    site.run(
        "from termcard.people.actions import local_operator\n"
        "from termcard.programme import actions\n"
        "from termcard.programme.models import Event\n"
        f"event = Event.objects.get(short_id='{address.split('/')[-2].partition('-')[0]}')\n"
        "actions.restore_event(event, by=local_operator())"
    )
    page.goto(address)
    assert page.get_by_text("The lift is broken.").count() == 0
