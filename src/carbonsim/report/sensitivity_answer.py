"""The answer of a sensitivity analysis: which parameters decide an outcome, by their descriptions."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial

from carbonsim.analysis.sensitivity import SOBOL, Sensitivity
from carbonsim.report.answer import Statement, statements
from carbonsim.report.parameter_names import parameter_name
from carbonsim.report.sensitivity_tables import is_blank, outcome_title
from carbonsim.report.texts import text
from carbonsim.report.wording import band, listed, two_digits

#: Parameters that a sentence names.
MOST = 3


def sensitivity_answer(found: Sensitivity, outcomes: Sequence[str]) -> tuple[Statement, ...]:
    """A sentence on the first outcome that is shown.

    Parameters
    ----------
    found : Sensitivity
        By either method.
    outcomes : sequence of str
        Those that are shown.

    Returns
    -------
    tuple of mapping of str to str
        Each in English and Chinese.
    """
    return statements([partial(_sentence, found, outcome) for outcome in outcomes[:1]])


def _sentence(found: Sensitivity, outcome: str, language: str) -> str:
    rows = found.clear(outcome, MOST)
    title = outcome_title(found, outcome, language)
    if not rows:
        words = {"en": "no parameter moves “{}”", "zh": "没有参数影响“{}”"}
        if found.leading(outcome, 1):
            words = {
                "en": "which parameters decide “{}” cannot be told from chance with so few draws",
                "zh": "抽样过少，无法与偶然区分哪些参数决定“{}”",
            }
        if is_blank(found, outcome):
            words = {"en": "too few draws have a figure of “{}”", "zh": "“{}”有数值的抽样太少"}
        return text(words, language).format(title)
    said = [_parameter(found, outcome, row, language) for row in rows]
    words = {"en": "“{}” is decided most by {}", "zh": "对“{}”影响最大的是{}"}
    sentence = text(words, language).format(title, listed(said, language))
    if found.method != SOBOL:
        return sentence
    semicolon = "；" if language == "zh" else "; "
    return sentence + semicolon + text(_order(found, outcome, rows), language)


def _parameter(found: Sensitivity, outcome: str, row: int, language: str) -> str:
    """A parameter by its description, and of a variance its share with the interval."""
    name = f"“{described(found, found.factors[row], language)}”"
    if found.method != SOBOL:
        return name
    place = list(found.outcomes).index(outcome)
    total, low, high = (
        100.0 * float(found.of_outcomes[measure][row, place])
        for measure in ("total", "total_low", "total_high")
    )
    words = {"en": "{} ({} % of the variance, {})", "zh": "{}（方差的 {} %，{}）"}
    return text(words, language).format(name, two_digits(total), band(low, high, language))


def _order(found: Sensitivity, outcome: str, rows: Sequence[int]) -> dict[str, str]:
    """Whether the first is sure to be the first, in words."""
    if not first_is_sure(found, outcome, rows):
        return {"en": "intervals overlap, so their order is not sure", "zh": "区间重叠，先后次序不确定"}
    return {"en": "the first is sure to be the first", "zh": "首位的次序是确定的"}


def first_is_sure(found: Sensitivity, outcome: str, rows: Sequence[int]) -> bool:
    """Whether the interval of the total index of the first row is above those of all others."""
    place = list(found.outcomes).index(outcome)
    low, high = (found.of_outcomes[measure][:, place] for measure in ("total_low", "total_high"))
    return len(rows) < 2 or bool(low[rows[0]] > max(high[row] for row in rows[1:]))


def described(found: Sensitivity, factor: str, language: str) -> str:
    """Description of a parameter, and the row that it is of; of a group its first, and how many others."""
    if language == "zh":
        return parameter_name(found.scenario, factor, language)
    first, *others = factor.split(" & ")
    settings = found.scenario.settings
    setting = settings.get(first) or next(
        (one for one in settings.values() if first in (one.definition.pattern, one.draw_name)), None
    )
    words = first.replace(".", ": ").replace("_", " ")
    if setting is not None and setting.definition.description:
        pattern, parts = setting.definition.pattern.split("."), first.split(".")
        row = next((part for part, star in zip(parts, pattern, strict=False) if star == "*" != part), "")
        words = setting.definition.description + (f" ({row.replace('_', ' ')})" if row else "")
    return f"{words} + {len(others)}" if others else words
