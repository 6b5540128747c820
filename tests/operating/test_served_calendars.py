"""What the demonstration serves, judged by programs that others wrote."""

import re
from datetime import UTC
from xml.etree import ElementTree

import ics
import pytest
import vobject
from icalendar import Calendar

from termcard.operating.actions import load_demonstration
from termcard.programme.models import Event
from tests.operating.test_demonstration import NAMES
from tests.publishing.addresses import is_feed, public_addresses

ADDRESS = re.compile(rb"[\w.+-]+@[\w-]+\.[\w.-]+")
# UIDs end in the site's name, as RFC 7986, section 5.3 has them.
UID = re.compile(rb"(?:UID:|RELATED-TO[^:]*:)[^\r]*(?:\r\n [^\r]*)*")
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture
def served(db, client):
    """Return {address: answer} of every feed and every event's calendar of the demonstration."""
    load_demonstration()
    events = [*Event.objects.visible_to(None).listed()]
    units = [
        ("host_page", "education"),
        ("host_page", "university"),
        ("series_page", client.get("/series/demo-ten-zones/")["Location"].split("/")[2]),
    ]
    addresses = [one for one in public_addresses([], units) if is_feed(one)]
    addresses += [f"/events/{event.address}.ics" for event in events]
    answers = {address: client.get(address) for address in addresses}
    return {address: each for address, each in answers.items() if each.status_code == 200}


def of_shape(served, shape):
    found = {a: each.content for a, each in served.items() if a.endswith(f".{shape}")}
    assert len(found) >= 3, shape
    return found


def faults_of_bytes(content):
    """Return what RFC 5545, section 3.1 forbids, and what makes clients give a calendar up."""
    lines = content.split(b"\r\n")
    found = [b"long: " + line for line in lines if len(line) > 75]
    if not content.endswith(b"END:VCALENDAR\r\n") or b"\n" in content.replace(b"\r\n", b""):
        found.append(b"line ends")
    if content.startswith(b"\xef\xbb\xbf") or re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", content):
        found.append(b"a mark or control character")
    head = content.partition(b"BEGIN:V")[2].partition(b"\r\nBEGIN:V")[0]
    if re.search(rb"^(METHOD|UID)[;:]", head, re.MULTILINE):
        found.append(b"a method or a UID of the whole")
    for zone in re.findall(rb"BEGIN:VTIMEZONE.*?END:VTIMEZONE", content, re.DOTALL):
        found += re.findall(rb"\n(?:RDATE|COMMENT)", zone)
    for line in lines:
        line.decode()  # folds halve no character
    return found


def moments_by_icalendar(content):
    whole = Calendar.from_ical(content)
    assert [event.errors for event in whole.walk("VEVENT") if event.errors] == []
    used = set(re.findall(r"TZID=([\w/+-]+)", content.decode().replace("\r\n ", "")))
    assert used <= {str(zone["TZID"]) for zone in whole.walk("VTIMEZONE")}
    return {str(each["UID"]): moment(each["DTSTART"].dt) for each in whole.walk("VEVENT")}


def moments_by_vobject(content):
    found = vobject.readOne(content.decode())
    return {each.uid.value: moment(each.dtstart.value) for each in found.contents.get("vevent", [])}


def moments_by_ics(content):
    found = ics.Calendar(content.decode()).events
    return {each.uid: (each.begin.datetime, each.all_day) for each in found}


def moment(value):
    return value.astimezone(UTC) if hasattr(value, "hour") else value


def test_every_calendar_is_read_alike_by_three_programs(served):
    read = 0
    for address, content in of_shape(served, "ics").items():
        assert faults_of_bytes(content) == [], address
        moments = moments_by_icalendar(content)
        assert moments == moments_by_vobject(content), address
        by_ics = moments_by_ics(content)
        assert by_ics.keys() == moments.keys(), address
        for uid, (begins, is_all_day) in by_ics.items():
            same = begins.date() == moments[uid] if is_all_day else begins == moments[uid]
            assert same, (address, uid)
        read += len(moments)
    assert read > len(NAMES) * 2


def test_every_feed_is_well_formed_and_names_each_event_once(served):
    for address, content in of_shape(served, "rss").items():
        channel = ElementTree.fromstring(content).find("channel")
        assert all(channel.findtext(name) for name in ("title", "link", "description")), address
        items = channel.findall("item")
        guids = [item.findtext("guid") for item in items]
        assert len(set(guids)) == len(items) and all(item.findtext("pubDate") for item in items)
    for address, content in of_shape(served, "atom").items():
        feed = ElementTree.fromstring(content)
        assert all(feed.findtext(f"{ATOM}{name}") for name in ("id", "title", "updated")), address
        entries = feed.findall(f"{ATOM}entry")
        assert len({entry.findtext(f"{ATOM}id") for entry in entries}) == len(entries)
        assert all(entry.findtext(f"{ATOM}updated") for entry in entries)


def test_nobodys_address_is_in_any_of_them(served):
    for address, answer in served.items():
        found = set(ADDRESS.findall(UID.sub(b"", answer.content)))
        ours = {each for each in found if each.endswith(b"@events.example")}
        assert found == ours, address
