"""Reads what people write: from lines and blocks, through dates and people, to events."""
