"""Two claims put to the test together: values of parameters at which both hold, and the smallest change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations

from carbonsim.analysis.audit_changes import smallest_changes
from carbonsim.analysis.audit_influence import Influence
from carbonsim.analysis.audit_needs import audited_parameter, needs_of
from carbonsim.analysis.audit_questions import Question
from carbonsim.analysis.audit_search import Search
from carbonsim.analysis.audit_wishes import to_hold
from carbonsim.core.crossings import Span, in_both
from carbonsim.engine.movers import Mover, mover
from carbonsim.results.audit_records import AuditedAnswer, JointAudit, JointChange, Need, Together

#: Parameters of each claim that a joint change may move.
MOVED = 8
Ranked = Mapping[int, Sequence[Influence]]


@dataclass(frozen=True)
class Pairing:
    """Two questions of different claims, and the parameters of either.

    Attributes
    ----------
    first, second : Question
    shared : tuple of (Mover, Mover)
        Each parameter that is told of either, in the worlds of both.
    """

    first: Question
    second: Question
    shared: tuple[tuple[Mover, Mover], ...]

    @property
    def holds(self) -> bool:
        """Whether both hold in the deterministic run."""
        return self.first.holds and self.second.holds


def joint_audits(
    questions: Sequence[Question],
    answers: Mapping[int, AuditedAnswer],
    ranked: Ranked,
    seed: int,
) -> tuple[JointAudit, ...]:
    """Each pair of claims that a scenario judges, each at the first answer that holds, or else at its first.

    Answers stand in order of what they count: that of the narrowest boundary is the least a claim can mean.

    Parameters
    ----------
    questions : sequence of Question
        With a figure and a claimed one.
    answers : mapping of int to AuditedAnswer
        By identity of the question.
    ranked : mapping of int to sequence of Influence
        By identity of the question.
    seed : int
        Of starts by chance.

    Returns
    -------
    tuple of JointAudit
    """
    pairs = [
        Pairing(first, second, tuple(_shared(first, second, answers)))
        for first, second in combinations(_first([each for each in questions if each.is_judged]), 2)
    ]
    money = frozenset(
        each.mover.key for several in ranked.values() for each in several if each.moves_money_alone
    )
    together = _together(pairs, answers, money)
    changes = _changes(pairs, ranked, seed)
    return tuple(
        JointAudit((answers[id(pair.first)], answers[id(pair.second)]), spans, *change, pair.holds)
        for pair, spans, change in zip(pairs, together, changes, strict=True)
    )


def _first(questions: Sequence[Question]) -> list[Question]:
    """Of each claim the first answer that holds, or else the first."""
    found: dict[str, Question] = {}
    for question in questions:
        name = question.result.claim.name
        if name not in found or (question.holds and not found[name].holds):
            found[name] = question
    return list(found.values())


def _shared(
    first: Question, second: Question, answers: Mapping[int, AuditedAnswer]
) -> Iterator[tuple[Mover, Mover]]:
    """Parameters that are told of either claim and are the same in the worlds of both."""
    needs = (*answers[id(first)].needs, *answers[id(second)].needs)
    for key in dict.fromkeys(need.parameter.key for need in needs):
        found = [mover(each.scenario.settings[key], each.year) for each in (first, second)]
        if found[0] is not None and found[1] is not None and found[0].own == found[1].own:
            yield found[0], found[1]


def _together(
    pairs: Sequence[Pairing], answers: Mapping[int, AuditedAnswer], money: frozenset[str]
) -> list[tuple[Together, ...]]:
    """Spans of both claims of each pair, by parameter; those that are not known yet are searched for."""
    known: dict[tuple[int, str], Need] = {
        (id(question), need.parameter.key): need
        for pair in pairs
        for question in (pair.first, pair.second)
        for need in answers[id(question)].needs
    }
    missing = {
        (id(question), each.key): Search(question, each)
        for pair in pairs
        for movers in pair.shared
        for question, each in zip((pair.first, pair.second), movers, strict=True)
        if (id(question), each.key) not in known
    }
    known |= dict(zip(missing, needs_of(list(missing.values())), strict=True))
    return [
        tuple(
            _spans(movers, known[id(pair.first), key], known[id(pair.second), key], key in money)
            for movers in pair.shared
            for key in [movers[0].key]
        )
        for pair in pairs
    ]


def _spans(movers: tuple[Mover, Mover], first: Need, second: Need, moves_money_alone: bool) -> Together:
    """Spans of both claims in the year of the first: a path moves in proportion."""
    ours, theirs = movers
    spans = second.spans
    if ours.value != theirs.value:
        times = ours.value / theirs.value
        moved = [replace(span, low=span.low * times, high=span.high * times) for span in spans]
        spans = in_both(moved, [Span(*first.scanned, True, True)])
    both = in_both(first.spans, spans)
    return Together(audited_parameter(ours, moves_money_alone), first.spans, spans, both)


def _changes(
    pairs: Sequence[Pairing], ranked: Ranked, seed: int
) -> list[tuple[JointChange | None, JointChange | None]]:
    """Smallest changes with which both hold: with all money as it is, and with everything free."""
    wishes = []
    for pair in pairs:
        questions = pair.first, pair.second
        if not pair.holds:
            wishes += [[to_hold(questions, _movers(questions, ranked, money))] for money in (False, True)]
    found = iter(smallest_changes(wishes, seed))
    return [(None, None) if pair.holds else (next(found), next(found)) for pair in pairs]


def _movers(questions: Sequence[Question], ranked: Ranked, with_money: bool) -> list[Mover]:
    """Parameters that move either answer most and are the same in the worlds of both."""
    found: dict[str, Mover] = {}
    for question in questions:
        chosen = [
            each.mover
            for each in ranked[id(question)]
            if with_money or not audited_parameter(each.mover, each.moves_money_alone).is_money
        ]
        found |= {each.key: each for each in chosen[:MOVED]}
    return [
        each
        for key, each in found.items()
        if len({question.scenario.settings[key].value for question in questions}) == 1
    ]
