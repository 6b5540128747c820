"""Sends the same form ten times at once, in a process and a database of its own.

Prints how many documents, events and decisions came of it, and the statuses of the answers.
"""

import json
import os
import secrets
import sys
import threading

import django
from django.core.management import call_command
from django.db import connections
from django.test import Client
from django.utils import timezone

AT_ONCE = 10
HOST = "events.example"


def at_once(account, path, sent):
    """Return the statuses of ten answers to one form sent from ten threads."""
    clients = [Client(SERVER_NAME=HOST, raise_request_exception=False) for _ in range(AT_ONCE)]
    for client in clients:
        client.force_login(account)
    barrier, statuses = threading.Barrier(AT_ONCE), []

    def send(client):
        barrier.wait()
        statuses.append(client.post(path, sent).status_code)
        connections.close_all()  # Django's test client leaves that to its tests

    threads = [threading.Thread(target=send, args=[client]) for client in clients]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sorted(set(statuses))


def passed(host, account, draft):
    """Submit a draft and decide on it from ten threads each; return what came of it."""
    from termcard.institutions.actions import ask_approval
    from termcard.people.actions import grant_role, local_operator
    from termcard.people.models import Role
    from termcard.programme.models import Submission

    by = local_operator()
    ask_approval(host, "once", by=by)
    submitting = at_once(account, f"/organise/approvals/{draft.short_id}/", {"verb": "submit"})
    grant_role(account, host, by=by, kind=Role.Kind.APPROVER)
    draft.refresh_from_db()
    chosen = {"chosen": f"{draft.pk}-{draft.revision}", "verb": "approve"}
    deciding = at_once(account, "/organise/approvals/", chosen)
    decisions = [each.decision for each in Submission.objects.of(draft)]
    return [submitting, sorted(set(deciding) - {400}), decisions]


def main():
    """Fill a database that is new or was used like this before, and send."""
    from termcard.institutions.actions import add_organisation
    from termcard.people.actions import add_account, grant_role, local_operator
    from termcard.programme.models import Event
    from termcard.reading.models import Document, Proposal
    from tests.reading.conftest import TALK
    from tests.reading.pages import form_shown

    by, mark = local_operator(), secrets.token_hex(4)
    host = add_organisation(name=mark, slug=mark, kind="institution", by=by)
    account = add_account(f"olive@{mark}.example", by=by)
    grant_role(account, host, by=by)
    reading = at_once(account, "/organise/read/", {"text": f"{TALK}\n{mark}", "host": host.pk})
    proposals = Proposal.objects.filter(document__host=host)
    client = Client(SERVER_NAME=HOST)
    client.force_login(account)
    sent = form_shown(client.get(proposals[0].url).content.decode())
    deciding = at_once(account, proposals[0].url, {**sent, "verb": "accept"})
    blank = form_shown(client.get("/organise/events/new/").content.decode(), "form.form")
    writing = at_once(account, "/organise/events/new/", {**blank, "host": host.pk, "title": mark})
    drafts = Event.objects.editable_by(account).in_state("draft", timezone.now())
    counts = {
        "drafts": drafts.count(),
        "documents": Document.objects.filter(host=host).count(),
        "proposals": proposals.count(),
        "events": Event.objects.visible_to(None).hosted_within(host).count(),
        "statuses": [reading, deciding, writing],
    }
    counts["passage"] = passed(host, account, drafts[0])
    sys.stdout.write(json.dumps(counts))


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    call_command("migrate", verbosity=0)
    main()
