"""The writes of whoever runs an installation."""

from termcard.operating.actions.demonstration import load_demonstration
from termcard.operating.actions.inventing import bring_university

__all__ = ["bring_university", "load_demonstration"]
