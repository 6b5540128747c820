"""What an organiser fills in to have an announcement read and to correct what was read."""

from termcard.reading.forms.paste import DocumentForm, PasteForm
from termcard.reading.forms.review import ReviewForm

__all__ = ["DocumentForm", "PasteForm", "ReviewForm"]
