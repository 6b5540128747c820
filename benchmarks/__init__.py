"""Measures how much of a processor each answer takes: `make bench`."""
