"""Confines a process that reads hostile files: it opens no file but programs and what it was handed, and no socket.

Landlock (Linux 5.13) takes the files away, a seccomp filter the network, other processes and what has been used to
break out of sandboxes. Both hold for the process and all that it starts, and cannot be undone. Without Django: it runs
in the reader. ``python -m content.forms.confinement PATH …`` confines itself, tries, and prints what it reached all the
same.
"""

from __future__ import annotations

import contextlib
import ctypes
import os
import platform
import socket
import struct
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Final

DEMANDED: Final = "INSAF_CONFINED"
"""In the environment of a reader: it reads nothing where it cannot be confined."""
_CREATE, _ADD_RULE, _RESTRICT = 444, 445, 446
"""System calls of Landlock, on every architecture."""
_EXECUTE, _WRITE, _READ, _LIST, _TRUNCATE = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 14
_RIGHTS_BY_ABI: Final = {1: 13, 2: 14, 3: 15, 4: 15, 5: 16}
"""How many rights about files each version of Landlock knows; later ones know as many as the last."""
_OF_FILES: Final = _EXECUTE | _WRITE | _READ | _TRUNCATE | 1 << 15
_TCP, _SCOPES = 0b11, 0b11
"""Binding and connecting; abstract sockets and signals to others."""
_OURS: Final = Path(__file__).resolve().parents[2]
_CODE: Final = (
    *("/usr", "/lib", "/lib64", "/bin", sys.prefix, sys.base_prefix, f"{_OURS}/content", f"{_OURS}/permissions"),
    *("/etc/ld.so.cache", "/etc/magic", "/etc/fonts", "/etc/localtime", "/etc/alternatives"),
    *("/etc/mime.types", "/etc/apache2/mime.types", "/etc/httpd/conf/mime.types"),
    *("/dev/null", "/dev/urandom", "/sys/devices/system/cpu"),
)
_NO_NEW_PRIVILEGES, _SECCOMP, _FILTER = 38, 22, 2
_LOAD, _EQUALS, _AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_ALLOW, _DENY, _KILL = 0x7FFF0000, 0x00050000 | 1, 0x80000000
_X32: Final = 0x40000000
_ARCHITECTURES: Final = {"x86_64": 0xC000003E, "aarch64": 0xC00000B7}
_DENIED: Final = {
    "socket": (41, 198),
    "socketpair": (53, 199),
    "connect": (42, 203),
    "bind": (49, 200),
    "sendto": (44, 206),
    "sendmsg": (46, 211),
    "ptrace": (101, 117),
    "process_vm_readv": (310, 270),
    "process_vm_writev": (311, 271),
    "pidfd_getfd": (438, 438),
    "pidfd_send_signal": (424, 424),
    "unshare": (272, 97),
    "setns": (308, 268),
    "mount": (165, 40),
    "umount2": (166, 39),
    "pivot_root": (155, 41),
    "chroot": (161, 51),
    "open_by_handle_at": (304, 265),
    "keyctl": (250, 219),
    "add_key": (248, 217),
    "request_key": (249, 218),
    "bpf": (321, 280),
    "perf_event_open": (298, 241),
    "userfaultfd": (323, 282),
    "io_uring_setup": (425, 425),
    "personality": (135, 92),
    "init_module": (175, 105),
    "finit_module": (313, 273),
    "kexec_load": (246, 104),
}
"""By their numbers on x86-64 and on ARM of 64 bits."""
_OF_PROGRAMS: Final = {
    "execve": (59, 221),
    "execveat": (322, 281),
    "kill": (62, 129),
    "tkill": (200, 130),
    "tgkill": (234, 131),
    "rt_sigqueueinfo": (129, 138),
    "rt_tgsigqueueinfo": (297, 240),
}
"""Who starts programs ends them, too; Landlock lets no signal out to others, from its sixth version on."""
_SIGNAL_TO_THREAD: Final = _OF_PROGRAMS["tgkill"]
_libc: Final = ctypes.CDLL(None, use_errno=True)


def confine(*, writable: Sequence[Path] = (), starts: bool = False) -> bool:
    """From here on this process reads code alone, and writes only below ``writable``; False where the system cannot do
    all of that. ``starts``: it may start programs. Call it before any thread is there."""
    if sys.platform != "linux" or _libc.prctl(_NO_NEW_PRIVILEGES, 1, 0, 0, 0):
        return False
    files = _restrict_files(writable)
    return _filter_calls(starts=starts) and files


