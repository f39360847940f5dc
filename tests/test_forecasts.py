"""The forecasts that docs/nev-forecasts.md states are those of the model."""

import re
from pathlib import Path

import numpy as np
import pytest

import carbonsim
from carbonsim.analysis.nev_backtest import SCENARIO, nev_past, nev_share
from carbonsim.analysis.random_walk import market_forecast
from carbonsim.engine.catalogue import load_scenario

PAGE = Path(__file__).parents[1] / "docs" / "nev-forecasts.md"
YEAR = 2026
SOLD, WHOLESALE = (f"Sales|Transportation|New Energy Vehicle{count}" for count in ("", " [Wholesale]"))
CARS = "Transportation|Light-Duty Vehicle"
DRAWS = 10_000


def stated(row):
    """Numbers of a row of a table: as it was, median, 10th and 90th percentile."""
    (found,) = [line for line in PAGE.read_text(encoding="utf-8").splitlines() if line.startswith(row)]
    return [float(number) for number in re.findall(r"\d+\.\d+", found)]


def compare(numbers, before, draws):
    digits = [0.0051 if before < 3 else 0.051] + [0.051] * 3
    expected = [before, *np.quantile(draws, (0.5, 0.1, 0.9))]
    for number, other, digit in zip(numbers, expected, digits, strict=True):
        assert number == pytest.approx(other, abs=digit)


@pytest.fixture(scope="module")
def run():
    result = carbonsim.run(load_scenario("china-nev", ["years=[2021, 2026]"]))
    assert len(result.ensemble[SOLD][-1]) == 1000
    return result


def test_those_of_the_scenario(run):
    now = {name: (values[-2, 0], values[-1]) for name, values in run.ensemble.items()}
    compare(stated("| new energy vehicles of all kinds sold in China"), *now[SOLD])
    compare(stated("| passenger cars of all drives"), *now[f"Sales|{CARS}"])
    compare(stated("| share of plug-in cars"), *now[f"Sales Share|{CARS}|Plug-In"])
    compare(stated("| new energy vehicles sold by makers"), *now[WHOLESALE])
    abroad = run.ensemble[WHOLESALE] - run.ensemble[SOLD]
    compare(stated("| new energy vehicles exported"), abroad[-2, 0], abroad[-1])


def test_those_of_data_alone():
    scenario = load_scenario(SCENARIO)
    past = nev_past(scenario)
    share = nev_share(scenario, past, YEAR, DRAWS, scenario.seed)[0]
    market = market_forecast(past, YEAR, DRAWS, scenario.seed)[0] / 1e6
    compare(stated("| vehicles of all drives sold"), past.market_of(YEAR - 1) / 1e6, market)
    compare(stated("| share of new energy vehicles in them"), 100 * past.share_of(YEAR - 1), 100 * share)
    compare(
        stated("| new energy vehicles sold in China ["),
        past.volume(YEAR - 1) / 1e6,
        share * market,
    )
