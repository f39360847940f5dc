"""Heavy trucks of China: the scenario stands where the country stood from 2023 to 2025."""

import numpy as np
import pytest

import carbonsim

STOCK, SALES = "Stocks|Transportation|Truck", "Sales|Transportation|Truck"
DIRECT = "Emissions|CO2|Energy|Demand|Transportation|Truck"


@pytest.fixture(scope="module")
def result():
    scenario = carbonsim.load_scenario("china-trucks-electric", ["years=[2023, 2035]"])
    return carbonsim.run(scenario, draws=20)


@pytest.fixture(scope="module")
def base(result):
    return result.reference


def in_year(result, variable, year):
    return result.central[variable][list(result.years).index(year)]


def share(result, year, *families):
    return sum(in_year(result, f"{SALES}|{name}", year) for name in families) / in_year(result, SALES, year)


def test_the_stock_is_the_published_one(base):
    # 8.76 million (Wood Mackenzie, 2023); 9.0 million in an analyst's model
    assert in_year(base, STOCK, 2023) == pytest.approx(8.76, rel=1e-3)
    # from there by registrations to the end of 2025, then by what demand needs: each truck does more and more
    assert np.all((base.central[STOCK][:3] > 8.0) & (base.central[STOCK][:3] < 8.9))
    assert np.all((base.central[STOCK] > 6.5) & (base.central[STOCK] < 8.9))
    work = base.central["Energy Service|Transportation|Freight|Truck"] / base.central[STOCK]
    assert np.all(np.diff(work)[3:] > 0)


def test_as_many_trucks_are_sold_as_were_registered_and_no_step_follows(base):
    # 620,000, 602,400 and 799,100; then within a quarter of their mean
    assert base.central[SALES][:3] == pytest.approx([0.62, 0.6024, 0.7991], rel=1e-9)
    mean = base.central[SALES][:3].mean()
    assert np.all(np.abs(base.central[SALES][3:6] / mean - 1) < 0.25)


def test_new_energy_shares_are_those_registered(base):
    # Taken as they happened, not forecast. Insured trucks of 2025: 28.92 % new energy, about a quarter gas
    assert share(base, 2025, "Battery-Electric", "Fuel-Cell-Electric") == pytest.approx(0.289, abs=0.005)
    assert share(base, 2025, "Internal Combustion|LNG") == pytest.approx(0.25, abs=0.02)
    assert share(base, 2023, "Battery-Electric", "Fuel-Cell-Electric") < 0.07


def test_emissions_lie_between_the_published_figures(base):
    # Road freight by statistics, 7,685 bn tkm in 2024, at 41.25 to 65 g/tkm is 317 to 500 Mt; half of the
    # 1,110 Mt of all transport in 2020, as heavy vehicles are said to make up, is 555 Mt;
    # the bounds are wide, for no figure of heavy trucks alone was read
    assert 317 < in_year(base, DIRECT, 2024) < 555
    grams = (
        in_year(base, DIRECT, 2024)
        * 1e12
        / in_year(base, "Energy Service|Transportation|Freight|Truck", 2024)
    )
    assert 41.25 < grams / 1e9 < 65


def test_the_push_sells_more_electric_trucks_and_saves_at_the_tailpipe(result, base):
    year = list(result.years).index(2035)
    for family in ("Battery-Electric", "Fuel-Cell-Electric"):
        assert result.central[f"{SALES}|{family}"][year] > base.central[f"{SALES}|{family}"][year]
    reduction = "Emission Reduction|CO2|Transportation|Truck"
    assert np.all(result[reduction][year] > 0)
    assert np.all(result.central[reduction][: list(result.years).index(2027)] > -1.0)


def test_more_fuel_cell_trucks_take_more_electrolysers(result, base):
    made = "Electrolysers|Transportation|Truck"
    assert np.all(base.central[made] >= 0)
    assert result.central[made][-1] > base.central[made][-1] > 0
