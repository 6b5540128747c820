"""Lets every address declare who may call it, and refuses to answer at one that does not."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from enum import StrEnum
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.core.checks import CheckMessage, Error
from django.core.exceptions import ImproperlyConfigured, PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, get_resolver

View = Callable[..., Any]


class Policy(StrEnum):
    """Who may call an address."""

    ANYONE = "anyone"
    SIGNED_IN = "signed in"
    OPERATOR = "operator"
    PROGRAM = "program"  # the view itself looks for its token, and at no cookie


def allows(policy: Policy) -> Callable[[View], View]:
    """Declare who may call a view."""

    def declare(view: View) -> View:
        view.policy = policy  # type: ignore[attr-defined]
        return view

    return declare


def allowing(policy: Policy, patterns: Iterable[Any]) -> list[Any]:
    """Return the addresses of another library, each declared for that policy."""
    return [_declared(policy, pattern) for pattern in patterns]


def _declared(policy: Policy, pattern: Any) -> Any:
    if isinstance(pattern, URLPattern):
        view = wraps(pattern.callback)(_calling(pattern.callback))
        allows(policy)(view)
        return URLPattern(pattern.pattern, view, pattern.default_args, pattern.name)
    inner = allowing(policy, pattern.url_patterns)
    return URLResolver(
        pattern.pattern, inner, pattern.default_kwargs, pattern.app_name, pattern.namespace
    )


def _calling(view: View) -> View:
    def call(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        return view(request, *args, **kwargs)

    return call


class PolicyMiddleware:
    """Turns away whoever an address does not allow, before its view is called."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer the request; what does not say who may keep it is kept by no cache."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "private, no-store")
        return response

    def process_view(
        self, request: HttpRequest, view: View, args: Sequence[Any], kwargs: dict[str, Any]
    ) -> HttpResponse | None:
        """Refuse, or let the view answer by returning None."""
        policy = getattr(view, "policy", None)
        if policy is None:
            raise ImproperlyConfigured(f"The address {request.path} declares no policy.")
        if policy in (Policy.ANYONE, Policy.PROGRAM):
            return None
        if not request.user.is_authenticated:
            back = urlencode({"next": request.get_full_path()})
            return HttpResponseRedirect(f"{settings.LOGIN_URL}?{back}")
        if policy is Policy.OPERATOR and not request.user.is_superuser:
            raise PermissionDenied("Only operators may see this.")
        return None


def declared_addresses(
    resolver: URLResolver | None = None, before: str = ""
) -> Iterator[tuple[str, URLPattern]]:
    """Yield (address, pattern) of every address there is."""
    resolver = resolver or get_resolver()
    for pattern in resolver.url_patterns:
        address = before + str(pattern.pattern)
        if isinstance(pattern, URLResolver):
            yield from declared_addresses(pattern, address)
        else:
            yield address, pattern


def check_policies(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Report each address that does not declare who may call it."""
    return [
        Error(f"The address “{address}” declares no policy.", id="termcard.E001")
        for address, pattern in declared_addresses()
        if getattr(pattern.callback, "policy", None) is None
    ]
