"""A mail to a hidden organiser that comes back tells whoever asked nothing of the organiser."""

from django.conf import settings
from django.utils import timezone

from termcard.records.models import Letter


def test_what_bounces_goes_to_the_installation_and_never_to_the_asker(asked, post):
    (mail,) = post()
    assert settings.DEFAULT_FROM_EMAIL in mail.from_email
    assert "stan@" not in mail.from_email
    assert mail.to == ["olive@education.example"]
    assert b"\nAuto-Submitted: auto-generated\n" in mail.message().as_bytes()


def test_a_refused_mail_shows_no_address_and_the_question_still_waits(asked, client, olive):
    enquiry, token = asked
    refusal = "550 5.1.1 <olive@education.example> is unknown here"
    Letter.objects.update(given_up_at=timezone.now(), last_refusal=refusal)
    page = client.get(f"/enquiries/{token}/")
    assert page.status_code == 200
    assert "olive@" not in page.content.decode()
    client.force_login(olive)
    assert "On bells" in client.get("/organise/enquiries/").content.decode()
