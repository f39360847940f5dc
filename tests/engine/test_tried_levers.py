"""Levers that were found good are not tried again, and any change of what a trial depends on has it made."""

from dataclasses import replace

import pytest

from carbonsim.core.errors import ScenarioError
from carbonsim.engine import lever_runs, tried_levers
from carbonsim.engine.catalogue import catalogue, load_scenario
from carbonsim.engine.tried_levers import START, check_levers_once, trial_hash
from carbonsim.reference.user_cache import CACHE

SHORT = "years=[2023, 2032]"
PLAN = "extends: carbonsim:fujian-trunk-line\nlevers: [{name: one, set: {KEY: VALUE}}]\n"
RATE, TAX = "drivers.discount_rate", "drivers.fuels.diesel.tax"


@pytest.fixture
def cache(tmp_path, monkeypatch):
    known = replace(catalogue(), content="code and tables")  # read before: it is kept, too
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    monkeypatch.setattr(tried_levers, "catalogue", lambda: known)
    return tmp_path / "cache"


@pytest.fixture
def trials(monkeypatch):
    """Scenarios whose levers were tried."""
    tried, check = [], lever_runs.check_levers
    monkeypatch.setattr(
        lever_runs, "check_levers", lambda scenario: (tried.append(scenario), check(scenario))
    )
    return tried


def plan(folder, key=RATE, value="8 %/yr"):
    file = folder / "plan.yaml"
    file.write_text(PLAN.replace("KEY", key).replace("VALUE", value), encoding="utf-8")
    scenario = load_scenario(file, [SHORT])
    assert scenario.levers
    return scenario


def test_good_levers_are_tried_once(tmp_path, cache, trials):
    for _ in range(3):
        check_levers_once(plan(tmp_path))
    assert len(trials) == 1
    assert [path.name for path in cache.iterdir()] == [START + trial_hash(trials[0])]


@pytest.mark.parametrize("damage", ["", "good"])
def test_a_file_that_does_not_say_so_is_no_trial(tmp_path, cache, trials, damage):
    check_levers_once(plan(tmp_path))
    (kept,) = cache.iterdir()
    kept.write_text(damage, encoding="utf-8")
    check_levers_once(plan(tmp_path))
    assert len(trials) == 2
    check_levers_once(plan(tmp_path))
    assert len(trials) == 2


def test_levers_without_an_answer_are_refused_each_time(tmp_path, cache, trials):
    for _ in range(2):
        with pytest.raises(ScenarioError, match="there is no answer"):
            check_levers_once(plan(tmp_path, TAX, "8 CNY/L"))
    assert len(trials) == 2
    assert not cache.exists()


def changed(scenario):
    """A scenario with one thing after the other changed that a trial depends on."""
    settings = scenario.settings
    key = "drivers.carbon_price"
    value = settings[key].value
    other = replace(settings[key], value=replace(value, central=tuple(one + 9.0 for one in value.central)))
    yield replace(scenario, years=(2023, 2031))
    yield replace(scenario, levers=(replace(scenario.levers[0], high=0.07),))
    yield replace(scenario, settings={**settings, key: other})
    yield replace(scenario, settings={**settings, key: replace(settings[key], offered=False)})
    yield replace(scenario, settings={name: one for name, one in settings.items() if name != key})
    yield replace(scenario, reference=None)
    yield replace(scenario, reference=replace(scenario.reference, settings={**settings, key: other}))


def test_whatever_a_trial_depends_on_is_in_its_name(tmp_path, monkeypatch):
    scenario = plan(tmp_path)
    names = [trial_hash(one) for one in (scenario, *changed(scenario))]
    assert len(set(names)) == len(names) == 8
    assert trial_hash(plan(tmp_path)) == names[0]
    known = replace(catalogue(), content="other code")
    monkeypatch.setattr(tried_levers, "catalogue", lambda: known)
    assert trial_hash(scenario) != names[0]


def test_where_code_is_not_known_each_is_tried(tmp_path, cache, trials, monkeypatch):
    monkeypatch.setattr(tried_levers, "catalogue", lambda: replace(catalogue(), content=""))
    for _ in range(2):
        check_levers_once(plan(tmp_path))
    assert len(trials) == 2
    assert not cache.exists()


def test_a_cache_that_cannot_be_written_is_no_error(tmp_path, cache, trials):
    cache.write_text("a file, not a folder")
    for _ in range(2):
        check_levers_once(plan(tmp_path))
    assert len(trials) == 2


def test_old_ones_are_let_go(tmp_path, cache, monkeypatch):
    monkeypatch.setattr(tried_levers, "MOST_KEPT", 2)
    for value in ("8 %/yr", "7 %/yr", "6 %/yr"):
        check_levers_once(plan(tmp_path, RATE, value))
    assert len(list(cache.iterdir())) == 2


@pytest.mark.usefixtures("rough_curves")
def test_a_trial_tells_how_far_service_curves_have_come():
    told = []
    scenario = load_scenario("fujian-trunk-line", ["freight.line.repair_time=91 min", "years=[2023, 2024]"])
    check_levers_once(scenario, lambda done, total: told.append((done, total)))
    assert told, "a new design of a station has curves of its own"
    assert told[-1][0] == told[-1][1]
    told.clear()
    check_levers_once(scenario, lambda done, total: told.append((done, total)))
    assert told == []
