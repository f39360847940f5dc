"""Rank correlations between parameters that a scenario declares."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from carbonsim.core.copula import correlation_factor
from carbonsim.core.errors import Problem
from carbonsim.core.types import Array
from carbonsim.scenario.nodes import Fields, Items, Node, Scalar, is_empty
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.problems import Problems, shown
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.replaced import REPLACED, replacement
from carbonsim.scenario.scalars import describe, read_text
from carbonsim.scenario.units import UnitError, parse_value

KEY = "correlations"
KEYS = ("between", "rank", "source")
_EXAMPLE = "begin each with - between: [..., ...]"


@dataclass(frozen=True)
class Correlation:
    """That the draws of two parameters go together.

    Attributes
    ----------
    names : tuple of str
        What their draws are keyed by, in order of the alphabet.
    rank : float [1]
        Spearman's rank correlation, above -1 and below 1.
    source : str
        Who says so.
    origin : Origin
        Where it stands.
    """

    names: tuple[str, str]
    rank: float
    source: str
    origin: Origin


@dataclass(frozen=True)
class Known:
    """What a correlation may speak of: settings of plan and reference, and addresses found wrong already.

    `replaced` says what replaced addresses that are no more. `left_out` takes warnings of inherited pairs of
    which one has lost its range; without it such a pair is wrong.
    """

    plan: Mapping[str, Setting]
    reference: Mapping[str, Setting]
    broken: Collection[str]
    replaced: Mapping[str, str]
    left_out: list[Problem] | None = None


def connected(correlations: Iterable[Correlation]) -> tuple[tuple[Correlation, ...], ...]:
    """Correlations in groups: two belong together if a chain of shared parameters joins them."""
    groups: list[list[Correlation]] = []
    for one in correlations:
        near = [group for group in groups if any(set(one.names) & set(other.names) for other in group)]
        groups = [group for group in groups if group not in near]
        groups.append([*(other for group in near for other in group), one])
    return tuple(map(tuple, groups))


def members(group: Sequence[Correlation]) -> tuple[str, ...]:
    """What the draws of a group's parameters are keyed by, in order of the alphabet."""
    return tuple(sorted({name for one in group for name in one.names}))


def factor(group: Sequence[Correlation]) -> Array | None:
    """How independent scores of `members` are mixed; None if no parameters can have these correlations."""
    return correlation_factor(members(group), {one.names: one.rank for one in group})


def read_correlations(node: Node, known: Known, problems: Problems) -> tuple[Correlation, ...]:
    """All correlations of a scenario.

    Parameters
    ----------
    node : Node
        The list.
    known : Known
        What they may speak of.
    problems : Problems
        Takes what is wrong.

    Returns
    -------
    tuple of Correlation
        Those that could be read.
    """
    if is_empty(node):
        return ()
    if not isinstance(node, Items):
        problems.add(node.origin, KEY, f"{describe(node)}, expected a list", _EXAMPLE)
        return ()
    found: dict[tuple[str, str], Correlation] = {}
    for index, item in enumerate(node.items):
        key = f"{KEY}[{index + 1}]"
        one = _read_one(item, key, known, problems)
        if one is not None and one.names in found:
            first = found[one.names].origin.line
            message = f"found {' and '.join(one.names)} twice, first in line {first}"
            problems.add(one.origin, f"{key}.between", message, "keep one of the two")
        elif one is not None:
            found[one.names] = one
    for group in connected(found.values()):
        if factor(group) is None:
            message = (
                f"found ranks that no {len(members(group))} parameters can have: {', '.join(members(group))}"
            )
            hint = "lower a rank, or state those of the pairs left out, which count as 0"
            problems.add(group[0].origin, KEY, message, hint)
    return tuple(found.values())


def _read_one(node: Node, key: str, known: Known, problems: Problems) -> Correlation | None:
    if not isinstance(node, Fields):
        problems.add(node.origin, key, f"{describe(node)}, expected keys between and rank", _EXAMPLE)
        return None
    before = len(problems)
    for name, _ in node.entries:
        if name.text not in KEYS:
            problems.add(name.origin, f"{key}.{name.text}", "unknown key", problems.suggest(name.text, KEYS))
    names = _read_between(node, f"{key}.between", known, problems)
    rank = _read_rank(node, f"{key}.rank", problems)
    source = node.get("source")
    said = (read_text(source, f"{key}.source", "a text", problems) or "") if source else ""
    return Correlation(names, rank, said, node.origin) if names and len(problems) == before else None


def _read_between(node: Fields, key: str, known: Known, problems: Problems) -> tuple[str, str] | None:
    pair = node.get("between")
    if not isinstance(pair, Items) or len(pair.items) != 2:
        found = "found nothing" if pair is None else describe(pair)
        if isinstance(pair, Items):
            found = f"found {len(pair.items)} items"
        origin = node.origin if pair is None else pair.origin
        problems.add(origin, key, f"{found}, expected the addresses of two parameters", "as [a.b, a.c]")
        return None
    first, second = (_read_address(item, key, known, problems) for item in pair.items)
    if first is None or second is None:
        return None
    if first == second:
        hint = "rows that are drawn together share one draw" if "*" in first else "name two parameters"
        problems.add(pair.items[1].origin, key, f"found {first} twice, expected two parameters", hint)
        return None
    return (first, second) if first < second else (second, first)


def _read_address(node: Node, key: str, known: Known, problems: Problems) -> str | None:
    """What the draws of a parameter are keyed by."""
    address = read_text(node, key, "the address of a parameter", problems)
    if address is None or address in known.broken:
        return None
    if instead := replacement(known.replaced, address):
        problems.add(node.origin, key, f"found {address}: {REPLACED}", instead)
        return None
    setting = known.plan.get(address)
    if setting is None:
        message = f"found {shown(address)!r}, expected the address of a parameter of this scenario"
        problems.add(node.origin, key, message, problems.suggest(address, known.plan))
        return None
    other = known.reference.get(address)
    if not setting.ranged and not (other is not None and other.ranged):
        message = f"found {address}, which has no range and so is the same in every draw"
        if known.left_out is not None and setting.origin.file != node.origin.file:
            at = node.origin
            known.left_out.append(Problem(at.file, at.line, at.column, key, f"left out: {message}"))
        else:
            problems.add(node.origin, key, message, "give it low and high, or take this pair out")
        return None
    if setting.definition.yearly:
        message = f"found {address}, which each year has a draw of its own for"
        problems.add(node.origin, key, message, "correlate parameters that have one draw for all years")
        return None
    return setting.draw_name


def _read_rank(node: Fields, key: str, problems: Problems) -> float:
    rank = node.get("rank")
    expected = "expected a rank correlation above -1 and below 1"
    if rank is None:
        problems.add(node.origin, key, f"found nothing, {expected}", "for example rank: 0.7")
        return 0.0
    try:
        number, unit = parse_value(rank.text if isinstance(rank, Scalar) and not is_empty(rank) else "")
    except UnitError:
        number, unit = 1.0, ""
    if unit or abs(number) >= 1.0:
        problems.add(rank.origin, key, f"{describe(rank)}, {expected}")
    return number
