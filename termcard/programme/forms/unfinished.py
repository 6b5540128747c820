"""Lets a form be shown again as it was typed, before anything in it is judged."""

from __future__ import annotations

from typing import Any

from django import forms
from django.forms.utils import ErrorDict, ErrorList


class Unfinished(forms.Form):
    """A form that says nothing of its errors while somebody still asks for more rows."""

    is_unfinished = False

    @property
    def errors(self) -> ErrorDict:
        """What is wrong with each field; nothing yet while it is being filled in."""
        return ErrorDict() if self.is_unfinished else super().errors


class Rows(forms.BaseFormSet):  # type: ignore[type-arg]
    """Rows of a form, of which another may be asked for by a button that posts the form."""

    is_unfinished = False

    def get_form_kwargs(self, index: int | None) -> dict[str, Any]:
        """Return what each row is made with."""
        return {**super().get_form_kwargs(index), "label_suffix": ""}

    def leave_unfinished(self) -> None:
        """Say nothing of what is wrong in the rows yet."""
        self.is_unfinished = True
        for form in self.forms:
            form.is_unfinished = True

    def begin_in_last(self) -> None:
        """Let the browser go to the first field of the last row."""
        field = next(iter(self.forms[-1].visible_fields()), None) if self.forms else None
        if field is not None:
            field.field.widget.attrs["autofocus"] = True

    def non_form_errors(self) -> ErrorList:
        """Return what is wrong with the rows as a whole; nothing yet while they are filled in."""
        return ErrorList() if self.is_unfinished else super().non_form_errors()


def with_another_row(posted: Any, prefix: str, most: int) -> Any:
    """Return what was posted with one more empty row of those that begin with the prefix."""
    more = posted.copy()
    name = f"{prefix}-TOTAL_FORMS"
    number = more.get(name, "")
    if number.isascii() and number.isdigit() and len(number) < 5:
        more[name] = str(min(int(number) + 1, most))
    return more
