"""What buyers pay at purchase, kind by kind, truck by truck."""

import numpy as np
import pytest

import carbonsim
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight.purchases import KINDS, payments
from carbonsim.sectors.freight.trucks import Trucks

PACK_PRICE = 800.0


@pytest.mark.parametrize("year", [0, 5])
def test_payments_are_those_of_each_truck(year):
    scenario = carbonsim.load_scenario("china-trucks-electric", ["drivers.vat_rate=0.13"])
    years = np.arange(scenario.years[0], scenario.years[1] + 1)
    p = Trucks(Inputs(scenario, years, 1, {}))
    drives, vintage = p.powertrains, p.oldest + year
    trucks = np.random.default_rng(1).uniform(0.0, 1e4, p.energy_use.shape)
    paid = payments(p, vintage, trucks, np.array([PACK_PRICE]))
    ratio = float(p.packs.price_ratio[year, 0])
    rate = float(p.purchase.tax_rate[year, 0])
    vehicles = taxes = subsidies = 0.0
    for (row, duty, _), number in np.ndenumerate(trucks):
        price = float(p.vehicle_price[vintage][row, 0])
        pack = float(drives.battery_capacity[vintage][row, 0] * p.duties.battery_factor[duty, 0])
        bought = pack * float(1.0 - drives.battery_leased[row, 0]) * PACK_PRICE * ratio
        vehicles += number * price
        exempt = float(drives.tax_exemption[vintage][row, 0])
        taxes += number * (price + bought) / 1.13 * rate * (1.0 - exempt)
        subsidies += number * float(drives.subsidy[vintage][row, 0])
    found = dict(zip(KINDS, paid[:, 0], strict=True))
    assert found["vehicle"] == pytest.approx(vehicles / 1.13, rel=1e-12)
    assert found["value-added tax"] == pytest.approx(vehicles * 0.13 / 1.13, rel=1e-12)
    assert found["purchase tax"] == pytest.approx(taxes, rel=1e-12)
    assert found["subsidy"] == pytest.approx(subsidies, rel=1e-12)
