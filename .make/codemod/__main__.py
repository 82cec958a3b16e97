"""``python -m codemod TABLE.csv``: the columns kind, old, new and where; rows of classes and functions count."""

from __future__ import annotations

import csv
import sys
from pathlib import Path

from codemod.renaming import Row, rename
from codemod.sources import ROOT, read_sources


def main(table: str) -> int:
    """Rename, print what could not be, and return the exit code."""
    sources = read_sources()
    with Path(table).open(encoding="utf-8") as lines:
        rows = [
            Row(line["old"], line["new"], line["where"])
            for line in csv.DictReader(lines)
            if line["kind"] in ("class", "function") and line["old"] != line["new"]
        ]
    problems = rename(rows, sources)
    edited = [source for source in sources.values() if source.edits]
    for source in edited:
        (ROOT / source.path).write_text(source.edited(), "utf-8")
    print(*problems, sep="\n")
    print(
        f"{len(rows)} rows, {len(edited)} files changed, {len(problems)} problems. Now: ruff check --fix, ruff format."
    )
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
