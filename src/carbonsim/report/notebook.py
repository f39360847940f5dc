"""Methods of results for a notebook: figures, a picture of a series, the page, and the folder on disk."""

from __future__ import annotations

import difflib
from errno import EEXIST
from pathlib import Path
from typing import TYPE_CHECKING, overload

from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.outcomes import outcomes
from carbonsim.core.blank import figures
from carbonsim.core.files import write_whole
from carbonsim.report.texts import say_name
from carbonsim.results.manifest import manifest
from carbonsim.results.results import Results
from carbonsim.results.store import write_folder
from carbonsim.results.tables import result_tables

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from carbonsim.results.lever_grid import LeverGrid


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
        A kind of figure, such as ``difference`` or ``sales_shares``, or a variable; all figures if left out,
        each titled with what was found.
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
    from carbonsim.report.findings import chart_titles  # noqa: PLC0415 - wanted where figures are

    if name is None or name in FIGURES:
        titles = chart_titles(results, outcomes(results), evaluate(results))
        return figures_of(results, None if name is None else (name,), language, titles)
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


def save(
    results: Results,
    folder: str | Path,
    figures: bool = True,
    page: bool = True,
    levers: LeverGrid | None = None,
    language: str = "en",
) -> Path:
    """Write the results folder, as ``carbonsim run`` does: whole or not at all.

    Parameters
    ----------
    results : Results
        A run.
    folder : str or Path
        Where it goes; what a run wrote there before is replaced.
    figures : bool
        Whether to draw the one or two that carry the answer, too; `plot` gives all.
    page : bool
        Whether to write ``report.html`` and its data, ``page.json``, too.
    levers : LeverGrid, optional
        From `carbonsim.levers`: the page moves them, and ``levers.csv`` is written.
    language : str
        ``en`` or ``zh``, of figures, and in which the page opens.

    Returns
    -------
    Path
        The folder.
    """
    from carbonsim.report.onepage import data, html  # noqa: PLC0415 - wanted where a page is
    from carbonsim.report.onepage.sentences import sentences  # noqa: PLC0415 - the same

    stated, claims = outcomes(results), evaluate(results)
    found = sentences(results, stated, claims)

    def draw(place: Path) -> None:
        from carbonsim.report.figures import write_figures  # noqa: PLC0415 - loads matplotlib

        write_figures(results, place, language, findings=found.titles)

    made, tables, texts = manifest(results), result_tables(results, stated, claims), {}
    if levers is not None:
        tables["levers.csv"] = levers.table()
    if page:
        shown = data.page_data(results, stated, claims, found, made, levers)
        texts = {data.FILE: data.page_text(shown), html.FILE: html.page_html([shown], language)}
    return write_folder(Path(folder), tables, made, draw if figures else None, texts=texts)


def page(
    results: Results, file: str | Path = "report.html", levers: LeverGrid | None = None, language: str = "en"
) -> Path:
    """Write the page of a run, one file to hand over.

    Parameters
    ----------
    results : Results
        A run.
    file : str or Path
        Where it goes; a page that carbonsim wrote there before is replaced.
    levers : LeverGrid, optional
        From `carbonsim.levers`: the page moves them.
    language : str
        ``en`` or ``zh``: in which it opens; it has both.

    Returns
    -------
    Path
        The file.

    Raises
    ------
    FileExistsError
        If something else stands there.
    """
    from carbonsim.report.onepage import data, html  # noqa: PLC0415 - wanted where a page is
    from carbonsim.report.onepage.sentences import sentences  # noqa: PLC0415 - the same

    target = Path(file)
    if target.exists() and not (target.is_file() and html.is_page(target)):
        raise FileExistsError(EEXIST, "is no page of carbonsim: name another file", str(target))
    stated, claims = outcomes(results), evaluate(results)
    found = sentences(results, stated, claims)
    shown = data.page_data(results, stated, claims, found, manifest(results), levers)
    write_whole(target, html.page_html([shown], language))
    return target
