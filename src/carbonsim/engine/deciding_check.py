"""Cross-check of a run that tells which data decide its headline, and how old they are."""

from __future__ import annotations

from carbonsim.core.blank import BLANK
from carbonsim.engine.chinese_names import chinese_names
from carbonsim.engine.data_years import YEAR
from carbonsim.engine.deciding import LEAST_DRAWS, MOST
from carbonsim.results.deciding import Deciding, DecidingData
from carbonsim.results.records import Check, CheckRow
from carbonsim.scenario.catalogue import section_of

NAME = "deciding-data"
EVIDENCE = {"published": "已发表", "derived": "推算", "estimate": "估计", "assumed": "设定"}


def deciding_data(found: DecidingData | None) -> list[Check]:
    """The parameters of `find_deciding`, each with the year of its data, as a check.

    Parameters
    ----------
    found : DecidingData or None
        Of a run; one of too few draws says how many are needed.

    Returns
    -------
    list of Check
        One; none where nothing has a range, or no emissions are reported.
    """
    if found is None:
        return []
    if found.draws < LEAST_DRAWS:
        return [_too_few(found.draws)]
    text = {"en": f"{found.outcome}, median", "zh": f"{found.outcome}，中位数"}
    rows = [CheckRow(text, found.median, found.unit), *_rows(found)]
    return [Check(NAME, _title(found.outcome, len(found.named), found.draws, found.chance), tuple(rows))]


def _rows(found: DecidingData) -> list[CheckRow]:
    named = found.named
    rows = [CheckRow(_label(one), float(one.data.year or BLANK), YEAR) for one in named]
    if not named:
        return [CheckRow({"en": "largest rank correlation", "zh": "最大秩相关系数"}, found.largest, "1")]
    if found.median_year is not None:
        years = len(found.years)
        middle = {
            "en": f"median year of the {years} that have one",
            "zh": f"{years} 项有年份数据的中位年份",
        }
        rows.append(CheckRow(middle, float(found.median_year), YEAR))
    text = {
        "en": f"of the {len(named)}, estimates and assumptions without a source",
        "zh": f"{len(named)} 项中无出处的估计和设定",
    }
    return [*rows, CheckRow(text, float(found.unsourced), "1")]


def _label(one: Deciding) -> dict[str, str]:
    """Key, in Chinese behind its name, correlation, evidence level and source of a parameter."""
    key, level, source = one.setting.address, one.setting.confidence, one.data.source
    alike = (f" and {one.alike} alike", f" 等 {one.alike + 1} 项") if one.alike else ("", "")
    gaps = [
        *([] if source else [("no source", "无出处")]),
        *([] if one.data.year is not None else [("no year", "无年份")]),
    ]
    english = ", ".join([level, *filter(None, [source]), *(gap for gap, _ in gaps)])
    chinese = "，".join([EVIDENCE.get(level, level), *filter(None, [source]), *(gap for _, gap in gaps)])
    named = chinese_names(section_of(key)).get(one.setting.definition.pattern)
    name = "" if named is None else f"{named.name} "
    return {
        "en": f"{key}{alike[0]} ({one.correlation:+.2f}): {english}",
        "zh": f"{name}{key}{alike[1]}（{one.correlation:+.2f}）：{chinese}",
    }


def _title(outcome: str, named: int, draws: int, chance: float) -> dict[str, str]:
    if named == MOST:
        which = (f"The {MOST} data that most decide {outcome}", f"对 {outcome} 影响最大的 {MOST} 项数据")
    elif named:
        which = (
            f"Data that decide {outcome} more than chance ({named}, not {MOST})",
            f"对 {outcome} 的影响超出偶然的数据（{named} 项，不足 {MOST} 项）",
        )
    else:
        which = (f"No data decide {outcome} more than chance", f"没有数据对 {outcome} 的影响超出偶然")
    return {
        "en": f"{which[0]}, with their year: rank correlation over {draws:,} draws (chance: to {chance:.2f})",
        "zh": f"{which[1]}：{draws:,} 次抽样的秩相关系数（偶然可达 {chance:.2f}）；数据年份",
    }


def _too_few(draws: int) -> Check:
    title = {
        "en": f"Data that decide the headline, and their age: named with --draws {LEAST_DRAWS} or more",
        "zh": f"决定主要结果的数据及其年份：用 --draws {LEAST_DRAWS} 或更多次抽样运行即可列出",
    }
    row = CheckRow(
        {"en": "draws of this run that have an outcome", "zh": "本次运行有结果的抽样数"}, float(draws), "1"
    )
    return Check(NAME, title, (row,))
