"""The pages at which people ask to be told, say that they want it, and end it."""

from __future__ import annotations

from django.conf import settings
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from termcard.audiences import actions as audiences
from termcard.audiences.models import Follower, Subscription
from termcard.audiences.models.subject import Subject, find_subject, search_subject, subject_of
from termcard.lib.http import same_origin
from termcard.lib.policies import Policy, allows
from termcard.lib.strangers import for_strangers
from termcard.subscribing import actions
from termcard.subscribing.forms import FollowForm, KeepForm, LinkForm, OwnForm


@for_strangers
def subscribe(request: HttpRequest) -> HttpResponse:
    """Say what can be followed, and mail the private link to whoever lost it."""
    posted = request.POST if request.method == "POST" else None
    if posted is not None and not same_origin(request):
        return render(request, "403.html", status=403)
    form = LinkForm(posted, about="link")
    if posted is not None and form.is_valid():
        if actions.send_link(form.cleaned_data["address"], place=_place(request)):
            return redirect("asked")
        form.add_error(None, "Many asked from here. Please try again in an hour.")
    status = 200 if posted is None else 400
    return render(request, "subscribing/subscribe.html", {"form": form}, status=status)


@for_strangers
def follow(request: HttpRequest, kind: str, words: str) -> HttpResponse:
    """Ask for an address, to which is told what becomes of a host, a series, an event …"""
    subject = find_subject(kind, words)
    if subject is None:
        raise Http404
    return _asked_to_follow(request, subject)


@for_strangers
def follow_search(request: HttpRequest) -> HttpResponse:
    """Ask for an address, to which is told what a search finds; all events without a question."""
    return _asked_to_follow(request, search_subject(request.GET.urlencode()))


def _asked_to_follow(request: HttpRequest, subject: Subject) -> HttpResponse:
    """Show the form, or keep what was asked; the answer does not show who is known."""
    posted = request.POST if request.method == "POST" else None
    if posted is not None and not same_origin(request):
        return render(request, "403.html", status=403)
    is_event = subject.kind == Subscription.Kind.EVENT
    about = f"follow {subject.kind} {subject.key}"
    form = (KeepForm if is_event else FollowForm)(posted, about=about)
    if posted is not None and form.is_valid():
        try:
            actions.follow(subject, place=_place(request), **form.wish())
        except ValidationError as error:
            form.add_error(None, error.messages[0])
        else:
            return redirect("asked")
    shown = {"form": form, "subject": subject, "is_event": is_event}
    status = 200 if posted is None else 400
    return render(request, "subscribing/follow.html", shown, status=status)


@allows(Policy.ANYONE)
@never_cache
@require_safe
def asked(request: HttpRequest) -> HttpResponse:
    """Say that a mail is on its way."""
    return render(request, "subscribing/asked.html")


@for_strangers
def confirm_wish(request: HttpRequest, token: str) -> HttpResponse:
    """Show what was asked for, and let it be told once its owner says so."""
    waiting = Subscription.objects.select_related("follower")
    subscription = waiting.to_confirm(audiences.hash_of(token)).first()
    if subscription is None:
        raise Http404
    if request.method == "POST":
        actions.confirm_wish(subscription)
        return _private(redirect("own_subscriptions", audiences.token_of(subscription.follower)))
    shown = {"subscription": subscription, "subject": subject_of(subscription)}
    return _private(render(request, "subscribing/confirm.html", shown))


@for_strangers
def own_subscriptions(request: HttpRequest, token: str) -> HttpResponse:
    """Show everything that one follower follows, and change it."""
    follower = _follower(token)
    if request.method == "POST":
        if not same_origin(request):
            return render(request, "403.html", status=403)
        return _private(_changed(request, follower, token))
    form = OwnForm(None, follower=follower, asked=_followed(follower))
    return _private(render(request, "subscribing/own.html", _shown(follower, form)))


def _changed(request: HttpRequest, follower: Follower, token: str) -> HttpResponse:
    """Do what was asked for on a follower's own page."""
    verb = request.POST.get("verb", "")
    if verb == "erase":
        audiences.erase_follower(follower)
        return render(request, "subscribing/erased.html")
    if verb == "calendar":
        audiences.renew_calendar(follower)
    elif verb.startswith("stop-"):
        audiences.stop(follower, _keys(verb.removeprefix("stop-")))
    else:
        form = OwnForm(request.POST, follower=follower, asked=_followed(follower))
        if not form.is_valid():
            shown = _shown(follower, form)
            return render(request, "subscribing/own.html", shown, status=400)
        audiences.change_wishes(follower, zone=form.cleaned_data["zone"], wishes=form.wishes())
    return redirect(f"{reverse('own_subscriptions', args=[token])}?changed=1")


@for_strangers
def stop(request: HttpRequest, token: str, which: str) -> HttpResponse:
    """Show what a mail came by; end it when the button is pressed, or a mail program does so.

    The latter sends no origin, and the token alone says who asks (RFC 8058, section 3.2).
    """
    follower = _follower(token)
    followed = _followed(follower)
    keys = _keys(which) if which != "all" else [each.pk for each in followed]
    ending = [each for each in followed if each.pk in keys]
    titles = [subject.title for each in ending if (subject := subject_of(each)) is not None]
    if request.method == "POST":
        audiences.stop(follower, [each.pk for each in ending])
    shown = {"titles": titles, "is_done": request.method == "POST", "token": token}
    return _private(render(request, "subscribing/stop.html", shown))


def _follower(token: str) -> Follower:
    follower: Follower | None = Follower.objects.reached_by(audiences.hash_of(token)).first()
    if follower is None:
        raise Http404
    return follower


def _followed(follower: Follower) -> list[Subscription]:
    return list(follower.subscriptions.confirmed().in_order())


def _shown(follower: Follower, form: OwnForm) -> dict[str, object]:
    calendar = reverse("own_calendar", args=[audiences.calendar_token_of(follower)])
    return {
        "follower": follower,
        "form": form,
        "rows": form.rows(),
        "calendar_address": f"{settings.BASE_URL}{calendar}",
    }


def _keys(which: str) -> list[int]:
    return [int(part) for part in which.split("-") if part.isascii() and part.isdigit()][:200]


def _place(request: HttpRequest) -> str:
    place: str = request.META.get("REMOTE_ADDR", "")
    return place


def _private(answer: HttpResponse) -> HttpResponse:
    """Let no search engine and no other site learn the address of a page of somebody's own."""
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer
