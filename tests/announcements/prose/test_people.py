import pytest

from termcard.announcements.parts import PartKind
from termcard.announcements.prose.likeness import sureness_of_name
from termcard.announcements.prose.people import PersonFound, looks_like_name, read_people
from termcard.announcements.prose.spans import Span


def people_in(text: str) -> list[PersonFound]:
    return read_people(text, Span(0, len(text)))


@pytest.mark.parametrize(
    ("text", "honorific", "name", "role", "affiliation"),
    [
        (
            "Dr Ann Vale, Reader in Hydrology, Example University",
            "Dr",
            "Ann Vale",
            "Reader in Hydrology",
            "Example University",
        ),
        ("Prof. Dr. Rita Leser (Universität Musterstadt)", "Prof. Dr.", "Rita Leser", "",
         "Universität Musterstadt"),
        ("Ivo Marsh - Example College", "", "Ivo Marsh", "", "Example College"),
        ("Mia Stone", "", "Mia Stone", "", ""),
        ("Professor Dimitris Karras (Trinity College, Dublin)", "Professor", "Dimitris Karras", "",
         "Trinity College, Dublin"),
        ("Anne Vallée, maîtresse de conférences en géographie, Université d'Exemple", "",
         "Anne Vallée", "maîtresse de conférences en géographie", "Université d'Exemple"),
        ("Jan de Vries, hoogleraar Hydrologie, Universiteit Voorbeeld", "", "Jan de Vries",
         "hoogleraar Hydrologie", "Universiteit Voorbeeld"),
        ("Dr Bo Lind, Curator of Glass at the Museum of Fire", "Dr", "Bo Lind", "Curator of Glass",
         "Museum of Fire"),
    ],
)  # fmt: skip
def test_a_person_is_read_with_titles_post_and_institution(
    text: str, honorific: str, name: str, role: str, affiliation: str
) -> None:
    (person,) = people_in(text)
    assert (person.honorific, person.name) == (honorific, name)
    assert (person.role, person.affiliation) == (role, affiliation)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Dr Ann Vale and Prof Bo Lind", ["Ann Vale", "Bo Lind"]),
        ("Ann Vale, Bo Lind & Mia Stone", ["Ann Vale", "Bo Lind", "Mia Stone"]),
        ("Ann Vale (Example University); Bo Lind (Example College)", ["Ann Vale", "Bo Lind"]),
        ("Rita Leser und Hans Hörer", ["Rita Leser", "Hans Hörer"]),
    ],
)
def test_several_people_are_told_apart(text: str, names: list[str]) -> None:
    assert [person.name for person in people_in(text)] == names


def test_one_institution_behind_several_people_is_everybodys() -> None:
    first, second = people_in("Prof Ada Cog and Dr Ben Wheel (Example Institute)")
    assert first.affiliation == second.affiliation == "Example Institute"


@pytest.mark.parametrize(
    "words", ["Lecture Theatre", "Example University", "the old hall", "Room 5", "Rivers", "Free"]
)
def test_rooms_and_institutions_are_nobodys_name(words: str) -> None:
    assert not people_in(words)


@pytest.mark.parametrize("words", ["Ann Vale", "Jan de Vries", "Eva LUND", "D. P. Sriram"])
def test_names_are_known_by_their_capitals(words: str) -> None:
    assert looks_like_name(words)


@pytest.mark.parametrize(
    ("text", "honorific", "name", "affiliation"),
    [
        ("A/Prof Ann Vale, Example University", "A/Prof", "Ann Vale", "Example University"),
        ("Ao. Univ.-Prof. Dr. Rita Leser (Universität Muster)", "Ao. Univ.-Prof. Dr.",
         "Rita Leser", "Universität Muster"),
        ("M. Étienne Vale (Université d'Exemple)", "M.", "Étienne Vale", "Université d'Exemple"),
        ("Prof. em. Dr. Uta Leser, M.A.", "Prof. em. Dr.", "Uta Leser", ""),
        ("Herr Dipl.-Ing. Bo Lind, M.Sc.", "Herr Dipl.-Ing.", "Bo Lind", ""),
        ("Ann Vale†", "", "Ann Vale", ""),
        ("Ann Vale1,3", "", "Ann Vale", ""),
        ("Lê Văn Minh", "", "Lê Văn Minh", ""),
        ("Bo van der Lind", "", "Bo van der Lind", ""),
    ],
)  # fmt: skip
def test_titles_degrees_and_marks_are_no_part_of_a_name(
    text: str, honorific: str, name: str, affiliation: str
) -> None:
    (person,) = people_in(text)
    assert (person.honorific, person.name, person.affiliation) == (honorific, name, affiliation)


@pytest.mark.parametrize(
    ("text", "part"),
    [
        ("Ann Vale, Example University, rapporteur", PartKind.EXAMINER),
        ("Ann Vale - Professor - Example University - Chair", PartKind.CHAIR),
        ("Ann Vale (Example University), discussant", PartKind.DISCUSSANT),
        ("Prof. Ann Vale (Vorsitz)", PartKind.CHAIR),
        ("Dr Ann Vale, M.A. (moderator)", PartKind.MODERATOR),
        ("Dr Ann Vale, professeure, directrice de thèse", PartKind.SUPERVISOR),
    ],
)
def test_a_word_behind_a_name_tells_the_part(text: str, part: PartKind) -> None:
    (person,) = people_in(text)
    assert (person.name, person.part) == ("Ann Vale", part)


@pytest.mark.parametrize(
    ("words", "least"),
    [("Ikenna Okonkwo", 2), ("Marta Björnsson", 2), ("Baek Seung-woo", 2), ("Cold Light", 1)],
)
def test_family_names_and_their_endings_make_a_name_surer(words: str, least: int) -> None:
    sureness = sureness_of_name(words, Span(0, len(words)))
    assert sureness == least if least == 1 else sureness >= least
