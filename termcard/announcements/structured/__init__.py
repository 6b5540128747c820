"""Reads events that are stated field by field: tables, feeds, exports, marked-up pages, mail."""
