"""Every equation of core and sectors, run on arguments with units: the result has the unit of its docstring.

A factor of 1000 that is lost, a conversion that is missing or a unit that is wrong fails here: arguments
carry units, told in two ways, and conversions carry theirs. What cannot be run so stands in `NOT_RUN`. A bare
number put in has no unit, and is for the tests of known values.
"""

import __future__

import inspect
import sys
import textwrap

import numpy as np
import pytest
from pint.errors import UndefinedUnitError

from carbonsim.core import conversions, mileage
from carbonsim.sectors import electrolysis
from carbonsim.sectors.freight import equations as freight
from carbonsim.sectors.freight import ownership, stations, swapping
from carbonsim.sectors.steel import hot_metal, shaft
from tests.units.arguments import arguments_of, table
from tests.units.check import faults
from tests.units.docstrings import section, stated
from tests.units.modules import equations
from tests.units.registry import CONVERSIONS, UNITS, other_unit, unit_of

IN_PLACE = "writes into plain arrays, which hold no unit"
#: Equations that cannot be run on quantities; what those call that read a scenario is run.
NOT_RUN = {
    "core.binning.bin_layout": "np.partition, which pint does not know",
    "core.binning.count_bins": IN_PLACE,
    "core.binning.count_quantiles": IN_PLACE,
    "core.choice.relative_cost_utility": "a logarithm of cost: its unit shifts all utilities, and no share",
    "core.crossings.narrowed": "find_root of SciPy, which works on plain arrays",
    "core.crossings.spans_of": "find_root of SciPy, which works on plain arrays",
    "core.distributions.discrete": "values by their place in a plain array",
    "core.prim.chance_of_ends": "boxes of parameters of several units, which hold none",
    "core.prim.peeling_trajectory": "boxes of parameters of several units, which hold none",
    "sectors.freight.corridor.block_energy": "reads a scenario",
    "sectors.freight.corridor.connection_of": "reads a scenario",
    "sectors.freight.corridor.line_of": "reads a scenario",
    "sectors.freight.estimation.forecast_shares": "reads a scenario",
    "sectors.freight.estimation.pack_prices": "reads a scenario",
    "sectors.freight.purchases.payments_before": "reads a scenario",
    "sectors.freight.sales.trucks_sold": f"shares that stations leave: {IN_PLACE}",
    "sectors.freight.stations.station_load": "reads curves of a simulation, which hold no unit",
    "sectors.nev.estimation.explaining_probabilities": "reads a scenario",
    "sectors.nev.estimation.forecast_share": "reads a scenario",
    "sectors.nev.fleet.driving": IN_PLACE,
    "sectors.nev.fleet.first_fleet": IN_PLACE,
    "sectors.nev.market.cars_sold": "people and cars are numbers: cars per person have no unit",
    "sectors.past_values.costs_alone": "reads a scenario",
    "sectors.shares.share_problems": "reads a scenario",
    "sectors.steel.choice.succeed": IN_PLACE,
    "sectors.steel.limits.allocate": IN_PLACE,
}
EQUATIONS = equations()


def _faults(name):
    function = EQUATIONS[name]
    return [fault for given in arguments_of(name, function) for fault in faults(function, given)]


@pytest.mark.parametrize("name", sorted(EQUATIONS.keys() - NOT_RUN.keys()))
def test_units_hold(name):
    assert _faults(name) == []


@pytest.mark.parametrize("name", NOT_RUN)
def test_what_is_not_run_cannot_be(name):
    takes = inspect.signature(EQUATIONS[name]).parameters
    assert takes.keys() & {"scenario", "inputs", "p"} or _faults(name)


def test_nearly_all_are_run():
    assert len(EQUATIONS) > 140
    assert len(NOT_RUN) <= 0.1 * len(EQUATIONS)
    assert {name.partition(" ")[0] for name in table()} <= EQUATIONS.keys()


def test_every_definition_has_its_unit():
    assert {name for name in vars(conversions) if name.isupper()} <= CONVERSIONS.keys()


