"""Ensembles that are large soon: small shards, few draws kept."""

import pytest

from carbonsim.engine import ensemble, run

#: Draws of a shard, and the most that are kept; a block and the pilot are half of it.
LARGE = 100


def make_shards_small(patch: pytest.MonkeyPatch) -> None:
    """Set sizes with which an ensemble counts as large from 100 draws on."""
    patch.setattr(run, "SHARD", LARGE)
    patch.setattr(run, "BLOCK", LARGE // 2)
    patch.setattr(run, "FEW_SERIES", 0)
    patch.setattr(ensemble, "MOST_KEPT", LARGE)
    patch.setattr(ensemble, "PILOT", LARGE // 2)
