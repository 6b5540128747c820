"""Reckons with colours: how well one is seen on another, and the nearest that is seen well enough.

Colours are written "#5c1f6b".
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable

_WRITTEN = re.compile(r"#?([0-9a-f]{3}|[0-9a-f]{6})", re.IGNORECASE)
# How finely lightness is tried, and how finely strength is given up where a screen has no more.
_STEPS, _STRENGTHS = 400, 40


def colour_of(words: str) -> str:
    """Return a colour as it is written here: "#aabbcc" of "ABC". Raises ValueError."""
    found = _WRITTEN.fullmatch(words.strip())
    if found is None:
        raise ValueError("A colour is written as # and six digits or letters from a to f.")
    digits = found[1].lower()
    return f"#{digits}" if len(digits) == 6 else "#" + "".join(digit * 2 for digit in digits)


def contrast(one: str, other: str) -> float:
    """Return the contrast ratio of two colours, from 1 to 21 (WCAG 2.2, section 1.4.3)."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def mixed(one: str, other: str, share: float) -> str:
    """Return a colour with a share of another in it, from 0 to 1."""
    pairs = zip(_channels(one), _channels(other), strict=True)
    return _written(tuple((a + (b - a) * share) / 255 for a, b in pairs))


def nearest(colour: str, will_do: Callable[[str], bool]) -> str | None:
    """Return the colour of the same hue that differs least in lightness, and will do.

    None where none will. Lightness and hue are those of OKLCH (CSS Color 4, section 9.3).
    """
    lightness, strength, hue = _polar(colour)
    if will_do(colour):
        return colour
    for step in range(1, _STEPS + 1):
        for way in (-1, 1):
            tried = lightness + way * step / _STEPS
            if 0 <= tried <= 1 and will_do(found := _within_reach(tried, strength, hue)):
                return found
    return None


def _channels(colour: str) -> tuple[int, int, int]:
    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    return red, green, blue


def _written(shares: tuple[float, ...]) -> str:
    return "#" + "".join(f"{round(min(max(share, 0), 1) * 255):02x}" for share in shares)


def _linear(channel: int) -> float:
    share = channel / 255
    linear: float = share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
    return linear


def _bent(linear: float) -> float:
    if linear <= 0.0031308:
        return linear * 12.92
    bent: float = 1.055 * linear ** (1 / 2.4) - 0.055
    return bent


def _luminance(colour: str) -> float:
    red, green, blue = map(_linear, _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _polar(colour: str) -> tuple[float, float, float]:
    """Return (lightness, chroma, hue) in OKLCH."""
    red, green, blue = map(_linear, _channels(colour))
    long = math.cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    middle = math.cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    short = math.cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
    return lightness, math.hypot(a, b), math.atan2(b, a)


def _shares(lightness: float, strength: float, hue: float) -> tuple[float, float, float]:
    """Return the linear shares of red, green and blue; outside 0 to 1 a screen has no such."""
    a, b = strength * math.cos(hue), strength * math.sin(hue)
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def _within_reach(lightness: float, strength: float, hue: float) -> str:
    """Return the strongest colour of that lightness and hue that a screen can show."""
    for step in range(_STRENGTHS + 1):
        shares = _shares(lightness, strength * (1 - step / _STRENGTHS), hue)
        if all(-0.001 <= share <= 1.001 for share in shares):
            break
    return _written(tuple(_bent(max(share, 0)) for share in shares))
