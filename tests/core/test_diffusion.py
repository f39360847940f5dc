"""How an innovation spreads, against SciPy and the closed form of the logistic curve."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import integrate, special

from carbonsim.core.diffusion import CERTAIN, imitation_growth, log_odds, share_of_log_odds, won_over

SHARES = st.floats(1e-6, 1.0 - 1e-6)
IMITATION = st.floats(0.05, 3.0)
APPEALS = st.floats(0.05, 1.0)

# Log odds -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("share", "odds"),
    [
        (0.5, 0.0),
        (0.25, -1.0986123),  # one to three: -ln 3
        (0.9, 2.1972246),  # nine to one: 2 ln 3
        (0.01, -4.5951199),  # one to 99
    ],
)
def test_odds_by_hand(share, odds):
    assert log_odds(share) == pytest.approx(odds, abs=5e-8)
    assert share_of_log_odds(odds) == pytest.approx(share, abs=5e-8)


def test_odds_and_shares_are_logit_and_expit_of_scipy():
    shares = np.linspace(0.001, 0.999, 999)
    np.testing.assert_allclose(log_odds(shares), special.logit(shares), rtol=1e-12, atol=1e-15)
    odds = np.linspace(-700.0, 700.0, 1401)  # a small share never vanishes
    np.testing.assert_allclose(share_of_log_odds(odds), special.expit(odds), rtol=1e-12)


def test_odds_of_none_and_of_all_are_finite():
    # a billion to one, ln(1e9) = 20.723
    for none in (0, 0.0, -0.0, CERTAIN, 1e-300):
        assert log_odds(none) == pytest.approx(-20.723266, abs=1e-6)
    for everybody in (1, 1.0, 1.0 - CERTAIN, 1.0 - 1e-15):
        assert log_odds(everybody) == pytest.approx(20.723266, abs=1e-6)


def test_a_share_outside_of_its_range_is_none_or_all():
    # more bought than the appeal explains: all consider
    np.testing.assert_array_equal(
        log_odds(np.array([-0.2, 1.7, np.inf])), log_odds(np.array([0.0, 1.0, 1.0]))
    )


def test_shares_of_any_odds_do_not_overflow():
    np.testing.assert_array_equal(
        share_of_log_odds(np.array([-np.inf, -1e5, 0.0, 1e5, np.inf])), [0.0, 0.0, 0.5, 1.0, 1.0]
    )
    assert share_of_log_odds(0) == 0.5


@pytest.mark.parametrize("share", [np.nan, np.array([0.2, np.nan]), np.array([[0.1], [np.nan]])])
def test_odds_refuse_what_is_no_number(share):
    with pytest.raises(ValueError, match="not a number"):
        log_odds(share)


def test_odds_and_shares_of_draws_are_those_of_each():
    shares = np.array([[0.0, 0.004, 0.3], [0.5, 0.97, 1.0]])
    odds = log_odds(shares)
    assert odds.shape == (2, 3)
    back = share_of_log_odds(odds)
    assert back.shape == (2, 3)
    for index in np.ndindex(shares.shape):
        assert odds[index] == log_odds(float(shares[index]))
        assert back[index] == share_of_log_odds(float(odds[index]))


@given(st.floats(CERTAIN, 1.0 - CERTAIN))
def test_a_share_survives_its_odds(share):
    assert share_of_log_odds(log_odds(share)) == pytest.approx(share, rel=1e-12)


@given(st.floats(-15.0, 15.0))
def test_odds_survive_their_share(odds):
    assert log_odds(share_of_log_odds(odds)) == pytest.approx(odds, abs=1e-8)


@given(st.floats(-800.0, 800.0))
def test_a_share_and_the_share_of_the_opposite_odds_are_all(odds):
    assert 0.0 <= share_of_log_odds(odds) <= 1.0
    assert share_of_log_odds(odds) + share_of_log_odds(-odds) == pytest.approx(1.0, abs=1e-15)


@given(share=st.floats(0.001, 0.998), more=st.floats(1e-6, 1e-3))
def test_odds_rise_with_the_share_and_the_share_with_the_odds(share, more):
    low, high = log_odds(np.array([share, share + more]))
    assert low < high
    assert share_of_log_odds(low) < share_of_log_odds(high)


# Imitation ------------------------------------------------------------------------------------------------


def follow(imitation, appeal, start, ceiling, years, steps):
    """Share that considers, in small steps of its log odds: `steps` + 1 values."""
    odds, shares = log_odds(start), [start]
    for _ in range(steps):
        odds = odds + years / steps * imitation_growth(imitation, appeal, shares[-1], ceiling)
        shares.append(share_of_log_odds(odds))
    return np.array(shares)


@pytest.mark.parametrize(
    ("arguments", "growth"),
    [
        ((0.8, 0.75, 0.2, 1.0), 0.6),
        ((0.8, 0.75, 1.0, 1.0), 0.6),
        ((0.8, 0.75, 0.2, 0.4), 0.375),  # half of the ceiling: 0.6 x 0.5 / 0.8
        ((0.8, 0.75, 0.4, 0.4), 0.0),  # at the ceiling
        ((0.8, 0.75, 0.6, 0.4), -0.75),  # above it: 0.6 x -0.5 / 0.4
        ((0.8, 0.75, 0.0, 0.4), 0.6),  # at the start the ceiling is not felt
        ((1, 1, 0, 1), 1.0),
    ],
)
def test_growth_by_hand(arguments, growth):
    assert imitation_growth(*arguments) == pytest.approx(growth, abs=1e-12)


def test_takeover_of_fisher_and_pry():
    # Fisher and Pry (1971): from a tenth to nine tenths in 2.2 / alpha years with f = (1 + tanh alpha t) / 2,
    # in which alpha is half of the rise of the log odds; ln 81 = 4.394
    growth = float(imitation_growth(0.8, 0.75, 0.1, 1.0))
    takeover = float(log_odds(0.9) - log_odds(0.1)) / growth
    assert takeover == pytest.approx(2.2 / (growth / 2.0), rel=2e-3)
    assert takeover == pytest.approx(4.3944492 / 0.6, rel=1e-7)


def test_nothing_grows_without_imitation_or_appeal():
    assert imitation_growth(0.0, 0.75, 0.2, 0.5) == 0.0
    assert imitation_growth(0.8, 0.0, 0.2, 0.5) == 0.0


@given(imitation=IMITATION, appeal=APPEALS, considering=st.floats(0.0, 0.999))
def test_with_a_ceiling_of_one_the_share_does_not_count(imitation, appeal, considering):
    growth = imitation_growth(imitation, appeal, considering, 1.0)
    assert growth == pytest.approx(imitation * appeal, rel=1e-12)


@given(imitation=IMITATION, appeal=APPEALS, considering=st.floats(0.001, 0.99), ceiling=st.floats(0.01, 1.0))
def test_growth_of_the_odds_is_that_of_the_share(imitation, appeal, considering, ceiling):
    # da/dt = a (1 - a) d ln(a/(1-a))/dt, and it is what those who bought win over: w P a (1 - a/K)
    rise = considering * (1.0 - considering) * imitation_growth(imitation, appeal, considering, ceiling)
    won = imitation * appeal * considering * (1.0 - considering / ceiling)
    assert rise == pytest.approx(won, rel=1e-9, abs=1e-12)


@given(imitation=IMITATION, appeal=APPEALS, considering=st.floats(0.01, 0.5), ceiling=st.floats(0.51, 0.9))
def test_a_higher_ceiling_means_more_growth(imitation, appeal, considering, ceiling):
    growth = imitation_growth(imitation, appeal, considering, ceiling)
    assert 0.0 < growth < imitation_growth(imitation, appeal, considering, ceiling + 0.1)
    assert imitation_growth(imitation, appeal, considering, 1e12) == pytest.approx(
        imitation * appeal / (1.0 - considering), rel=1e-9
    )


@given(imitation=IMITATION, appeal=APPEALS, start=st.floats(1e-3, 0.5), rise=st.floats(0.1, 30.0))
def test_without_a_ceiling_imitation_is_the_logistic_curve(imitation, appeal, start, rise):
    # a(t) = 1 / (1 + exp(-(x0 + w P t))), in steps of any length
    years = rise / (imitation * appeal)
    expected = special.expit(special.logit(start) + imitation * appeal * years)
    for steps in (1, 7):
        found = follow(imitation, appeal, start, 1.0, years, steps)[-1]
        assert found == pytest.approx(expected, rel=1e-9)


# the steps are small and many: ten courses are followed at a time, a hundred in all
@settings(max_examples=settings.default.max_examples // 10)
@given(st.lists(st.tuples(IMITATION, APPEALS, st.floats(1e-3, 0.7), st.floats(0.05, 0.95)), min_size=10))
def test_imitation_tends_to_its_ceiling_and_never_passes_it(courses):
    imitation, appeal, start, ceiling = np.array(courses).T
    shares = follow(imitation, appeal, start, ceiling, 30.0 / (imitation * appeal), 1500)
    room = (ceiling - shares) * np.sign(ceiling - start)  # from either side
    assert np.all(room >= -1e-12)
    assert np.all(np.diff(room, axis=0) <= 1e-12)
    np.testing.assert_allclose(shares[-1], ceiling, rtol=0, atol=1e-6)


@pytest.mark.parametrize(("start", "ceiling"), [(0.004, 0.3), (0.02, 0.9), (0.5, 0.2), (0.1, 1.0)])
def test_imitation_below_a_ceiling_is_the_logistic_curve_of_that_height(start, ceiling):
    # a(t) = K / (1 + (K / a0 - 1) exp(-w P t))
    years = np.linspace(0.0, 20.0, 41)
    expected = ceiling / (1.0 + (ceiling / start - 1.0) * np.exp(-0.6 * years))
    found = integrate.solve_ivp(
        lambda _, odds: imitation_growth(0.8, 0.75, share_of_log_odds(odds), ceiling),
        (0.0, 20.0),
        np.array([log_odds(start)]),
        t_eval=years,
        rtol=1e-10,
        atol=1e-12,
    )
    np.testing.assert_allclose(share_of_log_odds(found.y[0]), expected, rtol=1e-7)
    # Euler's small steps come to the same
    steps = follow(0.8, 0.75, start, ceiling, 20.0, 20_000)[::500]
    np.testing.assert_allclose(steps, expected, rtol=2e-3)


@pytest.mark.parametrize("ceiling", [0.0, -0.5, np.array([0.5, 0.0]), np.array([[1.0], [-1.0]])])
def test_growth_refuses_a_ceiling_that_is_not_positive(ceiling):
    with pytest.raises(ValueError, match="ceiling"):
        imitation_growth(0.8, 0.75, 0.2, ceiling)


@pytest.mark.parametrize(("considering", "ceiling"), [(1.0, 0.9), (1.5, 1.0), (np.array([0.2, 1.0]), 2.0)])
def test_growth_refuses_when_all_consider_it_already(considering, ceiling):
    with pytest.raises(ValueError, match="below 1"):
        imitation_growth(0.8, 0.75, considering, ceiling)


def test_growth_of_draws_is_that_of_each():
    imitation, appeal = np.array([0.5, 0.8, 1.1]), np.array([[0.7], [0.9]])
    considering, ceiling = np.array([0.1, 0.2, 0.3]), np.array([[0.6], [1.0]])
    together = imitation_growth(imitation, appeal, considering, ceiling)
    assert together.shape == (2, 3)
    for i, d in np.ndindex(2, 3):
        alone = imitation_growth(
            float(imitation[d]), float(appeal[i, 0]), float(considering[d]), float(ceiling[i, 0])
        )
        assert together[i, d] == alone


def share_won_over(considering, imitation, sold):
    """The share itself: those who do not consider it yet fall by a power of e."""
    return 1.0 - (1.0 - considering) * np.exp(-imitation * sold)


def test_sales_by_rule_win_buyers_over():
    # 1 - 0.8 e^(-0.35)
    assert share_of_log_odds(won_over(log_odds(0.2), 0.7, 0.5)) == pytest.approx(0.4362495, abs=5e-8)
    for odds in (-800.0, -30.0, 0.0, 0.3, 40.0, 2000.0):
        assert won_over(odds, 0.0, 1.0) == won_over(odds, 0.7, 0.0) == odds


@given(considering=st.floats(0.001, 0.999), imitation=st.floats(0, 5), sold=st.floats(0, 1))
def test_log_odds_won_over_are_those_of_the_share_won_over(considering, imitation, sold):
    odds = won_over(special.logit(considering), imitation, sold)
    assert share_of_log_odds(odds) == pytest.approx(share_won_over(considering, imitation, sold), rel=1e-12)


@given(odds=st.floats(-1e4, 1e4), imitation=st.floats(0, 20), sold=st.floats(0, 1), more=st.floats(0, 1))
def test_more_sales_win_over_no_fewer_whatever_the_odds(odds, imitation, sold, more):
    won = won_over(odds, imitation, sold)
    assert np.isfinite(won)
    assert won >= odds - 1e-9 * abs(odds)
    assert won_over(odds, imitation, sold + more) >= won - 1e-9


def test_of_nobody_a_rule_wins_over_what_it_sells_and_of_all_it_loses_none():
    # nobody: 1 - e^(-0.35)
    assert share_of_log_odds(won_over(-1000.0, 0.7, 0.5)) == pytest.approx(0.2953119, abs=5e-8)
    # all: those who do not consider it, one in e^1000, fall by e^0.35
    assert won_over(1000.0, 0.7, 0.5) == pytest.approx(1000.35)


def test_winning_over_in_halves_of_a_year_is_winning_over_in_one():
    half = won_over(won_over(-2.0, 0.8, 0.3), 0.8, 0.3)
    assert half == pytest.approx(won_over(-2.0, 0.8, 0.6))


@pytest.mark.parametrize(("imitation", "sold"), [(-0.1, 0.5), (0.5, -0.1)])
def test_nobody_is_talked_out_of_it(imitation, sold):
    with pytest.raises(ValueError, match="must not be negative"):
        won_over(0.2, imitation, sold)
