import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from termcard.design.fonts import FACES
from termcard.operating.actions import load_demonstration
from tests.operating.test_demonstration import NAMES

MOST_BYTES_OF_AN_EVENT = 15_000
MOST_BYTES_BESIDE_IT = 60_000
LOADED = re.compile(r'(?:href|src)="/static/([\w/.-]+\.(?:css|js))"')


@pytest.fixture
def demonstration(db):
    load_demonstration()


def test_the_page_of_each_kind_of_event_is_light(demonstration, client):
    for name in NAMES:
        page = client.get(f"/events/{name}/", follow=True)
        assert page.status_code == 200
        assert len(page.content) <= MOST_BYTES_OF_AN_EVENT, name


def as_sent(path):
    """Return how many bytes of a static file are sent."""
    return len(gzip.compress(Path(finders.find(path)).read_bytes(), 9))


def test_styles_scripts_and_faces_of_a_page_are_light(demonstration, client):
    faces = sum(as_sent(f"design/fonts/{face.file}") for face in FACES)
    for address in ("/", "/events/demo-hybrid/", "/calendar/2026/12/", "/termcard/education/"):
        page = client.get(address, follow=True).content.decode()
        loaded = {path: as_sent(path) for path in LOADED.findall(page)}
        assert any(path.endswith(".css") for path in loaded), address
        assert sum(loaded.values()) + faces <= MOST_BYTES_BESIDE_IT, (address, loaded, faces)
