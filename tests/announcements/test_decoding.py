import time

import pytest

from termcard.announcements.decoding import LARGEST, decode

WORDS = "Séminaire : “Rivières”\nMardi 3 mai"


@pytest.mark.parametrize(
    "source",
    [
        WORDS.encode(),
        b"\xef\xbb\xbf" + WORDS.encode(),
        WORDS.encode("utf-16"),
        WORDS.encode("utf-16-le"),
        WORDS.encode("utf-16-be"),
        WORDS.encode("utf-32"),
        WORDS.encode("cp1252"),
        WORDS.replace("\n", "\r\n").encode(),
        WORDS.replace("\n", "\r").encode(),
    ],
)
def test_text_of_any_usual_encoding_is_the_same_text(source: bytes) -> None:
    assert decode(source) == WORDS


def test_latin_1_reads_as_itself() -> None:
    assert decode("Führung durch die Höhle".encode("latin-1")) == "Führung durch die Höhle"


@pytest.mark.parametrize("source", [b"", b" \n\t \n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_nothing_is_refused(source: bytes) -> None:
    with pytest.raises(ValueError, match="empty"):
        decode(source)


@pytest.mark.parametrize(
    "source",
    [
        b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00",
        b"%PDF-1.7\n\x00\x01\x02",
        b"PK\x03\x04\x14\x00\x00\x00",
        bytes(range(1, 32)) * 20,
    ],
)
def test_what_is_not_text_is_refused(source: bytes) -> None:
    with pytest.raises(ValueError, match="This is not text"):
        decode(source)


def test_too_much_is_refused_at_once() -> None:
    began = time.monotonic()
    with pytest.raises(ValueError, match="larger than 10 MB"):
        decode(b"a" * (LARGEST + 1))
    assert time.monotonic() - began < 1
