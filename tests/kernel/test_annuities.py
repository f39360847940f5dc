"""Payments spread over years, as amounts alone."""

import numpy as np
import pytest

from carbonsim.kernel.annuities import annuity, with_payments


def charges(spread, payments):
    """Charges by year of one kind of payment, (years, D), where (years, D) is paid."""
    draws = payments.shape[1]
    paid, found = np.zeros((1, len(spread.weight), draws)), []
    for payment in payments:
        paid = with_payments(paid, payment[None])
        found.append(spread.annual(paid)[0])
    return np.array(found)


def test_charges_by_hand():
    # 300 over three years without interest is 100 in each of them and nothing after
    payments = np.zeros((7, 1))
    payments[2] = 300.0
    spread = annuity(np.array([3.0]), np.array([0.0]))
    assert charges(spread, payments)[:, 0].tolist() == [0, 0, 100, 100, 100, 0, 0]


def test_charges_of_several_years_of_sale_add_up():
    payments = 10.0 * np.arange(1.0, 5.0)[:, None]
    assert charges(annuity(np.array([2.0]), np.array([0.0])), payments)[:, 0].tolist() == [5, 15, 25, 35]


@pytest.mark.parametrize(("years", "rate"), [(8.0, 0.05), (3.0, 0.08), (15.0, 0.0)])
def test_charges_are_worth_what_was_paid(years, rate):
    payments = np.zeros((20, 1))
    payments[1] = 1000.0
    each = charges(annuity(np.array([years]), np.array([rate])), payments)[1:, 0]
    assert (each / (1.0 + rate) ** np.arange(19)).sum() == pytest.approx(1000.0, rel=1e-12)


def test_each_draw_has_its_own_years():
    payments = np.zeros((5, 2))
    payments[0] = 100.0
    found = charges(annuity(np.array([2.0, 4.0]), np.zeros(2)), payments)
    assert found.tolist() == [[50, 25], [50, 25], [0, 25], [0, 25], [0, 0]]
