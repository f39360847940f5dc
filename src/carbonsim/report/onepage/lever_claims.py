"""Claims of a page whose levers are moved: answers at all points, rows of their chart, and words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from carbonsim.analysis.verdicts import Verdict, whole_verdict
from carbonsim.core.blank import figures
from carbonsim.report.answer_claims import ALONE, BOTH, CHINESE, COUNTED, EVERY, ONE, SEVERAL
from carbonsim.report.claim_forms import is_of_peak
from carbonsim.report.onepage.charts import compact
from carbonsim.report.onepage.claims import years_cell
from carbonsim.report.onepage.ranges import claim_ratio, row_label
from carbonsim.report.onepage.words import Texts, said, unit_of_chart
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.lever_grid import LeverGrid
from carbonsim.results.lever_records import LeverAnswer


def lever_claims(
    grid: LeverGrid, claims: Sequence[ClaimResult], numbers: Mapping[str, int]
) -> dict[str, Any]:
    """Answers over the grid, and how a page says them.

    Parameters
    ----------
    grid : LeverGrid
    claims : sequence of ClaimResult
        Of the run.
    numbers : mapping of str to int
        Number of each claim on the page, by its name.

    Returns
    -------
    dict
        ``answers``: of each its ``claim``, where it is (``boundary``, ``product``, ``variant``), what is
        claimed, its ``years``, values and shares of draws by point, whether it is ``judged`` there, and
        whether its values are years (``is_year``). ``rows``: of their
        chart, each with its label and the number of its ``answer``. ``verdicts`` of the run by claim;
        ``words``.
    """
    groups = {name: list(group) for name, group in groupby(claims, key=lambda one: one.claim.name)}
    answers = [answer for answer in grid.answers if answer.claim in groups]
    return {
        "answers": [_answer(one, groups[one.claim][0]) for one in answers],
        "chart": _rows(answers, groups, numbers),
        "verdicts": {name: str(whole_verdict(group).verdict) for name, group in groups.items()},
        "words": {
            "verdict": {str(verdict): _named(said(verdict)) for verdict in Verdict},
            "one": {str(verdict): _words(ONE, verdict) for verdict in Verdict},
            "several": {str(verdict): _words(SEVERAL, verdict) for verdict in Verdict},
            **{"of": COUNTED, "alone": ALONE, "both": BOTH, "all": EVERY},
        },
    }


def _answer(answer: LeverAnswer, result: ClaimResult) -> dict[str, Any]:
    """An answer, with where and when it is in words, its unit, and at which points it can be judged."""
    variable, fields = answer.variable, answer.to_json()
    names = ("claim", "year", "kind", "target", "tolerance", "values", "probability", "surpassing")
    kept = {key: fields[key] for key in names}
    judged = [verdict != Verdict.UNJUDGED for verdict in answer.verdicts]
    where = {key: said(getattr(variable, key)) for key in ("boundary", "product", "variant")}
    unit = unit_of_chart(variable.unit, figures(answer.values).tolist())
    is_year = is_of_peak(result.claim)
    if is_year:
        unit = dict.fromkeys(unit, ("", 1.0))
    return kept | where | {"judged": judged, "unit": unit, "years": years_cell(result), "is_year": is_year}


def _rows(
    answers: Sequence[LeverAnswer], groups: Mapping[str, Sequence[ClaimResult]], numbers: Mapping[str, int]
) -> dict[str, Any]:
    """Rows of what is modelled in per cent of what is claimed: those that can be judged are shown.

    A claim that is answered from the record has the row of the run; one that names no year, or the year of
    a peak, has none.
    """
    named = {name: group[0].claim for name, group in groups.items()}
    dated = {name for name, claim in named.items() if claim.names_year and not is_of_peak(claim)}
    shared = {one.variable.boundary for one in answers if one.claim in dated and _has_ratio(one)}
    shared |= {one.boundary for group in groups.values() for one in group if one.claim.series}
    alike = len(shared) == 1
    rows: list[dict[str, Any]] = []
    for name, group in groups.items():
        for one in group:
            ratio = claim_ratio(one) if one.claim.series else None
            if ratio is not None:
                where = ("" if alike else one.boundary, one.product, one.variant)
                rows.append({"label": row_label(numbers[name], where), "values": compact(ratio)})
        for place, answer in enumerate(answers):
            if answer.claim == name and name in dated and _has_ratio(answer):
                variable = answer.variable
                where = ("" if alike else variable.boundary, variable.product, variable.variant)
                rows.append({"label": row_label(numbers[name], where), "answer": place})
    return {"subject": said(next(iter(shared)) if alike else ""), "rows": rows}


def _has_ratio(answer: LeverAnswer) -> bool:
    judged = any(verdict != Verdict.UNJUDGED for verdict in answer.verdicts)
    return judged and answer.target is not None and answer.target > 0.0


def _named(words: Texts) -> Texts:
    """A verdict with a name for its gap."""
    return {language: one.replace("{}", "{names}") for language, one in words.items()}


def _words(words: Mapping[Verdict, str], verdict: Verdict) -> Texts:
    return {"en": words[verdict], "zh": CHINESE[verdict]}
