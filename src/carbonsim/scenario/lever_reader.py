"""Reading the levers of a scenario."""

from __future__ import annotations

from collections.abc import Mapping
from math import prod

from carbonsim.core.errors import Problem
from carbonsim.scenario.lever_values import Movable, ValueReader, own_value
from carbonsim.scenario.levers import (
    FEWEST_STEPS,
    MOST_LEVERS,
    MOST_POINTS,
    MOST_STEPS,
    OFF,
    ON,
    STEPS,
    Lever,
    held,
    is_constant,
)
from carbonsim.scenario.nodes import Fields, Items, Node, Scalar, is_empty
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.points import Amounts
from carbonsim.scenario.problems import Problems, shown
from carbonsim.scenario.quantity import Definition, Quantity
from carbonsim.scenario.ranges import out_of_range
from carbonsim.scenario.scalars import describe, read_integer, read_text
from carbonsim.scenario.titles import read_title
from carbonsim.scenario.units import UnitError, convert, parse_value

KEY = "levers"
KEYS = ("name", "title", "set", "low", "high", "steps")
_EXAMPLE = "begin each lever with - name:"


def read_levers(
    node: Node, around: Movable, left_out: list[Problem], problems: Problems
) -> tuple[Lever, ...]:
    """All levers of a scenario.

    Parameters
    ----------
    node : Node
        The list.
    around : Movable
        What they are read against.
    left_out : list of Problem
        Takes warnings of inherited levers that the scenario cannot have.
    problems : Problems
        Takes what is wrong.

    Returns
    -------
    tuple of Lever
        Those that could be read.
    """
    if is_empty(node):
        return ()
    if not isinstance(node, Items):
        problems.add(node.origin, KEY, f"{describe(node)}, expected a list", _EXAMPLE)
        return ()
    if len(node.items) > MOST_LEVERS:
        message = f"found {len(node.items)} levers, expected at most {MOST_LEVERS}"
        problems.add(node.items[MOST_LEVERS].origin, KEY, message, "keep those that readers will ask about")
        return ()
    steps = STEPS.get(len(node.items), FEWEST_STEPS)
    levers: list[Lever] = []
    for index, item in enumerate(node.items):
        found = Problems() if around.inherited else problems
        lever = _LeverReader(item, f"{KEY}[{index + 1}]", around, found, steps).read()
        if lever is not None:
            lever = _first_of_its_name(lever, levers, found)
        if around.inherited and len(found):
            left_out += _warnings(found)
        elif lever is not None:
            levers.append(lever)
    _check_points(levers, problems)
    return tuple(levers)


def _first_of_its_name(lever: Lever, others: list[Lever], problems: Problems) -> Lever:
    """A lever whose name and parameters are those of no other."""
    for other in others:
        if other.name == lever.name:
            message = f"found the name {shown(lever.name)!r} twice, first in line {other.origin.line}"
            problems.add(lever.origin, f"{KEY}.{lever.name}", message, "give each lever a name of its own")
        for key in lever.on.keys() & other.on.keys():
            message = f"found {key} in the lever {shown(other.name)!r}, too, expected it in one lever alone"
            problems.add(lever.origin, f"{KEY}.{lever.name}.set", message, "take it out of one of the two")
    return lever


def _check_points(levers: list[Lever], problems: Problems) -> None:
    points = prod(lever.steps for lever in levers)
    if points > MOST_POINTS:
        found = " x ".join(str(lever.steps) for lever in levers)
        message = f"found {found} = {points} points, expected at most {MOST_POINTS}"
        problems.add(levers[0].origin, KEY, message, f"lower `steps`; {FEWEST_STEPS} each are the fewest")


def _warnings(found: Problems) -> list[Problem]:
    """Why an inherited lever is left out."""
    return [
        Problem(one.file, one.line, one.column, one.key, f"lever left out: {one.message}", one.hint)
        for one in found.all
    ]


