import email
import email.policy
from datetime import UTC, datetime

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction

from termcard.lib.mailing import Mail, written
from termcard.records.actions import queue_letter
from termcard.records.models import Letter

pytestmark = pytest.mark.django_db

INJECTED = (
    "Sam\r\nBcc: victim@x.example",
    "Sam\nBcc: victim@x.example",
    "Sam\rBcc: victim@x.example",
    "Sam\vBcc: victim@x.example",
    "Sam\x85Bcc: victim@x.example",
    "Sam\u2028Bcc: victim@x.example",
    "Sam\u2029\x00Bcc: victim@x.example",
    "Sam, victim@x.example, Rita",
    "Sam <victim@x.example>",
    "=?utf-8?q?Sam=0D=0ABcc=3A_victim=40x.example?=",
    "=?utf-8?b?U2FtDQpCY2M6IHZpY3RpbUB4LmV4YW1wbGU=?=",
)


def queued(**details):
    told = {
        "key": "enquiry 1",
        "purpose": "enquiry",
        "to": "olive@education.example",
        "subject": "A question",
        "text": "How do I take part?",
    }
    return queue_letter(**{**told, **details})


def travelling(letter):
    """The letter as the reader at the other end parses it."""
    mail = Mail(
        to=letter.to_address,
        subject=letter.subject,
        text=letter.text,
        message_id=letter.message_id,
        written_at=letter.created_at,
        reply_to=letter.reply_to,
    )
    return email.message_from_bytes(written(mail).as_bytes(), policy=email.policy.default)


def test_a_letter_is_queued_once_for_each_key():
    first, again = queued(), queued(text="Other words")

    assert again == first
    assert Letter.objects.get().text == "How do I take part?"
    assert queued(key="enquiry 2").message_id != first.message_id


def test_a_letter_is_gone_when_what_it_tells_of_did_not_happen():
    with pytest.raises(RuntimeError), transaction.atomic():
        queued()
        raise RuntimeError

    assert not Letter.objects.exists()


@pytest.mark.parametrize("words", INJECTED)
def test_words_of_strangers_add_no_header_and_no_recipient(words):
    letter = queued(subject=f"A question of {words}", text=f"{words}\n.\nRCPT TO:<v@x.example>")

    message = travelling(letter)

    assert [str(message[name]) for name in ("From", "To")] == [
        "termcard@events.example",
        "olive@education.example",
    ]
    assert set(message.keys()) == {
        "From",
        "To",
        "Subject",
        "Date",
        "Message-ID",
        "Auto-Submitted",
        "MIME-Version",
        "Content-Type",
        "Content-Transfer-Encoding",
    }
    assert len(str(message["Subject"]).splitlines()) == 1


@pytest.mark.parametrize("field", ["to", "reply_to"])
@pytest.mark.parametrize(
    "address",
    [
        "a@b.example,c@d.example",
        "a@b.example c@d.example",
        "a@b.example\r\nBcc: c@d.example",
        "a@b.example\x85",
        "a\v@b.example",
        "a\u2028@b.example",
        "Sam <sam@a.example>",
        '"a b"@c.example',
        '"a@b.example,c"@d.example',
        "a@b@c.example",
        "(a)b@c.example",
        "a..b@c.example",
        ".a@c.example",
        "a@-b.example",
        "a@b",
        "a@[127.0.0.1]",
        "a@127.0.0.1",
        "a@b..example",
        "a" * 65 + "@b.example",
        f"{'a' * 60}@{'.'.join(['b' * 60] * 4)}.example",
        "a" * 5_000,
        "@b.example",
        "ünal@b.example",
        "a@\ud800.example",
        "x",
    ],
)
def test_what_is_not_one_plain_address_is_refused(field, address):
    with pytest.raises(ValidationError) as refused:
        queued(**{field: address})

    assert set(refused.value.message_dict) == {field}
    assert not Letter.objects.exists()


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        (" Rita+Seminars@Elsewhere.example ", "Rita+Seminars@elsewhere.example"),
        ("rita@bücher.example", "rita@xn--bcher-kva.example"),
        ("o'neil@a.example", "o'neil@a.example"),
    ],
)
def test_unusual_addresses_that_are_right_are_taken(typed, kept):
    letter = queued(to=typed, reply_to=typed)

    assert letter.to_address == letter.reply_to == kept
    message = travelling(letter)
    assert [str(message[name]) for name in ("To", "Reply-To")] == [kept, kept]


def test_a_letter_says_that_a_machine_sent_it_and_stays_the_same_to_the_byte():
    mail = Mail(
        to="olive@education.example",
        subject="Café",
        text="Grüße\n.\n" + "x" * 2_000,
        message_id="<1@events.example>",
        written_at=datetime(2026, 12, 9, 13, tzinfo=UTC),
    )

    message = email.message_from_bytes(written(mail).as_bytes(), policy=email.policy.default)

    assert written(mail).as_bytes() == written(mail).as_bytes()
    assert message["Auto-Submitted"] == "auto-generated"
    assert message["Message-ID"] == "<1@events.example>"
    assert message["Date"] == "Wed, 09 Dec 2026 13:00:00 +0000"
    assert message["Subject"] == "Café"
    assert message.get_content_type() == "text/plain"
    assert message.get_content().replace("\r\n", "\n").strip() == mail.text
    assert max(map(len, written(mail).as_bytes().split(b"\r\n"))) < 998


def test_at_most_three_mails_that_strangers_ask_for_reach_one_victim():
    spelt = ["victim@x.example", "Victim@X.example", "victim+{}@x.example", "VICTIM+a{}@x.EXAMPLE"]
    purposes = ["code", "enquiry_copy", "confirmation"]

    for number in range(200):
        queued(
            key=f"asked {number}",
            purpose=purposes[number % 3],
            to=spelt[number % 4].format(number),
        )

    assert Letter.objects.count() == 3
    assert queued(key="one more", purpose="code", to="victim@x.example") is None
    assert queued(key="told", purpose="notice", to="victim@x.example") is not None
    assert queued(key="another", purpose="code", to="rita@x.example") is not None


def test_a_key_that_was_queued_spends_nothing():
    for _ in range(5):
        assert queued(key="one", purpose="code") is not None
    assert queued(key="two", purpose="code") is not None
