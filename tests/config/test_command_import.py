import pytest

from termcard.config.cli import main
from termcard.institutions.actions import add_organisation
from termcard.people.actions import local_operator
from termcard.programme.models import Event
from termcard.reading.models import Proposal

TALK = """Research Seminar
Tides of the North Sea
Dr Sam Sprecher, Institute of Oceans
Wednesday 14 October 2020, 1pm to 2pm
Room 4, Elvet Hall
"""

pytestmark = pytest.mark.django_db


@pytest.fixture
def institution():
    return add_organisation(
        name="University", slug="university", kind="institution", by=local_operator()
    )


@pytest.fixture
def department(institution):
    return add_organisation(
        name="Oceans", slug="oceans", kind="department", parent=institution, by=local_operator()
    )


@pytest.fixture
def talk(tmp_path):
    file = tmp_path / "talk.txt"
    file.write_text(TALK)
    return str(file)


def test_events_are_kept_as_proposals_and_nothing_is_public(institution, talk, capsys):
    assert main(["import", talk]) == 0

    assert "waiting: Tides of the North Sea" in capsys.readouterr().out
    assert Proposal.objects.get().document.host == institution
    assert not Event.objects.exists()


def test_importing_again_changes_nothing(institution, talk):
    for _ in range(2):
        assert main(["import", talk, "--publish"]) == 0

    assert Proposal.objects.count() == 1
    assert Event.objects.count() == 1


def test_events_can_be_published_at_once_for_a_unit(department, talk, capsys):
    assert main(["import", talk, "--host-unit", "oceans", "--publish"]) == 0

    assert "accepted: Tides of the North Sea" in capsys.readouterr().out
    event = Event.objects.get()
    assert event.visibility == Event.Visibility.PUBLIC
    assert Proposal.objects.get().document.host == department


def test_what_waits_can_be_published_later(institution, talk):
    main(["import", talk])

    assert main(["import", talk, "--publish"]) == 0

    assert Proposal.objects.get().state == Proposal.State.ACCEPTED


def test_what_a_person_dismissed_is_not_published_after_all(institution, talk):
    main(["import", talk])
    Proposal.objects.update(state=Proposal.State.DISMISSED)

    assert main(["import", talk, "--publish"]) == 0

    assert not Event.objects.exists()


def test_what_holds_no_event_is_said(institution, tmp_path, capsys):
    file = tmp_path / "letter.txt"
    file.write_text("Dear all, thank you for the biscuits.\n")

    assert main(["import", str(file)]) == 0

    assert capsys.readouterr().out == "No event was found.\n"


@pytest.mark.parametrize("words", [["--host-unit", "nowhere"], []])
def test_without_a_unit_nothing_is_imported(words, talk, capsys):
    assert main(["import", talk, *words]) == 2

    assert len(capsys.readouterr().err.splitlines()) == 1


@pytest.mark.parametrize("content", [b"", b"\x7fELF\0\0\1\2", b"x" * 10_000_001])
def test_what_cannot_be_read_is_refused_in_one_line(institution, content, tmp_path, capsys):
    file = tmp_path / "thing"
    file.write_bytes(content)

    assert main(["import", str(file)]) == 2

    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not Proposal.objects.exists()


@pytest.mark.parametrize("url", ["http://127.0.0.1/feed.ics", "file:///etc/hostname"])
def test_an_address_inside_the_network_is_refused_in_one_line(institution, url, capsys):
    assert main(["import", url]) == 2

    told = capsys.readouterr().err
    assert told.startswith(f"termcard: {url}: ")
    assert len(told.splitlines()) == 1
