# ---
# jupyter:
#   jupytext:
#     formats: py:percent
#   kernelspec:
#     display_name: Python 3
#     language: python
#     name: python3
# ---

# %% [markdown]
# # Two scenarios, and what decides the difference
#
# A push for electric trucks in China against current policies: how many tonnes is it worth, how sure is that,
# and which assumption decides it? Open this file in Jupyter with jupytext, or cell by cell in an editor that
# knows `# %%`.

# %%
import numpy as np
import pandas as pd

import carbonsim
from carbonsim.analysis.factors import factors_of
from carbonsim.engine.sampling import pair_scores

DRAWS, SEED = 500, 1
OUTCOME = "Cumulative Emissions|CO2|Energy|Demand|Transportation|Truck"

# %% [markdown]
# Both are run on the same draws: a parameter that both have is the same in each draw of both.

# %%
policies = carbonsim.run(carbonsim.load_scenario("china-trucks-current-policies"), draws=DRAWS, seed=SEED)
electric = carbonsim.run(carbonsim.load_scenario("china-trucks-electric"), draws=DRAWS, seed=SEED)
comparison = carbonsim.compare(policies, electric)
comparison

# %% [markdown]
# What is set differently:

# %%
comparison.parameters()[["parameter", "role", "unit", "base_value", "value"]]

# %% [markdown]
# And what follows. The range of the difference is far narrower than the ranges of both: what is not known of
# the fleet of trucks is not known of both alike.

# %%
outcomes = comparison.outcomes().set_index("outcome")
alone = {
    name: float(np.ptp(np.quantile(run.headline[OUTCOME], (0.05, 0.95))))
    for name, run in (("policies", policies), ("electric", electric))
}
apart = float(outcomes.loc[OUTCOME, "p95"] - outcomes.loc[OUTCOME, "p05"])
pd.Series({**alone, "difference": apart}, name="5th to 95th percentile, Mt CO2")

# %%
outcomes[["unit", "base", "value", "difference", "p05", "p50", "p95", "probability_below"]]

# %%
yearly = comparison.to_frame()
direct = yearly[yearly["variable"] == OUTCOME.removeprefix("Cumulative ")].set_index("year")
axes = direct[["base", "value"]].plot(ylabel="Mt CO2/yr", title="Direct emissions")
axes.fill_between(direct.index, direct["base"] + direct["p05"], direct["base"] + direct["p95"], alpha=0.2)

# %% [markdown]
# Which parameter decides the difference? The rank correlation of its draws with the difference, draw by draw,
# costs nothing more; `carbonsim.sobol` says how much each explains, for more runs.

# %%
difference = pd.Series(electric.headline[OUTCOME] - policies.headline[OUTCOME])
scores = pair_scores(electric.scenario, SEED, 0, DRAWS, DRAWS)
deciding = pd.Series(
    {
        factor.name: difference.corr(pd.Series(scores[factor.addresses[0]]), method="spearman")
        for factor in factors_of(electric.scenario)
        if scores[factor.addresses[0]].ndim == 1  # what is drawn for each year has no one rank
    }
).sort_values(key=abs, ascending=False)
deciding.head(8)

# %% [markdown]
# A correlation of the size below is what chance makes of a parameter that does nothing.

# %%
noise = 2.0 / np.sqrt(DRAWS)
deciding[deciding.abs() > noise]
