"""New energy vehicles of China: the share forecast with prices and imitation of the frozen year."""

from __future__ import annotations

from dataclasses import replace

from carbonsim.analysis.past import Past
from carbonsim.analysis.random_walk import generator
from carbonsim.core.estimate import Estimate
from carbonsim.core.types import Array
from carbonsim.engine.sampling import block_scores
from carbonsim.kernel.inputs import Inputs
from carbonsim.scenario.freezing import frozen
from carbonsim.scenario.scenario import Scenario
from carbonsim.sectors.nev import estimation
from carbonsim.sectors.nev.identification import estimates
from carbonsim.sectors.nev.powertrains import POWERTRAINS

SCENARIO = "carbonsim:china-nev-no-policy"
#: Years that the model needs: one more than rises of the share.
FEWEST = estimation.FEWEST + 1
#: How the addresses begin of what makes a plug-in car appeal.
READS = (
    *(f"drivers.battery.{name}" for name in ("price", "cumulative_output", "learning_rate")),
    "drivers.fuels.petrol.price",
    "drivers.vat_rate",
    *(f"nev.history.{name}" for name in ("car_stock", "public_chargers")),
    *(f"nev.{name}" for name in ("battery_price_ratio", "charg", "choice", "home", "public_price")),
    *(f"nev.{name}" for name in ("purchase_tax", "tax_relief")),
    f"{POWERTRAINS}.battery",
    f"{POWERTRAINS}.petrol",
)


def nev_past(scenario: Scenario) -> Past:
    """Share of new energy vehicles, all vehicles sold, and those exported.

    Parameters
    ----------
    scenario : Scenario
        Whole.

    Returns
    -------
    Past
    """
    history = estimation.read_history(scenario)
    return Past(history.years, history.share, history.years, history.market, history.market_exports)


def as_known(scenario: Scenario, freeze: int) -> Scenario:
    """The scenario frozen, with what the state paid buyers last going on.

    The plan's subsidies are of years after the whole history: they would reach back to the frozen year.
    """
    then = frozen(scenario, freeze)
    settings = dict(then.settings)
    for row in then.members(POWERTRAINS):
        paid, planned = (f"{POWERTRAINS}.{row}.{kind}_subsidy" for kind in ("past", "purchase"))
        settings[planned] = replace(settings[planned], value=settings[paid].value)
    return replace(then, settings=settings)


def nev_share(scenario: Scenario, known: Past, last_year: int, draws: int, seed: int) -> Array:
    """Share of new energy vehicles in the years after the last known one; see `ShareForecast`.

    The scenario is frozen here: the history that the model is fitted to and the prices, ranges and chargers
    behind it are read from what is left.
    """
    then = as_known(scenario, int(known.years[-1]))
    inputs = Inputs(then, known.years, draws, block_scores(then, seed, 0, draws, draws))
    chance = generator(seed, "backtest.nev")
    return estimation.forecast_share(inputs, estimation.read_history(then), last_year, chance)


def nev_estimates(scenario: Scenario, freeze: int) -> tuple[Estimate, ...]:
    """What the history up to a year says of the model, at central values of all else."""
    then = as_known(scenario, freeze)
    history = estimation.read_history(then)
    return estimates(Inputs(then, history.years, 1, {}), history)
