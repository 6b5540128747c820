"""The addresses at which programs write events, each by a token of an account."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, PermissionDenied, ValidationError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from termcard.announcements import documented
from termcard.institutions.models import Organisation
from termcard.lib.policies import Policy, allows
from termcard.organising.actions.sending import announce_once
from termcard.people.actions import find_token
from termcard.people.models import AccessToken
from termcard.programme import actions
from termcard.programme.actions.touching import CHANGED_MEANWHILE
from termcard.programme.models import Event, Series
from termcard.records.actions import spend_limit

MOST_REQUESTS, STRETCH_SECONDS = 1200, 3600
LONGEST_BODY = 500_000
VERBS: dict[str, Callable[..., object]] = {
    "cancel": actions.cancel_event,
    "postpone": actions.postpone_event,
    "restore": actions.restore_event,
    "publish": actions.publish_event,
    "submit": actions.submit_event,
    "withdraw": actions.withdraw_event,
}
NOTED = {"cancel", "postpone", "submit"}

View = Callable[..., HttpResponse]


def by_token(view: View) -> View:
    """Let a view be called by whoever shows a good token; sessions do not count."""

    @csrf_exempt  # no cookie is looked at, so no other site can make a browser write
    @allows(Policy.PROGRAM)
    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        try:
            return _let_in(request, view, *args, **kwargs)
        except PermissionDenied as error:
            return _told({"detail": str(error) or "You may not do this."}, 403)
        except ValidationError as error:
            return _refused(error)

    return answer


def _let_in(request: HttpRequest, view: View, *args: Any, **kwargs: Any) -> HttpResponse:
    scheme, _, words = request.headers.get("Authorization", "").partition(" ")
    token = find_token(words.strip()) if scheme.lower() == "bearer" else None
    if token is None:
        answer = _told({"detail": "A good token is needed in the Authorization header."}, 401)
        answer["WWW-Authenticate"] = "Bearer"
        return answer
    if request.method not in ("GET", "HEAD") and not token.may_write:
        raise PermissionDenied("This token only reads.")
    if not spend_limit("api", str(token.account_id), most=MOST_REQUESTS, seconds=STRETCH_SECONDS):
        answer = _told({"detail": "Too many requests; ask again later."}, 429)
        answer["Retry-After"] = "300"
        return answer
    return view(request, token, *args, **kwargs)


@by_token
def api_events(request: HttpRequest, token: AccessToken) -> HttpResponse:
    """Add an event: a draft, unless `visibility` says otherwise."""
    if request.method != "POST":
        return _not_so("POST")
    sent = _sent(request)
    announcing = actions.Announcing(
        announcement=_announcement(_given(sent, "event", dict, {})),
        host=_host(_given(sent, "host", str, "")),
        series=_series(token, _given(sent, "series", str, "")),
        visibility=_given(sent, "visibility", str, Event.Visibility.DRAFT.value),
    )
    key = request.headers.get("Idempotency-Key", "")
    event, is_new = announce_once(announcing, token=token, key=key)
    return _event_told(token, event.short_id, 201 if is_new else 200)


@by_token
def api_event(request: HttpRequest, token: AccessToken, short_id: str) -> HttpResponse:
    """Give an event of the account's own, drafts too; or amend what the request names of it."""
    if request.method not in ("GET", "HEAD", "PATCH"):
        return _not_so("GET, HEAD, PATCH")
    event = _own(token, short_id)
    if event is None:
        return _told({"detail": "There is no such event."}, 404)
    if request.method == "PATCH":
        sent = _sent(request)
        revision = _given(sent, "revision", int, None)
        if revision is None:
            raise ValidationError({"revision": "Say which revision you have seen."})
        changes = _given(sent, "event", dict, {})
        wanted = _announcement({**documented.write(event.announcement()), **changes})
        actions.amend_event(event, wanted, by=token.account, revision=revision)
    return _event_told(token, short_id, 200)


