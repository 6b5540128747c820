"""Functions for the child process: good ones, and every way to go wrong."""

import os
import re
import signal
import time
from pathlib import Path

times_made_ready = []


def get_ready():
    """What the helper does once, for all its children."""
    times_made_ready.append(os.getpid())


def made_ready(_):
    return len(times_made_ready)


def doubled(word):
    return word * 2


def joined(words, mark):
    return mark.join(words)


def refuse(reason):
    raise ValueError(reason)


def surroundings(_):
    return os.getpid(), dict(os.environ)


def family(_):
    return os.getppid(), os.getpid()


def sleep(_):
    time.sleep(30)


def spin(_):
    while True:
        pass


def search_for_ever(_):
    return re.fullmatch(r"(a|a)*b", "a" * 60)


def fill(size):
    return len(bytearray(size))


def kill_itself(_):
    os.kill(os.getpid(), signal.SIGSEGV)


def leave(_):
    os._exit(3)


class Untellable(Exception):
    """An error that cannot be made again from what it says."""

    def __init__(self, one, two):
        super().__init__("untellable")


def raise_what_cannot_be_told(_):
    raise Untellable(1, 2)


def write_a_file(path):
    Path(path).write_text("words")
