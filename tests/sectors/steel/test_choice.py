"""What follows a campaign: by cost, within limits, and never less than is asked for."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbonsim.sectors.steel.choice import succeed, wishes
from carbonsim.sectors.steel.limits import Limits

ROUTES = 4
EIGHT = np.array([8.0])


def column(*values):
    return np.array(values, dtype=float)[:, None]


NONE = column(0, 0, 0, 0)


def wanted(ended, gap, new, renewed=None, exponent=8.0, constant=NONE, offered=True):
    renewed = new if renewed is None else renewed
    return wishes(
        column(*ended),
        np.array([float(gap)]),
        column(*new),
        column(*renewed),
        np.array([exponent]),
        constant,
        np.broadcast_to(offered, ROUTES)[:, None],
    )


def test_without_a_difference_of_cost_all_are_alike():
    relined, new = wanted([40, 40, 40, 40], 160, [3000] * 4)
    assert np.allclose(relined, 10)
    assert np.allclose(new, 30)
    relined, new = wanted([40, 0, 0, 0], 40, [3000] * 4)
    assert relined[:, 0] == pytest.approx([10, 0, 0, 0])
    assert new[:, 0] == pytest.approx([0, 10, 10, 10])


def test_what_is_not_offered_is_not_built_and_moves_nothing_else():
    offered = [True, True, True, False]
    relined, new = wanted([40, 20, 10, 0], 100, [3000, 3300, 3600, 1], offered=offered)
    fewer = [np.array(part)[:3] for part in ([40, 20, 10], [3000, 3300, 3600])]
    expected = wishes(
        fewer[0][:, None] * 1.0,
        np.array([100.0]),
        *[fewer[1][:, None] * 1.0] * 2,
        EIGHT,
        NONE[:3],
        np.ones((3, 1), dtype=bool),
    )
    assert np.all(new[3] == 0)
    assert np.all(relined[3] == 0)
    for part, beside in zip((relined, new), expected, strict=True):
        assert part[:3] == pytest.approx(beside)


def test_the_cheaper_route_gets_more():
    relined, new = wanted([40, 40, 40, 40], 200, [3000, 3300, 3600, 4000])
    assert np.all(np.diff((relined + new)[:, 0]) < 0)
    # odds follow the ratio of costs to the power of the exponent
    _, new = wanted([0, 0, 0, 0], 100, [3000, 3300, 3600, 4000])
    assert new[0] / new[1] == pytest.approx(1.1**8, rel=1e-9)
    # a lower cost of one's own moves all others down
    _, after = wanted([0, 0, 0, 0], 100, [2900, 3300, 3600, 4000])
    assert after[0] > new[0]
    assert np.all(after[1:] < new[1:])


def test_renewal_is_cheaper_than_new():
    relined, new = wanted([40, 40, 40, 40], 160, [3000] * 4, [2700] * 4)
    assert np.allclose(relined, relined[0])
    assert np.all(relined > new / 3)


def test_the_exponent_sharpens_and_the_constant_speaks():
    flat, _ = wanted([100, 0, 0, 0], 100, [3000, 2800, 3200, 4000], exponent=0.0)
    assert flat[0] == pytest.approx(25)
    sharp, new = wanted([100, 0, 0, 0], 100, [3000, 2000, 3200, 4000], exponent=30.0)
    assert sharp[0] < 0.01
    assert new[1] > 99.9
    spoken, _ = wanted([100, 0, 0, 0], 100, [3000] * 4, constant=column(np.log(3), 0, 0, 0))
    assert spoken[0] == pytest.approx(50)


SIZE = st.just(0.0) | st.floats(1e-3, 1e8)  # no denormal numbers
AMOUNT = st.lists(SIZE, min_size=ROUTES, max_size=ROUTES)
COST = st.lists(st.floats(500, 9000), min_size=ROUTES, max_size=ROUTES)
DRAWN = {
    "ended": AMOUNT,
    "gap": SIZE.map(lambda size: 3 * size),
    "new_cost": COST,
    "saved": st.floats(0, 400),
    "exponent": st.floats(0, 30),
}
LIMITED = {
    "room": AMOUNT,
    "use": st.lists(st.sampled_from([0.0, 1.0, 50.0]), min_size=ROUTES, max_size=ROUTES),
    "supply": SIZE,
    "closing": st.lists(st.sampled_from([0.0, 0.5]), min_size=ROUTES, max_size=ROUTES),
    "closed": SIZE,
}
FALLBACK = column(0.8, 0.2, 0, 0)


def limited(room, use, supply, closing, closed):
    return Limits(
        column(*room), np.array([use])[:, :, None], column(supply), column(*closing), np.array([closed])
    )


@settings(max_examples=60, deadline=None)
@given(**DRAWN)
def test_wishes_add_up_to_the_gap(ended, gap, new_cost, saved, exponent):
    relined, new = wanted(ended, gap, new_cost, [cost - saved for cost in new_cost], exponent)
    assert np.all(relined >= 0)
    assert np.all(new >= -1e-9 * (gap + 1))
    assert (relined + new).sum() == pytest.approx(gap, rel=1e-9, abs=1e-6)
    # nobody relines what has not ended
    assert np.all(relined <= column(*ended) * (1 + 1e-12))


@settings(max_examples=200, deadline=None)
@given(**DRAWN, **LIMITED)
def test_what_follows_adds_up_to_the_gap(
    ended, gap, new_cost, saved, exponent, room, use, supply, closing, closed
):
    relined, new = wanted(ended, gap, new_cost, [cost - saved for cost in new_cost], exponent)
    limits = limited(room, use, supply, closing, closed)
    done = succeed(column(*ended), np.array([gap]), relined, new, limits, FALLBACK)
    close = {"rel": 1e-9, "abs": 1e-5}
    assert (done.relined + done.new).sum() == pytest.approx(gap, **close)
    assert np.all(done.relined >= relined)
    assert np.all(done.relined <= column(*ended) * (1 + 1e-9))
    assert done.beyond >= 0
    # what is built within limits stays within them
    within = done.new - FALLBACK * done.beyond
    assert np.all(within <= column(*room) * (1 + 1e-9) + 1e-5)
    assert (np.array(use)[:, None] * within).sum() <= supply * (1 + 1e-9) + 1e-3
    if done.beyond > 1e-5 * (1 + gap):
        # only where all that ended has been relined, and limits gave less than was wanted
        assert done.relined.sum() == pytest.approx(sum(ended), **close)
        assert within.sum() < new.sum()


def test_no_limit_gives_what_is_wanted():
    relined, new = wanted([40, 10, 0, 0], 80, [3000, 3100, 3300, 2900])
    loose = limited([1e9] * 4, [1.0] * 4, 1e12, [0.5] * 4, 1e12)
    done = succeed(column(40, 10, 0, 0), np.array([80.0]), relined, new, loose, FALLBACK)
    assert np.allclose(done.relined, relined)
    assert np.allclose(done.new, new)
    assert done.beyond == pytest.approx(0, abs=1e-9)


def test_what_limits_forbid_is_relined_and_only_the_rest_is_built_beyond():
    relined, new = wanted([40, 10, 0, 0], 80, [3000, 3100, 3300, 2900])
    shut = limited([0] * 4, [0.0] * 4, 0, [0.0] * 4, 0)
    done = succeed(column(40, 10, 0, 0), np.array([80.0]), relined, new, shut, FALLBACK)
    assert done.relined[:, 0] == pytest.approx([40, 10, 0, 0])
    assert done.beyond == pytest.approx(30)
    assert done.new[:, 0] == pytest.approx([24, 6, 0, 0])
    relined, new = wanted([40, 10, 0, 0], 30, [3000, 3100, 3300, 2900])
    done = succeed(column(40, 10, 0, 0), np.array([30.0]), relined, new, shut, FALLBACK)
    assert done.beyond == 0
    assert done.relined.sum() == pytest.approx(30)


@pytest.mark.parametrize("trace", [1e-300, 1e-310, 5e-324])
def test_a_trace_of_a_furnace_is_none(trace):
    # what a long campaign leaves of old furnaces is less than any number times which is all that is needed
    ended = [trace, 0, 0, trace]
    with np.errstate(over="raise", divide="raise", invalid="raise"):
        relined, new = wanted(ended, 1e9, [3000, 3100, 3300, 2900])
        limits = limited([0, 1e9, trace, 0], [0.0, trace, 1.0, 0.0], 1e9, [0.0, trace, 0.0, 0.0], 1e9)
        done = succeed(column(*ended), np.array([1e9]), relined, new, limits, FALLBACK)
    assert (done.relined + done.new).sum() == pytest.approx(1e9, rel=1e-12)
    assert np.all(done.relined <= 2 * trace)


def test_where_nothing_stood_all_is_built_by_its_shares():
    relined, new = wanted([0, 0, 0, 0], 50, [3000] * 4)
    shut = limited([0] * 4, [0.0] * 4, 0, [0.0] * 4, 0)
    done = succeed(NONE, np.array([50.0]), relined, new, shut, FALLBACK)
    assert np.all(done.relined == 0)
    assert done.new == pytest.approx(50 * FALLBACK)
    assert done.beyond == pytest.approx(50)
    nothing = succeed(NONE, np.zeros(1), NONE, NONE, shut, FALLBACK)
    assert np.all(nothing.new == 0)
    assert nothing.beyond == 0
