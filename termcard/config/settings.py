"""Django's settings, all of them, from the environment of this process."""

from __future__ import annotations

from typing import Any

from csp.constants import NONE, SELF

from termcard.config.environment import kept_secret_key, read_environment
from termcard.config.mail import mail_settings
from termcard.config.single_sign_on import providers
from termcard.config.statements import optional_categories, origins_of

ENVIRONMENT = read_environment()
TERMCARD_HOME = ENVIRONMENT.home.absolute()

# Where it is
BASE_URL = ENVIRONMENT.base_url
ALLOWED_HOSTS = ENVIRONMENT.hosts
ROOT_URLCONF = "termcard.config.urls"
WSGI_APPLICATION = "termcard.config.wsgi.application"
APPEND_SLASH = True
DEBUG = ENVIRONMENT.debug
SECRET_KEY = kept_secret_key(ENVIRONMENT)

# Join links are sealed with the first and opened with any of these.
SEALING_KEYS = [SECRET_KEY, *ENVIRONMENT.old_secret_keys]
SECRET_KEY_FALLBACKS = list(ENVIRONMENT.old_secret_keys)

# What every page shows beside what it is about, and what it may ask of its reader.
EVERY_PAGE = "termcard.config.context.every_page"
STATEMENTS = ENVIRONMENT
OPTIONAL_CATEGORIES = optional_categories(ENVIRONMENT)
STATISTICS = {"url": ENVIRONMENT.statistics_url, "site": ENVIRONMENT.statistics_site}
CONSENT_MONTHS = ENVIRONMENT.consent_months

# What it is made of
INSTALLED_APPS = [
    "django.contrib.contenttypes",
    "django.contrib.auth",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.admin",
    "django.contrib.staticfiles",
    "termcard.design",  # before allauth, whose templates it replaces
    "allauth",
    "allauth.account",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.openid_connect",
    "csp",
    "termcard.records",
    "termcard.institutions",
    "termcard.people",
    "termcard.programme",
    "termcard.audiences",
    "termcard.publishing",
    "termcard.subscribing",
    "termcard.reading",
    "termcard.organising",
    "termcard.attending",
    "termcard.consenting",
    "termcard.operating",
]
# The parts that are told of every Change, each by its own outbox entries.
CHANGE_FOLLOWERS: list[str] = ["audiences"]

MIDDLEWARE = [
    "termcard.lib.asking.AskingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "termcard.lib.policies.PolicyMiddleware",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "termcard.config.context.of_every_page",
            ],
        },
    }
]

# What it keeps
DATABASES = {"default": ENVIRONMENT.database()}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
STATIC_URL = "/static/"
STATIC_ROOT = TERMCARD_HOME / "static"
STATICFILES_FINDERS = [
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
    "termcard.design.fonts.FontsFinder",
]
STORAGES: dict[str, dict[str, Any]] = {
    "default": {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": TERMCARD_HOME / "files"},
    },
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 12 * 1024 * 1024
DATA_UPLOAD_MAX_NUMBER_FIELDS = 1_000
DATA_UPLOAD_MAX_NUMBER_FILES = 20
# The last good answers of feeds, for when the database is away; may be deleted at any moment.
LAST_GOOD = TERMCARD_HOME / "last-good"
# Public answers as they were given, for whoever asks next; may be deleted at any moment.
ANSWERS = TERMCARD_HOME / "answers"
NEXT_TURN = "termcard.programme.models.turning.next_turn"

# Words and times
LANGUAGE_CODE = ENVIRONMENT.language
USE_I18N = True
USE_TZ = True
TIME_ZONE = ENVIRONMENT.time_zone

# Mail
globals().update(mail_settings(ENVIRONMENT.email_url))
DEFAULT_FROM_EMAIL = SERVER_EMAIL = ENVIRONMENT.sender
EMAIL_SUBJECT_PREFIX = ""

# Who comes in: by a code sent to the address of an account; accounts are made by others.
AUTH_USER_MODEL = "people.Account"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "/signin/"
LOGIN_REDIRECT_URL = "/organise/"
ACCOUNT_LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "termcard.config.accounts.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False
ACCOUNT_SESSION_REMEMBER = True
SOCIALACCOUNT_ADAPTER = "termcard.config.accounts_oidc.ProviderAdapter"
SOCIALACCOUNT_PROVIDERS = providers(ENVIRONMENT)
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_EMAIL_VERIFICATION = "none"

# What somebody signed in is told once stands in the session: no cookie of its own.
MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"

# What browsers may do
SESSION_ENGINE = "termcard.lib.sessions"
SESSION_COOKIE_AGE = 14 * 24 * 3600
SESSION_COOKIE_HTTPONLY = CSRF_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = CSRF_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = ENVIRONMENT.is_https
CSRF_TRUSTED_ORIGINS = [BASE_URL]
CSRF_FAILURE_VIEW = "termcard.publishing.views.forged_page"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"  # for browsers that do not know frame-ancestors
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF, *origins_of(ENVIRONMENT, "statistics")],
        "style-src": [SELF],
        "font-src": [SELF],
        "img-src": [SELF, "data:", *origins_of(ENVIRONMENT, "statistics")],
        "connect-src": [SELF, *origins_of(ENVIRONMENT, "statistics")],
        "frame-src": origins_of(ENVIRONMENT, "recordings") or [NONE],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
    }
}
SECURE_HSTS_SECONDS = 365 * 24 * 3600 if ENVIRONMENT.is_https else 0
# Whether a visitor came over https is known from a proxy alone, and only if it is believed.
SECURE_SSL_REDIRECT = ENVIRONMENT.is_https and bool(ENVIRONMENT.trusted_proxies)
SECURE_REDIRECT_EXEMPT = [r"^healthz$", r"^readyz$", r"^metrics$"]
SILENCED_SYSTEM_CHECKS = [
    "security.W005",  # pages on hosts below ours belong to others
    "security.W008",  # see SECURE_SSL_REDIRECT
    "security.W021",  # whether a browser knows the host beforehand is its owner's decision
]

# What can be counted, and by whom it is read
METRICS_ALLOW = ENVIRONMENT.metrics_allow

# What is written down: faults, never who visits what.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {"()": "termcard.lib.logbook.PlainLines"},
        "json": {"()": "termcard.lib.logbook.JsonLines"},
    },
    "handlers": {"stderr": {"class": "logging.StreamHandler", "formatter": ENVIRONMENT.log_format}},
    "root": {"handlers": ["stderr"], "level": "WARNING"},
    "loggers": {
        "django": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.request": {"level": "ERROR"},  # not every page that was not found
        "psycopg.pool": {"level": "ERROR"},  # the fault that follows says it
        "django.server": {"handlers": [], "level": "WARNING", "propagate": True},
        "django.security.DisallowedHost": {"level": "CRITICAL"},  # strangers knock all day
        "termcard.lib.asking": {"level": "INFO" if ENVIRONMENT.log_requests else "WARNING"},
        "_granian": {"handlers": ["stderr"], "level": "WARNING", "propagate": False},
    },
}
