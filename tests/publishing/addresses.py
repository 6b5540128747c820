"""Every public address there is, filled in with what is there."""

from datetime import date

from django.urls import reverse

from termcard.lib.following import SHAPES as FEEDS
from termcard.lib.policies import Policy, declared_addresses

SHAPES = {"": "event_page", ".ics": "event_calendar", ".json": "event_json", ".txt": "event_text"}
API = "api/v1/"
OURS = ("termcard.publishing", "termcard.operating")
# A day of the tests' world on which something is, one on which nothing is, and both ends.
DAYS = [date(2026, 12, 9), date(2031, 5, 1), date(1000, 1, 1), date(9000, 12, 31)]
FOR_ALL = (
    *("/search/suggestions/", "/termcard/", "/screen/", "/embed/", "/api/"),
    *("/styleguide/", "/theme/", "/oembed"),
)
OF_UNITS = dict.fromkeys(
    ("termcard_page", "termcard_pdf", "screen_page", "planner_page", "planner_pdf"),
    ("host_page", "series_page"),
)
# What takes long to make; its own tests ask for it, and whoever asks for forms too.
TYPESET = {"event_poster", "share_card", "termcard_pdf", "planner_pdf"}
# What is named after what it holds: a sheet of another edition than ours.
NAMED = {"theme_sheet": "5c1f6b-dcb2e8-00000000"}
# What is there only for a question, or once it was sent; their own tests ask for them.
ASKED_FOR = {"oembed", "theme_logo"}
NEVER_THE_SAME = {"metrics", "calendar_page"}  # the latter leads to the month that it is


def shape_of(event, shape="", words=None):
    """Return the address of an event in one shape, under other words if any are given."""
    address = event.address if words is None else f"{event.short_id}-{words}"
    return reverse(SHAPES[shape], args=[address])


def is_feed(address):
    """Say whether the address is a listing's in a shape to follow it by."""
    return not address.startswith("/events/") and address.partition("?")[0].endswith(
        tuple(f".{shape}" for shape in FEEDS)
    )


def is_for_all(address):
    """Say whether the answer is the same whoever asks: a feed's, a card's, suggestions."""
    typeset = address.partition("?")[0].endswith((".pdf", ".png"))
    return is_feed(address) or typeset or address.startswith(FOR_ALL)


def page_of(name):
    """Return the name of the page that a feed tells of: that of host_ics is host_page."""
    listing, _, shape = name.rpartition("_")
    return f"{listing}_page" if shape in FEEDS else name


def pages_of(name):
    """Return the names of the pages of whose words in addresses an address is made."""
    return OF_UNITS.get(name, (page_of(name),))


def public_patterns(*, pages_only=True):
    """Yield (address, name, pattern) of what anybody may call: pages, or forms too."""
    for address, pattern in declared_addresses():
        view, name = pattern.callback, pattern.name
        is_page = view.__module__.startswith(OURS) and name not in NEVER_THE_SAME | ASKED_FOR
        is_page = (is_page and name not in TYPESET) or address.startswith(API)
        if view.policy is Policy.ANYONE and (is_page or not pages_only):
            yield address, name, pattern


def public_addresses(events=(), units=(), *, pages_only=True):
    """Return every public address, with each event and each (name, slug) of a host or series."""
    filled = []
    for address, name, pattern in public_patterns(pages_only=pages_only):
        wanted = set(pattern.pattern.converters)
        if not wanted:
            filled.append(f"/{address}")
        elif wanted in ({"day"}, {"week"}, {"month"}):
            filled += [reverse(name, args=[day]) for day in DAYS]
        elif wanted == {"address"}:
            filled += [reverse(name, args=[event.address]) for event in events]
        elif wanted == {"short_id"}:
            filled += [f"/{API}events/{event.short_id}" for event in events]
        elif wanted == {"slug"}:
            filled += [reverse(name, args=[slug]) for of, slug in units if of in pages_of(name)]
        elif name in NAMED:
            filled.append(reverse(name, args=[NAMED[name]]))
        elif name == "sitemap_of_events":
            filled.append(reverse(name, args=[0]))
        else:
            assert not pages_only, f"{address} is filled in by nobody: say here how"
            filled.append(reverse(name, kwargs=dict.fromkeys(wanted, 123456)))
    return filled
