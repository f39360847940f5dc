"""Audits: what they tell is what runs give, and never contradicts a verdict."""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from carbonsim.analysis.audit import NEEDS, audit
from carbonsim.analysis.audit_changes import FARTHEST
from carbonsim.analysis.audit_draws import agreed, median
from carbonsim.analysis.audit_needs import needs_of
from carbonsim.analysis.audit_questions import Sample, draws_of, figures_at, first_year, questions_of
from carbonsim.analysis.audit_search import Search
from carbonsim.analysis.claims import evaluate
from carbonsim.core.errors import ScenarioError
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.movers import mover, movers
from carbonsim.engine.run import run
from carbonsim.engine.sampling import setting_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.scenario.claim_forms import Form

FULL, TRUNK, STEEL = "fujian-full-conversion", "fujian-trunk-line", "zhanjiang-shaft-furnace"
YEARS = {FULL: "years=[2023, 2023]", TRUNK: "years=[2023, 2024]", STEEL: "years=[2023, 2024]"}
MILEAGE = "freight.duties.tractor_trunk.mileage"
GRID = "drivers.grid_emission_factor"
#: Relative distance within which an end is told.
NEAR = 1e-6


def of_one_claim(scenario, place):
    """A scenario with one of its claims alone."""
    return replace(scenario, claims=(scenario.claims[place % len(scenario.claims)],))


@cache
def audited(name, draws=1):
    """A run of a shipped scenario over few years, and its audit."""
    results = run(load_scenario(name, [YEARS[name]]), draws=draws)
    return results, audit(results)


def answer(name, claim, boundary):
    (found,) = [
        each
        for each in audited(name)[1].answers
        if each.result.claim.name == claim and each.result.boundary == boundary
    ]
    return found


def need(name, claim, boundary, key):
    (found,) = [each for each in answer(name, claim, boundary).needs if each.parameter.key == key]
    return found


def plain(name, key, value, variable):
    """Figure of 2023 of a plain run of the scenario with one parameter overridden."""
    scenario = load_scenario(name)
    override = mover(scenario.settings[key], 2023).override(value)
    return float(run(load_scenario(name, [YEARS[name], override]), draws=1).central[variable][0])


@pytest.mark.parametrize(
    ("claim", "boundary", "key"),
    [
        ("trunk-line-co2", "direct", MILEAGE),
        ("trunk-line-co2", "operational", GRID),
        ("trunk-line-cost", "owner", "freight.swap.fee_swaps"),
        ("trunk-line-cost", "resource", MILEAGE),
        ("truck-hundred-cars", "direct", "freight.car.consumption"),
    ],
)
def test_a_plain_run_holds_at_the_ends_of_spans_and_not_outside(claim, boundary, key):
    found, told = answer(FULL, claim, boundary), need(FULL, claim, boundary, key)
    (span,) = told.spans
    question = question_of(audited(FULL)[0], found.result)
    for end, is_open, outwards in ((span.low, span.open_low, -1), (span.high, span.open_high, 1)):
        assert question.margins(plain(FULL, key, end, found.variable)) >= 0.0
        if not is_open:
            assert question.margins(plain(FULL, key, end * (1 + outwards * NEAR), found.variable)) < 0.0
    for value in told.exact:
        assert plain(FULL, key, value, found.variable) == pytest.approx(found.target, rel=1e-9)


def test_beyond_its_bounds_a_parameter_would_do_and_a_file_cannot_set_it():
    told = need(FULL, "trunk-line-co2", "operational", MILEAGE)
    assert told.spans == ()
    assert told.scanned[1] < told.beyond < told.beyond_to
    way = told.scanned[1] - told.parameter.value
    assert told.beyond_to == pytest.approx(told.parameter.value + 10 * way)
    with pytest.raises(ScenarioError):
        load_scenario(FULL, [f"{MILEAGE}={told.beyond} km/truck/yr"])
    question = question_of(audited(FULL)[0], answer(FULL, "trunk-line-co2", "operational").result)
    each = mover(question.scenario.settings[MILEAGE], 2023)
    nearer = told.beyond * (1 - NEAR)
    points = [(question, each.moved(value)) for value in (told.beyond, nearer, told.scanned[1])]
    margins = question.margins(figures_at(points)[:, 0])
    assert (margins >= 0.0).tolist() == [True, False, False]
    assert told.best == (told.scanned[1], pytest.approx(margins[2] + 18.0))


