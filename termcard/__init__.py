"""Termcard: research events, published once and right everywhere.

The time-zone rules are those of the pinned tzdata package, never the machine's: the same
event means the same moment on every machine.
"""

import zoneinfo

zoneinfo.reset_tzpath(to=())

__version__ = "0.1.0"