def landlock_version() -> int:
    """0 where the kernel has none, or it is switched off."""
    return max(0, _libc.syscall(_CREATE, None, ctypes.c_size_t(0), 1)) if sys.platform == "linux" else 0


def can_confine() -> bool:
    """Whether this system can do all that ``confine`` does."""
    return landlock_version() > 0 and platform.machine() in _ARCHITECTURES


def _restrict_files(writable: Sequence[Path]) -> bool:
    version = landlock_version()
    if not version:
        return False
    rights = (1 << _RIGHTS_BY_ABI.get(version, 16)) - 1
    handled = struct.pack("=QQQ", rights, _TCP, _SCOPES)[: 8 + 8 * (version >= 4) + 8 * (version >= 6)]
    rules = _libc.syscall(_CREATE, handled, ctypes.c_size_t(len(handled)), 0)
    if rules < 0:
        return False
    try:
        for path in _CODE:
            _allow(rules, Path(path), (_READ | _LIST | _EXECUTE) & rights)
        _allow(rules, Path("/dev/null"), (_READ | _WRITE) & rights)
        for folder in writable:
            _allow(rules, folder, rights & ~_EXECUTE)
        return not _libc.syscall(_RESTRICT, rules, 0)
    finally:
        os.close(rules)


def _allow(rules: int, path: Path, rights: int) -> None:
    """What is not there is passed over."""
    with contextlib.suppress(OSError):
        opened = os.open(path, os.O_PATH | os.O_CLOEXEC)
        rule = struct.pack("=Qi", rights if path.is_dir() else rights & _OF_FILES, opened)
        _libc.syscall(_ADD_RULE, rules, 1, rule, 0)
        os.close(opened)


def _filter_calls(*, starts: bool) -> bool:
    machine = platform.machine()
    if machine not in _ARCHITECTURES:
        return False
    denied = [numbers[machine == "aarch64"] for numbers in (_DENIED if starts else _DENIED | _OF_PROGRAMS).values()]
    steps = [(_LOAD, 0, 0, 4), (_EQUALS, 1, 0, _ARCHITECTURES[machine]), (_RETURN, 0, 0, _KILL), (_LOAD, 0, 0, 0)]
    if machine == "x86_64":
        steps.append((_AT_LEAST, len(denied) + 1, 0, _X32))  # the calls of x32, whose numbers are others
    steps += [(_EQUALS, len(denied) - place, 0, number) for place, number in enumerate(denied)]
    steps += [(_RETURN, 0, 0, _ALLOW), (_RETURN, 0, 0, _DENY)]
    program = ctypes.create_string_buffer(b"".join(struct.pack("=HBBI", *step) for step in steps))
    filtered = struct.pack("@HP", len(steps), ctypes.addressof(program))
    return not _libc.prctl(_SECCOMP, _FILTER, filtered, 0, 0)


def _reached(paths: Sequence[str]) -> Iterator[str]:
    """The names of attempts that came through, though each is to fail."""
    attempts: dict[str, Callable[[], object]] = {path: Path(path).read_bytes for path in paths}
    attempts |= {
        "the environment of its parent": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
        "a folder": lambda: list(Path("/").iterdir()),
        "a new file": tempfile.TemporaryFile,
        "a socket": lambda: socket.socket(socket.AF_INET, socket.SOCK_DGRAM),
        "a socket of this machine": lambda: socket.socket(socket.AF_UNIX),
        "another process": lambda: os.kill(os.getppid(), 0),
        "a thread of another process": lambda: _reach_thread(os.getppid()),
        "a program": lambda: subprocess.run([sys.executable, "-c", ""], check=True),
    }
    for name, attempt in attempts.items():
        with contextlib.suppress(OSError):
            attempt()
            yield name


def _reach_thread(process: int) -> None:
    """Send the signal that only asks whether it would arrive. Raises ``OSError`` where it would not."""
    if _libc.syscall(_SIGNAL_TO_THREAD[platform.machine() == "aarch64"], process, process, 0):
        raise OSError(ctypes.get_errno(), "not reached")


if __name__ == "__main__":
    is_confined = confine()
    if not is_confined and os.environ.get(DEMANDED):
        sys.exit(1)
    sys.stdout.write("\n".join(_reached(sys.argv[1:])))