def test_mileages_of_18_mt_and_of_3_bn_exclude_each_other():
    (joint,) = [
        each
        for each in audited(FULL)[1].joint
        if [one.result.claim.name for one in each.answers] == ["trunk-line-co2", "trunk-line-cost"]
    ]
    assert joint.answers[0].result.boundary == "direct"
    together = {each.parameter.key: each for each in joint.together}
    assert together[MILEAGE].both == ()
    assert together[MILEAGE].second[-1].high < together[MILEAGE].first[0].low
    fee = together["freight.swap.fee_swaps"]
    (both,) = fee.both
    for part, variable in zip((fee.first, fee.second), (one.variable for one in joint.answers), strict=True):
        assert any(span.has(both.low) and span.has(both.high) for span in part)
        question = question_of(audited(FULL)[0], joint.answers[variable == joint.answers[1].variable].result)
        assert question.margins(plain(FULL, fee.parameter.key, both.low, variable)) >= 0.0


def test_pairs_told_in_different_years_meet_at_the_same_factor_of_a_path():
    results = run(pair_of_years(), draws=1)
    (joint,) = audit(results).joint
    first, second = (question_of(results, each.result) for each in joint.answers)
    assert (first.year, second.year) == (2023, 2025)
    paths = [each for each in joint.together if each.parameter.is_path and each.first and each.second]
    moved = [mover(second.scenario.settings[each.parameter.key], 2025) for each in paths]
    assert any(each.value != one.parameter.value for each, one in zip(moved, paths, strict=True))
    for one, each in zip(paths, moved, strict=True):
        assert any(span.has(one.parameter.value) for span in one.second) == second.holds
        ends = [(end, is_open) for span in one.second for end, is_open in turns(span)]
        values = [end / one.parameter.value * each.value for end, is_open in ends if not is_open]
        margins = second.margins(figures_at([(second, each.moved(value)) for value in values])[:, 0])
        assert margins == pytest.approx(0.0, abs=1e-5 * second.scale)


def test_pairs_hold_together_where_both_answers_hold():
    for joint in (*audited(FULL)[1].joint, *audit(run(pair_of_years(tolerance=9.0), draws=1)).joint):
        questions_hold = [margin >= 0.0 for margin in map(own_margin, joint.answers)]
        assert joint.hold == all(questions_hold)
        assert joint.hold == (joint.at_prices is None)
    assert joint.hold


def pair_of_years(tolerance=0.25):
    """Two claims of 2023 and 2025 on what the trunk line saves its users."""
    scenario = load_scenario(FULL, ["years=[2023, 2025]"])
    first = next(each for each in scenario.claims if each.name == "trunk-line-cost")
    first = replace(first, tolerance=tolerance)
    second = replace(first, name="later", year=2025)
    return replace(scenario, claims=(first, second))


def turns(span):
    return (span.low, span.open_low), (span.high, span.open_high)


def own_margin(answer):
    value, target = answer.result.value, answer.target
    slack = answer.result.claim.tolerance * abs(target)
    margins = {"at_least": value - target, "at_most": target - value, "equals": slack - abs(value - target)}
    return margins[answer.result.claim.bound]


