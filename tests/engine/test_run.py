"""A run as its parts say it went."""

import time

import carbonsim


def test_the_seconds_of_a_run_are_those_that_passed():
    scenario = carbonsim.load_scenario("china-nev-no-policy", ["years=[2024, 2026]"])
    started = time.perf_counter()
    result = carbonsim.run(scenario, draws=1)
    assert 0.0 < result.seconds <= time.perf_counter() - started
