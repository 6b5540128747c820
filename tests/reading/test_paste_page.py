import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from termcard.programme.models import Event
from termcard.reading.actions import accept_proposal, dismiss_proposal
from termcard.reading.models import Document, Proposal
from tests.reading.conftest import TALK
from tests.reading.pages import troubles

pytestmark = pytest.mark.django_db


def calendar(*titles):
    events = "".join(
        f"BEGIN:VEVENT\r\nUID:bell-{number}\r\nDTSTAMP:20260901T080000Z\r\n"
        f"DTSTART:202612{number + 10}T130000Z\r\nSUMMARY:{title}\r\nEND:VEVENT\r\n"
        for number, title in enumerate(titles)
    )
    text = f"BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Bells\r\n{events}END:VCALENDAR\r\n"
    return SimpleUploadedFile("bells.ics", text.encode(), "text/calendar")


def test_one_event_leads_to_its_review(paste):
    answer = paste(TALK)
    assert answer.status_code == 302
    assert answer.url == Proposal.objects.get().url


def test_several_events_lead_to_their_list_in_the_order_of_the_document(paste, desk):
    answer = paste(file=calendar("Ropes", "Clappers", "Towers"))
    page = desk.get(answer.url).content.decode()
    places = [page.index(f">{title}<") for title in ("Ropes", "Clappers", "Towers")]
    assert places == sorted(places)
    assert "3 events in one announcement" in page


def test_a_file_is_read_and_its_name_kept(paste):
    paste(file=SimpleUploadedFile("talk.txt", TALK.encode()))
    assert Document.objects.get().name == "talk.txt"
    assert Proposal.objects.get().title == "What bells remember"


def test_pasting_again_leads_to_the_same_review(paste):
    assert paste(TALK).url == paste(TALK).url
    assert Document.objects.count() == 1


def test_pasting_what_was_published_leads_to_the_event(paste, desk, olive):
    first = paste(TALK).url
    proposal = Proposal.objects.get()
    event = accept_proposal(proposal, proposal.announcement(), by=olive)
    again = paste(TALK)
    assert again.url == first
    assert desk.get(again.url).url == event.get_absolute_url()


def test_pasting_what_was_dismissed_offers_to_take_it_up_again(paste, desk, olive, decide):
    paste(TALK)
    proposal = Proposal.objects.get()
    dismiss_proposal(proposal, by=olive)
    page = desk.get(paste(TALK).url).content.decode()
    assert "Take it up again" in page and "Accept and publish" not in page
    assert decide(proposal, verb="take_up").url == proposal.url
    assert decide(proposal).status_code == 302
    assert Event.objects.count() == 1


@pytest.mark.parametrize(
    ("typed", "field", "said"),
    [
        ({}, "The announcement", "Paste an announcement, choose a file, or give"),
        ({"text": " \n\t"}, "The announcement", "Paste an announcement"),
        ({"text": "\u200b\ufeff\u00a0"}, "The announcement", "empty"),
        ({"text": "Bells\0bells"}, "The announcement", "Null characters"),
        ({"file": SimpleUploadedFile("a.txt", b"")}, "Or a file", "empty"),
        ({"file": SimpleUploadedFile("a.png", b"\x89PNG\0\1" * 99)}, "Or a file", "not text"),
        ({"file": SimpleUploadedFile("a.txt", b"a" * 10_000_001)}, "Or a file", "too large"),
        ({"text": "a" * 10_000_001}, "The announcement", "too large"),
        ({"text": "Thank you for the biscuits."}, "The announcement", "No event was found"),
    ],
    ids=["nothing", "blank", "invisible", "nul", "empty", "png", "big", "long", "no event"],
)
def test_what_cannot_be_read_is_said_beside_the_field(typed, field, said, paste):
    answer = paste(**typed)
    assert answer.status_code == 400
    found = troubles(answer.content.decode())
    assert list(found) == [field]
    assert said in found[field]


def test_what_was_typed_is_kept_when_it_cannot_be_read(paste):
    page = paste("Thank you for the <biscuits>.").content.decode()
    assert "Thank you for the &lt;biscuits&gt;." in page


def test_a_file_wins_over_text_and_the_text_is_kept(paste):
    page = paste("my notes", file=SimpleUploadedFile("a.txt", b"")).content.decode()
    assert "my notes</textarea>" in page


@pytest.mark.parametrize("chosen", ["other", "", "0", "-1", "99999999999999999999", "x", "\0"])
def test_no_other_host_than_ones_own_can_be_chosen(chosen, paste, desk, other_host):
    if chosen == "other":
        chosen = other_host.pk
        assert f'value="{chosen}"' not in desk.get("/organise/read/").content.decode()
    answer = paste(TALK, host=chosen)
    assert answer.status_code == 400
    assert list(troubles(answer.content.decode())) == ["Whose event it is"]
    assert not Document.objects.exists()


def test_who_organises_nothing_is_told_so(client, rita):
    client.force_login(rita)
    page = client.get("/organise/read/").content.decode()
    assert "organises for no department yet" in page
    assert "<textarea" not in page


@pytest.mark.parametrize("document", ["0", "-1", "x", "99999999999999999999", "\0", "1e309"])
def test_a_list_of_no_document_is_the_list_of_what_waits(document, desk, proposal):
    answer = desk.get("/organise/proposals/", {"document": document})
    assert answer.status_code == 200
    assert "What bells remember" in answer.content.decode()


def test_lists_show_nothing_of_other_departments(desk, other_proposal):
    for address in ("", f"?document={other_proposal.document.pk}"):
        page = desk.get(f"/organise/proposals/{address}").content.decode()
        assert "What bells remember" not in page


def test_strangers_are_led_to_sign_in(client, proposal):
    for address in ("/organise/", "/organise/read/", "/organise/proposals/", proposal.url):
        answer = client.get(address)
        assert answer.url.startswith("/signin/?next=%2Forganise")


def test_nothing_of_the_desk_may_be_stored(desk, proposal):
    for address in ("/organise/", "/organise/read/", "/organise/proposals/", proposal.url):
        assert "no-store" in desk.get(address)["Cache-Control"]
