"""What is done beside the pages: letters sent, changes followed, periodic work run."""

from termcard.operating.tasks.clocks import SetClock
from termcard.operating.tasks.letters import send_due_letters
from termcard.operating.tasks.worker import Worker, work_until

__all__ = ["SetClock", "Worker", "send_due_letters", "work_until"]
