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


def test_run_on_entries_between_bars_keep_their_own_dates_and_quotations() -> None:
    text = (
        'Winter lectures | Professor Ann Vale"The Whale in the Parlour": Keepers and KeysAnn Vale, '
        "Professor of Glass, asks how. Wednesday, November 4, 2026 at noon, Hoyt Hall | "
        'Mr. Bo Lind"Radio Free Elvet"The broadcaster plays recordings from long ago. Wednesday, '
        "November 11, 2026 at noon, Hoyt Hall |"
    )
    assert [event.sessions[0].starts_on.day for event in events_of(text)] == [4, 11]
    assert [people for _, people in told(text)] == [["Ann Vale"], ["Bo Lind"]]


def test_an_hour_for_every_week_is_the_hour_of_each_talk() -> None:
    text = (
        "Oberseminar\nZeit: donnerstags, 16 Uhr c.t.\nOrt: Hörsaal II\n\n"
        "15.10.2026\nAnna Vale (Leer)\nBlätter, die man hört\n\n"
        "22.10.2026\nBo Lind (Bonn) / Dr. Ivo Marsch (Ulm)\nFlächen, Teil I und II\n\n"
        "29.10.2026\nentfällt (Brückentag)\n"
    )
    assert told(text) == [
        ("Blätter, die man hört", ["Anna Vale"]),
        ("Flächen, Teil I und II", ["Bo Lind", "Ivo Marsch"]),
    ]
    assert [event.sessions[0].starts_at().strftime("%H:%M") for event in events_of(text)] == [
        "16:15",
        "16:15",
    ]


def test_a_title_told_in_the_next_sentence_and_an_unknown_name_before_a_verb() -> None:
    text = (
        "Author to speak on drought\n\n"
        "Poet Zorbla Quenn will give the Bell Lecture on Thursday, October 15. Her talk, "
        "“What the Well Keeps,” begins at 7:30 p.m. in the Bristow Auditorium.\n"
    )
    assert told(text) == [("What the Well Keeps", ["Zorbla Quenn"])]


@pytest.mark.parametrize(
    ("line", "title", "people"),
    [
        ("Book launch: Ann Vale, ‘Brick by Brick’", "Brick by Brick", ["Ann Vale"]),
        (
            "Panel on old bells: J. Dawes (Penn), M. van Atten (Paris); moderated by Zorbla Quenn",
            "Panel on old bells",
            ["J. Dawes", "M. van Atten"],
        ),
        ("Podium: „Wer haftet?“ mit MdB Ann Vale, Dr. Bo Lind (Institut) und Sr. Ivo Marsh",
         "Wer haftet?", ["Ann Vale", "Bo Lind", "Ivo Marsh"]),
        ("Mesa: «Archivos en guerra», con Ann Vale y Bo Lind. Modera: Zorbla Quenn",
         "Archivos en guerra", ["Ann Vale", "Bo Lind"]),
        ("proiezione del film “Gravità zero”. Introduce Zorbla Quenn", "Gravità zero", []),
        ("Round-table on writing, w/ Zorbla Quenn, Prof. Bo Lind and Ann Vale",
         "Round-table on writing", ["Zorbla Quenn", "Bo Lind", "Ann Vale"]),
        ("TBD (Ann Vale)", None, ["Ann Vale"]),
        ("PhD talks: Ann Vale - On bells; Bo Lind - On glue", "PhD talks", ["Ann Vale", "Bo Lind"]),
        ("Prof. Ann Vale, LL.M. (Köln) und RA Bo Lind, „Dumme Verträge?“", "Dumme Verträge?",
         ["Ann Vale", "Bo Lind"]),
        ('"Beavers back on the river?" An illustrated talk', "Beavers back on the river?", []),
        ("Do bells dream? Bronze and its makers in the first age of steam and speculation",
         "Do bells dream? Bronze and its makers in the first age of steam and speculation", []),
    ],
)  # fmt: skip
def test_a_line_below_its_date_is_parted_into_title_and_people(
    line: str, title: str | None, people: list[str]
) -> None:
    text = f"October 8, 5 pm, Room 4\n{line}\n\nOctober 15, 5 pm, Room 4\nOn glue\n"
    assert told(text)[0] == (title, people)


