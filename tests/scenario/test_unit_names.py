"""Every unit has the size that it has outside of carbonsim, and the powers of its dimensions."""

from fractions import Fraction

import pytest

from carbonsim.scenario.unit_names import LETTER_SCALES, NAMED, SCALES, Dimension

HOUR, DAY, YEAR = 3600, 86400, 365 * 86400
SI = {"k": 10**3, "M": 10**6, "G": 10**9, "T": 10**12, "P": 10**15, "E": 10**18}
#: Powers of the dimensions, and the size of each unit that has them, in m, kg, s, J, Nm3 and VA.
SIZES: list[tuple[Dimension, dict[str, object]]] = [
    ({"length": 1}, {"m": 1, "km": 1000, "cm": "0.01", "mm": "0.001"}),
    ({"length": 2}, {"m2": 1}),
    ({"length": 3}, {"m3": 1, "L": "0.001", "l": "0.001", "barrel": "0.158987294928"}),
    ({"mass": 1}, {"mg": "1e-6", "g": "1e-3", "kg": 1, "t": 1000, "kt": 10**6, "Mt": 10**9, "Gt": 10**12}),
    ({"time": 1}, {"s": 1, **dict.fromkeys(("min", "minute", "minutes"), 60)}),
    (
        {"time": 1},
        {**dict.fromkeys(("h", "hour", "hours"), HOUR), **dict.fromkeys(("d", "day", "days"), DAY)},
    ),
    ({"time": 1}, {**dict.fromkeys(("month", "months"), Fraction(YEAR, 12))}),
    ({"time": 1}, dict.fromkeys(("yr", "a", "year", "years"), YEAR)),
    ({"energy": 1}, {"J": 1, **{f"{prefix}J": factor for prefix, factor in SI.items()}}),
    ({"energy": 1}, {"Wh": 3600, **{f"{prefix}Wh": 3600 * factor for prefix, factor in SI.items()}}),
    # GB/T 2589-2020: 29.3076 MJ a kilogram of standard coal
    ({"energy": 1}, {"gce": "29307.6", "kgce": 29307600, "tce": 29307600 * 10**3, "ktce": 29307600 * 10**6}),
    ({"energy": 1}, {"Mtce": 29307600 * 10**9, "Gtce": 29307600 * 10**12}),
    ({"energy": 1, "time": -1}, {"W": 1, **{f"{prefix}W": SI[prefix] for prefix in "kMGT"}}),
    ({"apparent power": 1}, {"VA": 1, "kVA": 1000, "MVA": 10**6}),
    ({"normal volume": 1}, {"Nm3": 1}),
    ({"vehicle": 1}, dict.fromkeys(("vehicle", "vehicles", "truck", "trucks", "car", "cars"), 1)),
    ({"swap": 1}, dict.fromkeys(("swap", "swaps"), 1)),
    ({"station": 1}, dict.fromkeys(("station", "stations"), 1)),
    ({"block": 1}, dict.fromkeys(("block", "blocks"), 1)),
    ({"trip": 1}, dict.fromkeys(("round_trip", "round_trips", "trip", "trips"), 1)),
    ({"mass": 1, "length": 1}, {"tkm": 10**6}),
    ({"vehicle": 1, "length": 1}, {"vkm": 1000}),
    ({}, {"%": "0.01", "count": 1, "-": 1}),
]
EXPECTED = {name: (Fraction(size), dimension) for dimension, sizes in SIZES for name, size in sizes.items()}


@pytest.mark.parametrize("name", sorted(EXPECTED))
def test_a_unit_has_its_size_and_dimension(name):
    assert NAMED[name] == EXPECTED[name]


def test_no_unit_is_without_a_known_size():
    assert NAMED.keys() == EXPECTED.keys()


def test_words_and_letters_scale_by_what_they_say():
    assert SCALES == {"thousand": 1e3, "million": 1e6, "bn": 1e9, "billion": 1e9}
    assert LETTER_SCALES == {"k": 1e3, "M": 1e6}
