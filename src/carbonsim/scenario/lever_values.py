"""Reading the values that a lever sets, against those of the scenario."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from carbonsim.scenario.catalogue import Catalogue
from carbonsim.scenario.claim_world import known_parameter
from carbonsim.scenario.flatten import Leaf
from carbonsim.scenario.levers import can_be_mixed, held, scaled
from carbonsim.scenario.nodes import Fields, Node, Scalar
from carbonsim.scenario.points import Amounts, read_points
from carbonsim.scenario.problems import Problems
from carbonsim.scenario.quantity import Definition, Quantity, Setting
from carbonsim.scenario.values import read_setting

#: Multiples of the scenario's own value, instead of a value.
TIMES = "times"
#: What gives a range to a quantity, which a lever has none of.
RANGE = ("low", "high", "distribution")


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


def own_value(around: Movable, key: str) -> Quantity:
    """Value of a parameter in the scenario."""
    value = around.settings[key].value
    assert isinstance(value, Quantity)
    return value


class ValueReader:
    """Values of parameters that levers set."""

    def __init__(self, around: Movable, problems: Problems) -> None:
        self.around, self.problems = around, problems

    def read(self, name: Scalar, node: Node, lever: str) -> Quantity | None:
        """Value of one parameter in the lever of that key; None if there is a problem."""
        key, place = name.text, f"{lever}.set.{name.text}"
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
        own = held(own_value(self.around, key))
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
