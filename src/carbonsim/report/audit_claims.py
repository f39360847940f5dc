"""Table of audited claims for machines: as that of a run, with how far each may be off."""

from __future__ import annotations

from collections.abc import Sequence

from carbonsim.results.audit_records import Audit
from carbonsim.results.claim_results import ClaimResult
from carbonsim.results.tables import CLAIM_COLUMNS, Cell, Table, claim_row

TOLERATED_COLUMNS = (*CLAIM_COLUMNS, "tolerance")


def tolerated_row(result: ClaimResult) -> Sequence[Cell]:
    """An answer as a row below `TOLERATED_COLUMNS`; the tolerance [1] is blank where there is none."""
    return (*claim_row(result), result.claim.tolerance or None)


def claims_table(found: Audit) -> Table:
    """Answers of an audit."""
    return Table(TOLERATED_COLUMNS, [tolerated_row(answer.result) for answer in found.answers])
