"""Numbers with their units, and paths of them over years."""

from __future__ import annotations

from dataclasses import dataclass

from carbonsim.scenario.heat_hints import by_heat
from carbonsim.scenario.nodes import Fields, Node, Scalar, is_empty, truth_trap
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.places import is_of_user
from carbonsim.scenario.problems import Problems, shown
from carbonsim.scenario.quantity import FIRST_YEAR, LAST_YEAR, Definition
from carbonsim.scenario.ranges import out_of_range
from carbonsim.scenario.scalars import describe, read_integer
from carbonsim.scenario.units import (
    UnitError,
    convert,
    counts_things,
    parse_unit,
    parse_value,
    takes_plain_numbers,
)


@dataclass(frozen=True)
class Points:
    """Values by year in rising order, each with its place; no years for a constant."""

    years: tuple[int, ...]
    values: tuple[float, ...]
    origins: tuple[Origin, ...]


class Amounts:
    """Reads numbers into the unit of a definition and checks its bounds.

    `unit` is the unit of numbers that are written without one; `unit_node` is where it stands. With
    `relative`, numbers are plain multiples of something else and only that is checked.
    """

    def __init__(
        self,
        definition: Definition,
        unit: str,
        problems: Problems,
        unit_node: Node | None = None,
        relative: bool = False,
    ) -> None:
        self.definition = definition
        self.target = "1" if relative else definition.unit
        self.problems = problems
        self.relative = relative
        self.written_unit = unit
        self._warned = False
        self.unit = unit if self._fits(unit, unit_node) else None

    def _fits(self, unit: str, node: Node | None) -> bool:
        """Whether a unit that stands by itself fits; said once, not for every number."""
        if node is None:
            return True
        if not unit:
            return False  # it could not be read, which is told already
        try:
            convert(1.0, unit, self.target)
        except UnitError as error:
            hint = error.hint or by_heat(1.0, unit, self.target, self.definition.pattern)
            self.problems.add(node.origin, f"{self.definition.pattern}.unit", error.message, hint)
            return False
        return True

    def read(self, node: Node, key: str) -> float | None:
        """A number in the unit of the definition, or None and a problem."""
        if not isinstance(node, Scalar) or is_empty(node) or truth_trap(node):
            self.problems.add(node.origin, key, f"{describe(node)}, expected {self._expected()}")
            return None
        number, unit = 0.0, ""
        try:
            number, unit = parse_value(node.text)
            if unit:
                parse_unit(unit)
            value = self._in_target(number, unit)
            if number and not (unit or self.unit):
                self._warn_of_unit(node, key)
        except UnitError as error:
            hint = error.hint or (by_heat(number, unit, self.target, key) if unit else "")
            self.problems.add(node.origin, key, error.message, hint)
            return None
        if value is None:
            return None
        if not self.relative and (message := out_of_range(value, self.definition)):
            self.problems.add(node.origin, key, message)
            return None
        return value

    def _warn_of_unit(self, node: Scalar, key: str) -> None:
        """A count without its unit is read for now, and told once for each parameter."""
        if self._warned or not counts_things(self.target) or not is_of_user(node.origin):
            return
        self._warned = True
        message = f"found {shown(node.text)} without a unit, read as {self.target}"
        hint = (
            f"write {shown(node.text.strip())} {self.target}: later versions refuse a count without its unit"
        )
        self.problems.warn(node.origin, key, message, hint)

    def _in_target(self, number: float, unit: str) -> float | None:
        if not unit and self.unit is None:
            return None
        unit = unit or self.unit or ""
        if not unit and not takes_plain_numbers(self.target):
            # the number is not repeated: 5 meant as per cent would become 500 % with the unit 1/yr
            raise UnitError(
                f"found {number:g} without a unit, expected a number and its unit", _unit_hint(self.target)
            )
        self.written_unit = self.written_unit or unit
        return convert(number, unit, self.target)

    def _expected(self) -> str:
        return (
            "a plain number"
            if self.target == "1"
            else f"a number with its unit, for example 1.5 {self.target}"
        )


def _unit_hint(target: str) -> str:
    if target == "1/yr":
        return "write it in %/yr or in 1/yr"
    return f"write it in {target}"


def read_points(node: Node, key: str, amounts: Amounts) -> Points | None:
    """A path: years to numbers.

    Parameters
    ----------
    node : Node
        The mapping.
    key : str
        Its address in problems.
    amounts : Amounts
        Reads the numbers.

    Returns
    -------
    Points or None
        None if there is a problem.
    """
    if not isinstance(node, Fields) or not node.entries:
        found = "found an empty path" if isinstance(node, Fields) else describe(node)
        hint = "for example {2023: 4, 2030: 300}"
        amounts.problems.add(node.origin, key, f"{found}, expected years with their values", hint)
        return None
    points: dict[int, tuple[float, Origin]] = {}
    for name, value in node.entries:
        year = _year(name, key, amounts.problems)
        number = amounts.read(value, f"{key}.{name.text}")
        if year is None or number is None:
            continue
        if year in points:
            amounts.problems.add(name.origin, f"{key}.{name.text}", "found twice", "keep one of the two")
        points[year] = (number, value.origin)
    if len(points) < len(node.entries):
        return None
    years = tuple(sorted(points))
    return Points(years, tuple(points[year][0] for year in years), tuple(points[year][1] for year in years))


def _year(name: Scalar, key: str, problems: Problems) -> int | None:
    expected = f"a year from {FIRST_YEAR} to {LAST_YEAR}"
    unquoted = Scalar(name.text, True, name.origin)
    return read_integer(unquoted, f"{key}.{name.text}", expected, (FIRST_YEAR, LAST_YEAR), problems)
