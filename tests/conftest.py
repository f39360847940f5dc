"""Property tests are repeatable here; `HYPOTHESIS_PROFILE=explore make pytest` looks for what they miss."""

import os

from hypothesis import settings

settings.register_profile("repeatable", derandomize=True)
settings.register_profile("explore", derandomize=False, max_examples=2000)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "repeatable"))