@pytest.mark.parametrize(("blanks", "holds"), [(0, True), (1, True), (2, False), (10, False)])
def test_draws_without_a_figure_do_not_hold(blanks, holds):
    question = questions_of(audited(FULL)[0], evaluate(audited(FULL)[0]))[0]
    figures = np.full((1, 10), question.target)
    figures[0, :blanks] = np.nan
    (margin,) = agreed(question, figures)
    assert np.isnan(margin) != holds
    assert np.isnan(median(figures)[0]) != holds


def test_a_corner_beyond_what_is_claimed_has_a_point_on_the_way_at_which_it_holds(monkeypatch):
    """All that is looked at fails, and the claimed figure lies between the run and the corner."""
    monkeypatch.setattr("carbonsim.analysis.audit_widened.FEWEST", 1000)
    scenario = load_scenario(FULL, [YEARS[FULL]])
    asked = next(each for each in scenario.claims if each.name == "trunk-line-cost")
    asked = replace(asked, value=4.0, tolerance=1e-3)
    results = run(replace(scenario, claims=(asked,)), draws=20)
    (found, *_) = audit(results).answers
    assert found.result.value > 4.0 * (1 + 1e-3)
    corner = found.box.corner
    assert corner.reached
    assert corner.figures[0] == pytest.approx(4.0, rel=1e-3)
    assert margin_of(question_of(results, found.result), corner) >= 0.0


@pytest.mark.parametrize(("sign", "beyond"), [(1.0, None), (-1.0, 10.0)])
def test_nothing_is_looked_at_below_0(monkeypatch, sign, beyond):
    question = questions_of(audited(FULL)[0], evaluate(audited(FULL)[0]))[0]
    asked = replace(question.result.claim, bound="at_most")
    question = replace(question, result=replace(question.result, claim=asked), target=-10.0)
    search = Search(question, mover(question.scenario.settings[GRID], 2023))

    def figures(points, _=None):
        return np.array([[sign * moves[GRID].central[0]] for _, moves in points])

    for module in ("audit_needs", "audit_search", "audit_beyond"):
        monkeypatch.setattr(f"carbonsim.analysis.{module}.figures_at", figures)
    (found,) = needs_of([search])
    assert (found.spans, found.beyond) == ((), beyond and pytest.approx(beyond))
    assert beyond or found.beyond_to == 0.0


def test_an_end_beside_a_blank_is_marked_and_is_no_crossing(monkeypatch):
    """A made-up figure that falls through what is claimed at 1.1, jumps over it at 0.7 and ends at 1.7."""
    question = questions_of(audited(FULL)[0], evaluate(audited(FULL)[0]))[0]
    asked = replace(question.result.claim, bound="equals", tolerance=0.9)
    question = replace(question, result=replace(question.result, claim=asked), target=10.0)
    search = Search(question, mover(question.scenario.settings[GRID], 2023))

    def figures(points, _=None):
        x = np.array([moves[GRID].central[0] for _, moves in points])
        jumping = np.where(x < 0.7, 10.0 - 5.0 * (1.0 + x), 10.0 + 5.0 * (1.1 - x))
        return np.where(x > 1.7, np.nan, jumping)[:, None]

    monkeypatch.setattr("carbonsim.analysis.audit_needs.figures_at", figures)
    monkeypatch.setattr("carbonsim.analysis.audit_search.figures_at", figures)
    (found,) = needs_of([search])
    last = found.spans[-1]
    assert last.high == pytest.approx(1.7)
    assert (last.open_high, last.blank_high, last.blank_low) == (False, True, False)
    assert found.exact == (pytest.approx(1.1),)


