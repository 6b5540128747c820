"""What an organiser fills in at the desk."""

from termcard.organising.forms.events import FilterForm, HostForm, PreviewForm
from termcard.organising.forms.verbs import MoveForm, NoteForm, PublishForm, SureForm

__all__ = [
    "FilterForm",
    "HostForm",
    "MoveForm",
    "NoteForm",
    "PreviewForm",
    "PublishForm",
    "SureForm",
]
