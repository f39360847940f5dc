"""Waiting, by queueing theory."""

from __future__ import annotations

import numpy as np

from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array


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
    rho = utilisation
    refuse((rho < 0) | (rho >= 1), "utilisation must be at least 0 and below 1")
    return as_array(rho * service_time / (2.0 * (1.0 - rho)))


def batteries_out(load: float, batteries: int, chargers: int) -> Array:
    r"""How often so many batteries are out of a stock, where a truck that finds none is lost (M/M/c/K).

    .. math:: p_n \propto \prod_{i=1}^{n} \frac{a}{\min(i, c)}, \qquad n = 0 \dots B

    Random arrivals, exponential times of charging, any number of bays. With as many chargers as batteries
    the last is Erlang's loss formula.

    Parameters
    ----------
    load : float [1]
        Arrivals times mean time of charging, :math:`a`.
    batteries, chargers : int
        :math:`B` and :math:`c`.

    Returns
    -------
    array [1]
        (batteries + 1,); the last is the share of trucks that are lost.

    Raises
    ------
    ValueError
        If there is no battery or no charger, or the load is negative.

    References
    ----------
    Gross et al. (2008), Fundamentals of Queueing Theory, 4th edition, sections 2.4 and 2.5.

    Examples
    --------
    >>> round(float(batteries_out(4.0, 7, 7)[-1]), 6), round(float(batteries_out(4.0, 8, 4)[-1]), 6)
    (0.062749, 0.138528)
    """
    _check_stock(load, batteries, chargers)
    out = np.arange(1, batteries + 1)
    weights = np.concatenate([[1.0], np.cumprod(load / np.minimum(out, chargers))])
    return as_array(weights / weights.sum())


def battery_wait(load: float, charge_time: float, batteries: int, chargers: int) -> tuple[float, float]:
    r"""Share of trucks that wait for a charged battery, and mean wait of all, where none is lost.

    .. math:: P = \frac{p_B}{1 - \rho}, \qquad W = \frac{p_B}{(1 - \rho)^2}\,\frac{S}{c}, \qquad \rho = a / c

    Depleted batteries, those on waiting trucks among them, are a queue M/M/c of their own; a truck waits when
    it finds as many of them as there are batteries in stock, or more.

    Parameters
    ----------
    load : float [1]
        Arrivals times mean time of charging, :math:`a`, below the number of chargers.
    charge_time : float [any unit of time]
        Mean, :math:`S`.
    batteries, chargers : int
        :math:`B` and :math:`c`, no more chargers than batteries.

    Returns
    -------
    float [1], float [unit of charge_time]

    Raises
    ------
    ValueError
        If chargers cannot keep up, or there are more of them than batteries.

    References
    ----------
    Gross et al. (2008), Fundamentals of Queueing Theory, 4th edition, section 2.3.

    Examples
    --------
    >>> share, wait = battery_wait(4.0, 60.0, 8, 8)
    >>> round(share, 6), round(wait, 4)
    (0.059044, 0.8857)
    """
    _check_stock(load, batteries, chargers)
    if load >= chargers or chargers > batteries:
        raise ValueError("chargers have to be more than the load and no more than the batteries")
    rho = load / chargers
    out = np.arange(1, batteries + 1)
    weights = np.concatenate([[1.0], np.cumprod(load / np.minimum(out, chargers))])
    last = float(weights[-1] / (weights[:-1].sum() + weights[-1] / (1.0 - rho)))
    return last / (1.0 - rho), last / (1.0 - rho) ** 2 * charge_time / chargers


def _check_stock(load: float, batteries: int, chargers: int) -> None:
    if load < 0 or batteries < 1 or chargers < 1:
        raise ValueError("a stock has at least one battery and one charger, and a load that is not negative")
