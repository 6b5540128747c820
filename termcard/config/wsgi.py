"""The way in for a WSGI server: `termcard.config.wsgi:application`."""

from __future__ import annotations

import gc
import multiprocessing
import os
import signal
import threading
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.utils.module_loading import import_string

from termcard.config.proxies import believing
from termcard.lib.limited import have_ready
from termcard.lib.pagecache import EVERYTHING, Store
from termcard.lib.stored_answers import StoredAnswers

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication


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


def _answering_again(application: WSGIApplication) -> WSGIApplication:
    """Put stored answers before an application, and follow what makes them stale."""
    store = Store(settings.ANSWERS)
    store.drop({EVERYTHING})  # nobody followed what changed since they were stored
    follow = import_string("termcard.records.tasks.follow")  # it can be had when Django stands
    threading.Thread(
        target=follow, args=(store, threading.Event()), name="follows-changes", daemon=True
    ).start()
    return StoredAnswers(application, store)


def _leave_what_stands_to_stand() -> None:
    """Let the garbage collector pass over what was imported, and look for more less often.

    A long feed is a third cheaper to make so.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


os.environ.setdefault("DJANGO_SETTINGS_MODULE", "termcard.config.settings")
_end_with_parent()
have_ready("termcard.announcements.reading")
application = believing(
    _answering_again(get_wsgi_application()), settings.ENVIRONMENT.trusted_proxies
)
_leave_what_stands_to_stand()
