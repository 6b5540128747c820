import pytest

from termcard.attending import actions
from termcard.attending.actions import Subject


@pytest.fixture
def asked(event, host):
    """A question of Stan's, and the token that reads it."""
    subject = Subject(
        kind="event",
        id=event.pk,
        title="On bells",
        path=event.url,
        organisation=host,
        event=event,
    )
    return actions.ask(
        subject,
        purpose="access",
        name="Stan",
        address="stan@elsewhere.example",
        message="Is there a hearing loop?",
        place="192.0.2.1",
    )
