from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from termcard.programme.models import Event
from termcard.reading.actions import import_document, plain_text_in_place
from termcard.reading.models import Document, Proposal
from termcard.records.models import Change
from tests.reading.conftest import TALK

pytestmark = pytest.mark.django_db


def words_for(proposal, field):
    text = proposal.document.text
    return [text[start:end] for start, end in proposal.evidence[field]]


def test_what_is_read_waits_and_is_not_public(imported, proposal):
    told = proposal.announcement()
    assert told.title == "What bells remember"
    assert told.sessions[0].starts_on == date(2026, 12, 9)
    assert [part.name for part in told.parts] == ["Sam Sprecher"]
    assert proposal.state == Proposal.State.WAITING
    assert not Event.objects.exists()
    assert imported.is_new


def test_the_same_bytes_are_read_once_for_a_host(imported, host, other_host, olive, operator):
    again = import_document(TALK.encode(), host=host, by=olive)
    assert not again.is_new
    assert again.document == imported.document
    assert [each.pk for each in again.proposals] == [each.pk for each in imported.proposals]
    assert Change.objects.filter(subject_kind="document").count() == 1

    elsewhere = import_document(TALK.encode(), host=other_host, by=operator)
    assert elsewhere.is_new
    assert Document.objects.count() == 2


def test_only_organisers_of_the_host_have_anything_read(host, other_host, olive, rita):
    for account, organisation in ((rita, host), (olive, other_host)):
        with pytest.raises(PermissionDenied):
            import_document(TALK.encode(), host=organisation, by=account)
    assert not Document.objects.exists()


def test_evidence_points_into_the_text_that_is_kept(proposal):
    proposal.refresh_from_db()
    assert words_for(proposal, "title") == ["What bells remember"]
    assert "Sam Sprecher" in " ".join(words_for(proposal, "speakers"))
    assert "9th December 2026" in words_for(proposal, "start")


def test_what_private_words_say_is_told_nowhere(proposal):
    assert proposal.contact == "olive@education.example"
    kept = str(proposal.told)
    for secret in ("olive@", "zoom.us", "c2VjcmV0"):
        assert secret not in kept
    assert "c2VjcmV0" not in proposal.sealed_links


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-8-sig", "cp1252"])
def test_every_encoding_is_read_alike(encoding, host, olive):
    words = TALK.replace("What bells", "Was Glöckchen")
    (proposal,) = import_document(words.encode(encoding), host=host, by=olive).proposals
    assert proposal.title == "Was Glöckchen remember"
    assert words_for(proposal, "title") == ["Was Glöckchen remember"]


@pytest.mark.parametrize(
    "content",
    [b"", b" \n\t ", b"\x7fELF\0\0\1\2" * 9, TALK.encode() + b"\0", b"PK\3\4" + bytes(64)],
    ids=["empty", "blank", "binary", "text with NUL", "zip"],
)
def test_what_cannot_be_read_is_refused_in_words_and_not_kept(content, host, olive):
    with pytest.raises(ValidationError) as refused:
        import_document(content, host=host, by=olive)
    assert refused.value.message_dict["text"][0].endswith(".")
    assert not Document.objects.exists()


def test_too_much_is_refused_in_words(host, olive):
    with pytest.raises(ValidationError, match="too large"):
        import_document(b"a" * 10_000_001, host=host, by=olive)


@pytest.mark.parametrize("strange", ["&#0;", "&#xd800;", "&#x2028;", "&#8238;"])
def test_signs_that_no_database_keeps_leave_the_evidence_in_place(strange, host, olive):
    page = "<!doctype html><title>News</title>" + "".join(
        f"<p>{line}</p>" for line in TALK.replace("What", f"{strange}What").split("\n\n")
    )
    (proposal,) = import_document(page.encode(), host=host, by=olive).proposals
    proposal = Proposal.objects.select_related("document").get(pk=proposal.pk)
    assert words_for(proposal, "title")[0].endswith("What bells remember")
    assert not {"\0", "\ud800"} & set(proposal.document.text)


def test_lone_surrogates_and_nul_are_replaced_sign_for_sign():
    text = "a\0b\ud800c\U0001f514d"
    assert plain_text_in_place(text) == "a\ufffdb\ufffdc\U0001f514d"


def test_a_text_without_events_is_kept_without_proposals(host, olive):
    imported = import_document(b"Dear all, thank you for the biscuits.", host=host, by=olive)
    assert imported.is_new
    assert imported.proposals == []
    assert Document.objects.count() == 1
