"""Forks real workers and writers on demand: Django is imported once, and each costs nothing.

Reads commands from its standard input, one a line: `work` (answers with the worker's number),
`write PREFIX COUNT SECONDS` (queues letters in a process of its own, and answers with its
number), `wait NUMBER`, `finish` (works until nothing is due, and answers with how many letters
wait).
"""

import argparse
import os
import sys
import time
import traceback


def main():
    """Answer each command with a line."""
    from termcard.config.standing import bring_up_to_date, stand

    stand()
    bring_up_to_date()
    from django.db import connection

    connection.close()
    if connection.vendor == "postgresql":  # a pool may not be shared with a fork
        connection.close_pool()
    answers = {"work": start_work, "write": start_writing, "wait": wait, "finish": finish}
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
