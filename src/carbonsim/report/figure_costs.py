"""Costs against the reference: the owner's by kind, and everybody's by actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial

import numpy as np
from matplotlib.figure import Figure

from carbonsim.core.types import Array
from carbonsim.report.drafts import Draft
from carbonsim.report.palette import OTHERS, PALETTE
from carbonsim.report.pick import by_boundary, children, sector_of
from carbonsim.report.purchases import purchase_remark
from carbonsim.report.sheet import legend, remark, say_nothing_there, sheet
from carbonsim.report.stacks import largest_apart, patches, stack_bars
from carbonsim.report.style import INK, Look, dress, scale
from carbonsim.report.texts import say_name
from carbonsim.report.units import axis_unit
from carbonsim.results.results import Results
from carbonsim.results.tables import quiet

STEM = "Cost|"
OWNER = "Owner"
#: More parts than this no reader can tell apart.
MOST_PARTS = 8


def kind_figures(results: Results, look: Look) -> Iterator[Draft]:
    """The owner's cost by kind, difference to the reference; one figure for each sector."""
    for stem in by_boundary(results.variables, STEM):
        names = children(results.variables, f"{stem}|{OWNER}")
        if results.reference is not None and names:
            words, net = "Owner's cost against the reference, by kind", "net"
            texts = (look.title(words, sector_of(stem)), look.say(net))
            draw = partial(_difference, results, results.reference, names, texts, sector_of(stem), look)
            yield Draft(sector_of(stem), draw)


def actor_figures(results: Results, look: Look) -> Iterator[Draft]:
    """Cost by actor, difference to the reference; what is paid from one to another cancels in the net."""
    for stem in by_boundary(results.variables, STEM):
        names = [name for name in children(results.variables, stem) if not results.variables[name].stem]
        if results.reference is not None and names:
            words, net = "Cost against the reference, by actor", "net: resource cost"
            texts = (look.title(words, sector_of(stem)), look.say(net))
            draw = partial(_difference, results, results.reference, names, texts, sector_of(stem), look)
            yield Draft(sector_of(stem), draw)


def _difference(
    results: Results,
    reference: Results,
    names: Sequence[str],
    texts: tuple[str, str],
    sector: str,
    look: Look,
) -> Figure:
    """Bars of plan less reference, and their sum as a line; `texts` are the title and what the sum is."""
    unit = results.variables[names[0]].unit
    change = {name: _change(results, reference, name) for name in names}
    parts, rest = largest_apart(change, MOST_PARTS)
    total = np.sum(list(change.values()), axis=0)
    largest = np.concatenate([*parts.values(), total]).tolist()
    shown = axis_unit(unit, largest, look.language)
    labels = [say_name(name.rpartition("|")[2], look.language) for name in parts]
    # by place in the whole list, so that a kind has its colour in every scenario
    series, fill = list(parts.values()), [PALETTE[names.index(name) % len(PALETTE)] for name in parts]
    if rest is not None:
        labels, series, fill = [*labels, look.say("others")], [*series, rest], [*fill, OTHERS]
    figure, ((axes,),) = sheet(look, texts[0])
    if not series:
        dress(axes, results.years)
        scale([axes], f"{shown.words}, {look.say('plan less reference')}")
        say_nothing_there(axes, look.say("no difference"))
        return figure
    if words := purchase_remark(results, sector, look):
        remark(figure, words)
        remark(figure, look.say("what is bought is paid in equal amounts over years of its use"))
    stack_bars(axes, results.years, [values * shown.factor for values in series], fill)
    (line,) = axes.plot(
        results.years, quiet(total) * shown.factor, color=INK, linewidth=1.8, marker="o", markersize=3
    )
    dress(axes, results.years)
    scale([axes], f"{shown.words}, {look.say('plan less reference')}")
    axes.set_xlim(float(results.years[0]) - 0.6, float(results.years[-1]) + 0.6)
    legend(figure, [line, *patches(fill)], [texts[1], *labels])
    return figure


def _change(results: Results, reference: Results, name: str) -> Array:
    """Plan less reference; what only one of them has counts in full."""
    none = np.zeros(len(results.years))
    plan, other = results.central[name], reference.central.get(name, none)
    scale = np.maximum(np.abs(plan), np.abs(other))
    change = plan - other
    # what differs by rounding alone does not differ
    return np.where(np.abs(change) <= 1e-12 * scale, 0.0, change)
