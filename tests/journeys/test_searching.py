from tests.journeys.conftest import LAPTOP, NARROW
from tests.journeys.test_accessible import WIDER_THAN_THE_WINDOW, faults


def test_who_types_is_shown_what_there_is_and_walks_it_by_keys(open_window):
    for size in (LAPTOP, NARROW):
        reader = open_window(size)
        page = reader.page
        page.goto("/")
        field, links = page.get_by_role("searchbox"), page.locator(".suggestions a")
        field.press_sequentially("educ")
        links.first.wait_for()
        assert "events, the first below" in page.get_by_role("status").inner_text()
        assert faults(page) == [] and page.evaluate(WIDER_THAN_THE_WINDOW) == []
        page.keyboard.press("ArrowDown")
        assert links.first.evaluate("link => link === document.activeElement")
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowUp")
        assert field.evaluate("field => field === document.activeElement")
        page.keyboard.press("Escape")
        assert links.first.is_hidden() and field.input_value() == "educ"
        field.press_sequentially("a")
        links.first.wait_for()
        page.keyboard.press("ArrowDown")
        title = links.first.inner_text()
        page.keyboard.press("Enter")
        page.wait_for_url("**/events/**")
        assert page.get_by_role("heading", level=1).inner_text() in title
        assert reader.stored() == [] and reader.asked_elsewhere() == []
        assert reader.complaints == []


def test_enter_searches_as_ever_and_what_is_not_found_is_said(open_window):
    page = open_window().page
    page.goto("/past/")
    field = page.get_by_role("searchbox")
    field.press_sequentially("zzzz")
    page.get_by_text("No event", exact=True).wait_for(state="attached")
    assert page.locator(".suggestions").is_hidden()
    field.press("Enter")
    page.wait_for_url("**/search/?q=zzzz")


def test_without_a_script_one_searches_all_the_same(open_window):
    page = open_window(java_script_enabled=False).page
    page.goto("/")
    page.get_by_role("searchbox").fill("education")
    page.get_by_role("searchbox").press("Enter")
    assert page.locator(".entry").count() > 0
