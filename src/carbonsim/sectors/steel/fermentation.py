"""Fermentation of converter gas to ethanol and feed protein, an add-on to a works.

Microbes take electrons from carbon monoxide and hydrogen. What they do not turn into products leaves as
carbon dioxide or burns. The carbon of the products is released when they are burnt and eaten: it passes
through, and is never stored.
"""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np

from carbonsim.core.balance import check_balance
from carbonsim.core.conversions import KILOGRAMS_PER_TONNE, MJ_PER_GJ
from carbonsim.core.late import dataclass
from carbonsim.core.possible import refuse
from carbonsim.core.types import Array
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.steel.chemistry import carbon_dioxide, heating_value, substance
from carbonsim.sectors.steel.gas import gas_power
from carbonsim.sectors.steel.gases import NORMAL_VOLUME, SPECIES, Gas
from carbonsim.sectors.steel.rows import Physics, constants

NM3_PER_MILLION = 1e6
ROUNDING = 1e-12
#: Electrons that a molecule of carbon monoxide or of hydrogen gives.
ELECTRONS_GIVEN = 2.0
#: Electrons that ethanol holds for each of its carbon atoms: 12 in C2H6O.
ETHANOL_ELECTRONS = 6.0


@dataclass(frozen=True)
class Ferment:
    """What a normal cubic metre of gas becomes, (D,) each.

    Attributes
    ----------
    gas_energy : array [MJ/Nm3]
    gas_carbon : array [kg/Nm3]
    product_carbon : array [kg/Nm3]
        In ethanol and protein together.
    rest_carbon : array [kg/Nm3]
        Leaves the plant as carbon dioxide at once.
    electrons_given, electrons_taken : array [kmol/Nm3]
    """

    gas_energy: Array
    gas_carbon: Array
    product_carbon: Array
    rest_carbon: Array
    electrons_given: Array
    electrons_taken: Array


def ferment(
    gas: Gas, reducing_share: Array, ethanol: Array, protein: Array, protein_carbon: Array, electrons: Array
) -> Ferment:
    r"""Carbon and electrons of fermentation.

    .. math:: 6\,C_\mathrm{ethanol} + e\,C_\mathrm{protein} \le 2\,(\mathrm{CO} + \mathrm{H_2})

    in moles. Pure carbon monoxide to ethanol, 6 CO + 3 H2O = C2H5OH + 4 CO2, keeps a third of its carbon.

    Parameters
    ----------
    gas : Gas
    reducing_share : array [1]
        Carbon monoxide and hydrogen in the gas, by volume.
    ethanol, protein : array [kg/Nm3]
    protein_carbon : array [1]
    electrons : array [1]
        Electrons for each carbon atom of protein, :math:`e`.

    Returns
    -------
    Ferment

    Raises
    ------
    ValueError
        If the products hold more electrons or carbon than the gas gives.

    Examples
    --------
    >>> from carbonsim.sectors.steel.gases import gas_of
    >>> pure = gas_of({"CO": np.ones(1)})
    >>> most = ethanol_limit(np.ones(1))
    >>> made = ferment(pure, np.ones(1), most, np.zeros(1), np.ones(1), np.ones(1))
    >>> round(float((made.product_carbon / made.gas_carbon)[0]), 6)
    0.333333
    """
    kmol = ethanol / substance("C2H6O").molar_mass * substance("C2H6O").atoms["carbon"]
    kmol_protein = protein * protein_carbon / substance("C").molar_mass
    given = ELECTRONS_GIVEN * reducing_share / NORMAL_VOLUME
    taken = ETHANOL_ELECTRONS * kmol + electrons * kmol_protein
    gas_carbon = gas.carbon * gas.heating_value / MJ_PER_GJ
    product_carbon = (kmol + kmol_protein) * substance("C").molar_mass
    refuse(
        taken > given * (1.0 + ROUNDING),
        "ethanol and protein hold more electrons than carbon monoxide and hydrogen give",
    )
    refuse(
        product_carbon > gas_carbon * (1.0 + ROUNDING), "ethanol and protein hold more carbon than the gas"
    )
    return Ferment(
        gas_energy=gas.heating_value,
        gas_carbon=gas_carbon,
        product_carbon=product_carbon,
        rest_carbon=gas_carbon - product_carbon,
        electrons_given=given,
        electrons_taken=taken,
    )


