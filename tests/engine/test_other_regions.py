"""Numbers that a scenario takes from other regions: which come first."""

from dataclasses import replace

import carbonsim
from carbonsim.engine.other_regions import counted, other_regions


def test_provinces_with_most_numbers_come_first_and_the_nation_last():
    scenario = carbonsim.load_scenario("fujian-trunk-line")
    read = [setting for settings in other_regions(scenario).values() for setting in settings]
    wanted = {"Shanxi": 1, "Hunan": 3, "Guangdong": 1, "Fujian": 2, "": 2, "China": 5}
    regions = [region for region, count in wanted.items() for _ in range(count)]
    assert len(read) > len(regions)
    own = {setting.address: replace(setting, region="") for setting in read}
    own |= {
        setting.address: replace(setting, region=region)
        for setting, region in zip(read, regions, strict=False)
    }
    found = counted(other_regions(replace(scenario, settings={**scenario.settings, **own})))
    assert list(found.items()) == [("Hunan", 3), ("Guangdong", 1), ("Shanxi", 1), ("China", 5)]
