"""The market by the sector's law: what keeps the work of the fleet, and how sales adjust to it."""

from types import SimpleNamespace

import numpy as np
import pytest

from carbonsim.sectors.freight.market_law import LEAST, forecast_market, next_sales, work_of_sales


def trucks(theta, draws=3, fall=6.0):
    stock = SimpleNamespace(survival_scale=10.7, survival_shape=3.75, mileage_decline=fall)
    return SimpleNamespace(
        stock=stock, market=SimpleNamespace(adjustment=theta), inputs=SimpleNamespace(draws=draws)
    )


def test_a_steady_fleet_sells_what_leaves():
    sales = np.full((40, 1), 700_000.0)
    assert next_sales(trucks(1.0), sales, 0.0) == pytest.approx(700_000.0, rel=1e-6)


def test_growth_is_met_at_once_only_where_all_of_the_gap_is_closed():
    sales = np.full((40, 1), 700_000.0)
    at_once, half = (next_sales(trucks(theta), sales, 0.02)[0] for theta in (1.0, 0.5))
    work = work_of_sales(np.arange(40.0), 10.7, 3.75, 0.06)
    assert at_once == pytest.approx(700_000 * (1 + 0.02 * work.sum() / work[0]), rel=1e-6)
    assert half == pytest.approx(0.5 * (700_000 + at_once))


def test_a_new_truck_works_more_than_an_old_one():
    work = work_of_sales(np.arange(5.0), 10.7, 3.75, 0.06)
    assert (np.diff(work) < 0).all()
    assert work_of_sales(0.0, 10.7, 3.75, 0.06) == pytest.approx(np.exp(-((0.5 / 10.7) ** 3.75)))


def test_sales_do_not_end():
    boom = np.concatenate([np.full((30, 1), 100.0), np.full((1, 1), 1e6)])
    assert next_sales(trucks(1.0), boom, -0.9) == pytest.approx(LEAST * 1e6)


def test_errors_are_as_large_as_those_of_the_past():
    years = np.arange(2000, 2026)
    steady = np.full(len(years), 700_000.0)
    found = forecast_market(trucks(1.0, 20_000), years, steady, 2027, np.random.default_rng(1))
    assert found.shape == (2, 20_000)
    rough = steady * np.where(years % 2, 1.2, 0.8)
    other = forecast_market(trucks(1.0, 20_000), years, rough, 2027, np.random.default_rng(1))
    assert np.log(other[0]).std() > 1.5 * np.log(found[0]).std()
