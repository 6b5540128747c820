"""Seals text that must be read again but must not lie open in a database or a backup."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

KEY_BYTES = 32


class SealBroken(ValueError):
    """The sealed text was changed, or none of the keys sealed it."""


class Sealer:
    """Seals with the first key and opens with any, so that keys can be changed one by one.

    A key is any secret text; what seals is derived from it (RFC 5869), so an installation's
    one secret may serve here and elsewhere. Raises ValueError without a key.
    """

    def __init__(self, keys: Sequence[str]) -> None:
        if isinstance(keys, str) or not keys or not all(keys):
            raise ValueError("Sealing needs a list of keys, none of them empty.")
        self._keys = MultiFernet([_derived(key) for key in keys])

    def seal(self, text: str) -> str:
        """Return the text sealed, as ASCII; the same text seals differently each time."""
        return self._keys.encrypt(text.encode()).decode("ascii")

    def unseal(self, sealed: str) -> str:
        """Return what was sealed; raise SealBroken when it was changed or sealed elsewhere."""
        try:
            return self._keys.decrypt(sealed.encode()).decode()
        except (InvalidToken, UnicodeError) as error:
            raise SealBroken("This text was sealed with another key, or was changed.") from error


def _derived(key: str) -> Fernet:
    derive = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=b"termcard sealing 1")
    return Fernet(base64.urlsafe_b64encode(derive.derive(key.encode())))
