"""Names of the scenarios of a comparison: titles, told apart where two are the same."""

from __future__ import annotations

from carbonsim.analysis.comparison import Comparison
from carbonsim.report.onepage.studies.study import titled
from carbonsim.report.onepage.words import Texts
from carbonsim.results.results import Results


def run_title(found: Comparison, run: Results) -> Texts:
    """Title of a run, with its name behind it where another one has the same title.

    Parameters
    ----------
    found : Comparison
        Of two runs or more.
    run : Results
        One of them.

    Returns
    -------
    mapping of str to str
        By language.
    """
    title = titled(run.scenario)
    if sum(titled(one.scenario) == title for one in found.runs) < 2:
        return title
    return {language: f"{words} ({run.scenario.name})" for language, words in title.items()}
