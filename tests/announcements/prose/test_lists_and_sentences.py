from datetime import date

import pytest

from termcard.announcements.announcement import Announcement
from termcard.announcements.reading import read

READ_ON = date(2026, 9, 1)


def events_of(text: str) -> list[Announcement]:
    document = read(text.encode(), reference_date=READ_ON, default_timezone="Europe/London")
    return [reading.announcement for reading in document.readings]


def starts_of(text: str) -> list[str]:
    return [event.sessions[0].starts_at().strftime("%m-%d %H:%M") for event in events_of(text)]


def speakers_of(text: str) -> list[list[str]]:
    return [[person.name for person in event.speakers] for event in events_of(text)]


LIST = (
    "The Bell Club, Michaelmas 2026\n\n"
    "All talks take place on Tuesdays at 8pm in the Old Library, Bell Lane, unless noted.\n\n"
    "October 13th – On bronze\n\nDr Ann Vale tells how bells were cast.\n\n"
    "October 20th – On rope\n\n{}\n"
)


@pytest.mark.parametrize(
    ("below", "start", "place"),
    [
        ("Please note: this meeting begins at 6 pm", "10-20 18:00", "Old Library, Bell Lane"),
        ("Exceptionally at 8.30pm, in Room 9.", "10-20 20:30", "Room 9"),
        ("Bo Lind shows knots.", "10-20 20:00", "Old Library, Bell Lane"),
    ],
)
def test_a_line_below_an_event_overrides_the_rule_of_its_list(
    below: str, start: str, place: str
) -> None:
    text = LIST.format(below)
    assert starts_of(text) == ["10-13 20:00", start]
    last = events_of(text)[-1].place
    assert last is not None and last.name == place


def test_days_in_a_row_are_told_one_by_one_in_the_sentences_behind() -> None:
    text = (
        "La Universidad celebrará los lunes 5, 12 y 19 de octubre el ciclo 'Campanas', que tendrá "
        "lugar a las 19.30 horas en el Aula Magna.\n\n"
        "El ciclo lo abrirá el día 5 la profesora Zorbla Quenín con la conferencia 'Bronce'. El "
        "día 12 será el turno de Ana Valle, que hablará sobre 'Cuerda', y el 19 cerrará el ciclo "
        "Bo Lindo con 'Madera'.\n"
    )
    assert starts_of(text) == ["10-05 19:30", "10-12 19:30", "10-19 19:30"]
    assert speakers_of(text) == [["Zorbla Quenín"], ["Ana Valle"], ["Bo Lindo"]]


def test_days_in_a_row_that_nothing_else_tells_of_are_one_event_from_the_first() -> None:
    text = "Workshop: Glue\n\nMondays 5, 12 and 19 October 2026, 2pm, Room 4\n\nWith Ann Vale."
    assert starts_of(text) == ["10-05 14:00"]


def test_the_day_on_which_a_series_begins_is_that_of_the_talk_that_opens_it() -> None:
    text = (
        "Die Hochschule lädt zur Reihe „Licht“ ein, die am Dienstag, 13. Oktober 2026, beginnt.\n\n"
        "Den Auftakt macht Dr. Anna Vale mit dem Vortrag „Laternen“. Am 10. November spricht "
        "Dr. Bo Lind über „Kerzen“.\n\n"
        "Die Vorträge beginnen jeweils um 18.30 Uhr im Audimax.\n"
    )
    assert starts_of(text) == ["10-13 18:30", "11-10 18:30"]
    assert speakers_of(text) == [["Anna Vale"], ["Bo Lind"]]


def test_a_name_that_nobody_knows_speaks_where_the_sentence_quotes_a_title() -> None:
    text = (
        "The society has two lectures in October. On 6 October Quillon Zarbeth will be heard with "
        "“Canals”, and on 13 October Vexia Thrune closes the series with “Locks”. Both begin "
        "at 7pm."
    )
    assert speakers_of(text) == [["Quillon Zarbeth"], ["Vexia Thrune"]]


@pytest.mark.parametrize(
    ("lines", "title"),
    [
        ("Lunchtime Recital\n\n1.10pm to 1.50pm, Chapel", "Lunchtime Recital"),
        ("CANCELLED: Medieval Reading Group\n\n4pm to 5pm, Room 3", "Medieval Reading Group"),
    ],
)
def test_what_has_no_title_and_no_speaker_is_called_by_its_kind(lines: str, title: str) -> None:
    text = f"Thursday 8 October 2026\n\nOn bells\n\n9am, Room 1, Dr Ann Vale\n\n{lines}\n"
    assert [event.title for event in events_of(text)] == ["On bells", title]


