"""Puts the demonstration programme in, and says how to come in as its organiser."""

from __future__ import annotations

from django.conf import settings
from django.urls import reverse

from termcard.config.standing import alone
from termcard.operating.actions.demonstration import ORGANISER, load_demonstration


def put_in() -> str:
    """Put the programme in unless it is there; return the words for whoever started it."""
    with alone():
        load_demonstration()
    signin = settings.BASE_URL + reverse("account_login")
    words = f"Sign in at {signin} as {ORGANISER}"
    if settings.ENVIRONMENT.email_url == "console:":
        return f"{words}: the code is printed here."
    return f"{words}: the code goes out by TERMCARD_EMAIL_URL."
