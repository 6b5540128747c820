import dataclasses
import html
import json
import re
from datetime import UTC, date, datetime, time
from email.utils import parsedate_to_datetime
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from termcard.announcements import atom, documented, jsonfeed, rss
from termcard.announcements.announcement import (
    Announcement,
    Earlier,
    Kind,
    Mode,
    Named,
    Place,
    Status,
)
from termcard.announcements.channel import Channel, lasting_id
from termcard.announcements.parts import Part
from termcard.announcements.sessions import Session
from tests.announcements import drawn

ATOM = "{http://www.w3.org/2005/Atom}"
EV = "{http://purl.org/rss/1.0/modules/event/}"
DC = "{http://purl.org/dc/elements/1.1/}"
CHANNEL = Channel(
    title="School of Education",
    description="What the school has on.",
    url="https://events.example/hosts/education/",
    feed_url="https://events.example/hosts/education.rss",
    uid="https://events.example/hosts/2",
)
UID = "0b4dbb5e-6c1d-4f0f-9b9e-0c9a2bbd7a11"


@pytest.fixture
def bells(announcement):
    """The seminar of the small world, as it stands after a change."""
    return dataclasses.replace(
        announcement,
        uid=UID,
        url="https://events.example/events/k3x9m2ab-on-bells/",
        created_at=datetime(2026, 11, 1, 9, tzinfo=UTC),
        changed_at=datetime(2026, 11, 20, 10, 30, tzinfo=UTC),
        host=Named(name="School of Education"),
    )


def items_of(written):
    return ElementTree.fromstring(written).findall("channel/item")


def entries_of(written):
    return ElementTree.fromstring(written).findall(f"{ATOM}entry")


def words_in(markup):
    """What a reader shows of the markup."""
    lines = markup.replace("</p><p>", "\n\n").replace("<br>", "\n")
    return html.unescape(re.sub(r"</?p>", "", lines))


def test_rss_tells_an_event_with_its_times_and_people(bells):
    (item,) = items_of(rss.write(CHANNEL, [bells]))
    assert item.findtext("title") == "On bells"
    assert item.findtext("link") == bells.url
    assert item.findtext(f"{DC}creator") == "Dr Sam Speaks"
    assert [each.text for each in item.findall("category")] == ["Seminar", "Bells"]
    assert item.findtext(f"{EV}startdate") == "2026-12-09T13:00:00+00:00"
    assert item.findtext(f"{EV}enddate") == "2026-12-09T14:00:00+00:00"
    assert item.findtext(f"{EV}organizer") == "School of Education"
    assert item.findtext(f"{EV}type") == "Seminar"
    told = words_in(item.findtext("description"))
    for words in (
        "Wednesday 9 December 2026, 13:00–14:00 (Europe/London, GMT)",
        "Online (Zoom)",
        "Speaker: Dr Sam Speaks, Example University",
        bells.abstract,
        bells.attendance,
    ):
        assert words in told


def test_rss_names_itself_and_its_page(bells):
    channel = ElementTree.fromstring(rss.write(CHANNEL, [bells])).find("channel")
    assert channel.findtext("title") == "School of Education"
    assert channel.findtext("link") == CHANNEL.url
    own = channel.find(f"{ATOM}link")
    assert (own.get("rel"), own.get("href")) == ("self", CHANNEL.feed_url)
    changed = parsedate_to_datetime(channel.findtext("lastBuildDate"))
    assert changed == bells.changed_at


def test_rss_says_a_place_and_whole_days(bells):
    days = (Session(starts_on=date(2026, 12, 9), ends_on=date(2026, 12, 11)),)
    place = Place(name="Room 4, Elvet Hall", locality="Durham")
    told = dataclasses.replace(bells, mode=Mode.IN_PERSON, platform="", place=place, sessions=days)
    (item,) = items_of(rss.write(CHANNEL, [told]))
    assert item.findtext(f"{EV}location") == "Room 4, Elvet Hall, Durham"
    assert item.findtext(f"{EV}startdate") == "2026-12-09"
    assert item.findtext(f"{EV}enddate") == "2026-12-11"


