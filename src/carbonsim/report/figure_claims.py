"""Claims: each answer with its range against what is claimed, a panel for each claim."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patches import Patch
from matplotlib.ticker import MaxNLocator

from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.verdicts import Verdict
from carbonsim.core.bounds import AT_LEAST, AT_MOST
from carbonsim.report.bands import of_points
from carbonsim.report.claim_forms import is_of_peak, years_words
from carbonsim.report.claim_words import claim_units, claimed_words
from carbonsim.report.drafts import Draft
from carbonsim.report.palette import PALETTE, PLAN
from carbonsim.report.rows import MOST_TICKS, dress_rows, scale_rows
from carbonsim.report.sheet import legend, sheet
from carbonsim.report.style import FAINT, INK, Look, chemical
from carbonsim.report.texts import text
from carbonsim.report.units import ShownUnit
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.results import Results
from carbonsim.scenario.units import UnitError, convert

#: Colour and marker of an answer by its verdict; no verdict is good or bad.
MARKS: Mapping[Verdict, tuple[str, str]] = {
    Verdict.HOLDS: (PLAN, "o"),
    Verdict.SURPASSED: (PALETTE[2], "D"),
    Verdict.FAILS: (PALETTE[5], "s"),
    Verdict.UNDECIDED: (PALETTE[1], "^"),
    Verdict.UNJUDGED: (FAINT, "X"),
}
#: Height of a row, of what stands around the rows of a claim, and around all claims [inch].
ROW, AROUND, HEADING = 0.3, 0.85, 0.8


def claim_figures(results: Results, look: Look) -> Iterator[Draft]:
    """Answers to the claims of a scenario; none where nothing has a number."""
    if results.scenario.claims:
        yield Draft("claims", partial(_figure, results, of_points(look, results)))


def _figure(results: Results, look: Look) -> Figure:
    answers = [one for one in evaluate(results) if not math.isnan(one.headline)]
    groups = [list(group) for _, group in groupby(answers, key=lambda one: one.claim.name)]
    if not groups:
        figure, ((axes,),) = sheet(look, look.say("Claims"), height=2.0)
        axes.set_axis_off()
        axes.annotate(look.say("no such figure"), (0.5, 0.5), xycoords="axes fraction", ha="center")
        return figure
    weights = [len(group) + 1.0 for group in groups]
    height = (HEADING + sum(ROW * weight + AROUND for weight in weights)) / (
        0.8 * len(groups) if len(groups) > 1 else 1.0
    )
    figure, rows = sheet(
        look, look.say("Claims and what the model says"), rows=len(groups), height=height, weights=weights
    )
    for (axes,), group in zip(rows, groups, strict=True):
        _claim(axes, group, look)
    _legend(figure, answers, look)
    return figure


def _claim(axes: Axes, group: Sequence[ClaimResult], look: Look) -> None:
    """A row for each answer: its median and range, coloured by its verdict."""
    units = claim_units(group, look.language)[:-1]
    drawn: list[float] = []
    for place, (one, unit) in enumerate(zip(group, units, strict=True)):
        colour, marker = MARKS[Verdict(one.verdict)]
        if one.p05 is not None and one.p95 is not None:
            ends = one.p05 * unit.factor, one.p95 * unit.factor
            axes.plot(ends, (place, place), "-", color=colour, linewidth=2.0)
            drawn += ends
        axes.plot(one.headline * unit.factor, place, marker, color=colour, markersize=6, zorder=3.0)
        drawn.append(one.headline * unit.factor)
    bound = _bound(group, units)
    if bound is not None:
        drawn.append(bound)
        axes.axvline(bound, color=INK, linestyle="--", linewidth=1.2, zorder=2.6)
    bound_words = f"{look.say('claimed')}: {claimed_words(group, look.language)}"
    title = f"{text(group[0].claim.text, look.language)} ({bound_words})"
    dress_rows([axes], [_name(one, group, look) for one in group], [title])
    number = look.say("number")
    shown = [number if one.unit == "count" else unit.words for one, unit in zip(group, units, strict=True)]
    words = dict.fromkeys(shown)
    scale_rows([axes], drawn, " / ".join(words))
    if is_of_peak(group[0].claim):
        _scale_years(axes, drawn, look)
    if bound is not None and group[0].claim.bound in (AT_LEAST, AT_MOST):
        low, high = axes.get_xlim()
        ends = (bound, high) if group[0].claim.bound == AT_LEAST else (low, bound)
        axes.axvspan(*ends, color=FAINT, alpha=0.1, linewidth=0, zorder=0.0)


def _scale_years(axes: Axes, years: Sequence[float], look: Look) -> None:
    """A scale of years, which has no 0."""
    axes.set_xlim(min(years) - 1.0, max(years) + 1.0)
    axes.xaxis.set_major_locator(MaxNLocator(nbins=MOST_TICKS, integer=True))
    axes.xaxis.set_major_formatter("{x:.0f}")
    axes.set_xlabel(look.say("year"))


def _bound(group: Sequence[ClaimResult], units: Sequence[ShownUnit]) -> float | None:
    """Claimed value in the unit of the answers; None where it is of another kind."""
    claim = group[0].claim
    for one, unit in zip(group, units, strict=True):
        try:
            return convert(claim.value, claim.unit, one.unit) * unit.factor
        except UnitError:
            continue
    return None


def _name(one: ClaimResult, group: Sequence[ClaimResult], look: Look) -> str:
    """Marks that tell an answer from the others: case, product, boundary, year, where these differ."""
    fields = [(one.variant, "variant"), (one.product, "product"), (one.boundary, "boundary")]
    fields.append((years_words(one, look.language), "year"))
    apart = [
        look.say(words) for words, field in fields if words and len({getattr(o, field) for o in group}) > 1
    ]
    return ", ".join(apart) or look.say(one.boundary) or years_words(one, look.language)


def _legend(figure: Figure, answers: Sequence[ClaimResult], look: Look) -> None:
    verdicts = [verdict for verdict in MARKS if any(one.verdict == verdict for one in answers)]
    handles: list[Artist] = [
        Line2D([], [], color=MARKS[v][0], marker=MARKS[v][1], markersize=6) for v in verdicts
    ]
    labels = [look.say(str(verdict)) for verdict in verdicts]
    handles.append(Line2D([], [], color=INK, linestyle="--", linewidth=1.2))
    labels.append(look.say("claimed"))
    if any(one.claim.bound in (AT_LEAST, AT_MOST) for one in answers):
        handles.append(Patch(facecolor=FAINT, alpha=0.15))
        labels.append(look.say("where it\nwould hold"))
    legend(figure, handles, [chemical(label) for label in labels])
