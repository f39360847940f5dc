"""Bits that depend on seed, name and index alone."""

import hashlib

import numpy as np
import pytest

from carbonsim.engine.keyed import keys, random_bits


def by_hand(seed, name, count):
    """Philox from its first number, keyed by the digest."""
    key = np.frombuffer(hashlib.sha256(f"{seed}:{name}".encode()).digest()[:16], dtype="<u8")
    return np.random.Philox(key=key).random_raw(count)


def test_bits_are_those_of_philox_keyed_by_the_digest():
    assert random_bits(7, "freight.stock", 0, 10).tolist() == by_hand(7, "freight.stock", 10).tolist()
    # they may never change: published runs hang on them
    assert random_bits(1, "a", 0, 2).tolist() == [14453184547913189804, 15432556543445800417]


@pytest.mark.parametrize("start", range(9))
@pytest.mark.parametrize("count", [1, 3, 4, 5])
def test_a_block_has_the_bits_that_it_has_in_the_whole(start, count):
    whole = by_hand(1, "a", 20)
    assert random_bits(1, "a", start, count).tolist() == whole[start : start + count].tolist()


def test_keys_differ_by_seed_name_purpose_and_place():
    found = keys(1, ["a", "b"], "stratum", 3)
    assert found.shape == (3, 2, 1)
    assert found.dtype == np.uint64
    others = (keys(2, ["a", "b"], "stratum", 3), keys(1, ["a", "b"], "scrambling", 3))
    together = np.concatenate([found, *others]).ravel()
    assert len(set(together.tolist())) == len(together)


def test_a_key_does_not_depend_on_its_company():
    alone, together = keys(1, ["b"], "stratum", 3), keys(1, ["a", "b", "c"], "stratum", 3)
    assert np.array_equal(alone[:, 0], together[:, 1])
    assert np.array_equal(keys(1, ["b"], "stratum", 2), alone[:2])
