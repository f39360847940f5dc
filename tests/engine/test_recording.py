"""What is recorded of a year: what is asked for, in its place and unit; nothing else is worked out."""

import numpy as np
import pytest

from carbonsim.engine.recording import Recording
from carbonsim.kernel.sector import Figures, ReportedVariable
from carbonsim.results.records import Variable


def row(key, place=-1, factor=1.0):
    name = f"{key} {place} {factor}"
    return ReportedVariable(key, place, factor, Variable(name, "t", "", "", "carbonsim", name))


def test_functions_without_anything_wanted_are_called_in_the_first_year_alone():
    calls = []

    def figures(name):
        def function():
            calls.append(name)
            return {name: np.ones(2)}

        return Figures(function)

    recording = Recording([row("wanted")], (3, 2))
    for year in range(3):
        recording.year(year, [figures("unwanted"), figures("wanted")])
    assert calls == ["unwanted", "wanted", "wanted", "wanted"]


def test_what_is_known_not_to_be_wanted_is_never_called():
    def not_wanted():
        raise AssertionError

    recording = Recording([row("wanted")], (2, 2))
    wanted = Figures(lambda: {"wanted": np.ones(2)}, frozenset(("wanted",)))
    for year in range(2):
        recording.year(year, [Figures(not_wanted, frozenset(("other",))), wanted])
    assert recording.series["wanted -1 1.0"].tolist() == [[1.0, 1.0], [1.0, 1.0]]


def test_rows_of_a_family_have_their_own_place_and_unit():
    whole = [row("family", 0), row("family", 1)]
    other = [row("family", 1, 1e-3), row("family", 0, 1e-3), row("family", 1, 2.0)]
    values = np.array([[1.0, 2.0], [30.0, 40.0]])
    for rows in (whole, other, [row("family", 1)]):
        recording = Recording(rows, (1, 2))
        recording.year(0, [Figures(lambda: {"family": values})])
        for one in rows:
            found = recording.series[one.variable.name][0]
            assert np.array_equal(found, values[one.row] * one.factor)


def test_a_figure_of_one_row_with_as_many_draws_as_wanted_rows_is_no_family():
    rows = [row("single", -1, 1.0), row("single", -1, 2.0)]
    recording = Recording(rows, (1, 2))
    recording.year(0, [Figures(lambda: {"single": np.array([1.0, 5.0])})])
    assert [list(values[0]) for values in recording.series.values()] == [[1.0, 5.0], [2.0, 10.0]]


def test_where_one_year_is_kept_it_takes_the_place_of_the_one_before():
    recording = Recording([row("figure")], (1, 2))
    for year in range(3):
        recording.year(year, [Figures(lambda year=year: {"figure": np.full(2, float(year))})])
    (kept,) = recording.series.values()
    assert kept.tolist() == [[2.0, 2.0]]


def test_a_wanted_figure_that_nothing_gives_is_named():
    recording = Recording([row("missing")], (1, 2))
    with pytest.raises(KeyError, match="missing"):
        recording.year(0, [Figures(lambda: {"other": np.ones(2)})])
