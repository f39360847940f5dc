"""Every sentence and title of scenarios by chance is read back and equals the results.

A few in each run of the tests; ``make sentences`` reads those of 200.
"""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Callable, Sequence

import pytest

from carbonsim.analysis.claims import evaluate
from carbonsim.analysis.outcomes import outcomes
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import run
from carbonsim.reference.regions import region_in
from carbonsim.report.answer import answer
from carbonsim.report.findings import chart_titles
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.results import Results
from tests.report.sentences import chinese, english, english_claims, titles
from tests.report.sentences.changes import main_sector
from tests.report.sentences.facts import (
    Facts,
    Truth,
    check_change,
    check_level,
    expected_periods,
)
from tests.report.sentences.random_scenarios import random_run

#: Scenarios that are read, and the seed of the first.
COUNT = int(os.environ.get("CARBONSIM_SENTENCES", "10"))
FIRST = int(os.environ.get("CARBONSIM_SENTENCES_FROM", "0"))
#: Characters of a title that a chart has room for, with some for long names.
LONGEST = 110
#: The same of figures, which have a second line; charts of pages are titled by these.
LONGEST_OF_FIGURE = 125
ON_PAGES = ("difference", "emissions", "sales_shares", "stock", "cost", "claims")
GRAMMARS = {"en": english, "zh": chinese}


@pytest.mark.parametrize("seed", range(FIRST, FIRST + COUNT))
def test_sentences_and_titles_say_what_the_results_say(seed, tmp_path):
    check_run(random_run(seed, tmp_path))


@pytest.mark.parametrize("draws", [1, 40])
def test_so_do_those_of_several_sectors(draws):
    results = run(load_scenario("new-quality-2060", ["years=[2023, 2031]"]), draws=draws)
    assert "difference_by_sector" in chart_titles(results, outcomes(results))
    check_run(results)


@pytest.mark.parametrize("draws", [1, 40])
def test_so_do_those_of_a_works(draws):
    results = run(load_scenario("zhanjiang-shaft-furnace", ["years=[2023, 2031]"]), draws=draws)
    assert "savings|Iron and Steel|Shaft Furnace" in chart_titles(results, outcomes(results))
    check_run(results)


def check_run(results: Results) -> None:
    """Read everything that is said of a run, and compare it with the run."""
    claims = evaluate(results)
    sentences = answer(results, outcomes(results), claims)
    assert 1 <= len(sentences) <= 3
    for language, grammar in GRAMMARS.items():
        told = [sentence[language] for sentence in sentences]
        facts = _read(told, grammar.parse, results, region_in(results.scenario.region, language))
        try:
            _check_answer(facts, results, claims, language)
        except AssertionError as error:
            raise AssertionError(f"{error}\nin {told}") from error
        for key, title in chart_titles(results, outcomes(results), claims).items():
            assert len(title[language]) <= (LONGEST if key in ON_PAGES else LONGEST_OF_FIGURE), title
            assert not re.search(r"\w+\.\w+\.\w+", title[language]), ("an address", title)
            found = Facts()
            titles.parse(key, title[language], language, found, Truth(results))
            _check_facts(found, results, claims)


def _read(told: Sequence[str], parse: Callable[..., None], results: Results, region: str) -> Facts:
    facts, truth = Facts(), Truth(results)
    for sentence in told:
        assert not re.search(r"\b\w+\.\w+\.\w+", sentence), ("an address", sentence)
        parse(sentence, facts, truth, region)
    return facts


def _check_facts(facts: Facts, results: Results, claims: Sequence[ClaimResult]) -> None:
    truth = Truth(results)
    for change in facts.changes:
        check_change(change, truth)
    for level in facts.levels:
        check_level(level, results)
    if facts.verdicts:
        _check_verdicts(facts, claims)


def _check_answer(facts: Facts, results: Results, claims: Sequence[ClaimResult], language: str) -> None:
    _check_facts(facts, results, claims)
    assert bool(facts.verdicts) == bool(claims)
    reference = results.reference
    assert facts.no_reference == (reference is None)
    if reference is None:
        assert facts.levels and not facts.changes
        return
    assert facts.reference == reference.scenario.title[language]
    assert facts.same == results.same_as_reference
    if facts.same:
        assert not facts.changes
        return
    first = expected_periods(results.years.tolist())
    truth = Truth(results)
    sector = main_sector(truth)
    said = {one.period for one in facts.changes if one.kind == "emissions" and one.sector == sector}
    assert said == set(first), "all years that an answer speaks of, and no other"
    if len(truth.boundaries(sector)) > 1:
        at = {one.boundary for one in facts.changes if one.kind == "emissions" and one.sector == sector}
        assert at == truth.boundaries(sector)
    assert facts.no_range == (not results.banded)
    _check_head(facts)
    if facts.all_agree is not None or facts.of_draws is not None:
        assert results.banded
        assert (facts.all_agree or facts.of_draws) <= results.draws - results.left_out.draws
    if facts.all_agree is not None:
        for change in facts.changes:
            if change.kind == "emissions" and change.low is not None:
                _, signs = truth.change(change.kind, change.sector, change.boundary, change.period)
                assert len(set(signs)) == 1 and signs.size == facts.all_agree, change
    binding = [limit for limit in results.limits if limit.of_reference]
    assert (facts.limit is None) == (not binding)
    if facts.limit is not None:
        assert facts.limit == (binding[0].first, binding[0].last, binding[0].text[language])


def _check_head(facts: Facts) -> None:
    """What is said of all boundaries together is what is said of each."""
    period = facts.changes[0].period
    signs = {
        one.sign
        for one in facts.changes
        if one.kind == "emissions" and one.period == period and one.low is None
    }
    if facts.head in ("the same at every boundary", "各边界结论一致"):
        assert len(signs) == 1, signs
    elif facts.head in ("it turns by boundary", "结论随边界而变"):
        assert {-1, 1} <= signs, signs
    elif facts.head:
        assert len(signs) > 1 and not {-1, 1} <= signs, signs


def _check_verdicts(facts: Facts, claims: Sequence[ClaimResult]) -> None:
    verdict_of = {one.claim.name: one.verdict_of_claim for one in claims}
    texts = {words: one for one in claims for words in one.claim.text.values()}
    assert facts.claims == len(verdict_of)
    expected = Counter(_kind(verdict) for verdict in verdict_of.values())
    found: Counter[str] = Counter()
    for count, quoted, verdict in facts.verdicts:
        if quoted:
            known = texts[quoted].verdict_of_claim
            assert _in_words(known, verdict), (quoted, verdict, known)
            found[_kind(known)] += count
        else:
            found[verdict] += count
    assert found == expected


def _kind(verdict: str) -> str:
    """A verdict without the boundaries or cases at which it is so."""
    for start in ("holds at", "surpassed at", "holds for", "surpassed for"):
        if verdict.startswith(start):
            return start
    return verdict


def _in_words(verdict: str, words: str) -> bool:
    """Whether words in either language say a verdict."""
    plain = {**chinese.VERDICTS, **english_claims.VERDICTS}
    if words in plain:
        return plain[words] == verdict
    if words == verdict:
        return True
    kinds = {"holds at": r"仅在.+成立", "surpassed at": r"仅在.+超过宣传值"}
    kinds |= {"holds for": r"仅.+成立", "surpassed for": r"仅.+超过宣传值"}
    return _kind(verdict) in kinds and bool(re.fullmatch(kinds[_kind(verdict)], words))
