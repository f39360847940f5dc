"""Age of the data behind a parameter: the year that they are of, and the source that has them."""

from __future__ import annotations

import re

from carbonsim.core.late import dataclass
from carbonsim.reference.tables import sources
from carbonsim.scenario.quantity import Setting

#: Unit of a calendar year, which is told without a thousands separator.
YEAR = "year"


@dataclass(frozen=True)
class DataYear:
    """Year of the data behind a value, None where neither data nor source have one, and the source's id."""

    year: int | None
    source: str


def data_year(setting: Setting) -> DataYear:
    """Year of the data behind a parameter; of its source, where the data have none.

    A shipped path is as old as its newest point. A forecast for a year is no younger than its source.

    Parameters
    ----------
    setting : Setting
        A value from a file or as shipped.

    Returns
    -------
    DataYear
    """
    points = setting.records if len(setting.records) > 1 else ()
    if not points:
        return DataYear(_year(setting.data_year, setting.source, forecast=False), setting.source)
    found = [DataYear(_year(one.data_year, one.source, forecast=True), one.source) for one in points]
    return newest(found) or DataYear(None, setting.source)


def newest(found: list[DataYear]) -> DataYear | None:
    """The newest of several, one with a source before one without; None where none has a year."""
    known = [one for one in found if one.year is not None]
    return max(known, key=lambda one: (one.year or 0, bool(one.source)), default=None)


def _year(stated: str, source: str, *, forecast: bool) -> int | None:
    own = _number(stated)
    known = sources().get(source)
    published = None if known is None else _number(known.year)
    if own is None or (forecast and published is not None):
        return published if own is None or published is None else min(own, published)
    return own


def _number(text: str) -> int | None:
    """The last year that a text names."""
    years = re.findall(r"\d{4}", text)
    return int(years[-1]) if years else None
