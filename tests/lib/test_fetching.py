import gzip
import socket
import time
from ipaddress import ip_address

import pytest

from termcard.lib.fetching import FetchRefused, fetch, is_public
from tests.lib.listening import ORDINARY, fetch_inside, is_loopback, named, redirect


def test_what_stands_there_is_fetched(listen):
    listener = listen()

    fetched = fetch_inside(
        f"{listener.url}/a b?q=é#part".replace(" ", "%20"), listener, accept="a/b"
    )

    assert fetched.body == b"hello"
    assert fetched.content_type == "text/calendar"
    assert fetched.url.endswith("/a%20b?q=é")
    (request,) = listener.requests
    assert request.startswith(b"GET /a%20b?q=%C3%A9 HTTP/1.1\r\n")
    assert b"Accept: a/b\r\n" in request
    assert b"Accept-Encoding: identity\r\n" in request
    assert f"Host: 127.0.0.1:{listener.port}\r\n".encode() in request


SPELLINGS = [
    "http://127.0.0.1:{port}/",
    "http://127.1:{port}/",
    "http://127.0.1:{port}/",
    "http://2130706433:{port}/",
    "http://0x7f000001:{port}/",
    "http://0x7f.1:{port}/",
    "http://0177.0.0.1:{port}/",
    "http://017700000001:{port}/",
    "http://127.0.0.2:{port}/",
    "http://0:{port}/",
    "http://0.0.0.0:{port}/",
    "http://localhost:{port}/",
    "http://LOCALHOST.:{port}/",
    "http://①②⑦.⓪.⓪.①:{port}/",
    "http://１２７.０.０.１:{port}/",
    "http://127。0。0。1:{port}/",
    "http://[::1]:{port}/",
    "http://[::]:{port}/",
    "http://[0:0:0:0:0:0:0:1]:{port}/",
    "http://[::ffff:127.0.0.1]:{port}/",
    "http://[::ffff:7f00:1]:{port}/",
    "http://[::127.0.0.1]:{port}/",
    "http://[64:ff9b::7f00:1]:{port}/",
    "http://[2002:7f00:1::]:{port}/",
    "http://[2001:0:7f00:1::]:{port}/",
    "http://[fec0::1]:{port}/",
    "http://[fe80::1%25lo]:{port}/",
    "http://169.254.169.254:{port}/latest/meta-data/",
    "http://100.64.0.1:{port}/",
    "http://224.0.0.1:{port}/",
    "http://10.0.0.1:{port}/",
    "http://user@127.0.0.1:{port}/",
    "http://example.org@127.0.0.1:{port}/",
    "http://example.org:80@127.0.0.1:{port}/",
    "http://example.org\\@127.0.0.1:{port}/",
    "http://127.0.0.1:{port}\\@example.org/",
    "http://127.0.0.1:{port}#@example.org/",
    "http://127.0.0.1:{port}?@example.org/",
    "http:127.0.0.1:{port}/",
    "http:///127.0.0.1:{port}/",
    "//127.0.0.1:{port}/",
    "webcal://127.0.0.1:{port}/",
    "ftp://127.0.0.1:{port}/",
    "gopher://127.0.0.1:{port}/_GET",
    "file:///etc/hostname",
    "http://127.0.0.1:{port}/\r\nX: y",
    "http://127.0.0.1 .example.org:{port}/",
    "http://[::1/",
    "http://127.0.0.1:99999999/",
    "http://",
    "",
]


