import io
import json
import logging
import sys
import types

import pytest
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.test import Client
from django.urls import path
from django.views.decorators.csrf import csrf_exempt

from termcard.lib import asking
from termcard.lib.logbook import JsonLines, PlainLines, withheld
from termcard.lib.policies import Policy, allows

CANARY = "canary"
TOKEN = "q7Zr2vK9xW4mN8bT1cY6"
MAILBOX = "rita.canary@elsewhere.example"


@allows(Policy.ANYONE)
@csrf_exempt
def breaks(request, word):
    """Fail with everything that a visitor sent in the words of the fault."""
    request.POST.get("name")
    told = f"{word} {request.POST.dict()} {request.GET.dict()} {request.COOKIES} {MAILBOX}"
    try:
        raise KeyError(MAILBOX)
    except KeyError as error:
        raise RuntimeError(f"cannot serve 192.0.2.77 or 2001:db8::77 {told} {TOKEN}") from error


@allows(Policy.ANYONE)
def warns(request, word):
    """Write a line of our own while answering."""
    logging.getLogger("termcard.trial").warning("asked for %s at %s", word, request.get_full_path())
    return HttpResponse("warned")


@allows(Policy.ANYONE)
def forbids(request, word):
    """Turn somebody away."""
    raise PermissionDenied(word)


@pytest.fixture
def client(settings):
    module = types.ModuleType("tests_logs_urls")
    module.urlpatterns = [
        path("breaks/<str:word>/", breaks),
        path("warns/<str:word>/", warns),
        path("forbids/<str:word>/", forbids),
    ]
    module.handler500 = "termcard.publishing.views.broken_page"
    sys.modules[module.__name__] = module
    settings.ROOT_URLCONF = module.__name__
    yield Client(raise_request_exception=False)
    del sys.modules[module.__name__]


@pytest.fixture(params=[JsonLines, PlainLines])
def log(request):
    """What is written, in either format, from the lowest level on."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(request.param())
    names = [None, "django", "django.request", "termcard.lib.asking"]
    levels = {name: logging.getLogger(name).level for name in names}
    for name in names:
        logging.getLogger(name).setLevel(logging.INFO)
    logging.getLogger().addHandler(handler)
    yield stream
    logging.getLogger().removeHandler(handler)
    for name, level in levels.items():
        logging.getLogger(name).setLevel(level)


@pytest.mark.django_db
@pytest.mark.parametrize("where", ["breaks", "warns", "forbids", "nowhere"])
def test_nothing_that_a_visitor_sent_is_written_down(client, log, where):
    client.cookies["zone"] = f"{CANARY}-cookie"
    client.post(
        f"/{where}/{CANARY}-path/?q={CANARY}-query&token={TOKEN}",
        {"name": f"{CANARY} body", "from": MAILBOX, "secret": TOKEN},
        headers={"User-Agent": f"{CANARY}-agent", "Referer": f"http://a.example/{CANARY}"},
        REMOTE_ADDR="192.0.2.77",
    )

    written = log.getvalue()
    assert written
    for private in (CANARY, TOKEN, MAILBOX, "192.0.2.77", "2001:db8::77", "elsewhere.example"):
        assert private not in written


@pytest.mark.django_db
def test_a_fault_is_written_with_its_request_and_where_it_happened(client, log):
    answer = client.get(f"/breaks/{CANARY}/")

    written = log.getvalue()
    assert answer.status_code == 500
    assert "/breaks/<str:word>/" in written
    assert "RuntimeError" in written
    assert "KeyError" in written
    assert "test_logs.py:" in written
    assert answer["X-Request-Id"] in written


@pytest.mark.django_db
@pytest.mark.parametrize("log", [JsonLines], indirect=True)
def test_each_line_is_one_object(client, log):
    client.get("/breaks/a\nb/")
    client.get("/warns/a/")

    lines = [json.loads(line) for line in log.getvalue().splitlines()]
    fault = next(line for line in lines if line["level"] == "ERROR")
    assert fault["method"] == "GET"
    assert fault["status"] == 500
    assert fault["duration"] >= 0
    assert fault["exceptions"][0]["type"] == "builtins.RuntimeError"
    assert {"time", "level", "logger", "message", "request", "route"} <= fault.keys()


@pytest.mark.django_db
def test_answers_are_written_down_only_where_that_is_asked_for(client, caplog, monkeypatch):
    caplog.set_level(logging.WARNING, "termcard.lib.asking")
    monkeypatch.setattr(asking, "SLOW_SECONDS", 60)
    logging.getLogger("termcard.trial").disabled = True
    client.get("/warns/a/")
    assert caplog.records == []

    monkeypatch.setattr(asking, "SLOW_SECONDS", 0)
    client.get("/warns/a/")
    logging.getLogger("termcard.trial").disabled = False

    assert [record.message for record in caplog.records] == ["Slow"]


@pytest.mark.parametrize(
    "kept",
    [
        "no such table: letter",
        "applied records.0002_letters_slots_and_limits",
        "set TERMCARD_TRUSTED_PROXIES at 12:30:45",
        "ContentSecurityPolicyMiddleware is missing",
    ],
)
def test_what_operators_need_is_kept(kept):
    assert withheld(kept) == kept


@pytest.mark.parametrize(
    "private",
    [MAILBOX, "olive%40education.example", TOKEN, "192.0.2.77", "2001:db8::77", "code=123456"],
)
def test_what_is_private_is_taken_out_of_any_words(private):
    assert private not in withheld(f"cannot open https://a.example/b?{private} or <{private}>") or (
        private == "code=123456"
    )
    assert private not in withheld(f"cannot open https://a.example/b?c=d&{private}")
