import pytest

from termcard.config.cli import main
from termcard.institutions.actions import add_organisation
from termcard.people.actions import local_operator
from termcard.people.models import Account
from termcard.people.rules import may_organise_for, may_run_installation

pytestmark = pytest.mark.django_db


@pytest.fixture
def institution():
    return add_organisation(
        name="University", slug="university", kind="institution", by=local_operator()
    )


def test_an_account_is_added_once_and_told_where_to_sign_in(capsys):
    for _ in range(2):
        assert main(["user", "add", "Olive@Education.example"]) == 0

    olive = Account.objects.get(email="olive@education.example")
    assert not may_run_installation(olive)
    assert "http://events.example/signin/" in capsys.readouterr().out


def test_an_operator_may_run_the_installation():
    main(["user", "add", "olive@education.example", "--admin"])

    assert may_run_installation(Account.objects.get(email="olive@education.example"))


def test_an_organiser_may_organise_for_the_unit(institution):
    words = ["--organiser-of", "university"]

    assert main(["user", "add", "olive@education.example", *words]) == 0

    assert may_organise_for(Account.objects.get(email="olive@education.example"), institution)


@pytest.mark.parametrize(
    "words",
    [
        ["olive"],
        ["olive@education.example, stan@elsewhere.example"],
        ["olive@education.example", "--organiser-of", "nowhere"],
    ],
)
def test_what_cannot_be_leaves_no_account(words, capsys):
    assert main(["user", "add", *words]) == 2

    assert len(capsys.readouterr().err.splitlines()) == 1
    assert not Account.objects.filter(is_active=True).exists()


@pytest.mark.parametrize("kind", ["steward", "approver", "organiser", "member"])
def test_every_role_is_granted_where_it_is_named(kind, institution):
    assert main(["user", "add", "sam@education.example", f"--{kind}-of", "university"]) == 0
    held = Account.objects.get(email="sam@education.example").roles.held()
    assert held == [(kind, institution.path)]
    assert main(["user", "add", "sam@education.example", f"--{kind}-of", "nowhere"]) == 2
