"""Fills an empty installation with the invented university of a size, and asks of it by itself.

Run in a process of its own, `python -m benchmarks.programme EVENTS`; prints what was made.
"""

from __future__ import annotations

import json
import resource
import sys
import time
from typing import Any

from tqdm import tqdm  # type: ignore[import-untyped]

from termcard.config.standing import bring_up_to_date, stand

SEED, SAMPLES, ASKED = 1, 200, 40


def fill(events: int) -> dict[str, Any]:
    """Bring so many events; return paths to try, how fast it went, and how much memory it took."""
    # Their tables can be imported only when Django stands.
    from termcard.operating.actions import bring_university  # noqa: PLC0415

    brought = bring_university(1, SEED)  # its units, series and people
    begun, used = time.perf_counter(), time.process_time()
    with tqdm(total=events, unit=" events", disable=None) as bar:
        bring_university(events, SEED, tell=bar.update)
    used, waited = time.process_time() - used, time.perf_counter() - begun
    return {
        **paths(brought.path),
        "a_second": (events - 1) / used,
        "a_second_waited": (events - 1) / waited,
        "filling_megabytes": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "asking": asking(),
    }


def paths(root: str) -> dict[str, Any]:
    """Return addresses of events, past and to come, of hosts, and words to search for."""
    from termcard.institutions.models import Organisation  # noqa: PLC0415
    from termcard.operating.actions.invention.university import words  # noqa: PLC0415
    from termcard.programme.models import Event  # noqa: PLC0415

    listed = Event.objects.visible_to(None).listed()
    step = max(1, listed.last_key() // SAMPLES)
    keys = list(range(step, listed.last_key() + 1, step))
    units = Organisation.objects.in_order()
    return {
        "events": [event.get_absolute_url() for event in listed.with_keys(keys)][:SAMPLES],
        "hosts": [unit.get_absolute_url() for unit in units if unit.get_absolute_url() != root],
        "root": root,
        "words": sorted({each for row in words()["fields"].values() for each in row["things"]}),
    }


def asking() -> float:
    """Return the milliseconds of processor that finding the keys of what holds some words takes."""
    from termcard.operating.actions.invention.university import words  # noqa: PLC0415
    from termcard.programme.models import Event  # noqa: PLC0415

    asked = sorted({each for row in words()["fields"].values() for each in row["things"]})[:ASKED]
    listed = Event.objects.visible_to(None).listed()
    listed.matching("bells").first_keys(10)
    used = time.process_time()
    for each in asked:
        listed.matching(each).first_keys(500)
    return 1000 * (time.process_time() - used) / len(asked)


if __name__ == "__main__":
    stand()
    bring_up_to_date()
    sys.stdout.write(json.dumps(fill(int(sys.argv[1]))))
