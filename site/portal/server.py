"""How the web server, gunicorn, runs; its command line overrides each line."""

import gc
import os
from pathlib import Path
from typing import Any

from django.db import connections

wsgi_app = "portal.wsgi"
pythonpath = str(Path(__file__).resolve().parents[1])
bind = f"127.0.0.1:{os.environ.get('PORT', '8000')}"
worker_class = "portal.worker.Worker"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = 4
worker_connections = 2_000  # of each process; what waits longest makes room
timeout = 60  # seconds
graceful_timeout = 10  # seconds
preload_app = True  # one import for all workers: quicker to start, and they share its memory
max_requests = 50_000
max_requests_jitter = 5_000
control_socket_disable = True
worker_tmp_dir = "/dev/shm" if Path("/dev/shm").is_dir() else None  # noqa: S108  a heartbeat must not wait for a disk
accesslog = None
errorlog = "-"


def when_ready(server: Any) -> None:
    """Say at the start, not at a citizen's first photo, what files lack on this machine."""
    from content.forms.apart import CANNOT_START, can_start  # noqa: PLC0415  the path is set by now
    from content.forms.preparing import MISSING, can_prepare  # noqa: PLC0415  the same
    from portal.operations.deploy_checks import confinement  # noqa: PLC0415  the same

    if not can_start():
        server.log.error(CANNOT_START)
    if not can_prepare():
        server.log.warning(MISSING)
    for finding in confinement():
        server.log.error("%s %s", finding.msg, finding.hint)


def pre_fork(_server: object, _worker: object) -> None:
    """What is loaded stays: the collector need not walk it, unshare its memory, or take seconds at the end."""
    gc.freeze()


def worker_exit(_server: object, _worker: object) -> None:
    """What it has counted and not written yet."""
    from permissions.tallies.counting import write_down  # noqa: PLC0415  the path is set by now

    write_down()


def post_fork(_server: object, _worker: object) -> None:
    """A worker opens its own connections to the database: two processes on one garble both."""
    connections.close_all()