class _LeverReader:
    """One lever."""

    def __init__(self, node: Node, key: str, around: Movable, problems: Problems, steps: int) -> None:
        self.node, self.key, self.around, self.problems, self.steps = node, key, around, problems, steps
        self.fields: dict[str, Node] = {}
        self.values = ValueReader(around, problems)

    def read(self) -> Lever | None:
        """The lever; None if there is a problem."""
        if not isinstance(self.node, Fields):
            message = f"{describe(self.node)}, expected a lever with name and set"
            self.problems.add(self.node.origin, self.key, message, _EXAMPLE)
            return None
        before = len(self.problems)
        self.fields = {name.text: value for name, value in self.node.entries}
        name = self._name(self.node.origin)
        for key, _ in self.node.entries:
            if key.text not in KEYS:
                hint = self.problems.suggest(key.text, KEYS)
                self.problems.add(key.origin, f"{self.key}.{key.text}", "unknown key", hint)
        title = dict.fromkeys(("en", "zh"), name)
        if "title" in self.fields:
            title = read_title(self.fields["title"], f"{self.key}.title", self.problems)
        on = self._on(self.node.origin)
        own = {key: held(own_value(self.around, key)) for key in on}
        steps = self._steps()
        if len(self.problems) > before or not on:
            return None
        low, high = self._ends(own, on)
        unit = self._definition(next(iter(own))).unit if is_constant(own, on) else "1"
        lever = Lever(name, title, own, on, low, high, steps, unit, self._origin())
        self._check(lever)
        return lever if len(self.problems) == before else None

    def _origin(self) -> Origin:
        return self.fields["name"].origin

    def _name(self, origin: Origin) -> str:
        node = self.fields.get("name")
        if node is None:
            hint = "add the line name: ..."
            self.problems.add(origin, f"{self.key}.name", "found nothing, expected a text", hint)
            return ""
        name = read_text(node, f"{self.key}.name", "a text", self.problems) or ""
        self.key = f"{KEY}.{name}" if name else self.key
        return name

    def _steps(self) -> int:
        if "steps" not in self.fields:
            return self.steps
        expected = f"a whole number from {FEWEST_STEPS} to {MOST_STEPS}"
        node, bounds = self.fields["steps"], (FEWEST_STEPS, MOST_STEPS)
        return read_integer(node, f"{self.key}.steps", expected, bounds, self.problems) or FEWEST_STEPS

    def _on(self, origin: Origin) -> dict[str, Quantity]:
        """Values that the lever sets, by key."""
        node = self.fields.get("set")
        if not isinstance(node, Fields) or not node.entries:
            found = "found nothing" if node is None else describe(node)
            hint = "for example set: {freight.swap.stations: 300 station}"
            where = origin if node is None else node.origin
            message = f"{found}, expected parameters with values"
            self.problems.add(where, f"{self.key}.set", message, hint)
            return {}
        values = {}
        for name, value in node.entries:
            quantity = self.values.read(name, value, self.key)
            if quantity is not None:
                values[name.text] = quantity
        return values

    def _definition(self, key: str) -> Definition:
        return self.around.settings[key].definition

    def _ends(self, own: Mapping[str, Quantity], on: Mapping[str, Quantity]) -> tuple[float, float]:
        """Ends of the lever: as stated, else the scenario's value and that of the lever."""
        if is_constant(own, on):
            (key,) = own
            amounts = Amounts(self._definition(key), "", self.problems)
            ends = sorted((own[key].central[0], on[key].central[0]))
            read = {
                name: amounts.read(self.fields[name], f"{self.key}.{name}")
                for name in ("low", "high")
                if name in self.fields
            }
        else:
            ends = [OFF, ON]
            read = {name: self._share(name) for name in ("low", "high") if name in self.fields}
        low, high = read.get("low", ends[0]), read.get("high", ends[1])
        return (ends[0] if low is None else low), (ends[1] if high is None else high)

    def _share(self, name: str) -> float | None:
        """An end in shares of the way."""
        node, key = self.fields[name], f"{self.key}.{name}"
        try:
            number, unit = parse_value(node.text if isinstance(node, Scalar) and not is_empty(node) else "")
            return convert(number, unit, "1") if unit else number
        except UnitError as error:
            message = f"{describe(node)}, expected a share of the way, 0 as the scenario is and 1 as set"
            self.problems.add(node.origin, key, message, error.hint)
            return None

    def _check(self, lever: Lever) -> None:
        """Whether a lever holds the scenario's own value, and its parameters stay within their bounds."""
        if not lever.low <= lever.base <= lever.high or lever.low == lever.high:
            node = self.fields.get("low", self.fields.get("high", self.node))
            unit = "" if lever.unit == "1" else f" {lever.unit}"
            message = (
                f"found {lever.low:g} to {lever.high:g}{unit}, "
                f"expected ends with the scenario's own {lever.base:g}{unit} between them"
            )
            self.problems.add(node.origin, self.key, message, "move an end")
            return
        for name, end in (("low", lever.low), ("high", lever.high)):
            for key, quantity in lever.at(end).items():
                wrong = (out_of_range(value, self._definition(key)) for value in quantity.central)
                if message := next(filter(None, wrong), ""):
                    node = self.fields.get(name, self.node)
                    where = f"{self.key}.{name}"
                    self.problems.add(node.origin, where, f"there {key} is out of bounds: {message}")
