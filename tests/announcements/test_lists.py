from datetime import date, time

import pytest

from termcard.announcements.reading import ReadDocument, Reading, read


def reading_of(text: str) -> ReadDocument:
    return read(text.encode(), reference_date=date(2021, 4, 20), default_timezone="Europe/London")


def places(text: str) -> list[str]:
    return [place_of(reading) for reading in reading_of(text).readings]


def place_of(reading: Reading) -> str:
    place = reading.announcement.place
    return place.line() if place else ""


def starts(text: str) -> list[str]:
    sessions = [reading.announcement.sessions[0] for reading in reading_of(text).readings]
    return [f"{one.starts_on:%d %b} {one.starts_time}" for one in sessions]


PROGRAMME = """Bell Seminar, Summer 2021
Tuesdays, 4.15 pm, Music Room 2 (except week 2: Concert Room; 18 May: Room 7 at 5 pm)

Week 1 (4 May)
Ann Vale (Example), Counting the bells of the coast

Week 2 (11 May)
Bo Lind (Other), Ringing by post and parcel

Week 3 (18 May)
Cy Marsh (Third), The last founder of the north
"""


def test_a_week_or_day_taken_out_of_the_rule_has_its_own_place_and_hour() -> None:
    assert places(PROGRAMME) == ["Music Room 2", "Concert Room", "Room 7"]
    assert starts(PROGRAMME) == ["04 May 16:15:00", "11 May 16:15:00", "18 May 17:00:00"]


LIST = """All talks are on Mondays at 15:00 (CET) in Room 4.

3 May: Ann Vale (Example), On Bells
10 May: Bo Lind (Other), On Coins

Everyone is welcome, no booking needed.

Contact: Cy Marsh, c.marsh@town.example
"""


def test_what_a_list_says_once_of_coming_asking_and_zone_holds_for_all() -> None:
    readings = reading_of(LIST).readings
    assert [one.announcement.attendance for one in readings] == [
        "Everyone is welcome, no booking needed."
    ] * 2
    assert all("Cy Marsh" in one.contact for one in readings)
    assert {one.stated_zone for one in readings} == {"Europe/Paris"}


def test_the_contact_that_each_event_names_itself_is_its_own() -> None:
    text = """Monday 3 May
On Bells
3pm, Room 4
Contact: ann@town.example

Monday 10 May
On Coins
3pm, Room 5
Contact: bo@town.example
"""
    contacts = [one.contact for one in reading_of(text).readings]
    assert contacts == ["ann@town.example", "bo@town.example"]


def test_an_empty_cell_for_hour_or_place_says_what_the_row_above_says() -> None:
    text = "Bell talks\n\n| Date | Time | Venue | Speaker | Title |\n|---|---|---|---|---|\n"
    text += (
        "| 3 May | 15:00 | Room 4 | Ann Vale | On Bells |\n| 10 May | | | Bo Lind | On Coins |\n"
    )
    text += '| 17 May | " | Room 5 | | On Maps |\n'
    assert starts(text) == ["03 May 15:00:00", "10 May 15:00:00", "17 May 15:00:00"]
    assert places(text) == ["Room 4", "Room 4", "Room 5"]
    assert [len(one.announcement.parts) for one in reading_of(text).readings] == [1, 1, 0]


BULLETIN = """Daily Bulletin
Tuesday 4 May 2021

TODAY

Ann Vale (Example) speaks on "Bells of the coast" at 4 in Baird 112. Cookies at 3:45.

TOMORROW

"What the ice left", a talk by Bo Lind, 7:30 p.m., Anderson Theatre.
"""


def test_words_for_days_head_what_a_bulletin_tells_below_them() -> None:
    assert starts(BULLETIN) == ["04 May 16:00:00", "05 May 19:30:00"]
    assert places(BULLETIN) == ["Baird 112", "Anderson Theatre"]


def test_weekdays_over_a_list_lie_in_the_week_that_the_page_names() -> None:
    text = """Week of 10 - 14 May 2021

Monday

On Bells
3pm, Room 4

Thursday

On Coins
5pm, Room 5
"""
    assert starts(text) == ["10 May 15:00:00", "13 May 17:00:00"]


NOTHING_ON = [
    "Deadlines\n- 15 May, 17:00: Travel grants\n- 22 May, noon: Nominations for the prize\n",
    "Fristen\n\n15. Mai, 12 Uhr: Anträge auf Reisemittel\n",
    "Call for papers: The city at night\nSunday 16 May 2021, 12:00, Town Hall\n",
    "Minutes of the Board held on Wednesday 5 May 2021 at 2.15 pm in the Council Room\n\n"
    "1. The next meeting is on 9 June at 2 pm in Room 4.\n",
    "Library news\n\nFrom 10 May the Science Library will be open until 22:00 on weekdays.\n",
]


@pytest.mark.parametrize("text", NOTHING_ON, ids=lambda text: text.split("\n")[0])
def test_deadlines_calls_minutes_and_opening_hours_are_no_events(text: str) -> None:
    assert reading_of(text).readings == ()


