"""Cross-checks of a run: the published figures of 2023, each within one boundary."""

import pytest

import carbonsim


def rows(result, name):
    (check,) = (check for check in result.checks if check.name == name)
    return {row.label["en"]: row for row in check.rows}


def test_growth_and_world_share_of_2023_from_their_bases(cars):
    found = list(rows(cars(), "nev-2023").values())
    # CAAM: production 9.587 from 7.058 million, sales 9.495 from 6.887
    assert [round(row.value, 1) for row in found[:2]] == [35.8, 37.9]
    # "more than 60 % of the world": wholesale with China at wholesale, and the IEA's cars registered
    assert [round(row.value, 1) for row in found[2:]] == [62.9, 59.1]
    assert {row.unit for row in found} == {"%"}


def test_stocks_are_set_beside_what_was_counted(cars):
    found = list(rows(cars(), "nev-stock").values())
    assert len({row.value for row in found}) == len(found)


def test_cars_do_not_burn_more_petrol_than_the_country(cars):
    country, run = rows(cars(), "nev-petrol").values()
    assert 0.8 * country.value < run.value < country.value


def test_petrol_of_the_country_is_what_was_counted_in_billions_of_litres():
    # with draws, so that the run has a range beside that of the count
    result = carbonsim.run(carbonsim.load_scenario("china-nev", ["years=[2023, 2024]"]), draws=4)
    country, run = rows(result, "nev-petrol").values()
    # 192 to 218, 206 billion litres of 2023, at 3.2 to 3.7 million barrels a day
    assert (country.low, country.value, country.high) == (192.0, 206.0, 218.0)
    # a litre of petrol has 31 to 33 MJ
    energy = result.central["Final Energy|Transportation|Light-Duty Vehicle|Liquids"][0]
    assert 31.0 < energy * 1e12 / (run.value * 1e9) < 33.0
    assert 0.5 * run.value < run.low < run.high < 2.0 * run.value
    assert {country.unit, run.unit} == {"bn L/yr"}


def test_electricity_is_near_the_count_of_all_vehicles_and_above_that_of_the_service_trade(cars):
    found = rows(cars(), "nev-power")
    assert {row.unit for row in found.values()} == {"TWh"}
    halves = [row for label, row in found.items() if "first half" in label]
    for counted, run in zip(halves[::2], halves[1::2], strict=True):
        assert run.value == pytest.approx(counted.value, rel=0.2)
    assert halves[2].value == pytest.approx(51.3)
    trade = [row for label, row in found.items() if "first half" not in label]
    for counted, run in zip(trade[::2], trade[1::2], strict=True):
        assert counted.low < counted.value < counted.high
        assert run.value > counted.value
    # what the count of 2024 and the service trade of 2025 say of all vehicles in the years
    assert 87 < trade[1].value < 130
    assert trade[3].value == pytest.approx(160, rel=0.2)


def test_oil_displaced_is_of_the_size_that_others_reckon(cars):
    sinopec, run_2023, iea, run_2025 = rows(cars(), "nev-oil").values()
    assert (sinopec.unit, iea.unit) == ("Mt/yr", "million barrel/day")
    assert run_2023.value == pytest.approx(sinopec.value, rel=0.35)
    # the IEA counts two-wheelers, too
    assert 0.8 * iea.value < run_2025.value < iea.value


def test_cars_that_left_are_those_counted(cars):
    found = list(rows(cars(), "nev-retired").values())
    for counted, run in zip(found[::2], found[1::2], strict=True):
        assert run.value == pytest.approx(counted.value, rel=0.005)


def test_a_horizon_without_counted_years_has_no_rows_of_them():
    late = carbonsim.load_scenario("china-nev", ["years=[2023, 2024]"])
    result = carbonsim.run(late, draws=1)
    assert "nev-stock" in {check.name for check in result.checks}
    labels = rows(result, "nev-retired")
    assert set(labels) == {
        f"cars that left: {words}, {year}" for words in ("counted", "in this run") for year in (2023, 2024)
    }
