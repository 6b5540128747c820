"""Forks real workers and writers on demand: Django is imported once, and each costs nothing.

Reads commands from its standard input, one a line: `work` (answers with the worker's number),
`write PREFIX COUNT SECONDS` (queues letters in a process of its own, and answers with its
number), `wait NUMBER`, `finish` (works until nothing is due, and answers with how many letters
wait), `audience COUNT` (so many follow a series), `move HOUR` (its talk, in a process of its own).
"""

import argparse
import os
import secrets
import sys
import time
import traceback
from datetime import date, timedelta
from datetime import time as clock_time


def main():
    """Answer each command with a line."""
    from termcard.config.standing import bring_up_to_date, stand

    stand()
    bring_up_to_date()
    from django.db import connection

    connection.close()
    if connection.vendor == "postgresql":  # a pool may not be shared with a fork
        connection.close_pool()
    answers = {
        "work": start_work,
        "write": start_writing,
        "wait": wait,
        "finish": finish,
        "audience": gather_audience,
        "move": move_talk,
    }
    say("ready")
    for line in sys.stdin:
        name, *words = line.split()
        say(answers[name](*words))


def say(words):
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def start_work():
    from termcard.config.command_work import run

    return forked(lambda: run(argparse.Namespace(once=False)))


def start_writing(prefix, count, seconds):
    from termcard.records.actions import queue_letter

    def write():
        for number in range(int(count)):
            queue_letter(
                key=f"{prefix} {number}",
                purpose="notice",
                to=f"reader{number}@elsewhere.example",
                subject=f"{prefix} {number}",
                text="Good morning.",
            )
            time.sleep(float(seconds) / int(count))

    return forked(write)


def gather_audience(count):
    from termcard.announcements.announcement import Announcement
    from termcard.audiences.actions import ask_to_follow, confirm
    from termcard.audiences.models.subject import find_subject
    from termcard.institutions.actions import add_organisation
    from termcard.people.actions import local_operator
    from termcard.programme.actions import add_series, announce_event

    def gather():
        operator = local_operator()
        slug = f"bells-{secrets.token_hex(4)}"  # one database serves several tests
        host = add_organisation(name=slug, slug=slug, kind="institution", by=operator)
        series = add_series(title="Bells", slug=f"series-{slug}", host=host, by=operator)
        subject = find_subject("series", series.slug)
        for number in range(int(count)):
            address, place = f"reader{number}.{slug}@elsewhere.example", f"192.0.2.{number}"
            confirm(ask_to_follow(subject, address=address, place=place)[0])
        told = Announcement(title="On bells", sessions=(at_hour(8),))
        announce_event(told, host=host, series=series, by=operator)

    return wait(forked(gather))


def move_talk(hour):
    from termcard.people.actions import local_operator
    from termcard.programme.actions import reschedule_event
    from termcard.programme.models import Event

    def move():
        event = Event.objects.visible_to(None).order_by("-pk").first()
        reschedule_event(event, [at_hour(int(hour))], by=local_operator())

    return forked(move)


def at_hour(hour):
    """Return a sitting at that hour, in a year from now."""
    from termcard.announcements.sessions import Session

    day = date.today() + timedelta(days=365)
    return Session(starts_on=day, starts_time=clock_time(hour), zone="Europe/London")


def finish():
    from termcard.operating.tasks import Worker
    from termcard.records.models import Letter

    def work():
        with Worker() as worker:
            worker.run_until_quiet()
        os.write(outlet, str(Letter.objects.waiting().count()).encode())

    inlet, outlet = os.pipe()
    wait(forked(work))
    os.close(outlet)
    with os.fdopen(inlet) as said:
        return said.read()


def wait(number):
    return os.waitpid(int(number), 0)[1]


def forked(work):
    """Do the work in a process of its own, with nothing of ours but what is imported."""
    number = os.fork()
    if number:
        return number
    try:
        work()
    except BaseException:
        traceback.print_exc()
        os._exit(1)
    os._exit(0)


if __name__ == "__main__":
    main()
