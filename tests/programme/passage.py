"""People and settings of a department where somebody looks at events before they are out."""

import pytest

from termcard.institutions.actions import ask_approval


@pytest.fixture
def ada(host, operator):
    """Ada approves for the School of Education, and organises nothing."""
    from termcard.people.actions import add_account, grant_role
    from termcard.people.models import Role

    account = add_account("ada@education.example", by=operator)
    grant_role(account, host, by=operator, kind=Role.Kind.APPROVER)
    return account


@pytest.fixture
def grace(university, operator):
    """Grace is a steward of the whole university."""
    from termcard.people.actions import add_account, grant_role
    from termcard.people.models import Role

    account = add_account("grace@university.example", by=operator)
    grant_role(account, university, by=operator, kind=Role.Kind.STEWARD)
    return account


@pytest.fixture
def approving_host(host, university, operator):
    """The School of Education, in a university whose events are approved first."""
    ask_approval(university, "once", by=operator)
    return host


@pytest.fixture
def draft(announcement, host, olive):
    """The seminar, kept by Olive as a draft."""
    from termcard.programme.actions import announce_event

    return announce_event(announcement, host=host, visibility="draft", by=olive)
