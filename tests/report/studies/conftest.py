"""Small studies of every kind, and their pages."""

from __future__ import annotations

import pytest

from carbonsim.analysis import given_data, tornado, variance_shares
from carbonsim.analysis.backtest_cases import nev_case
from carbonsim.analysis.comparison import compare
from carbonsim.analysis.corridor import plan_corridor, simulate_corridor
from carbonsim.analysis.factors import factors_of
from carbonsim.analysis.whole_backtest import whole_backtest
from carbonsim.corridor.designs import Design, Judged
from carbonsim.corridor.sizing import Sized
from carbonsim.engine.catalogue import load_scenario
from carbonsim.engine.run import run
from carbonsim.report.onepage.studies.audit import audit_page
from carbonsim.report.onepage.studies.backtest import backtest_page
from carbonsim.report.onepage.studies.comparison import comparison_page
from carbonsim.report.onepage.studies.corridor import corridor_page
from carbonsim.report.onepage.studies.sensitivity import sensitivity_page
from carbonsim.results.manifest import manifest
from tests.report.made_audits import FAILS, HOLDS, SURPASSED, UNDECIDED, UNJUDGED, made_audit, pair
from tests.report.studies.parts import EVIL, REDUCTION, YEARS, named
from tests.report.test_onepage import MADE


@pytest.fixture(scope="session")
def runs():
    """Three plans on the same draws, the last of them with a hostile title."""
    known = [load_scenario(name, [YEARS]) for name in ("fujian-no-line", "fujian-trunk-line", "fujian-line")]
    return [run(known[0], 30, 5), run(known[1], 30, 5), run(named(known[2], "evil", EVIL), 30, 5)]


@pytest.fixture(scope="session")
def analyses():
    """A sensitivity analysis by each method, and a tornado, of every eighth parameter."""
    with pytest.MonkeyPatch.context() as patch:
        for module in (variance_shares, tornado, given_data):
            patch.setattr(module, "factors_of", lambda scenario: factors_of(scenario)[::8])
        scenario = load_scenario("fujian-trunk-line", ["years=[2023, 2028]"])
        pawned = given_data.pawn(run(scenario, 60, 5))
        return variance_shares.sobol(scenario, 8, 5, resamples=10), pawned, tornado.tornado(scenario)


@pytest.fixture(scope="session")
def line():
    plan = plan_corridor(load_scenario("fujian-trunk-line"), traffic=150.0, days=1, replications=2)
    return simulate_corridor(plan)


@pytest.fixture(scope="session")
def sized():
    """Three designs, of which none is bettered in both."""
    judged = [Judged(Design(2, 1, 20, 12, 2000 + 100 * n), 30e6 + 1e6 * n, 14.0 - 4.0 * n) for n in range(3)]
    return Sized(judged[0], tuple(judged), 13.0)


@pytest.fixture(scope="session")
def tested():
    return whole_backtest(nev_case(), (2021,), 120, 3)


@pytest.fixture(scope="session")
def pages(runs, analyses, line, sized, tested):
    sobol, _, moved = analyses
    return {
        "audit": audit_page(made_audit(HOLDS, FAILS, UNDECIDED, SURPASSED, UNJUDGED, joint=(pair(),)), MADE),
        "compare": comparison_page(compare(*runs), [manifest(one) for one in runs]),
        "sensitivity": sensitivity_page(sobol, moved, [REDUCTION], MADE),
        "corridor": corridor_page(line, sized, line, 15.0, True, MADE),
        "backtest": backtest_page(tested, None, MADE),
    }
