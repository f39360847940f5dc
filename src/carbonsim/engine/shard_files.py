"""Finished shards of a large ensemble on disk, so that an interrupted run goes on where it stopped.

A file ends with the SHA-256 of all before it: one flipped bit, and the shard is made again.
"""

from __future__ import annotations

import hashlib
import io
import json
import os
import shutil
from pathlib import Path
from typing import Any

import numpy as np

from carbonsim.engine.shards import Shard

ARRAYS = ("headline", "points", "left", "counts", "sums", "least", "most")
#: Texts of a shard, as JSON.
TEXTS = ("causes", "files")
DIGEST = hashlib.sha256().digest_size


class ShardFolder:
    """A folder of finished shards; a file appears whole or not at all.

    Parameters
    ----------
    path : Path
        Made when the first shard is saved.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self, index: int) -> Shard | None:
        """A finished shard; None if it is not there, or its file is not as it was written."""
        try:
            content = self._file(index).read_bytes()
        except OSError:
            return None
        whole, digest = content[:-DIGEST], content[-DIGEST:]
        if hashlib.sha256(whole).digest() != digest:
            return None
        with np.load(io.BytesIO(whole), allow_pickle=False) as found:
            arrays = {name: found[name] for name in ARRAYS}
            causes, files = (tuple(map(tuple, json.loads(str(found[name])))) for name in TEXTS)
        return Shard(index, **arrays, causes=causes, files=files)

    def save(self, shard: Shard) -> None:
        """Save a finished shard.

        Raises
        ------
        OSError
            If it can not be written: a full disk, say. Those that are there stay.
        """
        self.path.mkdir(parents=True, exist_ok=True)
        path = self._file(shard.index)
        half = path.with_name(f".{path.name}.{os.getpid()}")
        try:
            whole = io.BytesIO()
            arrays = {name: getattr(shard, name) for name in ARRAYS}
            texts: dict[str, Any] = {name: np.array(json.dumps(getattr(shard, name))) for name in TEXTS}
            np.savez(whole, **arrays, **texts)
            with half.open("wb") as file:
                file.write(whole.getbuffer())
                file.write(hashlib.sha256(whole.getbuffer()).digest())
            half.replace(path)
        except OSError as error:
            half.unlink(missing_ok=True)
            # a full disk does not say which file it could not take
            raise OSError(error.errno or 0, error.strerror or str(error), str(path)) from error

    def clear(self) -> None:
        """Delete the folder."""
        shutil.rmtree(self.path, ignore_errors=True)

    def _file(self, index: int) -> Path:
        return self.path / f"shard-{index:06d}.npz"