def test_a_quoted_line_is_the_title_and_not_the_name_of_the_page() -> None:
    text = (
        "HOLLIN VALLEY NATURALISTS\n\nTuesday 6 October\nMethodist Hall, Chapel Street\n7.45pm\n\n"
        "Roger Vale\n“Beavers on the Hollin”\n"
    )
    assert told(text) == [("Beavers on the Hollin", ["Roger Vale"])]


def test_a_column_that_holds_known_names_holds_people() -> None:
    text = (
        "5 Oct    Ravi Subra          Walking the bounds\n"
        "12 Oct   Gwenllian Prosser   The hedge as archive\n"
        "19 Oct   Ann Vale            Fences and thefts\n"
    )
    assert told("Mondays at 1.15pm in Room 4.\n\n" + text) == [
        ("Walking the bounds", ["Ravi Subra"]),
        ("The hedge as archive", ["Gwenllian Prosser"]),
        ("Fences and thefts", ["Ann Vale"]),
    ]


def test_a_page_that_only_describes_a_person_names_the_speaker() -> None:
    text = (
        "Are passwords private?\n\n"
        "Passwords assume a private life, and privacy has a history, as this talk will show.\n\n"
        "Zorbla Quenn is a Lecturer in Old Machines at Coldharbour University. She is writing.\n\n"
        "- When: Tue 6 October 2026, at 2 - 3 pm\n- Venue: Room 4\n"
    )
    (event,) = events_of(text)
    (speaker,) = event.speakers
    assert (speaker.name, speaker.role, speaker.affiliation) == (
        "Zorbla Quenn",
        "Lecturer in Old Machines",
        "Coldharbour University",
    )


def test_a_heading_that_ends_with_a_kind_leaves_the_title_to_a_later_line() -> None:
    text = (
        "Economic History Workshop\n\nOctober 6, 2026\n12:30 PM\nRoom 412\n\n"
        "The Week of March 6, 1933: How Banks Reopened\n\nGabriela Vale\nBank of Lakeport\n"
    )
    assert told(text) == [("The Week of March 6, 1933: How Banks Reopened", ["Gabriela Vale"])]


def test_a_name_with_a_bracket_is_parted_from_the_abstract_that_follows_at_once() -> None:
    text = (
        "Tuesdays, 8pm, Room 4\n\nOctober 6th – Knots and Hair\n\n"
        "Prof. Zorbla Quenn (Warwick) You can learn a lot from a tangle. I will untie three.\n\n"
        "October 13th – Choice\n\n"
        "Dr. Bo Lind-Vale Nothing prepares you for a set. Bring a sphere and a knife, please.\n"
    )
    assert told(text) == [("Knots and Hair", ["Zorbla Quenn"]), ("Choice", ["Bo Lind-Vale"])]


def test_the_header_of_a_forwarded_letter_is_no_event() -> None:
    text = (
        "---------- Forwarded message ----------\nFrom: Ann Vale\n"
        "Date: 1 October 2026 at 11:02\nSubject: Talk next Tues\n\nHi Greg,\n\n"
        "Tuesday 6 October, 5pm, Lindsay Room\nProf. Bo Lind (Hallam University)\n"
        '"How to lie with satellites"\n'
    )
    assert told(text) == [("How to lie with satellites", ["Bo Lind"])]


def test_a_row_that_says_no_is_no_event() -> None:
    text = (
        "Noon - 1:00, Campbell 4130 (unless noted)\n\n9/10 On bells - Ann Vale (Leeds)\n"
        "16/10 NO BROWN BAG (retreat)\n23/10 On glue - Bo Lind (Bonn)\n"
    )
    assert told(text) == [("On bells", ["Ann Vale"]), ("On glue", ["Bo Lind"])]


def test_day_headings_between_rows_that_begin_with_an_hour_date_the_rows_below() -> None:
    text = (
        "Seminars w/c 5 October 2026\n\nMon 5 Oct\n"
        "4.00pm  Colloquium: Karthik Vale (Imperial), “Sums of two squares”. CM107\n"
        "Tue 6 Oct\n2.00pm  Analysis: Barbara Lind (Linz), “Fast or stable”. CM219\n"
        "Thu 8 Oct\n11.15am Gandalf seminar: Xenia Pap, “What I see”, followed by Ollie Marsh, "
        "“What I do”. CM103\n"
    )
    assert told(text) == [
        ("Sums of two squares", ["Karthik Vale"]),
        ("Fast or stable", ["Barbara Lind"]),
        ("Gandalf seminar", ["Xenia Pap", "Ollie Marsh"]),
    ]
    assert [event.sessions[0].starts_on.day for event in events_of(text)] == [5, 6, 8]


