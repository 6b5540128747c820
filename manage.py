"""Run one of Django's commands: `python manage.py help` lists them."""

import sys

from termcard.config.cli import main

if __name__ == "__main__":
    sys.exit(main(["manage", *sys.argv[1:]]))