def test_an_entry_may_tell_what_happens_and_end_with_the_price() -> None:
    text = (
        "• Tuesday 6 October – Ethics: “On trust”, 4pm, Online (via Zoom), Dr Ann Vale, Leeds\n\n"
        "• Wednesday 14 October – Aloud: Bo Lind reads from her new novel, 7pm to 8pm, Hall 2\n\n"
        "Monday 19 October 2026\n\n"
        "BELL SOCIETY: concert, chapel, Old College, 8.15 p.m. Tickets £6.\n"
    )
    assert starts_of(text) == ["10-06 16:00", "10-14 19:00", "10-19 20:15"]


def test_a_platform_said_once_above_a_list_is_that_of_all_its_events() -> None:
    text = (
        "Seminar “Bells”, autumn 2026\n\nThe seminar is held on Zoom. Write to us for the link.\n\n"
        "• Monday, the 5th of October (16:00-17:30)\nAnn Vale (Leeds), “Bronze”\n\n"
        "• Monday, the 12th of October (16:00-17:30) – CANCELLED\nBo Lind (Bonn), “Who owns it?”\n"
    )
    assert [(event.title, event.platform) for event in events_of(text)] == [
        ("Bronze", "Zoom"),
        ("Who owns it?", "Zoom"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Latest news\n\nDr Ann Vale wins teaching prize\n10 June 2026\n"
        "Dr Ann Vale was given the medal at a short ceremony on 5 June.\n\n"
        "Looking back: the spring lecture\n18 May 2026\nBo Lind spoke to two hundred people.\n",
        "Date\tSpeaker\tPlace\tTitle\n12/9/2026\tNo brown bag (holiday)\t\t\n"
        "19/9/2026\tNo brown bag (fair)\t\t\n",
    ],
)
def test_what_is_over_or_not_on_gives_no_event(text: str) -> None:
    assert events_of(text) == []


@pytest.mark.parametrize(
    ("note", "status"),
    [
        ("POSTPONED - this lecture was to be in May and will now be in October.", "postponed"),
        ("The lecture has been cancelled due to illness.", "cancelled"),
        ("Der Vortrag entfällt.", "cancelled"),
        ("We look forward to it.", "confirmed"),
    ],
)
def test_a_line_above_the_only_event_tells_what_has_become_of_it(note: str, status: str) -> None:
    text = f"{note}\n\nTitle: On bells\nSpeaker: Ann Vale\nDate: 12 October 2026\nTime: 6pm\n"
    stated = {event.status.value for event in events_of(text)}
    assert stated == {status} or (status == "postponed" and stated == {"confirmed"})


def test_a_line_below_moves_an_event_to_another_day_at_the_same_hour() -> None:
    text = (
        "Les lundis, de 18h30 à 20h. Les rencontres ont lieu dans la salle Rose.\n\n"
        "Lundi 5 octobre 2026\n« Une clef »\nAnne Val, archiviste\n\n"
        "Lundi 12 octobre 2026\n« Un carnet »\nBo Lin\n"
        "La séance est reportée au lundi 19 octobre.\n"
    )
    assert starts_of(text) == ["10-05 18:30", "10-19 18:30"]


def test_the_hour_stands_in_the_sentence_behind_the_day() -> None:
    text = "Hi all,\n\nThis Thursday we have Ann Vale. The talk is at 1:30 in Hall 2.\n"
    assert starts_of(text) == ["09-03 13:30"]


def test_each_line_of_a_jury_is_one_person_and_who_defends_is_the_candidate() -> None:
    text = (
        "Soutenance de thèse\n\nMme Anne VAL soutiendra sa thèse intitulée\n\nLe sel\n\n"
        "le vendredi 9 octobre 2026 à 14h00\n\nà l'Université d'Orl, salle des Actes\n\n"
        "Composition du jury :\n\n- Jean PORT - Professeur - Université d'Orl - "
        "Directeur de thèse\n"
        "- Marta KESS - Professeure - Université du Lac - Rapporteure\n"
    )
    (event,) = events_of(text)
    assert [person.name for person in event.speakers] == ["Anne VAL"]
    assert [person.name for person in event.parts] == ["Jean PORT", "Marta KESS", "Anne VAL"]
    assert event.place is not None and event.place.name == "Université d'Orl, salle des Actes"


def test_a_heading_with_a_kind_is_the_series_where_the_line_below_quotes_the_title() -> None:
    text = (
        "Montag, 12.10.2026\n\nForschungskolloquium Alte Geschichte\n18 Uhr c.t., Hörsaal 5\n"
        "PD Dr. Anna Vale (Universität Bonn): „Der Markt“\n"
    )
    (event,) = events_of(text)
    assert event.title == "Der Markt"
    assert [person.name for person in event.speakers] == ["Anna Vale"]


