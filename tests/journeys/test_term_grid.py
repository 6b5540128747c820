import re
import time

from tests.journeys.conftest import LAPTOP, NARROW, PHONE
from tests.journeys.test_accessible import WIDER_THAN_THE_WINDOW, faults

NEW = "nora@education.example"
WELCOME = f"""
from datetime import date, timedelta
from termcard.institutions.actions import plan_term
from termcard.institutions.models import Organisation
from termcard.people.actions import add_account, grant_role, local_operator
boss = local_operator()
unit = Organisation.objects.called("education").get()
grant_role(add_account("{NEW}", by=boss), unit, by=boss)
begins = date.today() + timedelta(days=400 - date.today().weekday())
ends = begins + timedelta(days=53)
plan_term(unit, name="Trial Term", starts_on=begins, ends_on=ends, by=boss)
print(begins.year)
"""
TALKS = [
    ("What bells remember", "Dr Ann One (Example University)"),
    ("On ropes", "Bo Two"),
    ("Counting the towers", "Prof. Cy Three (Northport)"),
    ("A room for listening", "Di Four"),
    ("Rounds and calls", "Ed Five"),
    ("The silent ringer", "Flo Six"),
    ("Bronze and weather", "Gus Seven"),
    ("Eight in hand", "Hal Eight"),
]
# Beside letters: Tab and Enter in each of eight weeks, and one to save.
MOST_KEYS = 17


def code_in(letters):
    """Return the code that is mailed to her, among what is mailed to others."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        for text in letters.texts:
            found = re.search(r"^\s*([A-Z0-9]{3,5}-[A-Z0-9]{3,5})\s*$", text, re.MULTILINE)
            if found and NEW in text:
                return found[1]
        time.sleep(0.05)
    raise AssertionError("No code was sent.")


def sign_in(reader):
    page = reader.page
    page.goto("/organise/series/new/")
    page.get_by_label("mail").fill(NEW)
    page.get_by_role("button", name="Send me a code").click()
    page.get_by_label("Code").fill(code_in(reader.site.letters))
    page.get_by_role("button", name="Sign in").click()
    page.wait_for_url("**/organise/series/new/")


def check(page, name, keep_picture):
    for width, height in (LAPTOP, NARROW):
        page.set_viewport_size({"width": width, "height": height})
        assert faults(page) == [], (name, width)
        assert page.evaluate(WIDER_THAN_THE_WINDOW) == [], (name, width)
    for size in (LAPTOP, PHONE):
        page.set_viewport_size({"width": size[0], "height": size[1]})
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            keep_picture(page, f"{name}-{size[0]}-{scheme}")
    page.emulate_media(color_scheme="light")
    page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})


def start_series(page, keep_picture):
    page.get_by_label("Title").fill("Tower Seminar")
    page.get_by_label("Usual weekday").select_option("Thursday")
    page.get_by_label("Usual hour").fill("13:00")
    page.get_by_label("Usual room").fill("Room 4")
    check(page, "series-new", keep_picture)
    page.get_by_role("button", name="Start it").click()
    page.wait_for_url("**/organise/series/tower-seminar/grid/")


def test_a_new_organiser_plans_eight_weeks_by_keyboard_alone(open_window, site, keep_picture):
    year = site.run(WELCOME)
    reader = open_window(LAPTOP)
    page = reader.page
    sign_in(reader)
    start_series(page, keep_picture)
    page.goto(f"/organise/series/tower-seminar/grid/?term=trial-term-{year}")
    check(page, "grid-empty", keep_picture)
    page.reload()

    keys = 0
    for title, speaker in TALKS:
        for words, key in ((title, "Tab"), (speaker, "Enter")):
            page.keyboard.type(words)
            page.keyboard.press(key)
            keys += 1
    page.keyboard.press("Control+Enter")
    assert keys + 1 <= MOST_KEYS
    page.wait_for_url("**saved=**")
    assert page.get_by_text("Saved. 8 new drafts.").is_visible()
    titles = [page.locator(f"#title-{place}").input_value() for place in range(8)]
    assert titles == [title for title, _ in TALKS]
    check(page, "grid-full", keep_picture)

    page.locator("#title-1").fill("Changed")
    page.keyboard.press("ArrowDown")
    page.locator("#title-2").press("Control+z")
    assert page.locator("#title-1").input_value() == "On ropes"
    rows = "First\\tDr Ida Nine\\nSecond\\t"
    page.locator("#title-6").focus()
    page.evaluate(
        """words => {
        const clipboardData = new DataTransfer();
        clipboardData.setData("text/plain", words);
        const how = {clipboardData, bubbles: true, cancelable: true};
        document.activeElement.dispatchEvent(new ClipboardEvent("paste", how));
    }""",
        rows.encode().decode("unicode_escape"),
    )
    assert page.locator("#speakers-6").input_value() == "Dr Ida Nine"
    assert page.locator("#title-7").input_value() == "Second"
    page.keyboard.press("Control+z")
    assert page.locator("#title-7").input_value() == "Eight in hand"

    page.get_by_role("button", name="Undo what was just saved").click()
    page.wait_for_url("**saved=**")
    assert page.locator("#title-0").input_value() == ""
    assert reader.complaints == []
