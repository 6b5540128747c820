"""Draws what a request costs as bars, ours beside those of others, as an SVG."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any

_NAMES = ("Termcard, kept", "Termcard, anew", "Indico", "pretalx", "Oxford Talks")
_COLOURS = ("#1d6b4f", "#7fb59f", "#8a8f98", "#b0b4bb", "#d0d3d8")
_LEFT, _WIDTH, _BAR, _GAP = 210, 620, 13, 14
_LEAST, _MOST = 0.01, 20_000.0


def chart(result: Mapping[str, Any], peers: Mapping[str, Sequence[float | None]]) -> str:
    """Return the chart: a group of bars for each kind of request, on a logarithmic scale."""
    groups = []
    for name, others in peers.items():
        each = result["requests"].get(name, {})
        groups.append((name, [each.get("kept"), each.get("anew"), *others]))
    height = 70 + sum(_tall(values) + _GAP for _, values in groups)
    title = f"What a request costs, with {result['events']:,} events"
    told = "; ".join(f"{name}: {_told(values)}" for name, values in groups)
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_LEFT + _WIDTH + 70} {height}"'
        ' role="img" aria-labelledby="title desc" font-family="sans-serif" font-size="12">',
        f'<title id="title">{escape(title)}</title>',
        f'<desc id="desc">Milliseconds of processor, logarithmic scale. {escape(told)}.</desc>',
        f'<rect width="100%" height="{height}" fill="#ffffff"/>',
        *_legend(),
        *_bars(groups),
        "</svg>",
    ]
    return "\n".join(lines) + "\n"


def _tall(values: Sequence[float | None]) -> int:
    return _BAR * sum(value is not None for value in values)


def _told(values: Sequence[float | None]) -> str:
    pairs = zip(_NAMES, values, strict=True)
    return ", ".join(f"{name} {_number(value)} ms" for name, value in pairs if value is not None)


def _legend() -> Iterator[str]:
    for place, (name, colour) in enumerate(zip(_NAMES, _COLOURS, strict=True)):
        x = 10 + 150 * place
        yield f'<rect x="{x}" y="12" width="12" height="12" fill="{colour}"/>'
        yield f'<text x="{x + 18}" y="22" fill="#1b1f24">{name}</text>'
    yield '<text x="10" y="44" fill="#4a5058">Milliseconds of processor, logarithmic</text>'


def _bars(groups: Sequence[tuple[str, Sequence[float | None]]]) -> Iterator[str]:
    y = 60
    for name, values in groups:
        yield f'<text x="10" y="{y + 11}" fill="#1b1f24">{escape(_short(name))}</text>'
        for value, colour in zip(values, _COLOURS, strict=True):
            if value is None:
                continue
            long = max(2.0, _place(value))
            yield (
                f'<rect x="{_LEFT}" y="{y}" width="{long:.1f}" height="{_BAR - 2}"'
                f' fill="{colour}"/>'
            )
            yield (
                f'<text x="{_LEFT + long + 5:.1f}" y="{y + 10}" font-size="11" fill="#4a5058">'
                f"{_number(value)}</text>"
            )
            y += _BAR
        y += _GAP


def _short(name: str) -> str:
    return name.partition(",")[0].partition(" over ")[0]


def _place(value: float) -> float:
    return _WIDTH * math.log(max(value, _LEAST) / _LEAST) / math.log(_MOST / _LEAST)


def _number(value: float | None) -> str:
    if value is None:
        return "–"
    return f"{value:.2f}" if value < 1 else f"{value:,.3g}" if value < 100 else f"{value:,.0f}"
