"""Reading the levers of a scenario."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from math import prod

from carbonsim.core.errors import Problem
from carbonsim.scenario.catalogue import Catalogue
from carbonsim.scenario.claim_world import known_parameter
from carbonsim.scenario.flatten import Leaf
from carbonsim.scenario.levers import (
    FEWEST_STEPS,
    MOST_LEVERS,
    MOST_POINTS,
    MOST_STEPS,
    OFF,
    ON,
    STEPS,
    Lever,
    can_be_mixed,
    held,
    is_constant,
    scaled,
)
from carbonsim.scenario.nodes import Fields, Items, Node, Scalar, is_empty
from carbonsim.scenario.origin import Origin
from carbonsim.scenario.points import Amounts, read_points
from carbonsim.scenario.problems import Problems, shown
from carbonsim.scenario.quantity import Definition, Quantity, Setting
from carbonsim.scenario.ranges import out_of_range
from carbonsim.scenario.scalars import describe, read_integer, read_text
from carbonsim.scenario.titles import read_title
from carbonsim.scenario.units import UnitError, convert, parse_value
from carbonsim.scenario.values import read_setting

KEY = "levers"
KEYS = ("name", "title", "set", "low", "high", "steps")
#: Multiples of the scenario's own value, instead of a value.
TIMES = "times"
#: What gives a range to a quantity, which a lever has none of.
RANGE = ("low", "high", "distribution")
_EXAMPLE = "begin each lever with - name:"


@dataclass(frozen=True)
class Movable:
    """Context of levers: settings of the policy case, what may be set, and its region.

    `broken` are keys of parameters that are found wrong already. `inherited` says whether what is wrong
    leaves a lever out: its file is not the scenario's own, or an override has changed what it moves.
    """

    settings: Mapping[str, Setting]
    broken: Collection[str]
    catalogue: Catalogue
    region: Scalar | None
    inherited: bool


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
        own = {key: held(self._own(key)) for key in on}
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
            quantity = self._value(name, value)
            if quantity is not None:
                values[name.text] = quantity
        return values

    def _value(self, name: Scalar, node: Node) -> Quantity | None:
        """Value of one parameter; None if there is a problem."""
        key, place = name.text, f"{self.key}.set.{name.text}"
        definition = known_parameter(name, place, self.around.catalogue, self.problems)
        if definition is None or key in self.around.broken:
            return None
        if reason := self._immovable(key, definition):
            hint = "a lever moves numbers and paths of numbers"
            self.problems.add(name.origin, place, reason, hint)
            return None
        if isinstance(node, Fields):
            for field, stated in node.entries:
                if field.text in RANGE:
                    message = "found a range, expected a value or a path alone: a lever holds what it moves"
                    self.problems.add(stated.origin, f"{place}.{field.text}", message, "remove it")
                    return None
        own = held(self._own(key))
        if isinstance(node, Fields) and node.get(TIMES) is not None:
            on = self._times(node, place, own, definition)
        else:
            setting = read_setting(Leaf(place, node, definition), self.around.region, self.problems)
            on = held(setting.value) if setting and isinstance(setting.value, Quantity) else None
        if on is None:
            return None
        if on == own:
            message = "found the value that the scenario has: the lever moves nothing"
            self.problems.add(node.origin, place, message, "set another value")
        elif not can_be_mixed(own, on):
            message = f"found a path with interpolation {on.interpolation}, expected {own.interpolation}"
            if own.interpolation == on.interpolation:
                message = f"found another s-curve's years, expected {', '.join(map(str, own.years))}"
            hint = "what lies between both must be a path, too"
            self.problems.add(node.origin, place, message, hint)
        return on

    def _times(self, node: Fields, place: str, own: Quantity, definition: Definition) -> Quantity | None:
        """The scenario's own value times a number, or by year times those of a path."""
        for name, value in node.entries:
            if name.text != TIMES:
                message = f"found with {TIMES}, expected {TIMES} alone"
                self.problems.add(value.origin, f"{place}.{name.text}", message, "remove it")
                return None
        amounts, times = Amounts(definition, "1", self.problems, relative=True), node.get(TIMES)
        assert times is not None
        if not isinstance(times, Fields):
            factor = amounts.read(times, f"{place}.{TIMES}")
            return None if factor is None else scaled(own, (), (factor,))
        points = read_points(times, f"{place}.{TIMES}", amounts)
        if points is None:
            return None
        if not definition.varies:
            message = "found a path, expected one number for all years"
            self.problems.add(times.origin, f"{place}.{TIMES}", message)
            return None
        if own.interpolation != "linear" and not set(points.years) <= set(own.years):
            message = f"found years between those of a path with interpolation {own.interpolation}"
            hint = f"expected some of {', '.join(map(str, own.years))}, or one number"
            self.problems.add(times.origin, f"{place}.{TIMES}", message, hint)
            return None
        return scaled(own, points.years, points.values)

    def _immovable(self, key: str, definition: Definition) -> str:
        """Why a parameter cannot be a lever; nothing if it can."""
        if definition.kind != "quantity":
            what = "an option" if definition.kind == "option" else "a text"
            return f"found {what}, expected a parameter with a number"
        setting = self.around.settings.get(key)
        if setting is None:
            return "found a parameter of a section or row that the scenario has not"
        if not setting.offered:
            return "found a parameter of a row that only the reference has"
        if not definition.drawn:
            return "found a parameter that no run of a scenario draws"
        return ""

    def _own(self, key: str) -> Quantity:
        value = self.around.settings[key].value
        assert isinstance(value, Quantity)
        return value

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
