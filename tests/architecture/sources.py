"""What the repository holds: its files, its floors' modules."""

from __future__ import annotations

import ast
import subprocess
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
FLOORS = {"permissions": ROOT, "workflows": ROOT, "content": ROOT, "portal": ROOT / "site"}


@cache
def kept_files() -> list[Path]:
    """Every file that git keeps or would keep, relative to the root."""
    listing = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    return sorted(path for name in listing.stdout.split("\0") if name and (ROOT / (path := Path(name))).is_file())


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
