import contextlib
import time

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from carbonsim.scenario.units import UnitError, convert, parse_unit, parse_value, takes_plain_numbers

KNOWN = [
    ("33 L/100km", "L/km", 0.33),
    ("33 L/100 km", "L/km", 0.33),
    ("500 kt", "t", 500_000),
    ("18 Mt CO2/yr", "t CO2/yr", 18e6),
    ("3 bn CNY", "CNY", 3e9),
    ("0.4 CNY/kWh", "CNY/MWh", 400),
    ("10%", "1", 0.1),
    ("7 %", "1", 0.07),
    ("1 yr", "d", 365),
    ("1 a", "h", 8760),
    ("1 month", "d", 365 / 12),
    ("1 kWh", "MJ", 3.6),
    ("1 EJ", "TWh", 1e6 / 3600),
    ("1 kgce", "MJ", 29.3076),
    ("1.2 Mtce/yr", "PJ/yr", 35.16912),
    ("34.12084 ktce", "PJ", 34.12084 * 0.0293076),
    ("1 kWh", "kgce", 3.6 / 29.3076),
    ("300 gce/kWh", "MJ/kWh", 8.79228),
    ("1 GW", "GWh/yr", 8760),
    ("2 CNY/kWh/yr", "CNY/(kWh yr)", 2),
    ("2 CNY/kWh/yr", "CNY/kWh·yr^-1", 2),
    ("120 CNY/round trip", "CNY/round trips", 120),
    ("1 bn tkm", "t km", 1e9),
    ("5 M CNY", "bn CNY", 0.005),
    ("5 MCNY", "million CNY", 5),
    ("2 k trucks", "vehicle", 2000),
    ("1 CNY/1000km", "CNY/km", 0.001),
    ("1 CNY/2.5 km", "CNY/km", 0.4),
    ("1 CNY/t CO2", "CNY/kg CO2", 0.001),
    ("1 g CO2e/MJ", "kg CO2e/GJ", 1),
    ("1 kg CO2e/kg CO2", "t CO2e/t CO2", 1),
    ("0.4092 kgCO2/kWh", "t CO2/MWh", 0.4092),
    ("1 Mt CO2-equiv/yr", "Mt CO2e/yr", 1),
    ("1 m³", "L", 1000),
    ("4 m²", "m^2", 4),
    ("1 MVA/station", "kVA/station", 1000),
    ("300 count", "station", 300),
    ("0.3 million", "truck", 300_000),
    ("1 million/yr", "truck/yr", 1e6),
    ("1 CNY_2022/L", "CNY/L", 1 / 1.0059),
    ("94 USD_2024/kWh", "CNY_2023/kWh", 94 * 7.1957 / 0.993),
    ("1 ＣＮＹ／Ｌ", "CNY/L", 1),
    ("−2 %/yr", "1/yr", -0.02),
    ("1e3 t", "kt", 1),
    ("2_000 t", "kt", 2),
    ("12万 辆", "truck", 120_000),
    ("12 万辆", "million truck", 0.12),
    ("30亿元/年", "bn CNY/yr", 3),
    ("1.5 万亿 元", "CNY", 1.5e12),
    ("0.6 元/度", "CNY/kWh", 0.6),
    ("7.2元/升", "CNY/L", 7.2),
    ("3000 元/吨", "CNY/kg", 3),
    ("1 元/（吨·公里）", "CNY/tkm", 1),
    ("0.3 元/吨公里", "CNY/tkm", 0.3),
    ("33 升/百公里", "L/100km", 33),
    ("1800 万吨二氧化碳/年", "Mt CO2/yr", 18),
    ("1 亿吨二氧化碳当量/年", "Mt CO2e/yr", 100),
    ("5 万吨CO2/年", "t CO2/yr", 50_000),
    ("12 分钟", "min", 12),
    ("800公里", "km", 800),
    ("8.8 百万千瓦", "GW", 8.8),
    ("3 亿千瓦时", "GWh", 300),
    ("3.6 兆焦/千克", "MJ/kg", 3.6),
    ("1.2 百万吨标准煤", "Mtce", 1.2),
    ("60 座", "station", 60),
    ("24 次/天", "1/day", 24),
    ("30 元/次", "CNY/swap", 30),
    ("1e-3 km", "m", 1),
    ("2 元/标方", "CNY/Nm3", 2),
    ("10 ％", "1", 0.1),
    ("15 公里/(辆·年)", "km/truck/yr", 15),
    ("3 个月", "month", 3),
]


