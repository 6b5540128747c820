import random
from string import printable

import pytest

from termcard.announcements.join_links import find_join_details, find_links_that_hold_addresses
from termcard.announcements.mail_addresses import find_mail_addresses
from termcard.announcements.private_signs import may_hold_private

PIECES = [
    *("sam", "o.smith", "maths.example", "university", "x", "zoom", "Teams", "meeting", "webinar"),
    *("ID", "pin", "PIN", "pWd", "pw", "passcode", "pass-code", "password", "Kennwort", "hasło"),
    *(
        "access",
        "room",
        "host",
        "code",
        "key",
        "mot",
        "de",
        "passe",
        "is",
        "lautet",
        "dot",
        "punkt",
    ),
    *("at", "AT", "ät", "arroba", "(at)", "[ at ]", "(a)", "_at_", "@", "＠", "&#64;", "%40"),
    *("https://", "zoommtg:", "skype:live", "meet.google.com/abc", "j/", "?pwd=", "mailto:"),
    *("123 456 7890", "98765", "4321", "1-2-3-4-5-6", "٣٤٥٦٧٨٩", "+441234,,123456789#"),
    *(":", "=", "：", "(", ")", "<", ">", ".", ",", " ", "  ", "\t", "\n", "\u00a0", "ß", "İ", "ı"),
    *("ſ", "\u212a", "pın", "pİn", "paſscode", "hosT \u212aey", "contraseña", "wachtwoord"),
]
ORDINARY = [
    "What the paper is about: a school on a Monday morning, and what it cannot do at the sea.",
    "Boulders, bent trees (and silt) keep a record of floods; in 1871, 40 plates were printed.",
    "Keeping spinning pins and codes [a history], 2019–2024.",
]


def finds(text):
    found = find_join_details(text) or find_mail_addresses(text)
    return bool(found or find_links_that_hold_addresses(text))


@pytest.mark.parametrize("seed", range(40))
def test_whatever_is_found_was_suspected(seed):
    chance = random.Random(seed)
    met = 0
    for _ in range(250):
        pieces = chance.choices(PIECES, k=chance.randint(1, 9))
        pieces += chance.choices(printable, k=chance.randint(0, 3))
        chance.shuffle(pieces)
        text = chance.choice(["", " "]).join(pieces)
        met += finds(text)
        assert may_hold_private(text) or not finds(text), text
    assert met > 20


@pytest.mark.parametrize("text", ORDINARY)
def test_an_ordinary_text_is_not_suspected(text):
    assert not may_hold_private(text)
