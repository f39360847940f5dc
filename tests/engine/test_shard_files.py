"""Finished shards on disk: whole, or not there."""

from dataclasses import fields, replace

import numpy as np
import pytest

from carbonsim.engine.shard_files import ARRAYS, TEXTS, ShardFolder
from carbonsim.engine.shards import Shard

SHARD = Shard(
    index=3,
    headline=np.array([[0.1, np.nan]]),
    points=np.empty((0, 2)),
    left=np.array([False, True]),
    causes=(("the pellets alone hold more iron", 1), ("矿石", 2)),
    files=(("draws-00000000.parquet", "0a"),),
    counts=np.array([[[0, 1]]], dtype=np.uint16),
    sums=np.array([[0.1]]),
    least=np.array([[-np.inf]]),
    most=np.array([[0.1]]),
)


@pytest.fixture
def folder(tmp_path):
    return ShardFolder(tmp_path / "deep" / "shards")


def test_a_shard_comes_back_with_the_same_bits_and_types(folder):
    folder.save(SHARD)
    found = folder.load(3)
    assert (found.index, found.causes, found.files, found.kept) == (3, SHARD.causes, SHARD.files, None)
    for name in ARRAYS:
        kept, made = getattr(SHARD, name), getattr(found, name)
        assert (kept.dtype, kept.shape, kept.tobytes()) == (made.dtype, made.shape, made.tobytes()), name


def test_all_that_a_shard_holds_is_saved_but_draws_that_are_kept():
    assert {field.name for field in fields(Shard)} == {*ARRAYS, *TEXTS, "index", "kept", "part"}


def test_shards_do_not_stand_in_each_others_way(folder):
    folder.save(SHARD)
    folder.save(replace(SHARD, index=4, sums=np.array([[0.2]])))
    folder.save(replace(SHARD, sums=np.array([[0.3]])))
    assert [folder.load(index).sums.item() for index in (3, 4)] == [0.3, 0.2]
    assert folder.load(0) is None
    assert sorted(path.name for path in folder.path.iterdir()) == ["shard-000003.npz", "shard-000004.npz"]


@pytest.mark.parametrize("damage", [b"", b"no archive", None])
def test_a_damaged_file_is_made_again(folder, damage):
    folder.save(SHARD)
    (path,) = folder.path.iterdir()
    path.write_bytes(path.read_bytes()[:-40] if damage is None else damage)
    assert folder.load(3) is None


def test_every_flipped_bit_is_noticed(folder):
    folder.save(SHARD)
    (path,) = folder.path.iterdir()
    whole = path.read_bytes()
    for place in range(0, len(whole), 7):
        damaged = bytearray(whole)
        damaged[place] ^= 1 << place % 8
        path.write_bytes(damaged)
        assert folder.load(3) is None, place
    path.write_bytes(whole)
    assert folder.load(3) is not None


def test_what_can_not_be_written_names_its_file_and_leaves_what_is_there(folder, monkeypatch):
    folder.save(SHARD)

    def full(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(np, "savez", full)
    with pytest.raises(OSError, match="No space left") as caught:
        folder.save(replace(SHARD, sums=np.array([[0.2]])))
    assert caught.value.errno == 28
    assert caught.value.filename == str(folder.path / "shard-000003.npz")
    assert folder.load(3).sums.item() == 0.1
    assert len(list(folder.path.iterdir())) == 1


def test_a_folder_is_cleared_whole_and_may_not_be_there(folder):
    folder.clear()
    folder.save(SHARD)
    folder.clear()
    assert not folder.path.exists()
