"""What burning a fuel emits, from what it holds."""

from __future__ import annotations

from carbonsim.core.conversions import CO2_PER_CARBON, GJ_PER_TJ
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array


def combustion_emission_factor(heating_value: Number, carbon_content: Number, oxidised: Number) -> Array:
    r"""CO2 of burning a tonne of fuel.

    .. math:: f = H\,c\,o\,\frac{44}{12} \cdot 10^{-3}

    Parameters
    ----------
    heating_value : array [GJ/t]
        Lower, :math:`H`.
    carbon_content : array [t C/TJ]
        :math:`c`.
    oxidised : array [1]
        Share of the carbon that burns, :math:`o`.

    Returns
    -------
    array [t CO2/t]

    Raises
    ------
    ValueError
        If a heating value or carbon content is negative, if more than all burns, or less than nothing.

    References
    ----------
    NDRC: Guidelines for greenhouse-gas accounts of enterprises.

    Examples
    --------
    Petrol by the default values of the guidelines.

    >>> round(float(combustion_emission_factor(43.07, 18.9, 0.98)), 3)
    2.925
    """
    refuse(
        (heating_value < 0) | (carbon_content < 0), "heating value and carbon content must not be negative"
    )
    refuse((oxidised < 0) | (oxidised > 1), "the share oxidised must lie between 0 and 1")
    return as_array(heating_value * carbon_content / GJ_PER_TJ * oxidised * CO2_PER_CARBON)
