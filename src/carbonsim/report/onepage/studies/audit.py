"""Page of an audit: claims with what they need, a chart for each, pairs of claims, how finely was looked."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import partial
from itertools import groupby
from typing import Any

from carbonsim.analysis.verdicts import Verdict
from carbonsim.report.answer_claims import claim_sentence
from carbonsim.report.audit_change_words import box_sentence, change_sentence
from carbonsim.report.audit_joint_words import finely_sentences, joint_sentence
from carbonsim.report.audit_lines import claims_of, ended, reasons, telling
from carbonsim.report.audit_words import (
    headline_sentence,
    is_told,
    need_sentence,
    place_words,
    tolerated_words,
    year_sentence,
)
from carbonsim.report.heading import left_out
from carbonsim.report.onepage.claims import claim_data
from carbonsim.report.onepage.studies.audit_charts import (
    DRAWN,
    FURTHER,
    HEADS,
    audit_charts,
    bare_name,
    need_cells,
)
from carbonsim.report.onepage.studies.study import (
    Section,
    Study,
    filled,
    manifest_section,
    quoted,
    study_data,
    titled,
)
from carbonsim.report.onepage.tables import table
from carbonsim.report.onepage.words import Cell, Texts, joined
from carbonsim.report.onepage.words import said as page_words
from carbonsim.report.texts import LANGUAGES, text
from carbonsim.results.audit_records import Audit, AuditedAnswer

#: Needs of an answer that a card and a table show; `needs.csv` has all.
ON_CARD, IN_TABLE = 2, 25
#: What no number of an audit says.
LIMITS: Texts = {
    "en": "Needs are of one parameter at a time with central values: what holds only between two values"
    " that were looked at is missed, and what was not found may yet be there. An estimate that decides a"
    " claim is a reason to look for a source.",
    "zh": "各项条件均为单个参数、按中心值得出：只在相邻两个考察值之间成立的会被漏掉，未见不等于不存在。"
    "若某项估计决定了宣传口径是否成立，应去寻找其出处。",
}
#: Claims whose need stands in the answer.
MOST_NEEDS = 2


def audit_page(found: Audit, made: Mapping[str, Any]) -> dict[str, Any]:
    """The data of the page of an audit.

    Parameters
    ----------
    found : Audit
    made : mapping
        The manifest.

    Returns
    -------
    dict
        Ready for JSON.
    """
    results, scenario = found.results, found.results.scenario
    warned = zip(
        *(left_out(results.left_out, results.draws, language) for language in LANGUAGES), strict=True
    )
    study = Study(
        kind="audit",
        name=f"audit-{scenario.name}",
        title=filled(
            "What the claims of {name} need", "{name}：宣传口径成立的条件", name=quoted(titled(scenario))
        ),
        about=_about(found),
        answer=audit_answer(found),
        warnings=tuple(dict(zip(LANGUAGES, pair, strict=True)) for pair in warned),
        charts=tuple(audit_charts(found)),
        series={},
        sections=(*_sections(found), manifest_section(made)),
        claims=_cards(found),
    )
    return study_data(study)


def audit_answer(found: Audit) -> tuple[Texts, ...]:
    """Verdicts, for claims that do not hold the need that matters most, and pairs that exclude each other."""
    results, scenario = [answer.result for answer in found.answers], found.results.scenario
    told: list[Texts] = [both(partial(claim_sentence, results))]
    for _, group in groupby(found.answers, key=lambda answer: answer.result.claim.name):
        answers = [one for one in group if is_told(one) and one.result.verdict != Verdict.HOLDS]
        if answers and len(told) <= MOST_NEEDS:
            told.append(_need_of(answers[0], found))
    told += [both(partial(joint_sentence, pair, scenario)) for pair in found.joint if pair.exclude_at_prices]
    return tuple(told)


def _need_of(answer: AuditedAnswer, found: Audit) -> Texts:
    def sentence(language: str) -> str:
        claim, place = text(answer.result.claim.text, language), place_words(answer.result, language)
        where = f"{claim}（{place}）" if language == "zh" else f"{claim} ({place})"
        colon = "：" if language == "zh" else ": "
        need = need_sentence(answer, telling(answer)[0], found.results.scenario, language)
        return f"“{where if place else claim}”{colon}{need}"

    return both(sentence)


def both(sentence: Callable[[str], str]) -> dict[str, str]:
    """A sentence in both languages; nothing where it is empty."""
    told = {language: sentence(language) for language in LANGUAGES}
    return {language: words and ended(words, language) for language, words in told.items()}


def _about(found: Audit) -> tuple[tuple[Texts, Cell], ...]:
    results = found.results
    draws: Cell = f"{results.draws:,}"
    if not results.banded:
        draws = {"en": "none: deterministic run (central values)", "zh": "无：确定性运行（中心值）"}
    moved = {need.parameter.key for answer in found.answers for need in answer.needs}
    facts: list[tuple[Texts, Cell]] = [
        ({"en": "draws", "zh": "抽样数"}, draws),
        ({"en": "parameters moved", "zh": "移动的参数"}, str(len(moved))),
        ({"en": "horizon", "zh": "时段"}, f"{results.years[0]}–{results.years[-1]}"),
    ]
    if results.scenario.reference is not None:
        facts.append(({"en": "against", "zh": "对照"}, titled(results.scenario.reference)))
    return tuple(facts)


def _cards(found: Audit) -> list[dict[str, Any]]:
    """Claims as on the page of a run, each with what its answers need."""
    cards = claim_data(found.results.scenario, [answer.result for answer in found.answers])
    return [
        card | {"audit": {}, "needs": [], "claimed": claimed(answers), "told": list(_parts(answers, found))}
        for card, answers in zip(cards, claims_of(found), strict=True)
    ]


def claimed(answers: Sequence[AuditedAnswer]) -> dict[str, str]:
    """Claimed figure, and how far another may be off."""
    results = [answer.result for answer in answers]
    return {language: tolerated_words(results, language).strip() for language in LANGUAGES}


def why_unjudged(answers: Sequence[AuditedAnswer], found: Audit) -> Iterator[dict[str, Any]]:
    """Why a claim cannot be judged, with what is found here all the same; nothing of one that is judged."""
    why = zip(*(reasons(found, answers, language) for language in LANGUAGES), strict=True)
    items: list[Texts] = [both(dict(zip(LANGUAGES, pair, strict=True)).__getitem__) for pair in why]
    if items:
        for answer in answers[:1]:
            if answer.needs:
                told = _told(answer, found)
                items += [both(told["head"].__getitem__), *told["items"]]
        yield {"head": page_words("Why it cannot be judged"), "items": items}


def _parts(answers: Sequence[AuditedAnswer], found: Audit) -> Iterator[dict[str, Any]]:
    """All that is told of the answers to a claim."""
    yield from why_unjudged(answers, found)
    yield from (_told(answer, found) for answer in answers if is_told(answer))


def _told(answer: AuditedAnswer, found: Audit) -> dict[str, Any]:
    """An answer: its headline, the needs that matter most, the first year, the joint change and the box."""
    scenario, years = found.results.scenario, found.results.years
    sentences: list[Callable[[str], str]] = [
        *(partial(need_sentence, answer, need, scenario) for need in telling(answer)[:ON_CARD]),
        partial(year_sentence, answer, (int(years[0]), int(years[-1]))),
        partial(change_sentence, answer, scenario),
        partial(box_sentence, answer, scenario),
    ]
    items = [words for words in map(both, sentences) if words["en"]]
    return {"head": both(partial(headline_sentence, answer)), "items": items}


def _sections(found: Audit) -> tuple[Section, ...]:
    scenario = found.results.scenario
    joint = [both(partial(joint_sentence, pair, scenario)) for pair in found.joint]
    return (
        Section(FURTHER, {"en": "Charts of further claims", "zh": "其余宣传口径的图"}),
        Section("joint", {"en": "Can they be true together?", "zh": "能否同时成立"}, tuple(joint)),
        Section(
            "needs", {"en": "Needs in numbers", "zh": "各项条件的数值"}, tables=tuple(need_tables(found))
        ),
        finely_section([found]),
    )


def finely_section(audits: Sequence[Audit]) -> Section:
    """How finely was looked in each audit, and when not to believe it."""
    told = [
        dict(zip(LANGUAGES, pair, strict=True))
        for found in audits
        if len(audits) == 1 or any(map(is_told, found.answers))
        for pair in zip(*(finely_sentences(found, language) for language in LANGUAGES), strict=True)
    ]
    title = {"en": "How finely was looked, and when not to believe it", "zh": "考察的细致程度与局限"}
    return Section("finely", title, (*told, LIMITS))


def need_tables(found: Audit) -> Iterator[dict[str, Any]]:
    """A table for each answer: needs by influence, with keys that can be set."""
    scenario = found.results.scenario
    for answer in found.answers:
        if not is_told(answer):
            continue
        needs = answer.needs[:IN_TABLE]
        drawn = any(need.draws for need in needs)
        heads: Sequence[Cell] = (
            page_words("parameter"),
            {"en": "key", "zh": "键"},
            *HEADS[:3],
            *(DRAWN if drawn else ()),
            *HEADS[3:],
        )
        rows: list[list[Cell]] = [
            [bare_name(scenario, need.parameter), need.parameter.key, *need_cells(need, scenario, drawn)]
            for need in needs
        ]
        claim = {language: text(answer.result.claim.text, language) for language in LANGUAGES}
        place = {language: place_words(answer.result, language) for language in LANGUAGES}
        yield table(heads, rows, joined([claim, place], " · ", " · "))