def ethanol_limit(reducing_share: Array) -> Array:
    """Most ethanol that a gas can become, all electrons in it [kg/Nm3].

    Examples
    --------
    >>> round(float(ethanol_limit(np.array([1.0]))[0]), 3)
    0.343
    """
    ethanol = substance("C2H6O")
    per_molecule = ETHANOL_ELECTRONS * ethanol.atoms["carbon"]
    kmol = ELECTRONS_GIVEN * reducing_share / NORMAL_VOLUME / per_molecule
    return kmol * ethanol.molar_mass


def ethanol_energy() -> float:
    """Lower heating value of ethanol [MJ/kg].

    Examples
    --------
    >>> round(ethanol_energy(), 1)
    26.8
    """
    return heating_value("C2H6O") / substance("C2H6O").molar_mass


@dataclass(frozen=True)
class FermentYear:
    """The add-on in one year, (D,) each."""

    gas_energy: Array  # [GJ] of converter gas that makes no power any more
    carbon_through: Array  # [t CO2] released when the products are burnt and eaten
    power: Array  # [kWh] that the plant draws
    lost_power: Array  # [kWh] that the gas no longer makes
    petrol: Array  # [t CO2] of petrol that ethanol displaces
    feed: Array  # [t CO2e] of feed that protein displaces


def check_fermentation(made: Ferment, shares: Mapping[str, Array]) -> None:
    """Carbon and electrons of fermentation, summed over what leaves the plant.

    Carbon monoxide and hydrogen are used up in proportion; carbon that is not in a product leaves as carbon
    dioxide, and the rest of the gas is burnt for the steam of the plant. Water closes hydrogen and oxygen.

    Parameters
    ----------
    made : Ferment
    shares : mapping of str to array [1]
        The gas by substance, adding up to 1.

    Raises
    ------
    BalanceError
        If one does not close.
    ValueError
        If the products hold more carbon than the gas that is used up.
    """
    kmol = {name: share / NORMAL_VOLUME for name, share in shares.items()}
    given = made.electrons_given
    used = made.electrons_taken / np.where(given > 0, given, 1.0)
    products = made.product_carbon / substance("C").molar_mass
    dioxide = kmol["CO2"] + used * kmol["CO"] - products
    refuse(
        dioxide < -ROUNDING / NORMAL_VOLUME,
        "ethanol and protein hold more carbon than the gas that they use up",
    )
    tail = {name: amount * (1.0 - used) if name in ("CO", "H2") else amount for name, amount in kmol.items()}
    carbon = (
        products
        + dioxide
        + sum(
            (amount * substance(name).atoms["carbon"] for name, amount in tail.items() if name != "CO2"),
            np.zeros(1),
        )
    )
    check_balance("carbon of fermentation", carbon * substance("C").molar_mass, made.gas_carbon)
    left = ELECTRONS_GIVEN * (tail["CO"] + tail["H2"])
    check_balance("electrons of fermentation", made.electrons_taken + left, made.electrons_given)


class Fermentation:
    """An off-gas fermentation plant beside a works."""

    def __init__(self, inputs: Inputs, p: Physics) -> None:
        self.volume = inputs.series("steel.fermentation.gas") * NM3_PER_MILLION
        c = constants(inputs, "steel.fermentation")
        # of a plant that gets no gas in any year nothing has to be possible
        built = self.volume.any(axis=0)
        self.c = c = c | {name: c[name] * built for name in ("ethanol", "protein")}
        gas = "steel.gases.converter"
        names = tuple(constants(inputs, gas))
        shares = {name: inputs.constant(f"{gas}.{name}") for name in names}
        whole = sum(shares.values(), np.zeros(1))
        reducing = (shares["carbon_monoxide"] + shares["hydrogen"]) / whole
        self.made = ferment(
            p.converter_gas, reducing, c["ethanol"], c["protein"], c["protein_carbon"], c["protein_electrons"]
        )
        check_fermentation(self.made, {SPECIES[name]: share / whole for name, share in shares.items()})
        self.p = p
        self.zero = np.zeros(inputs.draws)

    def year(self, year: int) -> FermentYear:
        """What the add-on does in the year with this index."""
        volume, made, c = self.volume[year] + self.zero, self.made, self.c
        energy = volume * made.gas_energy / MJ_PER_GJ
        ethanol = volume * c["ethanol"]
        return FermentYear(
            gas_energy=energy,
            carbon_through=carbon_dioxide(volume * made.product_carbon) / KILOGRAMS_PER_TONNE,
            power=ethanol * c["electricity"],
            lost_power=gas_power(self.p, energy),
            petrol=ethanol * ethanol_energy() * c["petrol_factor"] / KILOGRAMS_PER_TONNE,
            feed=volume * c["protein"] * c["feed_factor"] / KILOGRAMS_PER_TONNE,
        )
