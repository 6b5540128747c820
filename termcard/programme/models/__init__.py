"""The tables of the programme, one concept a file."""

from termcard.programme.models.appearance import Appearance, Hosting
from termcard.programme.models.edition import Edition
from termcard.programme.models.event import Event
from termcard.programme.models.keeper import Keeper
from termcard.programme.models.placeholder import Placeholder
from termcard.programme.models.preview import PreviewLink
from termcard.programme.models.private import Contact, OnlinePlace, SeriesContact
from termcard.programme.models.search_entry import SearchEntry, SearchSpelling, SearchWord
from termcard.programme.models.series import Material, Series, Topic
from termcard.programme.models.session import Session, Talk
from termcard.programme.models.speaker_entry import SpeakerEntry
from termcard.programme.models.submission import Submission

__all__ = [
    "Appearance",
    "Contact",
    "Edition",
    "Event",
    "Hosting",
    "Keeper",
    "Material",
    "OnlinePlace",
    "Placeholder",
    "PreviewLink",
    "SearchEntry",
    "SearchSpelling",
    "SearchWord",
    "Series",
    "SeriesContact",
    "Session",
    "SpeakerEntry",
    "Submission",
    "Talk",
    "Topic",
]
