"""Kills processes with -9, half of them wherever they are, the others where it hurts; and knows where it struck."""

from __future__ import annotations

import os
import random
import signal
import time
from collections import Counter
from pathlib import Path

from tests.crash.stage import Stage
from tests.crash.watched.sitecustomize import ANSWERING, IN_TRANSACTION, WRITING

NAMES = {
    WRITING: "while a file is written",
    ANSWERING: "between commit and response",
    IN_TRANSACTION: "inside a transaction",
}
ELSEWHERE = "elsewhere"
AIMS = (
    ("web", WRITING),
    ("web", ANSWERING),
    ("web", IN_TRANSACTION),
    ("work", IN_TRANSACTION),
    ("queue", IN_TRANSACTION),
)
"""Whom to wait for, and where."""
LONGEST_AIM = 4.0  # seconds


class Killer:
    """``kills`` counts (who, where). A process in several places at once counts at the first of ``NAMES``."""

    def __init__(self, stage: Stage, *, seed: int) -> None:
        self._stage = stage
        self._chance = random.Random(seed)  # noqa: S311  nothing is guessed here
        self.kills: Counter[tuple[str, str]] = Counter()

    def strike(self, *, aim: bool) -> bool:
        """Kill one process; False when it was gone before."""
        return self._aimed() if aim else self._at_random()

    def by_place(self) -> Counter[str]:
        counts: Counter[str] = Counter()
        for (_who, where), number in self.kills.items():
            counts[where] += number
        return counts

    def _at_random(self) -> bool:
        role = self._chance.choice(["web", "work", "queue", "queue"])
        pids = self._stage.victims()[role]
        return bool(pids) and self._kill(role, self._chance.choice(pids), wanted=None)

    def _aimed(self) -> bool:
        """Lie in wait until one of them is where it hurts; after a while take any."""
        wanted_role, place = self._chance.choice(AIMS)
        end = time.monotonic() + LONGEST_AIM
        while time.monotonic() < end:
            pids = self._stage.victims()[wanted_role]
            look_again = time.monotonic() + 0.5  # who is there changes
            while time.monotonic() < look_again:
                for pid in pids:
                    if _counts(self._stage.places, pid)[place] and self._kill(wanted_role, pid, wanted=place):
                        return True
                time.sleep(0.0005)
        return self._at_random()

    def _kill(self, role: str, pid: int, *, wanted: int | None) -> bool:
        """Stop it, see where it stands, and kill it; let it go on when it is no longer where it was ``wanted``."""
        try:
            os.kill(pid, signal.SIGSTOP)
            if not _has_stopped(pid):
                return False
            counts = _counts(self._stage.places, pid)
            if wanted is not None and not counts[wanted]:
                os.kill(pid, signal.SIGCONT)
                return False
            os.kill(pid, signal.SIGKILL)
        except ProcessLookupError:
            return False
        where = next((name for place, name in NAMES.items() if counts[place]), ELSEWHERE)
        self.kills[role, where] += 1
        return True


def rain(killer: Killer, *, kills: int, pause: float) -> None:
    """So many kills, aimed while fewer than half of them hurt, with random pauses of this mean (seconds)."""
    chance = random.Random(kills)  # noqa: S311  nothing is guessed here
    while (done := killer.kills.total()) < kills:
        killer.strike(aim=2 * killer.by_place()[ELSEWHERE] >= done)
        time.sleep(chance.uniform(0, 2 * pause))


def _has_stopped(pid: int) -> bool:
    """Wait until no thread of it runs any more."""
    end = time.monotonic() + 2
    while time.monotonic() < end:
        try:
            tasks = list(Path(f"/proc/{pid}/task").glob("*/stat"))
            states = {
                task.read_text(encoding="utf-8", errors="replace").rpartition(")")[2].split()[0] for task in tasks
            }
        except (FileNotFoundError, ProcessLookupError):
            return False
        if states and states <= {"T", "t"}:
            return True
        if "Z" in states:
            return False
    return False


def _counts(folder: Path, pid: int) -> bytes:
    try:
        return (folder / str(pid)).read_bytes() or bytes(3)
    except FileNotFoundError:
        return bytes(3)