def test_a_list_behind_the_deadlines_is_read() -> None:
    text = "Deadlines\n15 May, 17:00: Travel grants\n\n"
    text += "Seminars\n3 May, 15:00, Room 4: Ann Vale, On Bells\n"
    assert starts(text) == ["03 May 15:00:00"]


def test_the_marks_of_markdown_are_no_words() -> None:
    text = (
        "# Logic talks\n\nWe meet on **Mondays, 15:30** in room **C2.17**, organised by *Cy*.\n\n"
    )
    text += "| Date | Who | What |\n|---|---|---|\n"
    text += "| 3 May | Ann Vale | [On Bells](https://x.example) |\n"
    text += "| 10 May | -- | *no meeting* |\n| 17 May | Bo Lind | On Coins |\n"
    assert places(text) == ["room C2.17", "room C2.17"]
    titles = [one.announcement.title for one in reading_of(text).readings]
    assert titles == ["On Bells", "On Coins"]


def test_the_series_above_a_list_is_that_of_its_events() -> None:
    text = "Back again: the lecture series “Cold Light”\n\n3 May, 3pm, Room 4: Ann Vale, On Bells\n"
    text += "10 May, 3pm, Room 4: Bo Lind, On Coins\n"
    series = [one.announcement.series for one in reading_of(text).readings]
    assert [one and one.name for one in series] == ["Cold Light", "Cold Light"]


def test_the_place_and_platform_of_one_event_may_stand_paragraphs_below() -> None:
    text = """Ann Vale will give a talk on “Bells” on Monday 3 May at 4pm.

Vale has written about bells for years, and about the towers they hang in.

The event will take place in the Old Library, Low Street. You can also join by Zoom.
"""
    (one,) = reading_of(text).readings
    assert place_of(one) == "Old Library, Low Street"
    assert one.announcement.platform == "Zoom"


@pytest.mark.parametrize(
    "text",
    [
        "Call for papers\n\nThe city at night, Town Hall, 16 - 17 May 2021\n",
        "Convocatoria de becas 2021\n\nResolución definitiva: 22 de abril de 2021, 14:00 horas\n",
        "Carrow, 10 June 2021 - Ann Vale will take up the post of Dean on 1 September 2021.\n",
        "3 May: On Bells, no public talk\n10 May: no lecture\n",
    ],
    ids=lambda text: text[:15],
)
def test_calls_appointments_and_days_without_a_talk_are_no_events(text: str) -> None:
    assert reading_of(text).readings == ()


def test_an_hour_inside_a_quoted_title_is_no_start() -> None:
    text = "3 May, 3pm, Room 4: Ann Vale, “Neutrinos at noon”\n"
    assert starts(text) == ["03 May 15:00:00"]


def test_a_quarter_past_holds_for_the_beginning_alone() -> None:
    (one,) = reading_of("Kolloquium: Schafe\n3. Mai 2021, 18–20 Uhr c.t., Raum 4\n").readings
    session = one.announcement.sessions[0]
    assert (session.starts_time, session.ends_time) == (time(18, 15), time(20))


def test_the_zone_of_a_city_said_once_holds_for_all() -> None:
    text = "All sessions on Zoom, times are Lisbon time\n\n3 May, 3pm: Ann Vale, On Bells\n"
    assert [one.stated_zone for one in reading_of(text).readings] == ["Europe/Lisbon"]


@pytest.mark.parametrize(
    ("note", "room"),
    [
        (" (in Room 5)", "Room 5"),
        (" (joint with Chemistry, Room 5)", "Room 5"),
    ],
)
def test_a_note_of_another_room_behind_a_title_is_no_title(note: str, room: str) -> None:
    text = f"Talks on Mondays at 15:00 in Room 4.\n\n3 May: Ann Vale, On Bells{note}\n"
    text += "10 May: Bo Lind, On Coins\n"
    assert places(text) == [room, "Room 4"]
    titles = [one.announcement.title for one in reading_of(text).readings]
    assert titles == ["On Bells", "On Coins"]


def test_a_numeric_day_without_a_year_ends_no_sentence() -> None:
    text = "Vorträge, 18 Uhr, Raum 4\n\n03.05. Ann Vale (Example): Wer zählt die Schafe?\n"
    text += "10.05. Bo Lind (Other): Wo liegt das Meer?\n"
    titles = [one.announcement.title for one in reading_of(text).readings]
    assert titles == ["Wer zählt die Schafe?", "Wo liegt das Meer?"]


def test_an_entry_may_be_followed_by_how_to_come() -> None:
    text = "• Bells and books, Mon 3 May, 3pm, Room 4. Free but please book a place with us.\n"
    text += "• On Coins, Mon 10 May, 3pm, Room 5\n"
    assert starts(text) == ["03 May 15:00:00", "10 May 15:00:00"]


def test_a_notice_of_what_is_closed_or_due_is_no_event() -> None:
    text = "Avviso\n\nLo sportello resterà chiuso da lunedì 3 maggio a martedì 4 maggio. "
    text += "Le richieste vanno consegnate entro venerdì 30 aprile, ore 12.00.\n"
    assert reading_of(text).readings == ()
