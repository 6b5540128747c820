"""Signing in at the institution: whom its provider may let in here, and the way there and back."""

from __future__ import annotations

import logging
from typing import Any

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp, SocialLogin
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_POST, require_safe

from termcard.people.actions import add_account, local_operator
from termcard.people.models import Account

logger = logging.getLogger(__name__)

# What django-allauth meets when a provider is away, or answers with something else entirely.
_FAULTS = (OSError, ValueError, LookupError, TypeError, AttributeError, OAuth2Error)


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Tells django-allauth which account somebody comes in to whom a provider sends."""

    def authenticate_by_email(self, sociallogin: SocialLogin) -> tuple[Account, str] | None:
        """Return the account with an address that the provider vouches for, and the address."""
        email = vouched_address(sociallogin)
        try:
            return Account.objects.get_by_natural_key(email), email
        except Account.DoesNotExist:
            return None

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Give an account to whoever may have one, and turn everybody else away in words."""
        if sociallogin.state.get("process") != "login":
            raise ImmediateHttpResponse(_turned_away(request, "other"))
        if sociallogin.is_existing:
            return
        email = vouched_address(sociallogin)
        if not email:
            raise ImmediateHttpResponse(_turned_away(request, "unvouched"))
        if not sociallogin.provider.app.settings["signup"]:
            raise ImmediateHttpResponse(_turned_away(request, "unknown"))
        try:
            account = add_account(email, by=local_operator())
        except ValidationError:
            raise ImmediateHttpResponse(_turned_away(request, "unvouched")) from None
        sociallogin.connect(request, account)


def vouched_address(sociallogin: SocialLogin) -> str:
    """Return the address that the provider says is theirs, and may say so; else nothing.

    `email_verified` is a JSON boolean (OpenID Connect Core 1.0, section 5.1); some providers
    write it as a word, and the word "false" is not true.
    """
    claims, may = sociallogin.claims, sociallogin.provider.app.settings
    email = claims.get("email")
    if not isinstance(email, str) or "@" not in email:
        return ""
    is_verified = claims.get("email_verified") in (True, "true") or may["vouches"]
    domain = email.rpartition("@")[2].lower()
    is_theirs = not may["domains"] or domain in may["domains"]
    return email if is_verified and is_theirs else ""


class _Provider(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Believes what was signed and what was told of the same person, and keeps none of it."""

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: Any, **more: Any
    ) -> SocialLogin:
        login: SocialLogin = super().complete_login(request, app, token, **more)
        signed = login.account.extra_data.get("id_token")
        told = login.account.extra_data.get("userinfo") or {}
        # OpenID Connect Core 1.0, section 5.3.2: told of another person it must not be used.
        if not signed or told.get("sub") != signed["sub"]:
            raise OAuth2Error("The provider tells of another person than it signed for.")
        login.claims = {**signed, **told}
        login.account.extra_data = {}
        return login


@require_POST
def sign_in_at_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead somebody to their institution, by a page that does so at once.

    Not by a redirect: browsers hold `form-action` against where a form's answer leads to.
    """
    answer = _asked(OAuth2LoginView, request, provider_id)
    if answer.status_code != 302:
        return answer
    page = render(request, "socialaccount/leaving.html", {"address": answer["Location"]})
    page["Refresh"] = f"0; url={answer['Location']}"
    return page


@require_safe
def back_from_provider(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Sign in whom the institution sent back."""
    return _asked(OAuth2CallbackView, request, provider_id)


@require_safe
def cancelled(request: HttpRequest) -> HttpResponse:
    """Say that somebody turned back at their institution."""
    return _turned_away(request, "cancelled", status=200)


def _asked(view: Any, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(_Provider(request, provider_id))(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except _FAULTS as fault:
        logger.warning("The provider of sign-ins did not answer as it should: %r", fault)
        return _turned_away(request, "away", status=503)
    return answer


def _turned_away(request: HttpRequest, reason: str, status: int = 403) -> HttpResponse:
    shown = {"reason": reason}
    return render(request, "socialaccount/authentication_error.html", shown, status=status)
