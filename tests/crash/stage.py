"""The platform as it is served: web workers under their arbiter, ``work`` under a supervisor, the queue under it."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from serve import commands
from tests.architecture.sources import ROOT
from tests.free_port import free_port
from tests.site.portal.queue.at_work import children_of, cluster_of, until

WATCHED = Path(__file__).resolve().parent / "watched"
PATIENCE = 20  # seconds: a queue that is stuck for longer is replaced


class Stage:
    """What runs, and who of it can be killed. ``restarts`` counts the processes that were there in place of others."""

    def __init__(self, environment: dict[str, str], clock_at: datetime, folder: Path) -> None:
        self.places = folder / "places"
        self.places.mkdir()
        self.log = folder / "log"
        self.port = free_port()
        paths = os.pathsep.join([str(WATCHED), environment["PYTHONPATH"]])
        self._environment = environment | {"PYTHONPATH": paths, "INSAF_CRASH_PLACES": str(self.places)}
        # To whoever sweeps, which is ahead of the web's time, each file that waits has been waiting since yesterday.
        self._environment["UPLOADS_WAITING_HOURS"] = "48"
        self._clock = {"INSAF_NOW": clock_at.isoformat()}
        self._ended = threading.Event()
        self._web = self._work = 0
        self._seen: dict[str, set[int]] = {"web": set(), "work": set(), "queue": set()}

    @contextmanager
    def up(self) -> Iterator[None]:
        """Everything runs inside the block, and nothing of it after."""
        with self.log.open("wb") as log:
            web = self._start(commands(self.port)[0], log.fileno())
            supervisor = threading.Thread(target=self._supervise, args=(log.fileno(),))
            supervisor.start()
            self._web = web.pid
            try:
                until(lambda: self._answers() and self._work > 0)
                yield
            finally:
                self._ended.set()
                supervisor.join()
                web.terminate()
                web.wait(30)

    def victims(self) -> dict[str, list[int]]:
        """The processes that may be killed just now, by what they do."""
        work, web = self._work, self._web
        assert work
        assert web
        found = {"web": children_of(web), "work": [work], "queue": cluster_of(work)}
        for role, pids in found.items():
            self._seen[role].update(pids)
        return found

    def restarts(self) -> dict[str, int]:
        """How many processes of each kind came in the place of others."""
        usual = {"web": 2, "work": 1, "queue": 6}
        return {role: max(len(pids) - usual[role], 0) for role, pids in self._seen.items()}

    def _supervise(self, log: int) -> None:
        """What a process supervisor does for ``work``: start it, start it again when it is gone, end it in the end."""
        line = [sys.executable, "manage.py", "work", "--every", "1", "--patience", str(PATIENCE)]
        work: subprocess.Popen[bytes] | None = None
        while not self._ended.wait(0.1):
            if work is None or work.poll() is not None:
                work = self._start(line, log, self._clock)
                self._work = work.pid
        if work is not None:
            work.send_signal(signal.SIGTERM)
            work.wait(60)

    def _start(self, line: list[str], log: int, more: dict[str, str] | None = None) -> subprocess.Popen[bytes]:
        environment = self._environment | (more or {})
        return subprocess.Popen(line, cwd=ROOT, env=environment, stdout=log, stderr=log)

    def _answers(self) -> bool:
        try:
            with urlopen(f"http://127.0.0.1:{self.port}/healthz", timeout=5) as answer:
                return bool(answer.status == 200)
        except (URLError, OSError):
            time.sleep(0.2)
            return False
