"""A small slice of scripts/check_overflow.py, which tries hundreds of events."""

import pytest
from django.template.loader import render_to_string

from scripts.check_overflow import faults_of_page, faults_of_sheets
from tests.awkward import printed

UNBROKEN, ARABIC, MATHEMATICS, OF_MANY_PEOPLE = 3, 6, 10, 21


@pytest.fixture
def page(open_window):
    """A window of the site, where the pages of awkward events stand too."""
    window = open_window().page
    shown = {"calendar_url": "/index.ics", "text_url": "/", "json_url": "/", "poster_url": "/"}

    def tell(route):
        told = printed(int(route.request.url.rpartition("/")[2]))
        html = render_to_string("publishing/event_page.html", {**shown, "announcement": told})
        route.fulfill(body=html, content_type="text/html")

    window.route("**/awkward/*", tell)
    return window


@pytest.mark.parametrize("seed", [UNBROKEN, ARABIC, OF_MANY_PEOPLE])
def test_nothing_runs_over_on_the_page_of_an_awkward_event(seed, page, site):
    assert faults_of_page(page, f"{site.url}/awkward/{seed}") == []


def test_nothing_runs_over_on_the_page_of_every_component(page, site):
    assert faults_of_page(page, f"{site.url}/styleguide/") == []


@pytest.mark.parametrize("seed", [UNBROKEN, MATHEMATICS, OF_MANY_PEOPLE])
def test_nothing_runs_over_on_the_sheets_of_an_awkward_event(seed, page):
    assert faults_of_sheets(page, seed) == []
