"""What data say of one parameter, against Student, chi-squared and a Bass model that must be refused."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import optimize, stats

from carbonsim.core.likelihood import exact_threshold, profile

NORMAL = 1.9207294  # half of the 95th percentile of chi-squared with one degree of freedom, 3.841


def parabola(centre, width, peak=0.0):
    """Log-likelihood of a mean with a known standard error."""
    return lambda x: peak - 0.5 * ((x - centre) / width) ** 2


# Thresholds -----------------------------------------------------------------------------------------------


def test_threshold_by_the_table_of_student():
    # t of 9 degrees of freedom is 2.262 at 95 %, of 1 it is 6.314 at 90 %
    assert exact_threshold(10, 1, 0.95) == pytest.approx(5.0 * np.log(1.0 + 2.262157**2 / 9.0), rel=1e-6)
    assert exact_threshold(4, 3, 0.90) == pytest.approx(2.0 * np.log(1.0 + 6.313752**2), rel=1e-6)


@pytest.mark.parametrize("share", [0.5, 0.9, 0.95, 0.99])
def test_threshold_of_much_data_is_half_of_chi_squared(share):
    assert exact_threshold(10_000_000, 3, share) == pytest.approx(stats.chi2.ppf(share, 1) / 2.0, rel=1e-5)
    assert exact_threshold(12, 1, share) > stats.chi2.ppf(share, 1) / 2.0


def test_threshold_of_no_confidence_is_none():
    assert exact_threshold(10, 1, 0.0) == pytest.approx(0.0, abs=1e-30)


@given(observations=st.integers(3, 200), fitted=st.integers(1, 2), share=st.floats(0.05, 0.9))
def test_threshold_rises_with_confidence_and_with_what_is_fitted(observations, fitted, share):
    threshold = exact_threshold(observations, fitted, share)
    assert 0.0 < threshold < exact_threshold(observations, fitted, share + 0.05)
    if observations - fitted > 1:
        assert threshold < exact_threshold(observations, fitted + 1, share)


@pytest.mark.parametrize(("observations", "fitted"), [(3, 3), (2, 3), (0, 0), (1, 1)])
def test_threshold_refuses_when_no_freedom_is_left(observations, fitted):
    with pytest.raises(ValueError, match="no freedom"):
        exact_threshold(observations, fitted, 0.9)


# Intervals ------------------------------------------------------------------------------------------------

# made up: any numbers do, for the interval is exact
X = np.array([0.4, 0.9, 1.3, 2.2, 2.9, 3.1])
Y = np.array([1.1, 1.5, 3.2, 4.1, 6.2, 5.8])


@pytest.mark.parametrize("share", [0.5, 0.9, 0.95])
@pytest.mark.parametrize("x", [X, np.ones(len(X))], ids=["slope", "mean"])
def test_interval_of_a_line_through_the_origin_is_students(x, share):
    slope = (x @ Y) / (x @ x)
    error = np.sqrt(((Y - slope * x) ** 2).sum() / (len(x) - 1) / (x @ x))
    low, high = stats.t.interval(share, len(x) - 1, loc=slope, scale=error)

    def gaussian(value):
        return -0.5 * len(x) * np.log(((Y - value * x) ** 2).mean())

    found = profile(gaussian, -10.0, 15.0, exact_threshold(len(x), 1, share))
    assert found.best == pytest.approx(slope, abs=1e-4)
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-6)
    assert found.identified


def test_interval_of_a_slope_with_a_fitted_constant_is_students():
    line = stats.linregress(X, Y)
    low, high = stats.t.interval(0.9, len(X) - 2, loc=line.slope, scale=line.stderr)

    def gaussian(value):
        residual = Y - value * X
        return -0.5 * len(X) * np.log(((residual - residual.mean()) ** 2).mean())

    found = profile(gaussian, -10.0, 15.0, exact_threshold(len(X), 2, 0.9))
    assert (found.low, found.high) == pytest.approx((low, high), abs=1e-6)


def test_interval_of_a_rate_is_not_symmetric_and_knows_no_scale():
    # five counts: 5 ln(rate) - rate; the ends by SciPy's Newton, in the rate and in its logarithm
    def counted(rate):
        return 5.0 * np.log(rate) - rate

    level = counted(5.0) - NORMAL
    ends = [optimize.newton(lambda rate: counted(rate) - level, start) for start in (1.5, 11.0)]
    found = profile(counted, 0.1, 30.0, NORMAL)
    assert (found.low, found.high) == pytest.approx(ends, abs=1e-6)
    assert found.high - found.best > found.best - found.low
    logarithmic = profile(lambda x: counted(np.exp(x)), np.log(0.1), np.log(30.0), NORMAL)
    assert np.exp([logarithmic.low, logarithmic.high]) == pytest.approx(ends, abs=1e-6)
    assert found.identified
    assert logarithmic.identified


@given(
    centre=st.floats(-4.0, 4.0),
    width=st.floats(0.05, 0.4),
    threshold=st.floats(0.1, 4.0),
    peak=st.floats(-1e3, 1e3),
)
def test_interval_of_a_parabola(centre, width, threshold, peak):
    found = profile(parabola(centre, width, peak), -6.0, 6.0, threshold)
    reach = width * np.sqrt(2.0 * threshold)
    assert found.best == pytest.approx(centre, abs=1e-4)
    assert found.low == pytest.approx(centre - reach, abs=1e-6)
    assert found.high == pytest.approx(centre + reach, abs=1e-6)
    assert found.identified
    assert found.low < found.best < found.high


@given(centre=st.floats(-4.0, 4.0), threshold=st.floats(0.1, 2.0), more=st.floats(0.1, 2.0))
def test_more_confidence_never_means_a_narrower_interval(centre, threshold, more):
    narrow = profile(parabola(centre, 0.3), -6.0, 6.0, threshold)
    wide = profile(parabola(centre, 0.3), -6.0, 6.0, threshold + more)
    assert wide.low < narrow.low
    assert wide.high > narrow.high


def test_no_threshold_leaves_the_best_alone():
    found = profile(parabola(2.0, 1.0), 0.0, 5.0, 0.0)
    assert (found.low, found.high) == pytest.approx((2.0, 2.0), abs=1e-4)


@pytest.mark.parametrize("centre", [2.00625, 2.001, 2.0115, 0.01875, 4.98125])
def test_a_peak_between_the_points_of_the_grid_is_found(centre):
    # the points are 0.0125 apart, the interval 0.002 wide
    found = profile(parabola(centre, 1e-3), 0.0, 5.0, 0.5)
    assert found.best == pytest.approx(centre, abs=1e-4)
    assert (found.low, found.high) == pytest.approx((centre - 1e-3, centre + 1e-3), abs=1e-6)
    assert found.identified


# Whether data say anything ----------------------------------------------------------------------------------


@pytest.mark.parametrize("peak", [1e-5, 1.0 - 1e-5])
def test_a_peak_beside_a_bound_is_found(peak):
    found = profile(lambda x: -((x - peak) ** 2), 0.0, 1.0, 1e-12)
    assert found.best == pytest.approx(peak, abs=1e-6)


def test_a_flat_likelihood_identifies_nothing():
    found = profile(lambda _: -3.0, 0.0, 5.0, NORMAL)
    assert (found.low, found.high, found.identified) == (0.0, 5.0, False)


def test_a_likelihood_that_rises_to_a_bound_identifies_nothing():
    rising = profile(lambda x: 2.0 * x, 0.0, 5.0, NORMAL)
    assert rising.low == pytest.approx(5.0 - NORMAL / 2.0, abs=1e-6)
    assert (rising.best, rising.high, rising.identified) == (5.0, 5.0, False)
    falling = profile(lambda x: -2.0 * x, 0.0, 5.0, NORMAL)
    assert falling.high == pytest.approx(NORMAL / 2.0, abs=1e-6)
    assert (falling.best, falling.low, falling.identified) == (0.0, 0.0, False)


def test_a_likelihood_that_has_a_peak_and_levels_off_identifies_nothing():
    # practical non-identifiability of Raue et al. (2009): a best value, and no end on one side
    def levels_off(x):
        return -4.0 * (x - 1.0) ** 2 if x < 1.0 else -1.5 * (1.0 - np.exp(1.0 - x))

    open_above = profile(levels_off, 0.0, 50.0, NORMAL)
    assert open_above.best == pytest.approx(1.0, abs=1e-3)
    assert open_above.low == pytest.approx(1.0 - np.sqrt(NORMAL / 4.0), abs=1e-6)
    assert (open_above.high, open_above.identified) == (50.0, False)
    closed = profile(levels_off, 0.0, 50.0, 1.0)  # with less confidence it has one
    assert closed.high == pytest.approx(1.0 + np.log(3.0), abs=1e-6)
    assert closed.identified


@pytest.mark.parametrize(
    ("centre", "identified"),
    [(0.5, False), (1.0 + 1e-6, True), (4.0 - 1e-6, True), (4.5, False), (2.5, True)],
)
def test_an_interval_that_reaches_a_bound_is_open(centre, identified):
    found = profile(parabola(centre, 1.0), 0.0, 5.0, 0.5)
    assert found.identified is identified
    assert found.low == pytest.approx(max(centre - 1.0, 0.0), abs=2e-6)
    assert found.high == pytest.approx(min(centre + 1.0, 5.0), abs=2e-6)


def two_peaks(difference):
    """Peaks at 1 and 4 of width 0.1, the second lower by a difference."""
    return lambda x: max(parabola(1.0, 0.1)(x), parabola(4.0, 0.1, -difference)(x))


def test_of_several_peaks_the_outermost_ends_count():
    found = profile(two_peaks(1.0), 0.0, 5.0, NORMAL)
    assert found.best == pytest.approx(1.0, abs=1e-4)
    assert found.low == pytest.approx(1.0 - 0.1 * np.sqrt(2.0 * NORMAL), abs=1e-6)
    assert found.high == pytest.approx(4.0 + 0.1 * np.sqrt(2.0 * (NORMAL - 1.0)), abs=1e-6)
    assert found.identified
    # the mirror image
    mirrored = profile(lambda x: two_peaks(1.0)(5.0 - x), 0.0, 5.0, NORMAL)
    assert (mirrored.low, mirrored.high) == pytest.approx((5.0 - found.high, 5.0 - found.low), abs=1e-6)


def test_a_peak_that_is_too_low_does_not_count():
    found = profile(two_peaks(NORMAL + 0.1), 0.0, 5.0, NORMAL)
    assert found.high == pytest.approx(1.0 + 0.1 * np.sqrt(2.0 * NORMAL), abs=1e-6)


def test_values_without_a_likelihood_are_outside():
    # a scale below 0 has none, and the ends lie elsewhere
    found = profile(lambda x: parabola(2.0, 0.5)(x) if x > 0.3 else float("nan"), -1.0, 5.0, 0.5)
    assert (found.low, found.high) == pytest.approx((1.5, 2.5), abs=1e-6)
    # impossible values end the interval
    found = profile(lambda x: parabola(2.0, 1.0)(x) if x > 1.5 else -np.inf, 0.0, 5.0, 0.5)
    assert (found.low, found.high) == pytest.approx((1.5, 3.0), abs=1e-6)
    assert found.identified


@pytest.mark.parametrize(("lower", "upper"), [(1.0, 1.0), (2.0, 1.0), (np.nan, 1.0), (0.0, np.nan)])
def test_profile_refuses_bounds_out_of_order(lower, upper):
    with pytest.raises(ValueError, match="the lower first"):
        profile(parabola(0.5, 0.1), lower, upper, 0.5)


@pytest.mark.parametrize("value", [np.nan, -np.inf, np.inf])
def test_profile_refuses_a_likelihood_that_is_nowhere_a_number(value):
    with pytest.raises(ValueError, match="not a finite number between the bounds"):
        profile(lambda _: value, 0.0, 1.0, 0.5)


@pytest.mark.parametrize("hole", [np.nan, -np.inf])
def test_where_the_likelihood_is_not_a_number_is_outside(hole):
    found = profile(lambda x: hole if x < 1.0 else -0.5 * (x - 1.2) ** 2, 0.0, 5.0, 0.5)
    assert found.best == pytest.approx(1.2, abs=1e-6)
    assert found.low == pytest.approx(1.0, abs=1e-6)
    assert found.high == pytest.approx(2.2, abs=1e-6)


def test_a_likelihood_that_is_infinite_somewhere_is_refused():
    with pytest.raises(ValueError, match="not a finite number"):
        profile(lambda x: np.inf if x > 4.9 else -x, 0.0, 5.0, 0.5)


def test_bounds_far_apart_or_close_together_leave_the_digits():
    for scale in (1e-9, 1e9):
        found = profile(lambda x, s=scale: -0.5 * (x / s - 2.0) ** 2, 0.0, 5.0 * scale, 0.5)
        assert (found.low / scale, found.best / scale, found.high / scale) == pytest.approx(
            (1.0, 2.0, 3.0), abs=1e-6
        )


@pytest.mark.parametrize("share", [-0.1, 1.0, 1.5])
def test_threshold_refuses_what_is_no_confidence(share):
    with pytest.raises(ValueError, match="found a confidence of"):
        exact_threshold(10, 1, share)


# Bass -----------------------------------------------------------------------------------------------------

# new energy vehicles sold in China, 2011 to 2022, wholesale with exports: CAAM, yearly releases
SOLD = np.array(
    [8159, 12791, 17642, 74763, 331092, 507e3, 777e3, 1256e3, 1206e3, 1367e3, 3521e3, 6887e3], dtype=float
)
FIRST = 2011
LARGEST = 10.0  # log10 of the market size beyond which nobody looks: ten billion vehicles
CONFIDENCE = 0.9


class Bass:
    """Sales of Bass (1969), S = (p + q N/m) (m - N), fitted by least squares with m free."""

    def __init__(self, sold):
        self.sold = sold
        self.before = np.cumsum(sold) - sold

    def residuals(self, logarithm):
        """For a market size, sales are linear in p and q."""
        m = 10.0**logarithm
        terms = np.stack([m - self.before, self.before / m * (m - self.before)], axis=1)
        terms /= np.linalg.norm(terms, axis=0)
        return self.sold - terms @ np.linalg.lstsq(terms, self.sold, rcond=None)[0]

    def log_likelihood(self, logarithm):
        return -0.5 * len(self.sold) * float(np.log((self.residuals(logarithm) ** 2).mean()))

    def determination(self, logarithm):
        """R squared."""
        rest = (self.residuals(logarithm) ** 2).sum()
        return 1.0 - rest / ((self.sold - self.sold.mean()) ** 2).sum()

    def market(self):
        """Log10 of the market size: no less than what was sold."""
        threshold = exact_threshold(len(self.sold), 3, CONFIDENCE)
        return profile(self.log_likelihood, np.log10(self.sold.sum()), LARGEST, threshold)


def until(year):
    return SOLD[: year - FIRST + 1]


def synthetic(market, innovation, imitation, years, noise):
    """Sales of a Bass curve with a relative disturbance in each year."""
    generator, sold = np.random.default_rng(20180101), []
    for _ in range(years):
        total = sum(sold)
        expected = (innovation + imitation * total / market) * (market - total)
        sold.append(expected * (1.0 + noise * generator.standard_normal()))
    return np.array(sold)


def test_a_bass_model_with_free_market_size_on_data_before_take_off_is_refused():
    """What is known at the end of 2018 fits a market of five million as it fits one of ten billion."""
    bass = Bass(until(2018))
    found = bass.market()
    # it fits very well, and the best market size is one that sales had passed by 2020
    assert bass.determination(found.best) == pytest.approx(0.971, abs=5e-4)
    assert 10.0**found.best == pytest.approx(5.37e6, rel=2e-3)
    assert 10.0**found.best < until(2020).sum()
    # so does any other, and the profile says so
    assert bass.determination(LARGEST) == pytest.approx(0.957, abs=5e-4)
    assert not found.identified
    assert found.high == LARGEST
    assert 10.0**found.low == pytest.approx(3.21e6, rel=2e-3)


@pytest.mark.parametrize(
    ("year", "determination"), [(2015, 0.973), (2016, 0.944), (2017, 0.955), (2018, 0.971)]
)
def test_a_bass_model_fits_and_is_refused_in_each_year_before_take_off(year, determination):
    bass = Bass(until(year))
    found = bass.market()
    assert bass.determination(found.best) == pytest.approx(determination, abs=5e-4)
    assert (found.high, found.identified) == (LARGEST, False)


@pytest.mark.parametrize(
    ("year", "low", "best", "high"), [(2019, 4.21e6, 4.73e6, 5.65e6), (2020, 5.63e6, 6.45e6, 8.20e6)]
)
def test_a_closed_interval_does_not_make_a_bass_model_right(year, low, best, high):
    """A dip of sales in 2019 looks like a market nearly served: the profile closes, about what is wrong.

    `identified` says that data tell values of a parameter apart if the model holds. That it holds is for data
    that were not fitted to say: sales passed both intervals in 2021.
    """
    found = Bass(until(year)).market()
    assert 10.0 ** np.array([found.low, found.best, found.high]) == pytest.approx([low, best, high], rel=2e-3)
    assert found.identified
    assert high < until(2021).sum()


def test_take_off_opens_the_interval_again():
    for year in (2021, 2022):
        found = Bass(until(year)).market()
        assert (found.high, found.identified) == (LARGEST, False)


def test_a_bass_model_past_its_peak_is_identified():
    # 100 million, 0.01 and 0.6, the peak in year 9 of 12: the true size lies within the interval
    sold = synthetic(1e8, 0.01, 0.6, 12, 0.02)
    assert sold.argmax() < 10
    bass = Bass(sold)
    found = bass.market()
    assert bass.determination(found.best) > 0.99
    assert found.identified
    assert found.low < 8.0 < found.high
    assert found.high - found.low < 0.01  # to 2 %
    # the same curve as of its fourth year
    assert not Bass(sold[:4]).market().identified


def test_a_bass_model_without_noise_gives_what_it_was_made_of():
    bass = Bass(synthetic(1e8, 0.01, 0.6, 12, 0.0))
    assert np.abs(bass.residuals(8.0)).max() < 1.0  # vehicle
    # the profile of a perfect fit is a needle; where it stands is what counts
    assert bass.market().best == pytest.approx(8.0, abs=1e-4)
