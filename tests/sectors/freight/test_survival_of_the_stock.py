"""Is the published life of Chinese heavy trucks, 12.8 years, a mean or a scale? The stock decides.

Trucks registered in China since 2000, times the survival at their age, must give the trucks in use in 2023:
8.76 million (Wood Mackenzie 2024, quoted by DieselNet); another analyst has 9.0 million with a range of 8.4
to 9.5 million. Hao et al. (2011) give 12.8 with a shape of 5.58, of light trucks, too; emission classes of
the heavy ones in use have them leave over more years, with a shape of 3.75.
"""

import csv
from importlib import resources

import pytest

from carbonsim.core.survival import weibull_mean_life, weibull_survival

YEAR = 2023
SHAPE = 5.58
CLASSES_SHAPE = 3.75
PUBLISHED_LIFE = 12.8
FITTED_SCALE = 10.4
WOOD_MACKENZIE = 8.76e6
LOWEST, HIGHEST = 8.4e6, 9.5e6

# a truck's first year ends at age 0 where ages are whole years, at half a year where sales are spread over it
AGES_OF_NEW = pytest.mark.parametrize("age_of_new", [0.0, 0.5])


def rows(address):
    table = resources.files("carbonsim.sectors.freight") / "parameters.csv"
    with table.open(encoding="utf-8", newline="") as lines:
        return [row for row in csv.DictReader(lines) if row["address"] == address]


def stock(scale, age_of_new, shape=SHAPE):
    """Trucks in use at the end of the year, from registrations and a survival."""
    sales = {int(row["year"]): float(row["central"]) for row in rows("freight.past_sales")}
    return sum(
        trucks * float(weibull_survival(YEAR - year + age_of_new, scale, shape))
        for year, trucks in sales.items()
        if year <= YEAR
    )


def scale_of_mean(mean):
    return mean / weibull_mean_life(1.0, SHAPE)


def test_the_registrations_reach_back_past_the_life_of_a_truck():
    years = [int(row["year"]) for row in rows("freight.past_sales")]
    assert years == list(range(2000, years[-1] + 1))
    assert years[-1] >= YEAR
    # of a cohort of 1999 next to nothing would be left, even with the longest of the lives below
    assert weibull_survival(YEAR - 1999, scale_of_mean(PUBLISHED_LIFE), SHAPE) < 1e-6


@AGES_OF_NEW
def test_a_scale_of_ten_years_gives_the_published_stock(age_of_new):
    assert LOWEST < stock(FITTED_SCALE, age_of_new) < HIGHEST


def test_the_scale_was_fitted_to_trucks_half_a_year_old_in_their_first_year():
    assert stock(FITTED_SCALE, 0.5) == pytest.approx(WOOD_MACKENZIE, rel=0.01)


@AGES_OF_NEW
def test_the_published_life_as_a_scale_gives_too_many_trucks(age_of_new):
    trucks = stock(PUBLISHED_LIFE, age_of_new)
    assert trucks > 10e6
    assert 1.15 < trucks / WOOD_MACKENZIE < 1.25  # about a fifth


@AGES_OF_NEW
def test_the_published_life_as_a_mean_gives_even_more(age_of_new):
    scale = scale_of_mean(PUBLISHED_LIFE)
    assert scale == pytest.approx(13.85, abs=0.005)
    assert stock(scale, age_of_new) > stock(PUBLISHED_LIFE, age_of_new) + 0.5e6


@AGES_OF_NEW
def test_the_table_of_the_sector_holds_the_scale_that_fits(age_of_new):
    (scale,) = rows("freight.survival_scale")
    (shape,) = rows("freight.survival_shape")
    assert float(shape["central"]) == CLASSES_SHAPE
    assert float(shape["low"]) < CLASSES_SHAPE < float(shape["high"]) == SHAPE
    assert LOWEST < stock(float(scale["central"]), age_of_new, CLASSES_SHAPE) < HIGHEST
    # the ends give the same trucks at the other ends of the shape
    for end, other in (("low", "high"), ("high", "low")):
        trucks = stock(float(scale[end]), 0.5, float(shape[other]))
        assert trucks == pytest.approx(WOOD_MACKENZIE, rel=0.01)
    # the published life would be too many at any
    assert float(scale["high"]) <= PUBLISHED_LIFE


def test_the_fleet_has_as_many_of_the_newest_class_as_was_counted():
    # China V and newer are 48 % of heavy trucks in use at the end of 2020: for diesel from July 2017 on
    ages = {int(row["year"]): float(row["central"]) for row in rows("freight.past_sales")}
    (scale,) = rows("freight.survival_scale")
    left = {
        year: trucks * float(weibull_survival(2020 - year + 0.5, float(scale["central"]), CLASSES_SHAPE))
        for year, trucks in ages.items()
        if year <= 2020
    }
    newest = sum(trucks for year, trucks in left.items() if year >= 2018) + left[2017] / 2
    assert newest / sum(left.values()) == pytest.approx(0.48, abs=0.03)
