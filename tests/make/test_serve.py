"""The demo's processes end together: at Ctrl-C, when one of them ends, and when their parent is killed."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
import requests

from portal.settings.environment import staff_provider
from serve import is_taken, sign_on
from tests.architecture.sources import ROOT
from tests.free_port import free_port
from tests.site.portal.queue.at_work import ROLES, children_of, cluster_of
from tests.site.portal.queue.at_work import until as patiently

SLEEPER = "import os, sys, time; open(sys.argv[1], 'w').write(str(os.getpid())); time.sleep(60)"
LATE = 10.0  # seconds


def start(*children: list[str]) -> subprocess.Popen[bytes]:
    """``serve.run`` over the given command lines, in a process of its own."""
    code = f"import sys; from serve import run; sys.exit(run({list(children)!r}))"
    return subprocess.Popen([sys.executable, "-c", code], env=os.environ | {"PYTHONPATH": str(ROOT / ".make")})


def sleeper(file: Path) -> list[str]:
    return [sys.executable, "-c", SLEEPER, str(file)]


def until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + LATE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


def pid_in(file: Path) -> int:
    until(lambda: file.exists() and file.read_text(encoding="ascii") != "")
    return int(file.read_text(encoding="ascii"))


def is_gone(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    state = Path(f"/proc/{pid}/stat")
    return state.exists() and state.read_text(encoding="ascii").rpartition(")")[2].split()[0] == "Z"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_one_signal_ends_all(tmp_path: Path, number: signal.Signals) -> None:
    parent = start(sleeper(tmp_path / "one"), sleeper(tmp_path / "two"))
    pids = [pid_in(tmp_path / "one"), pid_in(tmp_path / "two")]
    parent.send_signal(number)
    assert parent.wait(LATE) == 0
    assert [is_gone(pid) for pid in pids] == [True, True]


def test_when_one_ends_by_itself_so_do_the_others(tmp_path: Path) -> None:
    parent = start(sleeper(tmp_path / "one"), [sys.executable, "-c", "import time; time.sleep(1)"])
    pid = pid_in(tmp_path / "one")
    assert parent.wait(LATE) == 1
    assert is_gone(pid)


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux tells a child that its parent was killed")
def test_when_the_parent_is_killed_nothing_is_left_behind(tmp_path: Path) -> None:
    parent = start(sleeper(tmp_path / "one"))
    pid = pid_in(tmp_path / "one")
    parent.kill()
    parent.wait(LATE)
    until(lambda: is_gone(pid))


@pytest.mark.skipif(sys.platform != "linux", reason="looks at processes in /proc")
def test_one_ctrl_c_ends_the_demo_to_its_last_process(child_environment: dict[str, str]) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    demo = subprocess.Popen([sys.executable, ".make/serve.py", str(port)], cwd=ROOT, env=child_environment)

    def clusters() -> list[int]:
        return [pid for child in children_of(demo.pid) for pid in cluster_of(child)]

    try:
        patiently(lambda: len(clusters()) == len(ROLES) and is_taken(port), seconds=60)
        all_of_it = [*children_of(demo.pid), *(pid for each in children_of(demo.pid) for pid in children_of(each))]
        all_of_it += clusters()
    finally:
        demo.send_signal(signal.SIGINT)
    assert demo.wait(30) == 0
    assert [pid for pid in all_of_it if not is_gone(pid)] == []


def test_a_port_in_use_is_noticed() -> None:
    with socket.socket() as held:
        held.bind(("127.0.0.1", 0))
        held.listen()
        assert is_taken(held.getsockname()[1])


def test_single_sign_on_is_there_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("oidc_provider_mock", reason="oidc-provider-mock runs on Python 3.12 and later")
    monkeypatch.delenv("SSO", raising=False)
    port = free_port()
    assert sign_on(port) == []
    monkeypatch.setenv("SSO", "yes")
    for name in ("URL", "CLIENT_ID", "CLIENT_SECRET", "NAME_AR", "NAME_EN"):
        monkeypatch.setenv(f"OIDC_STAFF_{name}", "")
        monkeypatch.delenv(f"OIDC_STAFF_{name}")
    (line,) = sign_on(port)
    provider = staff_provider("demo")
    assert provider is not None
    assert provider.issuer == f"http://localhost:{port}"
    running = subprocess.Popen(line, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    try:
        until(lambda: is_taken(port))
        told = requests.get(f"{provider.issuer}/.well-known/openid-configuration", timeout=LATE).json()
        assert told["issuer"] == provider.issuer
    finally:
        running.kill()
        running.wait()
