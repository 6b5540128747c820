"""Every address of an installation, each with who may call it."""

from allauth.account import views as account_views
from django.contrib import admin
from django.urls import include, path

from termcard.config import accounts_oidc
from termcard.config.account_page import account_page, leave_everywhere
from termcard.lib.policies import Policy, allowing

account_patterns = [
    path("signin/", account_views.request_login_code, name="account_login"),
    path("signin/", account_views.request_login_code, name="account_request_login_code"),
    path("signin/code/", account_views.confirm_login_code, name="account_confirm_login_code"),
    path("account/signout/", account_views.logout, name="account_logout"),
    path("account/inactive/", account_views.account_inactive, name="account_inactive"),
    path("account/cancelled/", accounts_oidc.cancelled, name="socialaccount_login_cancelled"),
    path(
        "account/with/<slug:provider_id>/",
        accounts_oidc.sign_in_at_provider,
        name="openid_connect_login",
    ),
    path(
        "account/with/<slug:provider_id>/callback/",
        accounts_oidc.back_from_provider,
        name="openid_connect_callback",
    ),
]

urlpatterns = [
    path("account/", account_page, name="account_page"),
    path("account/signout/everywhere/", leave_everywhere, name="leave_everywhere"),
    path("", include("termcard.publishing.urls")),
    path("", include("termcard.attending.urls")),
    path("", include("termcard.subscribing.urls")),
    path("organise/", include("termcard.organising.urls")),
    path("organise/", include("termcard.reading.urls")),
    path("", include("termcard.consenting.urls")),
    path("", include("termcard.operating.urls")),
    path("", include("termcard.config.api")),
    *allowing(Policy.ANYONE, account_patterns),
    *allowing(Policy.OPERATOR, [path("operate/", admin.site.urls)]),
]

handler400 = "termcard.publishing.views.refused_page"
handler403 = "termcard.publishing.views.forbidden_page"
handler404 = "termcard.publishing.views.missing_page"
handler500 = "termcard.publishing.views.broken_page"