@pytest.mark.parametrize(("text", "unit", "expected"), KNOWN)
def test_known_values(text, unit, expected):
    assert convert(*parse_value(text), unit) == pytest.approx(expected, rel=1e-12)


def test_a_petajoule_in_standard_coal():
    assert round(convert(1.0, "PJ", "tce")) == 34_121


@pytest.mark.parametrize(
    ("unit", "hint"),
    [
        ("kwh", "kWh"),
        ("statoin", "station"),
        ("RMB", "CNY"),
        ("tonnes", "t"),
        ("美元", "USD_2024"),
        ("USD", "USD_2024"),
        ("CO2/yr", "t CO2"),
    ],
)
def test_unknown_unit_says_what_may_be_meant(unit, hint):
    with pytest.raises(UnitError) as caught:
        parse_unit(unit)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    "unit", ["L/", "L//km", "(L", "t)", "M t", "m^99", "m^", "0 km", "CNY_1800", "^2", "L/-km", "!", "x" * 99]
)
def test_broken_unit(unit):
    with pytest.raises(UnitError):
        parse_unit(unit)


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        ("L/100km", "CNY/L"),
        ("t CO2", "t CO2e"),
        ("t CO2", "t"),
        ("CNY/truck", "CNY/station"),
        ("truck", "station"),
        ("Nm3", "m3"),
        ("kVA", "kW"),
        ("CNY/truck", "CNY"),
        ("300 %", "station"),
    ],
)
def test_wrong_dimension_says_both(found, expected):
    with pytest.raises(UnitError, match="expected") as caught:
        convert(1.0, found, expected)
    assert found in caught.value.message
    assert expected in caught.value.message


def test_gases_are_kept_apart_with_a_reason():
    with pytest.raises(UnitError, match="never converted"):
        convert(1.0, "t CO2", "t CO2e")
    with pytest.raises(UnitError, match="which gas: CO2"):
        convert(1.0, "kg/kWh", "kg CO2/kWh")


def test_arrays_are_converted_element_by_element():
    values = np.array([1.0, 33.0])
    single = [convert(float(value), "L/100km", "L/km") for value in values]
    assert convert(values, "L/100km", "L/km").tolist() == single


@pytest.mark.parametrize(
    "text", ["", "nan", "inf CNY", "-.inf", "1e999", "1,000 CNY", "007", "CNY", "1" * 100_000, "- 5", "٣ km"]
)
def test_no_number(text):
    with pytest.raises(UnitError):
        parse_value(text)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("0,45 CNY/kWh", "write 0.45 with a point"),
        ("-0,450 CNY/kWh", "write -0.450 with a point"),
        ("12,5 %", "write 12.5 with a point"),
        ("1.234,5 km", "write 1234.5 with a point"),
        ("1,000 CNY", "write 1000 without commas, or 1.000 if"),
        ("1,234.5 CNY", "write 1234.5 without commas"),
        ("1,000,000 CNY", "write 1000000 without commas"),
        ("12 500 truck", "write 12500"),
        ("150 000", "write 150000"),
        ("1'000 km", "write 1000"),
        ("１２ truck", "write 12"),
        ("1２ truck", "write 12"),
        ("0．45 CNY/kWh", "write 0.45"),
        ("0，45 CNY/kWh", "write 0.45 with a point"),
        ("0。45 CNY/kWh", "write 0.45"),
        ("－5 %", "write -5"),
        ("0.6~0.8 CNY/kWh", "{value: ..., low: ..., high: ..."),
        ("3-5 %", "{value: ..., low: ..., high: ..."),
        ("3 至 5 %", "{value: ..., low: ..., high: ..."),
        ("¥0.6/kWh", "begin with the number"),
        (">100 truck", "begin with the number"),
        ("大约12万辆", "begin with the number"),
        ("十二万辆", "write the number in digits"),
        ("１，０００ 辆", "write 1000 without commas, or 1.000 if"),
    ],
)
def test_a_number_whose_signs_are_not_read_says_what_to_write(text, hint):
    with pytest.raises(UnitError) as caught:
        parse_value(text)
    assert hint in caught.value.hint
    assert text in caught.value.message


