"""What is wrong with the labels of rows: they become names of variables."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from carbonsim.core.errors import Problem
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.scenario import Scenario

#: Signs that structure the names of variables.
RESERVED = ("|", "[", "]", "{", "}")


def problem_at(setting: Setting, message: str, hint: str) -> Problem:
    """A problem at the place where a parameter was set."""
    origin = setting.origin
    return Problem(origin.file, origin.line, origin.column, setting.address, message, hint)


def label_problems(
    scenario: Scenario,
    families: tuple[str, ...],
    rows_of: Callable[[Scenario, str], tuple[str, ...]] = Scenario.present,
) -> Iterator[Problem]:
    """Labels of families of rows: two alike would write over each other.

    Parameters
    ----------
    scenario : Scenario
    families : tuple of str
    rows_of : callable
        Rows of a family that report something in the scenario: its own, or `Scenario.members`.

    Yields
    ------
    Problem
    """
    for family in families:
        seen: dict[str, str] = {}
        for row in rows_of(scenario, family):
            setting = scenario.settings[f"{family}.{row}.label"]
            label = scenario.text(setting.address)
            if not label.strip() or any(sign in label for sign in RESERVED):
                message = f"found the label {label!r}, expected a name without {' '.join(RESERVED)}"
                yield problem_at(setting, message, "")
            if label in seen:
                yield problem_at(setting, f"found the label {label!r} twice", f"{seen[label]} has it, too")
            seen[label] = setting.address
