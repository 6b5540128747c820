"""Gives each request a number, writes down faults and slow answers, and counts all of them."""

from __future__ import annotations

import logging
from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse

from termcard.lib.logbook import Asking, current, route_of
from termcard.lib.metrics import count_request

SLOW_SECONDS = 1.0

logger = logging.getLogger(__name__)


class AskingMiddleware:
    """Stands around everything else: what goes wrong further in is said with its request."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request."""
        asking = Asking(request)
        request.META["termcard.asking"] = asking
        token = current.set(asking)
        try:
            response = self.get_response(request)
            self._write_down(asking, response)
        finally:
            current.reset(token)
        return response

    def _write_down(self, asking: Asking, response: HttpResponse) -> None:
        seconds, status = asking.seconds, response.status_code
        is_static = asking.request.path.startswith(settings.STATIC_URL)
        count_request("static" if is_static else route_of(asking.request), status, seconds)
        if status >= 500:
            response["X-Request-Id"] = asking.number
        if seconds >= SLOW_SECONDS:
            logger.warning("Slow", extra={"status_code": status})
        else:
            # At this level it is written only where TERMCARD_LOG_REQUESTS asks for it.
            logger.info("Answered", extra={"status_code": status})
