"""Small wrong changes of a module, one at a time: what a test must notice, or the line says nothing.

Left alone is what no test can notice: annotations, names of types, docstrings, how a dataclass is stored, and branches
that only the type checker asks for (``assert_never``).
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

_COMPARISONS: dict[type[ast.cmpop], tuple[type[ast.cmpop], ...]] = {
    ast.Eq: (ast.NotEq,),
    ast.NotEq: (ast.Eq,),
    ast.Lt: (ast.LtE, ast.GtE),
    ast.LtE: (ast.Lt, ast.Gt),
    ast.Gt: (ast.GtE, ast.LtE),
    ast.GtE: (ast.Gt, ast.Lt),
    ast.In: (ast.NotIn,),
    ast.NotIn: (ast.In,),
    ast.Is: (ast.IsNot,),
    ast.IsNot: (ast.Is,),
}
_ARITHMETIC: dict[type[ast.operator], type[ast.operator]] = {
    ast.Add: ast.Sub,
    ast.Sub: ast.Add,
    ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult,
    ast.BitAnd: ast.BitOr,
    ast.BitOr: ast.BitAnd,
}
_OF_TYPES = {"annotation", "returns", "decorator_list", "type_params", "bases"}
"""Fields of the tree that say of what type something is, or how it is kept."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """``code`` is the changed module; ``line`` and ``words`` say what was changed."""

    line: int
    words: str
    code: Any


def mutants(source: str, name: str) -> Iterator[Mutant]:
    """Every mutant of a module; the tree is changed in one place at a time and set right again."""
    tree = ast.parse(source)
    for holder, key, node in _places(tree):
        for words, changed in _variants(node):
            _put(holder, key, changed)
            ast.fix_missing_locations(tree)
            yield Mutant(_line(node), words, compile(tree, name, "exec"))
            _put(holder, key, node)


def _line(node: Any) -> int:
    """Two kinds of nodes have no line of their own; what they begin with has."""
    begins = {ast.comprehension: "target", ast.match_case: "pattern"}.get(type(node))
    line: int = (getattr(node, begins) if begins else node).lineno
    return line


def _put(holder: Any, key: str | int, node: Any) -> None:
    if isinstance(key, int):
        holder[key] = node
    else:
        setattr(holder, key, node)


def _places(node: ast.AST) -> Iterator[tuple[Any, str | int, Any]]:
    """Each node that may be changed, with the list or node that holds it and where."""
    for key, value in ast.iter_fields(node):
        if key in _OF_TYPES:
            continue
        inside = list(enumerate(value)) if isinstance(value, list) else [(key, value)]
        for where, each in inside:
            if isinstance(each, ast.AST) and not _says_nothing(each):
                yield (value if isinstance(value, list) else node), where, each
                yield from _places(each)


def _says_nothing(node: ast.AST) -> bool:
    match node:
        case ast.Expr(value=ast.Constant()):  # a docstring, or the dots of a protocol
            return True
        case ast.Assign(value=ast.BinOp(op=ast.BitOr()) | ast.Subscript(value=ast.Name(id="Callable"))):
            return True  # a name for types
        case ast.Assign(value=ast.Subscript(value=ast.Name(id="Literal"))):
            return True
        case ast.match_case(body=[ast.Expr(value=ast.Call(func=ast.Name(id="assert_never")))]):
            return True
        case ast.JoinedStr() | ast.alias() | ast.expr_context():
            return True
    return False


def _variants(node: Any) -> Iterator[tuple[str, ast.AST]]:
    """What a node is changed into, with the words for it."""
    match node:
        case ast.comprehension(ifs=[first, *rest]):
            yield f"without {ast.unparse(first)}", ast.comprehension(node.target, node.iter, rest, 0)
        case ast.match_case():
            never = ast.match_case(node.pattern, ast.Constant(value=False), node.body)
            yield f"without case {ast.unparse(node.pattern)}", never
        case ast.stmt():
            yield from _other_statements(node)
        case ast.expr():
            yield from ((f"{ast.unparse(node)} → {ast.unparse(other)}", other) for other in _other_expressions(node))


def _other_expressions(node: ast.expr) -> Iterator[ast.expr]:
    match node:
        case ast.Compare():
            yield from _other_comparisons(node)
        case ast.BoolOp(op=op, values=values):
            yield ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
            for left_out in values:
                rest = [value for value in values if value is not left_out]
                yield rest[0] if len(rest) == 1 else ast.BoolOp(op, rest)
        case ast.UnaryOp(op=ast.Not() | ast.USub(), operand=operand):
            yield operand
        case ast.BinOp(left=left, op=op, right=right) if type(op) in _ARITHMETIC:
            yield ast.BinOp(left, _ARITHMETIC[type(op)](), right)
        case ast.IfExp(body=body, orelse=orelse):
            yield from (body, orelse)
        case ast.Constant(value=value):
            yield from _other_constants(value)


def _other_comparisons(node: ast.Compare) -> Iterator[ast.expr]:
    for number, op in enumerate(node.ops):
        for other in _COMPARISONS[type(op)]:
            yield ast.Compare(node.left, [*node.ops[:number], other(), *node.ops[number + 1 :]], node.comparators)


def _other_constants(value: object) -> Iterator[ast.expr]:
    match value:
        case bool():
            yield ast.Constant(not value)
        case int():
            yield ast.Constant(value + 1)
        case str():
            yield ast.Constant(value + "!")


def _other_statements(node: ast.stmt) -> Iterator[tuple[str, ast.AST]]:
    match node:
        case ast.If(test=test) | ast.While(test=test):
            for value in (True, False):
                changed = type(node)(ast.Constant(value), node.body, node.orelse)
                if not (value and isinstance(node, ast.While)):
                    yield f"if {ast.unparse(test)} → {value}", changed
        case ast.Return(value=value) if value is not None and not _is_none(value):
            yield f"{ast.unparse(node)} → return None", ast.Return(ast.Constant(None))
        case ast.Expr() | ast.AugAssign() | ast.Raise() | ast.Continue() | ast.For():
            yield f"without {ast.unparse(node).splitlines()[0]}", ast.Pass()
        case ast.Return():
            yield "without return", ast.Pass()


def _is_none(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant) and node.value is None
