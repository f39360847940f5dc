"""Limits that bind: stations too few, supplies used up, a rule that decides."""

from dataclasses import replace

import numpy as np

import carbonsim
from carbonsim.report.heading import limits
from carbonsim.sectors.freight.limits import STATIONS, UNSERVED, UTILISATION, station_limits
from carbonsim.sectors.limits import spells
from carbonsim.sectors.nev.limits import CONSIDERING, PROBABILITY, rule_limits

YEARS = np.arange(2023, 2029)


def series(unserved, stations=(4.0,) * 6):
    return {UNSERVED: np.array(unserved), UTILISATION: np.full(6, 0.8), STATIONS: np.array(stations)}


def test_spells_are_unbroken():
    binds = np.array([True, False, True, True, False, True])
    assert [spell[:2] for spell in spells(binds, YEARS)] == [(2023, 2023), (2025, 2026), (2028, 2028)]
    assert not list(spells(np.zeros(6, dtype=bool), YEARS))


def test_stations_are_told_above_a_share_of_one_in_twenty():
    assert not list(station_limits(None, series([0.05] * 6), YEARS))
    (limit,) = station_limits(None, series([0.0, np.nan, 0.1, 0.3, 0.0, 0.0]), YEARS)
    assert (limit.first, limit.last) == (2025, 2026)
    assert (
        limit.text["en"] == "the public swap stations are 80 % busy and leave 20 % of what is sought unserved"
    )
    assert limit.why["en"] == "it builds none after 2023"


def test_no_reason_is_given_while_stations_are_built():
    (limit,) = station_limits(None, series([0.1] * 6, [4, 5, 6, 7, 8, 9]), YEARS)
    assert limit.why == {}


def test_four_stations_of_a_province_bind_by_their_coverage_and_not_by_their_capacity():
    result = carbonsim.run(carbonsim.load_scenario("fujian-trunk-line"), draws=0)
    assert not result.limits
    assert result.reference.central[UTILISATION].max() < 0.7


def test_a_reference_that_builds_no_more_stations_is_told():
    result = carbonsim.run(carbonsim.load_scenario("china-trucks-electric"), draws=0)
    limit = max((limit for limit in result.limits if limit.of_reference), key=lambda limit: limit.last)
    line = next(line for line in limits(replace(result, limits=(limit,)), "en"))
    assert line.startswith("WARNING: in the reference the public swap stations are 8")
    assert line.endswith("to 2060: it builds none after 2025")
    assert len(limits(replace(result, limits=(limit,) * 5), "zh")) == 3


def test_a_rule_is_told_only_where_it_decides():
    """Buyers alone choose what those who consider a plug-in car choose; to 2025 all is as it happened."""
    scenario = carbonsim.load_scenario("china-nev", ["nev.minimum_share=50 %"])
    considering, chosen = np.array([50.0, 60.0, 70.0, 62.0, 62.6, 90.0]), np.full(6, 80.0)
    central = {CONSIDERING: considering, PROBABILITY: chosen}
    spans = [(limit.first, limit.last) for limit in rule_limits(scenario, central, YEARS)]
    assert spans == [(2026, 2026)]
    more = {CONSIDERING: considering, PROBABILITY: chosen - 1.0}
    assert [(limit.first, limit.last) for limit in rule_limits(scenario, more, YEARS)] == [(2026, 2027)]
    free = carbonsim.load_scenario("china-nev", ["nev.minimum_share=0 %"])
    assert not list(rule_limits(free, {CONSIDERING: np.zeros(6), PROBABILITY: chosen}, YEARS))
