import subprocess
import sys
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent


def test_the_reference_is_what_the_code_says_and_every_link_leads_on():
    checked = subprocess.run(
        [sys.executable, REPOSITORY / "scripts" / "check_docs.py"],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )

    assert checked.returncode == 0, checked.stdout + checked.stderr
