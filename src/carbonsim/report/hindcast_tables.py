"""The choice of trucks with costs as they came, as text."""

from __future__ import annotations

from carbonsim.analysis.hindcast import Hindcast
from carbonsim.report.layout import columns, wrap
from carbonsim.report.numbers import fixed


def hindcast_lines(found: Hindcast) -> list[str]:
    """Shares by powertrain, modelled against observed, and the constants of the fit.

    Parameters
    ----------
    found : Hindcast
        From `hindcast`.

    Returns
    -------
    list of str
    """
    title = "Heavy trucks of China: shares of sales by powertrain, modelled against observed"
    about = (
        f"with the costs of each year as they came; fitted on the years to {found.last_fitted}; "
        "years marked * were not seen by the fit"
    )
    rows: list[tuple[str, ...]] = [("year", "", "powertrain", "observed %", "modelled %", "off by, points")]
    for row in found.rows:
        percent = (f"{100 * value:.1f}" for value in (row.actual, row.model))
        rows.append((str(row.year), "" if row.fitted else "*", row.row, *percent, f"{100 * row.error:+.1f}"))
    return [title, *wrap(about), "", *columns(rows, "<<<>>>"), "", *_constants(found)]


def _constants(found: Hindcast) -> list[str]:
    """What buyers saw beyond cost: as fitted, and as the last year alone would have it."""
    last = max(row.year for row in found.rows)
    head = ("constant of the choice", f"fitted to {found.last_fitted}", "90 % range, +-", f"of {last} alone")
    rows: list[tuple[str, ...]] = [head]
    series = (found.fit.constants, found.fit.spread, found.latest)
    for number, name in enumerate(found.powertrains):
        rows.append((name, *(fixed(float(values[number]), 2) for values in series)))
    return columns(rows, "<>>>")
