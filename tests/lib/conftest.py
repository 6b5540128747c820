import pytest

from tests.lib.listening import ORDINARY, Listener


@pytest.fixture
def listen():
    listeners = []

    def start(*answers, **how):
        listeners.append(Listener(answers or (ORDINARY,), **how))
        return listeners[-1]

    yield start
    for listener in listeners:
        listener.close()