# H30
@pytest.mark.parametrize("spelling", SPELLINGS)
def test_no_spelling_of_an_address_inside_is_connected_to(listen, spelling):
    listener = listen(host="0.0.0.0")

    with pytest.raises(FetchRefused) as refusal:
        fetch(spelling.format(port=listener.port), ports=frozenset({listener.port}), seconds=5)

    assert str(refusal.value).endswith(".")
    assert "too long" not in str(refusal.value)
    assert "proper answer" not in str(refusal.value)
    assert listener.requests == []


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1:248:1893:25c8:1946", True),
        ("192.88.99.1", False),
        ("198.18.0.1", False),
        ("240.0.0.1", False),
        ("255.255.255.255", False),
        ("fd00::1", False),
        ("ff02::1", False),
        ("2001:db8::1", False),
        ("64:ff9b:1::1", False),
        ("::ffff:93.184.216.34", False),
        ("2002:5db8:d822::", False),
    ],
)
def test_which_addresses_are_public(address, public):
    assert is_public(ip_address(address)) is public


def test_other_ports_than_those_of_the_web_are_refused(listen):
    listener = listen()

    with pytest.raises(FetchRefused, match="ports"):
        fetch(f"{listener.url}/", allowed=is_loopback)

    assert listener.requests == []


def test_a_name_with_one_address_inside_is_refused_whole(listen, monkeypatch):
    listener = listen()
    both = [
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("93.184.216.34", listener.port)),
        (socket.AF_INET, socket.SOCK_STREAM, 6, "", ("127.0.0.1", listener.port)),
    ]
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **how: both)

    with pytest.raises(FetchRefused, match="inside"):
        fetch("http://mixed.example/", ports=frozenset({80}))

    assert listener.requests == []


# H32
def test_a_name_is_looked_up_once_and_what_was_checked_is_connected_to(listen, monkeypatch):
    checked = listen(host="127.0.0.2")
    asked = named(monkeypatch, {"turning.example": ["127.0.0.2", "127.0.0.1"]})

    fetch_inside(
        f"http://turning.example:{checked.port}/",
        checked,
        allowed=lambda address: str(address) == "127.0.0.2",
    )

    assert asked == ["turning.example"]
    assert f"Host: turning.example:{checked.port}".encode() in checked.requests[0]


def test_a_name_that_is_not_there(listen):
    with pytest.raises(FetchRefused, match="no such web address"):
        fetch("http://nobody.invalid/")


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_followed(listen, status):
    listener = listen(redirect("/there?x=1", status), ORDINARY)

    fetched = fetch_inside(f"{listener.url}/here", listener)

    assert fetched.url == f"{listener.url}/there?x=1"
    assert fetched.body == b"hello"


# H31
@pytest.mark.parametrize(
    "inside", ["http://127.0.0.1:{port}/", "//127.1:{port}/", "http://u@127.0.0.2:{port}/"]
)
def test_a_redirect_to_inside_is_refused(listen, inside):
    target = listen()
    outside = listen(redirect(inside.format(port=target.port)), host="127.0.0.2")

    with pytest.raises(FetchRefused):
        fetch_inside(
            f"{outside.url}/", outside, target, allowed=lambda address: str(address) == "127.0.0.2"
        )

    assert len(outside.requests) == 1
    assert target.requests == []


@pytest.mark.parametrize("location", ["file:///etc/hostname", "ftp://x.example/", "http://[::1"])
def test_a_redirect_to_something_else_is_refused(listen, location):
    listener = listen(redirect(location))

    with pytest.raises(FetchRefused):
        fetch_inside(listener.url, listener)


def test_three_redirects_are_enough(listen):
    three = listen(*[redirect("/on")] * 3, ORDINARY)
    endless = listen(redirect("/on"))

    assert fetch_inside(three.url, three).body == b"hello"
    with pytest.raises(FetchRefused, match="more than 3 times"):
        fetch_inside(endless.url, endless)
    assert len(endless.requests) == 4


@pytest.mark.parametrize(
    ("status", "words"),
    [
        (204, "nothing"),
        (401, "sign-in"),
        (403, "sign-in"),
        (404, "nothing"),
        (410, "taken away"),
        (429, "later"),
        (500, "failing"),
        (503, "failing"),
        (206, "proper answer"),
        (302, "proper answer"),
    ],
)
def test_other_answers_are_refused_by_their_status(listen, status, words):
    listener = listen(f"HTTP/1.1 {status} So\r\nContent-Length: 0\r\n\r\n".encode())

    with pytest.raises(FetchRefused, match=words) as refusal:
        fetch_inside(listener.url, listener)

    assert refusal.value.status == status


