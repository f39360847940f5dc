"""Which cars are bought: what moves the choice, and in which direction."""

import numpy as np
import pytest

import carbonsim
from carbonsim.sectors.nev.estimation import choice_probabilities, fit
from carbonsim.sectors.nev.identification import estimates

SHARE = "Sales Share|Transportation|Light-Duty Vehicle|Plug-In"
SOLD = "Sales|Transportation|Light-Duty Vehicle"
#: Rules off, so that the choice alone speaks.
FREE = "nev.minimum_share=0"
#: Nobody buys a year earlier or later for what is known of the next.
UNMOVED = ("nev.anticipation=0", "nev.history.plug_in_cars_ahead=0 car")
LAST = 2025


def share(result, year=2028):
    return float(result.central[SHARE][year - result.years[0]])


def test_the_shipped_imitation_and_volatility_are_the_fit_to_the_whole_history(scenario, inputs, history):
    told = {row.name: row for row in estimates(inputs, history)}
    for name in ("imitation", "volatility"):
        shipped = scenario.quantity(f"nev.{name}")
        found = told[name]
        assert found.identified
        assert shipped.central[0] == pytest.approx(found.central, abs=0.005), name
        assert shipped.low[0] == pytest.approx(found.low, abs=0.01), name
        assert shipped.high[0] == pytest.approx(found.high, abs=0.01), name


def test_a_ceiling_is_not_identified_and_not_reported_as_if_it_were(inputs, history):
    for year in (2017, 2021):
        ceiling = {row.name: row for row in estimates(inputs, history.until(year))}["ceiling"]
        assert not ceiling.identified
    # in 2020 alone the dip of 2019 looks like saturation: the profile closes, and what happened refutes it
    ceiling = {row.name: row for row in estimates(inputs, history.until(2020))}["ceiling"]
    assert ceiling.identified
    assert ceiling.high < 0.45
    assert ceiling.central == 1.0


def test_too_short_a_history_is_refused(inputs, history):
    known = history.until(2014)
    with pytest.raises(ValueError, match="expected at least 4"):
        fit(known.share, choice_probabilities(inputs, known.years))


def test_the_history_is_taken_as_it_happened(cars):
    history = cars().scenario.quantity("nev.history.sales")
    exports = cars().scenario.quantity("nev.history.exports")
    sold = cars().central["Sales|Transportation|New Energy Vehicle"]
    for year in range(2021, LAST + 1):
        known = history.central[history.years.index(year)] - exports.central[exports.years.index(year)]
        assert sold[year - 2021] == pytest.approx(known / 1e6)


@pytest.mark.parametrize(
    "change",
    [
        "drivers.fuels.petrol.price=12 CNY/L",
        "nev.public_chargers=50000000",
        "nev.powertrains.battery.purchase_subsidy=60000 CNY/vehicle",
        "nev.tax_relief=1",
        "nev.imitation=1.5 1/yr",
        "nev.surprise=1",
    ],
)
def test_what_speaks_for_plug_in_cars_raises_their_share(cars, change):
    assert share(cars(FREE, change)) > share(cars(FREE))


def test_sales_add_up_and_a_rule_is_kept(cars):
    # of what buyers want in a year: a part of it may be bought a year earlier
    result = cars("nev.minimum_share=0.9", *UNMOVED)
    parts = [name for name in result.central if name.startswith(f"{SOLD}|") and name.count("|") == 4]
    total = sum(result.central[name] for name in parts)
    assert total == pytest.approx(result.central[SOLD])
    after = result.years > LAST
    assert np.all(result.central[SHARE][after] >= 90.0 - 1e-9)


def test_without_a_rule_imitation_alone_follows_the_logistic_path(cars):
    """Log odds of considering rise by imitation times appeal in each year that brings no surprise."""
    result = cars(FREE, *UNMOVED)
    considering = result.central["Considering|Transportation|Light-Duty Vehicle|Plug-In"] / 100
    bought = result.central[SHARE] / 100
    speed = result.scenario.quantity("nev.imitation").central[0]
    odds = np.log(considering / (1 - considering))
    known = LAST - result.years[0]
    rise = np.diff(odds[known : known + 10])
    assert rise == pytest.approx(speed * (bought / considering)[known : known + 9], rel=1e-6)


def test_the_last_year_of_the_history_leads_on_without_a_jump(cars):
    """The splits calibrated to the last year hold in the next, but for what prices move."""
    result = cars(FREE)
    battery = result.central[f"{SOLD}|Battery-Electric|Battery Car"]
    plugs = result.central[SHARE] / 100 * result.central[SOLD]
    split = battery / plugs
    known = LAST - result.years[0]
    assert split[known + 1] == pytest.approx(split[known], abs=0.05)


def test_the_ensemble_holds_estimate_and_surprise():
    draws = carbonsim.run(carbonsim.load_scenario("china-nev", [FREE]), draws=200)
    calm = carbonsim.run(carbonsim.load_scenario("china-nev", [FREE, "nev.surprise=0"]), draws=200)

    def width(result, year):
        low, high = np.quantile(result.ensemble[SHARE][year - result.years[0]], [0.05, 0.95])
        return high - low

    assert width(draws, LAST) == pytest.approx(0.0, abs=1e-6)
    assert width(draws, 2028) > width(calm, 2028) > 1.0


def test_a_world_without_plug_in_cars_sells_none_and_as_many_cars(cars):
    none = cars(name="china-nev-none")
    assert np.all(none.central[SHARE] == 0)
    known = none.years <= LAST
    assert none.central[SOLD][known] == pytest.approx(cars().central[SOLD][known])
    # and as many are registered: what differs is what leaves fast of those with a plug
    stock = "Stocks|Transportation|Light-Duty Vehicle"
    more = none.central[stock][known] - cars().central[stock][known]
    assert np.all((more >= 0) & (more < 0.4))


def test_a_horizon_may_end_within_the_history():
    short = carbonsim.run(carbonsim.load_scenario("china-nev", ["years=[2021, 2024]"]), draws=2)
    usual = carbonsim.run(carbonsim.load_scenario("china-nev", ["years=[2021, 2026]"]), draws=2)
    for name in (SOLD, SHARE):
        assert np.array_equal(short.ensemble[name], usual.ensemble[name][:4])


def test_plug_in_cars_save_less_the_wider_the_boundary_and_at_first_nothing_with_their_making(cars):
    effect = cars(name="china-nev-effect")
    saved = "Emission Reduction|{}|Transportation|Light-Duty Vehicle{}"
    direct = effect.central[saved.format("CO2", "")]
    operational = effect.central[saved.format("CO2", " [Operational]")]
    life_cycle = effect.central[saved.format("Kyoto Gases", " [Life Cycle]")]
    assert np.all(direct > operational)
    assert np.all(operational > 0)
    assert life_cycle[0] < 0 < life_cycle[-1]
