import pytest

from termcard.announcements.announcement import Kind, Mode, Status
from tests.announcements.structured.reading_of import document, events, only, people, when


@pytest.mark.parametrize(
    "table",
    [
        "Title,Date,Start time,End time,Venue,Speaker\n"
        "Tides,14/10/2026,13:00,14:00,Room 4,Sam Sample\n",
        "Titel;Datum;Uhrzeit;Ende;Ort;Referent\nTides;14.10.2026;13:00;14:00;Room 4;Sam Sample\n",
        "Titre;Date;Heure de début;Heure de fin;Lieu;Intervenant\n"
        "Tides;14/10/2026;13h00;14h00;Room 4;Sam Sample\n",
        "Titolo;Data;Ora;Ora fine;Luogo;Relatore\nTides;14/10/2026;13:00;14:00;Room 4;Sam Sample\n",
        "Título;Fecha;Hora;Hora de fin;Lugar;Ponente\n"
        "Tides;14/10/2026;13:00;14:00;Room 4;Sam Sample\n",
        "Onderwerp;Datum;Tijd;Eindtijd;Plaats;Spreker\n"
        "Tides;14-10-2026;13:00;14:00;Room 4;Sam Sample\n",
        "title\tstart\tend\tlocation\tspeaker\n"
        "Tides\t2026-10-14T13:00\t2026-10-14T14:00\tRoom 4\tSam Sample\n",
        '"Event","When","Duration","Where","Presenter"\n'
        '"Tides","14 October 2026, 1pm","60 min","Room 4","Sam Sample"\n',
        "sep=;\nEVENT TITLE;DATE;TIME;ROOM;SPEAKERS\n"
        "Tides;Wed 14 Oct 2026;13:00-14:00;Room 4;Sam Sample\n",
        "startDate,endDate,title,location,speaker\n"
        "2026-10-14 13:00:00,2026-10-14 14:00:00,Tides,Room 4,Sam Sample\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_a_table_is_read_whatever_its_headings(table, encoding):
    said = only(table.encode(encoding))
    assert (said.title, when(said)) == ("Tides", "2026-10-14 13:00-14:00")
    assert said.place.name == "Room 4"
    assert people(said) == [("Sam Sample", "")]


def test_the_whole_column_decides_which_number_is_the_month():
    day_first = "Title,Date\nA,4/9/2026\nB,23/9/2026\n"
    month_first = "Title,Date\nA,4/9/2026\nB,9/23/2026\n"
    assert [when(said) for said in events(day_first)] == ["2026-09-04", "2026-09-23"]
    assert [when(said) for said in events(month_first)] == ["2026-04-09", "2026-09-23"]


def test_a_column_that_does_not_decide_is_told():
    found = document("Title,Date\nA,4/9/2026\n")
    assert when(found.readings[0].announcement) == "2026-09-04"
    assert "which number is the month" in found.warnings[0]
    american = document("Title,Date\nA,4/9/2026\n", zone="America/Chicago")
    assert when(american.readings[0].announcement) == "2026-04-09"


def test_every_column_that_is_known_counts():
    said = only(
        "Title,Speaker,Affiliation,Date,Time,Room,Building,"
        "Abstract,Series,Type,Status,URL,Contact,Zoom link\n"
        '"Tides, and time",Dr Sam Sample,Elsewhere University,2026-10-14,13:00,4,Elvet Hall,'
        '"First line.\nSecond line.",Ocean,Seminar,Cancelled,https://events.example/1,'
        "olive@staff.example,https://zoom.us/j/123456789\n"
    )
    assert said.title == "Tides, and time"
    assert people(said) == [("Sam Sample", "Elsewhere University")]
    assert said.place.name == "4, Elvet Hall"
    assert said.abstract == "First line.\nSecond line."
    assert (said.kind, said.status, said.mode) == (Kind.SEMINAR, Status.CANCELLED, Mode.HYBRID)
    assert "staff.example" not in repr(said)
    assert "zoom.us" not in repr(said)


def test_what_is_private_is_kept_apart():
    (reading,) = document(
        "Title,Date,Contact,Zoom link\n"
        "Tides,2026-10-14,olive@staff.example,https://zoom.us/j/1234567\n"
    ).readings
    assert reading.contact == "olive@staff.example"
    assert reading.join_links == ("https://zoom.us/j/1234567",)


def test_a_row_without_a_day_is_told_and_costs_no_other():
    found = document("Title,Date\nTides,\nBells,2026-10-14\nOdd,31 February 2026\n,\n")
    assert [one.announcement.title for one in found.readings] == ["Bells"]
    assert [warning.partition(":")[0] for warning in found.warnings] == ["Tides", "Odd"]


def test_formulas_are_only_words():
    assert only("Title,Date\n=cmd|'/c calc'!A0,2026-10-14\n").title == "=cmd|'/c calc'!A0"


def test_a_quote_that_is_never_closed_costs_no_more_than_its_row():
    rows = "".join(f"Talk {number},2026-10-{number:02}\n" for number in range(1, 29))
    found = document('Title,Date\n"Open,2026-10-30\n' + rows * 150)
    assert "never closed" in found.warnings[0]
    assert len(found.readings) > 28


@pytest.mark.parametrize(
    ("table", "said"),
    [
        ("Title,Date\n" + "Tides,2026-10-14\n" * 20_000, "first 5,000 rows"),
        ("Title,Date\n" + "a" * 9_000_000 + ",2026-10-14\n", "too long"),
    ],
)
def test_a_table_without_end_is_cut_or_refused(table, said):
    try:
        found = document(table)
    except ValueError as refused:
        assert said in str(refused)
    else:
        assert len(found.readings) <= 5_000
        assert said in " ".join(found.warnings)


@pytest.mark.parametrize(
    "words",
    [
        "Title, date and place will follow.\nWe meet soon.\n",
        "Date: 14 October 2026, 13:00\nTitle: Tides\nVenue: Room 4\n",
        "Speaker, Title\nSam Sample, Tides\n",
    ],
)
def test_words_with_commas_are_no_table(words):
    assert all(
        one.announcement.place is None or one.announcement.place.name == "Room 4"
        for one in document(words).readings
    )
    assert len(document(words).readings) == words.count("October")


@pytest.mark.parametrize("day", ["14.10.26-", "14.10.2026/", "14/10-", "2026-10-14-", "14.10.-"])
def test_a_day_that_breaks_off_is_read_or_told(day):
    read = document(f"Titel;Datum\nTides;{day}\nBells;21.10.2026\n")
    assert len(read.readings) + len(read.warnings) >= 2
