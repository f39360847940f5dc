"""Methods of results for a notebook: figures, a picture of a series, and the folder on disk."""

from __future__ import annotations

import difflib
from pathlib import Path
from typing import TYPE_CHECKING, overload

from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.outcomes import outcomes
from carbonsim.core.blank import figures
from carbonsim.report.texts import say_name
from carbonsim.results.manifest import manifest
from carbonsim.results.results import Results
from carbonsim.results.store import write_folder
from carbonsim.results.tables import result_tables

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure


@overload
def plot(
    results: Results, name: None = None, axes: None = None, language: str = "en"
) -> dict[str, Figure]: ...


@overload
def plot(
    results: Results, name: str, axes: Axes | None = None, language: str = "en"
) -> Axes | dict[str, Figure]: ...


def plot(
    results: Results, name: str | None = None, axes: Axes | None = None, language: str = "en"
) -> Axes | dict[str, Figure]:
    """Draw all figures of a run, those of one kind, or one series.

    Parameters
    ----------
    results : Results
        A run.
    name : str, optional
        A kind of figure, such as ``difference`` or ``sales_shares``, or a variable; all figures if left out.
        A variable is drawn for the plan beside its reference, with the 5th to 95th percentile; a series that
        only the plan has is drawn alone. A line has gaps where there is no such figure, and is left out where
        there is none in any year.
    axes : matplotlib.axes.Axes, optional
        Where to draw a variable; a new figure without it.
    language : str
        ``en`` or ``zh``, of figures; Chinese only where a font for it is installed.

    Returns
    -------
    matplotlib.axes.Axes, or dict of str to matplotlib.figure.Figure
        Of a variable its axes; of figures each by its name, one for each sector that has one of the kind.

    Raises
    ------
    KeyError
        If there is neither such a figure nor such a variable; the message says which is close.
    """
    from carbonsim.report.figures import FIGURES, figures_of  # noqa: PLC0415 - loads matplotlib

    if name is None or name in FIGURES:
        return figures_of(results, None if name is None else (name,), language)
    if name not in results.variables and (close := difflib.get_close_matches(name, FIGURES, n=1)):
        raise KeyError(f"no figure or variable {name!r}; did you mean {close[0]!r}?")
    return _plot_series(results, name, axes)


def _plot_series(results: Results, name: str, axes: Axes | None) -> Axes:
    from carbonsim.report.bands import BAND  # noqa: PLC0415 - loads matplotlib
    from carbonsim.report.style import chemical  # noqa: PLC0415 - the same

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
            low, high = run.quantiles(name, BAND)
            axes.fill_between(run.years, low, high, color=line.get_color(), alpha=0.15, linewidth=0)
    axes.set_title(chemical(say_name(name, "en")), loc="left", fontsize="medium")
    axes.set_ylabel(chemical(unit))
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
        Whether to draw the one or two that carry the answer, too; `plot` gives all.

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
