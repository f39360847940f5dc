"""Waiting, by queueing theory."""

from __future__ import annotations

import numpy as np

from carbonsim.core.types import Array, Number


def md1_waiting_time(service_time: Number, utilisation: Number) -> Array:
    r"""Mean wait before a single server with constant service time (M/D/1).

    .. math:: W = \frac{\rho\, s}{2 (1 - \rho)}

    Random (Poisson) arrivals; the Pollaczek-Khinchine formula without spread of service.

    Parameters
    ----------
    service_time : array [any unit of time]
        :math:`s`.
    utilisation : array [1]
        Arrivals times service time, :math:`\rho`, at least 0 and below 1.

    Returns
    -------
    array [unit of service_time]

    Raises
    ------
    ValueError
        If a utilisation is outside [0, 1): at 1 and beyond the queue grows without end.

    Examples
    --------
    A swap bay of 5 minutes at 8 trucks an hour:

    >>> round(float(md1_waiting_time(5.0, 8 * 5 / 60)), 3)
    5.0
    """
    rho = np.asarray(utilisation)
    if np.any(rho < 0) or np.any(rho >= 1):
        raise ValueError("utilisation must be at least 0 and below 1")
    return np.asarray(rho * service_time / (2.0 * (1.0 - rho)))
