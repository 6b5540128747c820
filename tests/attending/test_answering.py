"""Organisers answer on a page, and whoever asked never learns their address."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.utils import timezone

from termcard.attending import actions
from termcard.attending.models import Enquiry
from termcard.people.models import Duty
from termcard.records.models import Change, Letter


def test_an_answer_is_mailed_without_the_answerers_address(asked, olive, client):
    enquiry, token = asked
    client.force_login(olive)
    page = client.get(enquiry.get_absolute_url())
    assert "Is there a hearing loop?" in page.content.decode()
    answer = client.post(enquiry.get_absolute_url(), {"verb": "answer", "answer": "Yes, two."})
    assert answer.status_code == 302
    letter = Letter.objects.get(purpose="answer")
    assert letter.to_address == "stan@elsewhere.example"
    assert "Yes, two." in letter.text
    assert "olive@" not in letter.text and letter.reply_to == ""
    client.logout()
    own = client.get(f"/enquiries/{token}/").content.decode()
    assert "Yes, two." in own and "olive@" not in own
    assert not Duty.objects.open_for(olive)
    assert Change.objects.of("enquiry", enquiry.pk).first().verb == "answered"


def test_it_can_be_marked_as_answered(asked, olive, client):
    enquiry, _ = asked
    client.force_login(olive)
    client.post(enquiry.get_absolute_url(), {"verb": "close"})
    enquiry.refresh_from_db()
    assert enquiry.state == Enquiry.State.ANSWERED
    assert not Letter.objects.filter(purpose="answer").exists()
    assert not Duty.objects.open_for(olive)


def test_an_empty_answer_is_said(asked, olive, client):
    enquiry, _ = asked
    client.force_login(olive)
    answer = client.post(enquiry.get_absolute_url(), {"verb": "answer", "answer": " "})
    assert answer.status_code == 400
    assert "required" in answer.content.decode()


def test_two_who_answer_send_one_answer(asked, olive, client):
    enquiry, _ = asked
    actions.answer_enquiry(enquiry, "First", by=olive)
    with pytest.raises(ValidationError):
        actions.answer_enquiry(enquiry, "Second", by=olive)
    client.force_login(olive)
    late = client.post(enquiry.get_absolute_url(), {"verb": "answer", "answer": "Third"})
    assert late.status_code == 400
    assert "meanwhile" in late.content.decode() or "Answered" in late.content.decode()
    assert Letter.objects.filter(purpose="answer").count() == 1


def test_others_neither_see_nor_answer_it(asked, rita, client):
    enquiry, _ = asked
    with pytest.raises(PermissionDenied):
        actions.answer_enquiry(enquiry, "Ha", by=rita)
    client.force_login(rita)
    assert client.get(enquiry.get_absolute_url()).status_code == 404
    assert "On bells" not in client.get("/organise/enquiries/").content.decode()


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_takes_as_many_queries_for_one_as_for_three(
    number, asked, olive, client, django_assert_num_queries
):
    first, _ = asked
    for other in range(1, number):
        first.pk, first.token_hash = None, f"other {other}"
        first._state.adding = True
        first.save()
    client.force_login(olive)
    with django_assert_num_queries(6):
        client.get("/organise/enquiries/")


def test_what_was_answered_long_ago_is_forgotten(asked, olive):
    enquiry, _ = asked
    actions.answer_enquiry(enquiry, "Yes", by=olive)
    assert actions.forget_enquiries(timezone.now()) == 0
    assert actions.forget_enquiries(timezone.now() + timedelta(days=366)) == 1
    assert not Enquiry.objects.exists()
