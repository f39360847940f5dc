"""Widths and columns as a terminal shows them."""

from __future__ import annotations

import pytest

from carbonsim.report.layout import columns, display_width, pad, shorten, wrap


@pytest.mark.parametrize(
    ("text", "width"), [("", 0), ("CO2", 3), ("重卡", 4), ("（含）", 6), ("e\N{COMBINING ACUTE ACCENT}", 1)]
)
def test_width(text, width):
    assert display_width(text) == width


def test_columns_align_across_scripts():
    lines = columns([("direct", "18.2"), ("运行排放", "4.4"), ("all", "-812.0")], "<>")
    assert len({display_width(line) for line in lines}) == 1
    assert all(line.endswith(number) for line, number in zip(lines, ("18.2", "4.4", "-812.0"), strict=True))


def test_no_rows_no_lines():
    assert columns([], "<>") == []


def test_limits_cut_and_show_it():
    assert columns([("Fuel-Cell-Electric", "1")], "<>", limits=(8, None)) == ["Fuel-Ce…  1"]
    assert display_width(shorten("燃料电池重卡", 7)) <= 7


def test_pad_never_cuts():
    assert pad("重卡重卡", 3) == "重卡重卡"


@pytest.mark.parametrize("width", [20, 33, 100])
def test_wrapped_lines_fit_and_lose_nothing(width):
    text = "The battery-swap solution can cut emissions 换电方案每年可减少碳排放1800多万吨，约等于 18 Mt"
    lines = wrap(text, width, indent="  ", first="* ")
    assert all(display_width(line) <= width for line in lines)
    assert lines[0].startswith("* ") and all(line.startswith("  ") for line in lines[1:])
    assert "".join("".join(lines).split()) == "*" + "".join(text.split())


def test_a_word_longer_than_the_line_stays_whole():
    assert wrap("see https://example.org/a/very/long/address now", 20) == [
        "see",
        "https://example.org/a/very/long/address",
        "now",
    ]


def test_a_bracket_does_not_open_at_the_end_of_a_line():
    for width in range(8, 40):
        assert not any(line.endswith("（") for line in wrap("减排量三百二十八万吨（均为中位数）", width))
