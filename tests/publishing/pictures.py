"""Looks at pictures that were set: where ink is."""

import struct
import zlib


def rows_of(picture):
    """Return the rows of a PNG of 8 bits a channel, as bytes (PNG, sections 7.2 and 9.2)."""
    width, _, depth, colour = struct.unpack(">IIBB", picture[16:26])
    channels = {2: 3, 6: 4}[colour]
    assert depth == 8
    packed, at = b"", 8
    while at < len(picture):
        (length,) = struct.unpack(">I", picture[at : at + 4])
        if picture[at + 4 : at + 8] == b"IDAT":
            packed += picture[at + 8 : at + 8 + length]
        at += length + 12
    whole, step = zlib.decompress(packed), width * channels
    rows, above = [], bytes(step)
    for start in range(0, len(whole), step + 1):
        above = _unfiltered(whole[start], whole[start + 1 : start + 1 + step], above, channels)
        rows.append(above)
    return rows


def _unfiltered(kind, row, above, channels):
    out = bytearray(row)
    for place, byte in enumerate(row):
        left = out[place - channels] if place >= channels else 0
        up = above[place]
        corner = above[place - channels] if place >= channels else 0
        guess = (0, left, up, (left + up) // 2, _paeth(left, up, corner))[kind]
        out[place] = (byte + guess) & 255
    return bytes(out)


def _paeth(left, up, corner):
    estimate = left + up - corner
    return min((left, up, corner), key=lambda one: abs(estimate - one))


def first_ink(picture, *, below):
    """Return the number of the first row below that one which is not of one colour."""
    rows = rows_of(picture)
    plain = rows[below]
    return next(number for number in range(below, len(rows)) if rows[number] != plain)
