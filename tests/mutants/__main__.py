"""``python -m tests.mutants MODULE TEST…``: prints each mutant that lives, then how many were killed of how many."""

from __future__ import annotations

import os
import sys

from tests.environment import enter

enter()
os.environ["DJANGO_SETTINGS_MODULE"] = "portal.settings"

from tests.mutants.killing import hunted  # noqa: E402  settings are read from the environment


def main(path: str, tests: list[str]) -> None:
    killed = total = 0
    for mutant, lives in hunted(path, tests):
        total += 1
        killed += not lives
        if lives:
            print(f"{mutant.line}: {mutant.words}", flush=True)
    print(f"{killed} of {total}")


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
