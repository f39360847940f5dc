"""The equations of cars: known values, limits, draws, wrong input."""

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays
from scipy import integrate, special

from carbonsim.core.choice import logit_shares
from carbonsim.core.statistics import growth_percent
from carbonsim.core.survival import cumulative_hazard, weibull_survival
from carbonsim.sectors.nev import equations as eq

SPLITS = st.floats(0.01, 1.0)
UTILITIES = st.floats(-10.0, 10.0)
INCOMES = st.floats(1e4, 5e5)  # CNY/yr
#: How fast the gap to saturation closes with income [yr/CNY].
RESPONSE = 1e-5


def each(equation, *arguments):
    """An equation of arrays, one draw at a time."""
    arrays_ = np.broadcast_arrays(*arguments)
    values = [
        float(equation(*(float(array[index]) for array in arrays_))) for index in np.ndindex(arrays_[0].shape)
    ]
    return np.reshape(values, arrays_[0].shape)


@pytest.mark.parametrize(
    ("equation", "arguments"),
    [
        (
            eq.cars_per_person,
            (np.array([0.1, 0.2, 0.4]), np.array([[6e4], [1.2e5]]), 9e4, np.array([0.3, 0.35, 0.4]), 0.8),
        ),
        (
            eq.charging_access,
            (np.array([[0.0], [3e6]]), np.array([2e8, 3e8, 4e8]), np.array([0.005, 0.01, 0.02])),
        ),
        (eq.distance_utility, (np.array([[200.0], [400.0]]), 241.0, np.array([0.1, 0.235, 0.4]))),
        (
            eq.choice_probability,
            (np.array([[-2.0], [1.0]]), np.array([0.6, 0.7, 0.8]), np.array([0.9, 0.95, 1.0])),
        ),
        (eq.surviving, (np.array([[0.0], [np.inf]]), np.array([0.5, 1.0, 2.0]))),
        (eq.surviving, (np.array([[0.1], [0.7]]), np.array([0.5, 1.0, 2.0]))),
        (eq.pack_emissions, (np.array([[28.0], [60.0]]), np.array([90.0, 100.0, 110.0]))),
        (growth_percent, (np.array([[7.0], [9.5]]), np.array([6.9, 7.0, 8.0]))),
    ],
)
def test_draws_are_those_of_each(equation, arguments):
    together = equation(*arguments)
    assert together.shape == (2, 3)
    np.testing.assert_allclose(together, each(equation, *arguments), rtol=1e-15)


# Ownership ------------------------------------------------------------------------------------------------


def test_ownership_by_hand():
    # with an elasticity of ln(8/5) the gap in logarithms falls by e for each time the income at the start
    elasticity = np.log(0.32 / 0.2)
    # it halves when income has risen by ln 2 of it: geometric mean of 0.2 and 0.32
    halved = 9e4 * (1.0 + np.log(2.0))
    found = eq.cars_per_person(0.2, halved, 9e4, 0.32, elasticity)
    assert found == pytest.approx(np.sqrt(0.2 * 0.32), rel=1e-12)
    # and quarters in as much again: 0.32 x (5/8) ** (1/4)
    twice = 2.0 * halved - 9e4
    assert eq.cars_per_person(0.2, twice, 9e4, 0.32, elasticity) == pytest.approx(0.2845247, abs=5e-8)
    # with income lost, it is squared: 0.32 x (5/8) ** 2
    assert eq.cars_per_person(0.2, 18e4 - halved, 9e4, 0.32, elasticity) == pytest.approx(0.125, rel=1e-12)


@given(start=st.floats(0.01, 1.0), saturation=st.floats(0.05, 1.0), elasticity=st.floats(0.0, 2.0))
def test_ownership_rises_with_income_at_first_by_its_elasticity(start, saturation, elasticity):
    assume(abs(np.log(saturation / start)) > 0.05)
    slightly = 1e-7
    grown = eq.cars_per_person(start, 9e4 * (1.0 + slightly), 9e4, saturation, elasticity)
    expected = elasticity if saturation > start else -elasticity
    assert np.log(float(grown) / start) / slightly == pytest.approx(expected, rel=1e-4, abs=1e-6)