def test_a_question_in_a_quoted_title_makes_no_sentence_of_its_row() -> None:
    text = (
        "MONDAY 12 OCTOBER 2026\n\nDr A. Vale: 'The shoes' (Archaeology Seminar), Room 2, 3 p.m.\n"
        "Professor Dame Una Lind, FBA: 'Does the novel have a future?' (English Lectures), "
        "Schools, 5 p.m. (open to the public)\n"
    )
    assert told(text) == [
        ("The shoes", ["A. Vale"]),
        ("Does the novel have a future?", ["Una Lind"]),
    ]


def test_a_family_name_in_capitals_before_the_given_name_is_a_person() -> None:
    (person,) = events_of("Talk: On glue\nFriday 9 October 2026, 1pm, Room 4\nProf. GOTO Akira\n")[
        0
    ].speakers
    assert (person.honorific, person.name) == ("Prof.", "GOTO Akira")


def test_sentences_of_a_round_up_are_read_though_one_of_them_ends_with_its_hour() -> None:
    text = (
        "AROUND TOWN\n\n"
        "Roger Vale, a retired pilot, will show slides of the islands at the Ashby Library on "
        "Wednesday, October 7, at 7 p.m. Refreshments.\n\n"
        "Novelist Bao Lind reads at Toadstool Books Saturday, October 10, 2 p.m.\n\n"
        "A “Stump the Botanist” evening with Nettie Oakes and Franklin Wu is set for 6:30 p.m. "
        "Thursday, October 15, at the Nature Center.\n"
    )
    assert [people for _, people in told(text)] == [
        ["Roger Vale"],
        ["Bao Lind"],
        ["Nettie Oakes", "Franklin Wu"],
    ]


def test_of_two_headings_the_one_above_a_name_is_the_title() -> None:
    text = (
        "Grand Rounds\nWednesday, October 7, 2026\n8:00 am\nHaskell Auditorium\n\n"
        "When the Liver Keeps Time\n\nRosalind Vale, MD, PhD\nProfessor of Surgery\n\n"
        "and\n\nDieter Lind, RN, MSN\nTransplant Coordinator\n"
    )
    assert told(text) == [("When the Liver Keeps Time", ["Rosalind Vale", "Dieter Lind"])]


def test_a_list_of_names_behind_a_colon_holds_all_of_them() -> None:
    text = "8 October 2026, 5 pm, Room 4: Zwei Berichte: Zorbla Quenn, Elias Lind\n"
    assert told(text) == [("Zwei Berichte", ["Zorbla Quenn", "Elias Lind"])]


def test_who_stands_behind_a_stop_at_the_end_of_a_row_is_read_with_it() -> None:
    text = (
        "* Geography Seminar: 'Rivers with rights', Tuesday 6 October, 1-2pm, W007, Geography "
        "Building. Zorbla Quenn (Waikino)\n"
        "* Café Scientifique: 'Is anybody out there?', Wednesday 7 October, 7.30pm, Empty Shop. "
        "Prof. Bo Lind\n"
    )
    assert told(text) == [
        ("Rivers with rights", ["Zorbla Quenn"]),
        ("Is anybody out there?", ["Bo Lind"]),
    ]


def test_a_title_whose_first_word_is_quoted_goes_on_behind_its_dash() -> None:
    text = (
        "6 October, 5 pm, Room 4\nAnn Vale & Bo Lind: “Kalindula” – a genre and its archives\n\n"
        "13 October, 5 pm, Room 4\nIvo Marsh: On glue\n"
    )
    assert told(text)[0] == ("“Kalindula” – a genre and its archives", ["Ann Vale", "Bo Lind"])


def test_a_titled_person_on_a_subject_opens_a_paragraph_as_its_speaker() -> None:
    text = (
        "Monday 12th October 2026\n\nSeminar: Bees in the Cloister\n5:30pm to 7:00pm, Room 1\n"
        "Dr Zorbla Quenn (Saltburn) on monks, honey and law.\n\n"
        "Tuesday 13th October 2026\n\nSeminar: Glue\n5:30pm to 7:00pm, Room 1\n"
        "Dr Bo Lind on bones.\n"
    )
    assert [people for _, people in told(text)][0] == ["Zorbla Quenn"]
