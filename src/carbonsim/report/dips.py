"""A year whose sales were made in the year before, which explains a dip of shares."""

from __future__ import annotations

import numpy as np

from carbonsim.core.blank import filled
from carbonsim.report.pick import SHARES
from carbonsim.report.texts import say
from carbonsim.results.results import Results

#: A share dips by so many points below the years beside it.
LEAST = 2.0
WORDS = "{year} dips: some of its vehicles were bought in {before} already"


def dip_words(results: Results, means: str, language: str) -> str:
    """Remark on the first dip of the share of new drives that purchases made ahead explain.

    Parameters
    ----------
    results : Results
        A run.
    means : str
        Of transport, such as ``Transportation|Truck``.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    str
        Nothing where there is none: the share falls and comes back, and of all sales the year before has
        more than that before it, and the year itself less than the next.
    """
    names = [f"{SHARES}{means}|{new}" for new in ("New Energy", "Plug-In")]
    share = next((results.central[name] for name in names if name in results.central), None)
    sold = results.central.get(f"Sales|{means}")
    if share is None or sold is None or len(share) < 4:
        return ""
    share, sold = filled(share), filled(sold)
    below = np.minimum(share[1:-2], share[3:]) - share[2:-1]
    ahead = (sold[1:-2] > sold[:-3]) & (sold[2:-1] < sold[3:])
    there = np.flatnonzero((below > LEAST) & ahead)
    if not there.size:
        return ""
    year = int(results.years[there[0] + 2])
    return say(WORDS, language).format(year=year, before=year - 1)
