"""The open API: each part of the system brings its own addresses, and they are described as one."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseNotAllowed
from django.urls import URLPattern, include, path
from ninja import NinjaAPI

from termcard import __version__
from termcard.lib.http import kept_answer, public_page
from termcard.lib.policies import Policy, allowing
from termcard.lib.showing import rendered
from termcard.organising.api import urlpatterns as writing
from termcard.publishing.api import router as publishing

PREFIX = "api/v1/"
CLOCK_TIME = "^[0-2][0-9]:[0-5][0-9]:[0-5][0-9]$"

api = NinjaAPI(
    title="Termcard",
    version=__version__,
    description=(
        "Research lectures, seminars and workshops. What is given here is what the pages show: no "
        "object holds a person's address or a members' join link. Answers have an ETag; asking "
        "with If-None-Match costs next to nothing."
    ),
    urls_namespace="api",
    openapi_url=None,
    docs_url=None,
)
api.add_router("", publishing)


def described() -> dict[str, Any]:
    """Return the OpenAPI description of every address of the API."""
    schema: dict[str, Any] = _with_clock_times(
        {
            **api.get_openapi_schema(path_prefix=f"/{PREFIX}"),
            "servers": [{"url": settings.BASE_URL}],
        }
    )
    sitting = schema["components"]["schemas"]["Session"]["properties"]
    sitting |= {
        "starts_at": {"type": "string", "format": "date-time"},
        "ends_at": {"type": "string", "format": "date-time"},
        "is_end_assumed": {"type": "boolean"},
    }
    return schema


def _with_clock_times(schema: Any) -> Any:
    """Return a schema in which times are those of a wall clock: OpenAPI's "time" has an offset."""
    if isinstance(schema, list):
        return [_with_clock_times(each) for each in schema]
    if not isinstance(schema, dict):
        return schema
    told = {name: _with_clock_times(value) for name, value in schema.items()}
    if told.get("format") == "time":
        told |= {"format": "clock-time", "pattern": CLOCK_TIME}
    return told


@public_page
def openapi(request: HttpRequest) -> HttpResponse:
    """Give the description to programs."""
    content = json.dumps(described(), ensure_ascii=False)
    answer = kept_answer(request, content, content_type="application/json", is_for_all=True)
    answer["Access-Control-Allow-Origin"] = "*"
    return answer


@public_page
def api_docs(request: HttpRequest) -> HttpResponse:
    """Show the description to people."""
    known = described()
    shown = {"described": known, "operations": list(_operations(known))}
    return kept_answer(request, rendered("publishing/api_docs.html", shown), is_for_all=True)


def _operations(known: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Yield each operation as it is shown, with the words that its parameters may be."""
    words = {name: each.get("enum", ()) for name, each in known["components"]["schemas"].items()}
    for address, methods in known["paths"].items():
        for method, operation in methods.items():
            parameters = [
                {**each, "words": _allowed(each["schema"], words)}
                for each in operation["parameters"]
            ]
            yield {
                **operation,
                "id": operation["operationId"],
                "address": address,
                "method": method.upper(),
                "parameters": parameters,
            }


def _allowed(schema: dict[str, Any], words: dict[str, Sequence[str]]) -> list[str]:
    """Return the words that a parameter may be, if it is one of a list."""
    named = (each.get("$ref", "") for each in (schema, *schema.get("anyOf", ())))
    return [word for name in named for word in words.get(name.rpartition("/")[2], ())]


def _addresses() -> Iterator[URLPattern]:
    """Yield the addresses of the API; asked by GET they may be asked by HEAD (RFC 9110, 9.3.2)."""
    patterns, _, _ = api.urls
    for each in patterns:
        if isinstance(each, URLPattern) and each.name != "api-root":  # which has no answer
            yield URLPattern(each.pattern, _answering_heads(each.callback), each.default_args)


def _answering_heads(view: Callable[..., Any]) -> Callable[..., HttpResponse]:
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        asked = request.method
        request.method = "GET" if asked == "HEAD" else asked
        try:
            response = view(request, *args, **kwargs)
        finally:
            request.method = asked
        if response.status_code == 405 and "GET" in response.get("Allow", ""):
            return HttpResponseNotAllowed(["GET", "HEAD"])
        return response

    return answer


urlpatterns = [
    path(PREFIX, include(allowing(Policy.ANYONE, _addresses()))),
    path(PREFIX, include(writing)),
    path(f"{PREFIX}openapi.json", openapi, name="openapi"),
    path("api/docs", api_docs, name="api_docs"),
]
