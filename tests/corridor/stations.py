"""A station like those of the trunk line, of which tests take what they need otherwise."""

from carbonsim.corridor.station import Station, charge_curve

ENERGY = 136.8  # [kWh] of a block of 171 kWh at 0.8
STATION = Station(
    bays=1,
    blocks=24,
    chargers=24,
    power=3420.0,
    efficiency=0.9,
    block_energy=ENERGY,
    curve=charge_curve(ENERGY, 1.0, (0.85, 1.0), (1.0, 0.5)),
    swap_time=5.0,
    patience=60.0,
    repair_time=240.0,
)
