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
# # 18 Mt, 3 bn CNY, 120 CNY a trip: the claims of the trunk line
#
# In August 2023 four stations opened on the expressway between Ningde and Xiamen, at which heavy trucks
# swap their batteries. This was said:
#
# | what | by | of | counted |
# | --- | --- | --- | --- |
# | more than 18 Mt CO2 a year | CATL | all 120,000 heavy trucks of Fujian | not said |
# | about 3 bn CNY a year | CATL | the same | running costs; swings of oil and dearer trucks left out |
# | about 120 CNY a round trip | Fujian Daily | one truck, 840 km | running costs |
#
# Nothing of it is said of the four stations. It is what swapping *can* do for the province, and is put to
# the test as that: in `fujian-full-conversion` all 120,000 trucks swap, beside a Fujian in which all burn
# diesel.

# %%
import numpy as np
import pandas as pd
from matplotlib import pyplot as plt

import carbonsim
from carbonsim.analysis.claims import evaluate

SCENARIO = "fujian-full-conversion"
TRUCKS, MT, BN, TRIP, KM = 120_000, 18.0, 3.0, 120.0, 840.0  # what was said
LITRES, KG = 0.33, 2.63  # a loaded tractor burns 33 L/100 km, and a litre of diesel gives 2.63 kg CO2

# %% [markdown]
# ## Their own arithmetic
#
# How far a truck drives in a year is not said, but follows. 3 bn CNY, shared among the trucks and cut into
# trips of 120 CNY, are 208 round trips, or 175,000 km. The 18 Mt, shared among the trucks, are 150 t: the
# diesel of 173,000 km. That two sums meet speaks for one mileage behind both, and for tonnes of diesel that
# is not burnt, without the power that takes its place. This is our reading: the articles show no sums.

# %%
trips = BN * 1e9 / TRUCKS / TRIP
arithmetic = pd.Series(
    {
        "round trips a truck and year": trips,
        "kilometres from the 3 bn CNY": trips * KM,
        "tonnes of CO2 a truck from the 18 Mt": MT * 1e6 / TRUCKS,
        "kilometres from the 18 Mt": MT * 1e9 / TRUCKS / (LITRES * KG),
        "CNY a kilometre from the trip": TRIP / KM,
    }
).round(3)
arithmetic

# %% [markdown]
# ## What the model finds at 175,000 km
#
# - **The tailpipes save the 18 Mt.** But power plants emit for the packs: by the official factor of the grid
#   of 2022 a quarter of it is left, 4.6 Mt. Refineries emit for diesel, too: counted from the well it is
#   7.3 Mt. Were all power free of carbon, the 18 Mt would hold with the grid as well.
# - **Costs fall by more than was said**: by 5.5 bn CNY a year and 220 CNY a trip, with diesel at 7.55 CNY a
#   litre. With the dearer trucks, which the article leaves out and says so, it is still 4.8 bn.

# %%
result = carbonsim.run(carbonsim.load_scenario(SCENARIO), draws=1)
found = pd.DataFrame(
    {
        "claim": row.claim.name,
        "counted": row.boundary,
        "found": row.value,
        "unit": row.unit,
        "claimed": f"{row.claim.bound} {row.claim.value:g}",
        "verdict": row.verdict,
    }
    for row in evaluate(result)
    if row.claim.name.startswith("trunk-line")
)
found.round(3)

# %% [markdown]
# ## Mileage decides
#
# All of it hangs on how far a truck drives. Tonnes are in proportion to it. Money is not: packs are rented by
# the year, and below 92,000 km a truck that swaps costs more to run than one that burns diesel. In this model
# the mean heavy truck of Fujian drives 55,000 km, a new tractor on long hauls 99,000, and all trucks
# together emit 5.7 Mt a year. Of what drives there today, 18 Mt cannot be saved.


