"""Sobol indices with their bootstrap of all outputs: at once, and by SALib output by output."""

from __future__ import annotations

import warnings

import numpy as np

from benchmarks.rows import Row, cpu_seconds, peer
from carbonsim.core.sobol_indices import SobolBase
from carbonsim.core.types import Array

#: Parameters, draws in a sample, resamples of the bootstrap.
INPUTS, DRAWS, RESAMPLES = 10, 512, 100


def ours(outputs: int) -> list[Row]:
    """All outputs at once."""
    samples = _samples(outputs)

    def run() -> None:
        base = SobolBase(samples[0], samples[1], RESAMPLES, 1)
        for exchanged in samples[2:]:
            base.indices(exchanged)

    return [Row("Sobol indices, carbonsim", outputs, cpu_seconds(run), outputs * INPUTS, "indices")]


def salib(outputs: int) -> list[Row]:
    """A call of SALib for each output."""
    analyze = peer("SALib.analyze.sobol").analyze
    names = [f"x{place}" for place in range(INPUTS)]
    problem = {"num_vars": INPUTS, "names": names, "bounds": [(0.0, 1.0)] * INPUTS}
    samples = _samples(outputs)
    # rows as SALib has them: the first sample, one of each input, the second sample
    values = np.stack([samples[0], *samples[2:], samples[1]], axis=-1).reshape(outputs, -1)

    def run() -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            for one in values:
                analyze(problem, one, calc_second_order=False, num_resamples=RESAMPLES)

    return [Row("Sobol indices, SALib", outputs, cpu_seconds(run), outputs * INPUTS, "indices")]


def _samples(outputs: int) -> Array:
    """Outputs that are sums of the inputs with weights of their own, (samples, outputs, draws)."""
    rng = np.random.default_rng(1)
    first, second = rng.normal(size=(2, INPUTS, DRAWS))
    weights = rng.uniform(size=(outputs, INPUTS))
    inputs = [first, second]
    for place in range(INPUTS):
        exchanged = first.copy()
        exchanged[place] = second[place]
        inputs.append(exchanged)
    return np.stack([weights @ one for one in inputs])
