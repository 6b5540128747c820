from datetime import UTC, datetime

from termcard.programme.models.turning import next_turn


def test_without_events_lists_change_with_the_day(db, settings):
    settings.TIME_ZONE = "Europe/London"
    noon = datetime(2026, 11, 24, 12, tzinfo=UTC)
    assert next_turn(noon) == datetime(2026, 11, 25, tzinfo=UTC)
