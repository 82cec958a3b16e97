"""``make same``: what users and machines see, compared with another commit.

Of each commit a snapshot is made: a folder of text files. Two snapshots of one commit are equal.
"""

from __future__ import annotations

import argparse
import difflib
import hashlib
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from same.world import ENVIRONMENT

ROOT = Path(__file__).resolve().parents[2]
TOOL = ROOT / ".make"
KEPT = ROOT / "var" / "same"
MOST_LINES = 40
"""Of the differences in one file so many are printed; the rest is in the folders."""


def main() -> int:
    """0 when nothing differs, 1 when something does, 2 when a snapshot can't be made."""
    options = _options()
    KEPT.mkdir(parents=True, exist_ok=True)
    with_what = KEPT / _commit(options.base) / _state_of_tool()
    if not with_what.exists():
        make_base(options.base, with_what)
    now = KEPT / "now"
    shutil.rmtree(now, ignore_errors=True)
    snapshot(ROOT, now)
    differing = list(compare(with_what, now))
    for name, lines in differing:
        print(f"== {name}: {len(lines)} lines")
        print("\n".join(lines[:MOST_LINES]))
    count = len(_files(with_what) | _files(now))
    print(f"{len(differing)} of {count} files differ from {options.base}: {with_what}, {now}")
    return 1 if differing else 0


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="make same", description=__doc__)
    parser.add_argument("--base", default="preview-last", help="the commit that is compared with")
    return parser.parse_args()


def _commit(name: str) -> str:
    asked = subprocess.run(
        ["git", "rev-parse", f"{name}^{{commit}}"], cwd=ROOT, check=False, capture_output=True, text=True
    )
    if asked.returncode:
        sys.exit(f"There is no commit {name} in this clone: say another with --base.")
    return asked.stdout.strip()


def _state_of_tool() -> str:
    """A snapshot of a former tool is not compared with one of this."""
    parts = b"".join(path.read_bytes() for path in sorted(Path(__file__).parent.glob("*.py")))
    return hashlib.sha256(parts).hexdigest()[:12]


def make_base(name: str, folder: Path) -> None:
    """Check the commit out beside this one and take its snapshot there, with this commit's tool and packages."""
    source = KEPT / "source"
    subprocess.run(["git", "worktree", "remove", "--force", source], cwd=ROOT, check=False, capture_output=True)
    subprocess.run(["git", "worktree", "add", "--quiet", "--detach", source, name], cwd=ROOT, check=True)
    try:
        for shared in (".venv", "node_modules"):
            (source / shared).symlink_to(ROOT / shared)
        subprocess.run([sys.executable, ".make/compile_messages.py"], cwd=source, check=True, stdout=subprocess.DEVNULL)
        snapshot(source, folder)
    finally:
        subprocess.run(["git", "worktree", "remove", "--force", source], cwd=ROOT, check=True)


def snapshot(checkout: Path, folder: Path) -> None:
    """Write what users and machines see of a checkout into a folder, which is there when all of it is."""
    begun = folder.with_name(f"{folder.name}.begun")
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir(parents=True)
    paths = os.pathsep.join(map(str, (TOOL, checkout, checkout / "site")))
    # Its seed of hashes counts from a process's start: sets are in the same order in both snapshots.
    environment = os.environ | ENVIRONMENT | {"PYTHONPATH": paths}
    done = subprocess.run([sys.executable, "-m", "same.snapshot", begun], cwd=checkout, env=environment, check=False)
    if done.returncode:
        sys.exit(2)
    begun.rename(folder)


def compare(before: Path, after: Path) -> Iterator[tuple[str, list[str]]]:
    """Each file that differs, with the lines that do."""
    for name in sorted(_files(before) | _files(after)):
        old, new = (_lines(folder / name) for folder in (before, after))
        if old != new:
            lines = difflib.unified_diff(old, new, "before", "after", lineterm="", n=1)
            yield name, [line for line in lines if not line.startswith(("---", "+++"))]


def _files(folder: Path) -> set[str]:
    return {str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()}


def _lines(path: Path) -> list[str]:
    return path.read_text(encoding="utf-8").splitlines() if path.exists() else []


if __name__ == "__main__":
    sys.exit(main())
