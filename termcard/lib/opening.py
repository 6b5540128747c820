"""The words by which whoever started an installation shows that it is theirs to open."""

from django.utils.crypto import constant_time_compare, salted_hmac


def opening_words() -> str:
    """Return the words, 160 bits drawn from the secret key: the same in every process of ours."""
    return salted_hmac("termcard.opening", "first run", algorithm="sha256").hexdigest()[:40]


def are_opening_words(words: str) -> bool:
    """Say whether these are the words."""
    return constant_time_compare(words, opening_words())