@pytest.mark.parametrize(
    ("form", "year"),
    [
        (Form(), 2023),
        (Form(over=(2023, 2025)), None),
        (Form(peak_by=2025), None),
        (Form(by=2025), 2023),
        (Form(by=2025, against=2023), 2024),
    ],
)
def test_the_first_year_is_that_of_figures_of_one_year(form, year):
    unit = "bn CNY" if form.over else "yr" if form.peak_by else "%" if form.against else "bn CNY/yr"
    asked = replace(pair_of_years().claims[0], year=None if form else 2023, form=form, unit=unit)
    asked = replace(
        asked, bound="at_most" if form.peak_by else "at_least", value=2025 if form.peak_by else 1e-3
    )
    results = run(replace(load_scenario(FULL, ["years=[2023, 2025]"]), claims=(asked,)), draws=1)
    questions = questions_of(results, evaluate(results))
    held = [each for each in questions if each.holds]
    if form.peak_by:  # whose greatest is in the last year of the horizon holds nowhere
        held = questions
    assert {first_year(results, each) for each in held} == {year}


def test_a_joint_change_leaves_money_alone_where_prices_stay():
    for joint in audited(FULL)[1].joint:
        assert not any(each.parameter.is_money for each in joint.at_prices.moved)
        assert joint.at_any.distance <= joint.at_prices.distance * (1 + 1e-3)
        questions = [question_of(audited(FULL)[0], each.result) for each in joint.answers]
        for change in (joint.at_prices, joint.at_any):
            assert change.reached
            margins = [margin_of(question, change) for question in questions]
            assert min(margins) >= 0.0


def test_no_parameter_alone_does_with_a_smaller_change():
    results, told = audited(FULL)
    shares = {each.variable: list(alone(question_of(results, each.result), each)) for each in told.answers}
    assert sum(map(len, shares.values())) > 20
    for each in told.answers:
        change = each.change
        near = [share for share in shares[each.variable] if share <= change.most]
        assert change.reached
        assert change.distance <= min(near, default=np.inf) * (1 + 1e-3)


def test_parameters_are_those_that_an_expert_lists():
    keys = {
        each.parameter.key
        for found in audited(FULL)[1].answers
        if found.result.claim.name != "truck-hundred-cars"
        for each in found.needs
    }
    assert keys >= {
        MILEAGE,
        GRID,
        "freight.stock",
        "freight.duties.tractor_trunk.consumption",
        "freight.duties.tractor_trunk.energy_efficiency_ratio",
        "drivers.fuels.diesel.price",
        "freight.swap.fee_swaps",
    }
    assert not any("relative" in key or key.endswith("_index") for key in keys)


def test_the_same_run_has_the_same_audit():
    scenario = of_one_claim(load_scenario(FULL, [YEARS[FULL]]), 2)
    first, again = (audit(run(scenario, draws=12)) for _ in range(2))
    assert repr(first.answers) == repr(again.answers)
    assert repr(first.joint) == repr(again.joint)


def test_records_have_answers_and_no_needs():
    scenario = load_scenario("china-nev-no-policy")
    place = next(place for place, claim in enumerate(scenario.claims) if claim.series is not None)
    told = audit(run(of_one_claim(scenario, place), draws=1))
    assert told.answers
    assert all(not each.needs and each.change is None and each.box is None for each in told.answers)
    assert told.joint == ()


def test_without_a_reference_claims_are_audited_too():
    scenario = load_scenario("fujian-all-diesel", ["years=[2023, 2023]"])
    assert scenario.reference is None
    told = audit(run(scenario, draws=1))
    assert all(each.needs and each.change.reached for each in told.answers)


def test_without_claims_there_is_nothing_to_audit():
    told = audit(run(replace(load_scenario(FULL, [YEARS[FULL]]), claims=()), draws=1))
    assert (told.answers, told.joint, told.not_moved) == ((), (), ())


def test_what_no_parameter_moves_has_no_needs_and_no_change_that_is_reached(monkeypatch):
    monkeypatch.setattr("carbonsim.analysis.audit.influences", lambda asked: [() for _ in asked])
    told = audit(run(of_one_claim(load_scenario(FULL, [YEARS[FULL]]), 0), draws=20))
    for each in told.answers:
        assert each.needs == ()
        assert (each.change.reached, each.change.moved, each.change.tried) == (False, (), 0)
        assert each.box.widened == 1.0


