"""Money of one year by hand: who pays for what cars use, and what the country spends."""

from types import SimpleNamespace

import numpy as np
import pytest

from carbonsim.sectors.nev.accounts import ACTORS, GRID, OPERATOR, OWNER, STATE, Accounts, Activity


def a(*values):
    return np.array(values, dtype=float)


NO_CHARGES = {name: a(0) for name in ("vehicle", "value-added tax", "purchase tax", "subsidy")}
#: Vintages before the first year of the horizon, whose tariffs are others.
FIRST = 2


@pytest.fixture
def accounts():
    """Prices that are easy to follow; the tariffs of cars begin two years earlier."""
    books = Accounts.__new__(Accounts)
    wrong = [a(1e6)] * FIRST
    books.first = FIRST
    books.tariffs = SimpleNamespace(
        petrol=[*wrong, a(8)], vat=[*wrong, a(0.25)], battery_ratio=[*wrong, a(1.5)]
    )
    books.fuel_tax, books.tariff = [a(1.5)], [a(0.4)]
    books.home_share, books.home_price, books.public_price = [a(0.75)], [a(0.5)], [a(1.2)]
    return books


def costs(books, charges=NO_CHARGES, **done):
    """Net cost of each actor, those of whom it is 0 left out; they add up to what the country spends."""
    given = {name: a(done.get(name, 0)) for name in Activity.__dataclass_fields__}
    ledger = books.year(0, Activity(**given), charges, a(500))
    each = {actor: ledger.actor_cost(actor, a(0)).item() for actor in ACTORS}
    assert sum(each.values()) == pytest.approx(ledger.resource_cost(a(0)).item())
    return {actor: pytest.approx(cost, rel=1e-12) for actor, cost in each.items() if cost}


def test_petrol_is_paid_to_its_supplier_who_passes_on_the_tax(accounts):
    assert costs(accounts, petrol=10) == {OWNER: 80.0, STATE: -15.0}


def test_power_is_bought_at_home_from_the_grid_and_elsewhere_from_an_operator(accounts):
    # 100 kWh: 75 at home for 0.5, 25 elsewhere for 1.2, of which 10 CNY are power and 20 chargers. The grid
    # gets 47.5 CNY, a fifth of it tax, and spends the rest
    assert costs(accounts, grid=100) == {OWNER: 67.5, STATE: -9.5}


def test_an_operator_below_the_tariff_loses_and_has_no_chargers(accounts):
    accounts.public_price = [a(0.3)]
    assert costs(accounts, grid=100) == {OWNER: 45.0, OPERATOR: 2.5, STATE: -9.5}


def test_the_grid_passes_all_on(accounts):
    assert GRID not in costs(accounts, grid=100)


def test_replaced_packs_hold_their_tax(accounts):
    # 2 kWh at 500 CNY x 1.5
    assert costs(accounts, replaced=2) == {OWNER: 1500.0, STATE: -300.0}


def test_upkeep_taxes_and_subsidy(accounts):
    assert costs(accounts, maintenance=5, insurance=6) == {OWNER: 11.0}
    charges = {"vehicle": a(100), "value-added tax": a(13), "purchase tax": a(10), "subsidy": a(40)}
    assert costs(accounts, charges) == {OWNER: 83.0, STATE: 17.0}
    assert costs(accounts) == {}
