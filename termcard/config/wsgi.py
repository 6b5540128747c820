"""The way in for a WSGI server: `termcard.config.wsgi:application`."""

from __future__ import annotations

import os

from django.conf import settings
from django.core.wsgi import get_wsgi_application

from termcard.config.proxies import believing

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "termcard.config.settings")
_django = get_wsgi_application()
application = believing(_django, settings.ENVIRONMENT.trusted_proxies)
