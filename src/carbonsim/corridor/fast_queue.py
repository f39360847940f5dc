"""Bays, batteries and chargers at constant power, in NumPy: one step for each truck, all lanes at once.

Where no power is shared, no events need to be looked for: when a truck begins its swap follows from the one
before it, the bay and the battery that are first free. `reference_queue` says what is simulated.
"""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array


def queue_waits(
    arrival: Array,
    swap_time: float,
    charge_time: Array,
    design: tuple[int, int, int],
    patience: float = np.inf,
) -> Array:
    r"""Wait of each truck; trucks that would wait longer than they accept are lost.

    .. math:: T_n = \max(A_n, T_{n-1}, b, r), \qquad r' = \max(T_n + s, c) + S_n

    with the moments at which the first bay, :math:`b`, the first battery, :math:`r`, and the first charger,
    :math:`c`, are free, and the moment at which the depleted battery is full again, :math:`r'`.

    Parameters
    ----------
    arrival : array [min]
        Rising, (trucks, lanes).
    swap_time : float [min]
        :math:`s`; the same for all, so that batteries queue for chargers in the order of their trucks.
    charge_time : array [min]
        Of the battery that a truck brings, :math:`S`, (trucks, lanes).
    design : tuple of int
        Bays, batteries and chargers; no bays: a swap takes no bay.
    patience : float [min]
        Longest wait that is accepted.

    Returns
    -------
    array [min]
        (trucks, lanes); NaN for trucks that are lost.

    Examples
    --------
    One bay of 5 minutes and batteries enough: the second truck waits for the bay.

    >>> come = np.array([[0.0], [2.0], [20.0]])
    >>> queue_waits(come, 5.0, np.full((3, 1), 60.0), (1, 9, 9)).ravel().tolist()
    [0.0, 3.0, 0.0]
    """
    bays, batteries, chargers = design
    lanes = arrival.shape[1]
    bay, battery, charger = (np.zeros((size, lanes)) for size in (max(bays, 1), batteries, chargers))
    before = np.zeros(lanes)
    waits = np.empty_like(arrival)
    patient = np.isinf(patience)
    for truck, come in enumerate(arrival):
        start = np.maximum(np.maximum(come, before), battery[0])
        if bays:
            start = np.maximum(start, bay[0])
        waits[truck] = start - come
        swapped = start + swap_time
        full = np.maximum(swapped, charger[0]) + charge_time[truck]
        if patient:
            before = start
        else:
            lost = waits[truck] > patience
            waits[truck, lost] = np.nan
            before = np.where(lost, before, start)
            # a lost truck takes the first of each and puts it back as it was
            swapped = np.where(lost, bay[0], swapped)
            full_battery = np.where(lost, battery[0], full)
            full = np.where(lost, charger[0], full)
        if bays:
            _replace_first(bay, swapped)
        _replace_first(battery, full if patient else full_battery)
        if chargers < batteries:
            _replace_first(charger, full)
    return waits


def _replace_first(rows: Array, value: Array) -> None:
    """Take the first row out and sort a value in; rows rise and stay so, and no value is below the first."""
    inner = np.minimum(rows[1:], np.maximum(rows[:-1], value))
    np.maximum(rows[-1], value, out=rows[-1])
    rows[:-1] = inner
