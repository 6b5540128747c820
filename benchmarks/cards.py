"""How long posters, share cards and term cards take to typeset, and to give once they are kept."""

from __future__ import annotations

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from datetime import time as hour
from pathlib import Path

TURNS = 15
GOALS = {"poster, A4": 100.0, "share card": 80.0}


def main() -> None:
    """Measure, and print a line for each kind of sheet; end with 1 where a goal is missed."""
    with tempfile.TemporaryDirectory(prefix="termcard-bench-") as home:
        os.environ["TERMCARD_HOME"] = home
        os.environ.setdefault("DJANGO_SETTINGS_MODULE", "termcard.config.settings")
        import django  # noqa: PLC0415

        django.setup()
        missed = [
            name for name, took in measured(Path(home)).items() if took > GOALS.get(name, took)
        ]
    sys.exit(1 if missed else 0)


def measured(home: Path) -> dict[str, float]:
    """Return {kind of sheet: milliseconds it takes, the median of fifteen}; print the least too."""
    from termcard.lib.limited import have_ready  # noqa: PLC0415
    from termcard.lib.made_once import key_of, made_once  # noqa: PLC0415
    from termcard.lib.typesetting import typeset  # noqa: PLC0415
    from termcard.publishing.views.printing import event_told, poster_told  # noqa: PLC0415
    from termcard.publishing.views.typeset import TEMPLATES  # noqa: PLC0415

    have_ready("termcard.lib.typesetting")
    told = _announcements()
    how = {"institution": "Example University", "design": "ledger"}
    sheets: dict[str, Callable[[int], bytes]] = {
        "poster, A4": lambda turn: typeset(
            TEMPLATES / "poster.typ", poster_told(told[turn], turn, paper="a4", **how), "pdf"
        ),
        "poster, A3": lambda turn: typeset(
            TEMPLATES / "poster.typ", poster_told(told[turn], turn, paper="a3", **how), "pdf"
        ),
        "share card": lambda turn: typeset(
            TEMPLATES / "share_card.typ", event_told(told[turn], turn), "png"
        ),
    }
    took = {}
    for name, make in sheets.items():
        least, took[name] = _spans(make)
        key = key_of(name)
        made_once(home, key, lambda make=make: make(0))  # type: ignore[misc]
        _, kept = _spans(lambda _, key=key: made_once(home, key, bytes))  # type: ignore[misc]
        goal = f"  goal {GOALS[name]:.0f} ms" if name in GOALS else ""
        sys.stdout.write(
            f"{name:12} {took[name]:6.1f} ms  least {least:6.1f} ms  kept {kept:5.2f} ms{goal}\n"
        )
    return took


def _spans(make: Callable[[int], bytes]) -> tuple[float, float]:
    """Return the least and the median of what the turns take, in milliseconds."""
    make(0)
    spans = []
    for turn in range(TURNS):
        began = time.perf_counter()
        make(turn)
        spans.append((time.perf_counter() - began) * 1000)
    return min(spans), statistics.median(spans)


def _announcements() -> list:  # type: ignore[type-arg]
    """Return so many events as there are turns, each with other words."""
    from termcard.announcements.announcement import Announcement, Mode, Named, Place  # noqa: PLC0415
    from termcard.announcements.parts import Part  # noqa: PLC0415
    from termcard.announcements.sessions import Session  # noqa: PLC0415

    return [
        Announcement(
            title=f"Who stays to teach, part {turn}: early-career teachers in coastal schools",
            url=f"https://events.example/events/k3x9m2ab-who-stays-{turn}/",
            host=Named(name="School of Education"),
            series=Named(name="Education Seminar"),
            sessions=(
                Session(
                    starts_on=date(2026, 10, 14) + timedelta(days=turn),
                    starts_time=hour(13),
                    ends_time=hour(14),
                    zone="Europe/London",
                ),
            ),
            mode=Mode.IN_PERSON,
            place=Place(name="Room 4, Elvet Hall", street_address="1 Church Street"),
            parts=(Part(honorific="Dr", name="Sam Speaks", affiliation="Example University"),),
            abstract="In coastal towns one new teacher in three leaves within four years. " * 12,
        )
        for turn in range(TURNS)
    ]


if __name__ == "__main__":
    main()
