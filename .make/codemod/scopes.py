"""Which names in a file refer to its module, and which to something nearer of the same name."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import Final

Function = ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda
Comprehension = ast.ListComp | ast.SetComp | ast.DictComp | ast.GeneratorExp
DEFINITIONS: Final = (ast.FunctionDef, ast.AsyncFunctionDef, ast.ClassDef)


def parameters(function: Function) -> list[ast.arg]:
    given = function.args
    packed = [one for one in (given.vararg, given.kwarg) if one is not None]
    return [*given.posonlyargs, *given.args, *given.kwonlyargs, *packed]


def bound_names(scope: ast.AST) -> frozenset[str]:
    """The names that a module, class, function or comprehension binds itself, not in what it encloses."""
    if isinstance(scope, Comprehension):
        targets = (node for generator in scope.generators for node in ast.walk(generator.target))
        return frozenset(node.id for node in targets if isinstance(node, ast.Name))
    names = {parameter.arg for parameter in parameters(scope)} if isinstance(scope, Function) else set()
    elsewhere: set[str] = set()
    for node in _own_nodes(scope):
        if isinstance(node, ast.Global | ast.Nonlocal):
            elsewhere |= set(node.names)
        names |= set(_bound_by(node))
    return frozenset(names - elsewhere)


def _own_nodes(scope: ast.AST) -> Iterator[ast.AST]:
    body = getattr(scope, "body", [])
    pending: list[ast.AST] = [*body] if isinstance(body, list) else [body]
    while pending:
        node = pending.pop()
        yield node
        if isinstance(node, DEFINITIONS):
            pending += node.decorator_list
        elif isinstance(node, Comprehension):
            pending += [inner for inner in ast.walk(node) if isinstance(inner, ast.NamedExpr)]
        elif not isinstance(node, ast.Lambda):
            pending += ast.iter_child_nodes(node)


def _bound_by(node: ast.AST) -> Iterator[str]:
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name
        case ast.Name(id=name, ctx=ast.Store() | ast.Del()):
            yield name
        case ast.Import(names=aliases) | ast.ImportFrom(names=aliases):
            yield from ((alias.asname or alias.name).partition(".")[0] for alias in aliases)
        case ast.ExceptHandler(name=str(name)) | ast.MatchAs(name=str(name)) | ast.MatchStar(name=str(name)):
            yield name
        case ast.MatchMapping(rest=str(name)):
            yield name


class References(ast.NodeVisitor):
    """Collects the ``ast.Name`` nodes of some names that refer to the module's own scope."""

    def __init__(self, names: frozenset[str]) -> None:
        self.names = names
        self.found: list[ast.Name] = []
        self.hidden: frozenset[str] = frozenset()
        self.hidden_by_class: frozenset[str] = frozenset()

    def visit_Name(self, node: ast.Name) -> None:
        if node.id in self.names and node.id not in self.hidden | self.hidden_by_class:
            self.found.append(node)

    def visit_FunctionDef(self, node: ast.FunctionDef | ast.AsyncFunctionDef) -> None:
        self._visit_all(
            *node.decorator_list, *_defaults(node), *(one.annotation for one in parameters(node)), node.returns
        )
        self._visit_within(node, *node.body)

    visit_AsyncFunctionDef = visit_FunctionDef  # noqa: N815 - the name that ast.NodeVisitor looks for

    def visit_Lambda(self, node: ast.Lambda) -> None:
        self._visit_all(*_defaults(node))
        self._visit_within(node, node.body)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._visit_all(*node.decorator_list, *node.bases, *(one.value for one in node.keywords))
        before, self.hidden_by_class = self.hidden_by_class, bound_names(node)
        self._visit_all(*node.body)
        self.hidden_by_class = before

    def generic_visit(self, node: ast.AST) -> None:
        if not isinstance(node, Comprehension):
            super().generic_visit(node)
            return
        first, *others = node.generators
        self.visit(first.iter)  # it alone is read outside
        inside = [*first.ifs, *(part for other in others for part in (other.iter, *other.ifs))]
        results = [getattr(node, name) for name in ("elt", "key", "value") if hasattr(node, name)]
        self._visit_within(node, *inside, *results)

    def _visit_within(self, scope: ast.AST, *nodes: ast.AST) -> None:
        before = self.hidden, self.hidden_by_class
        self.hidden, self.hidden_by_class = self.hidden | bound_names(scope), frozenset()
        self._visit_all(*nodes)
        self.hidden, self.hidden_by_class = before

    def _visit_all(self, *nodes: ast.AST | None) -> None:
        for node in nodes:
            if node is not None:
                self.visit(node)


def _defaults(function: Function) -> list[ast.expr | None]:
    return [*function.args.defaults, *function.args.kw_defaults]


def references(tree: ast.AST, names: frozenset[str]) -> list[ast.Name]:
    """Where a module or a part of it refers to names of the module."""
    visitor = References(names)
    visitor.visit(tree)
    return visitor.found
