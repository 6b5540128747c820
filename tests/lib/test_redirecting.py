import pytest
from django.test import RequestFactory

from termcard.lib.redirecting import safe_next


def asked(address, **extra):
    return safe_next(RequestFactory().get("/", {"next": address}, **extra), "/home/")


@pytest.mark.parametrize("address", ["/events/", "/a?b=c#d", "http://testserver/events/"])
def test_an_address_of_ours_is_gone_to(address):
    assert asked(address) == address


@pytest.mark.parametrize(
    "address",
    [
        "",
        "https://elsewhere.example/",
        "//elsewhere.example/",
        "///elsewhere.example/",
        "\\\\elsewhere.example",
        "/\\elsewhere.example",
        "http:///elsewhere.example",
        "http:elsewhere.example",
        "http://testserver@elsewhere.example/",
        "http://testserver.elsewhere.example/",
        "http://[::1",
        "javascript:alert(1)",
        "JaVaScript:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "/events/\r\nSet-Cookie: a=b",
        "\t//elsewhere.example",
        " //elsewhere.example",
        "/\t/elsewhere.example",
        "/events/\u2028",
        "\x00/events/",
        "ftp://testserver/",
    ],
)
def test_no_stranger_leads_anybody_elsewhere(address):
    assert asked(address) == "/home/"


def test_a_form_s_own_word_counts_more_than_its_address():
    request = RequestFactory().post("/?next=/a/", {"next": "/b/"})

    assert safe_next(request, "/home/") == "/b/"


def test_nobody_is_led_from_https_to_http():
    assert asked("http://testserver/events/", secure=True) == "/home/"
