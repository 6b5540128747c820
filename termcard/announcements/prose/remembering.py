"""Remembers the answers about stretches of a text that its reading asks for again and again."""

from __future__ import annotations

from functools import lru_cache

# A page asks about a few hundred stretches; a text is let go once later ones fill the places.
remembered = lru_cache(maxsize=4_096)
