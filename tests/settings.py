"""The settings of the tests: ours, in a home of their own, without what only costs time."""

import atexit
import os
import shutil
import tempfile

if "TERMCARD_TESTS_HOME" not in os.environ:  # the workers of pytest-xdist share their parent's
    _home = tempfile.mkdtemp(prefix="termcard-tests-")
    atexit.register(shutil.rmtree, _home, ignore_errors=True)
    os.environ["TERMCARD_TESTS_HOME"] = _home

_kept = {"TERMCARD_DATABASE_URL"}
for _name in [name for name in os.environ if name.startswith("TERMCARD_")]:
    if _name not in _kept and not _name.startswith("TERMCARD_TESTS_"):
        del os.environ[_name]
os.environ["TERMCARD_HOME"] = os.environ["TERMCARD_TESTS_HOME"]
os.environ["TERMCARD_BASE_URL"] = "http://events.example"

from termcard.config.settings import *  # noqa: E402, F403

EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
STORAGES["staticfiles"] = {  # noqa: F405
    "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
}
WHITENOISE_AUTOREFRESH = True
LAST_GOOD = None  # a test that asks for it brings a folder of its own
ANSWERS = None  # likewise
