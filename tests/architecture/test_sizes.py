"""Files and functions are short enough to be read at one sitting."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.architecture.sources import ROOT, kept_files, tree

LONGEST_FILE = 900  # lines
LONGEST_FUNCTION = 60
WIDEST_TEMPLATE = 140  # columns


def python_files() -> Iterator[Path]:
    for path in kept_files():
        if path.suffix == ".py" and "migrations" not in path.parts:
            yield ROOT / path


def test_no_file_is_longer_than_900_lines() -> None:
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in python_files()}
    assert [f"{path.relative_to(ROOT)}: {lines}" for path, lines in lengths.items() if lines > LONGEST_FILE] == []


def test_no_function_is_longer_than_60_lines() -> None:
    assert [where for path in python_files() for where in long_functions(path)] == []


def test_no_line_of_a_template_is_wider_than_140_columns() -> None:
    templates = [ROOT / path for path in kept_files() if path.suffix == ".html"]
    assert templates
    wide = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in templates
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1)
        if len(line) > WIDEST_TEMPLATE
    ]
    assert wide == []


def test_every_module_opens_with_a_sentence() -> None:
    silent = [path for path in python_files() if tree(path).body and not ast.get_docstring(tree(path))]
    assert [str(path.relative_to(ROOT)) for path in silent] == []


def long_functions(path: Path) -> Iterator[str]:
    for node in ast.walk(tree(path)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > LONGEST_FUNCTION:
                yield f"{path.relative_to(ROOT)}: {node.name}: {lines}"
