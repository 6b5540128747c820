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
from termcard.lib.fetching import FetchRefused, fetch
from termcard.people.actions import local_operator
from termcard.people.models import Account
from termcard.reading.actions import accept_proposal, import_document
from termcard.reading.models import Proposal

_ADDRESS = re.compile(r"[a-z][a-z0-9+.-]+://", re.IGNORECASE)


def run(options: argparse.Namespace) -> None:
    """Read the source for its unit, and print what became of each event."""
    host, by = _host(options.host_unit), local_operator()
    content, name, url = _content(options.source)
    try:
        imported = import_document(content, host=host, by=by, name=name, url=url)
    except ValidationError as error:
        raise Refused(f"{options.source}: {' '.join(error.messages)}") from None
    for warning in imported.document.warnings:
        _say(f"! {warning}")
    for proposal in imported.proposals:
        _say(_publish(proposal, by) if options.publish else _told(proposal))
    if not imported.proposals:
        _say("No event was found.")


def _content(source: str) -> tuple[bytes, str, str]:
    """Return the bytes of a file or a public web address, the file's name, and the address."""
    if not _ADDRESS.match(source):
        return file_bytes(source), "" if source == "-" else Path(source).name, ""
    try:
        return fetch(source).body, "", source
    except FetchRefused as error:
        raise Refused(f"{source}: {error}") from None


def _host(slug: str | None) -> Organisation:
    if slug is not None:
        found: Organisation | None = Organisation.objects.called(slug).first()
        if found is None:
            raise Refused(f"--host-unit: no unit is called “{slug}”")
        return found
    roots: list[Organisation] = list(Organisation.objects.institutions()[:2])
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
