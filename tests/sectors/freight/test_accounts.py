"""Money of one year by hand: each thing that is bought, who pays for it, and what the country spends."""

from types import SimpleNamespace

import numpy as np
import pytest

from carbonsim.core.finance import yearly_charge
from carbonsim.engine.catalogue import load_scenario
from carbonsim.kernel.goods import Prices
from carbonsim.kernel.inputs import Inputs
from carbonsim.sectors.freight.accounts import (
    ACTORS,
    GRID,
    LESSOR,
    OWNER,
    STATE,
    STATION,
    ledger_of_year,
)
from carbonsim.sectors.freight.activity import Activity, Power
from carbonsim.sectors.freight.tariffs import Tariffs
from carbonsim.sectors.freight.trucks import Trucks


def a(*values):
    return np.array(values, dtype=float)


PARTS = {kind: kind.__dataclass_fields__.keys() for kind in (Activity, Power)}
PRICES = Prices(battery=a(500), electrolyser=a(1), grid_emission_factor=a(1), carbon=a(80))


@pytest.fixture
def trucks():
    """Prices that are easy to follow: power 0.5, a swap 0.3 more, packs rented at 20, VAT 25 %."""
    return SimpleNamespace(
        fuels=SimpleNamespace(price=[a(8, 4)[:, None]], tax=[a(1.5, 0.5)[:, None]]),
        drivers=SimpleNamespace(vat_rate=[a(0.25)], electricity_tariff=[a(0.5)]),
        refuelling=SimpleNamespace(value_of_time=[a(60)]),
        swap=SimpleNamespace(
            labour=[a(7)],
            site_rent=[a(1000)],
            station_price=[a(2000)],
            grid_works=[a(300)],
            upkeep=a(0.02),
            capacity_charge=[a(5)],
            grid_connection=[a(10)],
        ),
        packs=SimpleNamespace(price_ratio=[a(1.5)]),
        station_charge=a(0.1),
        pack_charge=a(0.1),
    )


def entries(p, charges=(0, 0, 0, 0), fuel=((0.0,), (0.0,)), stations=0, stocked=0, **done):
    """Ledger of a year in which only this was done."""
    parts = {kind: kind(**{name: a(done.get(name, 0)) for name in names}) for kind, names in PARTS.items()}
    flows = SimpleNamespace(
        year=0,
        prices=PRICES,
        tariffs=Tariffs(rent=a(20), fee=a(0.3)),
        charges=[a(charge) for charge in charges],
        fuel=np.array(fuel),
        packs_held=SimpleNamespace(stations=a(stations), stocked=a(stocked)),
    )
    kept = {"taken from activity": parts[Activity], "taken from power": parts[Power]}
    vars(flows).update(kept)
    return ledger_of_year(p, flows)


def costs(p, **done):
    """Net cost of each actor, those of whom it is 0 left out, and of the country."""
    ledger = entries(p, **done)
    each = {actor: ledger.actor_cost(actor, a(0)).item() for actor in ACTORS}
    assert sum(each.values()) == pytest.approx(ledger.resource_cost(a(0)).item())
    return {actor: pytest.approx(cost, rel=1e-12) for actor, cost in each.items() if cost}


def test_fuel_is_paid_to_its_supplier_who_passes_on_the_tax(trucks):
    # 10 units at 8 and 5 at 4, with 1.5 and 0.5 of tax in them
    assert costs(trucks, fuel=np.array([[10.0], [5.0]])) == {OWNER: 100.0, STATE: -17.5}


def test_charging_pays_the_station_whose_margin_goes_into_chargers(trucks):
    # 100 kWh at 1.2; the station spends 0.7 on chargers, and power is bought beside (grid)
    assert costs(trucks, charged=100, charging_bill=120) == {OWNER: 120.0, STATION: -50.0}


def test_charging_below_the_tariff_has_no_margin(trucks):
    assert costs(trucks, charged=100, charging_bill=40) == {OWNER: 40.0, STATION: -40.0}


def test_power_from_the_grid_holds_its_tax(trucks):
    # 100 kWh at 0.5: 10 of 50 are tax at 25 %
    assert costs(trucks, grid=100) == {STATION: 50.0, STATE: -10.0}


def test_swapped_power_pays_tariff_and_fee(trucks):
    assert costs(trucks, swapped=100) == {OWNER: 80.0, STATION: -80.0}


def test_a_swap_takes_staff_and_a_station_its_site_its_price_its_upkeep_and_its_connection(trucks):
    assert costs(trucks, swaps=3) == {STATION: 21.0}
    # each: site 1000, a tenth of 2000 and 2 % of upkeep, 50 for its connection, which costs the grid 30
    assert costs(trucks, stations=2) == {STATION: 2580.0, GRID: -40.0}


def test_packs_are_charged_at_what_replacing_them_costs(trucks):
    # 500 CNY/kWh x 1.5 x 0.1 = 75 a year for a kWh, 15 of it tax; rent is 20
    assert costs(trucks, owned=2) == {OWNER: 150.0, STATE: -30.0}
    assert costs(trucks, rented=2) == {OWNER: 40.0, LESSOR: 110.0, STATE: -30.0}
    assert costs(trucks, stocked=2) == {STATION: 40.0, LESSOR: 110.0, STATE: -30.0}


def test_running_costs_are_the_owners(trucks):
    assert costs(trucks, maintenance=5, insurance=6) == {OWNER: 11.0}
    assert costs(trucks, driver_hours=2) == {OWNER: 120.0}
    assert costs(trucks, tolls=9) == {OWNER: 9.0, STATE: -9.0}
    assert costs(trucks, carbon=2) == {OWNER: 160.0, STATE: -160.0}


def test_taxes_go_to_the_state_and_the_subsidy_comes_from_it(trucks):
    # vehicle, value-added tax, purchase tax, subsidy
    assert costs(trucks, charges=(100, 13, 10, 40)) == {OWNER: 83.0, STATE: 17.0}


def test_nothing_done_costs_nothing(trucks):
    assert costs(trucks) == {}


def test_draws_are_those_of_each(trucks):
    ledger = entries(trucks, fuel=((10.0, 20.0), (5.0, 0.0)))
    assert ledger.outlay(OWNER, "Fuel", np.zeros(2)).tolist() == [100.0, 160.0]
    assert ledger.actor_cost(STATE, np.zeros(2)).tolist() == [-17.5, -30.0]


def test_a_station_and_a_pack_are_paid_in_yearly_charges_over_their_life():
    overrides = (
        "drivers.discount_rate=5 %/yr",
        "freight.swap.station_years=20 yr",
        "freight.battery_years=10 yr",
    )
    p = Trucks(Inputs(load_scenario("fujian-trunk-line", overrides), np.array([2023]), 1, {}))
    assert p.station_charge[0] == pytest.approx(float(yearly_charge(0.05, 20)), rel=1e-12)
    assert p.pack_charge[0] == pytest.approx(float(yearly_charge(0.05, 10)), rel=1e-12)