@pytest.mark.parametrize("start", [0.05, 0.2, 0.5])
def test_ownership_is_the_curve_of_gompertz_by_its_slope(start):
    # dV/dx = response x V ln(saturation / V), integrated by SciPy
    elasticity = RESPONSE * 9e4 * abs(np.log(0.33 / start))
    income = np.linspace(9e4, 4e5, 20)
    found = integrate.solve_ivp(
        lambda _, v: RESPONSE * v * np.log(0.33 / v),
        (income[0], income[-1]),
        [start],
        t_eval=income,
        rtol=1e-10,
        atol=1e-12,
    )
    owned = eq.cars_per_person(start, income, 9e4, 0.33, elasticity)
    np.testing.assert_allclose(owned, found.y[0], rtol=1e-8)


def test_ownership_tends_to_saturation_from_either_side():
    for start in (1e-3, 0.2, 0.33, 0.9):
        assert eq.cars_per_person(start, 5e7, 9e4, 0.33, 0.8) == pytest.approx(0.33, rel=1e-12)
    for income in (1e3, 9e4, 2e5):
        assert eq.cars_per_person(0.33, income, 9e4, 0.33, 0.8) == 0.33


def test_ownership_stays_where_income_does_not_count():
    np.testing.assert_allclose(
        eq.cars_per_person(0.2, np.array([1e4, 9e4, 9e5]), 9e4, 0.33, 0.0), 0.2, rtol=1e-12
    )


@given(
    start=st.floats(0.01, 1.0),
    income=INCOMES,
    saturation=st.floats(0.05, 1.0),
    elasticity=st.floats(0.0, 2.0),
)
def test_ownership_passes_through_the_start(start, income, saturation, elasticity):
    found = eq.cars_per_person(start, income, income, saturation, elasticity)
    assert found == pytest.approx(start, rel=1e-12)


@given(
    start=st.floats(0.01, 1.0),
    income=INCOMES,
    first=st.floats(0.0, 2e5),
    more=st.floats(1.0, 2e5),
    saturation=st.floats(0.05, 1.0),
    elasticity=st.floats(0.0, 2.0),
)
def test_ownership_moves_towards_saturation_and_never_past_it(
    start, income, first, more, saturation, elasticity
):
    incomes = income + np.array([0.0, first, first + more])
    gap = np.log(saturation / eq.cars_per_person(start, incomes, income, saturation, elasticity))
    gap *= 1.0 if start <= saturation else -1.0  # from below or from above
    assert np.all(gap >= -1e-12)
    assert np.all(np.diff(gap) <= 1e-12)


@given(start=st.floats(0.01, 0.3), income=INCOMES, between=st.floats(0.0, 2e5), more=st.floats(0.0, 2e5))
def test_ownership_does_not_depend_on_where_one_stops_on_the_way(start, income, between, more):
    def elasticity(owned, at):
        return RESPONSE * at * np.log(0.33 / owned)

    at_once = eq.cars_per_person(start, income + between + more, income, 0.33, elasticity(start, income))
    halfway = float(eq.cars_per_person(start, income + between, income, 0.33, elasticity(start, income)))
    later = elasticity(halfway, income + between)
    then = eq.cars_per_person(halfway, income + between + more, income + between, 0.33, later)
    assert then == pytest.approx(float(at_once), rel=1e-9)


@pytest.mark.parametrize(
    ("start", "saturation"),
    [(0.0, 0.33), (-0.1, 0.33), (0.2, 0.0), (0.2, -0.33), (np.array([0.2, 0.0]), 0.33)],
)
def test_ownership_refuses_a_start_or_a_saturation_that_is_not_positive(start, saturation):
    with pytest.raises(ValueError, match="above 0"):
        eq.cars_per_person(start, 1e5, 9e4, saturation, 0.8)


# Charging and range ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chargers", "access"),
    [
        (0.0, 0.0),
        (1e6, 0.5),  # one for 200 cars, which is the half
        (3e6, 0.75),
        (9e6, 0.9),
        (1e18, 1.0),
    ],
)
def test_access_by_hand(chargers, access):
    assert eq.charging_access(chargers, 2e8, 0.005) == pytest.approx(access, rel=1e-9)


