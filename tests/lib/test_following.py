import pytest

from termcard.lib.following import by_mail, to_keep


@pytest.mark.parametrize(
    ("calendar", "path"),
    [
        ("/series/bells.ics", "/subscribe/series/bells/"),
        ("/hosts/optics.ics", "/subscribe/hosts/optics/"),
        ("/people/sam-speaks.ics", "/subscribe/people/sam-speaks/"),
        ("/venues/elvet-hall.ics", "/subscribe/venues/elvet-hall/"),
        ("/topics/bells.ics", "/subscribe/topics/bells/"),
        ("/index.ics", "/subscribe/search/"),
        ("/index.ics?kind=film&mode=online", "/subscribe/search/?kind=film&mode=online"),
        ("/search.ics?q=bells", "/subscribe/search/?q=bells"),
        ("/hosts/optics.ics?kind=film", "/subscribe/search/?host=optics&kind=film"),
        ("/topics/bells.ics?kind=film", "/subscribe/search/?kind=film&topic=bells"),
        ("/people/sam-speaks.ics?kind=film", "/subscribe/people/sam-speaks/"),
    ],
)
def test_each_listing_is_followed_by_mail_as_it_is_narrowed(calendar, path):
    assert by_mail(calendar) == path


def test_an_event_is_kept_beside_its_page():
    page = "https://events.example/events/k3x9m2ab-on-bells/"
    assert to_keep(page) == "/subscribe/events/k3x9m2ab-on-bells/"
