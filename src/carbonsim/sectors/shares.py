"""Shares of a whole: central values add up to 1, and what is drawn is scaled to do so."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

import numpy as np

from carbonsim.core.errors import Problem
from carbonsim.core.late import dataclass
from carbonsim.core.types import Array, IntArray
from carbonsim.scenario.quantity import Origin, Quantity, Setting
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
    return shares / np.where(total > 0, total, 1.0)


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
        Where a row is removed by whose share they miss it; else at what the user stated.
    """
    at = np.array(years)
    total = np.sum([scenario.quantity(key).series(at)[0] for key in keys], axis=0)
    off = np.flatnonzero(np.abs(total - 1.0) > tolerance)
    if not len(off):
        return
    year, added = at[off[:1]], float(total[off[0]])
    when = f" in {years[off[0]]}" if any(scenario.quantity(key).years for key in keys) else ""
    found = f"the {what} add up to {added:.4g}{when}, expected 1"
    shares = _listed(scenario, keys, year)
    removal = _removal(scenario, keys, year, 1.0 - added)
    if removal is None:
        yield problem_at(stated_by_user(scenario, keys), found, shares)
    else:
        yield removal.problem(found, shares)


@dataclass(frozen=True)
class _Removal:
    """A row that is taken away; `still_in` is the case that has it all the same, or nothing."""

    row: str
    origin: Origin
    share: float
    still_in: str

    def problem(self, found: str, shares: str) -> Problem:
        """The sum that is wrong, at the place where the row is removed."""
        name = self.row.rpartition(".")[2]
        if self.still_in:
            message = f"the {self.still_in} still has this row, with {self.share:.4g}: {found}"
            hint = f"remove {name} there, too, or state shares that hold with it"
        else:
            message = f"without this row, which had {self.share:.4g}, {found}"
            hint = f"give the share of {name} to other rows"
        at = self.origin
        return Problem(at.file, at.line, at.column, self.row, message, f"{hint}; {shares}")


def _removal(scenario: Scenario, keys: Sequence[str], year: IntArray, missing: float) -> _Removal | None:
    """The removed row whose share is what is missing, or too much where one case still has it.

    One whose share is another is meant only where the file that removes it states none of the others.
    """
    removals = [*_removals(scenario, keys, year, missing > 0)]
    if not removals:
        return None
    nearest = min(removals, key=lambda one: abs(one.share - abs(missing)))
    origins = [scenario.settings[key].origin for key in keys]
    restated = any(not origin.row and origin.file == nearest.origin.file for origin in origins)
    explained = abs(nearest.share - abs(missing)) <= SHARE_TOLERANCE * nearest.share
    return nearest if explained or not restated else None


def _removals(scenario: Scenario, keys: Sequence[str], year: IntArray, gone: bool) -> Iterator[_Removal]:
    """Removed rows of a family that have a share: those that are gone, or those that are still counted."""
    row, _, attribute = keys[0].rpartition(".")
    family = row.rpartition(".")[0]
    of_case = "plan" if scenario.reference is None else "reference"
    # what the plan removes may still be in the reference, and is not missing there
    taken = [(scenario.removed, of_case), *([] if gone else [(scenario.plan_removed, "reference")])]
    for rows, other in taken:
        for removed, origin in rows.items():
            key = f"{removed}.{attribute}"
            setting = (scenario.shipped if gone else scenario.settings).get(key)
            if removed.rpartition(".")[0] != family or (key in keys) == gone or setting is None:
                continue
            assert isinstance(setting.value, Quantity)
            share = float(setting.value.series(year)[0][0])
            if share > 0:
                yield _Removal(removed, origin, share, "" if gone else other)


def _listed(scenario: Scenario, keys: Sequence[str], year: IntArray) -> str:
    """Shares of a year by row: those that are not 0."""
    values = {key: float(scenario.quantity(key).series(year)[0][0]) for key in keys}
    shown = ", ".join(f"{key.split('.')[-2]} {value:.4g}" for key, value in values.items() if value)
    row, _, attribute = keys[0].rpartition(".")
    return f"{row.rpartition('.')[0]}.*.{attribute}: {shown or 'all 0'}"
