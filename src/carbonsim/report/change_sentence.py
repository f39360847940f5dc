"""Changes of one figure, year by year, as a sentence, with what its numbers are and how sure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from carbonsim.report.change_words import (
    PLAN,
    Texts,
    agreement,
    bracketed,
    change_band,
    emission_clause,
    further,
    unit_of,
)
from carbonsim.report.effects import Effect, Way
from carbonsim.report.texts import text
from carbonsim.report.wording import listed

#: Explanation of the figures of a sentence: where all draws agree, where not, and of one run.
ALL_AGREE: Texts = {
    "en": "medians, with the middle 90 %; all {draws} draws agree on the sign, inside the stated ranges",
    "zh": "均为中位数及中间 90 % 区间；全部 {draws} 次抽样方向一致，限于所述区间之内",
}
OF_DRAWS: Texts = {
    "en": "medians, with the middle 90 % of {draws} draws, inside the stated ranges",
    "zh": "均为中位数及 {draws} 次抽样的中间 90 % 区间，限于所述区间之内",
}
OF_ONE_RUN: Texts = {
    "en": "one run with central values: it has no range, so how sure this is cannot be said",
    "zh": "仅为一次中心值运行，没有区间，无法说明把握程度",
}


def changes(
    effects: Sequence[Effect],
    stated: Sequence[Effect],
    language: str,
    region: str = "",
    plan: Texts = PLAN,
) -> str:
    """Changes at one boundary, year by year; neighbours of one direction share their verb.

    Parameters
    ----------
    effects : sequence of Effect
        Of one figure, by year.
    stated : sequence of Effect
        Those whose amounts share a unit.
    language : str
        ``en`` or ``zh``.
    region : str
        Where; nothing leaves it out.
    plan : mapping of str to str
        What changes it.

    Returns
    -------
    str
    """
    unit = unit_of(stated, language)
    agreed = all(one.all_agree and one.way in (Way.LESS, Way.MORE) for one in effects)
    together = agreed and len({one.draws for one in effects}) == 1
    said = []
    for _, group in groupby(effects, key=lambda one: one.way):
        first, *others = group
        clauses = [
            emission_clause(first, unit, language, region, plan),
            *(further(one, unit, language) for one in others),
        ]
        beside = (
            inside(change_band(one, unit, language), "" if together else agreement(one, language), language)
            for one in (first, *others)
        )
        parts = [clause + words for clause, words in zip(clauses, beside, strict=True)]
        said.append("，".join(parts) if language == "zh" else listed(parts, language))
    semicolon = "；" if language == "zh" else "; "
    return semicolon.join([*said, _how_sure(effects, together, language)])


def inside(band: str, agreeing: str, language: str) -> str:
    """Band of a figure and how many draws agree, in brackets."""
    return bracketed(("；" if language == "zh" else "; ").join(filter(None, (band, agreeing))), language)


def _how_sure(effects: Sequence[Effect], together: bool, language: str) -> str:
    """Explanation of the figures of a sentence, and how many draws agree where all do."""
    words = ALL_AGREE if together else OF_DRAWS if effects[0].draws else OF_ONE_RUN
    return text(words, language).format(draws=f"{min(one.draws for one in effects):,}")
