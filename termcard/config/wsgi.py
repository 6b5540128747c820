"""The way in for a WSGI server: `termcard.config.wsgi:application`."""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from termcard.config.proxies import believing
from termcard.lib.limited import have_ready


def _end_with_parent() -> None:
    """Stop this worker when the process that started it is gone, however it went.

    A server killed outright would else leave workers behind that hold its port.
    """
    parent = multiprocessing.parent_process()

    def watch() -> None:
        if parent is not None:
            parent.join()
            os.kill(os.getpid(), signal.SIGTERM)

    threading.Thread(target=watch, name="watches-parent", daemon=True).start()


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "termcard.config.settings")
_end_with_parent()
have_ready("termcard.announcements.reading")
application = believing(get_wsgi_application(), settings.ENVIRONMENT.trusted_proxies)
