import json
import os
import subprocess
import sys

import pytest


@pytest.mark.django_db
def test_ten_identical_forms_at_once_are_one_event(tmp_path):
    """H46. In a process of its own: the tests' own SQLite is one connection."""
    environment = {**os.environ, "TERMCARD_TESTS_HOME": str(tmp_path)}
    done = subprocess.run(
        [sys.executable, "-m", "tests.reading.parallel_posts"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout) == {
        "documents": 1,
        "drafts": 1,
        "proposals": 1,
        "events": 1,
        "passage": [[302], [302], ["approved"]],
        "statuses": [[302], [302], [302]],
    }
    assert "Traceback" not in done.stderr
