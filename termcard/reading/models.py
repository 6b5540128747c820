"""The tables of what others announced, and what was read in it."""

from __future__ import annotations

from itertools import pairwise

from django.db import models
from django.urls import reverse

from termcard.announcements import documented
from termcard.announcements.announcement import Announcement
from termcard.announcements.mail_addresses import find_mail_addresses
from termcard.announcements.wording import when_line
from termcard.institutions.models import Organisation
from termcard.lib.wording import plain_line
from termcard.people.models import Account
from termcard.programme.models import Event
from termcard.reading.querysets import DocumentQuerySet, ProposalQuerySet

# Of a long stretch that no field was read from, this much is shown before and after a field.
SHOWN_BESIDE = 3_000


class Source(models.Model):
    """Somewhere announcements come from again and again: a feed, a page, a mailbox."""

    name = models.CharField(max_length=300)
    url = models.URLField(max_length=1000, blank=True)
    host = models.ForeignKey(Organisation, models.PROTECT, related_name="sources")
    is_trusted = models.BooleanField(default=False)

    class Meta:
        db_table = "source"

    def __str__(self) -> str:
        return self.name


class Document(models.Model):
    """An announcement as it came: its bytes, and the text and settings it was read with."""

    host = models.ForeignKey(Organisation, models.PROTECT, related_name="documents")
    source = models.ForeignKey(Source, models.PROTECT, null=True, related_name="documents")
    name = models.CharField(max_length=300, blank=True)
    url = models.URLField(max_length=1000, blank=True)
    content = models.BinaryField()
    digest = models.CharField(max_length=64)
    text = models.TextField(blank=True)
    warnings = models.JSONField(default=list)
    reference_date = models.DateField()
    zone = models.CharField(max_length=64)
    read_at = models.DateTimeField()
    by = models.ForeignKey(Account, models.PROTECT, related_name="documents")

    objects = DocumentQuerySet.as_manager()

    class Meta:
        db_table = "document"
        constraints = [
            models.UniqueConstraint(fields=["host", "digest"], name="read_once_for_a_host")
        ]

    def __str__(self) -> str:
        return self.name or "Pasted text"


class Proposal(models.Model):
    """One event that was read in a document, until a person accepts or dismisses it.

    `told` is the announcement as our documented object, `evidence` maps a field to ranges of
    the document's text. Contact and join links are private and stay here. `is_private` was
    marked as not for everybody where it stood. `duplicate_of` is the event that this announces
    again, `differs` maps what it says otherwise to what was known and what is said now.
    """

    class State(models.TextChoices):
        """What became of it."""

        WAITING = "waiting"
        ACCEPTED = "accepted"
        DISMISSED = "dismissed"

    document = models.ForeignKey(Document, models.CASCADE, related_name="proposals")
    position = models.PositiveSmallIntegerField(default=0)
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    told = models.JSONField()
    evidence = models.JSONField(default=dict)
    warnings = models.JSONField(default=list)
    contact = models.CharField(max_length=500, blank=True)
    sealed_links = models.TextField(blank=True)
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="proposals")
    is_private = models.BooleanField(default=False)
    duplicate_of = models.ForeignKey(Event, models.PROTECT, null=True, related_name="told_again")
    differs = models.JSONField(default=dict)

    objects = ProposalQuerySet.as_manager()

    class Meta:
        db_table = "proposal"
        ordering = ("document", "position")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        """Return the path of its review page."""
        return reverse("review_proposal", args=[self.pk])

    @property
    def url(self) -> str:
        """The path of its review page."""
        return self.get_absolute_url()

    @property
    def title(self) -> str:
        """What the event is called, or what stands for that."""
        return plain_line(self.announcement().heading())

    @property
    def when(self) -> str:
        """When it takes place, in words; empty without a day."""
        sessions = self.announcement().sessions
        return when_line(sessions[0]) if sessions else ""

    @property
    def gist(self) -> str:
        """Where it takes place and whom one hears, on one line; empty when neither is known."""
        told = self.announcement()
        where = told.place.name if told.place else told.platform
        who = ", ".join(part.name for part in told.speakers)
        return plain_line(" · ".join(words for words in (where, who) if words))

    def announcement(self) -> Announcement:
        """Return the event as it was read."""
        return documented.read(self.told)

    @property
    def is_dismissed(self) -> bool:
        """Whether somebody put it aside."""
        return self.state == self.State.DISMISSED

    @property
    def visibility(self) -> str:
        """Who sees the event unless somebody decides otherwise: what was private is a draft."""
        return Event.Visibility.DRAFT if self.is_private else Event.Visibility.PUBLIC

    def news(self) -> list[str]:
        """Return sentences on what it says otherwise of an event that is there already."""
        return [
            f"{name}: {now}, where {was} was known." if was else f"{name}: {now}; none was known."
            for name, (was, now) in self.differs.items()
        ]

    def checks(self) -> list[str]:
        """Return what does not agree with itself, in this event or in its whole document."""
        return list(dict.fromkeys([*self.warnings, *self.document.warnings]))

    def withheld(self) -> list[str]:
        """Return sentences that say what is kept off the public page, and where it goes."""
        sentences = []
        if find_mail_addresses(self.contact):
            sentences.append("An e-mail address: it goes to whoever answers enquiries.")
        elif self.contact:
            sentences.append("Whom to ask: kept for whoever answers enquiries.")
        if self.sealed_links:
            sentences.append("How to join online: kept sealed, for those who are let in.")
        return sentences

    def text_pieces(self) -> list[tuple[str, str]]:
        """Return the document's text cut into (words, the field they are evidence of or "").

        Where two fields were read from the same words, the narrower one has them.
        """
        text = self.document.text
        spans = [
            (start, min(end, len(text)), name)
            for name, ranges in self.evidence.items()
            for start, end in ranges
            if 0 <= start < end and start < len(text)
        ]
        cuts = sorted({0, len(text), *(edge for start, end, _ in spans for edge in (start, end))})
        pieces: list[tuple[str, str]] = []
        for start, end in pairwise(cuts):
            over = (span for span in spans if span[0] <= start and end <= span[1])
            name = min(over, key=lambda span: span[1] - span[0], default=(0, 0, ""))[2]
            if pieces and pieces[-1][1] == name:
                pieces[-1] = (pieces[-1][0] + text[start:end], name)
            else:
                pieces.append((text[start:end], name))
        return [(words if name else _shortened(words), name) for words, name in pieces]


def _shortened(words: str) -> str:
    if len(words) <= 3 * SHOWN_BESIDE:
        return words
    return f"{words[:SHOWN_BESIDE]}\n[…]\n{words[-SHOWN_BESIDE:]}"
