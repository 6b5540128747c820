"""Who may sign in, and how: accounts made by others, by a code sent to their address."""

from __future__ import annotations

import logging
import secrets
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import HttpRequest
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme

from termcard.records.actions import queue_letter

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Tells django-allauth that nobody makes an account alone, and sends its mails our way."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Say no: accounts are given by operators."""
        return False

    def is_safe_url(self, url: str) -> bool:
        """Say whether somebody may be led there: to a path of ours, never to a site."""
        return url_has_allowed_host_and_scheme(url, allowed_hosts=None)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Queue a mail: the page waits for no mail server.

        Too many for one address are dropped without a word, as they are for an address that
        has no account.
        """
        minutes = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60
        context = {"email": email, "site": settings.BASE_URL, "minutes": minutes, **context}
        mail = self.render_mail(template_prefix, email, context)
        key = f"code {timezone.now().isoformat()} {secrets.token_hex(8)}"
        try:
            queue_letter(key=key, purpose="code", to=email, subject=mail.subject, text=mail.body)
        except ValidationError as error:
            logger.warning("A mail to an account cannot be sent: %s", error.messages[0])