def test_what_cannot_be_judged_has_needs_of_the_figure_and_a_corner_but_no_pair():
    _, told = audited(TRUNK, 60)
    unjudged = [each for each in told.answers if each.result.differences]
    assert len(unjudged) == 8
    # 120 CNY on a trip is what some draws of any world find; tonnes and billions of the claim's are far off
    unjudged = [each for each in unjudged if each.result.claim.name != "trunk-line-trip"]
    for each in unjudged:
        assert each.needs
        assert all(one.median is None and one.draws == 0 for one in each.needs)
        assert each.first_year is None
    boxed = [each for each in unjudged if each.box is not None]
    # the first answer stands for all
    assert [each.result.boundary for each in boxed] == ["direct", "operating"]
    assert [each.change is None for each in unjudged] == [each.box is None for each in unjudged]
    for each in boxed:
        assert each.box.share == 0.0
        assert each.box.tried == (1.0, 2.0, 3.0, 5.0)
        assert not each.box.corner.reached
        assert 0 < len(each.box.corner.moved) <= each.box.corner.tried
    assert told.joint == ()
    assert set(told.not_moved) >= {"freight.line.hours.h00.price_ratio"}
    assert not {one.parameter.key for each in told.answers for one in each.needs} & set(told.not_moved)


def test_needs_are_of_the_world_that_judges():
    """Claims about 2024 are judged with the factor of 2023, which is the value that their needs begin at."""
    told = audit(run(of_one_claim(load_scenario(STEEL, [YEARS[STEEL]]), 1), draws=1))
    for each in told.answers:
        assert each.result.grid.held
        grids = [one.parameter for one in each.needs if one.parameter.key == GRID]
        assert all(grid.value == each.result.grid.factor and not grid.is_path for grid in grids)
    assert any(one.parameter.key == GRID for each in told.answers for one in each.needs)


def test_progress_is_told():
    told = []
    scenario = of_one_claim(load_scenario(FULL, [YEARS[FULL]]), 2)
    seconds = audit(run(scenario, draws=1), lambda *step: told.append(step)).seconds
    assert told == [(place, len(seconds)) for place in range(1, len(seconds) + 1)]


def question_of(results, row):
    (found,) = [each for each in questions_of(results, evaluate(results)) if repr(each.result) == repr(row)]
    return found


def margin_of(question, change):
    """Margin where the parameters of a change stand."""
    moves = {}
    for each in change.moved:
        setting = question.scenario.settings[each.parameter.key]
        moves |= mover(setting, each.parameter.year).moved(each.value)
    return float(question.margins(figures_at([(question, moves)])[0, 0]))


def check_needs(question, found):
    """Spans hold at their ends and not outside, and own values lie in them where the answer holds."""
    points, wanted = [], []
    for told in found.needs:
        each = mover(question.scenario.settings[told.parameter.key], told.parameter.year)
        assert any(span.has(each.value) for span in told.spans) == question.holds
        for span in told.spans:
            ends = ((span.low, span.open_low, -1.0), (span.high, span.open_high, 1.0))
            for end, is_open, outwards in ends:
                beside = end + outwards * NEAR * (abs(end) or 1.0)
                at = [end] if is_open or np.clip(beside, *told.scanned) != beside else [end, beside]
                points += [(question, each.moved(value)) for value in at]
                wanted += [True, False][: len(at)]
    if points:
        held = question.margins(figures_at(points)[:, 0]) >= 0.0
        assert held.tolist() == wanted


def check_change(question, found):
    change = found.change
    assert len(change.moved) <= change.tried <= NEEDS
    assert change.most in FARTHEST
    assert max((abs(each.share) for each in change.moved), default=0.0) <= change.most * (1 + 1e-12)
    assert change.distance == pytest.approx(np.sqrt(sum(each.share**2 for each in change.moved)))
    assert (margin_of(question, change) >= 0.0) == (change.reached != question.holds)


