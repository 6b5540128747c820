"""Every public address there is, filled in with what is there."""

from django.urls import reverse

from termcard.lib.policies import Policy, declared_addresses

SHAPES = {"": "event_page", ".ics": "event_calendar", ".json": "event_json", ".txt": "event_text"}
UNIT_PAGES = {"host_page", "series_page"}


def shape_of(event, shape="", words=None):
    """Return the address of an event in one shape, under other words if any are given."""
    address = event.address if words is None else f"{event.short_id}-{words}"
    return reverse(SHAPES[shape], args=[address])


def public_names():
    """Return (address, name) of every address of ours that anybody may call."""
    return [
        (address, pattern.name)
        for address, pattern in declared_addresses()
        if pattern.callback.policy is Policy.ANYONE
        and not address.startswith(("signin", "account", "operate"))
    ]


def public_addresses(events=(), units=()):
    """Return every public address, with each event and each (name, slug) of a host or series."""
    filled = []
    for address, name in public_names():
        if "<" not in address:
            filled.append(f"/{address}")
        elif name in SHAPES.values():
            filled += [reverse(name, args=[event.address]) for event in events]
        else:
            assert name in UNIT_PAGES, f"{address} is filled in by nobody: say here how"
            filled += [reverse(name, args=[slug]) for of, slug in units if of == name]
    return filled
