"""Python files of the checkout, with the edits that are to be made in them."""

from __future__ import annotations

import ast
import subprocess
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path, PurePosixPath
from typing import Final

ROOT: Final = Path(__file__).resolve().parents[2]
SOURCE_ROOTS: Final = ("site", ".make")
"""Folders that are themselves on the path of imports."""


@dataclass
class Source:
    """A file: ``path`` as git writes it, ``text`` as it was read. Lines count from 1, columns in characters from 0."""

    path: str
    text: str
    edits: set[tuple[int, int, str, str]] = field(default_factory=set)

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.text)

    @cached_property
    def lines(self) -> list[str]:
        return self.text.split("\n")

    @property
    def module(self) -> str:
        """The name by which it is imported."""
        parts = PurePosixPath(self.path).with_suffix("").parts
        return ".".join(parts[1:] if parts[0] in SOURCE_ROOTS else parts).removesuffix(".__init__")

    def imported_from(self, node: ast.ImportFrom) -> str:
        """The whole name of the module from which a statement imports."""
        if not node.level:
            return node.module or ""
        package = self.module.split(".")
        package = package if self.path.endswith("/__init__.py") else package[:-1]
        package = package[: len(package) - (node.level - 1)]
        return ".".join([*package, *([node.module] if node.module else [])])

    def column(self, line: int, offset: int) -> int:
        """In characters, of an offset in bytes, in which ``ast`` counts."""
        return len(self.lines[line - 1].encode()[:offset].decode())

    def replace(self, line: int, column: int, old: str, new: str) -> None:
        """Note an edit. Raises ``ValueError`` where another text stands at that place."""
        if not self.lines[line - 1].startswith(old, column):
            message = f"{self.path}:{line}:{column} does not say {old}"
            raise ValueError(message)
        self.edits.add((line, column, old, new))

    def edited(self) -> str:
        """The text with all edits made."""
        lines = list(self.lines)
        for line, column, old, new in sorted(self.edits, reverse=True):
            text = lines[line - 1]
            lines[line - 1] = text[:column] + new + text[column + len(old) :]
        return "\n".join(lines)


def read_sources() -> dict[str, Source]:
    """All Python files that git knows, by their paths."""
    listed = subprocess.run(["git", "ls-files", "*.py"], cwd=ROOT, check=True, capture_output=True, text=True)  # noqa: S607 - git of whoever calls
    return {path: Source(path, (ROOT / path).read_text("utf-8")) for path in listed.stdout.split()}
