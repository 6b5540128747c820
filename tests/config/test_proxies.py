import ipaddress

import pytest

from termcard.config.proxies import believing
from termcard.lib.visitors import UNBELIEVED

PROXIES = [ipaddress.ip_network("10.0.0.0/8"), ipaddress.ip_network("2001:db8::1")]


def told(connected, proxies=PROXIES, **claims):
    """What the application behind is told of a request with these claims."""
    seen = {}

    def application(request, start_response):
        seen.update(request)
        return []

    request = {"REMOTE_ADDR": connected, "wsgi.url_scheme": "http", "HTTP_HOST": "a.example"}
    believing(application, proxies)({**request, **claims}, lambda *_: None)
    return seen


def test_a_stranger_is_not_believed():
    seen = told(
        "192.0.2.7",
        HTTP_X_FORWARDED_FOR="10.1.1.1",
        HTTP_X_FORWARDED_PROTO="https",
        HTTP_X_FORWARDED_HOST="evil.example",
        HTTP_FORWARDED="for=10.1.1.1",
    )

    assert seen.pop(UNBELIEVED)
    assert seen == {
        "REMOTE_ADDR": "192.0.2.7",
        "wsgi.url_scheme": "http",
        "HTTP_HOST": "a.example",
    }


def test_a_trusted_proxy_says_who_asked_and_how():
    seen = told("10.0.0.2", HTTP_X_FORWARDED_FOR="198.51.100.4", HTTP_X_FORWARDED_PROTO="https")

    assert (seen["REMOTE_ADDR"], seen["wsgi.url_scheme"]) == ("198.51.100.4", "https")


@pytest.mark.parametrize(
    ("chain", "visitor"),
    [
        ("203.0.113.9, 198.51.100.4", "198.51.100.4"),  # the first was claimed by the visitor
        ("198.51.100.4, 10.0.0.9", "198.51.100.4"),
        ("10.0.0.9", "10.0.0.9"),
        ("nonsense", "10.0.0.2"),
        ("198.51.100.4, nonsense", "10.0.0.2"),
        ("", "10.0.0.2"),
        ("2001:db8::7", "2001:db8::7"),
    ],
)
def test_the_visitor_is_the_last_address_that_is_no_proxy(chain, visitor):
    assert told("10.0.0.2", HTTP_X_FORWARDED_FOR=chain)["REMOTE_ADDR"] == visitor


def test_a_scheme_that_is_none_is_not_taken_over():
    assert told("10.0.0.2", HTTP_X_FORWARDED_PROTO="gopher")["wsgi.url_scheme"] == "http"


def test_a_proxy_is_known_on_a_socket_of_both_kinds():
    assert told("::ffff:10.0.0.2", HTTP_X_FORWARDED_PROTO="https")["wsgi.url_scheme"] == "https"