def _changed(function, before, after):
    """An equation whose text is another, in its own module."""
    text = textwrap.dedent(inspect.getsource(function))
    assert before in text
    names = {}
    flags = __future__.annotations.compiler_flag
    code = compile(text.replace(before, after), "<changed>", "exec", flags=flags, dont_inherit=True)
    exec(code, vars(sys.modules[function.__module__]), names)
    return names[function.__name__]


@pytest.mark.parametrize(
    ("function", "before", "after"),
    [
        pytest.param(hot_metal.coking_coal_carbon, ") / KILOGRAMS_PER_TONNE", ")", id="a thousand lost"),
        pytest.param(shaft.hydrogen_mass, "(MJ_PER_GJ * ", "(", id="a thousand lost beside a table"),
        pytest.param(electrolysis.electrolyser_capacity, " / KW_PER_GW", "", id="a million lost"),
        pytest.param(electrolysis.electrolyser_capacity, "KW_PER_GW", "1000.0", id="a bare number instead"),
        pytest.param(freight.energy_use, " * KWH_PER_MJ", "", id="a conversion missing"),
        pytest.param(freight.energy_use, "* KWH_PER_MJ", "/ KWH_PER_MJ", id="a conversion the wrong way"),
        pytest.param(
            hot_metal.coking_coal_carbon, " * per_coke", " * KILOGRAMS_PER_TONNE", id="the wrong factor"
        ),
        pytest.param(freight.stop_hours, "array [h/km]", "array [min/km]", id="another unit stated"),
        pytest.param(freight.stop_hours, "* hours_per_stop", "/ hours_per_stop", id="another dimension"),
        pytest.param(swapping.swap_energy_cost, "price + service", "price * service", id="a product"),
        pytest.param(swapping.unserved_share, "demand - np", "demand * demand - np", id="a square"),
        pytest.param(
            ownership.carbon_prices, " / KILOGRAMS_PER_TONNE", "", id="a thousand of parameters lost"
        ),
        pytest.param(stations.station_capacity, " * HOURS_PER_DAY", "", id="hours of a day lost"),
        pytest.param(mileage.relative_mileage, "(age / YEAR)", "age", id="years as a number"),
    ],
)
def test_an_equation_with_a_wrong_unit_fails(function, before, after):
    name = f"{function.__module__.removeprefix('carbonsim.')}.{function.__name__}"
    wrong = _changed(function, before, after)
    assert [fault for given in arguments_of(name, wrong) for fault in faults(wrong, given)]


def test_a_number_in_the_place_of_a_quantity_fails():
    def floor(price):
        """Price of 1 at least.

        Parameters
        ----------
        price : array [CNY/kWh]

        Returns
        -------
        array [CNY/kWh]
        """
        return np.maximum(price, 1.0)

    # in its own unit nothing shows; told in fen and megajoules it does
    assert len(faults(floor, {"price": np.array([0.3, 2.0])})) == 1


def test_docstrings_are_read():
    text = """Sum.

    Parameters
    ----------
    low, high : array [km], (D,)
        Both [not a unit].
    life, shape : array [yr], [1]
    ends : tuple of array [GJ], [kWh]
    name : str

    Returns
    -------
    found : array [t CO2/t]
    array [%]

    Examples
    --------
    >>> [1]
    """
    text = inspect.cleandoc(text)
    parameters = section(text, "Parameters")
    assert [entry.units for entry in parameters] == [("km",), ("yr", "1"), ("GJ", "kWh"), ()]
    assert [entry.of_tuples for entry in parameters] == [False, False, True, False]
    assert [entry.units for entry in section(text, "Returns")] == [("t CO2/t",), ("%",)]
    assert section(text, "Raises") == []
    assert stated(shaft.gas_consumed).results == ("GJ/t",)


def test_units_are_those_of_the_project():
    assert UNITS.Quantity(1.0, unit_of("tkm/truck/yr")).to("kg*km/vehicle/a").m == pytest.approx(1000.0)
    assert unit_of("kg H2 per t Fe") == unit_of("kg/t")
    assert not unit_of("t CO2/t").dimensionless
    assert UNITS.Quantity(1.0, unit_of("CNY/t CO2")).to(other_unit(unit_of("CNY/t CO2"))).m == 0.1
    with pytest.raises(UndefinedUnitError, match="parsec"):
        unit_of("parsec")
