import pytest

from termcard import __version__
from termcard.config.cli import main


@pytest.mark.parametrize(
    "words",
    [
        [],
        ["fly"],
        ["serve", "--port", "0"],
        ["serve", "--port", "70000"],
        ["serve", "--port", "²"],
        ["serve", "--workers", "many"],
        ["read"],
        ["read", "a.txt", "--format", "xml"],
        ["user"],
        ["user", "add"],
        ["backup"],
        ["restore"],
        ["doctor", "--format", "xml"],
    ],
)
def test_words_that_are_no_command_are_refused(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main(words)

    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err


@pytest.mark.parametrize(
    "words", [[], ["serve"], ["read"], ["import"], ["user"], ["doctor"], ["backup"], ["restore"]]
)
def test_every_command_explains_itself(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main([*words, "--help"])

    assert ended.value.code in (0, None)
    assert "termcard" in capsys.readouterr().out


def test_it_says_its_version(capsys):
    with pytest.raises(SystemExit):
        main(["--version"])

    assert capsys.readouterr().out == f"termcard {__version__}\n"
