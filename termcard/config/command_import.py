"""`termcard import`: a file read, and its events kept as proposals or published."""

from __future__ import annotations

import argparse
import re
import sys
from pathlib import Path

from django.core.exceptions import ValidationError

from termcard.config.command_read import file_bytes
from termcard.config.refusals import Refused
from termcard.institutions.models import Organisation
from termcard.people.actions import local_operator
from termcard.people.models import Account
from termcard.reading.actions import accept_proposal, import_document
from termcard.reading.models import Proposal

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def run(options: argparse.Namespace) -> None:
    """Read the source for its unit, and print what became of each event."""
    if _ADDRESS.match(options.source):
        raise Refused(f"{options.source}: save the page, and give its file")
    content = file_bytes(options.source)
    host, by = _host(options.host_unit), local_operator()
    name = "" if options.source == "-" else Path(options.source).name
    try:
        imported = import_document(content, host=host, by=by, name=name)
    except ValidationError as error:
        raise Refused(f"{options.source}: {' '.join(error.messages)}") from None
    for warning in imported.document.warnings:
        _say(f"! {warning}")
    for proposal in imported.proposals:
        _say(_publish(proposal, by) if options.publish else _told(proposal))
    if not imported.proposals:
        _say("No event was found.")


def _host(slug: str | None) -> Organisation:
    if slug is not None:
        found = Organisation.objects.called(slug).first()
        if found is None:
            raise Refused(f"--host-unit: no unit is called “{slug}”")
        return found
    roots = list(Organisation.objects.institutions()[:2])
    if not roots:
        raise Refused("no unit is there yet to hold events: add one under /operate/ first")
    if len(roots) > 1:
        raise Refused("--host-unit: name the unit that holds the events")
    return roots[0]


def _publish(proposal: Proposal, by: Account) -> str:
    """Publish what was read as it was read; what cannot be stays a proposal."""
    if proposal.state != Proposal.State.WAITING:
        return _told(proposal)
    try:
        accept_proposal(proposal, proposal.announcement(), by=by)
    except ValidationError as error:
        return f"{_told(proposal)} — kept as a proposal: {' '.join(error.messages)}"
    proposal.refresh_from_db()
    return _told(proposal)


def _told(proposal: Proposal) -> str:
    words = f"{proposal.get_state_display().lower()}: {proposal.announcement().heading()}"
    return "; ".join([words, *proposal.warnings])


def _say(words: str) -> None:
    sys.stdout.write(f"{words}\n")
