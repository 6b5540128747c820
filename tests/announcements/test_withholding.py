import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from termcard.announcements.join_links import is_join_link
from termcard.announcements.withholding import withhold

STRICT_ADDRESS = re.compile(
    r"[A-Za-z0-9.%&'+_~-]+@(?:[A-Za-z0-9](?:[A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}"
)

ADDRESSES = [
    ("olive@durham.example", "olive@durham.example"),
    ("Olive.Smith+talks@maths.durham.example", "Olive.Smith+talks@maths.durham.example"),
    ("mailto:olive@durham.example?subject=Talk%20on%20Monday", "olive@durham.example"),
    ("olive(at)durham.example", "olive@durham.example"),
    ("olive [at] durham.example", "olive@durham.example"),
    ("olive {at} durham [dot] example", "olive@durham.example"),
    ("olive(at)durham", "olive@durham"),
    ("olive AT maths DOT durham DOT example", "olive@maths.durham.example"),
    ("olive dot smith at durham dot example", "olive.smith@durham.example"),
    ("o.smith at maths.example", "o.smith@maths.example"),
    ("olive_at_durham.example", "olive@durham.example"),
    ("olive@dürham.example", "olive@dürham.example"),
    ("олив@пример.рф", "олив@пример.рф"),
    ("olive\uff20durham.example", "olive@durham.example"),
    ("olive&#64;durham.example", "olive@durham.example"),
    ("ol\u00adive@dur\u00adham.example", "olive@durham.example"),
    ('"olive smith"@durham.example', '"olive smith"@durham.example'),
    ("olive@[192.0.2.7]", "olive@[192.0.2.7]"),
    ("https://forms.example/new?to=olive%40durham.example", "olive@durham.example"),
]

JOIN_LINKS = [
    "https://zoom.us/j/81234567890?pwd=aBc.1",
    "http://durham-ac-uk.zoom.us/w/81234567890",
    "https://us02web.zoom.us/my/olive",
    "zoom.us/j/81234567890",
    "https://app.zoom.us/wc/join/81234567890",
    "zoommtg://zoom.us/join?confno=81234567890",
    "https://teams.microsoft.com/l/meetup-join/19%3ameeting_abc%40thread.v2/0?context=%7b%7d",
    "https://teams.microsoft.com/meet/23456789012345?p=abc",
    "https://teams.live.com/meet/9312345678901",
    "https://meet.google.com/abc-defg-hij",
    "https://durham.webex.com/durham/j.php?MTID=m0123456789abcdef",
    "https://durham.webex.com/meet/olive.smith",
    "https://meet.jit.si/ElvetHallSeminar",
    "https://jitsi.maths.example/seminar",
    "https://bbb.maths.example/b/oli-abc-xyz-123",
    "https://video.maths.example/rooms/abc-def-ghi-jkl/join",
    "https://meet.goto.com/123456789",
    "https://global.gotomeeting.com/join/123456789",
    "https://whereby.com/elvet-seminar",
    "https://bluejeans.com/123456789/1234",
    "https://eu.bbcollab.com/guest/0123456789abcdef",
    "https://join.skype.com/AbCdEfGh",
    "https://eur01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fzoom.us%2Fj%2F8123&data=05",
    "https://urldefense.com/v3/__https://zoom.us/j/81234567890__;!!abc$",
]

ORDINARY = [
    "",
    "Meet at 5 at Elvet Hall, then 3 at 4.",
    "Thanks to @olive and @sam; see a@b and 3@4.50 and 54.77@-1.57.",
    "Matrix products A@B and A @ B.T, and f(a)g at x.",
    "Look [at] the cat (at the door), said Chomsky (1957).",
    "Reducing polarisation (Greaney and Higham, 2018; Ainscow et al, 2016).",
    "Details at maths.example and at www.durham.example/events.",
    "The paper.pdf at maths.example and slides at maths.example.",
    "Evaluated at u dot v.",
    "Join us on Zoom: the link is sent to all who register.",
    "Passcode: sent to members. The passcode will follow. PIN: none.",
    "Slides: https://www.youtube.com/watch?v=abc, https://doi.org/10.1000/182 (open).",
    "https://zoom.us/webinar/register/WN_abc and https://zoom.us/rec/share/abc stay.",
    "https://www.webex.com/video-conferencing and https://whereby.com/blog are pages.",
    "https://maps.example/@54.77,-1.57,15z and https://npm.example/pkg@1.2.3/x.js",
    "Zoom, 14 October 2020, 13:00 to 14:00; ring 0191 334 2000.",
    "Password: the history of secrets, 1500 to 1900",
    "  Leading and trailing blanks  \r\nand an end of line \n",
]


@pytest.mark.parametrize(("written", "address"), ADDRESSES)
@pytest.mark.parametrize("sentence", ["Please write to {} by Friday.", "({})", "<{}>", "{}"])
def test_an_address_is_taken_however_it_is_written(written, address, sentence):
    withheld = withhold(sentence.format(written))

    assert withheld.addresses == (address,)
    assert "durham.example" not in withheld.text
    assert withheld.links == ()


