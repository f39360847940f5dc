"""What an analyst asks of results in a notebook: a picture of a series, and the folder on disk."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.outcomes import outcomes
from carbonsim.core.blank import figures
from carbonsim.results.manifest import manifest
from carbonsim.results.results import Results
from carbonsim.results.store import write_folder
from carbonsim.results.tables import result_tables

if TYPE_CHECKING:
    from matplotlib.axes import Axes

LOW, HIGH = 0.05, 0.95


def plot(results: Results, name: str, axes: Axes | None = None) -> Axes:
    """Draw a series of the plan beside that of its reference, with the 5th to 95th percentile.

    Parameters
    ----------
    results : Results
        A run.
    name : str
        A variable; a series that only the plan has is drawn alone. A line has gaps where there is no such
        figure, and is left out where there is none in any year.
    axes : matplotlib.axes.Axes, optional
        Where to draw; a new figure without it.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    KeyError
        If there is no such variable; the message says which is close.
    """
    unit = results.unit(name)
    if axes is None:
        from matplotlib import pyplot  # noqa: PLC0415 - half a second that only pictures need

        axes = pyplot.figure(layout="constrained").add_subplot()
    runs = [results] if results.reference is None else [results, results.reference]
    for run, style in zip(runs, ("-", "--"), strict=False):
        if name not in run.central or not figures(run.central[name]).size:
            continue
        (line,) = axes.plot(run.years, run.central[name], style, label=run.scenario.title["en"])
        if name in run.banded:
            low, high = run.quantiles(name, (LOW, HIGH))
            axes.fill_between(run.years, low, high, color=line.get_color(), alpha=0.15, linewidth=0)
    axes.set_title(name, loc="left", fontsize="medium")
    axes.set_ylabel(unit)
    if axes.get_legend_handles_labels()[0]:  # an empty legend is a warning
        axes.legend(frameon=False)
    return axes


def save(results: Results, folder: str | Path, figures: bool = True) -> Path:
    """Write the results folder, as ``carbonsim run`` does: whole or not at all.

    Parameters
    ----------
    results : Results
        A run.
    folder : str or Path
        Where it goes; what a run wrote there before is replaced.
    figures : bool
        Whether to draw the figures, too.

    Returns
    -------
    Path
        The folder.
    """

    def draw(place: Path) -> None:
        from carbonsim.report.figures import write_figures  # noqa: PLC0415 - loads matplotlib

        write_figures(results, place)

    tables = result_tables(results, outcomes(results), evaluate(results))
    return write_folder(Path(folder), tables, manifest(results), draw if figures else None)
