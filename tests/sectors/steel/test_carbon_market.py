"""China's carbon market and the European levy at the border."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.sectors.steel.carbon_market import benchmark, border_levy, net_allowances

POSITIVE = st.floats(0.0, 5.0)


def a(*values):
    return np.array(values, dtype=float)


# Benchmark -----------------------------------------------------------------------------------------------


def test_benchmark_is_a_share_of_the_mean():
    # 10 t of 2.0 and 30 t of 1.0 t CO2/t: 1.25 t/t
    direct, output = a(20, 30)[:, None], a(10, 30)[:, None]
    assert benchmark(direct, output, a(1.0))[0] == pytest.approx(1.25)
    assert benchmark(direct, output, a(0.97))[0] == pytest.approx(0.97 * 1.25)
    assert benchmark(direct, output, a(0.0))[0] == 0


def test_benchmark_of_nothing():
    nothing = np.zeros((2, 1))
    assert benchmark(nothing, nothing, a(0.9))[0] == 0


def test_routes_that_are_not_covered_do_not_count():
    direct, output = a(20, 0)[:, None], a(10, 0)[:, None]
    assert benchmark(direct, output, a(1.0))[0] == 2.0


@given(dirty=st.floats(1.5, 3.0), clean=st.floats(0.0, 1.5), tonnes=st.floats(0.1, 100))
def test_what_is_sold_is_bought_where_all_the_mean_is_given(dirty, clean, tonnes):
    intensity, output = a(dirty, clean)[:, None], a(50.0, tonnes)[:, None]
    free = benchmark(intensity * output, output, a(1.0))
    bought = net_allowances(intensity, a(1.0), free) * output
    assert bought.sum() == pytest.approx(0.0, abs=1e-9)
    assert clean - 1e-12 <= free[0] <= dirty + 1e-12


def test_net_allowances():
    assert net_allowances(a(1.9), a(1.0), a(1.8))[0] == pytest.approx(0.1)
    assert net_allowances(a(0.6), a(1.0), a(1.8))[0] == pytest.approx(-1.2)  # to sell
    assert net_allowances(a(1.9), a(0.0), a(1.8))[0] == 0  # outside the market
    assert net_allowances(a(1.8), a(1.0), a(1.8))[0] == 0


# Levy ----------------------------------------------------------------------------------------------------


def test_levy_on_chinese_coil():
    # GMK Center: 2.1 t CO2/t direct, benchmark 1.494 t of which 97.5 % is free in 2026, 65 EUR/t; that is
    # 0.643 t at about 101 EUR/t CO2
    due = border_levy(a(2.1), a(1.494), a(0.025), a(1.0), a(0))[0]
    assert due == pytest.approx(2.1 - 1.494 * 0.975, rel=1e-12)
    assert 65 / due == pytest.approx(101, abs=0.5)
    assert border_levy(a(2.1), a(1.494), a(0.025), a(101.0), a(0))[0] == pytest.approx(65, abs=0.1)


def test_levy_without_free_allowances_is_on_all_emissions():
    assert border_levy(a(2.1), a(1.494), a(1.0), a(80.0), a(0))[0] == pytest.approx(168)


def test_what_was_paid_at_home_is_taken_off():
    assert border_levy(a(2.0), a(1.5), a(0.0), a(100.0), a(20.0))[0] == pytest.approx(30)
    assert border_levy(a(2.0), a(1.5), a(0.0), a(100.0), a(50.0))[0] == 0
    assert border_levy(a(2.0), a(1.5), a(0.0), a(100.0), a(80.0))[0] == 0
    # allowances sold at home are no price paid, and none is given back
    assert border_levy(a(2.0), a(1.5), a(0.0), a(100.0), a(-30.0))[0] == pytest.approx(50)


def test_clean_steel_pays_nothing_and_gets_nothing():
    assert border_levy(a(0.3), a(1.494), a(0.1), a(100.0), a(0))[0] == 0
    assert border_levy(a(2.1), a(1.494), a(0.1), a(0.0), a(0))[0] == 0


@given(intensity=POSITIVE, free=POSITIVE, share=st.floats(0, 1), more=st.floats(0.0, 1.0), paid=POSITIVE)
def test_levy_rises_with_emissions_and_with_the_phase_in(intensity, free, share, more, paid):
    levy = border_levy(a(intensity), a(free), a(share), a(100), a(paid))
    assert levy >= 0
    assert border_levy(a(intensity + more), a(free), a(share), a(100), a(paid)) >= levy
    assert border_levy(a(intensity), a(free), a(share + (1 - share) * more), a(100), a(paid)) >= levy
    assert border_levy(a(intensity), a(free), a(share), a(100), a(paid + more)) <= levy


# Draws ---------------------------------------------------------------------------------------------------


def test_draws_are_those_of_each():
    direct, output = np.array([[20.0, 0.0, 5.0], [30.0, 0.0, 0.0]]), np.array([[10.0, 0.0, 4.0], [30, 0, 0]])
    share = a(0.9, 0.95, 1.0)
    levy = (a(2.1, 1.0, 3.0), a(1.5, 1.5, 1.4), a(0.0, 0.5, 1.0), a(500, 600, 700), a(-10, 0, 900))
    net = (a(2.1, 1.0, 3.0), a(0.0, 0.5, 1.0), a(1.5, 1.5, 1.4))
    for i in range(3):
        alone = benchmark(direct[:, [i]], output[:, [i]], share[[i]])
        assert benchmark(direct, output, share)[i] == alone[0]
        assert border_levy(*levy)[i] == border_levy(*(value[[i]] for value in levy))[0]
        assert net_allowances(*net)[i] == net_allowances(*(value[[i]] for value in net))[0]
