"""Page of the claims of many scenarios: a card for each with verdict, judge and the need that matters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any

from carbonsim.analysis.verdicts import Verdict
from carbonsim.report.answer_claims import claim_counts
from carbonsim.report.audit_all_lines import top_need
from carbonsim.report.audit_lines import claims_of
from carbonsim.report.audit_words import headline_sentence, need_sentence
from carbonsim.report.onepage.claims import claim_data, claim_numbers
from carbonsim.report.onepage.ranges import claim_chart
from carbonsim.report.onepage.studies.audit import both, claimed, finely_section, need_tables, why_unjudged
from carbonsim.report.onepage.studies.study import Section, Study, manifest_section, study_data
from carbonsim.report.texts import LANGUAGES, say
from carbonsim.results.audit_records import Audit, AuditedAnswer

NAME = "audit-all"


def all_page(audits: Sequence[Audit], made: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """The data of the page of the claims of several scenarios.

    Parameters
    ----------
    audits : sequence of Audit
        Each of the claims that its scenario judges.
    made : sequence of mapping
        Their manifests.

    Returns
    -------
    dict
        Ready for JSON.
    """
    results = [answer.result for found in audits for answer in found.answers]
    drawn = any(found.results.banded for found in audits)
    draws = max(found.results.draws for found in audits)
    study = Study(
        kind="audit",
        name=NAME,
        title={"en": "Claims put to the test, and what they need", "zh": "宣传口径核查及其成立条件"},
        about=(
            ({"en": "claims", "zh": "宣传口径"}, str(len(claim_numbers(results)))),
            ({"en": "scenarios that judge them", "zh": "评判所用情景"}, str(len(audits))),
            ({"en": "draws", "zh": "抽样数"}, f"{draws:,}" if drawn else "–"),
        ),
        answer=(both(partial(claim_counts, results)),),
        warnings=(),
        charts=(claim_chart(results, claim_numbers(results), {}, drawn),),
        series={},
        sections=(
            Section(
                "needs",
                {"en": "Needs in numbers", "zh": "各项条件的数值"},
                tables=tuple(one for found in audits for one in need_tables(found)),
            ),
            finely_section(audits),
            manifest_section(*made),
        ),
        claims=[card for found in audits for card in _cards(found)],
    )
    return study_data(study)


def _cards(found: Audit) -> Iterator[dict[str, Any]]:
    scenario = found.results.scenario
    cards = claim_data(scenario, [answer.result for answer in found.answers])
    for card, answers in zip(cards, claims_of(found), strict=True):
        judged = any(answer.result.verdict != Verdict.UNJUDGED for answer in answers)
        words = "judged in {}" if judged else "stated in {}"
        judge = {language: say(words, language).format(scenario.name) for language in LANGUAGES}
        yield card | {
            "audit": {},
            "claimed": claimed(answers),
            "judged_in": judge,
            "needs": [],
            "told": list(_told(found, answers)),
        }


def _told(found: Audit, answers: Sequence[AuditedAnswer]) -> Iterator[dict[str, Any]]:
    """The answer with the need that matters most, or why nobody can judge the claim."""
    yield from why_unjudged(answers, found)
    top = top_need(answers)
    if top is not None:
        need = both(partial(need_sentence, *top, found.results.scenario))
        yield {"head": both(partial(headline_sentence, top[0])), "items": [need]}