@by_token
def api_act(request: HttpRequest, token: AccessToken, short_id: str, verb: str) -> HttpResponse:
    """Do with an event what the last word of the address says."""
    if request.method != "POST":
        return _not_so("POST")
    event = _own(token, short_id)
    if event is None or verb not in {*VERBS, "move"}:
        return _told({"detail": "There is no such event, or nothing of that name to do."}, 404)
    sent = _sent(request)
    note = _given(sent, "note", str, "")
    if verb == "move":
        _move(event, sent, note, token)
    else:
        said = {"note": note} if verb in NOTED else {}
        VERBS[verb](event, by=token.account, **said)
    return _event_told(token, short_id, 200)


def _move(event: Event, sent: dict[str, Any], note: str, token: AccessToken) -> None:
    sessions = _given(sent, "sessions", list, None)
    revision = _given(sent, "revision", int, None)
    if not sessions or revision is None:
        missing = "revision" if sessions else "sessions"
        raise ValidationError({missing: "This is needed."})
    wanted = _announcement({**documented.write(event.announcement()), "sessions": sessions})
    actions.reschedule_event(event, wanted.sessions, by=token.account, note=note, revision=revision)


def _own(token: AccessToken, short_id: str) -> Event | None:
    if not (short_id.isascii() and short_id.isalnum()):
        return None
    mine = Event.objects.editable_by(token.account)
    event: Event | None = mine.at(short_id).with_announcement().first()
    return event


def _event_told(token: AccessToken, short_id: str, status: int) -> HttpResponse:
    event = _own(token, short_id)
    if event is None:
        return _told({"detail": "There is no such event."}, 404)
    told = {
        "id": event.short_id,
        "revision": event.revision,
        "visibility": event.visibility,
        "event": documented.write(event.announcement()),
    }
    return _told(told, status)


def _sent(request: HttpRequest) -> dict[str, Any]:
    if len(request.body) > LONGEST_BODY:
        raise ValidationError("This is too long.")
    try:
        sent = json.loads(request.body or b"{}")
    except (ValueError, RecursionError) as error:
        raise ValidationError("The body is to be a JSON object.") from error
    if not isinstance(sent, dict):
        raise ValidationError("The body is to be a JSON object.")
    return sent


def _given(sent: dict[str, Any], name: str, shape: type, otherwise: Any) -> Any:
    value = sent.get(name, otherwise)
    if value is not otherwise and type(value) is not shape:
        raise ValidationError({name: "A value of another type is expected."})
    return value


def _announcement(source: dict[str, Any]) -> Any:
    try:
        return documented.read(source)
    except ValueError as error:
        field, _, words = str(error).partition(": ")
        raise ValidationError({field: words} if words else {"event": field}) from error


def _word(text: str) -> str:
    """Return the word if an address can have it, and otherwise nothing: databases refuse NUL."""
    return text if text.isprintable() else ""


def _host(slug: str) -> Organisation:
    host: Organisation | None = Organisation.objects.called(_word(slug)).first()
    if host is None:
        raise ValidationError({"host": "There is no such host."})
    return host


def _series(token: AccessToken, slug: str) -> Series | None:
    if not slug:
        return None
    series: Series | None = Series.objects.offered_to(token.account).called(_word(slug)).first()
    if series is None:
        raise ValidationError({"series": "There is no such series of yours."})
    return series


def _refused(error: ValidationError) -> HttpResponse:
    if getattr(error, "code", "") == CHANGED_MEANWHILE:
        return _told({"detail": " ".join(error.messages)}, 409)
    found = error.message_dict if hasattr(error, "error_dict") else {"": error.messages}
    wrong = [
        {
            "loc": ["body", name] if name not in ("", NON_FIELD_ERRORS) else ["body"],
            "msg": words,
            "type": "value_error",
        }
        for name, each in found.items()
        for words in each
    ]
    return _told({"detail": wrong}, 422)


def _not_so(methods: str) -> HttpResponse:
    answer = _told({"detail": "This is not asked in that way."}, 405)
    answer["Allow"] = methods
    return answer


def _told(told: dict[str, Any], status: int) -> HttpResponse:
    answer = JsonResponse(told, status=status)
    answer["Cache-Control"] = "private, no-store"
    return answer


urlpatterns = [
    path("events/", api_events, name="api_events"),
    path("events/<slug:short_id>/", api_event, name="api_event"),
    path("events/<slug:short_id>/<slug:verb>/", api_act, name="api_act"),
]
