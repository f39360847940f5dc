"""Places of a source file where a fault may be made, and the file with it."""

from __future__ import annotations

import ast
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from tests.mutants.operators import bounds, conditions, faults, given_back

#: Calls that only tell somebody something.
TELLING = ("warn", "cast", "TypeVar", "NewType")
#: Arguments that no result hangs on: they guard, or lay out a text.
GUARDS = ("strict", "frozen", "slots", "ensure_ascii", "allow_nan", "indent", "exist_ok", "parents", "check")
TYPES = ("str", "int", "float", "bool", "tuple", "dict", "list", "frozenset", "Literal")


@dataclass(frozen=True)
class Mutant:
    """One fault: what stands at a place of a file and what shall stand there."""

    file: str
    line: int
    last_line: int
    column: int
    kind: str
    before: str
    after: str

    @property
    def name(self) -> str:
        """Place and fault in a line, by which a mutant is found again."""
        before = " ".join(self.before.split())
        return f"{self.file}:{self.line}:{self.column} [{self.kind}] {before}  ->  {self.after}"

    def apply(self, text: str) -> str:
        """The file with the fault."""
        raw = text.encode()
        starts = [0]
        for row in raw.split(b"\n"):
            starts.append(starts[-1] + len(row) + 1)
        begin = starts[self.line - 1] + self.column
        before = self.before.encode()
        if raw[begin : begin + len(before)] != before:
            raise ValueError(f"{self.file}:{self.line}: found another text than the mutant was made of")
        return (raw[:begin] + f"({self.after})".encode() + raw[begin + len(before) :]).decode()


def mutants_of(text: str, file: str) -> list[list[Mutant]]:
    """Mutants of a file: for each place those that may be made there.

    Examples
    --------
    >>> text = 'def f(x: int = 3) -> "int | None":' + chr(10) + "    return x * 2" + chr(10)
    >>> for place in mutants_of(text, "f.py"):
    ...     print([f"{one.before} -> {one.after}" for one in place])
    ['3 -> 4', '3 -> 2']
    ['x * 2 -> -(x * 2)', 'x * 2 -> x / 2']
    ['2 -> 3', '2 -> 1']
    """
    places: dict[tuple[int, int, int, int], list[Mutant]] = {}
    lines = [line.encode() for line in text.split("\n")]
    for kind, node, new in _faults(ast.parse(text)):
        last_line, last_column = node.end_lineno or node.lineno, node.end_col_offset or 0
        place = (node.lineno, node.col_offset, last_line, last_column)
        segment = lines[node.lineno - 1 : last_line]
        segment[-1] = segment[-1][:last_column]
        segment[0] = segment[0][node.col_offset :]
        before = b"\n".join(segment).decode()
        after = ast.unparse(ast.fix_missing_locations(new))
        one = Mutant(file, node.lineno, last_line, node.col_offset, kind, before, after)
        places.setdefault(place, []).append(one)
    return [places[place] for place in sorted(places)]


def sampled(source: Path, packages: tuple[str, ...], count: int, seed: int) -> list[Mutant]:
    """Random mutants of packages, of each as many as it has places, one a place.

    Parameters
    ----------
    source : Path
        The folder that holds ``carbonsim``.
    packages : tuple of str
        Folders of ``carbonsim``.
    count, seed : int
        Number of mutants, and what the choice hangs on with the text of the files.
    """
    places = {name: list(_places(source, name)) for name in packages}
    whole = sum(map(len, places.values()))
    exact = {name: count * len(found) / whole for name, found in places.items()}
    quota = {name: int(share) for name, share in exact.items()}
    for name in sorted(packages, key=lambda one: quota[one] - exact[one])[: count - sum(quota.values())]:
        quota[name] += 1
    chosen = []
    for name in packages:
        drawn = random.Random(f"{seed} {name}")
        chosen += [drawn.choice(place) for place in drawn.sample(places[name], quota[name])]
    return chosen


def _places(source: Path, package: str) -> Iterator[list[Mutant]]:
    for path in sorted((source / "carbonsim" / package).rglob("*.py")):
        yield from mutants_of(path.read_text(encoding="utf-8"), path.relative_to(source).as_posix())


def _faults(tree: ast.AST) -> Iterator[tuple[str, ast.expr, ast.expr]]:
    """Kind, expression and what stands for it, of all that runs and is no message, type or guard."""
    waiting: list[ast.AST] = [tree]
    while waiting:
        node = waiting.pop()
        if _left_alone(node):
            continue
        if isinstance(node, ast.Slice):
            yield from bounds(node)
        elif isinstance(node, ast.expr):
            yield from ((kind, node, new) for kind, new in faults(node))
        elif isinstance(node, ast.Return):
            yield from given_back(node)
        elif isinstance(node, ast.stmt):
            yield from conditions(node)
        elif isinstance(node, ast.comprehension):
            yield from (("condition", test, ast.Constant(True)) for test in node.ifs)
        waiting.extend(_parts(node))


def _left_alone(node: ast.AST) -> bool:
    """Whether a node is a message, a type or a guard, with all that is in it."""
    match node:
        case ast.Raise() | ast.Assert() | ast.JoinedStr() | ast.Import() | ast.ImportFrom():
            return True
        case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Assign(targets=[ast.Name(id="__all__")]):
            return True
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in TELLING
        case ast.keyword(arg=name):
            return name in GUARDS
        case ast.BinOp() | ast.Subscript():
            return _is_type(node)
    return False


def _is_type(node: ast.AST) -> bool:
    """Whether an expression is a union of types, as ``str | None``."""
    match node:
        case ast.BinOp(left=left, op=ast.BitOr(), right=right):
            return _is_type(left) and _is_type(right)
        case ast.Constant(value=None):
            return True
        case ast.Subscript(value=value):
            return _is_type(value)
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name in TYPES or (name[0].isupper() and not name.isupper())
    return False


def _parts(node: ast.AST) -> Iterator[ast.AST]:
    """Parts of a node that run: no annotations, no decorators, no texts in front."""
    for name, value in ast.iter_fields(node):
        if name in ("annotation", "returns", "decorator_list", "bases", "type_comment"):
            continue
        parts = value if isinstance(value, list) else [value]
        yield from (part for part in parts if isinstance(part, ast.AST))
