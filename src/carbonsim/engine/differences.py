"""Plan against reference: reductions of emissions and extra costs, each within one boundary."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from carbonsim.core.types import Array
from carbonsim.results.records import Variable

#: Stem of a compared figure -> stems of its differences, with the sign of (reference - plan).
DIFFERENCES = {
    "Emissions|": (("Emission Reduction|", 1.0),),
    "Cost|": (("Cost Saving|", 1.0), ("Extra Cost|", -1.0)),
}


def difference_variables(variables: Mapping[str, Variable]) -> dict[tuple[str, str], Variable]:
    """Variables of the differences, by the name of what is compared and the stem of the difference.

    Only series that stand at a stated boundary are compared, so that figures of different boundaries can
    not be subtracted.
    """
    result = {}
    for variable in variables.values():
        for prefix, kinds in DIFFERENCES.items():
            if not variable.stem.startswith(prefix):
                continue
            for kind, _ in kinds:
                stem = kind + variable.stem.removeprefix(prefix)
                # the name says which gas, as that of the levels does; the stem ties the boundaries together
                gases = stem.replace("|CO2|", "|Kyoto Gases|") if "CO2e" in variable.unit else stem
                name = gases if variable.boundary == "direct" else f"{gases} [{variable.boundary.title()}]"
                result[variable.name, kind] = replace(
                    variable,
                    name=name.replace("[Life-Cycle]", "[Life Cycle]").replace("-To-", "-to-"),
                    component="",
                    origin="carbonsim",
                    stem=stem,
                    description=f"{variable.description}; against the reference",
                )
    return result


def differences(
    compared: Mapping[tuple[str, str], Variable],
    plan: Mapping[str, Array],
    reference: Mapping[str, Array],
) -> dict[str, Array]:
    """Series of the differences; what only the plan has (a row of its own) is not compared."""
    signs = {kind: sign for kinds in DIFFERENCES.values() for kind, sign in kinds}
    return {
        variable.name: signs[kind] * (reference[name] - plan[name])
        for (name, kind), variable in compared.items()
        if name in reference and name in plan
    }
