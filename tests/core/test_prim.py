"""Patient rule induction against a known box, EMA Workbench on the same draws, and its own promises."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from carbonsim.core.prim import chance_of_ends, peeling_trajectory

SHARES = {"peeled": 0.05, "pasted": 0.05, "least_mass": 0.05}
#: Trajectories of EMA Workbench 2.5.3 (`Prim(x, y, threshold=0.0001).find_box()`) on the draws of `SAMPLES`.
STORED = json.loads((Path(__file__).parents[1] / "data" / "prim_ema_workbench.json").read_text())


def samples():
    """Draws and cases of interest by name, made in this order from one generator."""
    random = np.random.default_rng(20261201)
    corner = random.random((3, 1000))
    noisy = random.normal(size=(5, 1500))
    noise = random.normal(size=1500)
    middle = random.random((4, 800))
    return {
        "corner": (corner, (corner[0] > 0.7) & (corner[1] < 0.4)),
        "noisy": (noisy, noisy[0] - 0.7 * noisy[2] + 0.8 * noise > 0.9),
        "middle": (middle, (abs(middle[0] - 0.5) < 0.2) & (abs(middle[3] - 0.6) < 0.15)),
    }


@pytest.mark.parametrize("name", STORED)
def test_boxes_are_those_of_ema_workbench(name):
    values, interesting = samples()[name]
    boxes, stored = peeling_trajectory(values, interesting, **SHARES), STORED[name]
    for what in ("density", "coverage", "mass"):
        assert [getattr(box, what) for box in boxes] == pytest.approx(stored[what], rel=1e-12)
    assert boxes[-1].low.tolist() == pytest.approx(stored["low"], rel=1e-12)
    assert boxes[-1].high.tolist() == pytest.approx(stored["high"], rel=1e-12)
    chances = chance_of_ends(values, interesting, boxes[-1])
    for key, ends in stored["chance"].items():
        # -1 stands there for an end that cuts nothing off
        wanted = [1.0 if end < 0 else end for end in ends]
        assert chances[:, int(key[1:])].tolist() == pytest.approx(wanted, rel=1e-9)


def test_a_known_box_is_found():
    values = np.random.default_rng(3).random((4, 4000))
    interesting = (values[1] > 0.2) & (values[1] < 0.6) & (values[3] > 0.5)
    box = peeling_trajectory(values, interesting, **SHARES)[-1]
    assert box.restricted.tolist() == [False, True, False, True]
    assert [box.low[1], box.high[1], box.low[3]] == pytest.approx([0.2, 0.6, 0.5], abs=0.02)
    assert box.density > 0.98
    assert box.coverage > 0.9


def test_without_a_case_of_interest_there_is_nothing_to_enclose():
    with pytest.raises(ValueError, match="nothing to enclose"):
        peeling_trajectory(np.random.default_rng(1).random((2, 50)), np.zeros(50, dtype=bool), **SHARES)


def test_where_every_draw_is_of_interest_the_box_is_the_whole():
    values = np.random.default_rng(1).random((2, 50))
    (box,) = peeling_trajectory(values, np.ones(50, dtype=bool), **SHARES)
    assert (box.mass, box.coverage, box.density) == (1.0, 1.0, 1.0)
    assert not box.restricted.any()


def test_a_parameter_of_one_value_is_never_restricted():
    values = np.random.default_rng(1).random((2, 200))
    values[1] = 0.4
    box = peeling_trajectory(values, values[0] > 0.5, **SHARES)[-1]
    assert box.restricted.tolist() == [True, False]


@settings(max_examples=30)
@given(seed=st.integers(0, 2**32 - 1), level=st.floats(-1.0, 1.5))
def test_boxes_grow_denser_hold_what_they_say_and_keep_their_mass(seed, level):
    random = np.random.default_rng(seed)
    values = random.normal(size=(3, 200))
    interesting = values[0] + 0.5 * values[1] ** 2 + random.normal(size=200) > level
    if not interesting.any():
        return
    boxes = peeling_trajectory(values, interesting, **SHARES)
    assert all(after.density > before.density for before, after in pairwise(boxes))
    for box in boxes:
        inside = box.holds(values)
        assert box.mass == inside.mean() >= SHARES["least_mass"]
        assert box.density == interesting[inside].mean()
        assert box.coverage == (interesting & inside).sum() / interesting.sum()
    moved = peeling_trajectory(4.0 * values, interesting, **SHARES)
    assert len(moved) == len(boxes)
    assert moved[-1].density == pytest.approx(boxes[-1].density)
