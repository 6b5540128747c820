"""Finds the series that an account may change by the words in an address."""

from __future__ import annotations

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse

from termcard.lib.http import account_of
from termcard.programme.models import Series
from termcard.programme.querysets import SeriesQuerySet
from termcard.records.models import Address


def own_series(request: HttpRequest, slug: str) -> Series | None:
    """Return the series with these words in its address, if the account may change it."""
    return _mine(request).called(slug).first()


def led_to_series(request: HttpRequest, slug: str, name: str) -> HttpResponse:
    """Lead to the page of that name of the series that once had these words in its address.

    Raises Http404 where there is none that the account may change.
    """
    led = Address.objects.at("units", slug).first()
    moved = None
    if led is not None and led.subject_kind == "series":
        moved = _mine(request).with_key(led.subject_id).first()
    if moved is None:
        raise Http404
    path, asked = reverse(name, args=[moved.slug]), request.GET.urlencode()
    return redirect(f"{path}?{asked}" if asked else path)


def _mine(request: HttpRequest) -> SeriesQuerySet:
    mine: SeriesQuerySet = Series.objects.editable_by(account_of(request))
    return mine.select_related("host", "venue")
