import os

import pytest
import schemathesis
from django.core.wsgi import get_wsgi_application
from hypothesis import HealthCheck, given, settings
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import positive_data_acceptance

# The application closes its connections as under a server, which ends a test's transaction.
pytestmark = pytest.mark.django_db(transaction=True)
# How many requests are made up for each address; `make soak` makes up thousands.
CASES = int(os.environ.get("TERMCARD_TESTS_API_CASES", "40"))
AS_MANY = settings(
    max_examples=CASES,
    deadline=None,
    derandomize=CASES < 1000,
    suppress_health_check=list(HealthCheck),
)


@pytest.fixture
def described(event, series, in_state):
    in_state("cancelled", series=series)
    return schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())


@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_every_answer_to_a_made_up_request_is_as_described(described, mode):
    asked_for = set()
    for found in described.get_all_operations():
        operation = found.ok()
        if mode is GenerationMode.NEGATIVE and not list(operation.query):
            continue  # no words in a path are wrong, and nothing is where nothing is said

        @AS_MANY
        @given(case=operation.as_strategy(generation_mode=mode))
        def ask(case):
            case.call_and_validate(
                headers={"Host": "events.example"},
                # Which departments there are, and that years end at 9000, no description says.
                excluded_checks=[positive_data_acceptance],
            )

        ask()
        asked_for.add(operation.path)
    assert len(asked_for) == (4 if mode is GenerationMode.POSITIVE else 1)
