"""Values at which equations are run: near 1, or where that has no meaning, as they may be."""

import inspect
from functools import cache

import numpy as np

from carbonsim.core.distributions import Discrete
from carbonsim.core.posterior import Posterior, Prior
from carbonsim.core.prim import Box
from tests.units import forecast_arguments, steel_arguments, truck_arguments, vehicle_arguments
from tests.units.docstrings import stated
from tests.units.values import CENTRAL, HIGH, LOW, SAMPLE, SCORE, SHARES, array

NEST = np.array([True, False, True])
PRIOR = Prior(0.7, 0.6, 0.4, 6.0)
VOLATILITIES = np.geomspace(0.02, 6.0, 9)
RANGE = {"low": LOW, "central": CENTRAL, "high": HIGH, "score": SCORE}
CASES = {"values": SAMPLE[:1], "interesting": SAMPLE[0] > np.median(SAMPLE[0])}


def _crossing(values, _):
    """Margin that is 0 once between 1 and 2."""
    return values - 1.5


def _far(values):
    """Whether values lie far in what is looked at, which names no number of any unit."""
    return (values >= 0.63 * values.min() + 0.37 * values.max())[None]


BOX = Box(np.array([0.4]), np.array([0.9]), np.array([True]), 0.5, 0.8, 0.7)
CORE = {
    "core.balance.check_balance": {"name": "", "left": CENTRAL, "right": CENTRAL, "scale": HIGH},
    "core.between_ends.uniform": RANGE,
    "core.between_ends.triangular": RANGE,
    "core.between_ends.pert": RANGE,
    "core.binning.bin_layout": {"sample": SAMPLE},
    "core.binning.count_bins": {"values": SAMPLE, "low": array(0.0, 1.0), "width": array(0.1, 0.2)},
    "core.binning.count_quantiles": {
        "counts": np.ones((2, 1024), dtype=int),
        "ends": (LOW, HIGH),
        "low": LOW + 0.1,
        "width": (HIGH - LOW) / 1024,
        "probabilities": (0.1, 0.5),
    },
    "core.blank.quantiles": {"values": SAMPLE, "probabilities": (0.1, 0.5)},
    "core.bounds.meets": {"bound": "equals", "values": HIGH, "claimed": 6.5, "tolerance": 0.02},
    "core.bounds.surpasses": {"bound": "equals", "values": HIGH, "claimed": 6.5, "tolerance": 0.02},
    "core.bounds.margin": {"bound": "equals", "values": HIGH, "claimed": 6.5, "tolerance": 0.02},
    "core.bounds.distance": {"bound": "at_least", "values": HIGH, "claimed": 6.5},
    "core.carbon.boundary_sum": {
        "components": {"direct": LOW, "electricity": CENTRAL},
        "boundary": "operational",
    },
    "core.choice.logit_shares": {"utility": SAMPLE, "axis": 0},
    "core.choice.inclusive_value": {"utility": SAMPLE, "axis": 0},
    "core.copula.correlation_factor": {"names": ["a", "b"], "ranks": {("a", "b"): 0.5}},
    "core.copula.correlated": {"scores": [LOW, HIGH], "factor": np.array([[1.0, 0.0], [0.6, 0.8]])},
    "core.crossings.scan_values": {"value": 2.0, "low": 0.0, "high": 9.0, "steps": 4},
    "core.crossings.narrowed": {
        "margins": _crossing,
        "low": array(1.0),
        "high": array(2.0),
        "search": np.array([0]),
    },
    "core.crossings.spans_of": {
        "margins": _crossing,
        "values": [array(1.0, 2.0)],
        "at_values": [array(-1.0, 2.0)],
    },
    "core.distributions.draw": {
        "distribution": "normal",
        "range_": (LOW, CENTRAL, HIGH),
        "bounds": (1.0, 6.5),
        "score": SCORE,
    },
    "core.distributions.truncated_normal": RANGE | {"bounds": (1.0, 9.0)},
    "core.distributions.log_normal": RANGE,
    "core.distributions.discrete": {
        "distribution": Discrete((1.0, 2.0, 4.0), (1.0, 1.0, 2.0)),
        "score": SCORE,
    },
    "core.feasibility.trip_lengths": {"nodes": 3},
    "core.feasibility.mean_over_trips": {"values": SAMPLE, "weights": array(0.4, 0.6)},
    "core.feasibility.stops_away": {"trip": HIGH, "returns": np.array([True, False])},
    "core.likelihood.profile": {
        "log_likelihood": lambda x: -((x - 1.0) ** 2),
        "lower": 0.0,
        "upper": 3.0,
        "threshold": 0.5,
    },
    "core.likelihood.exact_threshold": {"observations": 9, "fitted": 2, "share": 0.9},
    "core.nested_choice.nested_logit_shares": {"utility": SHARES, "nest": NEST, "dissimilarity": 0.5},
    "core.nested_choice.feasible_shares": {
        "utility": SHARES,
        "nest": NEST,
        "dissimilarity": 0.5,
        "sets": np.array([[0.1, 0.2], [0.2, 0.2], [0.3, 0.2], [0.4, 0.4]]),
    },
    "core.nested_choice.choice_by_set": {"utility": SHARES, "nest": NEST, "dissimilarity": 0.5},
    "core.usable_sets.chances_of_sets": {"chance": SHARES},
    "core.posterior.posterior": {
        "rises": SAMPLE[:, :2] / 9.0,
        "appeal": SHARES[:2],
        "prior": PRIOR,
        "volatility": VOLATILITIES,
    },
    "core.posterior.draw_posterior": {
        "after": Posterior(PRIOR, CENTRAL, LOW, VOLATILITIES, np.full((9, 2), 1.0 / 9.0), SCORE),
        "imitation": array(0.05, 0.6),
        "volatility": array(0.2, 0.9),
    },
    "core.queues.batteries_out": {"load": 2.0, "batteries": 4, "chargers": 3},
    "core.queues.battery_wait": {"load": 2.0, "charge_time": 40.0, "batteries": 4, "chargers": 3},
    "core.prim.chance_of_ends": {
        **CASES,
        "box": Box(*np.array([[0.4], [0.9]]), np.array([True]), 0.5, 0.8, 0.7),
    },
    "core.prim.peeling_trajectory": {**CASES, "peeled": 0.2, "pasted": 0.2, "least_mass": 0.2},
    "core.ranks.rank_correlations": {"inputs": [SAMPLE[0]], "output": SAMPLE[1]},
    "core.ranks.largest_by_chance": {"inputs": 3, "draws": 100, "probability": 0.05},
    "core.pawn.chance_ratio": {"inputs": 20, "slices": 10, "share": 0.05},
    "core.scores.crps": {"draws": SAMPLE, "actual": LOW},
    "core.scores.interval": {"draws": SAMPLE, "level": 0.8},
    "core.crossings.spans_between": {
        "held": np.array([True, False]),
        "values": array(0.0, 2.0),
        "crossings": [1.0],
        "blank": [True],
    },
    "core.sections.sectioned": {
        "holds": _far,
        "low": array(1.0),
        "high": array(2.0),
        "search": np.array([0]),
        "at_once": 9,
    },
    "core.statistics.share_percent": {"part": LOW, "whole": HIGH, "counted": CENTRAL},
    "core.uncertainty.split_normal": RANGE,
}


@cache
def table():
    """Arguments that cannot be near 1, by equation; words behind its name tell several sets apart."""
    of_trucks = truck_arguments.ARGUMENTS | forecast_arguments.ARGUMENTS
    return CORE | vehicle_arguments.ARGUMENTS | of_trucks | steel_arguments.arguments()


def arguments_of(name, function):
    """Sets of arguments of an equation: those of the table, and near 1 what states a unit besides."""
    sets = [given for key, given in table().items() if key.partition(" ")[0] == name]
    return [_completed(given, function) for given in sets or [{}]]


def _completed(given, function):
    units = stated(function).parameters
    found = {}
    for place, (name, parameter) in enumerate(inspect.signature(function).parameters.items()):
        value = 0.3 + 0.06 * place
        if name in given:
            found[name] = given[name]
        elif units.get(name):
            found[name] = value if parameter.annotation == "float" else array(value, value + 0.05)
    return found
