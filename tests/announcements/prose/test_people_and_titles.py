from datetime import date

import pytest

from termcard.announcements.announcement import Announcement
from termcard.announcements.reading import read

# Who speaks and about what, where a line, a list or a page could be taken in several ways.


def events_of(text: str) -> list[Announcement]:
    document = read(
        text.encode(), reference_date=date(2026, 10, 1), default_timezone="Europe/London"
    )
    return [reading.announcement for reading in document.readings]


def told(text: str) -> list[tuple[str | None, list[str]]]:
    return [(event.title, [part.name for part in event.speakers]) for event in events_of(text)]


@pytest.mark.parametrize(
    ("line", "title", "people"),
    [
        ("Ann Vale (Exeter) – Maps of salt, 1584–1610", "Maps of salt, 1584–1610", ["Ann Vale"]),
        (
            "Ann Vale – 'Who owns it?' The sale of 1649",
            "'Who owns it?' The sale of 1649",
            ["Ann Vale"],
        ),
        ("Number Theory: title TBA, Ann Vale", None, ["Ann Vale"]),
        (
            "What ice keeps (Polar Lecture; admission free), Ann Vale",
            "What ice keeps",
            ["Ann Vale"],
        ),
    ],
)
def test_a_row_of_a_list_is_parted_into_title_and_people(
    line: str, title: str | None, people: list[str]
) -> None:
    other = "12 October, 5 pm: Bo Lind (Leeds) – On bells"
    text = f"Seminars 2026\n\n{other}\n19 October, 5 pm: {line}\n26 October, 5 pm: Ivo Marsh – Glue"
    assert told(text)[1] == (title, people)


def test_the_one_lecturer_of_a_series_speaks_at_each_of_its_lectures() -> None:
    text = (
        "The Bell Lectures 2026\nby Professor Ann Vale, Example University\n\n"
        "Great Hall, at 5.30 pm. All welcome.\n\n"
        "Lecture 1: Bronze\nWednesday 14 October 2026\n\n"
        "Lecture 2: Rope\nWednesday 21 October 2026\n"
    )
    assert told(text) == [("Bronze", ["Ann Vale"]), ("Rope", ["Ann Vale"])]
    assert [event.sessions[0].starts_at().hour for event in events_of(text)] == [17, 17]


def test_a_lecturer_above_a_list_does_not_speak_where_others_do() -> None:
    text = (
        "Bell Talks 2026\nby Ann Vale and friends\n\n"
        "12 October, 5 pm: Bo Lind – On bells\n19 October, 5 pm: Ivo Marsh – On glue\n"
    )
    assert [people for _, people in told(text)] == [["Bo Lind"], ["Ivo Marsh"]]


def test_two_capitals_behind_a_room_are_the_building() -> None:
    text = "Talk: On glue\nFriday 9 October 2026, 1pm, Lecture Theatre 3, Elvet West\nAnn Vale\n"
    assert told(text) == [("On glue", ["Ann Vale"])]


def test_who_talks_with_somebody_and_who_leads_with_somebody_are_both_heard() -> None:
    text = (
        "An evening of bells\nFriday 9 October 2026, 7pm, Reading Room\n"
        "Ann Vale talks to Bo Lind about her new book, The Salt Ladder. It is her third book.\n\n"
        "Workshop: Glue for beginners\nFriday 16 October 2026, 7pm, Reading Room\n"
        "Led by Prof. Ivo Marsh (Leeds) and Zorbla Quenn. Bring a brush, and an apron if need be.\n"
    )
    assert [people for _, people in told(text)] == [
        ["Ann Vale", "Bo Lind"],
        ["Ivo Marsh", "Zorbla Quenn"],
    ]


def test_a_defence_tells_its_candidate_from_its_jury() -> None:
    text = (
        "Soutenance de thèse de Mme Anne Vallée\n\nTitre : Les cloches\n\n"
        "Jeudi 15 octobre 2026 à 14h30, amphithéâtre B\n\nJury :\n"
        "M. Étienne Marais, professeur, Université d'Exemple, rapporteur\n"
        "Mme Lise Castel, directrice de recherche, CNRS, présidente\n"
        "M. Yann Le Goff, professeur, Université d'Exemple, directeur de thèse\n"
    )
    (event,) = events_of(text)
    assert [(part.name, part.part.value) for part in event.parts] == [
        ("Étienne Marais", "examiner"),
        ("Lise Castel", "chair"),
        ("Yann Le Goff", "supervisor"),
        ("Anne Vallée", "candidate"),
    ]


def test_a_bullet_that_holds_a_question_is_one_line_of_facts() -> None:
    text = (
        '- Tea: "Counting what cannot be seen", Tue Oct 6, 12:30-1:30pm, Room 4, Ann Vale, '
        "Example College. Contact office@host.example\n"
        '- Stats: "How many bears? A hundred ways to be wrong", Wed Oct 7, 3pm, Room 5, '
        "Dr Bo Lind (Leeds)\n"
    )
    assert told(text) == [
        ("Counting what cannot be seen", ["Ann Vale"]),
        ("How many bears? A hundred ways to be wrong", ["Bo Lind"]),
    ]
