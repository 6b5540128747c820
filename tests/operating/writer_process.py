"""Forks real writers of events on demand: Django is imported once, and each costs nothing.

Reads commands from its standard input, one a line, and answers each with one: `write FILE`
(announces events until it is killed, and notes in FILE each that it was told is kept; answers
with its number), `wait NUMBER`, `lost FILE` (how many of those noted are not there), `halves`
(how many events lack a part).
"""

import os
import sys
from datetime import date, time

from tests.operating.worker_process import forked, say, wait

SLUG = "killed"


def main():
    """Answer each command with a line."""
    from django.db import connection

    from termcard.config.standing import bring_up_to_date, let_go_of_the_database, stand

    stand()
    bring_up_to_date()
    prepare()
    let_go_of_the_database()
    answers = {"write": write, "wait": wait, "lost": lost, "halves": halves}
    say("ready")
    for line in sys.stdin:
        name, *words = line.split()
        say(answers[name](*words))
        connection.close()


def prepare():
    """Make the one unit that holds the events."""
    from termcard.institutions.actions import add_organisation
    from termcard.institutions.models import Organisation
    from termcard.people.actions import local_operator

    if not Organisation.objects.filter(slug=SLUG).exists():
        add_organisation(name="University", slug=SLUG, kind="institution", by=local_operator())


def write(file):
    from termcard.announcements.announcement import Announcement, Kind, Mode
    from termcard.announcements.parts import Part
    from termcard.announcements.sessions import Session
    from termcard.institutions.models import Organisation
    from termcard.people.actions import local_operator
    from termcard.programme.actions import announce_event

    told = Announcement(
        title="On bells",
        kind=Kind.SEMINAR,
        abstract="Bells and ropes. " * 60,
        sessions=(
            Session(starts_on=date(2026, 12, 9), starts_time=time(13), zone="Europe/London"),
        ),
        mode=Mode.ONLINE,
        platform="Zoom",
        parts=(Part(name="Sam Speaks", affiliation="Example University"),),
    )

    def work():
        notes = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_APPEND)
        operator, host = local_operator(), Organisation.objects.called(SLUG).first()
        while True:
            event = announce_event(told, host=host, by=operator)
            os.write(notes, f"{event.uid}\n".encode())

    return forked(work)


def lost(file):
    from termcard.programme.models import Event

    with open(file) as notes:
        told = {line.strip() for line in notes}
    return len(told - set(Event.objects.values_list("uid", flat=True)))


def halves():
    from termcard.programme.models import Event, Hosting, Session
    from termcard.records.models import Change

    events = set(Event.objects.values_list("pk", flat=True))
    parts = (
        Session.objects.values_list("event_id", flat=True),
        Hosting.objects.values_list("event_id", flat=True),
        Change.objects.filter(verb="announced").values_list("subject_id", flat=True),
    )
    return sum(len(events ^ set(part)) for part in parts)


if __name__ == "__main__":
    main()
