"""Requests as no client writes them, sent to a server byte by byte."""

import socket

import pytest

from tests.config.test_serving import fetched, free_port, serving

ELSEWHERE = b"elsewhere.example"
OURS = b"Host: OURS\r\nConnection: close\r\n"
CHUNKED = b"Transfer-Encoding: chunked\r\n"
FORM = b"Content-Type: application/x-www-form-urlencoded\r\n"


@pytest.fixture(scope="module")
def port(tmp_path_factory):
    """Where a server answers, from an empty folder."""
    port = free_port()
    with serving(tmp_path_factory.mktemp("raw"), port, "--workers", "1") as process:
        fetched(process, port).close()
        yield port


@pytest.fixture
def sent(port):
    """Send bytes, and return every byte of the answer."""

    def send(raw):
        with socket.create_connection(("127.0.0.1", port), timeout=10) as there:
            there.sendall(raw.replace(b"OURS", b"127.0.0.1:%d" % port))
            return b"".join(iter(lambda: there.recv(65536), b""))

    return send


def get(target=b"/", headers=OURS, more=b"", method=b"GET", version=b"HTTP/1.1"):
    return method + b" " + target + b" " + version + b"\r\n" + headers + more + b"\r\n"


def post(more, body=b""):
    return get(b"/signin/", more=more, method=b"POST") + body


REFUSED = {
    "two hosts": get(more=b"Host: elsewhere.example\r\n"),
    "two hosts, the other first": get(headers=b"Host: elsewhere.example\r\n" + OURS),
    "no host": get(headers=b"Connection: close\r\n"),
    "no host, as of old": get(headers=b"", version=b"HTTP/1.0"),
    "an empty host": get(headers=b"Host: \r\nConnection: close\r\n"),
    "a whole address, another host": get(
        b"http://OURS/", headers=b"Host: elsewhere.example\r\nConnection: close\r\n"
    ),
    "two lengths": get(more=b"Content-Length: 5\r\nContent-Length: 6\r\n") + b"abcdef",
    "a length below nothing": post(b"Content-Length: -1\r\n"),
    "chunked and not": post(b"Transfer-Encoding: chunked, identity\r\n", b"0\r\n\r\n"),
    "a folded header": get(more=b"X-A: b\r\n c\r\n"),
    "a space before the colon": get(headers=b"Host : elsewhere.example\r\n" + OURS),
    "NUL in a header": get(more=b"X-A: b\0c\r\n"),
    "five thousand headers": get(more=b"".join(b"X-%d: 1\r\n" % n for n in range(5000))),
    "half a megabyte of a header": get(more=b"X-A: " + b"x" * 500_000 + b"\r\n"),
    "a hundred kilobytes of a path": get(b"/" + b"x" * 100_000),
    "NUL in a path": get(b"/a\0b"),
    "a space in a path": get(b"/a b"),
    "no such path": get("/é".encode()),
    "a version to come": get(version=b"HTTP/9.9"),
    "no version": b"GET /\r\n\r\n",
    "another protocol": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + b"x" * 200,
    "a tunnel": get(b"elsewhere.example:443", method=b"CONNECT"),
    "everything": get(b"*", method=b"OPTIONS"),
    "a long method": get(method=b"G" * 5000),
    "chunks that are none": post(CHUNKED, b"zz\r\nabc\r\n0\r\n\r\n"),
    "a length beyond all": post(FORM + b"Content-Length: 99999999999999\r\n", b"a=b"),
    "an odd expectation": post(FORM + b"Expect: 200-ok\r\nContent-Length: 3\r\n", b"a=b"),
}
READ_AS_EVER = {
    "a whole address of elsewhere": get(b"http://elsewhere.example/"),
    "a length and chunks": get(more=b"Content-Length: 6\r\n" + CHUNKED)
    + b"0\r\n\r\n"
    + get(b"/past/"),
    "two thousand ranges": get(more=b"Range: bytes=" + b"0-1," * 2000 + b"0-1\r\n"),
    "ranges of a file": get(
        b"/static/design/icon.svg", more=b"Range: bytes=" + b"0-1," * 500 + b"0-1\r\n"
    ),
    "a body nobody asked for": get(more=b"Content-Length: 3\r\n") + b"abc",
    "a forwarded host, spelled otherwise": get(more=b"X_Forwarded_Host: elsewhere.example\r\n"),
    "another protocol offered": get(more=b"Upgrade: h2c\r\nHTTP2-Settings: AAMAAABk\r\n"),
}


@pytest.mark.parametrize("raw", REFUSED.values(), ids=REFUSED)
def test_what_makes_no_sense_is_refused_and_breaks_nothing(raw, sent):
    answer = sent(raw)
    assert answer.startswith((b"HTTP/1.1 4", b"HTTP/1.0 4")), answer[:80]
    assert answer.count(b"HTTP/1.") == 1 and ELSEWHERE not in answer
    assert sent(get()).startswith(b"HTTP/1.1 200 ")


@pytest.mark.parametrize("raw", READ_AS_EVER.values(), ids=READ_AS_EVER)
def test_what_can_be_read_is_answered_once_and_tells_nothing_of_elsewhere(raw, sent):
    answer = sent(raw)
    assert answer.startswith((b"HTTP/1.1 200 ", b"HTTP/1.1 4")), answer[:80]
    assert answer.count(b"HTTP/1.1 ") == 1 and ELSEWHERE not in answer
    assert b"Past events of" not in answer


def test_what_is_stored_of_one_host_is_not_given_to_another(sent):
    for _ in range(2):
        assert sent(get()).startswith(b"HTTP/1.1 200 ")
        other = sent(get(headers=b"Host: elsewhere.example\r\nConnection: close\r\n"))
        assert other.startswith(b"HTTP/1.1 400 ") and ELSEWHERE not in other
