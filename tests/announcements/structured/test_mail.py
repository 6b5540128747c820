from email.message import EmailMessage

from tests.announcements.structured.reading_of import document, only, when

WORDS = "Dear all,\n\nTides and time\nWednesday 14 October, 13:00\nRoom 4, Elvet Hall\n"
CALENDAR = (
    "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nMETHOD:REQUEST\r\nBEGIN:VEVENT\r\nUID:a@x.example\r\n"
    "DTSTART:20261014T120000Z\r\nSUMMARY:Tides\r\nORGANIZER:mailto:olive@staff.example\r\n"
    "END:VEVENT\r\nEND:VCALENDAR\r\n"
)


def mail(text=WORDS, html="", calendar="", **headers):
    message = EmailMessage()
    message["From"] = "Olive <olive@staff.example>"
    message["To"] = "list@staff.example"
    message["Subject"] = headers.get("subject", "Tides and time")
    message["Date"] = headers.get("date", "Thu, 01 Oct 2026 09:00:00 +0100")
    message["Message-ID"] = "<1@staff.example>"
    message.set_content(text, charset=headers.get("charset", "utf-8"))
    if html:
        message.add_alternative(html, subtype="html")
    if calendar:
        message.add_attachment(calendar.encode(), "text", "calendar", filename="invite.ics")
    return message.as_bytes()


def test_the_calendar_of_a_mail_goes_before_its_words():
    said = only(mail(text="See you on 3 December 2026 at 10:00", calendar=CALENDAR))
    assert (said.title, when(said), said.uid) == ("Tides", "2026-10-14 13:00", "a@x.example")
    assert "staff.example" not in repr(said)


def test_the_words_of_a_mail_are_read_as_of_the_day_it_was_sent():
    found = document(mail(date="Mon, 05 Oct 2015 09:00:00 +0100"))
    assert found.reference_date.isoformat() == "2015-10-05"
    (said,) = [reading.announcement for reading in found.readings]
    assert when(said) == "2015-10-14 13:00"
    assert "olive@staff.example" not in found.text


def test_the_page_of_a_mail_is_read_when_its_words_hold_nothing():
    page = "<html><body><h1>Tides</h1><p>Wednesday 14 October 2026, 13:00</p></body></html>"
    assert when(only(mail(text="This mail is a page.", html=page))) == "2026-10-14 13:00"


def test_a_mail_in_another_character_set_and_encoding_is_read():
    found = document(mail(text=WORDS.replace("Tides", "Gezeiten über Köln"), charset="iso-8859-1"))
    assert "Gezeiten über Köln" in found.text


def test_a_forwarded_and_quoted_announcement_is_read():
    quoted = "FYI\n\n" + "".join(f"> {line}\n" for line in WORDS.split("\n"))
    said = only(mail(text=quoted, subject="Fwd: Tides and time"))
    assert when(said) == "2026-10-14 13:00"


def test_a_mailbox_line_before_the_headers_is_passed_over():
    assert (
        len(document(b"From olive@staff.example Thu Oct  1 09:00:00 2026\n" + mail()).readings) == 1
    )


def test_letters_without_technical_headers_are_words():
    letter = "From: Olive\nSubject: Tides\nDate: 1 October 2026\n\n" + WORDS
    assert document(letter).text.startswith("From: Olive")


def test_a_mail_nested_without_end_is_read_or_refused():
    head = b"From: a@x.example\nMessage-ID: <1@x.example>\nSubject: x\n"
    nested = b"Content-Type: message/rfc822\n\n" + head
    try:
        assert document(head + nested * 3_000 + b"\n\nwords").readings == ()
    except ValueError as refused:
        assert str(refused).endswith(".")
