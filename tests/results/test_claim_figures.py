"""Figures of claims: running accumulators give what whole arrays do, blanks stay blank, nothing warns."""

import warnings
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from carbonsim.results.claim_figures import Base, Figure, Pick, RunningFigure, of_one_year

YEARS, DRAWS = 6, 4
NAN = float("nan")
NUMBERS = st.one_of(st.floats(-1e3, 1e3), st.sampled_from([0.0, 1.0, NAN]))


def series(*values):
    return np.array(values, dtype=float)[:, None]


def whole(figure, found):
    """The figure from whole arrays, in the words of its definition."""
    years = slice(figure.first, figure.last + 1)
    x, d, o = (found.get(name) for name in (figure.series, figure.per, figure.beside))

    def over(part, by):
        return part / np.where(by == 0, NAN, by) if figure.per else part

    def changed(values, base):
        return 100 * (values / np.where(base > 0, base, NAN) - 1)

    def compared(x, d, o):
        values = over(x, d)
        if figure.base is Base.REFERENCE:
            return changed(values, values + o)
        if figure.base is Base.SERIES:
            return changed(values, o * figure.beside_scale)
        if figure.base is Base.YEAR:
            base = figure.base_index
            return changed(
                values, over(found[figure.series][base], d if d is None else found[figure.per][base])
            )
        return values * figure.scale

    if figure.pick is Pick.SUM:
        return compared(*(None if part is None else sum(part[years]) for part in (x, d, o)))
    yearly = compared(*(None if part is None else part[years] for part in (x, d, o)))
    if figure.pick is Pick.AT:
        return yearly[0]
    best = np.full(yearly.shape[1:], NAN)
    for draw in range(yearly.shape[1]):
        there = [(year, value) for year, value in enumerate(yearly[:, draw]) if not np.isnan(value)]
        if not there:
            continue
        key = {
            Pick.MOST: lambda one: -one[1],
            Pick.PEAK: lambda one: -one[1],
            Pick.LEAST: lambda one: one[1],
            Pick.NEAREST: lambda one: abs(one[1] - figure.target),
        }[figure.pick]
        year, value = min(there, key=key)
        best[draw] = value
        if figure.pick is Pick.PEAK:
            best[draw] = figure.start + figure.first + year
    return best


@st.composite
def cases(draw):
    first = draw(st.integers(1, YEARS - 1))
    last = draw(st.integers(first, YEARS - 1))
    pick = draw(st.sampled_from(Pick))
    base = draw(st.sampled_from(Base))
    figure = Figure(
        "x",
        first,
        first if pick is Pick.AT else last,
        pick,
        per=draw(st.sampled_from(["", "d"])),
        base=base,
        beside="o" if base in (Base.REFERENCE, Base.SERIES) else "",
        base_index=draw(st.integers(0, first - 1)),
        scale=draw(st.sampled_from([1.0, 1e3])),
        beside_scale=draw(st.sampled_from([1.0, 0.5])),
        target=draw(st.floats(-10, 10)),
        start=2023,
    )
    return figure, {name: draw(arrays(float, (YEARS, DRAWS), elements=NUMBERS)) for name in "xdo"}


@settings(max_examples=300, deadline=None)
@given(case=cases())
def test_years_one_after_another_give_what_whole_arrays_do(case):
    figure, found = case
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        whole_series = figure.of(found)
        running = [RunningFigure(figure) for _ in range(2)]
        for year in range(YEARS):
            for one, place in zip(running, (slice(0, 1), slice(1, None)), strict=True):
                one.add(year, {name: values[year, place] for name, values in found.items()})
    parts = np.concatenate([one.value() for one in running])
    assert parts.tobytes() == whole_series.tobytes(), "blocks and years have the same bits"
    with np.errstate(all="ignore"):
        np.testing.assert_allclose(whole_series, whole(figure, found), rtol=1e-9, atol=1e-9)


@settings(max_examples=50, deadline=None)
@given(case=cases())
def test_years_behind_the_last_are_not_needed_and_others_axes_are_kept(case):
    figure, found = case
    cut = {name: found[name][: max(figure.indices) + 1] for name in figure.names}
    assert figure.of(cut).tobytes() == figure.of(found).tobytes()
    folded = {name: values.reshape(YEARS, 2, 2) for name, values in found.items()}
    assert figure.of(folded).shape == (2, 2)
    assert figure.of(folded).tobytes() == figure.of(found).tobytes()


def test_one_year_has_the_bits_of_the_series():
    values = np.array([[0.1, NAN], [-0.0, 3.0]])
    assert of_one_year("x", 1).of({"x": values}).tobytes() == values[1].tobytes()


def test_what_outlasts_its_year_is_a_copy():
    values = np.array([1.0, 2.0])
    for figure in (Figure("x", 0, 1, Pick.SUM), of_one_year("x", 0), Figure("x", 0, 0, Pick.MOST)):
        running = RunningFigure(figure)
        running.add(0, {"x": values})
        kept = running.value().copy()
        values[:] = -1.0
        assert running.value().tolist() == kept.tolist()
        values[:] = [1.0, 2.0]


@pytest.mark.parametrize(
    ("values", "year"),
    [
        ((1, 3, 2, 3, 1), 2024),  # the first of the greatest
        ((1, NAN, 2, 1, 1), 2025),  # over a blank
        ((1, 2, 3, 4, 5), 2027),
        ((NAN,) * 5, NAN),
    ],
)
def test_a_peak_is_the_first_of_the_greatest_years(values, year):
    figure = Figure("x", 0, 4, Pick.PEAK, start=2023)
    np.testing.assert_array_equal(figure.of({"x": series(*values)}), [year])


def test_figures_of_years_begin_where_there_is_a_base():
    figure = Figure("x", 2, 3, base=Base.YEAR, base_index=1)
    np.testing.assert_allclose(figure.by_year({"x": series(9, 4, 5, 2)})[:, 0], [NAN, NAN, 25, -50])


def test_a_change_of_nothing_is_blank():
    for base in (0.0, -2.0, NAN):
        figure = Figure("x", 0, 0, base=Base.SERIES, beside="o")
        assert np.isnan(figure.of({"x": series(1), "o": series(base)})).all()
    assert np.isnan(Figure("x", 0, 0, per="d").of({"x": series(1), "d": series(0)})).all()


def test_a_figure_names_what_it_needs_once():
    figure = Figure("x", 2, 4, Pick.SUM, per="d", base=Base.SERIES, beside="x")
    assert figure.names == ("x", "d")
    assert replace(figure, base=Base.YEAR, base_index=0).indices == (0, 2, 3, 4)
    assert hash(figure) == hash(replace(figure))
