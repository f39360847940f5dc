"""A year in which far more, or fewer, is bought than in the reference, which explains jumps of figures."""

from __future__ import annotations

import numpy as np

from carbonsim.core.blank import filled
from carbonsim.report.style import Look
from carbonsim.report.units import amount
from carbonsim.results.results import Results

SALES = "Sales|"
#: A year stands out by this share of the reference's sales, and by this multiple of the years beside it.
LEAST, APART = 0.1, 3.0


def purchase_remark(results: Results, sector: str, look: Look) -> str:
    """Sales of the year that stands out most, against the reference; nothing where none does.

    Parameters
    ----------
    results : Results
        A run.
    sector : str
        Whose sales, such as ``Transportation|Truck``.
    look : Look
        Of the figure.

    Returns
    -------
    str
    """
    name = SALES + sector
    reference = None if results.reference is None else results.reference.central.get(name)
    if reference is None or name not in results.central:
        return ""
    more = filled(results.central[name] - reference)
    beside = np.maximum(np.abs(np.roll(np.pad(more, 1), 1)), np.abs(np.roll(np.pad(more, 1), -1)))[1:-1]
    apart = (np.abs(more) > LEAST * np.abs(filled(reference))) & (np.abs(more) > APART * beside)
    if not apart.any():
        return ""
    index = int(np.argmax(np.where(apart, np.abs(more), 0.0)))
    words = "sales of {year}: {amount} more than in the reference"
    if more[index] < 0.0:
        words = "sales of {year}: {amount} fewer than in the reference"
    count = amount(abs(float(more[index])), results.unit(name), 1, look.language)
    return look.say(words).format(amount=count, year=results.years[index])
