"""Furnaces by vintage: what is built, ends and is closed; and sharing out new capacity within limits."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import carbonsim
from carbonsim.core.survival import weibull_survival
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.steel.fleet import Fleet, campaigns, read_campaigns, scale_of_life
from carbonsim.sectors.steel.limits import Limits, allocate

FIRST, YEARS, ROUTES = 60, 30, 3
VINTAGES = np.arange(2023 - FIRST, 2023 + YEARS)
few = settings(max_examples=40, deadline=None)


def column(*values):
    return np.array(values, dtype=float)[:, None]


def fleet(start, life=14.0, shape=4.0, past=None):
    past = np.ones((len(VINTAGES), 1)) if past is None else past
    routes = len(start)
    life, shape = np.full((routes, 1), life), np.full(1, shape)
    return Fleet(
        campaigns(YEARS, life, shape, past[:FIRST], np.flatnonzero(start)),
        column(*start),
        np.full(1, 40.0),
        np.full((routes, 1), 7.0),
    )


AMOUNTS = st.lists(st.just(0.0) | st.floats(1e-3, 1e9), min_size=ROUTES, max_size=ROUTES)


@few
@given(
    start=AMOUNTS,
    built=st.lists(AMOUNTS, min_size=YEARS - 1, max_size=YEARS - 1),
    early=st.lists(st.floats(0, 1), min_size=ROUTES, max_size=ROUTES),
    life=st.floats(2, 60),
    shape=st.floats(0.5, 15),
)
def test_capacity_is_conserved(start, built, early, life, shape):
    stock = fleet(start, life, shape)
    assert np.allclose(stock.total(), column(*start), rtol=1e-9)
    for year in range(1, YEARS):
        before = stock.total()
        ended, closed = stock.age(year, column(*early))
        assert np.all(ended >= 0)
        assert np.all(closed >= 0)
        amount = column(*built[year - 1])
        stock.build(year, amount, 0 * amount)
        after = before - ended - closed + amount
        assert np.allclose(stock.total(), after, rtol=1e-9, atol=1e-9 * max(1.0, before.max()))
        assert np.all(stock.total() >= 0)
        # a campaign closed early stays due: its charge is never less than the capacity that is left
        due = stock.yearly_charge(year)
        assert due >= 7 * stock.total().sum() * (1 - 1e-9)
        if not any(early):
            assert due == pytest.approx(7 * stock.total().sum(), rel=1e-9)


@pytest.mark.parametrize("shape", [2.5, 4.0, 6.0, 12.0])
@pytest.mark.parametrize("life", [8.0, 14.0, 20.0])
def test_campaigns_have_their_mean_life(life, shape):
    years = 5 * int(life)
    past, none = np.ones((FIRST, 1)), np.array([], dtype=int)
    stock = Fleet(
        campaigns(years, np.full((1, 1), life), np.full(1, shape), past, none),
        column(0),
        np.ones(1),
        column(0),
    )
    stock.build(0, column(100.0), column(0.0))
    ages = []
    for year in range(1, years):
        ended, _ = stock.age(year, column(0.0))
        # what ends between two birthdays is half a year short of the second
        ages.append(ended[0, 0] * (year - 0.5))
    assert stock.total()[0, 0] == pytest.approx(0, abs=1e-6)
    assert sum(ages) / 100 == pytest.approx(life, rel=0.002)


def test_scale_follows_from_mean_life():
    from math import gamma  # noqa: PLC0415 - beside what it checks

    for shape in (0.5, 1.0, 4.0, 15.0):
        scale = scale_of_life(np.array([14.0]), np.array([shape]))[0]
        assert scale * gamma(1 + 1 / shape) == pytest.approx(14.0, rel=1e-12)


def test_the_past_gives_the_ages():
    past = np.zeros((len(VINTAGES), 1))
    past[FIRST - 5] = 1.0
    young = fleet([100.0], past=past)
    past = np.zeros((len(VINTAGES), 1))
    past[FIRST - 20] = 1e-9
    old = fleet([100.0], past=past)
    assert old.total()[0, 0] == pytest.approx(100.0)
    survival = weibull_survival(np.array([5.0, 6.0, 20.0, 21.0]), scale_of_life(np.array([14.0]), 4.0), 4.0)
    assert young.age(1, column(0.0))[0][0, 0] == pytest.approx(100 * (1 - survival[1] / survival[0]))
    assert old.age(1, column(0.0))[0][0, 0] == pytest.approx(100 * (1 - survival[3] / survival[2]))
    # without a trace of the past nothing is lost
    new = fleet([100.0], past=np.zeros((len(VINTAGES), 1)))
    assert new.total()[0, 0] == pytest.approx(100.0)
    survival = weibull_survival(np.array([1.0, 2.0]), scale_of_life(np.array([14.0]), 4.0), 4.0)
    assert new.age(1, column(0.0))[0][0, 0] == pytest.approx(100 * (1 - survival[1] / survival[0]))


def test_early_closing_is_apart_from_ends():
    one, other = fleet([100.0]), fleet([100.0])
    ended, closed = one.age(1, column(0.3))
    plain, none = other.age(1, column(0.0))
    assert ended == plain
    assert none == 0
    assert closed == pytest.approx((100 - ended) * 0.3, rel=1e-12)


def amounts(most):
    """Nothing, or an amount that is no denormal number."""
    return st.just(0.0) | st.floats(1e-6, most)


SHARE = st.lists(amounts(1), min_size=4, max_size=4).filter(lambda values: sum(values) > 0.1)
ROOM = st.lists(amounts(100), min_size=4, max_size=4)
USE = st.lists(
    st.lists(st.sampled_from([0.0, 0.2, 1.0, 3.0]), min_size=4, max_size=4), min_size=2, max_size=2
)
SUPPLY = st.lists(amounts(300), min_size=2, max_size=2)
CLOSING = st.lists(st.sampled_from([0.0, 0.25, 0.5]), min_size=4, max_size=4)
LIMITS = {
    "wanted": amounts(100),
    "shares": SHARE,
    "room": ROOM,
    "use": USE,
    "supply": SUPPLY,
    "closing": CLOSING,
    "closed": amounts(10),
}


def limited(room, use, supply, closing, closed):
    return Limits(
        column(*room), np.array(use)[:, :, None], column(*supply), column(*closing), np.array([closed])
    )


@settings(max_examples=200, deadline=None)
@given(**LIMITS)
def test_no_limit_is_exceeded(wanted, shares, room, use, supply, closing, closed):
    limits = limited(room, use, supply, closing, closed)
    share = column(*shares) / sum(shares)
    given_ = allocate(np.array([wanted]), share, limits)
    assert np.all(given_ >= 0)
    assert given_.sum() <= wanted * (1 + 1e-9)
    assert np.all(given_ <= limits.room * (1 + 1e-9))
    assert np.all((limits.use * given_).sum(axis=1) <= limits.supply * (1 + 1e-9) + 1e-9)
    assert (limits.closing * given_).sum() <= closed * (1 + 1e-9) + 1e-9
    # a route without a share gets nothing
    assert np.all(given_[share == 0] == 0)


@settings(max_examples=200, deadline=None)
@given(**LIMITS)
def test_what_is_wanted_is_given_unless_all_meet_a_limit(wanted, shares, room, use, supply, closing, closed):
    limits = limited(room, use, supply, closing, closed)
    share = column(*shares) / sum(shares)
    given_ = allocate(np.array([wanted]), share, limits)
    if given_.sum() >= wanted * (1 - 1e-6) - 1e-6:
        return
    # something is missing: then each route that anybody wants meets a limit
    left = limits.supply - (limits.use * given_).sum(axis=1)
    short = ((left <= 1e-6 * (1 + limits.supply))[:, None] & (limits.use > 0)).any(axis=0)
    full = given_ >= limits.room * (1 - 1e-6) - 1e-6
    yard = (closed - (limits.closing * given_).sum() <= 1e-6 * (1 + closed)) & (limits.closing > 0)
    assert np.all(short | full | yard | (share == 0))


@few
@given(wanted=amounts(1e9), shares=SHARE)
def test_loose_limits_keep_the_shares(wanted, shares):
    share = column(*shares) / sum(shares)
    loose = limited([1e12] * 4, [[1.0] * 4] * 2, [1e13] * 2, [0.5] * 4, 1e13)
    assert np.allclose(allocate(np.array([wanted]), share, loose), share * wanted, rtol=1e-9, atol=1e-9)


@few
@given(order=st.permutations(range(4)), **LIMITS)
def test_order_of_routes_does_not_matter(order, wanted, shares, room, use, supply, closing, closed):
    limits = limited(room, use, supply, closing, closed)
    share = column(*shares) / sum(shares)
    moved = Limits(
        limits.room[order], limits.use[:, order], limits.supply, limits.closing[order], limits.closed
    )
    one = allocate(np.array([wanted]), share, limits)
    other = allocate(np.array([wanted]), share[order], moved)
    assert np.allclose(one[order], other, rtol=1e-6, atol=1e-6)


def test_what_one_route_may_not_take_is_offered_to_others():
    limits = limited([2.0, 100, 100, 100], [[0, 1, 0, 0], [0, 0, 0, 0]], [3, 0], [0] * 4, 0)
    given_ = allocate(np.array([40.0]), column(0.25, 0.25, 0.25, 0.25), limits)
    assert given_[:, 0] == pytest.approx([2.0, 3.0, 17.5, 17.5], rel=1e-9)


def test_new_capacity_closes_old_capacity_that_there_is():
    # half a tonne for each tonne of the first two routes, 4 t to close: 8 t between them, the rest elsewhere
    limits = limited([100] * 4, [[0] * 4] * 2, [0, 0], [0.5, 0.5, 0, 0], 4)
    given_ = allocate(np.array([40.0]), column(0.3, 0.1, 0.3, 0.3), limits)
    assert given_[:, 0] == pytest.approx([6.0, 2.0, 16.0, 16.0], rel=1e-9)
    limits = limited([100] * 4, [[0] * 4] * 2, [0, 0], [0.5] * 4, 4)
    given_ = allocate(np.array([40.0]), column(0.3, 0.1, 0.3, 0.3), limits)
    assert given_.sum() == pytest.approx(8.0, rel=1e-9)


def test_what_rounding_leaves_of_a_limit_is_nothing():
    # a share offered to a route that is full but for rounding would be lost to the others of that round
    rng, draws = np.random.default_rng(1), 20_000

    def rounded(values):
        return values * (1 + 1e-15 * rng.choice([-1, 0, 1], values.shape))

    room, closing = rng.uniform(0.1, 4, (8, draws)), rng.uniform(0, 1, (4, draws))
    use, supply = rng.uniform(0, 1, (2, 4, draws)), rng.uniform(1, 10, (2, draws))
    closed, shares = rng.uniform(1, 10, draws), rng.dirichlet(np.ones(8), draws).T
    wanted = rng.uniform(5, 30, draws)
    one = allocate(wanted, shares, Limits(room, use, supply, closing, closed))
    other = allocate(
        wanted, shares, Limits(*(rounded(part) for part in (room, use, supply, closing, closed)))
    )
    assert np.allclose(one, other, rtol=1e-6, atol=1e-6)


def test_draws_do_not_see_each_other():
    limits = Limits(
        np.array([[5.0, 1.0], [50.0, 50.0]]),
        np.array([[[1.0, 1.0], [0.5, 2.0]]]),
        np.array([[20.0, 3.0]]),
        np.array([[0.5, 0.5], [0.0, 0.0]]),
        np.array([1.0, 9.0]),
    )
    share = np.array([[0.5, 0.9], [0.5, 0.1]])
    both = allocate(np.array([30.0, 10.0]), share, limits)
    for draw in (0, 1):
        one = Limits(
            *(
                getattr(limits, name)[..., draw : draw + 1]
                for name in ("room", "use", "supply", "closing", "closed")
            )
        )
        alone = allocate(np.array([30.0, 10.0])[draw : draw + 1], share[:, draw : draw + 1], one)
        assert np.array_equal(both[:, draw : draw + 1], alone)


def test_new_plant_is_paid_over_its_life_whether_it_runs_or_not():
    stock = fleet([0.0, 0.0, 0.0])
    stock.renewed = column(0.0, 0.0, 0.0)
    stock.build(0, column(1.0, 0.0, 0.0), column(3.0, 2.0, 0.0))
    stock.plant_life = np.array([5.0])
    due = []
    for year in range(1, 8):
        stock.age(year, column(1.0, 1.0, 1.0))
        due.append(float(stock.yearly_charge(year)[0]))
    assert due == [5.0, 5.0, 5.0, 5.0, 0.0, 0.0, 0.0]


def test_which_routes_stood_does_not_depend_on_draws():
    share = "steel.routes.scrap_furnace.initial_share={value: 0.1, low: 0, high: 0.3}"
    scenario = carbonsim.load_scenario("china-steel-current-policies", [share, "years=[2023, 2025]"])
    place = scenario.members("steel.routes").index("scrap_furnace")
    for score in (-6.0, 2.0):
        scores = {"steel.routes.scrap_furnace.initial_share": np.full(3, score)}
        inputs = Inputs(scenario, np.arange(2023, 2026), 3, scores)
        drawn = inputs.constant("steel.routes.scrap_furnace.initial_share")
        assert np.all(drawn == 0) == (score < 0)
        assert place in read_campaigns(inputs).rows
