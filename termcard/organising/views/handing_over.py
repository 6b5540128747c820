"""The page at which a series is handed over to whoever looks after it next."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from termcard.lib.http import account_of
from termcard.lib.policies import Policy, allows
from termcard.organising.forms.handing_over import HandOverForm
from termcard.organising.views.own_series import led_to_series, own_series
from termcard.people.models import Account
from termcard.programme.actions import end_keeping, hand_over_series
from termcard.programme.models import Keeper, Series
from termcard.programme.rules import may_edit_series


@allows(Policy.SIGNED_IN)
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: HttpRequest, slug: str) -> HttpResponse:
    """Show who keeps a series, and hand it over, or let somebody keep it no longer."""
    series = own_series(request, slug)
    if series is None:
        return led_to_series(request, slug, "hand_over")
    account = account_of(request)
    keepers = list(Keeper.objects.active().of(series))
    is_keeper = account.pk in {keeper.account_id for keeper in keepers}
    posted = request.POST if request.method == "POST" else None
    ended = next((each for each in keepers if posted and posted.get("end") == str(each.pk)), None)
    form = HandOverForm(None if ended else posted, is_keeper=is_keeper)
    if ended is not None:
        end_keeping(ended, by=account)
        messages.info(request, f"{ended.account} keeps it no longer.")
        return _led_on(account, series)
    if posted is not None and _done(request, form, series):
        return _led_on(account, series)
    shown = {"series": series, "keepers": keepers, "form": form}
    status = 200 if posted is None else 400
    return render(request, "organising/hand_over.html", shown, status=status)


def _done(request: HttpRequest, form: HandOverForm, series: Series) -> bool:
    if not form.is_valid():
        return False
    to, is_leaving = form.cleaned_data["email"], form.cleaned_data.get("is_leaving", False)
    try:
        keeper = hand_over_series(series, to=to, by=account_of(request), is_leaving=is_leaving)
    except ValidationError as error:
        form.add_error("email", error.messages[0])
        return False
    words = f"{to} keeps it now, and is written to." if keeper else f"{to} keeps it already."
    messages.info(request, words)
    return True


def _led_on(account: Account, series: Series) -> HttpResponse:
    """Lead back to the page, or to the other series where this one is theirs no longer."""
    if may_edit_series(account, series):
        return redirect("hand_over", series.slug)
    return redirect("own_series")
