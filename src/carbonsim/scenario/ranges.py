"""What a number must keep to: its order with its range, and the bounds of its definition."""

from __future__ import annotations

from carbonsim.scenario.quantity import Definition


def out_of_order(low: float | None, central: float, high: float | None) -> str:
    """What is wrong with the order of a value and its range, or nothing.

    Examples
    --------
    >>> out_of_order(2.0, 1.0, 3.0)
    'found low 2 above the value 1'
    """
    if low is not None and low > central:
        return f"found low {low:g} above the value {central:g}"
    if high is not None and high < central:
        return f"found high {high:g} below the value {central:g}"
    return ""


def out_of_range(value: float, definition: Definition) -> str:
    """What is wrong with a number in the unit of its definition, or nothing."""
    unit = "" if definition.unit in ("1", "count") else f" {definition.unit}"
    if definition.minimum is not None and value < definition.minimum:
        return f"found {value:.9g}{unit}, expected at least {definition.minimum:.9g}{unit}"
    if definition.maximum is not None and value > definition.maximum:
        return f"found {value:.9g}{unit}, expected at most {definition.maximum:.9g}{unit}"
    return ""