@pytest.mark.parametrize("link", JOIN_LINKS)
@pytest.mark.parametrize("sentence", ["Join at {}.", "Zoom ({})", "<{}>", "[here]({}), all"])
def test_a_join_link_is_taken(link, sentence):
    withheld = withhold(sentence.format(link))

    assert withheld.links == (link,)
    assert link not in withheld.text
    assert withheld.addresses == ()
    assert is_join_link(link)


@pytest.mark.parametrize("text", ORDINARY)
def test_text_without_addresses_is_left_as_it_is(text):
    withheld = withhold(text)

    assert withheld.text == text
    assert not withheld.addresses
    assert not withheld.links


@pytest.mark.parametrize(
    ("text", "public"),
    [
        ("Contact olive@x.example for details.", "Contact [the enquiry form] for details."),
        ("Ask Olive Smith (olive@x.example) first.", "Ask Olive Smith first."),
        ("Ask Olive Smith (e-mail: olive@x.example).", "Ask Olive Smith."),
        ("Olive Smith <olive@x.example>", "Olive Smith"),
        ("All welcome. Contact: olive@x.example", "All welcome."),
        ("All welcome.\nContact: olive@x.example\nTea at 4.", "All welcome.\nTea at 4."),
        ("For details write to:\nolive@x.example\n", "For details write to:\n[the enquiry form]\n"),
        ("Olive@x.example, sam@x.example or rita@x.example", "[the enquiry form]"),
        ("[Olive](mailto:olive@x.example) chairs", "[Olive] chairs"),
        ("Join on Zoom (https://zoom.us/j/8123).", "Join on Zoom."),
        ("Join: https://zoom.us/j/8123 at 5", "Join: [the join details] at 5"),
        ("Zoom, Meeting ID: 812 3456 7890, Passcode: 12. Tea.", "Zoom. Tea."),
        ("Zoom (meeting ID 812 3456 7890; password: sesame)", "Zoom"),
        ("Zoom: 812 3456 7890", "Zoom"),
        (
            "Join\nhttps://zoom.us/j/8123\nMeeting ID: 812 3456 7890\nPasscode: x9\nTea at 4",
            "Join\n[the join details]\nTea at 4",
        ),
        (
            "The meeting ID is 812 3456 7890.",
            "The meeting ID is [the join details].",
        ),
        ("One tap\n+441314601196,,81234567890#,,,,*123456# United Kingdom\nEnd", "One tap\nEnd"),
    ],
)
def test_what_is_left_reads_well(text, public):
    assert withhold(text).text == public


def test_a_password_counts_only_beside_a_meeting():
    assert withhold("Password: sesame").text == "Password: sesame"
    assert withhold("https://zoom.us/j/8123 Password: sesame").links == (
        "https://zoom.us/j/8123",
        "Password: sesame",
    )


def test_each_address_is_named_once_in_order():
    text = "sam@x.example, olive@x.example; again sam@x.example."

    assert withhold(text).addresses == ("sam@x.example", "olive@x.example")


FRAGMENTS = st.sampled_from(
    [written for written, _ in ADDRESSES]
    + JOIN_LINKS
    + ["@", ".", "(", ")", "<", ">", "[", "]", '"', " at ", " dot ", "(at)", "mailto:", "Contact: "]
    + ["Meeting ID: 812 3456 7890", "Passcode: 1x", " ", "\n", "o", "x.example", "https://", "%40"]
)
TEXTS = st.lists(st.one_of(FRAGMENTS, st.text(max_size=8)), max_size=12).map("".join)


@given(TEXTS)
def test_no_address_and_no_link_gets_through_and_twice_is_once(text):
    once = withhold(text)

    assert STRICT_ADDRESS.search(once.text) is None
    assert not re.search(r"zoom\.us/[jw]/\d|meetup-join/", once.text)
    again = withhold(once.text)
    assert again.text == once.text
    assert not again.addresses
    assert not again.links


@given(st.text(alphabet="ab.@()<> \n", max_size=60))
def test_twice_is_once_for_nested_signs(text):
    once = withhold(text).text

    assert STRICT_ADDRESS.search(once) is None
    assert withhold(once).text == once


@pytest.mark.parametrize(
    "unit",
    ["a@", "a.", " at ", "o at b.co ", "mailto:", "[at]a.", "zoom.us/j/1 ", "((", "1 ", "\n"],
)
def test_time_grows_no_faster_than_the_text(unit):
    def seconds(size):
        begun = time.perf_counter()
        withhold(unit * (size // len(unit)))
        return time.perf_counter() - begun

    seconds(1_000)
    short, long = min(seconds(20_000) for _ in range(3)), min(seconds(200_000) for _ in range(2))

    assert long < 40 * short + 0.2
