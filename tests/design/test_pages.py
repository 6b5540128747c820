import re
from datetime import date, time

import pytest
from django.template.loader import render_to_string

from termcard.announcements.announcement import (
    Announcement,
    Earlier,
    Kind,
    Mode,
    Named,
    Place,
    Reference,
    Status,
)
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session, Talk

DAY = date(2026, 10, 14)
SITTING = Session(
    starts_on=DAY, starts_time=time(13), ends_time=time(14), zone="Asia/Tokyo", title="Opening"
)
OURS = re.compile(r'<script src="/static/[\w/.-]+\.js" defer></script>')
HOSTILE = "\"><script>alert('x')</script>"


def told(**changes):
    known = {
        "title": "On ice",
        "kind": Kind.SEMINAR,
        "sessions": (SITTING,),
        "parts": (Part(name="Sam Speaker", role="Reader", affiliation="Fenmarch"),),
        "place": Place(name="Room 4"),
        "host": Named(name="Geography", url="https://events.example/hosts/geography/"),
        "url": "https://events.example/events/k3-on-ice/",
    }
    return Announcement(**{**known, **changes})


def event_page(announcement, **more):
    shown = {"announcement": announcement, "mark": 3, "calendar_url": "/e.ics", "jsonld": ""}
    return render_to_string("publishing/event_page.html", {**shown, **more})


def text_of(html):
    return " ".join(re.sub(r"<[^>]+>", " ", html).split())


def listing(announcement, **more):
    entry = {"announcement": announcement, "session": SITTING, "mark": 3, "url": "/events/k3/"}
    shown = {"days": [(DAY, [entry])], "today": DAY, "count": 1, **more}
    return render_to_string("publishing/what_is_on.html", shown)


def test_the_first_screen_says_what_one_needs_to_come():
    page = event_page(told(attendance="Just come."))
    words = text_of(page[page.index("<h1") :])
    places = [
        words.index(said)
        for said in (
            "On ice",
            "Wednesday 14 October 2026, 13:00–14:00",
            "Asia/Tokyo",
            "Room 4",
            "Sam Speaker",
            "Reader, Fenmarch",
            "Just come.",
            "Add to calendar",
        )
    ]
    assert places == sorted(places)


def test_a_cancelled_event_says_so_before_its_title():
    page = event_page(told(status=Status.CANCELLED, status_note="Sam is unwell."))
    main = text_of(page[page.index("<main") :])
    assert main.startswith("Cancelled This event will not take place. Sam is unwell.")
    assert "Add to calendar" not in main


def test_a_moved_event_says_what_it_was_and_what_it_is():
    page = event_page(told(earlier=(Earlier(starts=date(2026, 10, 7), place="Room 9"),)))
    main = text_of(page[page.index("<main") :])
    assert main.startswith("Moved It was: Wednesday 7 October 2026, Room 9 .")
    assert "It is now: Wednesday 14 October 2026, 13:00–14:00" in main


def test_an_event_as_planned_has_no_notice():
    assert 'class="notice' not in event_page(told())


def test_without_a_title_one_is_promised():
    assert "Title to be announced" in text_of(event_page(told(title=None)))
    assert "Title to be announced" in text_of(listing(told(title=None)))


def test_only_unlisted_pages_ask_not_to_be_indexed():
    assert "noindex" in event_page(told(), is_unlisted=True)
    assert "noindex" not in event_page(told(), is_unlisted=False)


def test_the_programme_shows_the_talks():
    talk = Talk(title="Ice that sings", starts_time=time(13, 30), parts=(Part(name="Ann Tide"),))
    sitting = Session(starts_on=DAY, starts_time=time(13), zone="Asia/Tokyo", talks=(talk,))
    words = text_of(event_page(told(sessions=(sitting,))))
    assert "13:30 Ice that sings Ann Tide" in words


def test_the_series_leads_to_its_neighbours():
    entry = {"announcement": told(title="On snow"), "url": "/events/k2/"}
    around = {"previous": entry, "next": None}
    page = event_page(told(series=Named(name="Cold talks")), series_neighbours=around)
    assert '<a href="/events/k2/" rel="prev">On snow</a>' in page
    assert 'rel="next"' not in page


def scripts(page):
    """Return where scripts end in a page, those that are files of ours left out."""
    return re.findall("</script>", OURS.sub("", page)) + re.findall(r"<script>", page)


def test_nothing_hostile_becomes_markup():
    hostile = told(
        title=HOSTILE,
        abstract=HOSTILE,
        status=Status.CANCELLED,
        status_note=HOSTILE,
        attendance=HOSTILE,
        access_note=HOSTILE,
        notices=(HOSTILE,),
        platform=HOSTILE,
        mode=Mode.HYBRID,
        place=Place(name=HOSTILE, directions=HOSTILE),
        host=Named(name=HOSTILE),
        series=Named(name=HOSTILE),
        parts=(Part(name=HOSTILE, role=HOSTILE, affiliation=HOSTILE, biography=HOSTILE),),
        references=(Reference(cited=HOSTILE, text=HOSTILE),),
        language=HOSTILE,
    )
    assert scripts(event_page(hostile)) == []
    assert "<script" not in OURS.sub("", listing(hostile))
    assert len(scripts(event_page(hostile, jsonld='{"a": "</script>"}'))) == 1


def test_the_ledger_gives_each_line_time_title_people_place_and_host():
    words = text_of(listing(told()))
    line = words[words.index("14 Wednesday Today") :]
    assert "On ice Opening 13:00 –14:00 JST Sam Speaker , Fenmarch Room 4 Geography" in line


def test_an_empty_list_says_how_to_begin():
    page = listing(told(), days=[], count=0, empty_words="Nothing matches.")
    assert "Nothing matches." in page
    assert "Paste an announcement" in page


@pytest.mark.parametrize("shown", [event_page, listing])
def test_pages_ask_nothing_of_anybody_else_and_run_nothing(shown):
    page = shown(told())
    loaded = re.findall(r"<(?:link|script|img|iframe)\b[^>]*\b(?:href|src)=\"(https?:[^\"]*)", page)
    assert set(loaded) <= {"https://events.example/events/k3-on-ice/"}
    assert " style=" not in page
    assert scripts(page) == []
    assert "<style" not in page


def test_a_page_is_light():
    abstract = "\n\n".join(["Ice remembers. " * 60] * 4)
    assert len(event_page(told(abstract=abstract)).encode()) <= 15_000


@pytest.mark.parametrize("template", ["400", "403", "403_csrf", "404", "410", "500"])
def test_a_page_that_refuses_says_why_and_leads_on(template):
    page = render_to_string(f"{template}.html")
    assert "noindex" in page
    assert page.index("<h1>") < page.index("</main>")


def test_the_archive_turns_its_pages_backwards():
    links = {"previous_url": "?page=1", "next_url": "?page=3"}
    entry = {"announcement": told(), "session": SITTING, "mark": 3, "url": "/events/k3/"}
    shown = {"days": [(DAY, [entry])], "page_links": links, "years": [(2026, 1)], "year": 2026}
    page = render_to_string("publishing/past.html", shown)
    assert '<a href="?page=3" rel="next">Earlier events</a>' in page
    assert '<a href="?page=1" rel="prev">Later events</a>' in page