def test_a_weekday_and_a_number_are_a_day_of_the_month_in_the_heading() -> None:
    text = (
        "AGENDA – OCTUBRE\n\n"
        "Martes 6. 18:30 h. Conferencia: «El mar», por Ana Valle, oceanógrafa. Salón de actos.\n"
        "Viernes 16. 20:00 h. Concierto del Coro. Iglesia de San Bo. Entrada: 5 €.\n"
    )
    assert starts_of(text) == ["10-06 18:30", "10-16 20:00"]


def test_rows_without_headings_are_read_by_what_their_columns_hold() -> None:
    text = (
        "Seminars\n\n"
        "Mon 5 Oct, 14:00 | Algebra | Quill Zarbeth (Leeds) | Braids without any strings | MS.04\n"
        "Wed 7 Oct, 15:00 | Analysis | no seminar this week\n"
        "Thu 8 Oct, 11:00 | History of Maths | Vex Thrune | How to stop dividing things | Online\n"
        "Fri 9 Oct, 16:00 | Logic | Orla Venn (Bonn) | What is a proof made of? | MS.05\n"
    )
    assert [event.title for event in events_of(text)] == [
        "Braids without any strings",
        "How to stop dividing things",
        "What is a proof made of?",
    ]
    assert speakers_of(text) == [["Quill Zarbeth"], ["Vex Thrune"], ["Orla Venn"]]


def test_a_line_that_numbers_an_event_is_no_title_and_belongs_to_the_date_below() -> None:
    text = (
        "Cycle de conférences « La montagne »\nHiver 2026 – Maison rose, 12 rue du Four\n\n"
        "Conférence 1\nMardi 6 octobre à 20h\nPourquoi ces villages\n"
        "par Zorbla Montel, géographe\n\n"
        "Conférence 2 – ANNULÉE\nMardi 13 octobre à 20h\nLe loup\npar Anne Val\n"
    )
    told = [(event.title, event.status.value) for event in events_of(text)]
    assert told == [("Pourquoi ces villages", "confirmed"), ("Le loup", "cancelled")]
    assert speakers_of(text) == [["Zorbla Montel"], ["Anne Val"]]
    assert {event.place.name for event in events_of(text) if event.place} == {
        "Maison rose, 12 rue du Four"
    }


def test_a_lecture_that_was_due_and_is_called_off_is_told() -> None:
    text = (
        "The Bell Lecture by Professor Ann Vale, “Bronze”, which was due to take place this "
        "evening (Tuesday 1 September) at 6 p.m. in the Hall, has been cancelled owing to floods.\n"
    )
    (event,) = events_of(text)
    assert (event.title, event.status.value) == ("Bronze", "cancelled")


def test_a_bare_label_heads_the_committee_of_a_defence() -> None:
    text = (
        "PhD defence\n\nCandidate: Magnus Holm\nThesis title: Currents of trust\n"
        "Date and time: 8 October 2026 at 13.15\nPlace: Auditorium 2. Tea is at 13.\n\n"
        "Assessment committee\nProfessor Ann Vale, Bonn (chair)\nDr Bo Lind, Leeds\n\n"
        "Principal supervisor: Professor Orla Venn\n"
    )
    (event,) = events_of(text)
    assert [person.name for person in event.speakers] == ["Magnus Holm"]
    assert event.title == "Currents of trust"
    assert event.place is not None and event.place.name == "Auditorium 2"


def test_who_answers_a_lecture_does_not_give_it() -> None:
    text = (
        "The Bell Lectures 2026\nby Professor Ann Vale, Leeds\n\n"
        "Great Hall, at 5.30 pm. All welcome.\n\nLecture 1: Bronze\nWednesday 14 October 2026\n\n"
        "Lecture 2: Rope\nWednesday 21 October 2026\n\n"
        "Respondent to the second lecture: Dr Bo Lind\n"
    )
    assert speakers_of(text) == [["Ann Vale"], ["Bo Lind", "Ann Vale"]]


def test_a_paragraph_that_opens_with_its_kind_gives_the_title_it_quotes() -> None:
    text = (
        "Martedì 6 ottobre 2026\nore 17.00, Biblioteca Civica\n"
        'Presentazione del libro "Il ponte" di Elide Franzoni. Con lei dialoga Tullio Marchi.\n'
    )
    (event,) = events_of(text)
    assert event.title == "Il ponte"


def test_a_day_every_other_week_is_the_rule_and_no_date() -> None:
    text = (
        "Séminaire « Déserts »\nUn mardi sur deux, 17h-19h, salle 0.12\n\n"
        "• Mardi 6 octobre 2026\nMounir Zer (Tlem), « Puits »\n\n"
        "• Mardi 20 octobre 2026\nAstrid Kjær (Lund), « Cartes »\n"
    )
    assert starts_of(text) == ["10-06 17:00", "10-20 17:00"]
