"""What stations can give at full load: the four of 2023, by hand."""

import pytest

from carbonsim.corridor.capacity import swap_rates, swaps_per_hour, trucks_supplied

KILOMETRES, CONSUMPTION = 175_000.0, 1.427  # [km/yr] of the claim; 33 L/100 km at an energy ratio of 2.3
BLOCK = 171.0 * 0.8


@pytest.mark.parametrize(("blocks", "trucks"), [(2, 310), (3, 460)])
def test_bays_of_the_four_stations(blocks, trucks):
    # by hand: a truck takes 175,000 x 1.427 = 249,725 kWh a year. 4 stations x 192 swaps x 365 days are
    # 280,320 swaps; of two blocks, 273.6 kWh each: 76.7 GWh, 307 trucks; of three, 410.4 kWh: 115.0 GWh, 461
    swaps = 4 * 192 * 365
    by_hand = {2: 280_320 * 273.6 / 249_725, 3: 280_320 * 410.4 / 249_725}
    found = float(trucks_supplied(swaps, KILOMETRES, CONSUMPTION, blocks * BLOCK))
    assert found == pytest.approx(by_hand[blocks], rel=1e-12)
    assert found == pytest.approx(trucks, rel=0.015)
    # 192 swaps are 16 hours of one bay at 5 minutes
    assert swap_rates(1, 5.0, 24 / blocks, 60.0, 3600.0, blocks * BLOCK)[0] * 16 == pytest.approx(192)


@pytest.mark.parametrize(("efficiency", "trucks"), [(0.95, 480), (1.0, 505)])
def test_power_of_the_four_stations(efficiency, trucks):
    # by hand: 4 x 3,600 kW x 8,760 h = 126.1 GWh a year; over 249,725 kWh: 505 trucks; 480 with losses of 5 %
    rate = float(swap_rates(1, 5.0, 12.0, 60.0, 3600.0 * efficiency, 2 * BLOCK)[2])
    found = float(trucks_supplied(4 * rate * 8760.0, KILOMETRES, CONSUMPTION, 2 * BLOCK))
    assert found == pytest.approx(4 * 3600.0 * efficiency * 8760.0 / (KILOMETRES * CONSUMPTION), rel=1e-12)
    assert found == pytest.approx(trucks, rel=0.005)


def test_what_is_least_binds():
    rates = swap_rates(1, 5.0, 8.0, 60.0, 3420.0, 3 * BLOCK)
    assert rates.tolist() == pytest.approx([12.0, 8.0, 3420.0 / 410.4])
    assert swaps_per_hour(1, 5.0, 8.0, 60.0, 3420.0, 3 * BLOCK) == 8.0


def test_a_swap_that_hands_over_nothing_is_refused():
    with pytest.raises(ValueError, match="hands over no energy"):
        swap_rates(1, 5.0, 8.0, 60.0, 3420.0, 0.0)
