import io

import pytest
from django.contrib.staticfiles import finders
from fontTools.ttLib import TTFont

from termcard.design import fonts

MOST_BYTES = 60_000


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return fonts.build(tmp_path_factory.mktemp("home"))


@pytest.fixture(params=fonts.FACES, ids=lambda face: face.file)
def face(request):
    return request.param


def test_no_name_in_a_cut_face_is_the_reserved_one(folder, face):
    names = {name.nameID: str(name) for name in TTFont(folder / face.file)["name"].names}
    licence = {0, 13, 14}
    assert not any("source" in words.lower() for key, words in names.items() if key not in licence)
    assert names[16] == face.family
    assert "Open Font License" in names[13]


def test_a_cut_face_is_woff2_and_can_say_names_of_latin_letters(folder, face):
    content = (folder / face.file).read_bytes()
    assert content[:4] == b"wOF2"
    characters = TTFont(io.BytesIO(content)).getBestCmap()
    assert set(map(ord, "Sigrún Halldórsdóttir, Toruń, Știrbu – ‘1690’…")) <= characters.keys()


def test_figures_stand_in_columns(folder, face):
    font = TTFont(folder / face.file)
    widths = {font["hmtx"][font.getBestCmap()[ord(figure)]][0] for figure in "0123456789"}
    assert len(widths) == 1


def test_all_faces_together_are_light(folder):
    assert sum((folder / face.file).stat().st_size for face in fonts.FACES) <= MOST_BYTES


def test_the_bytes_are_the_same_each_time(folder, tmp_path):
    face = fonts.FACES[1]
    assert fonts.cut(face, tmp_path).read_bytes() == (folder / face.file).read_bytes()


def test_faces_are_cut_once(folder):
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    assert fonts.build(folder.parent.parent) == folder
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before
    assert [path.name for path in folder.parent.iterdir()] == [folder.name]


def test_the_licences_stand_beside_the_faces(folder):
    for name in fonts.LICENCES:
        assert "SIL OPEN FONT LICENSE" in (folder / name).read_text()


@pytest.fixture
def finder(settings, folder):
    settings.TERMCARD_HOME = folder.parent.parent
    return fonts.FontsFinder()


def test_django_finds_the_faces_and_nothing_else_there(finder, folder, face):
    assert finder.find(f"design/fonts/{face.file}") == str(folder / face.file)
    assert finder.find(f"design/fonts/{face.file}", find_all=True) == [str(folder / face.file)]
    assert finder.find("design/fonts/../../secret_key") == []
    assert finder.find("design/termcard.css") == []


def test_django_collects_the_faces_under_their_folder(finder, face):
    listed = {f"{storage.prefix}/{name}": storage for name, storage in finder.list(["*.txt"])}
    path = f"design/fonts/{face.file}"
    assert listed[path].exists(face.file)
    assert not any(name.endswith(".txt") for name in listed)


def test_the_installation_uses_the_finder():
    assert finders.find("design/fonts/serif-regular.woff2")
