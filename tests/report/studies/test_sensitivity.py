"""Page of a sensitivity analysis: indices, a tornado and what chance makes."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from carbonsim.report.onepage.studies.sensitivity import sensitivity_page
from tests.report.studies.parts import (
    REDUCTION,
    chart_of,
    section_of,
)
from tests.report.test_onepage import MADE


def test_indices_have_their_intervals(pages, analyses):
    sobol, _, moved = analyses
    page, place = pages["sensitivity"], list(sobol.outcomes).index(REDUCTION)
    (view,) = chart_of(page, "indices")["views"]
    for shown, row in zip(view["rows"], sobol.leading(REDUCTION, 12), strict=True):
        for key, name in (("values", "total"), ("beside", "first")):
            wanted = [sobol.of_outcomes[one][row, place] for one in (f"{name}_low", name, f"{name}_high")]
            np.testing.assert_allclose(shown[key], wanted, rtol=1e-3)
    (view,) = chart_of(page, "tornado")["views"]
    widths = [abs(row["values"][1] - row["values"][0]) for row in view["rows"]]
    assert widths == sorted(widths, reverse=True)
    column = list(moved.outcomes).index(REDUCTION)
    ends = moved.high[:, column] - moved.low[:, column]
    np.testing.assert_allclose(widths[0], np.nanmax(np.abs(ends)), rtol=1e-3)
    (view,) = chart_of(page, "by_year")["views"]
    name = REDUCTION.removeprefix("Cumulative ")
    total = sobol.of_series["total"][:, list(sobol.series).index(name)]
    first = np.array(page["series"][view["traces"][0]["key"]][0], float)
    best = np.nanargmax(np.nan_to_num(total).mean(axis=1))
    np.testing.assert_allclose(first, total[best], rtol=1e-3)


def test_an_ensemble_has_its_chance_level(analyses):
    _, pawned, moved = analyses
    page = sensitivity_page(pawned, moved, [REDUCTION], MADE)
    (view,) = chart_of(page, "indices")["views"]
    place = list(pawned.outcomes).index(REDUCTION)
    (mark,) = view["marks"]
    np.testing.assert_allclose(mark["values"], np.median(pawned.of_outcomes["chance"][:, place]), rtol=1e-3)
    assert page["years"] == []


def test_a_title_tells_the_first_only_where_it_is_sure(analyses):
    sobol, _, moved = analyses
    place = list(sobol.outcomes).index(REDUCTION)
    first = sobol.leading(REDUCTION, 1)[0]
    measures = {name: values.copy() for name, values in sobol.of_outcomes.items()}
    measures["total_low"][first, place] = 10.0
    sure = replace(sobol, of_outcomes=measures)
    assert (
        " is decided most by "
        in chart_of(sensitivity_page(sure, moved, [REDUCTION], MADE), "indices")["title"]["en"]
    )
    measures["total_low"][first, place] = -10.0
    unsure = chart_of(sensitivity_page(sure, moved, [REDUCTION], MADE), "indices")["title"]["en"]
    assert unsure == "Share of the variance that parameters explain"


def test_what_too_few_draws_have_is_not_said_to_be_unmoved(analyses):
    _, pawned, moved = analyses
    blank = {name: np.full_like(values, np.nan) for name, values in pawned.of_outcomes.items()}
    page = sensitivity_page(replace(pawned, of_outcomes=blank), moved, [REDUCTION], MADE)
    (remark, *_) = section_of(page, "indices")["texts"]
    assert remark["en"].endswith(": too few draws have such a figure")
    assert page["answer"][0]["en"].startswith("Too few draws have a figure of ")
