import json
import os
import signal
import subprocess
import sys
from datetime import date

import pytest

from termcard.config.cli import main

TALK = """Research Seminar
Tides of the North Sea
Dr Sam Sprecher, Institute of Oceans
Wednesday 14 October 2020, 1pm to 2pm
Room 4, Elvet Hall
"""


def events(words, capsysbinary):
    assert main(["read", *words]) == 0
    return json.loads(capsysbinary.readouterr().out)["events"]


def refusal(words, capsys):
    """The one line on standard error with which the command refuses."""
    assert main(["read", *words]) == 2
    told = capsys.readouterr()
    assert told.out == ""
    assert told.err.startswith("termcard: ")
    assert len(told.err.splitlines()) == 1
    return told.err


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "latin-1"])
def test_a_text_is_read_in_whatever_encoding(encoding, tmp_path, capsysbinary):
    file = tmp_path / "talk.txt"
    file.write_bytes(TALK.replace("Tides", "Gezeiten für Anfänger").encode(encoding))

    (event,) = events([str(file), "--reference-date", "2020-10-01"], capsysbinary)

    assert (event["start"], event["end"]) == ("2020-10-14T13:00", "2020-10-14T14:00")
    assert "Gezeiten für Anfänger" in event["title"]


def test_a_calendar_comes_out_as_asked(tmp_path, capsysbinary):
    file = tmp_path / "talk.txt"
    file.write_text(TALK)

    assert main(["read", str(file), "--format", "ics", "--timezone", "Europe/Paris"]) == 0
    written = capsysbinary.readouterr().out

    assert written.startswith(b"BEGIN:VCALENDAR\r\n")
    assert b"DTSTART;TZID=Europe/Paris:20201014T130000" in written


def test_plain_text_comes_out_as_asked(tmp_path, capsysbinary):
    file = tmp_path / "talk.txt"
    file.write_text(TALK)

    assert main(["read", str(file), "--format", "text"]) == 0

    assert "Tides of the North Sea" in capsysbinary.readouterr().out.decode()


def test_an_unsaid_year_is_reckoned_from_the_day_of_reading(tmp_path, capsysbinary):
    file = tmp_path / "talk.txt"
    file.write_text(TALK.replace("Wednesday 14 October 2020", "14 October"))

    (said,) = events([str(file), "--reference-date", "2015-10-01"], capsysbinary)
    (today,) = events([str(file)], capsysbinary)

    assert said["start"] == "2015-10-14T13:00"
    assert abs(int(today["start"][:4]) - date.today().year) <= 1


def test_what_holds_no_event_is_no_error(tmp_path, capsysbinary):
    file = tmp_path / "letter.txt"
    file.write_text("Dear all, thank you for the biscuits.\n")

    assert events([str(file)], capsysbinary) == []


def test_ten_megabytes_are_read_or_refused(tmp_path, capsys):
    file = tmp_path / "long.txt"
    file.write_bytes(b"x" * 10_000_001)

    assert "10 MB" in refusal([str(file)], capsys)


@pytest.mark.parametrize("content", [b"", b" \n\t", bytes(range(256)) * 20, b"\x7fELF\0\0\1\2"])
def test_what_is_no_text_is_refused_in_one_line(content, tmp_path, capsys):
    file = tmp_path / "thing"
    file.write_bytes(content)

    assert str(file) in refusal([str(file)], capsys)


def test_a_file_that_cannot_be_opened_is_refused_in_one_line(tmp_path, capsys):
    assert "No such file" in refusal([str(tmp_path / "nothing.txt")], capsys)
    assert "directory" in refusal([str(tmp_path)], capsys)
    assert "null" in refusal(["a\0b"], capsys)


@pytest.mark.parametrize("day", ["yesterday", "2020-13-01", "20201001", "2020-W40-1", ""])
def test_a_day_that_is_none_is_refused(day, tmp_path, capsys):
    file = tmp_path / "talk.txt"
    file.write_text(TALK)

    assert "--reference-date" in refusal([str(file), "--reference-date", day], capsys)


@pytest.mark.parametrize("zone", ["Europe/Atlantis", "../etc/passwd", "", "a\0b"])
def test_a_zone_that_is_none_is_refused(zone, tmp_path, capsys):
    file = tmp_path / "talk.txt"
    file.write_text(TALK)

    assert "--timezone" in refusal([str(file), "--timezone", zone], capsys)


def test_it_needs_no_settings_no_database_and_no_django(tmp_path):
    words = (
        "import sys\n"
        "from termcard.config.cli import main\n"
        "code = main(['read', '-'])\n"
        "sys.exit(code or 'django' in sys.modules)\n"
    )
    wrong = {"TERMCARD_DATABASE_URL": "nonsense", "TERMCARD_HOME": "/proc/nowhere"}

    done = subprocess.run(
        [sys.executable, "-c", words],
        input=TALK.encode(),
        capture_output=True,
        cwd=tmp_path,
        env={**os.environ, **wrong},
        timeout=60,
        check=False,
    )

    assert (done.returncode, done.stderr) == (0, b"")
    assert len(json.loads(done.stdout)["events"]) == 1
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_goes_away_is_no_fault(tmp_path):
    file = tmp_path / "talk.txt"
    file.write_text(TALK)
    piped = subprocess.Popen(
        [sys.executable, "-m", "termcard.config.cli", "read", str(file)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    piped.stdout.close()

    assert piped.stderr.read() == b""
    assert piped.wait(timeout=60) == 128 + signal.SIGPIPE
