"""What holds for all tests."""

from __future__ import annotations

import os

from hypothesis import settings

# Shared machines are noisy: how long an example takes says nothing. The examples are the same each
# time, so that a run says something of the change and nothing of luck; HYPOTHESIS_PROFILE=explore
# draws new ones.
settings.register_profile("explore", deadline=None)
settings.register_profile("fixed", deadline=None, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "fixed"))
