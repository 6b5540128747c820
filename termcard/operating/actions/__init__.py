"""The writes of whoever runs an installation."""

from termcard.operating.actions.demonstration import load_demonstration

__all__ = ["load_demonstration"]
