from tests.journeys.conftest import LAPTOP
from tests.journeys.test_accessible import WIDER_THAN_THE_WINDOW as WIDER
from tests.journeys.test_accessible import faults


def check(page, name):
    assert faults(page) == [], name
    page.set_viewport_size({"width": 320, "height": 640})
    assert page.evaluate(WIDER) == [], name
    page.set_viewport_size({"width": LAPTOP[0], "height": LAPTOP[1]})


def test_an_event_is_written_published_moved_and_undone(open_window, signed_in):
    reader = open_window(LAPTOP, storage_state=signed_in)
    page = reader.page
    page.goto("/organise/events/new/")
    page.get_by_label("Whose event it is").select_option(label="Department of History")
    page.locator("#id_title").fill("Bells of the north")
    page.locator("#id_sittings-0-starts_on").fill("2026-12-09")
    page.locator("#id_sittings-0-starts_time").fill("13:00")
    page.get_by_role("button", name="Another sitting").click()
    page.locator("#id_sittings-1-starts_time").fill("13:00")
    page.locator("#id_people-0-name").fill("Sam Speaks")
    page.get_by_role("button", name="Another person").click()
    assert page.locator("#id_people-0-name").input_value() == "Sam Speaks"
    page.get_by_role("button", name="Keep as a draft").first.click()
    assert page.locator(".field .trouble").count() == 1
    check(page, "refused")
    page.locator("#id_sittings-1-starts_on").fill("2026-12-10")
    page.get_by_role("button", name="Keep and publish").click()
    check(page, "publish")
    page.get_by_role("button", name="Publish it").click()
    check(page, "event")
    page.get_by_role("link", name="Move", exact=True).click()
    page.locator("#id_note").fill("The hall is being painted.")
    page.locator("#id_sittings-0-starts_on").fill("2026-12-08")
    check(page, "move")
    page.get_by_role("button", name="Move it").click()
    page.get_by_role("link", name="History").click()
    check(page, "history")
    page.get_by_role("link", name="Undo: moved").click()
    check(page, "undo")
    page.get_by_role("button", name="Undo it").click()
    page.goto("/organise/events/?q=bells+of+the+north")
    check(page, "list")
    page.get_by_role("link", name="Bells of the north").click()
    assert page.locator("#id_sittings-0-starts_on").input_value() == "2026-12-09"
    page.get_by_role("link", name="Its page").click()
    assert page.get_by_role("heading", level=1).inner_text() == "Bells of the north"
    assert [words for words in reader.complaints if "400 (Bad Request)" not in words] == []
