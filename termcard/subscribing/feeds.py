"""The calendar of everything that one person follows, at an address that only they know."""

from __future__ import annotations

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.utils import timezone

from termcard.announcements.icalendar import writer
from termcard.audiences.actions import hash_of
from termcard.audiences.models import Follower
from termcard.audiences.models.subject import events_of
from termcard.lib.http import kept_answer, public_page
from termcard.programme.models import Event

LOOKS_BACK = timedelta(days=90)
MOST = 500
CALENDAR_TYPE = "text/calendar; charset=utf-8"


@public_page
def own_calendar(request: HttpRequest, token: str) -> HttpResponse:
    """Give what a follower follows and keeps, to whoever has the calendar's address."""
    follower = Follower.objects.with_calendar(hash_of(token)).first()
    if follower is None:
        raise Http404
    subscriptions = list(follower.subscriptions.confirmed())
    since, keys = timezone.now() - LOOKS_BACK, set[int]()
    for each in subscriptions:
        keys.update(events_of(each.reference).ending_after(since).in_order().first_keys(MOST))
    kept = {each.subject_id for each in subscriptions if each.kind == each.Kind.EVENT}
    events = Event.objects.visible_to(None).with_keys(sorted(keys)).in_order().with_announcement()
    written = (
        writer.write_event(event.announcement(), is_busy=event.pk in kept)
        for event in events
        if event.merged_into_id is None
    )
    calendar = writer.Calendar(name="What I follow", zone=follower.shown_zone)
    content = writer.write_feed(written, calendar=calendar)
    answer = kept_answer(request, content, content_type=CALENDAR_TYPE)
    answer["Cache-Control"] = "private, no-cache"
    answer["X-Robots-Tag"] = "noindex"
    return answer
