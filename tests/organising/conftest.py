import pytest
from django.urls import reverse

from tests.organising.pages import form_shown


@pytest.fixture
def desk(client, olive):
    """A browser in which Olive has signed in."""
    client.force_login(olive)
    return client


@pytest.fixture
def write(desk):
    """Send the form for a new event as the page shows it, with some fields typed."""

    def send(question="", **typed):
        path = reverse("new_event") + question
        return desk.post(path, {**form_shown(desk.get(path).text), "verb": "save", **typed})

    return send


@pytest.fixture
def change(desk):
    """Send the form of an event as its page shows it, with some fields typed anew."""

    def send(event, **typed):
        path = reverse("event_desk", args=[event.short_id])
        return desk.post(path, {**form_shown(desk.get(path).text), "verb": "save", **typed})

    return send


@pytest.fixture
def act(desk):
    """Do something to an event by the page that asks whether one is sure."""

    def send(event, verb, **typed):
        path = reverse("act_on_event", args=[event.short_id, verb])
        page = desk.get(path)
        assert page.status_code == 200, page
        return desk.post(path, {**form_shown(page.text), **typed})

    return send