def test_what_names_an_event_and_when_it_was_announced_never_change(bells):
    later = datetime(2026, 12, 1, tzinfo=UTC)
    moved = dataclasses.replace(
        bells, title="Of ropes", changed_at=later, revision=7, status=Status.CANCELLED, url=""
    )
    was, now = (items_of(rss.write(CHANNEL, [each]))[0] for each in (bells, moved))
    assert was.findtext("guid") == now.findtext("guid") == UID
    assert was.find("guid").get("isPermaLink") == "false"
    assert was.findtext("pubDate") == now.findtext("pubDate") == "Sun, 01 Nov 2026 09:00:00 GMT"
    assert now.findtext(f"{ATOM}updated") == "2026-12-01T00:00:00Z"
    was, now = (entries_of(atom.write(CHANNEL, [each]))[0] for each in (bells, moved))
    assert was.findtext(f"{ATOM}id") == now.findtext(f"{ATOM}id") == f"urn:uuid:{UID}"
    assert was.findtext(f"{ATOM}published") == now.findtext(f"{ATOM}published")
    assert now.findtext(f"{ATOM}updated") == "2026-12-01T00:00:00Z"
    was, now = (json.loads(jsonfeed.write(CHANNEL, [each]))["items"][0] for each in (bells, moved))
    assert was["id"] == now["id"] == UID
    assert was["date_published"] == now["date_published"] == "2026-11-01T09:00:00Z"
    assert now["date_modified"] == "2026-12-01T00:00:00Z"


def test_an_id_of_another_making_gives_a_lasting_one():
    assert lasting_id("talk-9@old.example") == lasting_id("talk-9@old.example")
    assert lasting_id("talk-9@old.example") != lasting_id("talk-8@old.example")
    assert lasting_id(UID.upper()) != lasting_id(UID)
    assert re.fullmatch(r"urn:uuid:[0-9a-f-]{36}", lasting_id("talk-9@old.example"))


def test_atom_has_what_the_standard_asks_for(bells):
    nameless = dataclasses.replace(bells, uid="talk-9@old.example", parts=(), language="de")
    feed = ElementTree.fromstring(atom.write(CHANNEL, [bells, nameless]))
    assert feed.tag == f"{ATOM}feed"
    assert feed.findtext(f"{ATOM}title") == CHANNEL.title
    assert feed.findtext(f"{ATOM}subtitle") == CHANNEL.description
    assert feed.findtext(f"{ATOM}id") == lasting_id(CHANNEL.uid)
    assert feed.findtext(f"{ATOM}updated") == "2026-11-20T10:30:00Z"
    assert feed.findtext(f"{ATOM}author/{ATOM}name")
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {"self": CHANNEL.feed_url, "alternate": CHANNEL.url}
    first, second = feed.findall(f"{ATOM}entry")
    assert first.findtext(f"{ATOM}author/{ATOM}name") == "Dr Sam Speaks"
    assert first.find(f"{ATOM}link").get("href") == bells.url
    assert first.find(f"{ATOM}content").get("type") == "html"
    assert bells.abstract in words_in(first.findtext(f"{ATOM}content"))
    assert [each.get("term") for each in first.findall(f"{ATOM}category")] == ["Seminar", "Bells"]
    assert second.find(f"{ATOM}author") is None
    assert second.get("{http://www.w3.org/XML/1998/namespace}lang") == "de"


def test_json_carries_the_documented_object(bells):
    feed = json.loads(jsonfeed.write(CHANNEL, [bells]))
    assert feed["version"] == "https://jsonfeed.org/version/1.1"
    assert feed["title"] == CHANNEL.title
    assert (feed["home_page_url"], feed["feed_url"]) == (CHANNEL.url, CHANNEL.feed_url)
    (item,) = feed["items"]
    assert item["url"] == bells.url
    assert item["authors"] == [{"name": "Dr Sam Speaks"}]
    assert item["tags"] == ["Seminar", "Bells"]
    assert documented.read(item["_termcard"]) == bells
    assert bells.abstract in item["content_text"]


@pytest.mark.parametrize(
    ("status", "title"),
    [
        (Status.CANCELLED, "Cancelled: On bells"),
        (Status.POSTPONED, "Postponed: On bells"),
        (Status.TENTATIVE, "On bells"),
        (Status.CONFIRMED, "On bells"),
    ],
)
def test_what_does_not_take_place_is_marked(status, title, bells):
    told = dataclasses.replace(bells, status=status, status_note="The speaker is ill.")
    assert items_of(rss.write(CHANNEL, [told]))[0].findtext("title") == title
    assert entries_of(atom.write(CHANNEL, [told]))[0].findtext(f"{ATOM}title") == title
    (item,) = json.loads(jsonfeed.write(CHANNEL, [told]))["items"]
    assert item["title"] == title
    assert "The speaker is ill." in item["content_text"].split("\n\n")[0]


