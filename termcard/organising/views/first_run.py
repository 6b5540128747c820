"""The page at which an installation is begun, by whoever runs it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from termcard.institutions.models import Organisation
from termcard.lib.http import reader_of
from termcard.lib.mail_trial import try_mail
from termcard.lib.opening import are_opening_words
from termcard.lib.policies import Policy, allows
from termcard.organising.forms.first_run import FirstRunForm, MailTrialForm
from termcard.people.actions import begin_installation, local_operator
from termcard.people.models import Account


@allows(Policy.ANYONE)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def first_run(request: HttpRequest) -> HttpResponse:
    """Begin the installation: for whoever holds the words that it printed, and for operators."""
    token = request.POST.get("token") or request.GET.get("token") or ""
    by = _operator(request, token)
    if by is None or Organisation.objects.exists():
        raise Http404
    posted = request.POST if request.method == "POST" else None
    is_trial = posted is not None and posted.get("verb") == "try"
    form = FirstRunForm(None if is_trial else posted)
    trial = MailTrialForm(posted if is_trial else None)
    if posted is not None and not is_trial and _begun(request, form, by):
        return redirect("account_login")
    tried = try_mail(trial.cleaned_data["to"]) if is_trial and trial.is_valid() else None
    shown = {"form": form, "trial": trial, "tried": tried, "token": token}
    status = 400 if posted is not None and tried is None else 200
    return render(request, "organising/first_run.html", shown, status=status)


def _operator(request: HttpRequest, token: str) -> Account | None:
    """Return the account that begins: whoever is signed in as an operator, else the machine's."""
    reader: Account | None = reader_of(request)
    if reader is not None and reader.is_operator:
        return reader
    return local_operator() if token and are_opening_words(token) else None


def _begun(request: HttpRequest, form: FirstRunForm, by: Account) -> bool:
    if not form.is_valid():
        return False
    try:
        institution = begin_installation(by=by, **form.cleaned_data)
    except ValidationError as error:
        known = hasattr(error, "error_dict") and error.error_dict.keys() <= form.fields.keys()
        form.add_error(None, error if known else error.messages[0])
        return False
    words = f"{institution} is here. {form.cleaned_data['email']} signs in with a code by mail."
    messages.info(request, words)
    return True
