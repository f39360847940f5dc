"""Results as a notebook shows them: small tables of headline figures, claims and cross-checks, in HTML."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.comparison import Comparison
from carbonsim.analysis.outcomes import outcomes
from carbonsim.core.errors import ScenarioError
from carbonsim.report.check_table import check_cells
from carbonsim.report.claim_forms import is_of_peak, year_words, years_words
from carbonsim.report.claim_words import claimed_words, share_words, verdict_words
from carbonsim.report.comparison_tables import all_left_out, change_rows
from carbonsim.report.heading import warnings
from carbonsim.report.numbers import percent, short, stated, within
from carbonsim.report.outcome_table import outcome_labels, shown_outcomes
from carbonsim.report.texts import text
from carbonsim.report.units import english_words
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.records import Check, Outcome
from carbonsim.results.results import Results

#: Colours are left to the notebook, so that light and dark themes both can be read.
DETERMINISTIC = "deterministic run (central values)"
STYLE = "text-align:left;padding:0.1em 0.8em 0.1em 0;vertical-align:top"
#: Heads of the table of claims.
CLAIM_HEADS = (
    *("claim", "boundary", "year", "median or value", "unit", "bound", "verdict", "probability"),
    *("of the claim as a whole", "needs", "grid"),
)


def results_html(results: Results) -> str:
    """Scenario, horizon, draws, headline figures with their ranges, claims and cross-checks.

    Parameters
    ----------
    results : Results
        A run.

    Returns
    -------
    str
        A fragment of HTML; everything that a scenario says is escaped.
    """
    scenario = results.scenario
    draws = f"{results.draws:,} draws, seed {results.seed}" if results.banded else f"{DETERMINISTIC} only"
    against = "no reference" if results.reference is None else f"against {results.reference.scenario.name}"
    about = (f"{results.years[0]}-{results.years[-1]}", scenario.region, draws, against)
    title = f"<b>{escape(text(scenario.title, 'en'))}</b> ({escape(scenario.name)})"
    head = f"<div>{title}<br>{escape(', '.join(about))}</div>" + _lines(warnings(results, "en"))
    found = shown_outcomes(outcomes(results))
    labels = outcome_labels(results.variables.values(), [one.name for one in found], "en")
    rows = [_outcome(label, one) for label, one in zip(labels, found, strict=True)]
    heads = ("outcome", "unit", "median", "5th to 95th percentile", "same sign", DETERMINISTIC)
    tables = html_table(heads, rows)
    try:
        claims = evaluate(results)
    except ScenarioError:  # a page is no place to refuse a claim
        claims = ()
    if claims:
        tables += html_table(CLAIM_HEADS, [_claim(one) for one in claims])
    return head + tables + "".join(_check(one) for one in results.checks)


def comparison_html(found: Comparison) -> str:
    """What differs between scenarios, and the differences of their totals with their ranges.

    Parameters
    ----------
    found : Comparison
        Of two runs or more.

    Returns
    -------
    str
        A fragment of HTML.
    """
    parts = [f"<div><b>{escape(repr(found)[1:-1])}</b></div>", _lines(all_left_out(found, "en"))]
    for one in found.others:
        labels = outcome_labels(one.results.variables.values(), list(one.outcomes), "en")
        parts.append(f"<div>{escape(one.results.scenario.name)}</div>")
        changes = change_rows(one.changes, "en")
        parts.append(html_table(("parameter", "base", "this", "unit"), changes))
        rows = [
            (
                label,
                *(outcome.unit, short(outcome.base), short(outcome.other), short(outcome.central)),
                "" if outcome.band is None else within(outcome.band[0], outcome.band[-1]),
                percent(outcome.below),
            )
            for label, outcome in zip(labels, one.outcomes.values(), strict=True)
        ]
        heads = ("outcome", "unit", "base", "this", "difference", "5th to 95th percentile", "below 0")
        parts.append(html_table(heads, rows))
    return "".join(parts)


def html_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of texts, all escaped; nothing where there are no rows.

    Examples
    --------
    >>> "&lt;b&gt;" in html_table(("name",), [("<b>",)]), html_table(("name",), [])
    (True, '')
    """
    body = [_row("td", row) for row in rows]
    if not body:
        return ""
    return f"<table><thead>{_row('th', heads)}</thead><tbody>{''.join(body)}</tbody></table>"


def _lines(lines: Iterable[str]) -> str:
    return "".join(f"<div>{escape(line)}</div>" for line in lines)


def _row(tag: str, cells: Iterable[str]) -> str:
    return "<tr>" + "".join(f'<{tag} style="{STYLE}">{escape(cell)}</{tag}>' for cell in cells) + "</tr>"


def _outcome(label: str, one: Outcome) -> tuple[str, ...]:
    quantiles = one.quantiles
    spread = one.note if quantiles is None else within(quantiles[0], quantiles[-1])
    median = None if quantiles is None else one.headline
    return label, one.unit, short(median), spread, percent(one.sign_share), short(one.central)


def _check(check: Check) -> str:
    heads = (text(check.text, "en"), "value", "range", "unit")
    return html_table(heads, check_cells(check.rows, "en"))


def _claim(one: ClaimResult) -> tuple[str, ...]:
    where = ", ".join(filter(None, (one.boundary, one.product, one.variant)))
    number = stated if one.claim.series else short
    words = (verdict_words(one, "en"), share_words(one, "en", whole=True), one.verdict_of_claim)
    grids = "; ".join(map(str, filter(None, (one.grid, *one.other_grids))))
    figure = year_words(one.headline) if is_of_peak(one.claim) else number(one.headline)
    needs = text(one.claim.why, "en") if one.claim.why else one.needs
    years = years_words(one, "en")
    unit, bound = english_words(one.unit), claimed_words([one], "en")
    return text(one.claim.text, "en"), where, years, figure, unit, bound, *words, needs, grids
