"""Names of modules are renamed where they are defined, imported, used and written in strings that name code."""

from __future__ import annotations

import ast
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Final

from codemod.scopes import DEFINITIONS, bound_names, references
from codemod.sources import Source

Names = Mapping[str, str]
"""The new name by the old one."""
_DOTTED: Final = re.compile(r"([\w.]+)\.(\w+)")


@dataclass(frozen=True)
class Row:
    """A line of the table: a class or function ``old`` that the file ``where`` defines at its top."""

    old: str
    new: str
    where: str


def rename(rows: Iterable[Row], sources: Mapping[str, Source]) -> list[str]:
    """Note the edits in the sources; what can't be renamed is returned in sentences, and stays as it is."""
    problems: list[str] = []
    by_module: dict[str, dict[str, str]] = defaultdict(dict)
    for row in rows:
        problem = _problem_of(row, sources, by_module)
        if problem:
            problems.append(f"{row.where}: {row.old} → {row.new}: {problem}")
        else:
            by_module[sources[row.where].module][row.old] = row.new
    exported = _with_imports(by_module, sources)
    modules = {source.module for source in sources.values()}
    for source in sources.values():
        names = _names_at_top(source, exported)
        taken = {node.id for node in ast.walk(source.tree) if isinstance(node, ast.Name)} | bound_names(source.tree)
        problems += [
            f"{source.path}: {names[old]} stands there already" for old in names if names[old] in taken - set(names)
        ]
        _edit(source, names, exported, modules)
    return problems


def _problem_of(row: Row, sources: Mapping[str, Source], taken: Mapping[str, Names]) -> str:
    source = sources.get(row.where)
    if source is None:
        return "there is no such file"
    if not row.new.isidentifier():
        return "this is no name"
    if not any(isinstance(node, DEFINITIONS) and node.name == row.old for node in source.tree.body):
        return "it is not defined there"
    if row.new in bound_names(source.tree) or row.new in taken.get(source.module, {}).values():
        return "the new name is taken"
    return ""


def _with_imports(by_module: Mapping[str, Names], sources: Mapping[str, Source]) -> dict[str, dict[str, str]]:
    """The same with the modules that import such a name at their top, from which others may import it."""
    exported = {module: dict(names) for module, names in by_module.items()}
    changed = True
    while changed:
        changed = False
        for source in sources.values():
            here = exported.setdefault(source.module, {})
            for node in source.tree.body:
                for alias, new in _renamed_by(node, source, exported):
                    if alias.asname is None and alias.name not in here:
                        here[alias.name] = new
                        changed = True
    return exported


def _renamed_by(node: ast.AST, source: Source, exported: Mapping[str, Names]) -> list[tuple[ast.alias, str]]:
    if not isinstance(node, ast.ImportFrom):
        return []
    names = exported.get(source.imported_from(node), {})
    return [(alias, names[alias.name]) for alias in node.names if alias.name in names]


def _names_at_top(source: Source, exported: Mapping[str, Names]) -> dict[str, str]:
    """What is renamed of the names of a file's module: its own, and those that it imports, also under a condition."""
    names = dict(exported.get(source.module, {}))
    for node in source.tree.body:
        if isinstance(node, ast.If | ast.Try):
            imported = [pair for inner in ast.walk(node) for pair in _renamed_by(inner, source, exported)]
            names |= {alias.name: new for alias, new in imported if alias.asname is None}
    return names


def _edit(source: Source, names: Names, exported: Mapping[str, Names], modules: set[str]) -> None:
    for node in source.tree.body:
        if isinstance(node, DEFINITIONS) and node.name in names:
            text = source.lines[node.lineno - 1]
            found = re.search(rf"\b(?:def|class)\s+({node.name})\b", text)
            if found:
                source.replace(node.lineno, found.start(1), node.name, names[node.name])
    for name in references(source.tree, frozenset(names)):
        _replace_node(source, name, name.id, names[name.id])
    _edit_imports(source, source.tree, names, exported)
    _edit_attributes(source, exported, modules)
    _edit_strings(source, names, exported)


def _edit_imports(source: Source, scope: ast.AST, names: Names, exported: Mapping[str, Names]) -> None:
    """The imports, and the uses of what is imported within a function."""
    for node in ast.walk(scope):
        for alias, new in _renamed_by(node, source, exported):
            _replace_node(source, alias, alias.name, new)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            inner = [pair for part in ast.walk(node) for pair in _renamed_by(part, source, exported)]
            local = {alias.name: new for alias, new in inner if alias.asname is None}
            for part in ast.walk(node):
                if isinstance(part, ast.Name) and part.id in local:
                    _replace_node(source, part, part.id, local[part.id])


def _edit_attributes(source: Source, exported: Mapping[str, Names], modules: set[str]) -> None:
    """``module.name``, by whatever name the module was imported."""
    local: dict[str, str] = {}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.ImportFrom):
            whole = {alias.asname or alias.name: f"{source.imported_from(node)}.{alias.name}" for alias in node.names}
            local |= {name: module for name, module in whole.items() if module in modules}
        elif isinstance(node, ast.Import):
            local |= {alias.asname: alias.name for alias in node.names if alias.asname}
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Attribute):
            before = ast.unparse(node.value)
            new = exported.get(local.get(before, before), {}).get(node.attr)
            if new and node.end_lineno and node.end_col_offset:
                end = source.column(node.end_lineno, node.end_col_offset)
                source.replace(node.end_lineno, end - len(node.attr), node.attr, new)


def _edit_strings(source: Source, names: Names, exported: Mapping[str, Names]) -> None:
    """Dotted paths of code, types that ``cast`` takes as text, and names between double backticks."""
    for node in ast.walk(source.tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.lineno == node.end_lineno:
            dotted = _DOTTED.fullmatch(node.value)
            if dotted and dotted[2] in exported.get(dotted[1], {}):
                start = source.lines[node.lineno - 1].find(node.value, source.column(node.lineno, node.col_offset))
                source.replace(node.lineno, start + len(dotted[1]) + 1, dotted[2], exported[dotted[1]][dotted[2]])
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "cast":
            _edit_words(source, node.args[0], names)
    for number, line in enumerate(source.lines, 1):
        for found in re.finditer(r"``(\w+)``", line):
            if found[1] in names:
                source.replace(number, found.start(1), found[1], names[found[1]])


def _edit_words(source: Source, node: ast.expr, names: Names) -> None:
    if not (isinstance(node, ast.Constant) and isinstance(node.value, str) and node.lineno == node.end_lineno):
        return
    start = source.column(node.lineno, node.col_offset)
    for found in re.finditer(r"(?<![\w.])\w+", node.value):
        if found[0] in names:
            source.replace(node.lineno, start + 1 + found.start(), found[0], names[found[0]])


def _replace_node(source: Source, node: ast.Name | ast.alias, old: str, new: str) -> None:
    source.replace(node.lineno, source.column(node.lineno, node.col_offset), old, new)
