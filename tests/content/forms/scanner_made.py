"""Virus scanners for tests: ClamAV itself with a signature of our own, and one that speaks its protocol and no more."""

from __future__ import annotations

import shutil
import socket
import socketserver
import struct
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-STANDARD-" + b"ANTIVIRUS-TEST-FILE!$H+H*"
"""The harmless file by which scanners are tried; in two pieces, so that none finds it here."""
CLAMD = shutil.which("clamd") or shutil.which("clamd", path="/usr/sbin")


@contextmanager
def clamd(folder: Path) -> Iterator[str]:
    """A real one with one signature, which finds ``EICAR`` anywhere; its ``CLAMAV_URL``."""
    assert CLAMD is not None
    database, line = folder / "database", folder / "clamd.sock"
    database.mkdir()
    (database / "own.ndb").write_text(f"Insaf.Test.Eicar:0:*:{EICAR.hex()}\n", encoding="ascii")
    config = folder / "clamd.conf"
    config.write_text(
        f"LocalSocket {line}\nDatabaseDirectory {database}\nForeground yes\nTemporaryDirectory {folder}\n",
        encoding="ascii",
    )
    with subprocess.Popen([CLAMD, "--config-file", str(config)], stdout=subprocess.DEVNULL) as process:
        try:
            end = time.monotonic() + 60
            while not _listens(line):
                assert process.poll() is None, "clamd ended by itself"
                assert time.monotonic() < end, "clamd does not listen"
                time.sleep(0.05)
            yield f"unix://{line}"
        finally:
            process.terminate()


def _listens(path: Path) -> bool:
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


class _Speaker(socketserver.StreamRequestHandler):
    """INSTREAM as its manual has it: a command that ends in a null, pieces with their length, at last an empty one."""

    server: SpokenTo

    def handle(self) -> None:
        command = self.rfile.read(10)
        assert command == b"zINSTREAM\0", command
        content = b""
        while length := struct.unpack("!L", self.rfile.read(4))[0]:
            content += self.rfile.read(length)
        self.server.heard.append(content)
        answer = self.server.answer
        if answer is None:
            answer = b"stream: Insaf.Test.Eicar FOUND\0" if EICAR in content else b"stream: OK\0"
        self.wfile.write(answer)


class SpokenTo(socketserver.ThreadingTCPServer):
    """``heard``: the files that came. ``answer``: what it says instead of what it finds."""

    daemon_threads = True

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Speaker)
        self.heard: list[bytes] = []
        self.answer: bytes | None = None

    @property
    def url(self) -> str:
        return f"tcp://127.0.0.1:{self.server_address[1]}"


@contextmanager
def speaker() -> Iterator[SpokenTo]:
    """A scanner on a port of this machine, while this lasts."""
    with SpokenTo() as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
