"""Money of one year by hand: who pays for what cars use, and what the country spends."""

from types import SimpleNamespace

import numpy as np
import pytest

from carbonsim.sectors.nev.accounts import ACTORS, GRID, OPERATOR, OWNER, STATE, ledger_of_year


def a(*values):
    return np.array(values, dtype=float)


#: Years of sale before the first year of the horizon, whose prices are others.
FIRST = 2
WRONG = [a(1e6)] * FIRST


@pytest.fixture
def prices():
    """Prices that are easy to follow; those of years of sale begin two years earlier. One car, no other."""
    return SimpleNamespace(
        first=FIRST,
        powertrains=SimpleNamespace(car=np.array([True, False]), maintenance=a(1.0), insurance=a(1.0)),
        drivers=SimpleNamespace(
            petrol_price=[*WRONG, a(8)],
            petrol_tax=[a(1.5)],
            vat_rate=[*WRONG, a(0.25)],
            electricity_tariff=[a(0.4)],
        ),
        charging=SimpleNamespace(
            pack_price_ratio=[*WRONG, a(1.5)],
            home_share=[*WRONG, a(0.75)],
            home_price=[*WRONG, a(0.5)],
            public_price=[*WRONG, a(1.2)],
        ),
    )


def costs(prices, charges=(0, 0, 0, 0), **of_cars):
    """Net cost of each actor, those of whom it is 0 left out; they add up to what the country spends."""
    names = ("petrol", "power", "packs_replaced", "kilometres", "stock")
    # what is no car has its own: none of it counts
    vehicles = {name: np.array([[of_cars.get(name, 0.0)], [1e6]]) for name in names}
    flows = SimpleNamespace(
        vintage=FIRST, prices=SimpleNamespace(battery=a(500)), charges=a(*charges)[:, None], **vehicles
    )
    ledger = ledger_of_year(prices, flows)
    each = {actor: ledger.actor_cost(actor, a(0)).item() for actor in ACTORS}
    assert sum(each.values()) == pytest.approx(ledger.resource_cost(a(0)).item())
    return {actor: pytest.approx(cost, rel=1e-12) for actor, cost in each.items() if cost}


def test_petrol_is_paid_to_its_supplier_who_passes_on_the_tax(prices):
    assert costs(prices, petrol=10) == {OWNER: 80.0, STATE: -15.0}


def test_power_is_bought_at_home_from_the_grid_and_elsewhere_from_an_operator(prices):
    # 100 kWh: 75 at home for 0.5, 25 elsewhere for 1.2, of which 10 CNY are power and 20 chargers. The grid
    # gets 47.5 CNY, a fifth of it tax, and spends the rest
    assert costs(prices, power=100) == {OWNER: 67.5, STATE: -9.5}


def test_an_operator_below_the_tariff_loses_and_has_no_chargers(prices):
    prices.charging.public_price = [*WRONG, a(0.3)]
    assert costs(prices, power=100) == {OWNER: 45.0, OPERATOR: 2.5, STATE: -9.5}


def test_the_grid_passes_all_on(prices):
    assert GRID not in costs(prices, power=100)


def test_replaced_packs_hold_their_tax(prices):
    # 2 kWh at 500 CNY x 1.5
    assert costs(prices, packs_replaced=2) == {OWNER: 1500.0, STATE: -300.0}


def test_upkeep_taxes_and_subsidy(prices):
    assert costs(prices, kilometres=5, stock=6) == {OWNER: 11.0}
    # vehicle, value-added tax, purchase tax, subsidy
    assert costs(prices, (100, 13, 10, 40)) == {OWNER: 83.0, STATE: 17.0}
    assert costs(prices) == {}
