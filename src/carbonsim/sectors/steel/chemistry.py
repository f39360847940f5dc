"""Stoichiometry and heats of reaction, from formation enthalpies: what no works can change.

Amounts are in kmol and heats in MJ, so that a formation enthalpy in kJ/mol is one in MJ/kmol. Water is steam:
heating values are lower ones.
"""

from __future__ import annotations

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from carbonsim.core.conversions import KILOGRAMS_PER_TONNE
from carbonsim.core.errors import DataError
from carbonsim.core.late import dataclass
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array, Number, as_array


@dataclass(frozen=True)
class Substance:
    """One row of ``substances.csv``: atoms and heat of a substance.

    Attributes
    ----------
    atoms : mapping of str to float [1]
        Atoms of a molecule by element of ``elements.csv``.
    molar_mass : float [kg/kmol]
        Sum of its atoms' weights, so that masses close in every reaction.
    formation_enthalpy : float [MJ/kmol]
        At 298 K from the elements.
    heat_content : mapping of int to float [MJ/kmol]
        Enthalpy above 298 K at a temperature in K.
    """

    name: str
    atoms: Mapping[str, float]
    molar_mass: float
    formation_enthalpy: float
    heat_content: Mapping[int, float]

    def content(self, temperature: int) -> float:
        """Enthalpy above 298 K at a temperature of the table [MJ/kmol]; `DataError` if it is not there."""
        try:
            return self.heat_content[temperature]
        except KeyError:
            raise DataError(f"substances.csv: {self.name} has no heat content at {temperature} K") from None

    def specific_content(self, temperature: int) -> float:
        """Enthalpy above 298 K at a temperature of the table [MJ/kg]."""
        return self.content(temperature) / self.molar_mass


@cache
def elements() -> dict[str, float]:
    """Atomic weights by element."""
    return {row["element"]: float(row["atomic_weight"]) for row in _rows("elements.csv")}


@cache
def substances() -> dict[str, Substance]:
    """All substances by name."""
    return {row["substance"]: _substance(row) for row in _rows("substances.csv")}


def _rows(name: str) -> list[dict[str, str]]:
    text = files("carbonsim.sectors.steel").joinpath(name).read_text(encoding="utf-8")
    return list(csv.DictReader(text.splitlines()))


def _substance(row: dict[str, str]) -> Substance:
    prefix = "heat_content_"
    contents = {
        int(name.removeprefix(prefix)): float(value)
        for name, value in row.items()
        if name.startswith(prefix) and value
    }
    atoms = {name: float(row[name]) for name in elements()}
    return Substance(
        name=row["substance"],
        atoms=atoms,
        molar_mass=sum(count * elements()[name] for name, count in atoms.items()),
        formation_enthalpy=float(row["formation_enthalpy"]),
        heat_content=contents,
    )


def substance(name: str) -> Substance:
    """A substance by its formula."""
    return substances()[name]


def heating_value(name: str) -> float:
    r"""Lower heating value of a fuel.

    .. math:: \mathrm{LHV} = \Delta H_f - x\,\Delta H_f(\mathrm{CO_2})
        - \tfrac{y}{2}\,\Delta H_f(\mathrm{H_2O})

    for :math:`\mathrm{C}_x\mathrm{H}_y\mathrm{O}_z`.

    Parameters
    ----------
    name : str
        Formula.

    Returns
    -------
    float [MJ/kmol]

    Examples
    --------
    >>> round(heating_value("H2"), 1), round(heating_value("CH4"), 1), round(heating_value("CO"), 1)
    (241.8, 802.3, 283.0)
    """
    fuel = substance(name)
    burnt = fuel.atoms["carbon"] * substance("CO2").formation_enthalpy
    burnt += fuel.atoms["hydrogen"] / 2 * substance("H2O").formation_enthalpy
    return fuel.formation_enthalpy - burnt


def oxygen_capacity(name: str) -> float:
    r"""Oxygen that a gas can take up until it is CO2 and steam.

    .. math:: o = 2x + y/2 - z

    Parameters
    ----------
    name : str
        Formula.

    Returns
    -------
    float [kmol O per kmol]

    Examples
    --------
    >>> [oxygen_capacity(gas) for gas in ("H2", "CO", "CH4", "CO2")]
    [1.0, 1.0, 4.0, 0.0]
    """
    gas = substance(name)
    return 2 * gas.atoms["carbon"] + gas.atoms["hydrogen"] / 2 - gas.atoms["oxygen"]


def carbon_dioxide(carbon: Number) -> Array:
    """CO2 that holds an amount of carbon.

    Parameters
    ----------
    carbon : array [any one unit of mass]

    Returns
    -------
    array [the same unit, of CO2]

    Examples
    --------
    >>> round(float(carbon_dioxide(12.011)), 3)
    44.009
    """
    return as_array(carbon * (substance("CO2").molar_mass / substance("C").molar_mass))


def oxygen_removed(metallisation: Number) -> Array:
    r"""Oxygen that leaves hematite, for each iron atom.

    .. math:: n_O = \tfrac32 - (1 - m) = \tfrac12 + m

    What is not metal is wüstite, FeO.

    Parameters
    ----------
    metallisation : array [1]
        Metallic iron over all iron, :math:`m`.

    Returns
    -------
    array [kmol O per kmol Fe]

    Raises
    ------
    ValueError
        If metallisation is outside [0, 1].

    Examples
    --------
    >>> float(oxygen_removed(1.0)), float(oxygen_removed(0.0))
    (1.5, 0.5)
    """
    refuse(
        (metallisation < 0) | (metallisation > 1),
        "metallisation must be between 0 and 1",
    )
    return as_array(0.5 + metallisation)


def hydrogen_for_reduction(metallisation: Number) -> Array:
    r"""Hydrogen that takes the oxygen of hematite away, per tonne of iron.

    .. math:: m_{H_2} = (\tfrac12 + m)\,\frac{M_{H_2}}{M_{Fe}}

    Parameters
    ----------
    metallisation : array [1]
        :math:`m`.

    Returns
    -------
    array [kg H2 per t Fe]

    Examples
    --------
    >>> round(float(hydrogen_for_reduction(1.0)), 2)
    54.15
    """
    ratio = substance("H2").molar_mass / substance("Fe").molar_mass
    return oxygen_removed(metallisation) * (ratio * KILOGRAMS_PER_TONNE)


def iron_energy(metallisation: Number) -> Array:
    r"""Heat that reduced iron would give off if it burnt back to hematite.

    .. math:: e = m\left(-\tfrac12\Delta H_f(\mathrm{Fe_2O_3})\right)
        + (1-m)\left(\Delta H_f(\mathrm{FeO}) - \tfrac12\Delta H_f(\mathrm{Fe_2O_3})\right)

    Parameters
    ----------
    metallisation : array [1]
        :math:`m`.

    Returns
    -------
    array [MJ per kmol Fe]

    Examples
    --------
    >>> round(float(iron_energy(1.0)), 1)
    412.1
    """
    metal = -substance("Fe2O3").formation_enthalpy / 2
    wustite = metal + substance("FeO").formation_enthalpy
    return as_array(metallisation * metal + (1.0 - metallisation) * wustite)


def hematite_share(iron: Number) -> Array:
    """Mass share of Fe2O3 in an ore of a given iron content [1]; the rest is gangue.

    Examples
    --------
    >>> round(float(hematite_share(0.67)), 4)
    0.9579
    """
    oxide = substance("Fe2O3")
    share = iron * (oxide.molar_mass / (2 * substance("Fe").molar_mass))
    refuse(share > 1, "no ore holds more iron than hematite, 0.699")
    return as_array(share)