@given(
    chargers=st.floats(1e3, 1e8),
    cars=st.floats(1e6, 1e9),
    half=st.floats(1e-4, 0.1),
    factor=st.floats(1.01, 10.0),
)
def test_access_rises_with_points_and_falls_with_cars_and_with_what_half_needs(chargers, cars, half, factor):
    access = eq.charging_access(chargers, cars, half)
    assert 0.0 < access < 1.0
    assert eq.charging_access(chargers * factor, cars, half) > access
    assert eq.charging_access(chargers, cars * factor, half) < access
    assert eq.charging_access(chargers, cars, half * factor) < access
    # only points per car count
    assert eq.charging_access(chargers * factor, cars * factor, half) == pytest.approx(
        float(access), rel=1e-12
    )


@given(chargers=st.floats(1e5, 1e7), more=st.floats(1e4, 1e7))
def test_each_further_point_helps_less(chargers, more):
    first, second, third = eq.charging_access(chargers + np.array([0.0, more, 2.0 * more]), 2e8, 0.005)
    assert second - first > third - second


@pytest.mark.parametrize("half", [0.0, -0.005, np.array([0.005, 0.0])])
def test_access_refuses_a_half_that_is_not_positive(half):
    with pytest.raises(ValueError, match="above 0"):
        eq.charging_access(1e6, 2e8, half)


def test_utility_of_range_by_hand():
    # twice the range: 0.235 x ln 2; as the reference: nothing; half of it: as much less
    assert eq.distance_utility(482.0, 241.0, 0.235) == pytest.approx(0.1628896, abs=5e-8)
    assert eq.distance_utility(241.0, 241.0, 0.235) == 0.0
    assert eq.distance_utility(120.5, 241.0, 0.235) == pytest.approx(-0.1628896, abs=5e-8)
    assert eq.distance_utility(500.0, 241.0, 0.0) == 0.0
    assert eq.distance_utility(241 * 2, 241, 1) == pytest.approx(np.log(2.0))


@given(distance=st.floats(10.0, 1000.0), reference=st.floats(10.0, 1000.0), factor=st.floats(1.01, 5.0))
def test_a_longer_range_is_worth_the_same_for_each_doubling(distance, reference, factor):
    gain = eq.distance_utility(distance * factor, reference, 0.235) - eq.distance_utility(
        distance, reference, 0.235
    )
    assert gain == pytest.approx(0.235 * np.log(factor), abs=1e-12)
    assert eq.distance_utility(reference, distance, 0.235) == pytest.approx(
        -float(eq.distance_utility(distance, reference, 0.235)), abs=1e-12
    )


@pytest.mark.parametrize(
    ("distance", "reference"), [(0.0, 241.0), (-1.0, 241.0), (241.0, 0.0), (241.0, -1.0)]
)
def test_utility_refuses_a_range_that_is_not_positive(distance, reference):
    with pytest.raises(ValueError, match="ranges"):
        eq.distance_utility(distance, reference, 0.235)
    with pytest.raises(ValueError, match="ranges"):
        eq.distance_utility(np.array([300.0, distance]), np.array([300.0, reference]), 0.235)


# Appeal ---------------------------------------------------------------------------------------------------

CARS = st.tuples(*(st.floats(-8.0, 8.0) for _ in range(4)))  # battery, plug-in hybrid, petrol, hybrid


def test_choice_probability_by_hand():
    # odds of 3 to 1 with one car on each side; 2 to 1 where half of the plug-in cars are no battery cars
    assert eq.choice_probability(np.log(3.0), 1.0, 1.0) == pytest.approx(0.75, rel=1e-12)
    assert eq.choice_probability(0.0, 0.5, 1.0) == pytest.approx(2.0 / 3.0, rel=1e-12)
    assert eq.choice_probability(0.0, 1.0, 0.5) == pytest.approx(1.0 / 3.0, rel=1e-12)


@given(UTILITIES)
def test_choice_probability_of_one_car_on_each_side_is_the_logistic_function(utility):
    assert eq.choice_probability(utility, 1.0, 1.0) == pytest.approx(special.expit(utility), rel=1e-12)


