"""Lets a test have the letters sent that are due."""

import pytest


@pytest.fixture
def post(db):
    """Send what is due, and return all that was ever sent in this test."""
    from django.core import mail

    from termcard.operating.tasks import send_due_letters

    def send():
        send_due_letters()
        return mail.outbox

    return send
