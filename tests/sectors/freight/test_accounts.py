"""Money of one year by hand: each thing that is bought, who pays for it, and what the country spends."""

from dataclasses import replace
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
    Accounts,
    Activity,
)


def a(*values):
    return np.array(values, dtype=float)


NOTHING = Activity(
    fuel=np.zeros((2, 1)), **dict.fromkeys(Activity.__dataclass_fields__.keys() - {"fuel"}, a(0))
)
NO_CHARGES = {name: a(0) for name in ("vehicle", "value-added tax", "purchase tax", "subsidy")}
PRICES = Prices(battery=a(500), electrolyser=a(1), grid_emission_factor=a(1), carbon=a(80))


@pytest.fixture
def accounts():
    """Prices that are easy to follow: power 0.5, charging 1.2, VAT 25 %."""
    books = Accounts.__new__(Accounts)
    books.fuels = SimpleNamespace(price=[a(8, 4)[:, None]], tax=[a(1.5, 0.5)[:, None]])
    books.vat, books.tariff, books.charging_price = [a(0.25)], [a(0.5)], [a(1.2)]
    books.value_of_time = [a(60)]
    books.fee, books.rent, books.labour, books.site_rent = [a(0.3)], [a(20)], [a(7)], [a(1000)]
    books.station_charge, books.grid_charge = [a(200)], [a(30)]
    books.pack_charge, books.battery_ratio = a(0.1), [a(1.5)]
    return books


def costs(books, charges=NO_CHARGES, **done):
    """Net cost of each actor, those of whom it is 0 left out, and of the country."""
    given = {name: a(value) if np.isscalar(value) else value for name, value in done.items()}
    ledger = books.year(0, replace(NOTHING, **given), charges, PRICES)
    each = {actor: ledger.actor_cost(actor, a(0)).item() for actor in ACTORS}
    assert sum(each.values()) == pytest.approx(ledger.resource_cost(a(0)).item())
    return {actor: pytest.approx(cost, rel=1e-12) for actor, cost in each.items() if cost}


def test_fuel_is_paid_to_its_supplier_who_passes_on_the_tax(accounts):
    # 10 units at 8 and 5 at 4, with 1.5 and 0.5 of tax in them
    assert costs(accounts, fuel=np.array([[10.0], [5.0]])) == {OWNER: 100.0, STATE: -17.5}


def test_charging_pays_the_station_whose_margin_goes_into_chargers(accounts):
    # 100 kWh at 1.2; the station spends 0.7 on chargers, and power is bought beside (grid)
    assert costs(accounts, charged=100) == {OWNER: 120.0, STATION: -50.0}


def test_charging_below_the_tariff_has_no_margin(accounts):
    accounts.charging_price = [a(0.4)]
    assert costs(accounts, charged=100) == {OWNER: 40.0, STATION: -40.0}


def test_power_from_the_grid_holds_its_tax(accounts):
    # 100 kWh at 0.5: 10 of 50 are tax at 25 %
    assert costs(accounts, grid=100) == {STATION: 50.0, STATE: -10.0}


def test_swapped_power_pays_tariff_and_fee(accounts):
    assert costs(accounts, swapped=100) == {OWNER: 80.0, STATION: -80.0}


def test_a_swap_takes_staff_and_a_station_its_site_its_price_and_its_connection(accounts):
    assert costs(accounts, swaps=3) == {STATION: 21.0}
    assert costs(accounts, stations=2) == {STATION: 2400.0, GRID: 60.0}


def test_packs_are_charged_at_what_replacing_them_costs(accounts):
    # 500 CNY/kWh x 1.5 x 0.1 = 75 a year for a kWh, 15 of it tax; rent is 20
    assert costs(accounts, owned=2) == {OWNER: 150.0, STATE: -30.0}
    assert costs(accounts, rented=2) == {OWNER: 40.0, LESSOR: 110.0, STATE: -30.0}
    assert costs(accounts, stocked=2) == {STATION: 40.0, LESSOR: 110.0, STATE: -30.0}


def test_running_costs_are_the_owners(accounts):
    assert costs(accounts, maintenance=5, insurance=6) == {OWNER: 11.0}
    assert costs(accounts, driver_hours=2) == {OWNER: 120.0}
    assert costs(accounts, tolls=9) == {OWNER: 9.0, STATE: -9.0}
    assert costs(accounts, carbon=2) == {OWNER: 160.0, STATE: -160.0}


def test_taxes_go_to_the_state_and_the_subsidy_comes_from_it(accounts):
    charges = {"vehicle": a(100), "value-added tax": a(13), "purchase tax": a(10), "subsidy": a(40)}
    assert costs(accounts, charges) == {OWNER: 83.0, STATE: 17.0}


def test_nothing_done_costs_nothing(accounts):
    assert costs(accounts) == {}


def test_draws_are_those_of_each(accounts):
    done = replace(NOTHING, fuel=np.array([[10.0, 20.0], [5.0, 0.0]]))
    ledger = accounts.year(0, done, NO_CHARGES, PRICES)
    assert ledger.outlay(OWNER, "Fuel", np.zeros(2)).tolist() == [100.0, 160.0]
    assert ledger.actor_cost(STATE, np.zeros(2)).tolist() == [-17.5, -30.0]


def test_a_station_and_its_connection_are_paid_in_yearly_charges_over_their_life():
    overrides = [
        *("drivers.discount_rate=5 %/yr", "freight.swap.station_years=20 yr", "freight.battery_years=10 yr"),
        *(
            "freight.swap.station_price=4 million CNY/station",
            "freight.swap.grid_works=1 million CNY/station",
        ),
    ]
    inputs = Inputs(load_scenario("fujian-trunk-line", overrides), np.array([2023]), 1, {})
    books = Accounts(inputs, SimpleNamespace())
    # 1 million over 20 years, and packs over 10
    assert books.station_charge[0, 0] == pytest.approx(4 * books.grid_charge[0, 0], rel=1e-12)
    assert books.grid_charge[0, 0] == pytest.approx(1e6 * float(yearly_charge(0.05, 20)), rel=1e-12)
    assert books.pack_charge[0] == pytest.approx(float(yearly_charge(0.05, 10)), rel=1e-12)
