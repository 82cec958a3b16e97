"""Writes the locks anew from ``requirements*.in`` and ``package.json``: hashes, and no address of any host."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from front_end import npm

ROOT = Path(__file__).resolve().parents[1]
UV = [
    *(sys.executable, "-m", "uv", "pip", "compile", "--quiet", "--upgrade"),
    *("--universal", "--python-version", "3.11", "--generate-hashes"),
    *("--no-emit-index-url", "--no-emit-find-links", "--no-header"),
]
NPM_LOCK = ROOT / "package-lock.json"


def main() -> None:
    for name in ("requirements", "requirements-dev"):  # in this order: the second is bound by the first
        _run([*UV, f"{name}.in", "--output-file", f"{name}.lock"])
    NPM_LOCK.unlink(missing_ok=True)
    _run([*npm(), "install", "--package-lock-only"])
    NPM_LOCK.write_text(without_addresses(NPM_LOCK.read_text(encoding="utf-8")), encoding="utf-8")


def without_addresses(lock: str) -> str:
    """npm's lock without the web pages that ask for money; ``.npmrc`` keeps the registry's address out."""
    content = json.loads(lock)
    for package in content["packages"].values():
        package.pop("funding", None)
        package.pop("resolved", None)
    return json.dumps(content, indent=2, ensure_ascii=False) + "\n"


def _run(command: list[str]) -> None:
    subprocess.run(command, cwd=ROOT, check=True)  # noqa: S603  fixed words


if __name__ == "__main__":
    main()
