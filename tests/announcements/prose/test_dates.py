from datetime import date

import pytest

from termcard.announcements.prose.dates import Day, DayFound, find_days, resolve
from termcard.announcements.prose.spans import Span

TODAY = date(2020, 10, 1)


def days_in(text: str, *, month_first: bool = False) -> list[DayFound]:
    return find_days(text, Span(0, len(text)), month_first=month_first)


def meant(text: str, *, on: date = TODAY, month_first: bool = False) -> Day:
    (found,) = days_in(text, month_first=month_first)
    resolved = resolve(found, reference_date=on)
    assert isinstance(resolved, Day)
    return resolved


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("14th October 2020", date(2020, 10, 14)),
        ("Thur 14 Feb 2013", date(2013, 2, 14)),
        ("March 3 , 2016", date(2016, 3, 3)),
        ("Monday, the 3rd of May 2021", date(2021, 5, 3)),
        ("Fri, Mar 4, 2022", date(2022, 3, 4)),
        ("Febuary 3 2021", date(2021, 2, 3)),
        ("3 May '24", date(2024, 5, 3)),
        ("Mittwoch, 05.06.19", date(2019, 6, 5)),
        ("Montag, dem 20. April 2009", date(2009, 4, 20)),
        ("20. März 2021", date(2021, 3, 20)),
        ("jeudi 1er août 2019", date(2019, 8, 1)),
        ("14 MARS 2019", date(2019, 3, 14)),
        ("8 maggio 2023", date(2023, 5, 8)),
        ("14 de marzo de 2024", date(2024, 3, 14)),
        ("donderdag 7 november 2019", date(2019, 11, 7)),
        ("2024-03-14", date(2024, 3, 14)),
        ("2011/05/06", date(2011, 5, 6)),
        ("12.11.2023", date(2023, 11, 12)),
        ("09/04/2016", date(2016, 4, 9)),
        ("Thursday 3 May 2018Title glued to it", date(2018, 5, 3)),
    ],
)
def test_a_date_is_read_as_people_write_it(text: str, day: date) -> None:
    read = meant(text)
    assert (read.first, read.last, read.warnings) == (day, None, ())


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("3 - 7 juillet 2017", date(2017, 7, 3), date(2017, 7, 7)),
        ("30. April – 2. Mai 2021", date(2021, 4, 30), date(2021, 5, 2)),
        ("Wednesday 1st May - Sunday 2nd June 2019", date(2019, 5, 1), date(2019, 6, 2)),
        ("Oct 13-14, 2020", date(2020, 10, 13), date(2020, 10, 14)),
        ("30 December 2020 to 2 January", date(2020, 12, 30), date(2021, 1, 2)),
    ],
)
def test_a_span_of_days_has_a_first_and_a_last(text: str, first: date, last: date) -> None:
    read = meant(text)
    assert (read.first, read.last) == (first, last)


@pytest.mark.parametrize(
    "text",
    [
        "1810-1840",
        "(1702–1771)",
        "(12, 2014)",
        "FRS 1998",
        "room 3-114",
        "HB203",
        "9/11",
        "may 2020",
        "an 18th century bell",
        "3 maybe 4",
    ],
)
def test_what_is_no_date_is_not_read_as_one(text: str) -> None:
    assert days_in(text) == []


def test_slashes_put_the_month_first_only_where_the_page_does() -> None:
    assert meant("4/9/2016", month_first=True).first == date(2016, 4, 9)
    assert meant("4/9/2016").first == date(2016, 9, 4)
    assert meant("25/9/2016", month_first=True).first == date(2016, 9, 25)


@pytest.mark.parametrize(
    ("text", "on", "day"),
    [
        ("3 November", TODAY, date(2020, 11, 3)),
        ("3 February", TODAY, date(2021, 2, 3)),
        ("20 September", TODAY, date(2020, 9, 20)),
        ("3 June", TODAY, date(2021, 6, 3)),
        ("Wednesday 3 June", TODAY, date(2020, 6, 3)),
        ("5 January", date(2020, 12, 20), date(2021, 1, 5)),
        ("7.6., ab 15 Uhr", date(2021, 5, 20), date(2021, 6, 7)),
    ],
)
def test_a_year_left_out_is_the_one_that_fits_the_day_of_reading(
    text: str, on: date, day: date
) -> None:
    assert meant(text, on=on).first == day


def test_a_year_named_above_stands_unless_the_weekday_contradicts_it() -> None:
    (found,) = days_in("Thursday 7 November")
    hinted = resolve(found, reference_date=TODAY, year_hint=2013)
    assert isinstance(hinted, Day)
    assert hinted.first == date(2013, 11, 7)


def test_a_weekday_that_contradicts_its_date_is_said_and_the_date_stands() -> None:
    read = meant("Wednesday 14 October 2021")
    assert read.first == date(2021, 10, 14)
    assert read.warnings == ("Wednesday 14 October 2021 is a Thursday",)


def test_a_day_that_the_calendar_does_not_have_is_said() -> None:
    (found,) = days_in("31 June 2021")
    assert resolve(found, reference_date=TODAY) == "There is no 31 June in that year"


def test_the_evidence_is_the_date_with_its_weekday_and_nothing_more() -> None:
    text = "Come on Thursday, the 4th of May 2023, if you can."
    (found,) = days_in(text)
    assert found.span.cut(text) == "Thursday, the 4th of May 2023"
