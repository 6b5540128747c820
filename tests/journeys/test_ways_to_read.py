"""The same pages enlarged, in print, by keyboard alone, without motion, in a device's colours."""

import re

import pytest

from tests.awkward import RUNS_OVER
from tests.journeys.conftest import LAPTOP, PHONE
from tests.journeys.test_accessible import faults

PAGES = ("/", "/events/demo-moved/", "/termcard/education/", "/styleguide/")
CARDS = ("university", "education-research-seminar")
SIDES = re.compile(rb"/Type\s*/Page\b(?!s)")
# Where the focus is: what it is on, whether that is seen, and whether anything says so.
FOCUS = """() => {
  const held = document.activeElement;
  if (!held || held === document.body) return null;
  const box = held.getBoundingClientRect(), style = getComputedStyle(held);
  held.dataset.met = (held.dataset.met || "") + "x";
  return {what: held.outerHTML.slice(0, 90), times: held.dataset.met.length,
    seen: box.bottom > 0 && box.top < innerHeight && box.width > 0,
    marked: style.outlineStyle !== "none" && parseFloat(style.outlineWidth) > 0};
}"""
# What one may press and has not been led to; of radio buttons one leads to the others.
UNMET = """() => [...document.querySelectorAll("a[href], button, input, select, textarea, summary")]
  .filter(each => each.checkVisibility() && !each.disabled && each.type !== "hidden"
    && each.type !== "radio" && !each.dataset.met).map(each => each.outerHTML.slice(0, 90))"""
MOST_STOPS = 260


@pytest.mark.parametrize("address", PAGES)
def test_nothing_runs_over_when_words_are_twice_as_large(address, open_window):
    page = open_window().page
    page.goto(address)
    # Twice the size on a laptop, and on half of its width: as a browser zooms to 400 %.
    for width in (1280, 640):
        page.set_viewport_size({"width": width, "height": 800})
        page.evaluate("document.documentElement.style.fontSize = '200%'")
        assert page.evaluate(RUNS_OVER) == [], width


@pytest.mark.parametrize("address", ["/", "/events/demo-seed/", "/styleguide/"])
def test_the_keyboard_leads_everywhere_and_shows_where_it_is(address, open_window):
    page = open_window().page
    page.goto(address)
    page.keyboard.press("Tab")
    assert "Skip to the page" in page.evaluate(FOCUS)["what"]
    for _ in range(MOST_STOPS):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUS)
        if stop is None:
            break
        # The parts of a date field are stops of their own; its button marks itself.
        is_part = stop["times"] > 1 and 'type="date"' in stop["what"]
        assert stop["times"] == 1 or is_part, stop
        assert stop["seen"], stop
        assert stop["marked"] or is_part, stop
    assert page.evaluate(UNMET) == []


def test_pages_can_be_read_in_the_colours_of_a_device(open_window):
    page = open_window(PHONE, forced_colors="active").page
    for address in ("/events/demo-moved/", "/styleguide/"):
        page.goto(address)
        assert faults(page) == [], address


DRESS = """
from termcard.institutions.actions import dress_organisation
from termcard.institutions.models import Organisation
from termcard.people.actions import local_operator
physics = Organisation.objects.called("physics").get()
dress_organisation(physics, by=local_operator(), accent_day=ACCENT, wordmark=WORDMARK)
"""


def test_a_look_as_faint_as_may_be_can_be_read_by_day_and_night(open_window, site):
    # The palest of its hue that is not refused.
    faint = DRESS.replace("ACCENT", "'#836807'").replace("WORDMARK", "'Physics'")
    site.run(faint)
    for scheme in ("light", "dark"):
        page = open_window(PHONE, color_scheme=scheme).page
        page.goto("/hosts/physics/")
        assert page.locator(".wordmark").inner_text() == "Physics"
        assert faults(page) == [], scheme
    site.run(DRESS.replace("ACCENT", "''").replace("WORDMARK", "''"))


def test_nothing_moves_for_whoever_asks_for_that(open_window):
    lasting = """() => Math.max(...[...document.querySelectorAll("*")].flatMap(each => {
      const style = getComputedStyle(each);
      return [style.transitionDuration, style.animationDuration]
        .flatMap(all => all.split(",").map(parseFloat)); }))"""
    page = open_window().page
    page.goto("/styleguide/")
    assert page.evaluate(lasting) == 0
    page.emulate_media(reduced_motion="no-preference")
    assert 0 < page.evaluate(lasting) <= 0.15


def test_a_term_card_is_printed_on_one_side(open_window):
    page = open_window(LAPTOP).page
    for slug in CARDS:
        page.goto(f"/termcard/{slug}/")
        assert len(SIDES.findall(page.pdf(prefer_css_page_size=True))) == 1, slug


def test_an_event_is_printed_in_black_and_without_what_cannot_be_pressed(open_window):
    page = open_window(color_scheme="dark").page
    page.goto("/events/demo-seed/")
    page.emulate_media(media="print")
    for pressed in (".nav", ".look-up", ".pass__stub", ".skip"):
        assert not page.locator(pressed).first.is_visible(), pressed
    assert page.locator("h1").evaluate("each => getComputedStyle(each).color") == "rgb(0, 0, 0)"
    assert len(SIDES.findall(page.pdf(prefer_css_page_size=True))) <= 2
