"""A comparison as records: what goes into its tables, files and data frames."""

from __future__ import annotations

from typing import TYPE_CHECKING

from carbonsim.results.records import QUANTILE_NAMES
from carbonsim.scenario.quantity import Quantity, Setting

if TYPE_CHECKING:
    from collections.abc import Sequence

    from carbonsim.analysis.comparison import Change, Comparison, Difference
    from carbonsim.core.types import Array

Record = dict[str, str | int | float | None]
OUTCOME_COLUMNS = (
    *("scenario", "outcome", "unit", "base", "value", "difference"),
    *(*QUANTILE_NAMES, "probability_below"),
)


def series_records(found: Comparison) -> list[Record]:
    """A record for each scenario, series and year."""
    records: list[Record] = []
    for one in found.others:
        for name, series in one.series.items():
            head: Record = {"scenario": one.results.scenario.name, "variable": name, "unit": series.unit}
            for place, year in enumerate(found.years.tolist()):
                records.append(
                    {
                        **head,
                        "year": year,
                        "base": float(series.base[place]),
                        "value": float(series.other[place]),
                        "difference": float(series.central[place]),
                        **_bands(None if series.band is None else series.band[:, place]),
                    }
                )
    return records


def outcome_records(found: Comparison) -> list[Record]:
    """A record for each scenario and outcome."""
    return [
        {
            "scenario": one.results.scenario.name,
            "outcome": name,
            "unit": outcome.unit,
            "base": outcome.base,
            "value": outcome.other,
            "difference": outcome.central,
            **_bands(outcome.band),
            "probability_below": outcome.below,
        }
        for one in found.others
        for name, outcome in one.outcomes.items()
    ]


def parameter_records(found: Comparison) -> list[Record]:
    """A record for each scenario and parameter that differs; a path by all its points."""
    records: list[Record] = []
    for one in found.others:
        for change in one.changes:
            setting = change.other or change.base
            assert setting is not None
            records.append(
                {
                    "scenario": one.results.scenario.name,
                    "parameter": change.address,
                    "only_in": _only_in(found, one, change),
                    "role": setting.definition.role,
                    "unit": "" if isinstance(setting.value, str) else setting.definition.unit,
                    **_value("base_", change.base),
                    **_value("", change.other),
                }
            )
    return records


def _only_in(found: Comparison, one: Difference, change: Change) -> str:
    """The scenario that alone has a parameter, or nothing."""
    if change.base is None:
        return one.results.scenario.name
    return found.base.scenario.name if change.other is None else ""


def _bands(values: Sequence[float] | Array | None) -> Record:
    if values is None:
        return dict.fromkeys(QUANTILE_NAMES)
    return {name: float(value) for name, value in zip(QUANTILE_NAMES, values, strict=True)}


def _value(prefix: str, setting: Setting | None) -> Record:
    names = (f"{prefix}value", f"{prefix}low", f"{prefix}high")
    if setting is None:
        return dict.fromkeys(names, "")
    value = setting.value
    if isinstance(value, str):
        return dict(zip(names, (value, "", ""), strict=True))
    parts = (_points(value, value.central), _points(value, value.low), _points(value, value.high))
    return dict(zip(names, parts, strict=True))


def _points(value: Quantity, numbers: tuple[float, ...] | None) -> str:
    if numbers is None:
        return ""
    if not value.years:
        return f"{numbers[0]:g}"
    return "; ".join(f"{year}: {number:g}" for year, number in zip(value.years, numbers, strict=True))
