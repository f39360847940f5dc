"""Audit of a run: what each claim needs to be true, and which claims can be true together."""

from __future__ import annotations

import math
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace

from carbonsim.analysis.audit_boxes import FEWEST, box_of, sample_of_draws
from carbonsim.analysis.audit_changes import smallest_changes
from carbonsim.analysis.audit_draws import sample_of, with_draws
from carbonsim.analysis.audit_influence import Influence, influences, read_once
from carbonsim.analysis.audit_joint import joint_audits
from carbonsim.analysis.audit_needs import needs_of
from carbonsim.analysis.audit_questions import Question, first_year, questions_of
from carbonsim.analysis.audit_search import Search
from carbonsim.analysis.audit_widened import Unheld, widened_boxes
from carbonsim.analysis.audit_wishes import to_end, to_hold
from carbonsim.analysis.claims import evaluate
from carbonsim.core.types import Progress
from carbonsim.results.audit_records import Audit, AuditedAnswer, ClaimBox, JointChange, Need
from carbonsim.results.results import Results

#: Needs that are told of each answer.
NEEDS = 8
#: Steps that progress is told in.
STEPS = 5


def audit(results: Results, progress: Progress | None = None) -> Audit:
    """Audit the claims of a run.

    Parameters
    ----------
    results : Results
        Of a scenario with claims; its draws, if it has any, are looked at again.
    progress : callable, optional
        Told the steps done and to do.

    Returns
    -------
    Audit

    Raises
    ------
    ScenarioError
        If a claim names a variable, boundary or product that the run does not report.
    """
    steps = _Steps(progress)
    answers = evaluate(results)
    questions = questions_of(results, answers)
    asked = [each for each in questions if each.target is not None and not math.isnan(each.result.value)]
    with steps.timed("influences"):
        ranked = dict(zip(map(id, asked), influences(asked), strict=True))
    with steps.timed("needs"):
        needs = _needs(results, asked, ranked)
    told = [each for each in asked if each.is_judged or _counts_least(each, asked)]
    with steps.timed("changes"):
        changes = _changes(told, ranked, results.seed)
    with steps.timed("boxes"):
        boxes = _boxes(results, told, ranked)
    plain = {id(each): _plain(results, each) for each in questions}
    of_questions = {
        id(each): replace(
            plain[id(each)],
            needs=needs[id(each)],
            change=changes.get(id(each)),
            box=boxes.get(id(each)),
        )
        for each in asked
    }
    with steps.timed("joint"):
        joint = joint_audits(asked, of_questions, ranked, results.seed)
    by_row = {id(each.result): of_questions.get(id(each), plain[id(each)]) for each in questions}
    return Audit(
        results,
        tuple(by_row.get(id(row), AuditedAnswer(row, "", None, None)) for row in answers),
        joint,
        read_once(asked),
        steps.seconds,
    )


def _counts_least(question: Question, asked: Sequence[Question]) -> bool:
    """Whether it is the first answer to its claim: of one that cannot be judged it stands for all."""
    name = question.result.claim.name
    return question is next(each for each in asked if each.result.claim.name == name)


def _plain(results: Results, question: Question) -> AuditedAnswer:
    """Answer of a series without its needs."""
    return AuditedAnswer(
        question.result, question.variable.name, question.target, first_year(results, question)
    )


def _needs(
    results: Results, asked: Sequence[Question], ranked: Mapping[int, Sequence[Influence]]
) -> dict[int, tuple[Need, ...]]:
    """Needs of each question; with draws where an ensemble judges it."""
    searches = [Search(each, one.mover, one.size) for each in asked for one in ranked[id(each)][:NEEDS]]
    found = needs_of(searches)
    drawn = [
        place
        for place, search in enumerate(searches)
        if search.question.is_judged and search.question.result.probability is not None
    ]
    if drawn:
        of_draws = [searches[place] for place in drawn]
        sample = sample_of(results, of_draws)
        with_spans = with_draws(of_draws, [found[place] for place in drawn], sample)
        for place, need in zip(drawn, with_spans, strict=True):
            found[place] = need
    needs: dict[int, tuple[Need, ...]] = {id(each): () for each in asked}
    for search, need in zip(searches, found, strict=True):
        needs[id(search.question)] += (need,)
    return needs


def _changes(
    asked: Sequence[Question], ranked: Mapping[int, Sequence[Influence]], seed: int
) -> dict[int, JointChange]:
    """Smallest change that makes each answer hold, or ends it where it holds in the deterministic run."""
    wishes = []
    for question in asked:
        movers = [each.mover for each in ranked[id(question)][:NEEDS]]
        wishes.append(to_end(question, movers) if question.holds else [to_hold([question], movers)])
    return dict(zip(map(id, asked), smallest_changes(wishes, seed), strict=True))


def _boxes(
    results: Results, asked: Sequence[Question], ranked: Mapping[int, Sequence[Influence]]
) -> dict[int, ClaimBox]:
    """Boxes of answers, in ranges that are widened where hardly a draw holds; none without draws."""
    samples = {id(each): sample_of_draws(results, each) for each in asked}
    found: dict[int, ClaimBox] = {}
    unheld = []
    for question in asked:
        sample = samples[id(question)]
        moving = tuple(ranked[id(question)][:NEEDS])
        if sample is None:
            continue
        if moving and int(sample.holds.sum()) < FEWEST:
            unheld.append(Unheld(question, moving, sample))
        else:
            found[id(question)] = box_of(sample)
    boxes = widened_boxes(unheld, results.seed)
    return found | {id(each.question): box for each, box in zip(unheld, boxes, strict=True)}


@dataclass
class _Steps:
    """Steps of an audit: told when they are done, and how long each took."""

    progress: Progress | None
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def timed(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        yield
        self.seconds[name] = time.perf_counter() - started
        if self.progress is not None:
            self.progress(len(self.seconds), STEPS)
