import os
import subprocess
import sys
from datetime import timedelta

import pytest
from django.utils import timezone

from termcard.config.proxies import believing
from termcard.lib import metrics
from termcard.lib.metrics import count_request, forget_dead_workers, told, told_requests
from termcard.records.actions import queue_letter
from termcard.records.models import Letter


@pytest.fixture(autouse=True)
def counts(settings, tmp_path, monkeypatch):
    """Begin to count afresh."""
    settings.TERMCARD_HOME = tmp_path
    monkeypatch.setattr(metrics, "_counts", None)


def value(text, sample):
    (found,) = [line for line in text.splitlines() if line.startswith(f"{sample} ")]
    return float(found.rpartition(" ")[2])


def scraped(client, **extra):
    return client.get("/metrics", REMOTE_ADDR="127.0.0.1", **extra).content.decode()


def count_elsewhere(tmp_path, *, times):
    """Another worker counts, and is killed outright."""
    words = (
        "import os, django; django.setup()\n"
        "from termcard.lib.metrics import count_request\n"
        f"for _ in range({times}): count_request('/healthz', 200, 0.02)\n"
        "os.kill(os.getpid(), 9)\n"
    )
    environment = {
        **os.environ,
        "TERMCARD_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "termcard.config.settings",
    }
    done = subprocess.run([sys.executable, "-c", words], env=environment, timeout=60, check=False)
    assert done.returncode == -9


def test_requests_are_counted_by_route_and_class(client, db):
    client.get("/healthz")
    client.get("/nowhere-canary/")

    text = scraped(client)

    assert value(text, 'termcard_requests_total{route="/healthz",status="2xx"}') == 1
    assert value(text, 'termcard_requests_total{route="(none)",status="4xx"}') == 1
    assert value(text, 'termcard_request_duration_seconds_count{route="/healthz"}') == 1
    assert "canary" not in text


def test_durations_are_added_up_in_stretches():
    for seconds in (0.001, 0.005, 0.3, 9.0):
        count_request("/healthz", 200, seconds)

    text = told_requests()
    name = "termcard_request_duration_seconds"
    assert value(text, f'{name}_bucket{{route="/healthz",le="0.005"}}') == 2
    assert value(text, f'{name}_bucket{{route="/healthz",le="0.5"}}') == 3
    assert value(text, f'{name}_bucket{{route="/healthz",le="+Inf"}}') == 4
    assert value(text, f'{name}_sum{{route="/healthz"}}') == pytest.approx(9.306)


def test_counts_of_all_workers_are_added_up_also_of_those_killed(tmp_path):
    count_elsewhere(tmp_path, times=3)
    count_request("/healthz", 200, 0.02)

    sample = 'termcard_requests_total{route="/healthz",status="2xx"}'
    assert value(told_requests(), sample) == 4

    forget_dead_workers()
    assert value(told_requests(), sample) == 1


def test_a_home_that_takes_no_file_stops_no_answer(settings, tmp_path):
    (tmp_path / "metrics").write_text("in the way")

    count_request("/healthz", 200, 0.1)

    assert value(told_requests(), 'termcard_requests_total{route="/healthz",status="2xx"}') == 1


def test_letters_are_told_by_what_became_of_them(client, db):
    now = timezone.now()
    for number in range(3):
        queue_letter(
            key=f"trial {number}", purpose="trial", to="rita@a.example", subject="A", text="B"
        )
    Letter.objects.filter(key="trial 0").update(sent_at=now)
    Letter.objects.filter(key="trial 1").update(given_up_at=now)
    Letter.objects.filter(key="trial 2").update(created_at=now - timedelta(hours=2))

    text = scraped(client)

    for state in ("waiting", "sent", "given_up"):
        assert value(text, f'termcard_letters{{state="{state}"}}') == 1
    assert 7200 <= value(text, "termcard_oldest_waiting_letter_age_seconds") < 7300
    assert value(text, "termcard_database_up") == 1
    assert value(text, "termcard_slots_running") == 0


@pytest.mark.parametrize("method", ["get", "post", "head"])
def test_for_anybody_else_it_is_not_there(client, db, method):
    ask = getattr(client, method)
    answer = ask("/metrics", REMOTE_ADDR="192.0.2.7")
    missing = ask("/nowhere", REMOTE_ADDR="192.0.2.7")

    assert answer.status_code == missing.status_code == 404
    assert answer.content == missing.content
    assert answer.headers == missing.headers


def test_a_proxy_that_nobody_trusts_opens_nothing(client, db):
    """Behind it everybody seems to come from this very machine."""
    seen = {}
    application = believing(lambda request, _: seen.update(request) or [], ())
    list(application({"REMOTE_ADDR": "127.0.0.1", "HTTP_X_FORWARDED_FOR": "192.0.2.7"}, None))

    assert client.get("/metrics", **seen).status_code == 404


def test_who_may_read_can_be_set(client, db, settings):
    settings.METRICS_ALLOW = ()
    assert client.get("/metrics", REMOTE_ADDR="127.0.0.1").status_code == 404


def test_labels_are_escaped():
    assert told("a", "gauge", "b", [({"c": 'd"\\\n'}, 1)]).endswith('a{c="d\\"\\\\\\n"} 1\n')


@pytest.mark.django_db
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE"])
def test_they_are_read_and_nothing_else(method, client):
    answer = client.generic(method, "/metrics", REMOTE_ADDR="127.0.0.1")
    assert (answer.status_code, answer["Allow"]) == (405, "GET, HEAD")
