"""Sentences on an audit as a whole: which claims can be true together, and how finely was looked."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from carbonsim.core.crossings import Span
from carbonsim.report.audit_change_words import moved_words
from carbonsim.report.audit_values import share_of_range, spans_words, value_words
from carbonsim.report.audit_words import is_told, named
from carbonsim.report.texts import say, text
from carbonsim.report.texts_audit import said
from carbonsim.results.audit_records import Audit, AuditedAnswer, JointAudit, Together
from carbonsim.scenario.scenario import Scenario


def joint_sentence(
    joint: JointAudit, scenario: Scenario, language: str, numbers: Mapping[str, int] | None = None
) -> str:
    """Whether two claims can be true together, and with which change.

    Parameters
    ----------
    joint : JointAudit
    scenario : Scenario
        Which knows the names of parameters.
    language : str
        ``en`` or ``zh``.
    numbers : mapping of str to int, optional
        Number by which each claim is told, by its name; by its words if left out.

    Returns
    -------
    str
        Without a full stop.
    """
    first, second = (_claim(answer, language, numbers) for answer in joint.answers)
    both = said("both" if numbers is None else "numbered", language, first=first, second=second)
    if joint.hold:
        return said("hold together", language, both=both)
    apart = _apart(joint, scenario, language)
    if not joint.exclude_at_prices:
        how = _how(joint, scenario, language)
        return said("can together", language, both=both, how=how) + said(
            "but apart", language, apart=apart
        ) * bool(apart)
    how = apart or said("apart nowhere", language)
    change = joint.at_any
    at_any = said("never at any", language)
    if change is not None and change.reached:
        at_any = said("at any", language, moved=moved_words(change.moved, scenario, language))
    return said("exclude", language, both=both, how=how) + at_any


def joint_sentences(found: Audit, language: str, numbers: Mapping[str, int]) -> list[str]:
    """Sentences on all pairs; those that hold already last, what nothing makes true alone once and first.

    Parameters
    ----------
    found : Audit
    language : str
        ``en`` or ``zh``.
    numbers : mapping of str to int
        Number by which each claim is told, by its name.

    Returns
    -------
    list of str
    """
    alone: dict[str, None] = {}
    rest = []
    for joint in found.joint:
        never = [one for one in joint.answers if joint.exclude_at_prices and is_never_true(one)]
        alone |= dict.fromkeys(_claim(one, language, numbers) for one in never)
        if not never:
            rest.append(joint)
    told = [said("never alone", language, claim=claim) for claim in alone]
    ordered = sorted(rest, key=lambda joint: joint.hold)
    return told + [joint_sentence(joint, found.results.scenario, language, numbers) for joint in ordered]


def is_never_true(answer: AuditedAnswer) -> bool:
    """Whether no value, no joint change and no draw was found with which a claim holds."""
    if any(need.spans or need.beyond is not None for need in answer.needs):
        return False
    if answer.change is not None and answer.change.reached:
        return False
    box = answer.box
    return box is None or (box.share == 0.0 and not box.ends and not (box.corner and box.corner.reached))


def _claim(answer: AuditedAnswer, language: str, numbers: Mapping[str, int] | None) -> str:
    """A claim by its words or number, and the boundary at which it is looked at."""
    name = answer.result.claim.name
    claim = text(answer.result.claim.text, language) if numbers is None else str(numbers[name])
    place = say(answer.result.boundary, language)
    if not place:
        return claim
    return f"{claim}（{place}）" if language == "zh" else f"{claim} ({place})"


def _how(joint: JointAudit, scenario: Scenario, language: str) -> str:
    """The nearest value of one parameter with which both hold, or else the smallest joint change."""
    alone = [one for one in joint.together if one.both and not one.parameter.is_money]
    if alone:
        one = min(alone, key=_nearness)
        name = named(scenario, one.parameter, language)
        values = spans_words(one.both, one.parameter, language)
        now = value_words(one.parameter, language).number(one.parameter.value)
        return said("one parameter", language, name=name, values=values, now=now)
    assert joint.at_prices is not None
    return said("changed", language, moved=moved_words(joint.at_prices.moved, scenario, language))


def _nearness(one: Together) -> float:
    ends = (end for span in one.both for end in (span.low, span.high))
    return min(abs(share_of_range(one.parameter, end)) for end in ends)


def _apart(joint: JointAudit, scenario: Scenario, language: str) -> str:
    """Different values of one parameter that the claims need; of the nearest such one."""
    found = [one for one in joint.together if one.first and one.second and not one.both]
    if not found:
        return ""
    one = min(found, key=lambda one: _farther(one.first, one) + _farther(one.second, one))
    return said(
        "apart",
        language,
        name=named(scenario, one.parameter, language),
        first=spans_words(one.first, one.parameter, language),
        second=spans_words(one.second, one.parameter, language),
    )


def _farther(spans: Sequence[Span], one: Together) -> float:
    """How far the parameter must go for one of the claims, measured by its range."""
    now = one.parameter.value
    if any(span.has(now) for span in spans):
        return 0.0
    return min(abs(share_of_range(one.parameter, end)) for span in spans for end in (span.low, span.high))


def finely_sentences(found: Audit, language: str) -> list[str]:
    """How finely was looked, what a value of a path is, and which parameters were not moved."""
    told = [answer.needs for answer in found.answers if is_told(answer)]
    needs = [need for several in told for need in several]
    if not needs:
        return [said("no needs", language)]
    parameters = {need.parameter.key: need.parameter for need in needs}
    counts = sorted({need.looked_at for need in needs})
    values = str(counts[0]) if len(counts) == 1 else f"{counts[0]}–{counts[-1]}"
    unranged = sum(not one.ranged for one in parameters.values())
    sentences = [
        said(
            "finely",
            language,
            parameters=str(max(map(len, told))),
            values=values,
            path=said("finely path", language) if any(one.is_path for one in parameters.values()) else "",
            range=said("finely unranged", language, count=str(unranged)) if unranged else "",
        )
    ]
    sentences += draws_sentences(found, language)
    if found.not_moved:
        sentences.append(said("not moved", language, count=str(len(found.not_moved))))
    return sentences


def draws_sentences(found: Audit, language: str) -> list[str]:
    """Of how many draws medians and nine of ten of needs are, where these are not all."""
    draws = max((need.draws for answer in found.answers for need in answer.needs), default=0)
    if not draws or draws >= found.results.draws:
        return []
    return [said("first draws", language, draws=f"{draws:,}")]
