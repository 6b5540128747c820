import pytest

from termcard.config.cli import main
from termcard.programme.models import Event


@pytest.fixture
def run(db, monkeypatch, capsys):
    """Run the command on the tables of the test."""
    monkeypatch.setattr("termcard.config.standing.bring_up_to_date", lambda: None)

    def run(*words):
        code = main(["demo-data", *words])
        return code, capsys.readouterr()

    return run


def test_it_says_what_it_added_and_that_it_is_there(run):
    code, said = run("--events", "30", "--seed", "5")
    assert code == 0
    assert said.out.startswith("30 events of the University of ")
    assert "/hosts/" in said.out and said.err == ""
    assert Event.objects.count() == 30
    code, said = run("--events", "30", "--seed", "5")
    assert code == 0 and "is already there" in said.out
    assert Event.objects.count() == 30


@pytest.mark.parametrize(
    "words", [("--events", "0"), ("--events", "many"), ("--seed", "-1"), ("--seed", "x")]
)
def test_what_is_no_number_is_refused(words, capsys):
    with pytest.raises(SystemExit) as ended:
        main(["demo-data", *words])
    assert ended.value.code == 2
    assert "Traceback" not in capsys.readouterr().err
