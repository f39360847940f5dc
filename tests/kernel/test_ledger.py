"""The ledger: transfers cancel, resources remain."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.kernel.ledger import Ledger

ACTORS = ("owner", "lessor", "state")
AMOUNTS = st.floats(-1e9, 1e9)
ZERO = np.zeros(1)


@given(
    spent=st.lists(st.tuples(st.sampled_from(ACTORS), AMOUNTS), max_size=8),
    paid=st.lists(st.tuples(st.sampled_from(ACTORS), st.sampled_from(ACTORS), AMOUNTS), max_size=8),
)
def test_costs_of_all_actors_are_the_resources(spent, paid):
    ledger = Ledger()
    for actor, amount in spent:
        ledger.spend(actor, "things", np.array([amount]))
    for payer, payee, amount in paid:
        ledger.pay(payer, payee, "dues", np.array([amount]))
    net = sum(ledger.actor_cost(actor, ZERO) for actor in ACTORS)
    assert np.all(np.abs(net - ledger.resource_cost(ZERO)) <= 1e-9 * ledger.turnover(ZERO))


def test_an_actor_pays_and_is_paid():
    ledger = Ledger()
    ledger.spend("owner", "truck", np.array([100.0]))
    ledger.pay("owner", "state", "tax", np.array([13.0]))
    ledger.pay("state", "owner", "subsidy", np.array([20.0]))
    assert ledger.actor_cost("owner", ZERO) == 93.0
    assert ledger.actor_cost("state", ZERO) == 7.0
    assert ledger.resource_cost(ZERO) == 100.0
    assert ledger.outlay("owner", "subsidy", ZERO) == -20.0
    assert ledger.outlay("owner", "truck", ZERO) == 100.0
    assert ledger.turnover(ZERO) == 133.0


def test_who_passes_all_on_has_no_cost_and_no_rounding():
    ledger = Ledger()
    ledger.pay("owner", "supplier", "fuel", np.array([0.3]))
    ledger.pay("supplier", "state", "tax", np.array([0.1]))
    ledger.spend("supplier", "oil", np.array([0.3 - 0.1]))
    assert ledger.actor_cost("supplier", ZERO) == 0.0