@given(CARS)
def test_choice_probability_is_the_share_that_a_logit_of_all_four_cars_gives(utilities):
    battery, hybrid_with_plug, petrol, hybrid = shares = logit_shares(np.array(utilities))
    plugs, others = battery + hybrid_with_plug, petrol + hybrid
    found = eq.choice_probability(utilities[0] - utilities[2], battery / plugs, petrol / others)
    assert found == pytest.approx(shares[:2].sum(), rel=1e-9)


@given(arrays(float, (4, 5), elements=st.floats(-8.0, 8.0)))
def test_choice_probability_of_draws_is_the_logit_of_each(utilities):
    shares = logit_shares(utilities)
    splits = shares[0] / shares[:2].sum(axis=0), shares[2] / shares[2:].sum(axis=0)
    found = eq.choice_probability(utilities[0] - utilities[2], *splits)
    np.testing.assert_allclose(found, shares[:2].sum(axis=0), rtol=1e-9)


def test_nobody_buys_what_is_worth_nothing_and_all_what_is_worth_everything():
    assert eq.choice_probability(-np.inf, 0.7, 0.9) == 0.0
    assert eq.choice_probability(-700.0, 0.7, 0.9) == pytest.approx(0.0, abs=1e-300)
    assert eq.choice_probability(700.0, 0.7, 0.9) == 1.0


@given(
    utility=UTILITIES,
    battery=st.floats(0.01, 0.9),
    petrol=st.floats(0.01, 0.9),
    more=st.floats(0.01, 0.1),
)
def test_choice_probability_rises_with_utility_and_with_what_else_there_is_to_plug_in(
    utility, battery, petrol, more
):
    found = eq.choice_probability(utility, battery, petrol)
    assert 0.0 < found < 1.0
    assert eq.choice_probability(utility + more, battery, petrol) > found
    assert eq.choice_probability(utility, battery + more, petrol) < found
    assert eq.choice_probability(utility, battery, petrol + more) > found


@given(utility=UTILITIES, battery=SPLITS, petrol=SPLITS)
def test_what_is_not_chosen_is_the_probability_of_the_other_side(utility, battery, petrol):
    found = eq.choice_probability(utility, battery, petrol) + eq.choice_probability(-utility, petrol, battery)
    assert found == pytest.approx(1.0, rel=1e-12)


@pytest.mark.parametrize(
    ("battery", "petrol"), [(0.0, 1.0), (-0.1, 1.0), (1.0, 0.0), (1.0, -0.1), (np.array([0.5, 0.0]), 1.0)]
)
def test_choice_probability_refuses_a_split_that_is_not_positive(battery, petrol):
    with pytest.raises(ValueError, match="splits"):
        eq.choice_probability(0.0, battery, petrol)


# Survival -------------------------------------------------------------------------------------------------


def step(now, before, hazard):
    """What gets through a year in which survival falls from one share to another."""
    with np.errstate(divide="ignore"):
        return eq.surviving(-np.log(np.asarray(now) / before), hazard)


@pytest.mark.parametrize(
    ("arguments", "left"),
    [
        ((0.5, 1.0, 1.0), 0.5),
        ((0.5, 1.0, 2.0), 0.25),
        ((0.36, 0.64, 0.5), 0.75),  # the root of nine sixteenths
        ((0.36, 0.64, 0.0), 1.0),  # no hazard: none leaves
        ((0.64, 0.64, 3.0), 1.0),
        ((0.0, 0.64, 1.0), 0.0),
    ],
)
def test_step_by_hand(arguments, left):
    assert step(*arguments) == pytest.approx(left, rel=1e-12)


STEPS = {"now": st.floats(0.01, 0.9), "gone": st.floats(0.001, 0.1)}


