"""What the desk does of its own accord; whatever it stores is the nouns'."""

from termcard.organising.actions.mornings import token_of_mornings, write_mornings

__all__ = ["token_of_mornings", "write_mornings"]
