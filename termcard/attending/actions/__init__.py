"""The writes of asking and answering."""

from termcard.attending.actions.answering import answer_enquiry, close_enquiry, forget_enquiries
from termcard.attending.actions.asking import Subject, ask
from termcard.attending.actions.recipients import recipients_of

__all__ = [
    "Subject",
    "answer_enquiry",
    "ask",
    "close_enquiry",
    "forget_enquiries",
    "recipients_of",
]
