"""What the repository holds: its files, its floors' modules."""

from __future__ import annotations

import ast
import subprocess
from fnmatch import fnmatch
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {"permissions": ROOT, "workflows": ROOT, "content": ROOT, "portal": ROOT / "site"}


@cache
def kept_files() -> list[Path]:
    """Every file that git tracks, relative to the root. Where git is not there: every file that it does not ignore."""
    command = ["git", "ls-files", "-z"]
    try:
        listing = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True).stdout.split("\0")
    except (FileNotFoundError, subprocess.CalledProcessError):
        listing = [path.relative_to(ROOT).as_posix() for path in ROOT.rglob("*") if not _is_ignored(path)]
    return sorted(Path(name) for name in listing if name and (ROOT / name).is_file())


def _is_ignored(path: Path) -> bool:
    patterns = [".git", *(line.rstrip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines())]
    return any(fnmatch(part, pattern) for part in path.relative_to(ROOT).parts for pattern in patterns)


@cache
def floor_modules() -> dict[str, Path]:
    """Dotted name to file, of every module of the four floors but migrations."""
    found = {}
    for floor, above in FLOORS.items():
        for path in sorted((above / floor).rglob("*.py")):
            if "migrations" not in path.parts:
                parts = path.relative_to(above).with_suffix("").parts
                found[".".join(part for part in parts if part != "__init__")] = path
    return found


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def imported(module: ast.Module) -> set[str]:
    """The first words of all that a module imports, wherever in it."""
    found: set[str] = set()
    for node in ast.walk(module):
        if isinstance(node, ast.Import):
            found.update(alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            found.add(node.module.split(".")[0])
    return found
