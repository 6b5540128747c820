"""The tables of the words by which events are found."""

from __future__ import annotations

from django.db import models


class SearchEntry(models.Model):
    """What a listed event is found by, in words without accents, parted by spaces.

    Its number grows with the moment at which the event begins. The index over these rows is
    the database's own: a migration made it, and the database keeps it in step.
    """

    id = models.BigIntegerField(primary_key=True)
    event = models.OneToOneField("programme.Event", models.CASCADE, related_name="search_entry")
    title = models.TextField(blank=True)
    names = models.TextField(blank=True)
    text = models.TextField(blank=True)

    class Meta:
        db_table = "search_entry"
        verbose_name_plural = "search entries"

    def __str__(self) -> str:
        return f"search entry of {self.event_id}"


class SearchWord(models.Model):
    """A word that entries hold or held, which a slip of the pen may have meant."""

    word = models.CharField(max_length=40, primary_key=True)

    class Meta:
        db_table = "search_word"

    def __str__(self) -> str:
        return self.word


class SearchSpelling(models.Model):
    """The beginning of a word, as it stands or with a letter left out."""

    spelling = models.CharField(max_length=10)
    word = models.CharField(max_length=40)

    class Meta:
        db_table = "search_spelling"
        constraints = [
            models.UniqueConstraint(fields=["spelling", "word"], name="one_spelling_of_a_word")
        ]
        indexes = [models.Index(fields=["word"], name="spellings_of_word")]

    def __str__(self) -> str:
        return self.spelling
