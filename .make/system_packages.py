"""Puts in place what only the system's packages bring: pango for PDF, libmagic and ffmpeg for files; tests' own.

Run with the names of the needs; where it cannot install, it prints the line to run and lets the rest go on.
"""

from __future__ import annotations

import ctypes
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Need:
    """Something of the system's: whether it is there, Debian's packages that bring it, and what is left out without."""

    is_there: Callable[[], bool]
    packages: tuple[str, ...]
    without: str


def _loads(*libraries: str) -> bool:
    try:
        for library in libraries:
            ctypes.CDLL(library)
    except OSError:
        return False
    return True


def _on_path(*programs: str) -> bool:
    return any(shutil.which(program) for program in programs)


BROWSERS = ("chromium-headless-shell", "chromium", "chromium-browser")
"""Chromium without windows, or else the whole of it, which takes two and a half times the processor time per page."""


def browser() -> str | None:
    """The program that opens the pages of tests."""
    return next((found for name in BROWSERS if (found := shutil.which(name))), None)


NEEDS = {
    "pango": Need(
        lambda: _loads("libpangoft2-1.0.so.0", "libharfbuzz-subset.so.0"),
        ("libpangoft2-1.0-0", "libharfbuzz-subset0"),
        "reports cannot be drawn as PDF",
    ),
    "libmagic": Need(
        lambda: any(_loads(name) for name in ("libmagic.so.1", "libmagic.dylib")),
        ("libmagic1t64",),
        "no file can be attached, since nothing tells what it is",
    ),
    "ffmpeg": Need(
        lambda: _on_path("ffmpeg") and _on_path("ffprobe"), ("ffmpeg",), "no video and no voice recording is taken"
    ),
    "exiftool": Need(
        lambda: _on_path("exiftool"),
        ("libimage-exiftool-perl",),
        "the test that looks for places in what was written anew is left out",
    ),
    "chromium": Need(
        lambda: _on_path(BROWSERS[0]),
        (BROWSERS[0],),
        "tests in the browser take longer in the whole Chromium, or are left out",
    ),
    "nginx": Need(
        lambda: _on_path("nginx") or os.access("/usr/sbin/nginx", os.X_OK),
        ("nginx-light",),
        "tests behind nginx are left out",
    ),
    "faketime": Need(
        lambda: _on_path("faketime"), ("faketime",), "the long tests don't run on days that are unlike others"
    ),
}


def main(names: list[str]) -> int:
    missing = [NEEDS[name] for name in names if not NEEDS[name].is_there()]
    if not missing:
        return 0
    packages = [package for need in missing for package in need.packages]
    if os.geteuid() == 0 and _on_path("apt-get"):
        print(f"Installing {' '.join(packages)} …", flush=True)
        if _install(packages):
            return 0
    print(f"Not there; until you run this, {'; '.join(need.without for need in missing)}:")
    print(f"    sudo apt-get install {' '.join(packages)}", flush=True)
    return 0


def _install(packages: list[str]) -> bool:
    quiet = os.environ | {"DEBIAN_FRONTEND": "noninteractive"}
    command = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for attempt in (["apt-get", "update", "-qq"], command):
        done = subprocess.run(attempt, env=quiet, stdout=subprocess.DEVNULL, check=False)  # noqa: S603  fixed words
        if done.returncode:
            return False
    return True


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
