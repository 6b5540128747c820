"""A stranger asks how to take part, and an organiser answers; nobody sees an address."""

import time

from tests.journeys.conftest import PHONE
from tests.journeys.test_accessible import faults

QUESTION = "How do I take part? I should like to bring two teachers."


def wait_for_letter(letters, words):
    """Return the letter that holds these words, once it has come."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        for text in letters.texts:
            if words in text:
                return text
        time.sleep(0.05)
    raise AssertionError(f"No letter says “{words}”.")


def test_a_stranger_asks_without_a_script_and_reads_the_answer(open_window, site, signed_in):
    reader = open_window(PHONE, java_script_enabled=False)
    page = reader.page
    page.goto("/events/demo-seed/")
    page.get_by_role("link", name="Ask the organiser").click()
    page.get_by_label("Your name").fill("Stan Stranger")
    page.get_by_label("Your question").fill(QUESTION)
    page.get_by_role("button", name="Send").click()
    assert page.get_by_label("Your question").input_value() == QUESTION
    assert page.get_by_text("required").is_visible()
    page.get_by_label("Your e-mail address").fill("stan@elsewhere.example")
    page.wait_for_timeout(3_500)
    page.get_by_role("button", name="Send").click()
    assert page.get_by_role("heading", name="Your question is on its way").is_visible()
    own_page = page.url

    letter = wait_for_letter(site.letters, "bring two teachers")
    assert "Reply-To: stan@elsewhere.example" in letter
    assert "X-RcptTo" not in letter

    desk = open_window(storage_state=signed_in).page
    desk.goto("/organise/enquiries/")
    desk.get_by_role("link", name="School-to-school").first.click()
    assert faults(desk) == []
    desk.get_by_label("Your answer").fill("Write your names here and you are on the list.")
    desk.get_by_role("button", name="Send the answer").click()
    answer = wait_for_letter(site.letters, "you are on the list")
    assert "olive@" not in answer

    page.goto(own_page)
    assert page.get_by_text("you are on the list").is_visible()
    assert "olive@" not in page.content()
    assert reader.context.cookies() == []
    assert reader.asked_elsewhere() == []


def test_the_form_is_accessible(open_window):
    for size in ((1280, 800), (320, 640)):
        page = open_window(size).page
        page.goto("/hosts/education/enquire/")
        assert faults(page) == []
        page.get_by_role("button", name="Send").click()
        assert faults(page) == []
        for address in ("/cookies/", "/privacy/", "/accessibility/"):
            page.goto(address)
            assert faults(page) == []
