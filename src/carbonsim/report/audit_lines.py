"""An audit on a terminal: a verdict for each answer, the needs that matter most, pairs of claims."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from carbonsim.analysis.verdicts import Verdict
from carbonsim.report.audit_change_words import box_sentences, change_sentence
from carbonsim.report.audit_joint_words import draws_sentences, finely_sentences, joint_sentences
from carbonsim.report.audit_values import mattering, turning
from carbonsim.report.audit_words import (
    claimed_sentence,
    headline_sentences,
    is_told,
    need_sentences,
    year_sentence,
)
from carbonsim.report.change_words import capital
from carbonsim.report.claim_words import difference_words, needs_words, remark_words, whole_words
from carbonsim.report.heading import left_out
from carbonsim.report.layout import INDENT, wrap
from carbonsim.report.onepage.parameters import parameter_name
from carbonsim.report.texts import say, text
from carbonsim.report.texts_audit import said
from carbonsim.results.audit_records import Audit, AuditedAnswer, Need

#: Needs of an answer that a screen shows: where there are few answers, and where there are many; of these
#: only of the first answer to a claim with each verdict.
FEW_NEEDS, ONE_NEED, FEW_ANSWERS = 3, 1, 3
#: Pairs of claims that a screen shows.
FEW_PAIRS = 2
#: Lines that a need may take on a screen.
MOST_LINES = 3


def claims_of(found: Audit) -> list[list[AuditedAnswer]]:
    """Answers of an audit by claim, in order."""
    return [list(group) for _, group in groupby(found.answers, key=lambda one: one.result.claim.name)]


def audit_lines(found: Audit, language: str, details: bool = False) -> list[str]:
    """All that a terminal shows of an audit, on a screen or in detail.

    Parameters
    ----------
    found : Audit
    language : str
        ``en`` or ``zh``.
    details : bool
        Whether every need, joint change, box and pair is told.

    Returns
    -------
    list of str
        Of at most 100 columns.
    """
    lines = _heading(found, language)
    judged = sum(map(is_told, found.answers))
    most = FEW_NEEDS if judged <= FEW_ANSWERS else ONE_NEED
    numbers: dict[str, int] = {}
    for name, group in groupby(found.answers, key=lambda answer: answer.result.claim.name):
        numbers[name] = len(numbers) + 1
        lines += ["", *_claim(found, list(group), numbers[name], language, None if details else most)]
    lines += _together(found, language, numbers, len(found.joint) if details else FEW_PAIRS)
    lines.append("")
    full = details or not any(map(is_told, found.answers))
    foot = [said("briefly", language), *draws_sentences(found, language)]
    for sentence in finely_sentences(found, language) if full else foot:
        lines += wrap(sentence)
    return lines


def _together(found: Audit, language: str, numbers: Mapping[str, int], most: int) -> list[str]:
    """Which pairs of claims can be true together: the first of them, and how many more there are."""
    if not found.joint:
        return []
    every = joint_sentences(found, language, numbers)
    sentences = every[:most]
    if len(every) > most:
        sentences.append(said("more pairs", language, count=str(len(every) - most)))
    told = [wrap(ended(each, language), indent=INDENT * 2, first=INDENT) for each in sentences]
    return ["", say("Together", language), *(line for lines in told for line in lines)]


def ended(sentence: str, language: str) -> str:
    """A sentence with a capital letter and a full stop."""
    stop = "。" if language == "zh" else "."
    return capital(sentence.removesuffix(stop)) + stop


def _heading(found: Audit, language: str) -> list[str]:
    results, scenario = found.results, found.results.scenario
    lines = wrap(said("title", language, title=text(scenario.title, language), name=scenario.name))
    about = said("no draws", language)
    if results.banded:
        about = said("draws", language, draws=f"{results.draws:,}", seed=str(results.seed))
    lines.append(f"{results.years[0]}-{results.years[-1]}{'；' if language == 'zh' else '; '}{about}")
    for told in left_out(results.left_out, results.draws, language):
        lines += wrap(told)
    return lines


def _claim(
    found: Audit, answers: Sequence[AuditedAnswer], number: int, language: str, most: int | None
) -> list[str]:
    """A claim with its verdict, and what each answer to it needs; all of it where `most` is None."""
    results = [answer.result for answer in answers]
    colon, gap = ("：", "；") if language == "zh" else (": ", "; ")
    claim = results[0].claim
    verdict = f"{number} {capital(whole_words(results, language))}{colon}{text(claim.text, language)}"
    claimed = claimed_sentence(results, language)
    lines = wrap(gap.join(filter(None, (verdict, claimed))), indent=INDENT, first="")
    if most is None and claim.source:
        lines += wrap(f"{say('source', language)}{colon}{claim.source}", indent=INDENT)
    told = reasons(found, answers, language)
    for reason in told:
        lines += wrap(ended(reason, language), indent=INDENT * 2, first=INDENT)
    seen: set[str] = set()
    # what a world without judge finds is told of the answer that counts least
    for answer in answers[: 1 if told else None]:
        if answer.result.verdict in seen and most == ONE_NEED:
            lines += _fitting(headline_sentences(answer, language), INDENT, 1)
        else:
            lines += _answer(found, answer, language, most)
        seen.add(answer.result.verdict)
    return lines


def _answer(found: Audit, answer: AuditedAnswer, language: str, most: int | None) -> list[str]:
    lines = _fitting(headline_sentences(answer, language), INDENT, None)
    for sentences in _sentences(found, answer, language, most):
        told = (ended(sentence, language) for sentence in sentences)
        lines += _fitting(told, INDENT * 2, None if most is None else MOST_LINES)
    return lines


def _fitting(sentences: Iterable[str], indent: str, most: int | None) -> list[str]:
    """Lines of the first of ever shorter sentences that takes so many; else of the shortest, uncut."""
    told: list[str] = []
    for sentence in sentences:
        told = wrap(capital(sentence), indent=indent + INDENT, first=indent)
        if most is None or len(told) <= most:
            break
    return told


def _sentences(
    found: Audit, answer: AuditedAnswer, language: str, most: int | None
) -> Iterator[Iterable[str]]:
    """Sentences on an answer, each in ever fewer words: all of it, or needs that matter and the box."""
    scenario, years = found.results.scenario, found.results.years
    first = year_sentence(answer, (int(years[0]), int(years[-1])), language)
    if most is None and first:
        yield [first]
    for need in answer.needs if most is None else telling(answer)[:most]:
        yield need_sentences(answer, need, scenario, language)
    if answer.result.claim.series and most is None:
        yield [said("record", language)]
    change = change_sentence(answer, scenario, language)
    if most is None and change:
        yield [change]
    yield box_sentences(answer, scenario, language)


def reasons(found: Audit, answers: Sequence[AuditedAnswer], language: str) -> list[str]:
    """Why a claim cannot be judged, and in which scenario it can; nothing of one that is judged.

    Parameters
    ----------
    found : Audit
    answers : sequence of AuditedAnswer
        All answers to the claim.
    language : str
        ``en`` or ``zh``.

    Returns
    -------
    list of str
    """
    results = [answer.result for answer in answers]
    if any(result.verdict != Verdict.UNJUDGED for result in results):
        return []
    unlike = dict.fromkeys(difference for result in results for difference in result.differences)
    if not unlike:
        notes = dict.fromkeys(note for result in results for note in result.note.split("; ") if note)
        return needs_words(results, language) or [remark_words(note, language) for note in notes]
    scenario, judge = found.results.scenario, results[0].claim.judged_in
    names = (parameter_name(scenario, one.key, in_full=False)[language] for one in unlike)
    told = [difference_words(one, f"“{name}”", language) for one, name in zip(unlike, names, strict=True)]
    return [*told, say("judged in {}", language).format(judge)] if judge else told


def telling(answer: AuditedAnswer) -> list[Need]:
    """Needs that tell something, the one that matters most first; where none turns the most influential.

    Of an answer that nothing ends or makes true one need says so for the most influential parameter.
    """
    turns = [need for need in mattering(answer.needs) if turning(need) == turning(need)]
    return turns or list(answer.needs[:1])