@given(**STEPS, hazard=st.floats(0.0, 4.0), more=st.floats(0.01, 4.0))
def test_step_of_a_hazard(now, gone, hazard, more):
    before = now + gone
    ratio = now / before
    assert step(now, before, 1.0) == pytest.approx(ratio, rel=1e-14)
    assert step(now, before, 2.0) == pytest.approx(ratio**2, rel=1e-12)
    once = float(step(now, before, hazard))
    assert 0.0 < once <= 1.0
    # hazards add up, and more of it never leaves more
    both = step(now, before, hazard + more)
    assert both == pytest.approx(once * float(step(now, before, more)), rel=1e-12)
    assert both < once


def test_hazards_of_years_add_up():
    assert float(eq.surviving(np.inf, 1.0)) == 0.0
    both = np.log(0.8 / 0.5) + np.log(1.0 / 0.8)
    assert eq.surviving(both, 1.0) == pytest.approx(0.5, rel=1e-14)


@given(scale=st.floats(5.0, 30.0), shape=st.floats(0.7, 6.0), hazard=st.floats(0.1, 3.0))
def test_steps_of_years_make_the_survival_of_all(scale, shape, hazard):
    ages = np.arange(16.0)
    survival = weibull_survival(ages, scale, shape)
    ages, survival = ages[survival > 1e-200], survival[survival > 1e-200]
    yearly = np.diff(cumulative_hazard(ages, scale, shape))
    assert np.prod(eq.surviving(yearly, 1.0)) == pytest.approx(survival[-1] / survival[0], rel=1e-9)
    # a hazard that lasts is another scale: S ** m
    lasting = eq.surviving(yearly, hazard)
    assert np.prod(lasting) == pytest.approx(survival[-1] ** hazard, rel=1e-9, abs=1e-300)


@pytest.mark.parametrize("hazard", [-0.1, np.array([1.0, -1.0])])
def test_step_refuses_a_negative_hazard(hazard):
    with pytest.raises(ValueError, match="hazard"):
        eq.surviving(0.7, hazard)


# Packs and growth -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("footprint", "emissions"),
    [
        # Hao et al. (2017), GHG emissions from the production of lithium-ion batteries, 28 kWh: LFP, NMC, LMO
        (109.3, 3061.0),
        (104.0, 2912.0),
        (96.6, 2705.0),
    ],
)
def test_emissions_of_published_packs(footprint, emissions):
    assert eq.pack_emissions(28.0, footprint) == pytest.approx(emissions, abs=1.0)


def test_emissions_of_packs_by_hand():
    # 28 kWh at 109.3, 104.0 and 96.6 kg/kWh, by the kilogram
    found = eq.pack_emissions(28.0, np.array([109.3, 104.0, 96.6]))
    np.testing.assert_array_equal(np.round(found), [3060.0, 2912.0, 2705.0])
    assert eq.pack_emissions(0.0, 109.3) == 0.0
    assert eq.pack_emissions(28, 0) == 0.0


@given(capacity=st.floats(0.1, 500.0), footprint=st.floats(1.0, 300.0), factor=st.floats(0.1, 10.0))
def test_emissions_are_in_proportion_to_the_pack_and_to_its_footprint(capacity, footprint, factor):
    emissions = float(eq.pack_emissions(capacity, footprint))
    assert eq.pack_emissions(capacity * factor, footprint) == pytest.approx(factor * emissions, rel=1e-12)
    assert eq.pack_emissions(capacity, footprint * factor) == pytest.approx(factor * emissions, rel=1e-12)


@pytest.mark.parametrize("before", [0.0, -1.0, np.array([1.0, 0.0])])
def test_growth_refuses_a_year_before_that_is_not_positive(before):
    with pytest.raises(ValueError, match="year before"):
        growth_percent(1.0, before)


def test_an_overwhelming_utility_is_no_overflow():
    assert eq.choice_probability(800.0, 0.5, 0.5) == 1.0
    assert 0.0 <= eq.choice_probability(-800.0, 0.5, 0.5) < 1e-300


def test_without_cars_all_find_charging_if_there_is_any():
    found = eq.charging_access(np.array([1e6, 1e6, 0.0, 0.0]), np.array([2e8, 0.0, 2e8, 0.0]), 0.005)
    assert found.tolist() == [0.5, 1.0, 0.0, 0.0]
    assert float(eq.charging_access(1e6, 0.0, 0.005)) == 1.0
