"""The settings of signing in at the institution itself, by OpenID Connect."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import Field, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode

PROVIDER = "institution"
_ADDRESS = re.compile(r"https?://[A-Za-z0-9.-]+(:\d+)?(/[^\s?#]*)?")
_DOMAIN = re.compile(r"[a-z0-9-]+(\.[a-z0-9-]+)+")


class SingleSignOn(BaseSettings):
    """Where people of the institution sign in, and whom it may let in here."""

    oidc_issuer: str = Field(
        default="",
        description="The OpenID Connect provider at which people of the institution sign in: "
        "https://login.university.example/realms/staff, without `/.well-known/…`. Its way back "
        "is `/account/with/institution/callback/` below TERMCARD_BASE_URL. Nobody signs in that "
        "way when unset.",
    )
    oidc_name: str = Field(
        default="your institution",
        description="What the button says after “Sign in with”.",
    )
    oidc_client_id: str = Field(
        default="", description="The name under which the provider knows this installation."
    )
    oidc_client_secret: str = Field(
        default="", description="The secret that goes with it.", repr=False
    )
    oidc_domains: Annotated[tuple[str, ...], NoDecode] = Field(
        default=(),
        description="The domains whose addresses the provider may vouch for, with commas between "
        "them: university.example. With any other address nobody comes in by it. Every domain "
        "when unset: then whoever runs the provider can come in as anybody.",
    )
    oidc_vouches: bool = Field(
        default=False,
        description="Whether every address that the provider names counts as verified. For "
        "providers that never say so, as Microsoft Entra ID; needs TERMCARD_OIDC_DOMAINS.",
    )
    oidc_signup: bool = Field(
        default=True,
        description="Whether somebody for whom the provider vouches is given an account, without "
        "any role. Otherwise only those who have an account come in.",
    )

    @field_validator("oidc_issuer")
    @classmethod
    def _is_a_provider(cls, value: str) -> str:
        if value and not _ADDRESS.fullmatch(value):
            raise ValueError("must be a web address: https://login.university.example/realms/staff")
        return value.rstrip("/")

    @field_validator("oidc_domains", mode="before")
    @classmethod
    def _are_domains(cls, value: Any) -> Any:
        if not isinstance(value, str):
            return value
        domains = tuple(word.strip().lower() for word in value.split(",") if word.strip())
        if not all(_DOMAIN.fullmatch(domain) for domain in domains):
            raise ValueError("must be domains with commas between them: university.example")
        return domains

    @model_validator(mode="after")
    def _is_whole(self) -> SingleSignOn:
        if self.oidc_issuer and not self.oidc_client_id:
            raise ValueError("TERMCARD_OIDC_ISSUER needs TERMCARD_OIDC_CLIENT_ID beside it")
        if self.oidc_vouches and not self.oidc_domains:
            raise ValueError("TERMCARD_OIDC_VOUCHES needs TERMCARD_OIDC_DOMAINS beside it")
        return self


def providers(settings: SingleSignOn) -> dict[str, Any]:
    """Return django-allauth's SOCIALACCOUNT_PROVIDERS: none, or the one that is set."""
    if not settings.oidc_issuer:
        return {}
    app = {
        "provider_id": PROVIDER,
        "name": settings.oidc_name,
        "client_id": settings.oidc_client_id,
        "secret": settings.oidc_client_secret,
        "settings": {
            "server_url": settings.oidc_issuer,
            "oauth_pkce_enabled": True,  # RFC 7636
            "domains": settings.oidc_domains,
            "vouches": settings.oidc_vouches,
            "signup": settings.oidc_signup,
        },
    }
    return {"openid_connect": {"APPS": [app]}}
