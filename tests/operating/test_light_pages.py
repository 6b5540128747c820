import pytest

from termcard.operating.actions import load_demonstration
from tests.operating.test_demonstration import NAMES

MOST_BYTES = 15_000


@pytest.mark.django_db
def test_the_page_of_each_kind_of_event_is_light(client):
    load_demonstration()
    for name in NAMES:
        page = client.get(f"/events/{name}/", follow=True)
        assert page.status_code == 200
        assert len(page.content) <= MOST_BYTES, name