def test_a_move_is_told_first(bells):
    earlier = Earlier(starts=date(2026, 12, 2), place="Room 1")
    told = dataclasses.replace(bells, earlier=(earlier,))
    (item,) = json.loads(jsonfeed.write(CHANNEL, [told]))["items"]
    assert item["content_text"].startswith("Moved from Wednesday 2 December 2026, Room 1\n")


def test_a_tombstone_has_no_words(bells):
    for written in (
        rss.write(CHANNEL, [bells.tombstone()]),
        atom.write(CHANNEL, [bells.tombstone()]),
        jsonfeed.write(CHANNEL, [bells.tombstone()]),
    ):
        assert b"Cancelled: Event withdrawn" in written
        for words in (b"On bells", b"ropes", b"Sam Speaks", b"Zoom", b"To be announced"):
            assert words not in written


def test_an_event_of_which_nothing_is_known_is_still_an_item():
    (item,) = items_of(rss.write(CHANNEL, [Announcement()]))
    assert item.findtext("title") == "Title to be announced"
    assert item.findtext("guid") and item.findtext("description") and item.findtext("pubDate")
    (item,) = json.loads(jsonfeed.write(CHANNEL, [Announcement(kind=Kind.TOUR)]))["items"]
    assert item["content_text"] and item["id"]


def test_a_feed_of_nothing_is_a_feed():
    assert items_of(rss.write(CHANNEL, [])) == []
    assert entries_of(atom.write(CHANNEL, [])) == []
    assert json.loads(jsonfeed.write(CHANNEL, []))["items"] == []


def test_the_same_announcements_give_the_same_bytes(bells):
    for write in (rss.write, atom.write, jsonfeed.write):
        assert write(CHANNEL, [bells, bells.tombstone()]) == write(
            CHANNEL, iter([bells, bells.tombstone()])
        )


def shown(text):
    """The text as XML and readers can hold it, every run of white space as one space."""
    ended = text.replace("\r", "\n")
    kept = re.sub("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]", "", ended)
    return " ".join(kept.split())


anything = st.one_of(
    st.text(st.characters(), max_size=60),
    st.sampled_from(
        [
            "]]>",
            "<![CDATA[",
            "&amp;",
            "&#0;",
            "<script>alert(1)</script>",
            "𝄞 🔔",
            "\x00\x0b￾",
            "\ud800",
            "'\"`",
            "<p>",
            "a\r\nb\rc",
            "\u2028",
            "%s {0} \\",
        ]
    ),
)


@given(anything, anything, anything, anything)
def test_any_text_is_well_formed_and_comes_back(title, abstract, name, topic):
    told = Announcement(
        uid="1",
        title=title,
        abstract=abstract,
        parts=(Part(name=name),),
        topics=(topic,),
        sessions=(Session(starts_on=date(2026, 12, 9), starts_time=time(13)),),
    )
    channel = dataclasses.replace(CHANNEL, title=title, description=abstract)
    heading = shown(title) or "Title to be announced"
    (item,) = items_of(rss.write(channel, [told]))
    assert item.findtext("title") == heading
    assert shown(abstract) in shown(words_in(item.findtext("description")))
    (entry,) = entries_of(atom.write(channel, [told]))
    assert entry.findtext(f"{ATOM}title") == heading
    assert shown(abstract) in shown(words_in(entry.findtext(f"{ATOM}content")))
    terms = [each.get("term") for each in entry.findall(f"{ATOM}category")]
    assert terms == [each.text for each in item.findall("category")]
    assert terms == [word for word in dict.fromkeys(["Event", shown(topic)]) if word]
    (item,) = json.loads(jsonfeed.write(channel, [told]))["items"]
    assert item["title"] == heading
    assert shown(abstract) in shown(item["content_text"])


@given(st.lists(drawn.announcements, max_size=2))
@settings(max_examples=30)
def test_any_announcement_is_told_in_every_shape(announcements):
    assert len(items_of(rss.write(CHANNEL, announcements))) == len(announcements)
    assert len(entries_of(atom.write(CHANNEL, announcements))) == len(announcements)
    items = json.loads(jsonfeed.write(CHANNEL, announcements))["items"]
    assert [documented.read(item["_termcard"]) for item in items] == announcements
    for item, told in zip(items_of(rss.write(CHANNEL, announcements)), announcements, strict=True):
        words = shown(words_in(item.findtext("description")))
        for said in (told.abstract, told.attendance, told.status_note, *told.notices):
            assert shown(said) in words
        markup = item.findtext("description")
        assert set(re.findall(r"<[^>]*>", markup)) <= {"<p>", "</p>", "<br>"}
