import pytest

from termcard.announcements.announcement import Status
from tests.announcements.structured.reading_of import document, events, only, people, when

TALKS = """<?xml version="1.0" encoding="UTF-8"?>
<list><id>9</id><name>Tides seminars</name><url>https://talks.example/show/index/9</url>
<talk><id>31</id><title>Tides &amp; time</title><abstract>All about tides.

Second part.</abstract><speaker>Dr Sam Sample, Elsewhere University</speaker>
<venue>Room 4</venue><special_message></special_message>
<url>https://talks.example/talk/index/31</url>
<start_time>Wed, 14 Oct 2026 13:00:00 +0100</start_time>
<end_time>Wed, 14 Oct 2026 14:00:00 +0100</end_time>
<series>Tides seminars</series><created_at>Tue, 01 Sep 2026 10:00:00 +0100</created_at></talk>
<talk><id>32</id><title>Gone</title><special_message>CANCELLED: speaker ill</special_message>
<start_time>Wed, 21 Oct 2026 13:00:00 +0100</start_time></talk></list>"""
RSS = """<?xml version="1.0"?>
<rss version="2.0" xmlns:ev="http://purl.org/rss/1.0/modules/event/"><channel>
<title>What is on</title><link>https://events.example/</link>
<item><title>Tides</title><link>https://events.example/1</link><guid>e-1</guid>
<description>&lt;p&gt;About &lt;i&gt;tides&lt;/i&gt;.&lt;/p&gt;</description>
<pubDate>Tue, 01 Sep 2026 10:00:00 GMT</pubDate>
<ev:startdate>2026-10-14T13:00:00</ev:startdate><ev:enddate>2026-10-14T14:00:00</ev:enddate>
<ev:location>Room 4</ev:location><ev:organizer>Ocean Institute</ev:organizer></item>
<item><title>News</title><pubDate>Tue, 01 Sep 2026 10:00:00 GMT</pubDate></item>
</channel></rss>"""
RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:ev="http://purl.org/rss/1.0/modules/event/">
<channel rdf:about="https://events.example/"><title>What is on</title></channel>
<item rdf:about="https://events.example/1"><title>Tides</title>
<link>https://events.example/1</link><ev:startdate>2026-10-14</ev:startdate></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom" xmlns:gd="http://schemas.google.com/g/2005">
<title>What is on</title><entry><id>tag:e-1</id><title type="html">Tides &amp;amp; time</title>
<link rel="self" href="https://events.example/1.atom"/><link href="https://events.example/1"/>
<gd:when startTime="2026-10-14T13:00:00+01:00" endTime="2026-10-14T14:00:00+01:00"/>
<gd:where valueString="Room 4"/><category term="Lecture"/></entry></feed>"""


def test_a_list_of_talks_is_read():
    tides, gone = events(TALKS)
    assert (tides.title, when(tides)) == ("Tides & time", "2026-10-14 13:00-14:00")
    assert people(tides) == [("Sam Sample", "Elsewhere University")] or people(tides) == [
        ("Dr Sam Sample", "Elsewhere University")
    ]
    assert tides.abstract == "All about tides.\n\nSecond part."
    assert tides.uid == "talk-31@talks.example"
    assert (tides.series.name, tides.place.name) == ("Tides seminars", "Room 4")
    assert tides.provenance.name == "Tides seminars"
    assert gone.status is Status.CANCELLED
    assert gone.status_note == "CANCELLED: speaker ill"


def test_rss_is_read_where_an_item_states_a_start():
    found = document(RSS)
    (said,) = [reading.announcement for reading in found.readings]
    assert (said.title, when(said), said.uid) == ("Tides", "2026-10-14 13:00-14:00", "e-1")
    assert (said.abstract, said.place.name) == ("About tides.", "Room 4")
    assert (said.host.name, said.url) == ("Ocean Institute", "https://events.example/1")
    assert said.sessions[0].zone == "Europe/London"
    assert found.warnings == ("News: It does not say on which day it is.",)


def test_older_and_other_feeds_are_read():
    assert when(only(RDF)) == "2026-10-14"
    said = only(ATOM)
    assert (said.title, when(said)) == ("Tides & time", "2026-10-14 13:00-14:00")
    assert (said.url, said.place.name) == ("https://events.example/1", "Room 4")


def test_what_stands_before_a_fault_is_kept():
    found = document(RSS.replace("<item><title>News", "<item><title>A & B</item>"))
    assert [reading.announcement.title for reading in found.readings] == ["Tides"]
    assert "broken" in found.warnings[0]


BOMB = "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'>" + "".join(
    f"<!ENTITY {name} '{f'&{below};' * 10}'>"
    for below, name in zip("abcdefgh", "bcdefghi", strict=True)
)


@pytest.mark.parametrize(
    "source",
    [
        f"<?xml version='1.0'?>{BOMB}]><rss><channel><title>&i;</title></channel></rss>",
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY x SYSTEM 'file:///etc/hostname'>]>"
        "<rss><channel><item><title>&x;</title></item></channel></rss>",
        "<?xml version='1.0'?><!DOCTYPE rss [<!ENTITY % x SYSTEM 'http://inside.example/x'> %x;]>"
        "<rss></rss>",
    ],
)
def test_entities_are_refused(source):
    with pytest.raises(ValueError, match="entities"):
        document(source)


def test_a_description_of_the_document_elsewhere_is_not_fetched():
    source = "<?xml version='1.0'?><!DOCTYPE rss SYSTEM 'http://inside.example/rss.dtd'>" + RSS[22:]
    assert len(events(source)) == 1


@pytest.mark.parametrize("piece", ["<a>", "<item>", "<item><title>x</title>"])
def test_elements_without_end_are_refused(piece):
    with pytest.raises(ValueError, match="too many"):
        document("<?xml version='1.0'?><rss>" + piece * 100_000)
