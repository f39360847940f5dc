"""Shares of trucks by powertrain, forecast and observed, as text."""

from __future__ import annotations

from carbonsim.analysis.hindcast import Hindcast, in_percent
from carbonsim.report.layout import columns
from carbonsim.report.numbers import fixed
from carbonsim.report.texts import say


def hindcast_lines(found: Hindcast, language: str) -> list[str]:
    """Shares by powertrain, forecast at the end of the frozen year against observed.

    Parameters
    ----------
    found : Hindcast
        From `hindcast`.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    list of str
    """
    words = ("year", "powertrain", "actual", "forecast", "80 % interval", "off by, points", "in 80 %")
    rows = [tuple(say(word, language) for word in words)]
    for row in found.rows:
        actual, median, low, high, error = in_percent(row)
        span = f"{fixed(low, 1)} – {fixed(high, 1)}"
        hit = say("yes" if row.covered else "no", language)
        rows.append(
            (
                str(row.year),
                say(row.row, language),
                fixed(actual, 1),
                fixed(median, 1),
                span,
                f"{error:+.1f}",
                hit,
            )
        )
    return [say("Shares of sales by powertrain [%]", language), *columns(rows, "<<>>>><")]
