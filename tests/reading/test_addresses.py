import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from termcard.reading.actions import import_address
from termcard.reading.models import Document, Proposal
from tests.lib.listening import Listener, is_loopback
from tests.reading.conftest import TALK
from tests.reading.pages import troubles

pytestmark = pytest.mark.django_db


def answer(body, status="200 OK", kind="text/plain"):
    head = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n"
    return head.encode() + body


@pytest.fixture
def stands_at(host, olive):
    """Have what a server answers read for the School of Education."""
    listeners = []

    def read(*answers, path="/talk"):
        listener = Listener(answers)
        listeners.append(listener)
        return import_address(
            f"{listener.url}{path}",
            host=host,
            by=olive,
            allowed=is_loopback,
            ports=frozenset({listener.port}),
        )

    yield read
    for listener in listeners:
        listener.close()


def test_what_stands_at_an_address_is_read_and_the_address_kept(stands_at):
    imported = stands_at(answer(TALK.encode()))
    assert [one.title for one in imported.proposals] == ["What bells remember"]
    assert imported.document.url.startswith("http://127.0.0.1:")
    assert imported.document.url.endswith("/talk")


def test_a_redirect_is_followed_and_where_it_leads_is_kept(stands_at):
    moved = b"HTTP/1.1 302 Found\r\nLocation: /moved\r\nContent-Length: 0\r\n\r\n"
    assert stands_at(moved, answer(TALK.encode())).document.url.endswith("/moved")


@pytest.mark.parametrize(
    ("answered", "field", "said"),
    [
        (answer(b"", "404 Not Found"), "url", "nothing at this address"),
        (answer(b"", "401 Unauthorized"), "url", "asks for a sign-in"),
        (answer(b"", "503 Busy"), "url", "failing at the moment"),
        (b"no HTTP at all", "url", "no proper answer"),
        (answer(b"a").replace(b": 1", b": 20000000"), "url", "larger than 10,000,000 bytes"),
        (answer(b"\x89PNG\0\1" * 99), "text", "not text"),
    ],
    ids=["missing", "sign-in", "busy", "no answer", "large", "picture"],
)
def test_why_nothing_could_be_read_is_said(stands_at, answered, field, said):
    with pytest.raises(ValidationError) as refused:
        stands_at(answered)
    assert said in refused.value.message_dict[field][0]
    assert not Document.objects.exists()


def test_only_organisers_of_the_host_have_anything_fetched(host, rita):
    listener = Listener([answer(TALK.encode())])
    with pytest.raises(PermissionDenied):
        import_address(
            f"{listener.url}/", host=host, by=rita, allowed=is_loopback,
            ports=frozenset({listener.port}),
        )  # fmt: skip
    listener.close()
    assert listener.requests == []


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("http://127.0.0.1/a.ics", "inside a network"),
        ("127.0.0.1/a.ics", "inside a network"),
        ("http://169.254.169.254/latest/", "inside a network"),
        ("http://[::1]/", "inside a network"),
        ("ftp://events.example/a.ics", "Only addresses that begin with http"),
        ("file:///etc/hostname", "Only addresses that begin with http"),
        ("https://olive:secret@events.example/", "user name"),
        ("https://events.example:8443/", "usual ports"),
        ("https://events example/", "not a web address"),
        ("https:", "not a web address"),
        ("https://events.example/" + "a" * 3_000, "at most 2048 characters"),
    ],
)
def test_an_address_that_is_not_fetched_is_said_beside_the_field(typed, said, paste):
    answered = paste(address=typed)
    found = troubles(answered.content.decode())
    assert answered.status_code == 400
    assert list(found) == ["Or its address"]
    assert said in found["Or its address"]
    assert not Document.objects.exists()


def test_text_goes_before_an_address_beside_it(paste):
    assert paste(TALK, address="http://127.0.0.1/").url == Proposal.objects.get().url
