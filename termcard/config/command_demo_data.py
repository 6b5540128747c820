"""`termcard demo-data`: a large invented programme, for trials and benchmarks."""

from __future__ import annotations

import argparse
import sys

from django.conf import settings
from tqdm import tqdm  # type: ignore[import-untyped]

from termcard.operating.actions import bring_university


def run(options: argparse.Namespace) -> None:
    """Put the university of that seed in, and say where it stands."""
    with tqdm(total=options.events, unit=" events", disable=None, file=sys.stderr) as bar:
        brought = bring_university(options.events, options.seed, tell=bar.update)
    where = settings.BASE_URL + brought.path
    if brought.added:
        words = f"{brought.added:,} events of the {brought.name} (seed {options.seed}) were added"
    else:
        words = f"The {brought.name} (seed {options.seed}) is already there"
    sys.stdout.write(f"{words}: {where}\n")
