"""What a process under fire publishes of itself is where it is."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from tests.architecture.sources import ROOT
from tests.crash.stage import WATCHED

CODE = """
import os, django
from pathlib import Path
django.setup()
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.db import transaction

FOLDER = Path(os.environ["INSAF_CRASH_PLACES"])

def here():
    return list((FOLDER / str(os.getpid())).read_bytes())

class Slow(ContentFile):
    def chunks(self, chunk_size=None):
        found.append(here())
        return super().chunks(chunk_size)

found = [here()]
with transaction.atomic():
    with transaction.atomic():
        found.append(here())
    transaction.on_commit(lambda: found.append(here()))
found.append(here())
storages["private"].save("watched", Slow(b"bytes"))
found.append(here())
if not (child := os.fork()):
    with transaction.atomic():
        os._exit(here() == [1, 0, 0])
found.append(os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]))
print(found)
"""


def test_a_process_says_whether_it_is_in_a_transaction_or_writes_a_file(
    child_environment: dict[str, str], tmp_path: Path
) -> None:
    paths = os.pathsep.join([str(WATCHED), child_environment["PYTHONPATH"]])
    environment = child_environment | {"PYTHONPATH": paths, "INSAF_CRASH_PLACES": str(tmp_path)}
    said = subprocess.run([sys.executable, "-c", CODE], env=environment, cwd=ROOT, check=True, capture_output=True)
    nowhere, inside, writing = [0, 0, 0], [1, 0, 0], [0, 0, 1]
    assert said.stdout.decode().strip() == str([nowhere, inside, nowhere, nowhere, writing, nowhere, 1])
