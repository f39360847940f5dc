"""A counterfactual past as text: what policies brought year by year, beside published studies."""

from __future__ import annotations

from collections.abc import Callable

from carbonsim.analysis.counterfactual import Counterfactual, Range
from carbonsim.core.conversions import PERCENT
from carbonsim.report.layout import columns, wrap
from carbonsim.report.numbers import fixed
from carbonsim.report.texts import say
from carbonsim.report.wording import enumerated

THOUSAND, TEN_THOUSAND = 1e3, 1e4
#: What stands below the table; each is translated as a whole.
REMARKS = (
    "Ranges: median, and in brackets the 90 % interval of the draws. Elasticity: of sales of plug-in cars "
    "with respect to what is paid for all of them.",
    "How many considered a plug-in car, and what they thought of it, is taken as it was. What policies did "
    "to later years through imitation and cheaper batteries is not in it, nor credits that makers had to "
    "earn.",
)
#: Published findings beside which the table is to be read.
STUDIES = (
    "Subsidies, 2015-2018: more than half of sales in 150 cities (Li et al. 2020), from which we reckon an "
    "elasticity of -2.2 (-2.9 to -1.6).",
    "Subsidies, 2017: 24,506 dollars for each additional car (Sheldon and Dua 2020), from which we reckon 30 "
    "to 57 % of sales and an elasticity of -1.4 (-2.0 to -1.0).",
    "The model is calibrated to these two: that ranges meet proves nothing.",
    "Limits on plates, 2018: 66 to 88 % of sales in four cities (Energy Policy 2020); here for all cities "
    "with limits.",
)
NAMES = {
    "subsidies": "subsidies",
    "tax-relief": "relief of purchase tax",
    "plate-quotas": "limits on plates",
}


def counterfactual_lines(found: Counterfactual, language: str) -> list[str]:
    """All that a terminal shows of a counterfactual past.

    Parameters
    ----------
    found : Counterfactual
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    list of str
    """
    names = enumerated((say(NAMES[name], language) for name in found.removed), language)
    title = say("Plug-in cars in China without {names}: the past with buyers as they were", language)
    remarks = [line for text in REMARKS for line in wrap(say(text, language))]
    studies = [line for text in STUDIES for line in wrap(say(text, language))]
    return [
        *wrap(title.format(names=names)),
        "",
        *_rows(found, language),
        "",
        *remarks,
        "",
        say("Published", language),
        *studies,
    ]


def _rows(found: Counterfactual, language: str) -> list[str]:
    size, unit = (TEN_THOUSAND, "ten thousand cars") if language == "zh" else (THOUSAND, "thousand cars")
    words = ("year", "share %", "share without %", unit, "without", "brought by policy %", "elasticity")
    table = [tuple(say(word, language) for word in words)]
    for row in found.rows:
        table.append(
            (
                str(row.year),
                fixed(PERCENT * row.share, 1),
                _range(row.share_without, lambda value: fixed(PERCENT * value, 1)),
                fixed(row.sales / size, 0),
                _range(row.sales_without, lambda value: fixed(value / size, 0)),
                _range(row.due, lambda value: fixed(PERCENT * value, 0)),
                _range(row.elasticity, lambda value: fixed(value, 1)),
            )
        )
    return columns(table, "<>>>>>>")


def _range(values: Range, shown: Callable[[float], str]) -> str:
    low, median, high = (shown(value) for value in values)
    return f"{median} ({low} – {high})"
