"""Who reads hostile files reaches no key, no database and no network: by trying, where the kernel can confine it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from content.forms import apart, confinement
from content.forms.apart import reached_by_readers
from content.forms.confinement import DEMANDED, landlock_version
from content.forms.reader import CANNOT_START
from tests.architecture.sources import ROOT

can_confine = pytest.mark.skipif(not landlock_version(), reason="this kernel has no Landlock")
ATTEMPTS = "import sys; print('\\n'.join(c._reached(sys.argv[1:])))"
UNCONFINED = f"import content.forms.confinement as c; {ATTEMPTS}"


@pytest.fixture
def ours(tmp_path: Path) -> list[Path]:
    """A key and a database, as they lie beside the code."""
    paths = [tmp_path / "field-key", tmp_path / "insaf.sqlite3", ROOT / "README.md"]
    for path in paths[:2]:
        path.write_text("secret", encoding="ascii")
    return paths


@can_confine
def test_it_reaches_no_key_no_database_no_network_and_no_other_process(ours: list[Path]) -> None:
    assert reached_by_readers(ours) == []


def test_all_of_that_can_be_reached_where_nothing_confines(ours: list[Path]) -> None:
    """Or the test above would pass by attempts that fail anyhow."""
    command = [sys.executable, "-c", UNCONFINED, *map(str, ours)]
    tried = subprocess.run(command, cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True).stdout.splitlines()
    assert tried == [
        *map(str, ours),
        *("the environment of its parent", "a folder", "a new file", "a socket", "a socket of this machine"),
        *("another process", "a thread of another process", "a program"),
    ]


@can_confine
def test_no_signal_gets_out_by_its_calls_alone_where_landlock_lets_signals_through() -> None:
    """Landlock of before its sixth version does."""
    code = f"import content.forms.confinement as c; c._restrict_files = lambda writable: True; c.confine(); {ATTEMPTS}"
    tried = subprocess.run([sys.executable, "-c", code], cwd=ROOT, check=True, stdout=subprocess.PIPE, text=True)
    assert {"another process", "a thread of another process"}.isdisjoint(tried.stdout.splitlines())
    assert "a folder" in tried.stdout.splitlines(), "Landlock is left out"


@can_confine
def test_who_writes_recordings_writes_in_their_folder_alone(ours: list[Path], tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    code = (
        "import sys; from pathlib import Path; from content.forms.recording_reader import hold_back;"
        "hold_back(Path(sys.argv[1])); (Path(sys.argv[1]) / 'remade').write_bytes(b'x'); print('written', flush=True);"
        "Path(sys.argv[2]).read_bytes()"
    )
    command = [sys.executable, "-c", code, str(folder), str(ours[0])]
    tried = subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True)
    assert tried.stdout.strip() == "written"
    assert "PermissionError" in tried.stderr


@pytest.mark.parametrize("program", ["content.forms.reader", "content.forms.recording_reader"])
def test_where_it_cannot_be_confined_it_reads_nothing_unless_that_is_allowed(program: str, tmp_path: Path) -> None:
    code = (
        f"import runpy, sys; import content.forms.confinement as c; c._ARCHITECTURES.clear();"
        f"sys.argv[1:] = {[str(tmp_path)] if 'recording' in program else []};"
        f"runpy.run_module({program!r}, run_name='__main__')"
    )
    (tmp_path / "original").write_bytes(b"neither")
    for environment, refused in ({DEMANDED: "1"}, True), ({}, False):
        with (tmp_path / "kept").open("w+b") as kept:
            ended = subprocess.run(
                [sys.executable, "-c", code],
                cwd=ROOT,
                env={"PATH": os.defpath, **environment},
                check=False,
                stdin=subprocess.DEVNULL,
                stdout=kept,
            )
        assert (ended.returncode == CANNOT_START) is refused


@pytest.mark.parametrize("demanded", [True, False])
def test_readers_are_told_whether_they_must_be(settings: Any, demanded: bool) -> None:
    settings.READERS_CONFINED = demanded
    assert (DEMANDED in apart.reader_environment()) is demanded


@pytest.mark.parametrize("machine", ["x86_64", "aarch64"])
def test_no_number_of_a_call_stands_twice(machine: str) -> None:
    """A slip in the table would deny another call than the one that is named."""
    calls = confinement._DENIED | confinement._OF_PROGRAMS
    numbers = [numbers[machine == "aarch64"] for numbers in calls.values()]
    assert len(set(numbers)) == len(numbers)
