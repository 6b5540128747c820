"""The one way in which a command says that it cannot go on."""

from __future__ import annotations


class Refused(Exception):
    """A command cannot do what it was asked; the words are for the person who asked."""
