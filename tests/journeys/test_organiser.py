from importlib.resources import files

from tests.journeys.conftest import LAPTOP, sign_in

SEED = (files("termcard.operating") / "demonstration" / "seed.txt").read_text()
TITLE = "School-to-school collaboration, corrected by hand"


def publish(page):
    """Paste the saved page, correct its title, and publish it."""
    page.goto("/organise/read/")
    page.get_by_label("The announcement").fill(SEED)
    page.get_by_label("Whose event it is").select_option(label="Department of History")
    page.get_by_role("button", name="Read it").click()
    marks = page.locator(".source mark")
    assert marks.count() >= 8
    assert marks.get_by_text("14th October 2020", exact=True).is_visible()
    title = page.get_by_role("textbox", name="Title").first
    assert title.input_value().startswith("School-to-school collaboration that promotes")
    title.fill(TITLE)
    page.get_by_role("button", name="Accept").click()


def test_a_pasted_announcement_is_corrected_and_published(open_window):
    reader = open_window(LAPTOP)
    page = reader.page
    sign_in(reader)
    publish(page)
    assert page.get_by_role("heading", level=1).inner_text() == TITLE
    address = page.url

    stranger = open_window().page
    stranger.goto(address)
    assert stranger.get_by_role("heading", level=1).inner_text() == TITLE
    assert "Department of History" in stranger.locator("article").inner_text()

    page.goto("/organise/read/")
    page.get_by_role("link", name="Sign out").click()
    page.get_by_role("button", name="Sign out").click()
    page.wait_for_url("**/")
    page.go_back()
    page.go_back()
    assert "/signin/" in page.url
    assert "Signed in as" not in page.locator("body").inner_text()
    assert reader.complaints == []
    assert reader.asked_elsewhere() == []


def test_letters_tie_the_fields_to_their_words(open_window, signed_in):
    page = open_window(LAPTOP, storage_state=signed_in, java_script_enabled=False).page
    page.goto("/organise/read/")
    page.get_by_label("The announcement").fill(SEED.replace("14:00", "14:30"))
    page.get_by_label("Whose event it is").select_option(label="Computer Science")
    page.get_by_role("button", name="Read it").click()
    page.get_by_role("link", name="Zoom", exact=True).click()
    assert page.url.endswith("#id_platform")
    assert page.get_by_role("textbox", name="Platform").input_value() == "Zoom"
    page.get_by_role("button", name="Dismiss").click()
    assert page.get_by_text("was dismissed").is_visible()
