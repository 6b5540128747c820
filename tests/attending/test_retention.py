"""The worker forgets what was answered a year ago."""

from datetime import timedelta

from django.utils import timezone

from termcard.attending.actions import answer_enquiry
from termcard.attending.models import Enquiry
from termcard.operating.tasks.periodic import run_periodic


def test_the_worker_forgets_answered_enquiries_after_a_year(asked, olive):
    enquiry, _ = asked
    answer_enquiry(enquiry, "Yes.", by=olive)
    run_periodic(1, timezone.now)
    assert Enquiry.objects.exists()
    run_periodic(1, lambda: timezone.now() + timedelta(days=370))
    assert not Enquiry.objects.exists()
