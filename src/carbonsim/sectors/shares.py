"""Shares of a whole: central values add up to 1, and what is drawn is scaled to do so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from carbonsim.core.errors import Problem
from carbonsim.core.types import Array, IntArray
from carbonsim.scenario.quantity import Setting
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.labels import problem_at

#: How far central values may be from adding up to 1: what rounding in a file makes of them.
SHARE_TOLERANCE = 1e-3


def scaled_shares(shares: Array) -> Array:
    r"""Shares scaled to add up to 1.

    .. math:: s'_i = s_i / \sum_j s_j

    Parameters
    ----------
    shares : array [1]
        Not negative, of the whole along the first axis.

    Returns
    -------
    array [1]
        All 0 where all are 0.

    Examples
    --------
    >>> scaled_shares(np.array([0.3, 0.3])).tolist()
    [0.5, 0.5]
    """
    total = shares.sum(axis=0)
    return np.asarray(shares / np.where(total > 0, total, 1.0))


def whole_of(
    scenario: Scenario,
    key: str,
    families: Mapping[str, tuple[str, ...]],
    rows_of: Callable[[Scenario, str], tuple[str, ...]] = Scenario.present,
) -> tuple[str, ...]:
    """Keys of an attribute of all rows of a family, if a key is one of them.

    Parameters
    ----------
    scenario : Scenario
    key : str
    families : mapping of str to tuple of str
        Attributes that are shares of one whole over the rows of a family.
    rows_of : callable
        Rows of a family that have a part of the whole: the scenario's own, or `Scenario.members`.

    Returns
    -------
    tuple of str
        Nothing if the key is of no such attribute, or of a row that has no part of the whole.
    """
    row, _, attribute = key.rpartition(".")
    family = row.rpartition(".")[0]
    if attribute not in families.get(family, ()):
        return ()
    keys = tuple(f"{family}.{name}.{attribute}" for name in rows_of(scenario, family))
    return keys if key in keys else ()


def stated_by_user(scenario: Scenario, keys: Sequence[str]) -> Setting:
    """The setting to point at of several: what an override, the file itself or any file states; or the first.

    Parameters
    ----------
    scenario : Scenario
    keys : sequence of str
        Keys of parameters that together are wrong.

    Returns
    -------
    Setting
    """
    settings = [scenario.settings[key] for key in keys]
    stated = [setting for setting in settings if not setting.origin.row]
    nearest = [setting for setting in stated if setting.origin.line == 0]
    nearest += [setting for setting in stated if setting.origin.file == scenario.file]
    return (nearest or stated[::-1] or settings)[0]


def share_problems(
    scenario: Scenario,
    keys: Sequence[str],
    years: Sequence[int],
    tolerance: float = SHARE_TOLERANCE,
    what: str = "shares",
) -> Iterator[Problem]:
    """Problems of central values that do not add up to 1, told for the first year.

    Parameters
    ----------
    scenario : Scenario
    keys : sequence of str
        Keys of the shares of one whole.
    years : sequence of int
        In which they must add up.
    tolerance : float [1]
        How far they may be off.
    what : str
        Word for them in the message.

    Yields
    ------
    Problem
        At what the user stated.
    """
    at = np.array(years)
    total = np.sum([scenario.quantity(key).series(at)[0] for key in keys], axis=0)
    off = np.flatnonzero(np.abs(total - 1.0) > tolerance)
    if len(off):
        setting = stated_by_user(scenario, keys)
        year = f" in {years[off[0]]}" if any(scenario.quantity(key).years for key in keys) else ""
        message = f"the {what} add up to {float(total[off[0]]):.4g}{year}, expected 1"
        yield problem_at(setting, message, _listed(scenario, keys, at[off[:1]]))


def _listed(scenario: Scenario, keys: Sequence[str], year: IntArray) -> str:
    """Shares of a year by row: those that are not 0."""
    values = {key: float(scenario.quantity(key).series(year)[0][0]) for key in keys}
    shown = ", ".join(f"{key.split('.')[-2]} {value:.4g}" for key, value in values.items() if value)
    row, _, attribute = keys[0].rpartition(".")
    return f"{row.rpartition('.')[0]}.*.{attribute}: {shown or 'all 0'}"
