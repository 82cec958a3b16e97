"""Whatever the reader of files tries to take, it does not get more than its share, and nothing of it stays behind."""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from threading import Barrier, Thread

import pytest

from content.forms import apart
from content.forms.apart import SLOTS, can_start, read_apart
from content.forms.reader import MOST_CPU
from content.forms.unreadable import Broken, Busy, TooMuch, Unreadable
from tests.content.forms import made
from tests.site.portal.queue.at_work import until

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
LONG = 60.0


def read(content: bytes, *, seconds: float = LONG) -> bytes:
    with tempfile.TemporaryFile() as file:
        file.write(content)
        file.seek(0)
        kept, _found = read_apart(file, until=time.monotonic() + seconds)
        with kept:
            return kept.read()


@pytest.fixture
def greedy(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_PROGRAM", "tests.content.forms.greedy")


def ended(ids: Path) -> bool:
    """Whether all processes are gone whose ids stand in the file."""
    return all(not Path(f"/proc/{pid}").exists() or _is_dead(int(pid)) for pid in ids.read_text().split())


def _is_dead(pid: int) -> bool:
    """One that was killed and that nobody has asked about; its parent went before it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.mark.usefixtures("greedy")
@pytest.mark.parametrize(
    ("what", "seconds", "why", "processes"),
    [("memory", LONG, TooMuch, 1), ("writing", LONG, Broken, 1), ("sleep", 4.0, Busy, 2)],
)
def test_a_reader_that_takes_too_much_is_ended(
    what: str, seconds: float, why: type[Unreadable], processes: int, tmp_path: Path
) -> None:
    ids = tmp_path / "ids"
    with pytest.raises(why):
        read(f"{what}:{ids}".encode(), seconds=seconds)
    assert len(ids.read_text().split()) == processes
    until(lambda: ended(ids), seconds=10)


def test_a_reader_holds_its_slot_should_the_web_die_before_it(tmp_path: Path) -> None:
    slot, command = tmp_path / "slot", [sys.executable, "-c", "import sys; print(flush=True); sys.stdin.read()"]
    reading, writing = os.pipe()
    with ExitStack() as closing:
        content = closing.enter_context(os.fdopen(reading, "rb"))
        kept = closing.enter_context((tmp_path / "kept").open("w+b"))
        ours = slot.open("wb")
        assert apart._locked(ours)
        running = Thread(target=apart._run, args=(command, content, kept, [ours.fileno()], time.monotonic() + LONG))
        running.start()
        until(lambda: (tmp_path / "kept").stat().st_size > 0, seconds=10)
        ours.close()  # as all that is ours is, when we die
        with slot.open("wb") as another:
            assert not apart._locked(another)
            os.close(writing)
            running.join()
            assert apart._locked(another)


@pytest.mark.usefixtures("greedy")
def test_a_reader_that_only_counts_has_no_more_than_its_seconds_of_cpu(tmp_path: Path) -> None:
    before = os.times().children_user
    with pytest.raises(TooMuch):
        read(f"cpu:{tmp_path / 'ids'}".encode())
    assert os.times().children_user - before < MOST_CPU + 1.5
    until(lambda: ended(tmp_path / "ids"), seconds=10)


@pytest.mark.usefixtures("greedy")
def test_the_reader_meets_none_of_our_keys(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FIELD_KEYS", "secret")
    names = read(f"keys:{tmp_path / 'ids'}".encode()).decode().split()
    assert "MALLOC_ARENA_MAX" in names
    assert not {"FIELD_KEYS", "DATABASE_URL", "INSAF_VAR"} & set(names)


def test_the_reader_can_start_here() -> None:
    assert can_start()


def test_without_what_it_needs_the_reader_says_at_the_start_that_it_cannot(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_PROGRAM", "content.forms.no_such_program")
    assert not can_start()
    assert "libmagic1t64" in apart.CANNOT_START


def test_a_reader_that_cannot_start_is_no_fault_of_the_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_PROGRAM", "content.forms.no_such_program")
    with pytest.raises(RuntimeError, match="cannot start"):
        read(made.photo())


# --- slots ---


@pytest.fixture
def taken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[ExitStack]:
    """All slots are taken by slow readers, until this is closed."""
    monkeypatch.setattr("django.conf.settings.READING_FOLDER", tmp_path)
    with ExitStack() as slots:
        for _number in range(SLOTS):
            slots.enter_context(apart._slot(time.monotonic() + LONG))
        yield slots


def test_without_a_slot_a_file_waits_a_moment_and_is_refused(taken: ExitStack) -> None:
    with pytest.raises(Busy):
        read(made.photo())
    taken.close()
    assert read(made.photo())


def test_a_file_is_not_begun_when_too_little_time_is_left() -> None:
    with pytest.raises(Busy):
        read(made.photo(), seconds=1.0)


@pytest.mark.usefixtures("greedy")
def test_no_more_than_two_readers_run_at_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("django.conf.settings.READING_FOLDER", tmp_path)
    monkeypatch.setattr(apart, "_PATIENCE", 0.3)
    together, came = Barrier(5), []

    def ask(number: int) -> None:
        together.wait()
        try:
            read(f"sleep:{tmp_path / str(number)}".encode(), seconds=3.0)
        except Busy:
            came.append((tmp_path / str(number)).exists())

    threads = [Thread(target=ask, args=(number,)) for number in range(5)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(came) == [False, False, False, True, True]


@pytest.mark.usefixtures("greedy")
def test_a_slot_is_free_again_after_a_reader_was_killed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("django.conf.settings.READING_FOLDER", tmp_path)
    monkeypatch.setattr(apart, "_LEAST", 0.2)
    for number in range(SLOTS + 1):
        with pytest.raises(Busy):
            read(f"sleep:{tmp_path / str(number)}".encode(), seconds=0.8)
        assert (tmp_path / str(number)).exists()