# %%
def year_of_claim(mileage):
    """Reduction [Mt] and saving [bn CNY] of 2023 with this mileage [km], all else as it is."""
    changes = [f"freight.duties.tractor_trunk.mileage={mileage} km/truck/yr", "years=[2023, 2024]"]
    series = carbonsim.run(carbonsim.load_scenario(SCENARIO, changes), draws=1).central
    return {
        "tailpipe": series["Emission Reduction|CO2|Transportation|Truck"][0],
        "with the grid": series["Emission Reduction|CO2|Transportation|Truck [Operational]"][0],
        "saving": series["Cost Saving|Transportation|Truck [Operating]"][0],
    }


by_mileage = pd.DataFrame({km: year_of_claim(km) for km in range(40_000, 200_001, 20_000)}).T
by_mileage["CNY a trip"] = by_mileage["saving"] * 1e9 / TRUCKS / by_mileage.index * KM

province = carbonsim.run(carbonsim.load_scenario("fujian-no-policy", ["years=[2023, 2024]"]), draws=1)
driven = sum(series[0] for name, series in province.central.items() if name.startswith("Distance Travelled|"))
mean_truck = driven * 1e9 / (province.central["Stocks|Transportation|Truck"][0] * 1e6)
by_mileage.round(2)


# %%
def mileage_at(column, value):
    """Kilometres at which a column comes to a value."""
    return float(np.interp(value, by_mileage[column], by_mileage.index))


def claim_line(axes, value, text):
    axes.axhline(value, color="0.4", linestyle="--", linewidth=1)
    axes.annotate(text, (62, value), xytext=(0, 4), textcoords="offset points", color="0.3")


figure, (carbon, money) = plt.subplots(1, 2, figsize=(11, 4.2), layout="constrained")
lines = by_mileage.set_axis(by_mileage.index / 1000)
carbon.plot(lines["tailpipe"])
carbon.plot(lines["with the grid"])
carbon.annotate("at the tailpipe", (118, 12.6), ha="right", color="C0")
carbon.annotate("with the grid of 2022", (118, 3.6), ha="right", color="C1")
carbon.set_ylim(0, 22)
carbon.set_title(f"18 Mt from {mileage_at('tailpipe', MT) / 1000:.0f},000 km on, at the tailpipe alone")
carbon.set_ylabel("CO2 saved [Mt a year]")
claim_line(carbon, MT, "claimed: more than 18")
money.plot(lines["saving"], color="C2")
money.axhspan(0.75 * BN, 1.25 * BN, color="0.92")
money.axhline(0.0, color="0.4", linewidth=0.8)
nothing, reached = (f"{mileage_at('saving', value) / 1000:.0f},000 km" for value in (0.0, BN))
money.set_title(f"3 bn CNY at {reached}, dearer than diesel below {nothing}")
money.set_ylabel("running costs saved [bn CNY a year]")
claim_line(money, BN, "claimed: about 3")
for axes, heights in ((carbon, (0.5, 0.5)), (money, (0.85, 0.2))):
    axes.title.set_fontsize(10.5)
    axes.set_xlabel("mileage [thousand km a truck and year]")
    axes.spines[["top", "right"]].set_visible(False)
    for mileage, text, height in zip(
        (mean_truck, trips * KM), ("mean truck", "the articles"), heights, strict=True
    ):
        axes.axvline(mileage / 1000, color="0.5", linestyle=":", linewidth=1)
        at = (mileage / 1000 - 5, height)
        axes.text(*at, text, rotation=90, va="center", color="0.3", transform=axes.get_xaxis_transform())

# %% [markdown]
# ## Which can be true together
#
# If "about" is a quarter either way, 3 bn CNY and 120 CNY a trip are true together at some 126,000 to
# 136,000 km a year, where the tailpipes save 13 to 14 Mt. The 18 Mt want 173,000 km, where the saving is
# 5.4 bn. So at the prices of this model no mileage makes all three true to the letter. If each is "at least",
# all three are true from 173,000 km on, at the tailpipe.

# %%
about = [0.75, 1.25]
together = pd.DataFrame(
    {
        "18 Mt at the tailpipe": [mileage_at("tailpipe", MT), np.inf],
        "3 bn CNY": [mileage_at("saving", BN * share) for share in about],
        "120 CNY a trip": [mileage_at("CNY a trip", TRIP * share) for share in about],
    },
    index=["from km", "to km"],
).T.round(-3)
together
