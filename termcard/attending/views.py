"""The pages at which people ask, read on, and answer."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from termcard.attending import actions
from termcard.attending.actions.asking import hash_of
from termcard.attending.forms import AnswerForm, EnquiryForm
from termcard.attending.models import Enquiry
from termcard.institutions.models import Organisation
from termcard.lib.http import account_of, reader_of, same_origin
from termcard.lib.policies import Policy, allows
from termcard.lib.strangers import for_strangers
from termcard.programme.models import Event, Series
from termcard.programme.models.telling import hosts_of


@for_strangers
def ask_about_event(request: HttpRequest, address: str) -> HttpResponse:
    """Take a question about an event."""
    events = Event.objects.visible_to(reader_of(request)).with_announcement()
    event = events.at(address.partition("-")[0]).first()
    owner = hosts_of(event)[0] if event else None
    if event is None or owner is None or event.is_taken_down:
        raise Http404
    if event.address != address:
        return redirect("ask_about_event", event.address, permanent=True)
    title = event.announcement().heading()
    subject = actions.Subject(
        kind="event",
        id=event.pk,
        title=title,
        path=event.url,
        organisation=owner,
        event=event,
    )
    return _asked(request, subject)


@for_strangers
def ask_about_series(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a question about a series."""
    series = Series.objects.with_host().called(slug).first()
    if series is None:
        raise Http404
    about = {"kind": "series", "id": series.pk, "title": series.title, "path": series.url}
    return _asked(request, actions.Subject(**about, organisation=series.host))


@for_strangers
def ask_about_host(request: HttpRequest, slug: str) -> HttpResponse:
    """Take a question about a department or institute."""
    host = Organisation.objects.called(slug).first()
    if host is None:
        raise Http404
    about = {"kind": "organisation", "id": host.pk, "title": host.name, "path": host.url}
    return _asked(request, actions.Subject(**about, organisation=host))


def _asked(request: HttpRequest, subject: actions.Subject) -> HttpResponse:
    """Show the form, or keep what was asked and lead to the page of its asker."""
    posted = request.POST if request.method == "POST" else None
    if posted is not None and not same_origin(request):
        return render(request, "403.html", status=403)
    form = EnquiryForm(posted, about=f"{subject.kind} {subject.id}")
    if posted is not None and form.is_valid():
        said = {name: form.cleaned_data[name] for name in ("purpose", "name", "address", "message")}
        try:
            _, token = actions.ask(subject, place=request.META.get("REMOTE_ADDR", ""), **said)
        except ValidationError as error:
            form.add_error(None, error)
        else:
            return redirect("own_enquiry", token)
    shown = {"form": form, "subject": subject}
    return render(request, "attending/ask.html", shown, status=400 if posted is not None else 200)


@allows(Policy.ANYONE)
@never_cache
@require_safe
def own_enquiry(request: HttpRequest, token: str) -> HttpResponse:
    """Show whoever asked what they asked, and the answer once there is one."""
    enquiry = Enquiry.objects.reached_by(hash_of(token)).first()
    if enquiry is None:
        raise Http404
    answer = render(request, "attending/own_enquiry.html", {"enquiry": enquiry})
    answer["Referrer-Policy"] = "no-referrer"
    answer["X-Robots-Tag"] = "noindex"
    return answer


@allows(Policy.SIGNED_IN)
@never_cache
@require_safe
def enquiries(request: HttpRequest) -> HttpResponse:
    """Show an organiser what was asked, and what still waits."""
    asked = Enquiry.objects.answerable_by(account_of(request)).latest_first()[:100]
    return render(request, "attending/enquiries.html", {"enquiries": asked})


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def answer_enquiry(request: HttpRequest, key: int) -> HttpResponse:
    """Show an organiser one question, and send the answer."""
    enquiry = Enquiry.objects.answerable_by(account_of(request)).numbered(key).first()
    if enquiry is None:
        raise Http404
    posted = request.POST if request.method == "POST" else None
    form = AnswerForm(posted)
    if posted is not None and _answered(request, enquiry, form):
        return redirect("enquiries")
    shown = {"enquiry": enquiry, "form": form}
    status = 200 if posted is None else 400
    return render(request, "attending/answer.html", shown, status=status)


def _answered(request: HttpRequest, enquiry: Enquiry, form: AnswerForm) -> bool:
    """Do what was decided; return whether it is done."""
    try:
        if request.POST.get("verb") == "close":
            actions.close_enquiry(enquiry, by=account_of(request))
            messages.info(request, "It is marked as answered.")
            return True
        if not form.is_valid():
            return False
        actions.answer_enquiry(enquiry, form.cleaned_data["answer"], by=account_of(request))
    except ValidationError as error:
        form.add_error(None, error)
        return False
    messages.info(request, f"Your answer is on its way to {enquiry.name}.")
    return True