def drip(head, piece, pause=0.05):
    def answer():
        yield head
        for _ in range(400):
            time.sleep(pause)
            yield piece

    return answer


# H33
@pytest.mark.parametrize(
    "answer",
    [
        drip(b"HTTP/1.1 200 OK\r\n\r\n", b"x"),
        drip(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
        drip(b"HTTP/1.1 200 OK\r\nX: ", b"x"),
        drip(b"HTTP", b""),
        drip(b"", b"HTTP/1.1 100 Continue\r\n\r\n"),
    ],
    ids=["body", "chunks", "header", "silence", "continue"],
)
def test_a_slow_answer_ends_at_the_deadline(listen, answer):
    listener = listen(answer)
    begun = time.monotonic()

    with pytest.raises(FetchRefused, match="too long"):
        fetch_inside(listener.url, listener, seconds=0.4)

    assert time.monotonic() - begun < 2


def test_a_slow_look_up_ends_at_the_deadline(monkeypatch):
    monkeypatch.setattr(socket, "getaddrinfo", lambda *args, **how: time.sleep(3))

    with pytest.raises(FetchRefused, match="too long"):
        fetch("http://slow.example/", seconds=0.2)


@pytest.mark.parametrize(
    "head",
    [
        b"HTTP/1.1 200 OK\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n",
        b"HTTP/1.1 200 OK\r\nContent-Length: many\r\n\r\n",
    ],
)
def test_an_endless_body_is_cut_short(listen, head):
    listener = listen(drip(head, b"x" * 10_000, pause=0))

    with pytest.raises(FetchRefused, match="larger than 50,000 bytes"):
        fetch_inside(listener.url, listener, limit=50_000)


def test_an_announced_size_over_the_limit_is_refused_at_once(listen):
    listener = listen(drip(b"HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n", b"x", pause=1))

    with pytest.raises(FetchRefused, match="larger"):
        fetch_inside(listener.url, listener, limit=5, seconds=1)


def test_a_body_of_just_the_limit_is_fetched(listen):
    listener = listen()

    assert fetch_inside(listener.url, listener, limit=5).body == b"hello"


@pytest.mark.parametrize(
    "answer",
    [
        b"HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nff\r\nhello",
        b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nhello",
        b"SSH-2.0-OpenSSH_9.2\r\n",
        b"",
        b"HTTP/1.1 200 OK\r\n" + b"X: y\r\n" * 200 + b"\r\n",
        b"HTTP/1.1 200 OK\r\nX: " + b"y" * 70_000 + b"\r\n\r\n",
    ],
)
def test_a_broken_answer_is_refused(listen, answer):
    listener = listen(answer)

    with pytest.raises(FetchRefused):
        fetch_inside(listener.url, listener)


def test_a_longer_body_than_announced_is_read_as_announced(listen):
    listener = listen(ORDINARY + b" and more")

    assert fetch_inside(listener.url, listener).body == b"hello"


@pytest.mark.parametrize("header", ["Content-Encoding: gzip", "Transfer-Encoding: gzip, chunked"])
def test_a_packed_answer_is_refused(listen, header):
    bomb = gzip.compress(b"\0" * 1_000_000)
    listener = listen(f"HTTP/1.1 200 OK\r\n{header}\r\n\r\n".encode() + bomb)

    with pytest.raises(FetchRefused, match="packed"):
        fetch_inside(listener.url, listener)


def test_nobody_listens():
    with socket.create_server(("127.0.0.1", 0)) as closed:
        port = closed.getsockname()[1]

    with pytest.raises(FetchRefused, match="proper answer"):
        fetch(f"http://127.0.0.1:{port}/", allowed=is_loopback, ports=frozenset({port}))
