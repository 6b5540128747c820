"""Which database the tests use, which of them run there, and the servers they may ask for."""

import os
from collections.abc import Iterator

import hypothesis
import pytest
from xdist.scheduler import LoadScopeScheduling

from tests import services

pytest_plugins = ["tests.world", "tests.post"]

hypothesis.settings.register_profile("default", deadline=None, max_examples=60)
hypothesis.settings.register_profile("soak", deadline=None, max_examples=20_000)
if os.environ.get("HYPOTHESIS_PROFILE") is None:
    hypothesis.settings.load_profile("default")


# What one process runs, in order: each begins with something that takes long to set up, or
# would be in the way of another.
TOGETHER = {
    "tests/journeys/": "journeys",
    "tests/config/test_raw_requests.py": "serving",
    "tests/config/test_serving.py": "serving",
    "tests/config/test_companion.py": "serving",
    "tests/config/test_backup.py": "backup",
    "tests/operating/test_metrics.py": "metrics",
    "tests/operating/test_served_calendars.py": "served calendars",
    "tests/people/test_matrix.py": "matrix",
    "tests/people/test_oidc.py": "provider",
    "tests/design/test_fonts.py": "faces",
}


class Dealing(LoadScopeScheduling):
    """Deals tests out one by one, save those that belong together.

    Marks of groups are no help: what xdist adds to a test's name for them, pytest 9.2 leaves out.
    """

    def _split_scope(self, nodeid: str) -> str:
        found = (name for path, name in TOGETHER.items() if nodeid.startswith(path))
        return next(found, nodeid)


def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> Dealing:
    """Let xdist deal tests out so."""
    return Dealing(config, log)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what is for the other kind of database, and on PostgreSQL what needs none."""
    is_postgresql = os.environ.get("TERMCARD_DATABASE_URL", "").startswith("postgres")
    kind = "postgresql" if is_postgresql else "sqlite"
    kept = [item for item in items if _is_for(kind, item)]
    if is_postgresql:  # the rest has run on SQLite
        kept = [item for item in kept if _touches_database(item)]
    known = set(kept)
    config.hook.pytest_deselected(items=[item for item in items if item not in known])
    items[:] = kept


def _is_for(kind: str, item: pytest.Item) -> bool:
    wanted = item.get_closest_marker("only_on")
    return wanted is None or wanted.args[0] == kind


def _touches_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    wanted = {"db", "transactional_db", "live_server", "django_db_setup"}
    return bool(fixtures & wanted) or item.get_closest_marker("django_db") is not None


@pytest.fixture(scope="session")
def postgresql_url() -> Iterator[str]:
    """The address of an empty PostgreSQL database, for tests that start their own processes."""
    try:
        with services.postgresql() as address:
            yield address
    except services.Absent as absent:
        _skip(absent)


@pytest.fixture(scope="session")
def chromium_path() -> str:
    """The path of a browser, for Playwright's `executable_path`."""
    try:
        return services.chromium()
    except services.Absent as absent:
        _skip(absent)
        raise


def _skip(absent: services.Absent) -> None:
    """Skip for want of a service; in CI that is a failure."""
    if services.IS_CI:
        pytest.fail(str(absent))
    pytest.skip(str(absent))
