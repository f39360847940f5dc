"""Verdicts on a scenario's claims in one sentence: how many hold, fail, or cannot be judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import groupby

from carbonsim.analysis.verdicts import Verdict, whole_verdict
from carbonsim.report.claim_words import whole_words
from carbonsim.report.texts import text
from carbonsim.report.wording import listed
from carbonsim.results.claim_results import ClaimResult

#: Verdict -> words behind one claim and behind several.
ONE: Mapping[Verdict, str] = {
    Verdict.HOLDS: "holds",
    Verdict.SURPASSED: "is surpassed",
    Verdict.FAILS: "fails",
    Verdict.UNDECIDED: "is undecided",
    Verdict.UNJUDGED: "cannot be judged here",
    Verdict.HOLDS_ONLY: "holds at some boundaries only",
    Verdict.SURPASSED_ONLY: "is surpassed at some boundaries only",
    Verdict.HOLDS_FOR: "holds for some cases only",
    Verdict.SURPASSED_FOR: "is surpassed for some cases only",
}
SEVERAL: Mapping[Verdict, str] = {
    Verdict.HOLDS: "hold",
    Verdict.SURPASSED: "are surpassed",
    Verdict.FAILS: "fail",
    Verdict.UNDECIDED: "are undecided",
    Verdict.UNJUDGED: "cannot be judged here",
    Verdict.HOLDS_ONLY: "hold at some boundaries only",
    Verdict.SURPASSED_ONLY: "are surpassed at some boundaries only",
    Verdict.HOLDS_FOR: "hold for some cases only",
    Verdict.SURPASSED_FOR: "are surpassed for some cases only",
}
CHINESE: Mapping[Verdict, str] = {
    Verdict.HOLDS: "成立",
    Verdict.SURPASSED: "超过宣传值",
    Verdict.FAILS: "不成立",
    Verdict.UNDECIDED: "无法定论",
    Verdict.UNJUDGED: "本情景无法评判",
    Verdict.HOLDS_ONLY: "仅在部分边界成立",
    Verdict.SURPASSED_ONLY: "仅在部分边界超过宣传值",
    Verdict.HOLDS_FOR: "仅部分情形成立",
    Verdict.SURPASSED_FOR: "仅部分情形超过宣传值",
}
#: Claims of several verdicts, and claims that all have one: a claim alone, two, and more.
COUNTED: Mapping[str, str] = {"en": "of its {count} claims, {said}", "zh": "{count} 项宣传口径中，{said}"}
ALONE: Mapping[str, str] = {"en": "the claim {said}", "zh": "宣传口径{said}"}
BOTH: Mapping[str, str] = {"en": "both claims {said}", "zh": "2 项宣传口径均{said}"}
EVERY: Mapping[str, str] = {"en": "all {count} claims {said}", "zh": "{count} 项宣传口径均{said}"}


def by_claim(claims: Sequence[ClaimResult]) -> list[list[ClaimResult]]:
    """Answers to each claim, in the order of the scenario."""
    return [list(group) for _, group in groupby(claims, key=lambda result: result.claim.name)]


def claim_counts(claims: Sequence[ClaimResult], language: str) -> str:
    """How many claims have which verdict, those that could be judged first."""
    groups = by_claim(claims)
    counted = _counted(groups)
    if len(counted) == 1:
        (verdict,) = counted
        return _all(verdict, len(groups), language)
    said = [_count(verdict, len(of_verdict), language) for verdict, of_verdict in counted.items()]
    words = {"en": "of {} claims, {}", "zh": "{} 项宣传口径中，{}"}
    return text(words, language).format(len(groups), listed(said, language))


def claim_sentence(claims: Sequence[ClaimResult], language: str) -> str:
    """Verdicts on the claims; of a verdict that only one of them has, which and where."""
    groups = by_claim(claims)
    counted, said = _counted(groups), []
    if len(counted) == 1 and len(groups) > 1:
        return _all(next(iter(counted)), len(groups), language)
    for verdict, of_verdict in counted.items():
        alone = len(of_verdict) == 1
        said.append(_named(of_verdict[0], language) if alone else _count(verdict, len(of_verdict), language))
    if len(groups) == 1:
        return said[0]
    joined = "；".join(said) if language == "zh" else "; ".join(said)
    return text(COUNTED, language).format(count=len(groups), said=joined)


def _named(results: Sequence[ClaimResult], language: str) -> str:
    """One claim by its words, with its verdict."""
    words, whole = text(results[0].claim.text, language), whole_verdict(results)
    if language == "zh":
        return f"“{words}”{whole_words(results, language)}"
    return f"“{words}” {whole if whole.at else ONE[whole.verdict]}"


def _all(verdict: Verdict, count: int, language: str) -> str:
    """All claims have one verdict."""
    said = _said(verdict, count, language)
    if count <= 2:
        return text(ALONE if count == 1 else BOTH, language).format(said=said)
    return text(EVERY, language).format(count=count, said=said)


def _counted(groups: Sequence[list[ClaimResult]]) -> dict[Verdict, list[list[ClaimResult]]]:
    """Claims by verdict in the order of `Verdict`, what cannot be judged last."""
    order = [verdict for verdict in Verdict if verdict is not Verdict.UNJUDGED]
    found: dict[Verdict, list[list[ClaimResult]]] = {}
    for verdict in (*order, Verdict.UNJUDGED):
        having = [group for group in groups if whole_verdict(group).verdict is verdict]
        if having:
            found[verdict] = having
    return found


def _count(verdict: Verdict, count: int, language: str) -> str:
    return f"{count} {'项' if language == 'zh' else ''}{_said(verdict, count, language)}"


def _said(verdict: Verdict, count: int, language: str) -> str:
    if language == "zh":
        return CHINESE[verdict]
    return ONE[verdict] if count == 1 else SEVERAL[verdict]