def alone(question, found):
    """Shares of ranges by which one parameter alone does what a change of several is asked for."""
    for told in found.needs:
        each, spans = told.parameter, told.spans
        own = [span for span in spans if span.has(each.value)] if question.holds else spans
        for span in own:
            for end, is_open in ((span.low, span.open_low), (span.high, span.open_high)):
                way = each.high - each.value if end > each.value else each.value - each.low
                if way > 0.0 and not (question.holds and is_open):
                    yield abs(end - each.value) / way


def check_draws(results, question, found):
    """At ends of spans the median, or nine of ten draws, hold; where nine of ten do, the median does."""
    for told in found.needs:
        if told.draws == 0:
            assert told.median is None
            assert told.agreed is None
            continue
        each = mover(question.scenario.settings[told.parameter.key], told.parameter.year)
        sample = Sample(told.draws, results.seed, results.draws)
        for spans, agreeing in ((told.median, False), (told.agreed, True)):
            ends = [end for span in spans for end in (span.low, span.high)]
            if not ends:
                continue
            figures = figures_at([(question, each.moved(end)) for end in ends], sample)
            assert (question.margins(median(figures)) >= 0.0).all()
            if agreeing:
                assert (agreed(question, figures) >= 0.0).all()
                assert ((question.margins(figures) >= 0.0).mean(axis=1) >= 0.9 - 1e-9).all()


def check_box(results, question, found):
    """Hold a box to what it is said to hold, all draws counted as the verdict counts them."""
    box = found.box
    if results.draws < 2:
        assert box is None
        return
    if box.widened != 1.0:
        return
    draws = draws_of(results, question)
    held = question.margins(draws) >= 0.0
    assert box.share == pytest.approx(found.result.probability)
    inside = np.full(len(draws), True)
    for end in box.ends:
        setting = question.scenario.settings[end.parameter.key]
        scores = setting_scores(question.scenario, setting, results.seed, 0, results.draws, results.draws)
        inputs = Inputs(question.scenario, question.runs.pair.years, results.draws, {setting.address: scores})
        values = inputs.series(setting.address, np.array([found.result.year]))[0]
        inside &= (end.open_low | (values >= end.low)) & (end.open_high | (values <= end.high))
    assert box.mass == pytest.approx(inside.mean())
    assert box.density == pytest.approx(held[inside].mean())
    if held.any():
        assert box.coverage == pytest.approx((held & inside).sum() / held.sum())
    assert (box.corner is not None) <= (not held.any())


@example(name=FULL, claim=0, places=[], share=0.0, draws=40)
@example(name=FULL, claim=2, places=[], share=0.0, draws=60)
@settings(max_examples=2, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    name=st.sampled_from([FULL, TRUNK, STEEL]),
    claim=st.integers(0, 2),
    places=st.lists(st.integers(0, 10_000), min_size=1, max_size=3),
    share=st.floats(-0.9, 0.9),
    draws=st.sampled_from([1, 40]),
)
def test_needs_changes_and_boxes_never_contradict_a_verdict(name, claim, places, share, draws):
    scenario = load_scenario(name)
    offered = [each for each in movers(scenario, 2023) if each.ranged]
    chosen = {each.key: each for each in (offered[place % len(offered)] for place in places)}
    overrides = [each.override(each.at_share(share)) for each in chosen.values()]
    try:
        changed = load_scenario(name, [YEARS[name], *overrides])
        results = run(of_one_claim(changed, claim), draws=draws)
    except ScenarioError:  # what values say together
        return
    told = audit(results)
    questions = questions_of(results, evaluate(results))
    for question, found in zip(questions, told.answers, strict=True):
        assert len(found.needs) <= NEEDS
        if found.target is None or np.isnan(found.result.value):
            assert found.needs == ()
            continue
        check_needs(question, found)
        check_change(question, found)
        check_draws(results, question, found)
        check_box(results, question, found)
