"""How many trucks are sold: as registered, then adjusting to demand; what is bought ahead moves once."""

import numpy as np
import pytest

from carbonsim.sectors.freight import model
from tests.sectors.unasked import run_unasked

TRUCK = "Transportation|Truck"
SALES = f"Sales|{TRUCK}"
CHINA = "china-trucks-current-policies"
SHORT = "years=[2023, 2032]"
STILL = ("freight.anticipation=0", "freight.bought_ahead=0")


def sales(*overrides, name=CHINA):
    return run_unasked(name, SHORT, *overrides).central[SALES]


def test_sales_of_the_record_are_those_registered():
    assert sales()[:3] == pytest.approx([0.62, 0.6024, 0.7991], rel=1e-9)


def test_by_powertrain_they_are_as_recorded_where_stations_turn_nobody_away():
    series = run_unasked(CHINA, SHORT, "freight.swap.stations=3000 station").central
    for row, shares in {
        "Internal Combustion|Diesel": (0.69955, 0.56808, 0.4608),
        "Internal Combustion|LNG": (0.2452, 0.2958, 0.25),
        "Battery-Electric|Plug-In": (0.02554, 0.08183, 0.19656),
        "Battery-Electric|Swap": (0.02382, 0.04765, 0.08576),
        "Fuel-Cell-Electric|Hydrogen": (0.00589, 0.00664, 0.00688),
    }.items():
        assert series[f"{SALES}|{row}"][:3] / series[SALES][:3] == pytest.approx(shares, rel=1e-9), row


def test_after_the_record_a_part_of_the_gap_to_demand_is_closed_in_a_year():
    quarter, half, whole = (sales(*STILL, f"freight.sales_adjustment={part}")[3] for part in (0.25, 0.5, 1.0))
    last = 0.7991
    assert half - last == pytest.approx(2 * (quarter - last), rel=1e-9)
    assert whole - last == pytest.approx(4 * (quarter - last), rel=1e-9)


def test_where_all_of_the_gap_is_closed_trucks_drive_as_at_the_end_of_the_record():
    duties = ("tractor_trunk", "tractor_regional", "tractor_short", "cargo", "dump_mixer", "special")
    plain = (*STILL, "freight.work_growth=0 %/yr", "freight.mileage_decline=0 %/yr")
    plain = (*plain, *(f"freight.duties.{row}.weight_limited=0" for row in duties))

    def kilometres(part):
        series = run_unasked(CHINA, SHORT, *plain, f"freight.sales_adjustment={part}").central
        drives = ("Battery-Electric|Plug-In", "Battery-Electric|Swap", "Fuel-Cell-Electric|Hydrogen")
        drives = (*drives, "Internal Combustion|Diesel", "Internal Combustion|LNG")
        return (
            sum(series[f"Distance Travelled|{TRUCK}|{drive}"] for drive in drives) / series[f"Stocks|{TRUCK}"]
        )

    whole, half = kilometres(1.0), kilometres(0.5)
    assert whole[2:] == pytest.approx(whole[2], rel=1e-3)
    assert np.ptp(half[2:]) > 2 * np.ptp(whole[2:])


def test_a_province_without_registrations_buys_what_demand_needs_in_every_year():
    series = run_unasked("fujian-no-policy", SHORT).central
    assert np.all(series[SALES] > 0)
    # no adjustment: another pace of it moves nothing
    assert sales("freight.sales_adjustment=1", name="fujian-no-policy") == pytest.approx(
        series[SALES], rel=1e-12
    )


@pytest.fixture
def markets(monkeypatch):
    """Sold trucks, and markets before and after them, by year of a run."""
    found, trucks_sold = [], model.trucks_sold

    def kept(p, year, market, *arguments):
        sold = trucks_sold(p, year, market, *arguments)
        found.append((market, sold))
        return sold

    monkeypatch.setattr(model, "trucks_sold", kept)
    return found


def test_what_is_bought_ahead_moves_once_and_is_not_lost(markets):
    run_unasked(CHINA, SHORT, "freight.bought_ahead=0.1")
    (_, last), *after = markets[2:]
    battery = last.trucks[2:4]
    assert last.market.ahead[2:4] == pytest.approx(0.1 * battery)
    assert np.all(last.market.ahead[[0, 1, 4]] == 0.0)
    for before, sold in after:
        moved = (sold.market.ahead - before.ahead).sum(axis=0)
        assert sold.trucks.sum(axis=0) - sold.market.trucks == pytest.approx(moved, abs=1e-6)
        assert np.all(sold.trucks >= 0)


def test_without_a_step_what_was_bought_ahead_is_met_in_the_next_year_and_then_over(markets):
    run_unasked(CHINA, SHORT, "freight.bought_ahead=0.1", "freight.anticipation=0")
    _, last = markets[2]
    before, next_year = markets[3]
    assert np.all(before.ahead == last.market.ahead)
    assert next_year.trucks.sum() == pytest.approx(next_year.market.trucks.sum() - last.market.ahead.sum())
    assert np.all(next_year.market.ahead == 0.0)
    for _, sold in markets[4:]:
        assert sold.trucks.sum(axis=0) == pytest.approx(sold.market.trucks, rel=1e-12)
