from django import forms

from termcard.design.templatetags import evidence


class EventForm(forms.Form):
    title = forms.CharField()
    starts_on = forms.DateField()
    place = forms.CharField()


PIECES = [
    ("Seminar: ", ""),
    ("On ice", "title"),
    (", ", ""),
    ("14 October", "start"),
    (", ", ""),
    ("13:00", "start"),
    (", Dr Sam", "speakers"),
    ("Room 4", "colour"),
]


def test_a_field_and_its_words_have_the_same_letter():
    fields = {
        lettered.field.name: lettered.letter
        for lettered in evidence.lettered_fields(EventForm(), PIECES)
    }
    assert fields == {"title": "a", "starts_on": "b", "place": ""}
    pieces = list(evidence.lettered_pieces(PIECES, EventForm()))
    assert [piece.letter for piece in pieces] == ["", "a", "", "b", "", "b", "c", ""]
    assert "".join(piece.text for piece in pieces) == "".join(text for text, _ in PIECES)


def test_letters_run_down_the_page_with_the_people_after_the_platform():
    class OnlineForm(forms.Form):
        platform = forms.CharField()
        abstract = forms.CharField()

    pieces = [("Ice", "abstract"), ("Sam", "speakers"), ("Zoom", "online")]
    shown = evidence.lettered_pieces(pieces, OnlineForm())
    assert {piece.text: piece.letter for piece in shown} == {"Zoom": "a", "Sam": "b", "Ice": "c"}


def test_only_the_first_words_of_a_field_can_be_led_to():
    pieces = list(evidence.lettered_pieces(PIECES, EventForm()))
    assert [piece.is_first for piece in pieces if piece.letter == "b"] == [True, False]


def test_words_lead_to_their_field_and_those_of_people_to_the_people():
    led = {piece.letter: piece.field_id for piece in evidence.lettered_pieces(PIECES, EventForm())}
    assert led["b"] == "id_starts_on"
    assert led["c"] == "people"
    assert evidence.people_letter(EventForm(), PIECES) == "c"
    assert evidence.people_letter(EventForm(), PIECES[:4]) == ""
