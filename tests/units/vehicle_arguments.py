"""Values at which equations of trucks, cars and what sectors share are run, where they cannot be near 1."""

from types import SimpleNamespace

import numpy as np
from carbonsim.sectors.nev.rows import Powertrains, Tariffs, Taste

from carbonsim.sectors.freight.calibration import Fit
from tests.units.values import CENTRAL, LOW, SAMPLE, SCORE, SHARES, array, partly

CARS = partly(
    Powertrains,
    petrol=0,
    plug_in=np.array([False, True]),
    body_price=SAMPLE[None, :, :2],
    battery_capacity=SAMPLE[None, :, 2:],
    subsidy=SAMPLE[None, :, :2] / 9.0,
    electricity_use=SAMPLE[None, :, :2],
    petrol_use=SAMPLE[None, :, 2:],
    battery_range=LOW[None],
)
TARIFFS = partly(
    Tariffs,
    petrol=SHARES,
    electricity=SHARES,
    charging_efficiency=SHARES,
    battery_ratio=SHARES,
    relief=SHARES,
    vat=SHARES,
    tax_rate=SHARES,
    relief_cap=SHARES,
)
TASTE = partly(
    Taste,
    price=array(-0.1),
    running_cost=array(-2.0),
    battery=array(0.3),
    range=array(0.2),
    reference_range=array(1.5),
    fast_charging=array(0.7),
)
YEAR = {"p": CARS, "t": TARIFFS, "index": 1, "vintage": 0}

ARGUMENTS = {
    "sectors.freight.calibration.segment_shares": {
        "cost": np.array([[[1.0, 2.0], [1.5, 1.8]]]),
        "exponent": 2.0,
        "constants": SCORE,
        "weight": array(0.4, 0.6),
    },
    "sectors.freight.calibration.constants_of": {
        "cost": np.array([[[1.0, 2.0], [1.5, 1.8]]]),
        "shares": np.array([[0.3, 0.7]]),
        "exponent": 2.0,
        "weight": array(0.4, 0.6),
        "steps": 200,
        "tolerance": 1e-9,
    },
    "sectors.freight.calibration.drawn_shares": {
        "cost": np.array([[1.0, 2.0], [1.5, 1.8]]),
        "exponent": 2.0,
        "constants": SAMPLE,
        "weight": array(0.4, 0.6),
    },
    "sectors.freight.calibration.drawn_constants": {
        "fit": Fit(CENTRAL, SAMPLE[:, :2], LOW),
        "draws": 4,
        "generator": SimpleNamespace(
            standard_normal=SAMPLE.reshape,
            chisquare=lambda freedom, draws: SAMPLE[freedom][:draws],
        ),
    },
    "sectors.freight.equations.payload_factor": {
        "battery_capacity": array(300.0, 500.0),
        "specific_energy": array(160.0, 180.0),
        "mass_credit": array(1.0, 0.5),
        "payload": array(30.0, 31.0),
    },
    "sectors.freight.fleet.trucks_left": {"past": SAMPLE[:, :2], "ages": np.array([[1.0], [0.0]])},
    "sectors.freight.rows.whole_shares": {"shares": SHARES, "what": "shares"},
    "sectors.freight.swapping.ration": {
        "shares": SHARES[:, None, :],
        "swapping": np.array([False, True, False]),
        "kept": np.array([[0.2, 0.6]]),
    },
    "sectors.nev.choice.energy_cost": YEAR,
    "sectors.nev.choice.purchase_taxes": YEAR | {"pack_price": array(0.3)},
    "sectors.nev.choice.attributes_utility": YEAR | {"taste": TASTE, "pack_price": array(0.3)},
    "sectors.nev.choice.battery_extra": {"p": CARS, "taste": TASTE, "vintage": 0, "access": array(0.4)},
    "sectors.nev.choice.calibrated_extras": {
        "split": np.array([[0.4, 0.5], [0.6, 0.5], [1.0, 1.0]]),
        "utility": SHARES,
        "p": SimpleNamespace(plug_in=np.array([0, 1]), battery=0, no_plug=np.array([2]), petrol=2),
        "battery": SCORE,
    },
    "sectors.nev.estimation.fit": {
        "share": array(0.01, 0.02, 0.05, 0.13, 0.25, 0.3),
        "appeal_then": np.array([[0.5], [0.5], [0.55], [0.6], [0.6], [0.7]]),
    },
    "sectors.shares.scaled_shares": {"shares": SHARES},
}
