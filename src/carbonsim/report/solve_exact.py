"""Values at which a figure is just the target's, beside those within its tolerance."""

from __future__ import annotations

from carbonsim.report.layout import INDENT, wrap
from carbonsim.report.solve_combined import copy_lines
from carbonsim.report.solve_words import edge_words, figure_words, parameter_title
from carbonsim.report.texts import say
from carbonsim.results.solve_edges import DETERMINISTIC
from carbonsim.results.solve_records import Solution

#: Values of one parameter that are told.
MOST_TOLD = 3


def exact_lines(exact: Solution, given: str, language: str) -> list[str]:
    """Each value with the command that gives the figure.

    Parameters
    ----------
    exact : Solution
        Of deterministic runs, for the target without its tolerance.
    given : str
        The scenario as the user named it.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    list of str
    """
    lines: list[str] = []
    for solved in exact.solved:
        name = f"“{parameter_title(exact, solved.parameter, language)}”"
        for edge in solved.searches[0].edges[:MOST_TOLD]:
            value = edge_words(solved.parameter, edge, language)
            figure = figure_words(exact, DETERMINISTIC, edge.figure, language)
            words = say("deterministic run just {figure} with {name} at {value}", language)
            lines += ["", *wrap(words.format(figure=figure, name=name, value=value), indent=INDENT)]
            gives = ""
            if edge.confirmed is not None:
                gives = figure_words(exact, DETERMINISTIC, edge.confirmed, language)
            copied = copy_lines(exact, DETERMINISTIC, edge.overrides, gives, edge.refusal, given, language)
            lines += copied[1:]
    return lines
