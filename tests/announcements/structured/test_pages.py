from termcard.announcements.announcement import Kind, Mode
from tests.announcements.structured.reading_of import document, events, only, people, when

JSON_LD = """<!doctype html><html><head><title>x</title>
<script type="application/ld+json">{"@context": "https://schema.org", "@type": "EducationEvent",
"name": "Tides &amp; time", "startDate": "2026-10-14T13:00:00+01:00",
"url": "https://events.example/1"}</script></head><body>
<h1>Tides &amp; time</h1><p>Wednesday 14 October 2026, 13:00 to 14:00</p>
<p>Venue: Room 4, Elvet Hall</p><p>Speaker: Dr Sam Sample, Elsewhere University</p>
</body></html>"""
MICRODATA = """<!doctype html><body><div itemscope itemtype="https://schema.org/Event">
<h1 itemprop="name">Tides</h1>
<time itemprop="startDate" datetime="2026-10-14T13:00">14 October at one</time>
<meta itemprop="endDate" content="2026-10-14T14:00">
<div itemprop="location" itemscope itemtype="https://schema.org/Place">
<span itemprop="name">Elvet Hall</span>
<div itemprop="address" itemscope itemtype="https://schema.org/PostalAddress">
<span itemprop="addressLocality">Durham</span></div></div>
<div itemprop="performer" itemscope itemtype="https://schema.org/Person">
<a itemprop="url" href="https://people.example/sam">
<span itemprop="name">Sam Sample</span></a></div>
<p itemprop="description">All about tides.<br>Write to olive@staff.example</p>
</div></body>"""
H_EVENT = """<!doctype html><body><div class="h-event"><h1 class="p-name">Tides</h1>
<time class="dt-start" datetime="2026-10-14 13:00+01:00">one</time>
<time class="dt-end" datetime="14:00+01:00">two</time>
<span class="p-location h-card"><span class="p-name">Elvet Hall</span>, <span>Durham</span></span>
<div class="e-content"><p>All about tides.</p></div><a class="u-url" href="https://events.example/1">x</a>
<span class="p-category">Seminar</span></div></body>"""
H_CALENDAR = """<!doctype html><body><div class="vevent"><span class="summary">Tides</span>
<abbr class="dtstart" title="2026-10-14T13:00:00">one</abbr>
<abbr class="dtend" title="2026-10-14T14:00:00">two</abbr>
<span class="location">Elvet Hall</span></div>
<div class="vevent"><a class="url summary" href="https://events.example/2">Bells</a>
<span class="dtstart"><span class="value">2026-10-21</span> <span class="value">15:30</span></span>
</div></body>"""


def test_marked_up_events_are_read_and_the_words_fill_what_they_lack():
    (reading,) = document(JSON_LD).readings
    said = reading.announcement
    assert (said.title, when(said)) == ("Tides & time", "2026-10-14 13:00-14:00")
    assert said.url == "https://events.example/1"
    assert said.place.line().startswith("Room 4")
    assert people(said) == [("Sam Sample", "Elsewhere University")]
    assert {"title", "venue", "speakers"} <= reading.evidence.keys()


def test_markup_goes_before_words_that_say_otherwise():
    said = only(JSON_LD.replace("<h1>Tides &amp; time</h1>", "<h1>Another headline</h1>"))
    assert said.title == "Tides & time"


def test_microdata_is_read():
    said = only(MICRODATA)
    assert (said.title, when(said)) == ("Tides", "2026-10-14 13:00-14:00")
    assert (said.place.name, said.place.locality) == ("Elvet Hall", "Durham")
    assert people(said) == [("Sam Sample", "")]
    assert said.abstract.startswith("All about tides.")
    assert "staff.example" not in repr(said)


def test_microformats_are_read():
    said = only(H_EVENT)
    assert (said.title, when(said)) == ("Tides", "2026-10-14 13:00-14:00")
    assert (said.place.name, said.abstract) == ("Elvet Hall", "All about tides.")
    assert (said.url, said.kind) == ("https://events.example/1", Kind.SEMINAR)


def test_older_microformats_are_read():
    tides, bells = events(H_CALENDAR)
    assert (tides.title, when(tides), tides.place.name) == (
        "Tides",
        "2026-10-14 13:00-14:00",
        "Elvet Hall",
    )
    assert (bells.title, when(bells)) == ("Bells", "2026-10-21 15:30")


def test_markup_without_a_day_leaves_the_page_to_its_words():
    said = only(JSON_LD.replace('"startDate": "2026-10-14T13:00:00+01:00",', ""))
    assert when(said) == "2026-10-14 13:00-14:00"


def test_broken_markup_leaves_the_page_to_its_words():
    assert when(only(JSON_LD.replace('"@type"', '"@type'))) == "2026-10-14 13:00-14:00"


def test_a_join_link_in_markup_is_kept_apart():
    page = JSON_LD.replace(
        '"url": "https://events.example/1"',
        '"location": {"@type": "VirtualLocation", "url": "https://zoom.us/j/123456789"}, '
        '"url": "https://zoom.us/j/123456789", "eventAttendanceMode": "OnlineEventAttendanceMode"',
    )
    (reading,) = document(page).readings
    assert "zoom.us" not in repr(reading.announcement)
    assert reading.join_links == ("https://zoom.us/j/123456789",)
    assert reading.announcement.mode is Mode.ONLINE


def test_deep_or_endless_markup_is_read_in_bounds():
    nested = '<div itemscope itemtype="https://schema.org/Event" itemprop="subEvent">' * 3_000
    assert document(f"<!doctype html><body>{nested}</body>").readings == ()
    many = '<div class="h-event"><span class="p-name">x</span></div>' * 5_000
    assert document(f"<!doctype html><body>{many}</body>").readings == ()
