"""Lets a form that was typed take over what somebody else has saved meanwhile."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.forms.boundfield import BoundField
from django.http import QueryDict

from termcard.programme.forms.event import EventForm

# Where a field of an announcement stands in the form, if under another name or in rows.
_ROWS = {"parts": "people", "sessions": "sittings", "talks": "sittings", "materials": "materials"}


def taken_over(posted: QueryDict, stands: EventForm, names: Iterable[str]) -> QueryDict:
    """Return what was posted with these fields of an announcement as the event says them now.

    `stands` is the form of the event as it stands, with nothing posted.
    """
    merged = posted.copy()
    for name in names:
        if name in _ROWS:
            _take_rows(merged, getattr(stands, _ROWS[name]))
        elif name in stands.fields:
            _take_field(merged, stands[name])
    if "sessions" in names:
        _take_field(merged, stands["zone"])
    return merged


def _take_rows(merged: QueryDict, rows: Any) -> None:
    for key in [key for key in merged if key.startswith(f"{rows.prefix}-")]:
        del merged[key]
    for form in (rows.management_form, *rows.forms):
        for field in form:
            _take_field(merged, field)


def _take_field(merged: QueryDict, field: BoundField) -> None:
    value, widget = field.value(), field.field.widget
    if isinstance(value, list | tuple):
        merged.setlist(field.html_name, [str(each) for each in value])
    elif isinstance(widget, forms.Select):
        merged[field.html_name] = "" if value is None else str(value)
    else:
        merged[field.html_name] = widget.format_value(value) or ""