@pytest.mark.parametrize("text", ["5 1/yr", "0.5 100 km", "3 1/1000 km", "1.5", "1_000 km"])
def test_numbers_with_a_unit_that_begins_with_one_are_read(text):
    parse_unit(parse_value(text)[1])


@pytest.mark.parametrize(
    "text",
    [
        "1e999999999万 辆",
        "1" + "亿" * 100_000,
        "1 " + "万亿" * 39,
        "１" * 100_000,
        "1," * 100_000,
        "1 000" * 20_000,
        "1~" * 100_000,
        "十" * 100_000,
        "-" * 100_000 + "1",
        "1." * 100_000,
    ],
)
def test_long_and_large_texts_are_refused_in_a_short_word_and_in_time(text):
    begin = time.process_time()
    with pytest.raises(UnitError) as caught:
        _, unit = parse_value(text)
        parse_unit(unit)
    assert time.process_time() - begin < 0.5
    assert len(str(caught.value)) < 400


def test_which_units_take_plain_numbers():
    taken = [unit for unit in ("1", "station", "truck", "%", "CNY", "truck/yr") if takes_plain_numbers(unit)]
    assert taken == ["1", "station", "truck"]


@pytest.mark.parametrize(
    ("unit", "words"),
    [
        ("(((((((99^9)^9)^9)^9)^9)^9)^9)^9 truck", "parentheses"),
        ("((10^9)^9)^9 truck", "beyond 10 to the 90th"),
        ("(1/(10^9)^9)^9 truck", "beyond 10 to the 90th"),
        ("9999999999^9 9999999999^9", "beyond 10 to the 90th"),
        ("bn bn bn bn bn bn bn bn bn bn bn t", "beyond 10 to the 90th"),
        ("km EJ^9/mm^9", "beyond 10 to the 90th"),
        ("((m^9)^9)^9", "power beyond 27"),
        ("L^9 m", "power beyond 27"),
        ("m/m/m/m/m/m/m/m/m/m/m/m/m/m/m/m/m/m/m/m/m/m", "more than 20 factors"),
        ("m^" + "9" * 70, "cannot be read"),
    ],
)
def test_a_unit_beyond_all_bounds_is_refused_before_it_is_formed(unit, words):
    begin = time.process_time()
    with pytest.raises(UnitError, match=words):
        parse_unit(unit)
    assert time.process_time() - begin < 0.1


@pytest.mark.parametrize("number", ["1e101", "-1e308", "1e-101", "5e-324", "1e-400 km"])
def test_a_number_beyond_all_figures_is_refused(number):
    with pytest.raises(UnitError, match="expected a number between 1e-100 and 1e100, or 0"):
        parse_value(number)


def test_the_largest_number_fits_into_a_double_in_any_unit():
    (largest, _), unit = parse_value("1e100"), "(10^9)^9 bn truck"
    assert np.isfinite(convert(largest, unit, "truck"))
    assert convert(largest, "truck", unit) > 0


@given(st.text(max_size=90))
def test_any_text_is_a_unit_or_an_error(text):
    try:
        unit = parse_unit(text)
    except UnitError as error:
        assert "\n" not in str(error)
    else:
        assert unit.factor > 0


@given(
    st.lists(
        st.sampled_from([*"/*^()- 123", "bn", "M", "t", "CO2", "CNY_2020", "km", "%", "kWh"]), max_size=12
    )
)
def test_any_row_of_tokens_is_a_unit_or_an_error(tokens):
    with contextlib.suppress(UnitError):
        assert parse_unit("".join(tokens)).ratio > 0
