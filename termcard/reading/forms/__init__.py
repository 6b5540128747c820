"""What an organiser fills in to have an announcement read and to correct what was read."""

from termcard.reading.forms.listed import AgainForm, ChosenForm, DocumentForm
from termcard.reading.forms.paste import PasteForm
from termcard.reading.forms.review import ReviewForm

__all__ = ["AgainForm", "ChosenForm", "DocumentForm", "PasteForm", "ReviewForm"]
