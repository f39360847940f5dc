"""Small faults that may be made in an expression: each an expression that stands in its place."""

from __future__ import annotations

import ast
from collections.abc import Iterator

ARITHMETIC = {
    **{ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.Div, ast.Div: ast.Mult, ast.Pow: ast.Mult},
    **{ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.BitAnd: ast.BitOr, ast.BitOr: ast.BitAnd},
    **{ast.LShift: ast.RShift, ast.RShift: ast.LShift},
}
COMPARISONS = {
    **{ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Eq: ast.NotEq},
    **{ast.NotEq: ast.Eq, ast.Is: ast.IsNot, ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In},
}
#: Functions and methods with one of the same arguments that is easily taken for it.
NAMES = {
    **{"min": "max", "max": "min", "minimum": "maximum", "maximum": "minimum", "any": "all", "all": "any"},
    **{"floor": "ceil", "ceil": "floor", "nansum": "sum", "nanmin": "nanmax", "nanmax": "nanmin"},
    **{"argmin": "argmax", "argmax": "argmin", "cumsum": "cumprod", "mean": "sum", "sum": "mean"},
    **{"amin": "amax", "amax": "amin", "nanmean": "nansum", "isfinite": "isnan"},
}
#: Arguments that may be left out of calls of Python and NumPy, and then mean something else.
OPTIONAL = ("axis", "initial", "where", "keepdims", "key", "reverse", "default", "side", "ddof")
#: A tolerance twice as wide is still one: it is made a million times as wide.
TINY, WIDER = 1e-6, 1e6


def faults(node: ast.AST) -> Iterator[tuple[str, ast.expr]]:
    """Kind of each fault of an expression, and the expression with it.

    Examples
    --------
    >>> [(kind, ast.unparse(new)) for kind, new in faults(ast.parse("a < b", mode="eval").body)]
    [('comparison', 'a <= b'), ('comparison', 'not a < b')]
    """
    match node:
        case ast.BinOp():
            yield from _arithmetic(node)
        case ast.Compare():
            yield from _comparison(node)
        case ast.BoolOp(op, values):
            yield "boolean", ast.BoolOp(ast.Or() if isinstance(op, ast.And) else ast.And(), values)
        case ast.UnaryOp(ast.Not(), operand) | ast.UnaryOp(ast.Invert(), operand):
            yield "boolean", operand
        case ast.UnaryOp(ast.USub(), operand):
            yield "sign", operand
        case ast.Constant():
            yield from (("constant", ast.Constant(value)) for value in other_values(node.value))
        case ast.Call():
            yield from _call(node)
        case ast.IfExp(_, body, orelse):
            yield from (("condition", body), ("condition", orelse))


def conditions(node: ast.stmt) -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Kind, condition and what it is forced to be, of a statement."""
    if isinstance(node, ast.If):
        yield from (("condition", node.test, ast.Constant(value)) for value in (True, False))
    elif isinstance(node, ast.While):
        yield "condition", node.test, ast.Constant(False)


def given_back(node: ast.Return) -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Kind, value and another one that a function gives back: none, or the negative one of arithmetic."""
    value = node.value
    if isinstance(value, ast.BinOp) and type(value.op) in (ast.Add, ast.Sub, ast.Mult, ast.Div):
        yield "return", value, ast.UnaryOp(ast.USub(), value)
    elif value is not None and not (isinstance(value, ast.Constant) and value.value is None):
        yield "return", value, ast.Constant(None)


def bounds(node: ast.Slice) -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Kind, bound and the next one, of a slice; bounds that are numbers are constants."""
    for bound in (node.lower, node.upper):
        if bound is not None and not _number(bound):
            yield "slice", bound, ast.BinOp(bound, ast.Add(), ast.Constant(1))


def other_values(value: object) -> tuple[bool | int | float, ...]:
    """Values that stand for a number by mistake.

    Examples
    --------
    >>> other_values(0), other_values(1), other_values(7), other_values(0.5), other_values(1e-9)
    ((1,), (0, 2), (8, 6), (1.0,), (0.001,))
    >>> other_values(True), other_values("text"), other_values(0.0)
    ((False,), (), (1.0,))
    """
    if isinstance(value, bool):
        return (not value,)
    if isinstance(value, int):
        return {0: (1,), 1: (0, 2)}.get(value, (value + 1, value - 1))
    if isinstance(value, float):
        if value == 0.0:
            return (1.0,)
        return (float(f"{value * (WIDER if abs(value) < TINY else 2.0):.12g}"),)
    return ()


def _arithmetic(node: ast.BinOp) -> Iterator[tuple[str, ast.expr]]:
    texts = (ast.JoinedStr, ast.List, ast.Tuple)
    for side in (node.left, node.right):
        # texts, paths and lists know one operator alone: any other fails wherever it runs
        if isinstance(side, texts) or (isinstance(side, ast.Constant) and isinstance(side.value, str)):
            return
    if (other := ARITHMETIC.get(type(node.op))) is not None:
        yield "arithmetic", ast.BinOp(node.left, other(), node.right)


def _comparison(node: ast.Compare) -> Iterator[tuple[str, ast.expr]]:
    for place, op in enumerate(node.ops):
        ops = [COMPARISONS[type(op)]() if at == place else other for at, other in enumerate(node.ops)]
        yield "comparison", ast.Compare(node.left, ops, node.comparators)
    if isinstance(node.ops[0], ast.Lt | ast.LtE | ast.Gt | ast.GtE) and len(node.ops) == 1:
        yield "comparison", ast.UnaryOp(ast.Not(), node)


def _call(node: ast.Call) -> Iterator[tuple[str, ast.expr]]:
    match node.func:
        case ast.Name(id=name) if name in NAMES and name != "sum":
            yield "name", ast.Call(ast.Name(NAMES[name]), node.args, node.keywords)
        case ast.Attribute(value=owner, attr=name) if name in NAMES:
            yield "name", ast.Call(ast.Attribute(owner, NAMES[name]), node.args, node.keywords)
    for keyword in node.keywords:
        if keyword.arg in OPTIONAL:
            rest = [other for other in node.keywords if other is not keyword]
            yield "argument", ast.Call(node.func, node.args, rest)


def _number(node: ast.expr) -> bool:
    inner = node.operand if isinstance(node, ast.UnaryOp) else node
    return isinstance(inner, ast.Constant)
