"""Service curves: against theory, their shape, how they are read, and where they are kept."""

import hashlib
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.interpolate import RegularGridInterpolator

from carbonsim.core.queues import md1_waiting_time
from carbonsim.corridor import curve_store, service_curves
from carbonsim.corridor.curve_store import curves_of, design_hash, find_curves, keep_curves, kept_curves
from carbonsim.corridor.service_curves import BLOCKS, LOADS, SPEEDS, CurveDesign, ServiceCurves, make_curves
from carbonsim.engine.curves import FOLDER, shipped_designs, write
from carbonsim.reference.user_cache import CACHE

EVEN = (1.0 / 24.0,) * 24


@pytest.fixture(scope="module")
def design(station):
    return CurveDesign(station, 0.2, EVEN)


@pytest.fixture(scope="module")
def rough(design):
    """Curves of few stations and days: what is tested is not how precise they are."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(service_curves, "STATIONS", 1)
        patch.setattr(service_curves, "DAYS", 1)
        patch.setattr(service_curves, "WARM_UP", 0)
        return make_curves(design)


@pytest.fixture
def cache(tmp_path, monkeypatch, rough):
    def made(_, progress=None):
        if progress is not None:
            progress(1, 1)
        return rough

    monkeypatch.setattr(curve_store, "make_curves", made)
    monkeypatch.setenv(CACHE, str(tmp_path / "cache"))
    curves_of.cache_clear()
    yield tmp_path / "cache"
    curves_of.cache_clear()


def test_a_station_with_batteries_and_power_to_spare_is_an_m_d_1_queue(station, monkeypatch):
    monkeypatch.setattr(service_curves, "STATIONS", 40)
    monkeypatch.setattr(service_curves, "LOADS", (0.0, 0.3, 0.5, 0.7))
    monkeypatch.setattr(service_curves, "SPEEDS", (1.0,))
    monkeypatch.setattr(service_curves, "BLOCKS", (1,))
    bay = replace(station, blocks=60, chargers=60, power=1e5, patience=1e9)
    curves = make_curves(CurveDesign(bay, 0.0, EVEN))
    loads = np.array([0.3, 0.5, 0.7])
    expected = md1_waiting_time(5.0, loads)
    # 10,000 to 24,000 trucks a point come in the time of 34,000 swaps; the mean wait of a queue over as many
    # has the relative error sqrt(2 / 34,000) / (1 - load) in heavy traffic: 1 to 3 %
    error = np.sqrt(2.0 / 34_000) / (1.0 - loads)
    assert np.all(np.abs(curves.wait[0, 0, 1:] / expected - 1.0) < 4.0 * error)
    assert np.all(curves.unserved == 0)


def test_shipped_curves_are_there_and_are_what_simulation_gives():
    designs = shipped_designs()
    assert {path.stem for path in FOLDER.glob("*.csv")} == set(designs), "run `make curves`"
    name, design = next(iter(designs.items()))
    shipped = curve_store.read_curves((FOLDER / f"{name}.csv").read_text(encoding="utf-8"))
    wait, unserved = service_curves.at_speed(design, 0.5)
    # another processor may draw other trucks
    np.testing.assert_allclose(np.maximum.accumulate(wait, axis=-1), shipped.wait[0], rtol=0.1, atol=0.3)
    assert np.all(unserved <= shipped.unserved[0] + 0.02)


def test_curves_rise_and_no_station_serves_more_than_it_can(design, rough):
    curves = rough
    assert curves.wait.shape == (len(SPEEDS), len(BLOCKS), len(LOADS))
    for table in (curves.wait, curves.unserved):
        assert np.all(np.diff(table, axis=-1) >= 0)
        assert np.all(table[..., 0] == 0)
    served = np.array(LOADS) * (1.0 - curves.unserved)
    assert np.all(served <= 1.0 + 1e-12)
    assert np.all(curves.wait <= design.station.patience * 2)


def table(seed):
    random = np.random.default_rng(seed)
    shape = (len(SPEEDS), len(BLOCKS), len(LOADS))
    return ServiceCurves(*(np.sort(random.random(shape), axis=-1) for _ in range(2)))


@given(st.integers(0, 100), st.floats(0.0, 3.0), st.floats(0.5, 4.0), st.floats(0.1, 5.0))
def test_reading_is_linear_interpolation(seed, load, blocks, speed):
    curves = table(seed)
    axes = (np.log2(SPEEDS), np.array(BLOCKS, dtype=float), np.array(LOADS))
    at = [
        np.clip(value, axis[0], axis[-1])
        for value, axis in zip((np.log2(speed), blocks, load), axes, strict=True)
    ]
    wait, unserved = curves.at(np.array([load]), np.array([blocks]), np.array([speed]))
    assert wait[0] == pytest.approx(RegularGridInterpolator(axes, curves.wait)(at)[0], abs=1e-12)
    turned = RegularGridInterpolator(axes, curves.unserved)(at)[0]
    beyond = max(load, LOADS[-1]) / LOADS[-1]
    assert unserved[0] == pytest.approx(1.0 - (1.0 - turned) / beyond, abs=1e-12)


def test_vector_equals_scalars():
    curves = table(3)
    random = np.random.default_rng(1)
    load, blocks, speed = random.uniform(0, 2, 50), random.uniform(1, 3, 50), random.uniform(0.3, 3, 50)
    together = curves.at(load, blocks, speed)
    for one in range(50):
        part = slice(one, one + 1)
        alone = curves.at(load[part], blocks[part], speed[part])
        assert [values[one] for values in together] == [values[0] for values in alone]


def test_a_design_is_found_again_and_no_other(design):
    name = design_hash(design)
    # rounding of inputs makes no new design
    assert design_hash(replace(design, swap_time_spread=0.2 * (1 + 1e-12))) == name
    others = [
        replace(design, swap_time_spread=0.3),
        replace(design, profile=(0.0, 2.0 / 24.0, *EVEN[2:])),
        replace(design, station=replace(design.station, bays=2)),
        replace(design, station=replace(design.station, patience=61.0)),
    ]
    assert len({name, *map(design_hash, others)}) == 5


def test_curves_are_made_once_and_kept(design, cache):
    assert find_curves(design) is None
    told = []
    made = keep_curves(design, lambda done, total: told.append((done, total)))
    assert told == [(1, 1)]
    assert [path.name for path in cache.iterdir()] == [f"{design_hash(design)}.csv"]
    found = find_curves(design)
    for name in ("wait", "unserved"):  # made and read curves have the same bits
        np.testing.assert_array_equal(getattr(found, name), getattr(made, name))
    assert curves_of(design) is curves_of(design)


@pytest.mark.parametrize("damage", ["", "speed,blocks\n1,2\n", "broken", "altered", "unsealed"])
def test_a_damaged_or_altered_file_is_made_anew(design, cache, damage):
    made = keep_curves(design)
    path = cache / f"{design_hash(design)}.csv"
    text = path.read_text(encoding="utf-8")
    rows = text.splitlines(keepends=True)
    damages = {
        "": text[: len(text) // 2],
        "altered": "".join([*rows[:-1], rows[-1].replace(",", ",1", 1)]),
        "unsealed": "".join(rows[1:]),
    }
    assert damages["altered"] != text
    path.write_text(damages.get(damage, damage), encoding="utf-8")
    assert find_curves(design) is None
    np.testing.assert_array_equal(curves_of(design).wait, made.wait)
    assert path.read_text(encoding="utf-8") == text


def test_curves_of_the_cache_are_named_by_what_they_say(design, cache, monkeypatch):
    assert kept_curves(design) is None
    keep_curves(design)
    name, digest = kept_curves(design)
    path = cache / f"{design_hash(design)}.csv"
    assert name == f"service_curves/{path.name}"
    said = path.read_text(encoding="utf-8").partition("\n")[2]
    assert digest == hashlib.sha256(said.encode()).hexdigest()
    monkeypatch.setattr("carbonsim.corridor.curve_store._shipped", lambda _: path)
    assert kept_curves(design) is None, "what travels with the package is in the data of a manifest"


@pytest.mark.usefixtures("cache")
def test_where_nothing_can_be_written_curves_are_made_all_the_same(design, tmp_path, monkeypatch):
    blocked = tmp_path / "file"
    blocked.write_text("in the way", encoding="utf-8")
    monkeypatch.setenv(CACHE, str(blocked / "cache"))
    assert np.all(np.isfinite(keep_curves(design).wait))
    assert blocked.read_text(encoding="utf-8") == "in the way"


@pytest.mark.usefixtures("cache")
def test_shipped_folder_is_brought_up_to_date(tmp_path, monkeypatch, design):
    folder = tmp_path / "curves"
    folder.mkdir()
    monkeypatch.setattr("carbonsim.engine.curves.shipped_designs", lambda: {design_hash(design): design})
    (folder / "old.csv").write_text("", encoding="utf-8")
    write(folder)
    assert [path.name for path in folder.iterdir()] == [f"{design_hash(design)}.csv"]
